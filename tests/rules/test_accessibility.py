from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdflib.rules.accessibility import Conformite, audit_holds, conformity


@pytest.mark.parametrize(
    ("met", "applicable", "state"),
    [
        (106, 106, "totalement conforme"),
        (105, 106, "partiellement conforme"),
        # Half of 53 is 26.5: 26 is under it, 27 over.
        (27, 53, "partiellement conforme"),
        (26, 53, "non conforme"),
        (53, 106, "partiellement conforme"),
        (0, 40, "non conforme"),
    ],
)
def test_the_state_follows_the_criteria_that_are_met(met, applicable, state):
    assert conformity(met, applicable) == state


@pytest.mark.parametrize(("met", "applicable"), [(1, 0), (0, 0), (41, 40), (-1, 40)])
def test_impossible_counts_are_refused(met, applicable):
    with pytest.raises(ValueError, match="criteria met"):
        conformity(met, applicable)


@given(st.integers(1, 106).flatmap(lambda n: st.tuples(st.integers(0, n - 1), st.just(n))))
def test_one_more_criterion_never_lowers_the_state(counts):
    order = [Conformite.NON, Conformite.PARTIELLE, Conformite.TOTALE]
    met, applicable = counts
    before, after = conformity(met, applicable), conformity(met + 1, applicable)
    assert order.index(before) <= order.index(after)


def test_an_audit_holds_for_three_years():
    audited = date(2020, 2, 29)
    assert audit_holds(audited, date(2023, 2, 28))
    assert not audit_holds(audited, date(2023, 3, 1))
    # A page of an earlier commission, made again after the audit.
    assert audit_holds(audited, date(2019, 6, 1))
