from dataclasses import replace
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest

from hdflib.inputs.reference import read_territoires
from hdflib.packs.chiffres import Chiffre
from hdflib.packs.compare.comparison import Change
from hdflib.packs.compare.importance import Rang, rang, sort_changes, taille

TERRITOIRES = read_territoires(Path(__file__).parents[3] / "data" / "reference" / "region-32")
EPCI = TERRITOIRES.epci("59")[0].code


def change(before, after, indicateur="stock", territoire="59", unite="ménages", shown=None):
    """Make a change between two values, where "absent" stands for no figure."""
    base = Chiffre(indicateur, "", territoire, "2022", "", unite, None, "s", ("context",), "")
    sides = [
        None
        if value == "absent"
        else replace(
            base,
            value=None if value is None else Decimal(str(value)),
            affichage=shown or ("s" if value is None else str(value)),
        )
        for value in (before, after)
    ]
    return Change(*sides, ("59",), ("context",))


# From the most to the least important.
RANKED = [
    (Rang.ETAT, change(None, 12)),
    (Rang.TAUX, change("0.70", "0.71", "taux_objectif_a_date", "32", "%")),
    (Rang.TAUX, change("0.70", "0.90", "taux_objectif_a_date", "59", "%")),
    (Rang.TAUX, change("0.70", "0.80", "taux_objectif_a_date", "62", "%")),
    (Rang.AUTRE, change(1000, 1010, territoire="32")),
    (Rang.AUTRE, change(10000, 10500)),
    (Rang.AUTRE, change(100, 105)),
    (Rang.AUTRE, change(100, 105, territoire="62")),
    (Rang.AUTRE, change(10, 90, territoire=EPCI)),
    (Rang.AUTRE, change(10, 90, territoire="inconnu")),
    (Rang.DISPARU, change(12, "absent")),
    (Rang.APPARU, change("absent", 12)),
    (Rang.INVISIBLE, change("0.701", "0.702", "taux_objectif_a_date", "32", "%", "70 %")),
]


@pytest.mark.parametrize(("kind", "moved"), RANKED)
def test_the_kind_of_a_change(kind, moved):
    assert rang(moved) is kind


def test_the_most_important_comes_first_whatever_the_order_given():
    changes = [moved for _, moved in RANKED]
    assert sort_changes(changes[::-1], TERRITOIRES) == changes
    for few in permutations(changes[3:8]):
        assert sort_changes(few, TERRITOIRES) == changes[3:8]


@pytest.mark.parametrize(
    ("moved", "size"),
    [
        # Ten points weigh 1.
        (change("0.70", "0.80", unite="%"), 1.0),
        # 90 ÷ 90, by the logarithm of 100.
        (change(0, 90), 2.0),
        # 495 ÷ 990, by the logarithm of 1 000.
        (change(495, 990), 1.5),
        (change(0, 0), 0.0),
        (change(None, 12), 1.0),
        (change("absent", 12), 0.0),
    ],
)
def test_the_size_of_a_change(moved, size):
    back = replace(moved, avant=moved.apres, apres=moved.avant)
    assert taille(moved) == taille(back) == pytest.approx(size)
