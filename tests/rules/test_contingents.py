"""The quarter due to priority households: values computed by hand, and what holds of all."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdflib.rules.contingents import due, missing, share_done

QUARTER = Fraction(1, 4)
counts = st.integers(0, 100_000)
shares = st.integers(0, 100).map(lambda n: Fraction(n, 100))


@pytest.mark.parametrize(
    ("attributions", "priority", "expected", "lacking"),
    [
        (0, 0, 0, 0),
        (1, 0, 1, 1),
        (8, 2, 2, 0),
        # A quarter of 10 is 2.5: 2 are not enough.
        (10, 2, 3, 1),
        (1000, 249, 250, 1),
        (1001, 250, 251, 1),
        (1000, 600, 250, 0),
    ],
)
def test_quarter_by_hand(attributions, priority, expected, lacking):
    assert due(attributions, QUARTER) == expected
    assert missing(attributions, priority, QUARTER) == lacking


def test_share_by_hand():
    assert share_done(120, 30) == QUARTER
    assert share_done(0, 0) is None
    with pytest.raises(ValueError, match="11 of 10"):
        share_done(10, 11)


@given(counts, shares)
def test_the_number_due_is_the_fewest_that_make_the_share(attributions, share):
    number = due(attributions, share)
    assert number >= share * attributions > number - 1


@given(counts, counts, shares)
def test_nothing_lacks_exactly_when_the_share_is_reached(priority, others, share):
    whole = priority + others
    done = share_done(whole, priority)
    assert (missing(whole, priority, share) == 0) == (done is None or done >= share)


@given(counts, counts, counts, shares)
def test_priority_households_housed_lower_what_lacks(priority, more, others, share):
    whole = priority + more + others
    assert missing(whole, priority + more, share) <= missing(whole, priority, share)
    assert missing(whole, priority + missing(whole, priority, share), share) == 0


@given(counts, counts, shares)
def test_two_contingents_owe_together_at_most_what_they_owe_apart(one, two, share):
    together, apart = due(one + two, share), due(one, share) + due(two, share)
    assert apart - 1 <= together <= apart
