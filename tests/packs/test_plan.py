import pytest

from hdflib.errors import HdfError
from hdflib.inputs.edition import read_edition
from hdflib.packs.plan import make_plan


@pytest.fixture
def edition(project):
    return read_edition(project, "2022-06-16")


def pairs(plan):
    return [(run.territoire.code, run.point.section) for run in plan.runs]


def test_a_plan_runs_every_section_of_every_territory_in_order(edition):
    assert pairs(make_plan(edition)) == [
        ("32", "ahi_transformation"),
        ("32", "news"),
        ("02", "ahi_transformation"),
        ("02", "news"),
    ]


def test_territories_can_be_named_and_are_planned_in_the_order_of_params(edition):
    plan = make_plan(edition, ["aisne", "32"], ["news"])
    assert pairs(plan) == [("32", "news"), ("02", "news")]
    assert not plan.complet


@pytest.mark.parametrize(
    ("codes", "sections", "message"),
    [
        (["75"], [], "n’a pas de territoire « 75 ». Valeurs admises : 32, 02."),
        ([], ["x", "y"], "n’a pas de section « x » ni « y »."),
        (["59"], [], "n’a pas de territoire « 59 »."),
    ],
)
def test_unknown_names_are_refused_with_those_allowed(edition, codes, sections, message):
    with pytest.raises(HdfError) as error:
        make_plan(edition, codes, sections)
    assert message in str(error.value)
