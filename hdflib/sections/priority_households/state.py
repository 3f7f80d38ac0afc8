"""The State's rights on the flow of each département, to date (CCH, L.441-1 and R.441-5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.tables import Colonne, table
from hdflib.display.views import View
from hdflib.figures import Etat, Figure, ratio, total
from hdflib.rules.flux import gap, point, right
from hdflib.sections.common import territory_row
from hdflib.sections.priority_households.base import ASSIETTE, compute_base, read_column, span
from hdflib.sections.priority_households.flux import state_share
from hdflib.sections.priority_households.reserved import CONTINGENTS, fraction
from hdflib.sections.ruled import ruled
from hdflib.territories import Territoire

STATE = CONTINGENTS["etat"]


@dataclass(frozen=True)
class State:
    """The State's rights in a territory, what it had, the gap, and what one more point gives."""

    part: Figure
    assiette: Figure
    droits: Figure
    fait: Figure
    ecart: Figure
    point: Figure

    @property
    def cells(self) -> list[Figure]:
        """Cells of its row."""
        return [self.assiette, self.part, self.droits, self.fait, self.ecart, self.point]


def compute_state(analyse: Analyse) -> Mapping[Territoire, State]:
    """Compute the State's rights by territory; the région's are the sum of the départements'."""
    if analyse.table(ASSIETTE) is None:
        return {}
    get = analyse.indicateur
    base = compute_base(analyse)["assiette_flux"]
    done = read_column(analyse, "assiette_etat", "attributions_assiette")
    parts = {t: state_share(analyse, t) for t in analyse.departements}
    due = {
        t: ruled(
            get("droits_flux"),
            (base[t], parts[t]),
            "{1} × {0}",
            lambda n, share: right(int(n), fraction(share)),
            modalite=STATE,
        )
        for t in analyse.departements
    }
    region = analyse.region
    due[region] = total(get("droits_flux"), list(due.values()), territoire=region.code)
    parts[region] = ratio(get("taux_reservation"), due[region], base[region], modalite="")
    return {t: state(analyse, parts[t], base[t], due[t], done[t]) for t in base}


def state(analyse: Analyse, part: Figure, base: Figure, due: Figure, done: Figure) -> State:
    """Compute the gap of a territory and what one more point of share gives."""
    get = analyse.indicateur
    ecart = ruled(
        get("ecart_droits_flux"),
        (done, due),
        "{} − {}",
        lambda a, b: gap(int(a), fraction(b)),
        modalite=STATE,
    )
    one = ruled(get("point_flux"), (base,), "{} ÷ 100", lambda n: point(int(n)))
    return State(part, base, due, done, ecart, one)


def draw_state(analyse: Analyse) -> View | None:
    """Draw the State's rights by territory, against what it had."""
    found = compute_state(analyse)
    if all(own.droits.etat is Etat.NON_TRANSMIS for own in found.values()):
        return None
    return table(
        "tableau-droits-etat",
        f"Droits de l’État et attributions sur son contingent {span(analyse)}",
        "Région / département",
        [
            Colonne("Assiette"),
            Colonne("Part de l’État"),
            Colonne("Droits"),
            Colonne("Attributions"),
            Colonne("Écart"),
            Colonne("Un point de part"),
        ],
        [territory_row(analyse, t, own.cells) for t, own in found.items()],
    )


def say_state(analyse: Analyse) -> Sentence | None:
    """Say the State's rights in the page's territory to date, and the gap to what it had."""
    own = compute_state(analyse).get(analyse.territoire)
    if own is None or not own.ecart.connu:
        return None
    more = own.ecart.number >= 0
    return phrase(
        "Au {jour}, les droits de l’État {dans} sont de {droits} attributions ({part} de "
        "l’assiette) et {fait} ont été réalisées sur son contingent, soit {ecart} de "
        + ("plus" if more else "moins")
        + " ; un point de part en vaut {point}.",
        jour=french.jour_mois(analyse.observation(ASSIETTE)),
        dans=analyse.territoire.dans,
        droits=own.droits,
        part=own.part,
        fait=own.fait,
        ecart=(own.ecart.indicateur.affiche(abs(own.ecart.number)), own.ecart),
        point=(french.decimal_court(own.point.number, 1), own.point) if own.point.connu else None,
    )
