"""Timelines: where days stand, labels that never cover one another, and what is said of them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hdflib.display.timeline import (
    GAP,
    INSIDE,
    MARGIN,
    MOST,
    REACH,
    Jalon,
    abscissa,
    apart,
    lanes,
    ticks,
    timeline,
    width,
)
from hdflib.display.views import View

NOW = date(2022, 6, 16)
SVG = "{http://www.w3.org/2000/svg}"
CIA = Jalon("Réforme", date(2022, 10, 22), date(2022, 10, 22), "22 octobre 2022", "signature")
FLUX = Jalon("Flux", date(2023, 11, 23), date(2023, 11, 23), "23 novembre 2023", "passage")
CYCLE = Jalon("Hébergement", date(2022, 6, 1), date(2022, 9, 30), "juin – septembre 2022", "")


def draw(*jalons: Jalon) -> View:
    view = timeline("frise", "Échéances", NOW, "Commission", jalons)
    assert view is not None
    return view


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def written(view: View) -> list[str]:
    return [plain(text.text or "") for text in ET.fromstring(view.html).iter(f"{SVG}text")]


def test_each_event_is_written_with_its_date_under_its_theme() -> None:
    texts = written(draw(FLUX, CIA, CYCLE))
    assert texts[-6:] == [
        "Hébergement",
        "juin – septembre 2022",
        "Réforme",
        "22 octobre 2022 : signature",
        "Flux",
        "23 novembre 2023 : passage",
    ]
    assert "Commission du 16 juin 2022" in texts


def test_text_alternative_says_every_event() -> None:
    view = draw(FLUX, CIA, CYCLE)
    (title,) = ET.fromstring(view.html).iter(f"{SVG}title")
    assert plain(title.text or "") == (
        "Commission du 16 juin 2022, puis : Hébergement : juin – septembre 2022 ; "
        "Réforme : 22 octobre 2022 (signature) ; Flux : 23 novembre 2023 (passage)."
    )


def test_events_of_a_theme_on_the_same_day_share_a_label() -> None:
    other = Jalon(CIA.theme, CIA.debut, CIA.fin, CIA.date, "adoption")
    assert "22 octobre 2022 : signature ; adoption" in written(draw(CIA, other))


def test_without_events_nothing_is_drawn() -> None:
    assert timeline("frise", "Échéances", NOW, "Commission", []) is None


def test_the_same_events_give_the_same_bytes_in_any_order() -> None:
    assert draw(FLUX, CIA, CYCLE).html == draw(CYCLE, FLUX, CIA).html


def test_days_are_on_the_scale_of_time() -> None:
    end = NOW + timedelta(days=100)
    inside = REACH - 2 * MARGIN
    assert abscissa(NOW, NOW, end) == MARGIN
    assert abscissa(NOW - timedelta(days=9), NOW, end) == MARGIN
    assert abscissa(NOW + timedelta(days=25), NOW, end) == pytest.approx(MARGIN + inside / 4)
    assert abscissa(end, NOW, end) == REACH - MARGIN


@pytest.mark.parametrize(
    ("end", "days"),
    [
        (date(2022, 6, 30), []),
        (date(2022, 8, 15), [(2022, 7), (2022, 8)]),
        (date(2023, 3, 31), [(2022, 7), (2022, 10), (2023, 1)]),
        (date(2025, 12, 31), [(2022, 7), (2023, 1), (2023, 7), (2024, 1), (2024, 7), (2025, 1)]),
        (date(2027, 1, 1), [(2023, 1), (2024, 1), (2025, 1), (2026, 1), (2027, 1)]),
    ],
)
def test_ticks_are_months_quarters_halves_or_years(end: date, days: list[tuple[int, int]]) -> None:
    found = [(tick.year, tick.month) for tick in ticks(NOW, end)]
    assert found[: len(days)] == days
    assert len(found) <= 8


JALONS = st.builds(
    lambda theme, start, days, words: Jalon(
        theme,
        NOW + timedelta(days=start),
        NOW + timedelta(days=start + days),
        "22 octobre 2022",
        "mot " * words,
    ),
    st.sampled_from(("Flux", "Réforme")),
    st.integers(0, 600),
    st.sampled_from((0, 0, 0, 30, 90, 500)),
    st.integers(0, 20),
)


@settings(deadline=None)
@given(st.lists(JALONS, min_size=1, max_size=20))
def test_events_and_labels_of_a_row_never_meet_and_stay_in_the_drawing(
    jalons: list[Jalon],
) -> None:
    pistes = lanes(jalons, NOW, max(jalon.fin for jalon in jalons))
    rows = [row for piste in pistes for row in piste.rows]
    assert sum(map(len, rows)) == len(jalons)
    for row in rows:
        for one, other in combinations(row, 2):
            assert apart(one.extent, other.extent)
        for placed in row:
            low, high = placed.extent
            assert low >= 0
            assert high <= REACH
            beside = placed.side != INSIDE
            assert high - low == pytest.approx(
                placed.end - placed.start + beside * (GAP + width(placed.label))
            )
            assert width(placed.label) <= max(high - low - 2 * GAP, 0)


def test_a_label_too_long_is_cut_between_words() -> None:
    long = Jalon("Flux", CIA.debut, CIA.fin, CIA.date, "notification des objectifs " * 6)
    (label,) = [text for text in written(draw(long, FLUX)) if text.startswith("22 octobre")]
    assert label.endswith(" …")
    assert width(label) < REACH
    assert re.fullmatch(r"22 octobre 2022 : ((notification|des|objectifs) )+…", label)


def test_a_label_without_room_beside_its_bar_is_on_it() -> None:
    whole = Jalon("Flux", NOW, date(2023, 6, 15), "juin 2022 – juin 2023", "réflexion")
    ((placed,),) = lanes([whole], NOW, whole.fin)[0].rows
    assert (placed.side, plain(placed.label)) == (INSIDE, "juin 2022 – juin 2023 : réflexion")
    assert placed.anchor == REACH / 2


def test_events_beyond_the_most_drawn_are_counted() -> None:
    days = [NOW + timedelta(days=10 * rank) for rank in range(1, MOST + 3)]
    texts = written(draw(*(Jalon("Flux", day, day, day.isoformat(), "x") for day in days)))
    assert texts[-1] == "et 2 plus loin, dans le tableau"
    assert sum(text.endswith(" : x") for text in texts) == MOST
