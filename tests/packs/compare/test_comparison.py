"""Which figure is compared with which, and what is said to have moved."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdflib.figures import EARLIER
from hdflib.packs.chiffres import Chiffre
from hdflib.packs.compare.comparison import compare
from hdflib.packs.compare.matching import match

JUNE, SEPTEMBER = "2022-06-16", "2022-09-29"
SAME = (JUNE, JUNE)
LATER = (JUNE, SEPTEMBER)


def chiffre(value, periode="2022-05-31", *, section="priority_households", shown=None, **other):
    known = None if value is None else Decimal(value)
    made = Chiffre(
        "stock", "", "59", periode, "", "ménages", known, shown or str(value), (section,), ""
    )
    return replace(made, **other)


def moved(before, after, dates=SAME):
    """Give the periods and displays of what moved in one pack."""
    return [
        tuple(side and (side.periode, side.affichage) for side in (c.avant, c.apres))
        for c in compare({"59": before}, {"59": after}, dates)
    ]


def test_a_value_that_changes_is_a_change():
    assert moved([chiffre(10)], [chiffre(12)]) == [(("2022-05-31", "10"), ("2022-05-31", "12"))]


def test_the_same_figure_has_not_moved():
    assert moved([chiffre(10)], [chiffre(10)]) == []


@pytest.mark.parametrize(
    "field", ["indicateur", "public", "territoire", "modalite", "unite", "periode"]
)
def test_two_figures_are_the_same_by_all_that_names_them(field):
    other = chiffre(10, **{field: "autre"})
    before, after = (("2022-05-31", "10"), None), (None, (other.periode, "10"))
    assert moved([chiffre(10)], [other]) == [before, after]


def test_a_change_below_the_rounding_is_a_change_that_no_reader_sees():
    (change,) = compare(
        {"59": [chiffre("0.701", shown="70 %")]}, {"59": [chiffre("0.702", shown="70 %")]}, SAME
    )
    assert not change.visible
    assert change.nombres == (0.701, 0.702)


def test_a_display_that_changes_alone_is_a_change():
    (change,) = compare({"59": [chiffre(3)]}, {"59": [chiffre(3, shown="environ 3")]}, SAME)
    assert change.visible
    assert not change.etat


@pytest.mark.parametrize(
    ("before", "after"), [("12", None), (None, "12"), (None, None)], ids=["lost", "come", "other"]
)
def test_a_state_that_changes_is_a_change(before, after):
    old = chiffre(before, shown=before or "en cours de finalisation")
    new = chiffre(after, shown=after or "s")
    (change,) = compare({"59": [old]}, {"59": [new]}, SAME)
    assert change.etat
    assert change.nombres is None


def test_a_figure_that_sections_share_counts_once_with_its_sections():
    before = [chiffre(10), chiffre(10, section="context")]
    after = [chiffre(12), chiffre(12, section="context")]
    (change,) = compare({"59": before}, {"59": after}, SAME)
    assert change.sections == ("priority_households", "context")


def test_a_figure_that_goes_to_another_section_has_not_moved():
    assert moved([chiffre(10)], [chiffre(10, section="context")]) == []


def test_a_figure_that_sections_give_unalike_is_compared_within_each():
    before = [chiffre(10), chiffre(10, section="context", shown="environ 10")]
    after = [chiffre(12, section="context", shown="environ 12"), chiffre(11)]
    assert moved(before, after) == [
        (("2022-05-31", "10"), ("2022-05-31", "11")),
        (("2022-05-31", "environ 10"), ("2022-05-31", "environ 12")),
    ]


def test_a_figure_that_sections_give_unalike_on_one_side_is_compared_within_each():
    before = [chiffre(10), chiffre(10, section="context")]
    after = [chiffre(12), chiffre(13, section="context")]
    there = [(("2022-05-31", "10"), ("2022-05-31", last)) for last in ("12", "13")]
    assert moved(before, after) == there


def test_a_figure_that_one_section_gives_unalike_is_never_paired_with_another():
    before = [chiffre(10), chiffre(20)]
    assert moved(before, [chiffre(20), chiffre(30)]) == [
        (("2022-05-31", "10"), None),
        (None, ("2022-05-31", "30")),
    ]


def test_a_figure_that_packs_share_counts_once_with_its_packs():
    packs = {"32": [chiffre(10)], "59": [chiffre(10)], "62": [chiffre(10)]}
    later = {"32": [chiffre(12)], "59": [chiffre(12)], "62": [chiffre(10)], "80": []}
    (change,) = compare(packs, later, SAME)
    assert change.dossiers == ("32", "59")


def test_what_a_pack_quotes_of_an_earlier_commission_is_not_compared():
    quoted = chiffre(10, "2022-05-31", modalite=EARLIER)
    gap = chiffre(2, "2022-08-31", indicateur="ecart", modalite=f"stock, {EARLIER}")
    after = [chiffre(12, "2022-08-31"), quoted, gap]
    assert moved([chiffre(10)], after, LATER) == [(("2022-05-31", "10"), ("2022-08-31", "12"))]
    # Within an edition, they move as any figure does.
    assert moved([quoted], [chiffre(11, "2022-05-31", modalite=EARLIER)]) == [
        (("2022-05-31", "10"), ("2022-05-31", "11"))
    ]


def test_within_an_edition_a_period_that_changes_makes_another_figure():
    assert moved([chiffre(10)], [chiffre(12, "2022-06-30")]) == [
        (("2022-05-31", "10"), None),
        (None, ("2022-06-30", "12")),
    ]


# For each case, periods with values of 10, 11… before and 20, 21… after, then the pairs.
ACROSS = {
    "observation dates move on": (
        ["2022-05-31"],
        ["2022-08-31"],
        [("2022-05-31", "2022-08-31")],
    ),
    "the same date is the same figure": (
        ["2022-01-01"],
        ["2022-01-01"],
        [("2022-01-01", "2022-01-01")],
    ),
    "each precision apart": (
        ["2021", "2022-05-31"],
        ["2021", "2022-08-31"],
        [("2021", "2021"), ("2022-05-31", "2022-08-31")],
    ),
    "a year is no day": (
        ["2021"],
        ["2022-08-31"],
        [("2021", None), (None, "2022-08-31")],
    ),
    "a series of months keeps its months": (
        ["2022-03", "2022-04"],
        ["2022-04", "2022-05"],
        [("2022-03", None), ("2022-04", "2022-04"), (None, "2022-05")],
    ),
    "the years of a table keep their years": (
        ["2021", "2022"],
        ["2022", "2023"],
        [("2021", None), ("2022", "2022"), (None, "2023")],
    ),
    "only the latest moves on": (
        ["2020-01-01", "2021-01-01"],
        ["2022-01-01", "2023-01-01"],
        [("2020-01-01", None), ("2021-01-01", "2023-01-01"), (None, "2022-01-01")],
    ),
    "an older period isn't the next one": (
        ["2022-05-31"],
        ["2021-08-31"],
        [("2022-05-31", None), (None, "2021-08-31")],
    ),
    "a figure without period": ([""], [""], [("", "")]),
}


@pytest.mark.parametrize("case", ACROSS)
def test_between_commissions(case):
    before, after, pairs = ACROSS[case]
    old = [chiffre(10 + rank, periode) for rank, periode in enumerate(before)]
    new = [chiffre(20 + rank, periode) for rank, periode in enumerate(after)]
    found = [(a and a.periode, b and b.periode) for a, b in match(old, new, LATER)]
    assert sorted(found, key=str) == sorted(pairs, key=str)


def test_without_a_date_only_equal_periods_are_compared():
    assert len(moved([chiffre(10)], [chiffre(12, "2022-08-31")], ("", SEPTEMBER))) == 2


VALUES = st.none() | st.integers(0, 3)
PERIODS = st.sampled_from(
    ["", "2021", "2022", "2022-04", "2022-05", "2022-04-30", "2022-05-31", "2022-08-31"]
)
FIGURES = st.lists(
    st.builds(
        lambda value, periode, section, public: chiffre(
            value, periode, section=section, shown="s" if value is None else None, public=public
        ),
        VALUES,
        PERIODS,
        st.sampled_from(["context", "fnavdl"]),
        st.sampled_from(["", "sans_abri"]),
    ),
    max_size=12,
)
DATES = st.sampled_from([SAME, LATER, LATER[::-1], ("", JUNE)])


@given(FIGURES, DATES)
def test_nothing_moves_between_a_pack_and_itself(chiffres, dates):
    assert compare({"59": chiffres}, {"59": chiffres}, dates) == []


@given(FIGURES, FIGURES, DATES)
def test_both_directions_mirror_each_other(before, after, dates):
    there = compare({"59": before}, {"59": after}, dates)
    back = compare({"59": after}, {"59": before}, dates[::-1])
    assert {(c.avant, c.apres) for c in there} == {(c.apres, c.avant) for c in back}
    assert len(there) == len(back)


@given(FIGURES, FIGURES, DATES)
def test_every_figure_is_in_one_pair_and_only_with_its_like(before, after, dates):
    pairs = list(match(before, after, dates))
    assert {a for a, _ in pairs if a} == set(before)
    assert {b for _, b in pairs if b} == set(after)
    for a, b in pairs:
        if a and b:
            assert (a.public, len(a.periode)) == (b.public, len(b.periode))
