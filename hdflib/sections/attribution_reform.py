"""Reform of attributions: progress by EPCI, mixity results, cotation, new laws.

Loi 2017-86 of 27 January 2017 (égalité et citoyenneté), loi 2018-1021 of 23 November 2018
(ELAN), loi 2022-217 of 21 February 2022 (3DS); CCH L.441-1, L.441-1-5, L.441-2-8.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.charts import Barre, Etendue, bars, ranges
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.maps import locator
from hdflib.display.palette import BLEU
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.views import Tuile, View
from hdflib.figures import Etat, Figure, ratio
from hdflib.figures import compute as compute_figure
from hdflib.sections.common import differs, row_dates
from hdflib.sections.publics import agree, range_start

ETAPES = {
    "cil": "Première conférence intercommunale du logement (CIL) tenue",
    "orientations": "Orientations-cadre adoptées",
    "cia": "Convention intercommunale d’attribution (CIA) signée",
    "ppgdid": "Plan partenarial (PPGDID) adopté",
}
BLOCS = {
    "obligatoire": "Critères obligatoires",
    "facultatif": "Critères facultatifs",
    "local": "Priorités locales",
}
NOTES = (
    "Hors QPV : part des attributions suivies d’un bail signé, hors quartiers prioritaires de la "
    "politique de la ville, aux demandeurs du premier quartile de ressources et aux ménages "
    "relogés du renouvellement urbain ; 25 % au moins, ou le taux de la CIA (CCH, L.441-1).",
    "En QPV : part des attributions aux demandeurs des quartiles 2, 3 et 4 ; 50 % au moins, sans "
    "baisse si le résultat est déjà supérieur (CCH, L.441-1).",
)


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
    labels = {"cil": "CIL tenue", "orientations": "Orientations", "cia": "CIA", "ppgdid": "PPGDID"}
    return bars(
        "graphique-reforme",
        f"Part des {reform.concernes.affichage} EPCI concernés qui ont franchi l’étape",
        [Barre(labels[code], figure, True) for code, figure in reform.parts.items()],
        (1.0, "tous les EPCI"),
    )


def active_cotation(analyse: Analyse) -> list[str]:
    """Give the codes of the EPCI whose cotation is active in the SNE."""
    source = analyse.table("reforme_epci")
    if source is None:
        return []
    return [row.text("epci") for row in source.where(cotation_active="oui")]


def cotation_figure(analyse: Analyse) -> Figure | None:
    """Count the EPCI whose cotation is active."""
    source = analyse.table("reforme_epci")
    if source is None:
        return None
    rows = source.where(cotation_active="oui")
    names = french.liste(analyse.nom(row.text("epci")) for row in rows) if rows else "aucun"
    return Figure(
        analyse.indicateur("epci_cotation_active"),
        analyse.region.code,
        len(rows),
        periode=analyse.observation("reforme_epci").isoformat(),
        formule=f"nombre d’EPCI : {names}",
        sources=tuple(source.source(row, "cotation_active") for row in rows),
    )


def draw_map(analyse: Analyse) -> View | None:
    """Map the EPCI whose cotation is active: those of the région, or of the page's département."""
    active = active_cotation(analyse)
    if not active:
        return None
    own = [code for code in active if analyse.concerns(code)]
    names = {code: analyse.nom(code) for code in own}
    where = analyse.territoire.dans
    text = (
        f"EPCI dont la cotation est active {where} : {french.liste(names.values())}."
        if names
        else f"Aucun EPCI n’a activé la cotation {where}."
    )
    return locator(
        "carte-cotation",
        f"Cotation de la demande active dans le SNE, par EPCI, {where}",
        analyse.edition.contours,
        dict.fromkeys(own, BLEU),
        {code: short(name) for code, name in names.items()},
        {"Cotation active": BLEU, "Pas de cotation active": "#eceef2"},
        text,
        cadre=analyse.courant,
        beside=True,
    )


