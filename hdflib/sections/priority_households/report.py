"""The yearly report of gestion en flux by bailleur (CCH, R.441-5-1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.tables import Cell, Colonne, Ligne, table
from hdflib.display.views import View
from hdflib.figures import Figure, Source, gather
from hdflib.rules.calendar import in_force
from hdflib.rules.flux import ETAT, gap, right
from hdflib.sections.priority_households.reserved import CONTINGENTS, fraction, period
from hdflib.sections.priority_households.rights import read_part
from hdflib.sections.ruled import ruled
from hdflib.sections.words import agree

BILAN = "flux_bailleurs"
COLONNES = {
    "attributions_totales": ("attributions_totales", ""),
    "mutations": ("mutations_flux", ""),
    "autres_exclusions": ("autres_exclusions_flux", ""),
    "assiette": ("assiette_flux", ""),
    "assiette_etat": ("attributions_assiette", CONTINGENTS["etat"]),
    "assiette_action_logement": ("attributions_assiette", CONTINGENTS["action_logement"]),
    "assiette_collectivite": ("attributions_assiette", CONTINGENTS["collectivite"]),
    "assiette_bailleur": ("attributions_assiette", CONTINGENTS["bailleur"]),
}
"""Indicator and réservataire of each column."""
SHOWN = (
    Colonne("Total", "Attributions"),
    Colonne("Mutations exclues", "Attributions"),
    Colonne("Autres exclusions", "Attributions"),
    Colonne("Assiette", "Attributions"),
    Colonne("Droits", "Contingent de l’État"),
    Colonne("Attributions", "Contingent de l’État"),
    Colonne("Écart", "Contingent de l’État"),
    Colonne("Action Logement", "Autres attributions de l’assiette"),
    Colonne("Collectivités", "Autres attributions de l’assiette"),
    Colonne("Hors contingent", "Autres attributions de l’assiette"),
)


@dataclass(frozen=True)
class Report:
    """The figures of a bailleur by column, the State's rights on its flow, and the gap."""

    counts: Mapping[str, Figure]
    droits: Figure
    ecart: Figure

    @property
    def cells(self) -> list[Cell]:
        """Cells of its row."""
        *before, _, action, collectivite, own = self.counts.values()
        state = [self.droits, self.counts["assiette_etat"], self.ecart]
        return [*before, *state, action, collectivite, own]


def compute_reports(analyse: Analyse) -> Mapping[str, Report]:
    """Compute the report of each bailleur; empty if the table wasn't transmitted."""
    source = analyse.table(BILAN)
    if source is None:
        return {}
    day, region = analyse.observation(BILAN).isoformat(), analyse.region.code
    part = read_part(analyse, ETAT)
    found = {}
    for row in source:
        name = row.text("bailleur")
        counts = {
            colonne: analyse.figure(
                source,
                row,
                colonne,
                code,
                region,
                periode=day,
                modalite=", ".join(filter(None, (name, reservataire))),
            )
            for colonne, (code, reservataire) in COLONNES.items()
        }
        found[name] = report(analyse, counts, part)
    return found


def report(analyse: Analyse, counts: Mapping[str, Figure], part: Figure) -> Report:
    """Compute the State's rights on the flow of a bailleur, and the gap."""
    get, done = analyse.indicateur, counts["assiette_etat"]
    droits = ruled(
        get("droits_flux"),
        (counts["assiette"], part),
        "{1} × {0}",
        lambda base, share: right(int(base), fraction(share)),
        modalite=done.modalite,
    )
    ecart = ruled(
        get("ecart_droits_flux"), (done, droits), "{} − {}", lambda a, b: gap(int(a), fraction(b))
    )
    return Report(counts, droits, ecart)


def draw_report(analyse: Analyse) -> View | None:
    """Draw the report of each bailleur, on the région's page: it is counted over all of it."""
    found = compute_reports(analyse) if analyse.regional else {}
    if not found:
        return None
    return table(
        "bilan-flux-bailleurs",
        f"Gestion en flux par bailleur {period(analyse.observation(BILAN))}, dans toute la région",
        "Bailleur",
        SHOWN,
        [Ligne(name, own.cells) for name, own in found.items()],
    )


def say_report(analyse: Analyse) -> list[Sentence | None]:
    """Say where the State has its rights, and when the report is due, on the région's page."""
    found = compute_reports(analyse) if analyse.regional else {}
    if not found:
        return []
    known = [own.ecart for own in found.values() if own.ecart.connu]
    part = read_part(analyse, ETAT)
    reached = count(
        analyse,
        "bailleurs_droits_etat",
        [g for g in known if g.number >= 0],
        found,
        f"chez qui l’État a eu au moins {part.expression} de l’assiette",
        part.sources,
    )
    published = count(analyse, "bailleurs_bilan_flux", known, found, "dont le bilan est publié")
    return [
        phrase(
            "{quand}, l’État a eu au moins ses droits chez {n} des {total} {bailleurs} dont le "
            "bilan est publié."
            if reached.number
            else "{quand}, l’État n’a eu ses droits chez aucun des {total} {bailleurs} dont le "
            "bilan est publié.",
            quand=french.majuscule(period(analyse.observation(BILAN))),
            n=reached,
            total=published,
            bailleurs=agree(published, "bailleur"),
        )
        if known
        else None,
        say_due(analyse),
    ]


def count(
    analyse: Analyse,
    code: str,
    counted: list[Figure],
    found: Mapping[str, Report],
    words: str,
    compared: Sequence[Source] = (),
) -> Figure:
    """Count the bailleurs that a sentence is about."""
    columns = ("assiette", "assiette_etat")
    read = (s for own in found.values() for c in columns for s in own.counts[c].sources)
    return Figure(
        analyse.indicateur(code),
        analyse.region.code,
        len(counted),
        periode=analyse.observation(BILAN).isoformat(),
        formule=f"nombre de bailleurs {words}, parmi {len(found)} (une ligne par bailleur)",
        sources=gather((*read, *compared)),
    )


def say_due(analyse: Analyse) -> Sentence | None:
    """Say when the report on a whole year is due (CCH, R.441-5-1)."""
    day = analyse.observation(BILAN)
    found = in_force(analyse.edition.law, ["bilan_flux"], day)
    if (day.month, day.day) != (12, 31) or not found:
        return None
    limit = date(day.year + 1, found[0].day.month, found[0].day.day)
    past = limit < analyse.edition.params.commission
    return phrase(
        "Le bilan de {annee} de chaque bailleur "
        + ("devait être" if past else "doit être")
        + " transmis aux réservataires avant le {jour} ({texte}).",
        annee=str(day.year),
        jour=french.date_longue(limit),
        texte=found[0].reference,
    )
