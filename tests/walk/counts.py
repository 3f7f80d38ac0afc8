"""Counts in words, and the rows that they must name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import recounts
from cells import Cell
from commissions import Commission
from formulas import Term
from owners import Own, percent, published
from spans import FormulaError


@dataclass
class Count:
    """A count of a figure, and the cells that it names.

    Attributes
    ----------
    commission
        What the figure is of: its dates, its territories.
    figure
        The figure as a row of `chiffres.csv`.
    cells
        The cells that it names.
    terms
        The terms that a count takes from cells by itself.
    used
        The cells that a count reads.
    """

    commission: Commission
    figure: Mapping[str, str]
    cells: list[Cell]
    terms: list[Term] = field(default_factory=list)
    used: set[Cell] = field(default_factory=set)

    def __call__(self, words: str) -> Fraction:
        """Count what words say.

        Raises
        ------
        FormulaError
            If no count is written so, or its words say something else than its cells.
        """
        for pattern, count in PATTERNS.items():
            found = pattern.fullmatch(words)
            if found:
                try:
                    return Fraction(count(self, found.groupdict()))
                except (LookupError, AttributeError, TypeError, StopIteration) as error:
                    raise FormulaError(f"« {words} » lacks cells") from error
        raise FormulaError(f"« {words} » is no count")

    def by_owner(self) -> dict[str, Own]:
        """Give the cells of the commission's tables by whom their row is about."""
        found: dict[str, dict[str, dict[str, Cell]]] = {}
        for cell in self.cells:
            if cell.who and cell.colonne != "taux":
                own = found.setdefault(cell.who, {})
                own.setdefault(cell.table, {})[cell.colonne] = cell
                self.used.add(cell)
        return found

    def rate(self, shown: str) -> Fraction:
        """Give the rate of the law or of a convention that a count compares with."""
        found = [c for c in self.cells if c.colonne in ("valeur", "taux")]
        rate = percent(shown)
        if len(found) != 1 or found[0].number != rate:
            raise FormulaError(f"{shown} isn't what {found} says")
        self.used |= set(found)
        return rate

    def delay(self, shown: str) -> int:
        """Give the days that the law leaves."""
        found = [c for c in self.cells if c.row.get("unite") == "jours"]
        if len(found) != 1 or found[0].texte != shown:
            raise FormulaError(f"{shown} days isn't what {found} says")
        self.used |= set(found)
        return int(shown)

    def base(self, shown: str, keep: Callable[[Own], bool] = lambda own: True) -> dict[str, Own]:
        """Give those that are counted, once checked that their rows are all those that count."""
        found = self.by_owner()
        self.check_columns(found)
        kept = {who: own for who, own in found.items() if keep(own)}
        if len(kept) != int(shown):
            raise FormulaError(f"{len(kept)} rows of {shown}")
        first = self.cells[0]
        expected = self.commission.owners(first, self.figure["territoire"])
        if not set(found) <= expected:
            raise FormulaError(f"out of the page: {set(found) - expected}")
        return kept

    def check_columns(self, found: Mapping[str, Own]) -> None:
        """Check that the same cells of all are named: a rate is that of a CIA, or none."""
        for table in {name for own in found.values() for name in own} - {"reforme_epci"}:
            columns = {frozenset(own[table]) for own in found.values() if table in own}
            if len(columns) > 1:
                raise FormulaError(f"columns of {table} left out: {columns}")

    def whole_base(self, shown: str) -> dict[str, Own]:
        """Give those that are counted, where every row of the page is."""
        found = self.base(shown)
        expected = self.commission.owners(self.cells[0], self.figure["territoire"])
        if set(found) != expected:
            raise FormulaError(f"rows left out: {expected - set(found)}")
        return found

    def known_base(self, shown: str) -> dict[str, Own]:
        """Give those that are counted, where every row of the page that is published is."""
        found = self.base(shown, published)
        named = {(cell.fichier, cell.table, cell.colonne) for cell in self.cells if cell.who}
        for who in self.commission.owners(self.cells[0], self.figure["territoire"]) - set(found):
            own: dict[str, dict[str, Cell]] = {}
            for fichier, table, colonne in named:
                cell = self.commission.cell_of(fichier, who, colonne)
                own.setdefault(table, {})[colonne] = cell
            if published(own):
                raise FormulaError(f"published, but left out: {who}")
        return found


