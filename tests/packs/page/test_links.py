"""Marks become links to cards, and cards lead back."""

from __future__ import annotations

import pytest

from hdflib.packs.page.links import Links, unlinked

NUMBER = '<td><data class="hdf-chiffre" value="{}">{}</data></td>'
PLACE = (
    '<div aria-hidden="true" class="hdf-points">'
    '<data class="hdf-point" style="left:1%" value="{}"></data></div>'
)


def test_each_number_leads_to_its_card_and_has_a_name_of_its_own() -> None:
    links = Links({"ab12": "fxyz", "cd34": "fuvw"})
    html = links.link(NUMBER.format("ab12", "71 %") + NUMBER.format("cd34", "9 &lt;"))
    html += links.link(NUMBER.format("ab12", "71 %"))
    assert html == (
        '<td><a id="rxyz" href="#fxyz">71 %</a></td><td><a id="ruvw" href="#fuvw">9 &lt;</a></td>'
        '<td><a id="rxyz.2" href="#fxyz">71 %</a></td>'
    )
    assert links.retours == {"fxyz": ["rxyz", "rxyz.2"], "fuvw": ["ruvw"]}


def test_a_place_of_a_drawing_is_for_the_pointer_alone() -> None:
    links = Links({"ab12": "fxyz"})
    assert links.link(PLACE.format("ab12")) == (
        '<div aria-hidden="true" class="hdf-points">'
        '<a href="#fxyz" style="left:1%" tabindex="-1"></a></div>'
    )
    # It isn't where the card leads back to: a keyboard couldn't go on from it.
    assert links.retours == {}


def test_a_number_whose_figure_the_view_forgot_fails() -> None:
    with pytest.raises(KeyError):
        Links({}).link(NUMBER.format("ab12", "71 %"))


def test_without_cards_numbers_are_text() -> None:
    html = f"<p>{NUMBER.format('ab12', '71 %')}</p>{PLACE.format('ab12')}<p>fin</p>"
    assert unlinked(html) == "<p><td>71 %</td></p><p>fin</p>"