def short(name: str) -> str:
    """Cut a long EPCI name into lines, for a label."""
    kind, _, rest = name.partition(" ")
    return f"{kind} {rest}" if len(name) < 18 else f"{kind}\n{rest}"


def tiles(analyse: Analyse, reform: Reform | None) -> list[Tuile]:
    """Give the key figures of the reform."""
    cia = reform.parts.get("cia") if reform else None
    found = [
        (
            analyse.repere("part_q1_hors_qpv"),
            "des attributions hors QPV au premier quartile et aux relogés",
        ),
        (latest(analyse, "part_q234_qpv"), "des attributions en QPV aux quartiles 2, 3 et 4"),
        (cia, "des EPCI concernés ont signé leur CIA"),
        (cotation_figure(analyse), "EPCI avec une cotation active"),
    ]
    return [Tuile(figure, label) for figure, label in found if figure is not None]


def latest(analyse: Analyse, code: str) -> Figure | None:
    """Give the most recent landmark of the région for an indicator."""
    periods = [
        figure.periode
        for _, figure in analyse.reperes()
        if figure.indicateur.code == code and figure.territoire == analyse.region.code
    ]
    return analyse.repere(code, annee=max(periods)) if periods else None


def draw_ranges(analyse: Analyse) -> View | None:
    """Draw the range of results out of QPV, between EPCI and between bailleurs."""
    objective = analyse.repere("objectif_q1_hors_qpv")
    mean = analyse.repere("part_q1_hors_qpv")
    etendues = []
    for label, place in (("EPCI", "EPCI le plus"), ("Bailleurs", "bailleur le plus")):
        low = analyse.repere("part_q1_hors_qpv", modalite=f"{place} bas")
        high = analyse.repere("part_q1_hors_qpv", modalite=f"{place} haut")
        if low and high and low.connu and high.connu:
            known = mean if mean and mean.connu else None
            etendues.append(Etendue(label, low, high, known))
    if not etendues or objective is None or not objective.connu:
        return None
    return ranges(
        "etendues-q1",
        "Attributions hors QPV au premier quartile et aux relogés : du plus bas au plus haut",
        etendues,
        (objective.number, f"objectif : {objective.affichage}"),
    )


def say_results(analyse: Analyse, reform: Reform | None) -> list[Sentence | None]:
    """Say the progress of the steps, then the results out of and in QPV."""
    return [
        say_progress(reform) if reform else None,
        say_q1(analyse),
        *say_q1_spread(analyse),
        say_qpv(analyse),
        say_qpv_objective(analyse, reform),
    ]


def say_progress(reform: Reform) -> Sentence | None:
    """Say how many EPCI held their CIL and signed their CIA, of those concerned."""
    cil, cia = reform.etapes.get("cil"), reform.etapes.get("cia")
    return phrase(
        "Dans la région, {n} EPCI {doivent} mettre en œuvre la réforme : {cil} {tenu} première "
        "CIL ({part_cil}) et {cia} {signe} CIA ({part_cia}).",
        n=reform.concernes,
        doivent=agree(reform.concernes, "doit", "doivent"),
        cil=cil,
        tenu=agree(cil, "a tenu sa", "ont tenu leur") if cil else None,
        part_cil=reform.parts.get("cil"),
        cia=cia,
        signe=agree(cia, "a signé sa", "ont signé leur") if cia else None,
        part_cia=reform.parts.get("cia"),
    )


def say_q1(analyse: Analyse) -> Sentence | None:
    """Say the regional result out of QPV, against the national one and the objective if known."""
    nation = analyse.repere("part_q1_hors_qpv", modalite="moyenne nationale")
    objective = analyse.repere("objectif_q1_hors_qpv")
    mean = analyse.repere("part_q1_hors_qpv")
    compared = bool(mean and nation and mean.connu and nation.connu)
    return phrase(
        "Dans la région, {part} des attributions hors QPV vont aux ménages du premier quartile et "
        "aux relogements du renouvellement urbain"
        + (", {cote} de la moyenne nationale ({nation})" if compared else "")
        + (
            " ; l’objectif est de {objectif} dans chaque EPCI, sauf autre taux fixé par sa CIA."
            if objective and objective.connu
            else "."
        ),
        part=mean,
        cote=side(mean, nation) if mean and nation and compared else None,
        nation=nation,
        objectif=objective,
    )


