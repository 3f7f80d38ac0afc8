"""Contrast of the colours, computed here from the definition of WCAG 2.2."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdflib.display import palette

GREY = "#f3f5f9"
"""Background of headings and key figures, from style.css."""


def channel(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def light(colour: str) -> float:
    red, green, blue = bytes.fromhex(colour[1:])
    return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue) + 0.05


def ratio(one: str, other: str) -> float:
    return max(light(one), light(other)) / min(light(one), light(other))


def test_the_ratio_of_this_file() -> None:
    # The two values that WCAG's own documents give.
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("ink", [palette.TEXTE, palette.DISCRET, palette.BLEU, palette.ORANGE])
@pytest.mark.parametrize("ground", [palette.FOND, GREY, palette.ABSENT])
def test_inks_can_be_read_on_light_grounds(ink: str, ground: str) -> None:
    assert ratio(ink, ground) >= 4.5


@pytest.mark.parametrize(
    "ground",
    [*palette.CLASSES, palette.BLEU, palette.BLEU_CLAIR, palette.ORANGE, palette.ABSENT],
)
def test_numbers_can_be_read_on_every_fill(ground: str) -> None:
    assert ratio(palette.encre(ground), ground) >= 4.5


def test_ink_of_the_classes() -> None:
    assert [palette.encre(ground) for ground in palette.CLASSES] == [
        palette.TEXTE,
        palette.TEXTE,
        palette.TEXTE,
        palette.FOND,
    ]


@given(st.integers(0, 0xFFFFFF))
def test_ink_is_the_one_that_contrasts_more(number: int) -> None:
    ground = f"#{number:06x}"
    chosen = palette.encre(ground)
    assert ratio(chosen, ground) == max(ratio(palette.TEXTE, ground), ratio(palette.FOND, ground))


def test_classes_darken() -> None:
    lights = [light(colour) for colour in palette.CLASSES]
    assert lights == sorted(lights, reverse=True)
    # Two neighbours can be told apart in grey too.
    assert all(a / b > 1.3 for a, b in pairwise(lights))


def test_contrast() -> None:
    assert palette.contraste("#000000", "#ffffff") == pytest.approx(21)
    assert palette.contraste("#ffffff", "#777777") == pytest.approx(4.48, abs=0.005)
    assert palette.luminance("#ff0000") == pytest.approx(0.2126)


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_palettes_of_two_to_five_classes(count: int) -> None:
    colours = palette.PALETTES[count]
    assert len(colours) == count
    lights = [light(colour) for colour in colours]
    assert all(a / b > 1.3 for a, b in pairwise(lights))
    assert all(ratio(palette.encre(ground), ground) >= 4.5 for ground in colours)
