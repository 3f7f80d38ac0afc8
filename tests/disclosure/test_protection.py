"""Suppression: hand-worked tables, brute force, random tables attacked, and a full-size one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, product
from time import perf_counter

import numpy as np
import pandas as pd
import pytest

from hdflib.disclosure.audit import audit
from hdflib.disclosure.knowledge import Fact, at_least, rounded_rate, within
from hdflib.disclosure.protection import Protection, ProtectionError, information, protect
from hdflib.disclosure.rule import Rule
from hdflib.disclosure.system import Cell, Key, Relation, System, merge
from hdflib.disclosure.tabulation import Tabulation

Grid = Callable[[Sequence[Sequence[int]]], System]
At = Callable[[int, int], Key]
EpciTable = Callable[..., Tabulation]

FIELDS = [[2, 30, 50], [40, 12, 60], [70, 80, 15]]


@pytest.mark.parametrize(
    ("counts", "primary", "complementary", "cost"),
    [
        ([[50, 20], [30, 40]], [], [], 0),
        # The other three of the square; margins would cost 26 + 36 + 96 and more.
        ([[5, 20], [30, 40]], [(1, 1)], [(1, 2), (2, 1), (2, 2)], 21 + 31 + 41),
        # The cheapest square through 2: 30, 40 and 12.
        (FIELDS, [(1, 1)], [(1, 2), (2, 1), (2, 2)], 31 + 41 + 13),
        # A zero beside it is cheap, but can't give way when 2 goes up to 10.
        ([[2, 0, 50], [40, 12, 60], [70, 80, 15]], [(1, 1)], [(1, 3), (3, 1), (3, 3)], 138),
        # Two secrets of a square go up and down together.
        ([[6, 30], [50, 6]], [(1, 1), (2, 2)], [(1, 2), (2, 1)], 31 + 51),
        # 3 + 4 = 7 is too little for row 1, which needs 20 or its total; columns 1 and 2 need
        # 30 and 40 or their totals.
        ([[3, 4, 20], [30, 40, 7]], [(1, 1), (1, 2), (2, 3)], [(1, 3), (2, 1), (2, 2)], 93),
    ],
)
def test_hand_worked_tables(
    counts: list[list[int]],
    primary: list[tuple[int, int]],
    complementary: list[tuple[int, int]],
    cost: int,
    grid: Grid,
    at: At,
) -> None:
    found = protect(grid(counts))
    assert found.primary == tuple(sorted(at(*place) for place in primary))
    assert found.complementary == tuple(sorted(at(*place) for place in complementary))
    assert (found.cost, found.bound, found.gap) == (cost, cost, 0)
    assert audit(grid(counts), found.hidden).passed


def by_cost(system: System, free: Sequence[Key]) -> Iterator[tuple[float, tuple[Key, ...]]]:
    """Give all sets of complementary cells, the cheapest first."""
    cost = {cell.key: information(cell) for cell in system.cells}
    sets = [s for size in range(len(free) + 1) for s in combinations(free, size)]
    yield from sorted((sum(cost[key] for key in chosen), chosen) for chosen in sets)


CAP = 9
"""Counts of 5 or less, moved by 3 or less along squares, stay below it."""
SQUARES = np.array(list(product(range(CAP + 1), repeat=4))).T


def protects(system: System, hidden: set[Key], at: At, rule: Rule) -> bool:
    """Tell by enumeration whether the secrets of a 2 × 2 table may be 0 to threshold - 1."""
    a, b, c, d = SQUARES
    cells = {at(1, 1): a, at(1, 2): b, at(2, 1): c, at(2, 2): d}
    cells |= {at(1, 0): a + b, at(2, 0): c + d, at(0, 1): a + c, at(0, 2): b + d}
    cells[at(0, 0)] = a + b + c + d
    possible = np.ones(len(a), bool)
    for key in cells.keys() - hidden:
        possible &= cells[key] == system.values[key]
    secrets = [key for key, value in system.values.items() if rule.is_secret(value)]
    return all(
        cells[key][possible].min() == 0 and cells[key][possible].max() >= rule.threshold - 1
        for key in secrets
    )


@pytest.mark.parametrize("seed", range(40))
def test_cost_is_the_least_of_all_choices_on_two_by_two_tables(
    seed: int, grid: Grid, at: At
) -> None:
    rule = Rule(4, zeros_are_secret=seed % 4 == 0)
    system = grid(np.random.default_rng(seed).integers(0, 6, (2, 2)).tolist())
    secrets = {key for key, value in system.values.items() if rule.is_secret(value)}
    free = [key for key in system.values if key not in secrets]
    choices = by_cost(system, free)
    least = next(c for c, chosen in choices if protects(system, secrets.union(chosen), at, rule))
    found = protect(system, rule)
    assert set(found.primary) == secrets
    assert protects(system, set(found.hidden), at, rule)
    assert (found.cost, found.bound) == (least, least)


@pytest.mark.parametrize("seed", range(6))
def test_cost_is_the_least_of_all_choices_on_two_by_three_tables(seed: int, grid: Grid) -> None:
    counts = np.random.default_rng(seed).integers(0, 40, (2, 3))
    counts[0, seed % 3] = seed + 1
    system = grid(counts.tolist())
    found = protect(system)
    free = [key for key in system.values if key not in found.primary]
    for cost, chosen in by_cost(system, free):
        if cost >= found.cost:
            break
        assert not audit(system, [*found.primary, *chosen]).passed
    assert audit(system, found.hidden).passed


def random_system(rng: np.random.Generator) -> System:
    """Give a table of two départements, some EPCI and some categories, crossed or linked."""
    epci = [f"E{i}" for i in range(rng.integers(3, 7))]
    parents = {name: f"D{i % 2}" for i, name in enumerate(epci)} | {"D0": "R", "D1": "R"}
    sizes = rng.integers(0, 90, len(epci))

    def table(dim: str) -> System:
        shares = rng.dirichlet(np.ones(rng.integers(2, 5)))
        rows = [
            (name, f"c{k}", int(count))
            for name, size in zip(epci, sizes, strict=True)
            for k, count in enumerate(rng.multinomial(size, shares))
        ]
        frame = pd.DataFrame(rows, columns=["territoire", dim, "value"])
        return Tabulation("m", frame, {"territoire": parents, dim: None}).system()

    return merge(*(table(dim) for dim in ("age", "taille")[: rng.integers(1, 3)]))


@pytest.mark.parametrize("start", range(0, 200, 20))
def test_random_tables_resist_and_every_complement_counts(start: int) -> None:
    planted = 0
    for seed in range(start, start + 20):
        rng = np.random.default_rng(seed)
        system = random_system(rng)
        rule = Rule(int(rng.integers(3, 12)), zeros_are_secret=bool(rng.random() < 0.2))
        found = protect(system, rule)
        report = audit(system, found.hidden, rule)
        assert report.passed, f"seed {seed}: {report}"
        assert not any(row.exact for row in report.rows)
        secrets = {key for key, value in system.values.items() if rule.is_secret(value)}
        assert set(found.primary) == secrets
        for key in found.complementary[:3]:
            leak = audit(system, found.hidden - {key}, rule)
            assert any(row.key in secrets for row in leak.leaks), f"seed {seed}: {key}"
            planted += 1
    assert planted > 20


def test_a_full_table_leaks_with_primary_suppression_alone_and_not_when_protected(
    epci_table: EpciTable,
) -> None:
    system = epci_table(1).system()
    assert len(system.cells) == (92 + 5 + 1) * 6
    start = perf_counter()
    found = protect(system)
    seconds = perf_counter() - start
    alone = audit(system, found.primary)
    exact = [row for row in alone.leaks if row.exact]
    print(
        f"{len(found.primary)} secrets ({len(exact)} exact if hidden alone), "
        f"{len(found.complementary)} complements, {seconds:.2f} s"
    )
    assert all(row.lo == system.values[row.key] for row in exact)
    assert len(exact) > 20
    assert audit(system, found.hidden).passed
    assert found.gap == 0


def test_linked_tables_are_protected_jointly() -> None:
    places = ("l1", "l2")

    def table(dim: str, counts: Sequence[Sequence[int]]) -> System:
        rows = [
            (place, f"{dim}{j}", count)
            for place, line in zip(places, counts, strict=True)
            for j, count in enumerate(line)
        ]
        frame = pd.DataFrame(rows, columns=["ligne", dim, "value"])
        return Tabulation("m", frame, {"ligne": None, dim: None}).system()

    def cheap_totals(cell: Cell) -> float:
        return 1.0 if len(cell.key) < 3 else 100.0

    one, other = table("age", [[5, 20], [30, 40]]), table("taille", [[12, 13], [35, 35]])
    alone = protect(one, weight=cheap_totals)
    # The totals of row 1, of column 1 and of all, of which the other table gives two.
    assert alone.complementary == (("m",), ("m", "age=age0"), ("m", "ligne=l1"))
    assert protect(other).hidden == frozenset()
    both = merge(one, other)
    leaks = audit(both, alone.hidden).leaks
    assert {row.key: row.lo for row in leaks if row.exact} == {
        ("m",): 95,
        ("m", "age=age0"): 35,
        ("m", "age=age0", "ligne=l1"): 5,
        ("m", "ligne=l1"): 25,
    }
    assert audit(both, protect(both, weight=cheap_totals).hidden).passed


def test_the_result_is_the_same_twice_and_in_any_order(
    epci_table: EpciTable,
) -> None:
    table = epci_table(4)
    shuffled = table.frame.sample(frac=1, random_state=1)[["value", "categorie", "territoire"]]
    turned = {dim: table.dims[dim] for dim in ("categorie", "territoire")}
    system = table.system()
    found = protect(system)
    assert protect(system) == found
    assert protect(Tabulation("demandes", shuffled, turned).system()) == found
    assert protect(System(system.cells[::-1], system.relations[::-1])) == found


def test_a_choice_stopped_by_time_is_protected_and_says_how_far_it_may_be_from_the_best(
    epci_table: EpciTable,
) -> None:
    system = epci_table(1).system()
    hasty, best = protect(system, time_limit=0), protect(system)
    report = audit(system, hasty.hidden)
    assert report.passed
    assert hasty.bound <= best.cost < hasty.cost
    assert hasty.gap >= 1 - best.cost / hasty.cost > 0


def test_a_wider_gap_keeps_its_promise(epci_table: EpciTable) -> None:
    system = epci_table(1).system()
    loose, best = protect(system, gap=0.2), protect(system)
    assert loose.gap <= 0.2
    assert loose.bound <= best.cost <= loose.cost
    assert audit(system, loose.hidden).passed


def test_weights_choose_what_is_hidden(grid: Grid, at: At) -> None:
    by_number = protect(grid(FIELDS), weight=lambda cell: 1.0)
    assert by_number.cost == 3
    spared = {at(2, 2), at(1, 2)}
    found = protect(grid(FIELDS), weight=lambda c: 1e4 if c.key in spared else information(c))
    # Without column 2: 50, 70 and 15.
    assert found.complementary == tuple(sorted([at(1, 3), at(3, 1), at(3, 3)]))
    assert found.cost == 51 + 71 + 16


def test_cells_that_cost_nothing_are_not_hidden_in_vain(epci_table: EpciTable) -> None:
    system = epci_table(4).system()
    found = protect(system, weight=lambda cell: 0.0)
    assert not any(row.exact for row in audit(system, found.hidden).rows)


def test_zeros_stay_published_unless_they_are_secret(grid: Grid, at: At) -> None:
    system = grid([[0, 30, 50], [40, 12, 60], [70, 80, 15]])
    assert protect(system).hidden == frozenset()
    strict = protect(system, Rule(zeros_are_secret=True))
    assert strict.primary == (at(1, 1),)
    assert strict.complementary == tuple(sorted([at(1, 2), at(2, 1), at(2, 2)]))


def test_published_cells_are_never_hidden(grid: Grid, at: At) -> None:
    found = protect(grid(FIELDS), published=[at(1, 2)])
    assert found.complementary == tuple(sorted([at(1, 3), at(3, 1), at(3, 3)]))


def test_what_cannot_be_protected_is_named(grid: Grid, at: At) -> None:
    system = grid(FIELDS)
    row = [at(1, 0), at(1, 2), at(1, 3)]
    with pytest.raises(ProtectionError, match=r"m · colonne=c1 · ligne=l1\nRetirer") as caught:
        protect(system, published=row)
    assert caught.value.keys == (at(1, 1),)
    with pytest.raises(ProtectionError):
        protect(system, known=[at_least(at(1, 1), 1, "mars")])
    with pytest.raises(ProtectionError):
        protect(system, published=[at(1, 1)])
    with pytest.raises(ValueError, match=r"published cells: no table holds \[\('x',\)\]"):
        protect(system, published=[("x",)])


def test_known_facts_call_for_more_suppression(grid: Grid, at: At) -> None:
    system = grid(FIELDS)
    # Readers know that (1, 2) is 25 or more: it can't give way to 2 going up to 10.
    map_class = [within(at(1, 2), 25, 40, "carte")]
    assert not audit(system, protect(system).hidden, known=map_class).passed
    found = protect(system, known=map_class)
    assert found.complementary == tuple(sorted([at(1, 3), at(3, 1), at(3, 3)]))
    assert audit(system, found.hidden, known=map_class).passed


def test_a_published_rate_forces_its_whole_to_be_hidden(grid: Grid, at: At) -> None:
    system = grid(FIELDS)
    # 2 ÷ 82 is 2.4 %: of a known whole of 82, the part can't be 0.
    share = rounded_rate(at(1, 1), at(1, 0), 0.024, 1, "tableau")
    with pytest.raises(ProtectionError):
        protect(system, known=share, published=[at(1, 0)])
    found = protect(system, known=share)
    assert at(1, 0) in found.complementary
    assert audit(system, found.hidden, known=share).passed


def test_protection_holds_in_whole_numbers_where_real_ones_would_do() -> None:
    secret, u, w, z = ("s",), ("u",), ("w",), ("z",)
    values = {secret: 1, u: 5, w: 5, z: 100}
    system = System(tuple(Cell(key, value) for key, value in values.items()), ())
    # s - 2u + 2w + z = 101: hiding s and u makes 0 possible with u = 4.5 only.
    parity = Fact(((secret, 1), (u, -2), (w, 2), (z, 1)), 101, 101, "parité")
    found = protect(system, Rule(2), known=[parity])
    assert found == Protection((secret,), (z,), 101, 101)


def test_unknown_counts_are_protected_as_secrets_unless_a_sum_shows_them_large() -> None:
    a, b, c, t = ("a",), ("b",), ("c",), ("t",)

    def total(*counts: int | None) -> System:
        cells = [Cell(key, count) for key, count in zip((a, b, c, t), counts, strict=True)]
        return System(tuple(cells), (Relation(t, (a, b, c)),))

    assert protect(total(30, None, 40, 150)).hidden == frozenset()
    # 75 - 30 - 40 = 5: the cheapest of 30, 40 and 75 hides it.
    assert protect(total(30, None, 40, 75)) == Protection((), (a,), 31, 31)
    # Two unknown ones that sum to 9 hide each other, but not the range.
    assert protect(total(None, None, 40, 49)) == Protection((), (c,), 41, 41)
    assert protect(total(None, None, 40, 50)).hidden == frozenset()
