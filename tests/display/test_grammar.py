"""Agreement, direction of changes, and sentences that stay silent."""

from __future__ import annotations

import html
import re
from math import nextafter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdflib.display.french import pourcentage
from hdflib.display.grammar import Sentence, accord, ampleur, phrase, sens
from hdflib.display.views import sentence_html
from hdflib.figures import Etat, Figure, Indicateur

ATTRIBUTIONS = Indicateur("attributions", "Attributions", "attributions", 0, "")
TAUX = Indicateur("taux", "Taux", "%", 0, "")
N = Figure(ATTRIBUTIONS, "32", 3859)
PART = Figure(TAUX, "32", 0.21)
BAISSE = Figure(TAUX, "32", -0.14)
ABSENT = Figure(TAUX, "60", None, Etat.EN_COURS)


@pytest.mark.parametrize(
    ("count", "form"),
    [(0, "bailleur"), (1, "bailleur"), (1.9, "bailleur"), (2, "bailleurs"), (-1, "bailleur")],
)
def test_accord(count: float, form: str) -> None:
    assert accord(count, "bailleur") == form


def test_accord_with_an_irregular_plural() -> None:
    assert accord(1, "a tenu", "ont tenu") == "a tenu"
    assert accord(30, "a tenu", "ont tenu") == "ont tenu"


@pytest.mark.parametrize(
    ("evolution", "decimales", "direction"),
    [
        (-0.14, 0, "Baisse"),
        (0.09, 0, "Hausse"),
        (0.0, 0, "Stabilité"),
        (0.004, 0, "Stabilité"),
        (-0.004, 0, "Stabilité"),
        (0.004, 1, "Hausse"),
        # Half a percent displays as 1 %.
        (0.005, 0, "Hausse"),
        # So does the noise just under it, where Python's round gives 0.
        (nextafter(0.005, 0), 0, "Hausse"),
        (nextafter(-0.005, 0), 0, "Baisse"),
        (-0.005, 0, "Baisse"),
        (0.00049, 1, "Stabilité"),
    ],
)
def test_sens(evolution: float, decimales: int, direction: str) -> None:
    assert sens(evolution, decimales) == direction


CHANGES = st.one_of(
    st.floats(-20, 20),
    st.floats(-0.02, 0.02),
    st.integers(-4000, 4000).map(lambda n: n / 2000),
    st.integers(-4000, 4000).map(lambda n: nextafter(n / 2000, 0)),
)


@given(CHANGES, st.integers(0, 2))
def test_sens_says_what_is_displayed(change: float, decimales: int) -> None:
    shown = pourcentage(change, decimales)
    number = float(re.sub(r"[\u202f%]", "", shown).replace(",", ".").replace("\u2212", "-"))
    expected = "Hausse" if number > 0 else "Baisse" if number < 0 else "Stabilité"
    assert sens(change, decimales) == expected


@given(CHANGES, st.integers(0, 2))
def test_ampleur_is_the_display_without_its_sign(change: float, decimales: int) -> None:
    assert ampleur(change, decimales) == pourcentage(change, decimales).removeprefix("\u2212")


def test_ampleur() -> None:
    assert ampleur(-0.14) == "14\u202f%"
    assert ampleur(-0.0095, 1) == "1,0\u202f%"


def test_phrase_with_its_figures() -> None:
    said = phrase(
        "Bilan au {jour} : {n} ménages relogés, soit {part} du total ({baisse} de moins).",
        jour="31 mai",
        n=N,
        part=PART,
        baisse=("14\u202f%", BAISSE),
    )
    assert said is not None
    assert said.text == (
        "Bilan au 31 mai\u00a0: 3\u202f859 ménages relogés, soit 21\u202f% du total "
        "(14\u202f% de moins)."
    )
    assert said.figures == (N, PART, BAISSE)
    assert said.parts[0] == "Bilan au 31 mai : "


@pytest.mark.parametrize("value", [None, ABSENT, ("14 %", ABSENT)])
def test_phrase_is_silent_when_a_value_is_missing(value: Figure | None) -> None:
    assert phrase("{n} ménages, {x} du total.", n=N, x=value) is None


def test_phrase_without_places() -> None:
    assert phrase("Objectif respecté.") == Sentence(("Objectif respecté.",))
    assert phrase("{vide}", vide="") == Sentence(())


def test_phrase_needs_every_place() -> None:
    with pytest.raises(KeyError, match="n"):
        phrase("{n} ménages.")


def test_typography_sees_across_the_places() -> None:
    said = phrase(
        "Part {x}: {quoi}{fin} l{apostrophe}an", x="", quoi="vrai ", fin="?", apostrophe="'"
    )
    assert said is not None
    assert said.text == "Part\u00a0: vrai\u202f? l’an"
    assert sentence_html(said) == said.text


TEXTS = st.text(alphabet="a '«»%;!?:€", max_size=6)


@given(st.lists(st.one_of(TEXTS, st.sampled_from([N, PART, ("14 %", BAISSE)])), max_size=6))
def test_html_and_text_say_the_same(values: list[str | Figure | tuple[str, Figure]]) -> None:
    names = [f"v{rank}" for rank in range(len(values))]
    said = phrase("".join(f"{{{name}}}" for name in names), **dict(zip(names, values, strict=True)))
    assert said is not None
    plain = html.unescape(re.sub(r"</?(?:strong|data)[^>]*>", "", sentence_html(said)))
    assert plain == said.text
