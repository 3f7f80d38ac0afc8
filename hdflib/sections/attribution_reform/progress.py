"""Progress of the reform: EPCI that passed each step, of those concerned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.charts import Barre, bars
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.views import View
from hdflib.figures import Etat, Figure, ratio
from hdflib.sections.words import agree

ETAPES = {
    "cil": "Première conférence intercommunale du logement (CIL) tenue",
    "orientations": "Orientations-cadre adoptées",
    "cia": "Convention intercommunale d’attribution (CIA)",
    "ppgdid": "Plan partenarial (PPGDID) adopté",
}
SHORT = {"cil": "CIL tenue", "orientations": "Orientations", "cia": "CIA", "ppgdid": "PPGDID"}


@dataclass(frozen=True)
class Reform:
    """The figures of the reform's progress.

    Attributes
    ----------
    analyse
        What the page is about.
    concernes
        EPCI that must carry the reform out.
    etapes, parts
        EPCI that passed each step, and their share of those concerned, by step code.
    """

    analyse: Analyse
    concernes: Figure
    etapes: Mapping[str, Figure]
    parts: Mapping[str, Figure]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per step: label, number of EPCI, share of those concerned."""
        return pd.DataFrame(
            [
                (ETAPES[code], figure.value, self.parts[code].value)
                for code, figure in self.etapes.items()
            ],
            columns=["etape", "epci", "part"],
        )


def compute(analyse: Analyse) -> Reform | None:
    """Compute the progress of the reform; None if not transmitted."""
    source = analyse.table("reforme_etapes")
    if source is None:
        return None
    region, day = analyse.region.code, analyse.observation("reforme_etapes").isoformat()
    rows = {row.text("etape"): row for row in source}

    def step(etape: str, code: str, modalite: str = "") -> Figure:
        if etape not in rows:
            indicateur = analyse.indicateur(code)
            return Figure(indicateur, region, None, Etat.NON_TRANSMIS, "", day, modalite)
        row = rows[etape]
        return analyse.figure(source, row, "nombre", code, region, periode=day, modalite=modalite)

    concernes = step("concernes", "epci_concernes")
    etapes = {
        etape: step(etape, "epci_etape", label) for etape, label in ETAPES.items() if etape in rows
    }
    share = analyse.indicateur("part_epci_etape")
    parts = {code: ratio(share, figure, concernes) for code, figure in etapes.items()}
    return Reform(analyse, concernes, etapes, parts)


def draw_table(reform: Reform) -> View:
    """Draw the steps with the number and share of EPCI that passed them."""
    day = french.date_longue(reform.analyse.observation("reforme_etapes"))
    count = reform.concernes
    concerned = f" : {count.affichage} EPCI concernés" if count.connu else ""
    return table(
        "tableau-reforme",
        f"Avancement de la réforme au {day}{concerned}",
        "Étape",
        [Colonne("EPCI"), Colonne("Part des EPCI concernés")],
        [
            Ligne(ETAPES[code], [figure, reform.parts[code]])
            for code, figure in reform.etapes.items()
        ],
    )


def draw_chart(reform: Reform) -> View | None:
    """Draw the share of EPCI that passed each step."""
    return bars(
        "graphique-reforme",
        f"Part des {reform.concernes.affichage} EPCI concernés qui ont franchi l’étape",
        [Barre(SHORT[code], figure, True) for code, figure in reform.parts.items()],
        (1.0, "tous les EPCI"),
    )


def say_progress(reform: Reform) -> Sentence | None:
    """Say how many EPCI held their CIL and have a CIA, of those concerned."""
    cil, cia = reform.etapes.get("cil"), reform.etapes.get("cia")
    return phrase(
        "Dans la région, {n} EPCI {doivent} mettre en œuvre la réforme : {cil} {tenu} première "
        "CIL ({part_cil}) et {cia} {dispose} CIA ({part_cia}).",
        n=reform.concernes,
        doivent=agree(reform.concernes, "doit", "doivent"),
        cil=cil,
        tenu=agree(cil, "a tenu sa", "ont tenu leur") if cil else None,
        part_cil=reform.parts.get("cil"),
        cia=cia,
        dispose=agree(cia, "dispose d’une", "disposent d’une") if cia else None,
        part_cia=reform.parts.get("cia"),
    )