EPCI = ", parmi {n} (une ligne par EPCI)"
BAILLEUR = ", parmi {n} (une ligne par bailleur)"
WORDS: Mapping[str, Callable[[Count, Mapping[str, str]], int]] = {
    "nombre d’EPCI qui {verbe}, parmi {n}{cia} (une ligne par EPCI)": recounts.count_steps,
    "nombre d’EPCI dont le résultat est publié" + EPCI: recounts.count_published,
    "nombre d’EPCI dont le résultat est couvert par le secret statistique" + EPCI: (
        recounts.count_hidden
    ),
    "nombre d’EPCI dont la part publiée atteint {taux}" + EPCI: recounts.count_reaching,
    "nombre d’EPCI dont le taux publié atteint 100\u202f%" + EPCI: recounts.count_objective,
    "nombre d’EPCI dont la part publiée est inférieure à celle de l’année précédente" + EPCI: (
        recounts.count_falling
    ),
    "nombre d’EPCI dont la part publiée atteint {taux} mais baisse sur un an" + EPCI: (
        recounts.count_down
    ),
    "nombre d’EPCI qui atteignent le taux de leur CIA, ou {taux} à défaut" + EPCI: (
        recounts.count_own_objective
    ),
    "nombre d’EPCI dont la CIA fixe un taux" + EPCI: recounts.count_rates,
    "nombre d’EPCI : {noms}": recounts.count_names,
    "nombre d’EPCI du territoire (une ligne par EPCI)": recounts.count_attached,
    "nombre de bailleurs dont le résultat est couvert par le secret statistique" + BAILLEUR: (
        recounts.count_hidden
    ),
    "nombre de bailleurs dont le résultat est publié" + BAILLEUR: recounts.count_published,
    "nombre de bailleurs dont le bilan est publié" + BAILLEUR: recounts.count_published,
    "nombre de bailleurs dont le résultat est inférieur à {taux}" + BAILLEUR: (
        recounts.count_below
    ),
    "attributions qui manquent pour atteindre {taux}, à l’unité supérieure, aux {m} bailleurs dont "
    "le résultat est publié" + BAILLEUR: recounts.total_lacking,
    "nombre de bailleurs chez qui l’État a eu au moins {taux} de l’assiette" + BAILLEUR: (
        recounts.count_rights
    ),
    "nombre de bailleurs dont le compte rendu est {remise} (délai : {m}\u00a0jours)" + BAILLEUR: (
        recounts.count_returns
    ),
    "nombre de bailleurs dont on sait s’ils ont transmis leur compte rendu" + BAILLEUR: (
        recounts.count_known_returns
    ),
    "rang de {calcul} parmi les taux de {n} régions, du plus élevé au plus bas (une ligne par "
    "région)": recounts.rank_of,
    "plus petit des {n} nombres de points que donnent les critères prioritaires": (
        recounts.least_points
    ),
    "nombre de catégories du L.441-1 en vigueur sans critère prioritaire, parmi {n} : {noms}": (
        recounts.count_categories
    ),
}
"""Words of each count, and how it is made."""
BLANKS = {
    "n": r"\d+",
    "m": r"\d+",
    "taux": "[\\d,]+\u202f%",
    "noms": ".+",
    "calcul": ".+",
    "verbe": "l’ont fait|ne l’ont pas fait",
    "cia": "| qui ont une CIA| qui n’ont pas de CIA",
    "remise": "transmis à temps|transmis en retard|attendu|en retard",
}
"""What may stand in their blanks."""


def pattern_of(words: str) -> str:
    """Give the pattern of the words of a count."""
    parts = re.split(r"\{(\w+)\}", words)
    blanks = (f"(?P<{name}>{BLANKS[name]})" for name in parts[1::2])
    texts = map(re.escape, parts)
    return "".join(next(blanks) if rank % 2 else text for rank, text in enumerate(texts))


PATTERNS = {re.compile(pattern_of(words)): count for words, count in WORDS.items()}
