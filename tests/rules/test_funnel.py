"""The funnel of a project: contradictions, conversion, objective."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdflib.rules import funnel
from hdflib.rules.funnel import Funnel, Gap

COUNTS = st.integers(0, 10_000)
MAYBE = st.none() | COUNTS
# The project ASCI of the slides, as a whole.
ASCI = {"asked": 37, "made": 32, "accepted": 13, "refused": 19, "stopped": 3}


@pytest.mark.parametrize(
    ("changed", "gaps"),
    [
        ({}, ()),
        ({"made": 38, "refused": 25}, (Gap.MADE,)),
        ({"refused": 18}, (Gap.ANSWERS,)),
        ({"refused": 20}, (Gap.ANSWERS,)),
        ({"stopped": 14}, (Gap.STOPPED,)),
        ({"made": 40, "stopped": 99}, (Gap.MADE, Gap.ANSWERS, Gap.STOPPED)),
        # With one of the answers alone, they may still add up.
        ({"refused": None}, ()),
        ({"refused": None, "accepted": 33}, (Gap.ANSWERS,)),
        ({"accepted": None, "refused": 33}, (Gap.ANSWERS,)),
        ({"asked": None, "accepted": None}, ()),
        ({"made": None, "refused": 99}, ()),
    ],
)
def test_contradictions(changed, gaps):
    assert Funnel(**(ASCI | changed)).gaps == gaps


def test_rates_of_the_project_of_the_slides():
    # 32 ÷ 37 = 86 %, 13 ÷ 32 = 41 %, 13 ÷ 37 = 35 %, 13 ÷ 22 = 59 %.
    assert funnel.conversion(32, 37) == Fraction(32, 37)
    assert funnel.conversion(13, 32) == Fraction(13, 32)
    assert funnel.conversion(0, 0) is None
    assert funnel.in_progress(13, 3) == 10
    assert funnel.in_progress(3, 4) is None
    assert funnel.achievement(13, 22) == Fraction(13, 22)
    assert funnel.achievement(24, 22) > 1
    assert funnel.achievement(1, 0) is None
    # CABBALR and CAHC: 18 + 19.
    assert funnel.missing_part(37, [18, 19]) == 0
    assert funnel.missing_part(37, [18, 17]) == 2
    assert funnel.missing_part(37, [18, 20]) == -1


@given(MAYBE, MAYBE, MAYBE, MAYBE, MAYBE)
def test_a_step_less_known_never_adds_a_contradiction(asked, made, accepted, refused, stopped):
    known = {
        "asked": asked,
        "made": made,
        "accepted": accepted,
        "refused": refused,
        "stopped": stopped,
    }
    gaps = set(Funnel(**known).gaps)
    for name in known:
        assert set(Funnel(**(known | {name: None})).gaps) <= gaps


@given(COUNTS, COUNTS, COUNTS, COUNTS, COUNTS)
def test_a_funnel_built_from_its_ends_has_no_contradiction(lost, refused, stopped, ongoing, more):
    accepted = stopped + ongoing
    made = accepted + refused
    assert Funnel(made + lost, made, accepted, refused, stopped).gaps == ()
    assert funnel.in_progress(accepted, stopped) == ongoing
    assert Gap.MADE in Funnel(made, made + more + 1).gaps


@given(st.lists(st.integers(1, 10_000), min_size=2))
def test_rates_step_by_step_make_the_rate_from_the_start(numbers):
    product = Fraction(1)
    for previous, number in pairwise(numbers):
        product *= funnel.conversion(number, previous)
    assert product == funnel.conversion(numbers[-1], numbers[0])


@given(st.integers(1, 10_000), st.data())
def test_accepted_and_refused_shares_add_up_to_one(made, data):
    accepted = data.draw(st.integers(0, made))
    shares = [funnel.conversion(number, made) for number in (accepted, made - accepted)]
    assert sum(shares) == 1


@given(st.lists(COUNTS), st.randoms())
def test_parts_add_up_in_any_order(parts, random):
    mixed = random.sample(parts, len(parts))
    assert funnel.missing_part(sum(parts), mixed) == 0