def side(own: Figure, other: Figure) -> str:
    """Say whether a published result is above or below another, at their published rounding."""
    if not differs(own, other):
        return "au niveau"
    return "au-dessus" if own.number > other.number else "au-dessous"


def say_q1_spread(analyse: Analyse) -> list[Sentence | None]:
    """Say the ranges between EPCI and bailleurs, then how many EPCI succeed or fall back."""
    code = "part_q1_hors_qpv"
    return [
        phrase(
            "Les résultats hors QPV vont de {bas} à {haut} selon les EPCI et de {bas_b} à {haut_b} "
            "selon les bailleurs.",
            bas=range_start(analyse.repere(code, modalite="EPCI le plus bas")),
            haut=analyse.repere(code, modalite="EPCI le plus haut"),
            bas_b=range_start(analyse.repere(code, modalite="bailleur le plus bas")),
            haut_b=analyse.repere(code, modalite="bailleur le plus haut"),
        ),
        say_reached(analyse.repere("epci_objectif_q1")),
        say_falling(analyse.repere("epci_q1_en_baisse")),
    ]


def say_reached(count: Figure | None) -> Sentence | None:
    """Say how many EPCI reach the objective out of QPV: "1 EPCI atteint", "aucun EPCI"."""
    if count is None or not count.connu:
        return None
    if count.number == 0:
        return phrase("Aucun EPCI n’atteint l’objectif hors QPV.")
    return phrase(
        "{n} EPCI {atteint} l’objectif hors QPV.",
        n=count,
        atteint=agree(count, "atteint", "atteignent"),
    )


def say_falling(count: Figure | None) -> Sentence | None:
    """Say in how many EPCI the result out of QPV falls, against the year before."""
    if count is None or not count.connu:
        return None
    before = str(int(count.periode[:4]) - 1)
    if count.number == 0:
        return phrase(f"Le résultat hors QPV ne baisse dans aucun EPCI par rapport à {before}.")
    return phrase(
        "Le résultat hors QPV baisse dans {n} EPCI par rapport à {avant}.", n=count, avant=before
    )


def say_qpv(analyse: Analyse) -> Sentence | None:
    """Say the result in QPV against the year before, and the objective."""
    now = latest(analyse, "part_q234_qpv")
    if now is None:
        return None
    year = str(int(now.periode[:4]) - 1)
    return phrase(
        "Dans les QPV de la région, {part} des attributions vont aux ménages des quartiles 2, 3 "
        "et 4 ({avant} en {annee}), dont {q4} à ceux du quatrième quartile ; l’objectif est d’au "
        "moins {objectif}.",
        part=now,
        avant=analyse.repere("part_q234_qpv", annee=year),
        annee=year,
        q4=analyse.repere("part_q4_qpv"),
        objectif=analyse.repere("objectif_q234_qpv"),
    )


def say_qpv_objective(analyse: Analyse, reform: Reform | None) -> Sentence | None:
    """Say how many EPCI respect the objective in QPV, of those concerned if known."""
    count = analyse.repere("epci_objectif_q234")
    whole = reform.concernes if reform and reform.concernes.connu else None
    every = bool(count and whole and count.connu and count.number == whole.number)
    who = (
        "les {n} EPCI concernés"
        if every
        else "{n} des {tous} EPCI concernés"
        if whole
        else "{n} EPCI"
    )
    return phrase(f"L’objectif en QPV est respecté par {who}.", n=count, tous=whole)


def net_change(analyse: Analyse) -> Figure | None:
    """Compute the net change of the first quartile after the bailleur's review: in − out."""
    entries, exits = analyse.repere("entrees_q1"), analyse.repere("sorties_q1")
    if entries is None or exits is None:
        return None
    return compute_figure(
        analyse.indicateur("solde_q1"),
        (entries, exits),
        "{} − {}",
        lambda a, b: round(a - b, 10),
    )


