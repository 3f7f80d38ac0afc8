"""Points of one request: by hand, and what must hold whatever the grid."""

from __future__ import annotations

from datetime import date

import pytest
from grids import DAY, REQUEST, SENIORITY, SMALL, critere, scales
from hypothesis import given
from hypothesis import strategies as st

from hdflib.rules.calendar import months_between
from hdflib.rules.cotation.grid import Bareme, Cumul, Groupe
from hdflib.rules.cotation.points import Value, score


@pytest.mark.parametrize(
    ("start", "day", "months"),
    [
        (date(2021, 7, 16), date(2022, 6, 16), 11),
        (date(2021, 7, 17), date(2022, 6, 16), 10),
        (date(2022, 6, 16), date(2022, 6, 16), 0),
        # February has no 31st: the month ends on its last day, and not before.
        (date(2022, 1, 31), date(2022, 2, 28), 1),
        (date(2022, 1, 31), date(2022, 2, 27), 0),
        (date(2020, 2, 29), date(2022, 2, 28), 24),
        (date(2022, 2, 28), date(2022, 3, 31), 1),
        (date(2021, 12, 31), date(2022, 1, 30), 0),
    ],
)
def test_whole_months(start: date, day: date, months: int) -> None:
    assert months_between(start, day) == months


@pytest.mark.parametrize(
    ("request_", "points", "criteres"),
    [
        ({}, 0, ()),
        ({"label": "dalo"}, 100, ("dalo",)),
        ({"label": "pdalhpd"}, 0, ()),
        # 11 months on the day, then 20, then 21; 10 months give nothing.
        ({"date_depot": date(2021, 7, 16)}, 1, ("anciennete",)),
        ({"date_depot": date(2020, 9, 17)}, 1, ("anciennete",)),
        ({"date_depot": date(2020, 9, 16)}, 2, ("anciennete",)),
        ({"date_depot": date(2021, 7, 17)}, 0, ()),
        # The highest of 4 and 3, not 7.
        ({"suroccupation": True, "non_decent": True}, 4, ("suroccupation",)),
        ({"suroccupation": False, "non_decent": True}, 3, ("non_decent",)),
        # A document is valid up to its last day; without one, no point.
        ({"handicap": True}, 0, ()),
        ({"handicap": True, "pieces_valides": False}, 0, ()),
        ({"handicap": True, "pieces_valides": True}, 30, ("handicap",)),
        ({"handicap": True, "pieces_valides": date(2022, 6, 16)}, 30, ("handicap",)),
        ({"handicap": True, "pieces_valides": date(2022, 6, 15)}, 0, ()),
        # 100 + 30 + 2 + 1 + 4 = 137.
        (
            {
                "label": "dalo",
                "handicap": True,
                "pieces_valides": True,
                "date_depot": date(2015, 1, 1),
                "divorce": True,
                "suroccupation": True,
                "non_decent": True,
            },
            137,
            ("dalo", "handicap", "anciennete", "divorce", "suroccupation"),
        ),
    ],
)
def test_points_of_a_request(
    request_: dict[str, Value], points: int, criteres: tuple[str, ...]
) -> None:
    cote = score(SMALL, request_, DAY)
    assert (cote.points, cote.criteres) == (points, criteres)


def test_the_first_of_equal_criteria_of_a_group_counts() -> None:
    twins = (critere("a", 3, groupe="G"), critere("b", 3, groupe="G"))
    bareme = Bareme(twins, (Groupe("G", Cumul.MAXIMUM),))
    assert score(bareme, {"a": True, "b": True}, DAY).criteres == ("a",)


def test_a_malus_lowers_the_points_even_alone_in_its_group() -> None:
    malus = (critere("refus", -5, groupe="G"), critere("b", 3, groupe="G"))
    bareme = Bareme(malus, (Groupe("G", Cumul.MAXIMUM),))
    assert score(bareme, {"refus": True}, DAY).points == -5
    assert score(bareme, {"refus": True, "b": True}, DAY).points == 3


@given(scales(), REQUEST, st.integers(0, 40), st.sampled_from(("", "G", "S")))
def test_meeting_one_more_criterion_never_lowers_the_points(
    bareme: Bareme, request_: dict[str, Value], points: int, group: str
) -> None:
    more = critere("en_plus", points, groupe=group if group in dict(kinds(bareme)) else "")
    longer = Bareme((*bareme.criteres, more), bareme.groupes)
    before = score(longer, request_, DAY).points
    assert score(longer, {**request_, "en_plus": True}, DAY).points >= before


@given(scales(), REQUEST)
def test_points_are_the_sum_of_the_parts_that_share_no_group_at_its_maximum(
    bareme: Bareme, request_: dict[str, Value]
) -> None:
    maxima = {name for name, cumul in kinds(bareme) if cumul is Cumul.MAXIMUM}
    parts: dict[str, list[object]] = {}
    for rank, c in enumerate(bareme.criteres):
        parts.setdefault(c.groupe if c.groupe in maxima else f"seul {rank}", []).append(c)
    alone = [score(Bareme(tuple(p), bareme.groupes), request_, DAY).points for p in parts.values()]
    assert score(bareme, request_, DAY).points == sum(alone)


@given(scales(), REQUEST)
def test_the_criteria_said_to_count_give_the_points(
    bareme: Bareme, request_: dict[str, Value]
) -> None:
    cote = score(bareme, request_, DAY)
    counting = Bareme(tuple(c for c in bareme.criteres if c.code in cote.criteres), bareme.groupes)
    assert score(counting, request_, DAY) == cote


@given(st.dates(date(2000, 1, 1), date(2022, 6, 1)), st.integers(0, 400))
def test_seniority_never_goes_back(start: date, days: int) -> None:
    later = date.fromordinal(start.toordinal() + days)
    assert months_between(start, later) <= months_between(start, date(2024, 2, 29))
    assert months_between(later, DAY) <= months_between(start, DAY)
    assert score(Bareme((SENIORITY,)), {"date_depot": start}, DAY).points in (0, 1, 2)


def kinds(bareme: Bareme) -> list[tuple[str, Cumul]]:
    return [(groupe.nom, groupe.cumul) for groupe in bareme.groupes]
