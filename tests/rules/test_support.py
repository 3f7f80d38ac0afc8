"""Coverage of the priority stock, cost of a household, share of an envelope."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from hdflib.rules import support

AMOUNTS = st.integers(0, 10**8)
HOUSEHOLDS = st.integers(1, 10**5)


def test_numbers_of_the_slides():
    assert support.coverage(1700, 7823) == Fraction(1700, 7823)
    # 2 611 756 ÷ 1 700 = 1 536,33 €; ÷ 1 000 = 2 611,756 €.
    assert support.cost_per_household(2_611_756, 1700) == Fraction(2_611_756, 1700)
    assert round(support.cost_per_household(2_611_756, 1700), 2) == Fraction(153_633, 100)
    assert support.cost_per_household(2_611_756, 1000) == Fraction(2_611_756, 1000)
    # 3 427 198 − 2 783 878 = 643 320, 18,8 % of the envelope.
    assert support.remaining_share(3_427_198, 2_783_878) == Fraction(643_320, 3_427_198)


def test_nothing_to_divide_by_has_no_value():
    assert support.coverage(3, 0) is None
    assert support.cost_per_household(3, 0) is None
    assert support.remaining_share(0, 3) is None


@given(AMOUNTS, HOUSEHOLDS, HOUSEHOLDS)
def test_the_more_households_the_smaller_the_cost(amount, some, more):
    costs = [support.cost_per_household(amount, number) for number in (some, some + more)]
    assert costs[0] >= costs[1] >= 0
    assert costs[0] * some == amount


@given(st.lists(st.tuples(HOUSEHOLDS, HOUSEHOLDS), min_size=1))
def test_coverage_of_the_whole_lies_between_those_of_the_parts(parts):
    households, stock = (sum(column) for column in zip(*parts, strict=True))
    shares = [support.coverage(*part) for part in parts]
    assert min(shares) <= support.coverage(households, stock) <= max(shares)


@given(st.integers(1, 10**8), AMOUNTS)
def test_remaining_and_allotted_shares_add_up_to_one(envelope, allotted):
    assert support.remaining_share(envelope, allotted) + Fraction(allotted, envelope) == 1