def draw_quartile(analyse: Analyse) -> View | None:
    """Draw the entries to and exits from the first quartile between request and attribution."""
    named = {
        "Entrées dans le premier quartile": analyse.repere("entrees_q1"),
        "Sorties du premier quartile": analyse.repere("sorties_q1"),
        "Maintien dans le premier quartile": analyse.repere("maintien_q1"),
    }
    return bars(
        "variation-quartile",
        "Appartenance au premier quartile après instruction de la demande (région)",
        [Barre(label, figure, True) for label, figure in named.items() if figure is not None],
    )


def say_quartile(analyse: Analyse) -> Sentence | None:
    """Say the entries to and exits from the first quartile, and their balance."""
    sample = analyse.repere("echantillon_q1")
    return phrase(
        "Sur un échantillon de {echantillon} attributions de {annee}, {entrees} des demandes sont "
        "entrées dans le premier quartile après instruction et {sorties} en sont sorties, soit un "
        "solde de {solde}.",
        echantillon=sample,
        annee=sample.periode[:4] if sample else None,
        entrees=analyse.repere("entrees_q1"),
        sorties=analyse.repere("sorties_q1"),
        solde=net_change(analyse),
    )


def say_cotation(analyse: Analyse) -> Sentence | None:
    """Name the EPCI whose cotation is active."""
    figure = cotation_figure(analyse)
    if figure is None or not figure.number:
        return None
    epci = [analyse.edition.territoires.get(code) for code in active_cotation(analyse)]
    return phrase(
        "Dans la région, {n} EPCI {ont} une cotation active dans le SNE : {noms}.",
        n=figure,
        ont=agree(figure, "a", "ont"),
        noms=french.liste(e.le for e in epci),
    )


def draw_grid(analyse: Analyse) -> View | None:
    """Draw the cotation grid of the EPCI of the page."""
    source = analyse.table("cotation_grille")
    rows = [row for row in source if analyse.concerns(row.text("epci"))] if source else []
    if not rows or source is None:
        return None
    names = list(dict.fromkeys(analyse.nom(row.text("epci")) for row in rows))
    lignes = [
        Ligne(
            row.text("critere"),
            [
                analyse.figure(
                    source,
                    row,
                    "points",
                    "points_cotation",
                    row.text("epci"),
                    periode=analyse.edition.params.iso,
                    modalite=row.text("critere"),
                )
            ],
            groupe=BLOCS[row.text("bloc")],
        )
        for row in rows
    ]
    return table(
        "grille-cotation",
        f"Grille de cotation : {french.liste(names)}",
        "Critère",
        [Colonne("Points")],
        lignes,
    )


def draw_steps(analyse: Analyse) -> View | None:
    """Draw the steps by which an EPCI of the page set its cotation up."""
    source = analyse.table("cotation_demarche")
    rows = [row for row in source if analyse.concerns(row.text("epci"))] if source else []
    if not rows:
        return None
    names = list(dict.fromkeys(analyse.nom(row.text("epci")) for row in rows))
    return table(
        "demarche-cotation",
        f"Mise en place de la cotation : {french.liste(names)}",
        "Date",
        [Colonne("Étape", nombre=False)],
        [Ligne(row_dates(row), [row.text("etape")]) for row in rows],
    )


def draw_laws(analyse: Analyse) -> View | None:
    """Draw the measures of the new laws, under each law."""
    source = analyse.table("mesures")
    if source is None:
        return None
    return table(
        "mesures",
        "Ce que changent les lois récentes",
        "Thème",
        [Colonne("Mesure", nombre=False), Colonne("Texte", nombre=False)],
        [
            Ligne(
                row.text("theme"),
                [row.text("mesure"), row.text("reference")],
                groupe=row.text("loi"),
            )
            for row in source
        ],
    )
