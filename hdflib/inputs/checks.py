"""Checks across the cells of a table: parts and wholes, region and départements."""

from __future__ import annotations

from dataclasses import dataclass

from hdflib.commission import Acceptation
from hdflib.display.french import majuscule, nombre
from hdflib.errors import Problem
from hdflib.figures import Etat
from hdflib.inputs.cells import Cell
from hdflib.inputs.table import Row, Table
from hdflib.territories import Territoires


@dataclass(frozen=True)
class Remarque:
    """A gap in the figures that is shown on the page and doesn't stop a build."""

    schema: str
    section: str
    texte: str


def check_bounds(table: Table, problems: list[Problem]) -> None:
    """Report the parts that pass their whole, and the periods that end before they start."""
    for row in table:
        problems += period_problems(table, row)
        for part, whole in table.schema.bornes:
            a, b = row.cells[part], row.cells[whole]
            if is_number(a) and is_number(b) and numeric(a) > numeric(b):
                problems.append(
                    Problem(
                        table.fichier,
                        f"« {part} » dépasse « {whole} » ({b.brut}).",
                        "Corrigez l’une des deux valeurs.",
                        row.ligne,
                        part,
                        a.brut,
                    )
                )


def period_problems(table: Table, row: Row) -> list[Problem]:
    """Give the problem of a row whose columns `debut` and `fin` are in the wrong order."""
    if "fin" not in row.cells:
        return []
    start, end = row.text("debut"), row.text("fin")
    common = min(len(start), len(end))
    if start[:common] <= end[:common]:
        return []
    constat = f"« fin » précède « debut » ({row.cells['debut'].brut})."
    remede = "Corrigez l’une des deux dates."
    return [Problem(table.fichier, constat, remede, row.ligne, "fin", row.cells["fin"].brut)]


def check_sums(
    table: Table,
    territoires: Territoires,
    acceptations: tuple[Acceptation, ...],
    problems: list[Problem],
) -> list[Remarque]:
    """Compare region rows with the sum of the départements, and wholes with their components.

    A gap that rounding to the euro explains is a remark; any other is a problem, unless params
    accept it with a reason.

    Returns
    -------
    list of Remarque
        What the page must say.
    """
    remarks = []
    for gap in [*region_gaps(table, territoires), *component_gaps(table, territoires)]:
        if gap.explained:
            remarks.append(
                Remarque(table.schema.nom, table.schema.section, f"{gap.texte} (arrondi).")
            )
            continue
        reason = next(
            (a.motif for a in acceptations if a.covers(table.schema.fichier, gap.colonne)), None
        )
        if reason is None:
            problems.append(gap.problem(table))
        else:
            remarks.append(
                Remarque(
                    table.schema.nom, table.schema.section, f"{gap.texte}. Écart admis : {reason}"
                )
            )
    return remarks


@dataclass(frozen=True)
class Gap:
    """A total that differs from the sum of its parts."""

    row: Row
    colonne: str
    territoire: str
    sum: float
    explained: bool
    parts: str

    @property
    def texte(self) -> str:
        """The gap in words."""
        given = numeric(self.row.cells[self.colonne])
        return (
            f"{majuscule(self.colonne)} {self.territoire} : total publié {nombre(given)}, "
            f"somme {self.parts} {nombre(self.sum)}"
        )

    def problem(self, table: Table) -> Problem:
        """The gap as something to mend."""
        return Problem(
            table.fichier,
            f"Le total diffère de la somme {self.parts} ({nombre(self.sum)}).",
            "Corrigez les valeurs, ou laissez le total vide pour qu’il soit calculé ; si l’écart "
            "est dans la source, déclarez-le dans params, sous « acceptations » (fichier, colonne, "
            "motif).",
            self.row.ligne,
            self.colonne,
            self.row.cells[self.colonne].brut,
        )


def region_gaps(table: Table, territoires: Territoires) -> list[Gap]:
    """Give the region cells that differ from the sum of all the départements."""
    columns = [column.nom for column in table.schema.colonnes if column.somme]
    others = [name for name in table.schema.cle if name != "territoire"]
    codes = [t.code for t in territoires.departements]
    gaps = []
    for row in table.where(territoire=territoires.region.code) if columns else []:
        same = {name: row.text(name) for name in others}
        parts = [table.row(territoire=code, **same) for code in codes]
        for name in columns:
            cells = [part.cells[name] for part in parts if part]
            if len(cells) < len(codes) or not all(map(is_number, [*cells, row.cells[name]])):
                continue
            total = sum(map(numeric, cells))
            gap = abs(total - numeric(row.cells[name]))
            if gap:
                explained = table.schema.euros and gap <= (len(codes) + 1) / 2
                where = label(row, table, territoires)
                gaps.append(Gap(row, name, where, total, explained, "des départements"))
    return gaps


def component_gaps(table: Table, territoires: Territoires) -> list[Gap]:
    """Give the cells that differ from the sum of the columns that compose them."""
    if not table.schema.composantes:
        return []
    *names, whole = table.schema.composantes
    gaps = []
    for row in table:
        cells = [row.cells[name] for name in names]
        if not all(map(is_number, [*cells, row.cells[whole]])):
            continue
        total = sum(map(numeric, cells))
        gap = abs(total - numeric(row.cells[whole]))
        if gap:
            explained = table.schema.euros and gap <= (len(names) + 1) / 2
            gaps.append(
                Gap(
                    row,
                    whole,
                    label(row, table, territoires),
                    total,
                    explained,
                    f"des colonnes {' et '.join(names)}",
                )
            )
    return gaps


def label(row: Row, table: Table, territoires: Territoires) -> str:
    """Name a row by its key, the territory by its name if it is known."""
    place = territoires.find(row.text("territoire"))
    return ", ".join(
        place.nom if name == "territoire" and place else row.cells[name].brut
        for name in table.schema.cle
    )


def is_number(cell: Cell) -> bool:
    """Whether a cell holds a known number."""
    return cell.etat is Etat.CONNU and isinstance(cell.value, (int, float))


def numeric(cell: Cell) -> float:
    """Give the number of a cell known to hold one."""
    assert isinstance(cell.value, (int, float))
    return cell.value
