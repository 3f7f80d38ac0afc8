"""The rights of each réservataire as a share of the flow (CCH, R.441-5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.tables import Cell
from hdflib.figures import Etat, Figure, compute, total
from hdflib.inputs.rights import DROITS
from hdflib.rules.flux import BAILLEUR, INCONNU, RESERVATAIRES, Shares, whole_rights
from hdflib.sections.priority_households.reserved import (
    CONTINGENTS,
    fraction,
    read_contingents,
)
from hdflib.sections.ruled import ruled

OTHERS = RESERVATAIRES[:-1]
"""Those whose share a convention sets; the bailleur has what is left."""
LEFT = f"{french.pourcentage(1)} − {{}} − {{}} − {{}}"
"""Formula of what these shares leave."""
REMAINDERS = "aux plus forts restes entre {}, {}, {} et le solde"
SLOTS = ("{1}", "{2}", "{3}")
"""Places of these shares in a formula, after that of the base."""


@dataclass(frozen=True)
class Right:
    """What a réservataire is entitled to, what it had, and the gap."""

    part: Figure
    droits: Figure
    fait: Figure
    ecart: Figure

    @property
    def cells(self) -> list[Cell]:
        """Cells of its row."""
        return [self.part, self.droits, self.fait, self.ecart]


@dataclass(frozen=True)
class Rights:
    """The base of the page's territory, the shares of the flow, and the rights of each."""

    base: Figure
    parts: Mapping[str, Figure]
    own: Mapping[str, Right]
    unknown: Figure | None

    @property
    def shares(self) -> Shares | None:
        """Shares set by conventions, None unless all are known."""
        given = [self.parts[name] for name in OTHERS]
        if not all(part.connu for part in given):
            return None
        return {name: fraction(part.number) for name, part in zip(OTHERS, given, strict=True)}


def compute_rights(analyse: Analyse) -> Rights | None:
    """Compute the rights in the page's territory; None if the shares or counts are missing."""
    contingents = read_contingents(analyse)
    if not contingents or analyse.table(DROITS) is None:
        return None
    done = {code: own.assiette for code, own in contingents.items()}
    get = analyse.indicateur
    base = total(get("assiette_flux"), list(done.values()), modalite="")
    parts = read_parts(analyse)
    own = {code: right_of(analyse, code, base, parts, done[code]) for code in RESERVATAIRES}
    return Rights(base, parts, own, done.get(INCONNU))


def read_parts(analyse: Analyse) -> dict[str, Figure]:
    """Give the share of each réservataire, then the bailleur's: what they leave."""
    found = {name: read_part(analyse, name) for name in OTHERS}
    left = compute(
        analyse.indicateur("part_flux"),
        list(found.values()),
        LEFT,
        lambda *given: float(1 - sum(map(fraction, given))),
        modalite=CONTINGENTS[BAILLEUR],
    )
    return {**found, BAILLEUR: left}


def read_part(analyse: Analyse, name: str) -> Figure:
    """Give the share that conventions set for a réservataire; not transmitted without a row."""
    source, code, modalite = analyse.table(DROITS), analyse.region.code, CONTINGENTS[name]
    row = source.row(reservataire=name) if source else None
    if source is None or row is None:
        get = analyse.indicateur("part_flux")
        return Figure(get, code, None, Etat.NON_TRANSMIS, modalite=modalite)
    return analyse.figure(source, row, "taux", "part_flux", code, modalite=modalite)


def right_of(
    analyse: Analyse, code: str, base: Figure, parts: Mapping[str, Figure], done: Figure
) -> Right:
    """Compute the rights of a réservataire in whole attributions, and the gap."""
    get, modalite = analyse.indicateur, CONTINGENTS[code]
    own = dict(zip(OTHERS, SLOTS, strict=True)).get(code, f"({LEFT.format(*SLOTS)})")

    def share_out(whole: float, *given: float) -> int:
        shares = dict(zip(OTHERS, map(fraction, given), strict=True))
        return whole_rights(int(whole), shares)[code]

    droits = ruled(
        get("droits_flux_entiers"),
        [base, *(parts[name] for name in OTHERS)],
        f"{own} × {{0}}, {REMAINDERS.format(*SLOTS)}",
        share_out,
        modalite=modalite,
    )
    ecart = compute(
        get("ecart_droits_flux"), (done, droits), "{} − {}", lambda a, b: a - b, modalite=modalite
    )
    return Right(parts[code], droits, done, ecart)


def shown(part: Figure) -> str:
    """Give a share with the decimals that it needs."""
    return french.pourcentage_court(part.number) if part.connu else part.affichage
