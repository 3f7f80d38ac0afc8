"""FNAVDL: fund for support towards and in housing (décret 2020-1651 of 22 December 2020)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from textwrap import fill

import pandas as pd

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.charts import Barre, Etendue, Serie, bars, grouped_bars, ranges, stacked_bars
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.maps import choropleth
from hdflib.display.palette import BLEU, BLEU_CLAIR
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.views import Tuile, View
from hdflib.figures import Etat, Figure, evolution, ratio, total
from hdflib.figures import compute as compute_figure
from hdflib.sections.changes import end_with_change
from hdflib.sections.publics import agree, compute_public
from hdflib.territories import Territoire

TABLE = "fnavdl_enveloppes"
RANGE_END = re.compile(", (minimum|maximum)$")
AMOUNTS = {
    "associations": "montant_associations",
    "bailleurs": "montant_bailleurs",
    "enveloppe": "montant_departement",
}
NOTES = (
    "Montants en euros, tels que publiés ; les parts sont calculées sur ces montants.",
    "Couverture du stock prioritaire : ménages à accompagner ÷ ménages prioritaires en attente au "
    "1er janvier.",
)


@dataclass(frozen=True)
class Fnavdl:
    """The figures of the fund.

    Attributes
    ----------
    analyse
        What the page is about.
    annees
        Years of the table, oldest first.
    figures
        Figures by (indicator code, year, territory code).
    regionaux
        Figures of the whole région computed from the landmarks, by indicator code and year.
    """

    analyse: Analyse
    annees: tuple[str, ...]
    figures: Mapping[tuple[str, str, str], Figure]
    regionaux: Mapping[tuple[str, str], Figure]

    @property
    def territoires(self) -> tuple[Territoire, ...]:
        """The départements, then the région."""
        return (*self.analyse.departements, self.analyse.region)

    def get(self, code: str, annee: str, territoire: Territoire) -> Figure:
        """Give a figure."""
        return self.figures[code, annee, territoire.code]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per year and territory: amounts in euros and shares."""
        codes = [*AMOUNTS.values(), "part_departement", "part_bailleurs"]
        rows = [
            (year, t.nom, *(self.get(code, year, t).value for code in codes))
            for year in self.annees
            for t in self.territoires
        ]
        return pd.DataFrame(rows, columns=["annee", "territoire", *codes])


def compute(analyse: Analyse) -> Fnavdl | None:
    """Compute the figures of the fund; None if its envelopes weren't transmitted."""
    source = analyse.table(TABLE)
    if source is None:
        return None
    years = tuple(sorted({row.text("annee") for row in source}))
    figures: dict[tuple[str, str, str], Figure] = {}
    for year in years:
        for column, code in AMOUNTS.items():
            for figure in amounts(analyse, year, column, code):
                figures[code, year, figure.territoire] = figure
        for t in (*analyse.departements, analyse.region):
            derive(analyse, figures, year, t.code)
    for before, year in pairwise(years):
        for t in (*analyse.departements, analyse.region):
            figures["evolution_financement", year, t.code] = evolution(
                analyse.indicateur("evolution_financement"),
                figures["montant_departement", year, t.code],
                figures["montant_departement", before, t.code],
            )
    return Fnavdl(analyse, years, figures, regional_figures(analyse, years, figures))


def amounts(analyse: Analyse, year: str, column: str, code: str) -> list[Figure]:
    """Give an amount for each département and for the région, summed if it isn't given."""
    source = analyse.table(TABLE)
    assert source is not None
    found = []
    for t in (*analyse.departements, analyse.region):
        row = source.row(annee=year, territoire=t.code)
        if row is None:
            missing = Figure(
                analyse.indicateur(code), t.code, None, Etat.NON_TRANSMIS, periode=year
            )
            found.append(missing)
        else:
            found.append(analyse.figure(source, row, column, code, t.code, periode=year))
    *parts, whole = found
    if whole.etat is Etat.NON_TRANSMIS and any(part.connu for part in parts):
        whole = total(whole.indicateur, parts, territoire=whole.territoire)
    return [*parts, whole]


def derive(
    analyse: Analyse, figures: dict[tuple[str, str, str], Figure], year: str, territoire: str
) -> None:
    """Add the shares of a territory."""
    own = figures["montant_departement", year, territoire]
    figures["part_departement", year, territoire] = ratio(
        analyse.indicateur("part_departement"),
        own,
        figures["montant_departement", year, analyse.region.code],
    )
    figures["part_bailleurs", year, territoire] = ratio(
        analyse.indicateur("part_bailleurs"),
        figures["montant_bailleurs", year, territoire],
        own,
    )


def regional_figures(
    analyse: Analyse,
    years: tuple[str, ...],
    figures: Mapping[tuple[str, str, str], Figure],
) -> dict[tuple[str, str], Figure]:
    """Compute the regional figures that combine landmarks and envelopes."""
    get, repere = analyse.indicateur, analyse.repere
    found: dict[tuple[str, str], Figure | None] = {}
    for year in years:
        envelope = repere("enveloppe_fnavdl", annee=year)
        spent = figures["montant_departement", year, analyse.region.code]
        before = repere("enveloppe_fnavdl", annee=str(int(year) - 1))
        filed, kept = repere("dossiers_deposes", annee=year), repere("projets_retenus", annee=year)
        if envelope and filed:
            found["part_appel_projets", year] = ratio(get("part_appel_projets"), spent, envelope)
        if envelope and before:
            found["evolution_enveloppe", year] = evolution(
                get("evolution_enveloppe"), envelope, before
            )
            found["residuel", year] = compute_figure(
                get("residuel"), (envelope, spent), "{} − {}", lambda a, b: a - b
            )
        if filed and kept:
            found["taux_selection", year] = ratio(get("taux_selection"), kept, filed)
        found.update(household_figures(analyse, year))
    return {key: figure for key, figure in found.items() if figure is not None}


def household_figures(analyse: Analyse, year: str) -> dict[tuple[str, str], Figure]:
    """Compute the rate of support, and the coverage of the priority stock of 1 January after."""
    planned = analyse.repere("menages_a_accompagner", annee=year)
    done = analyse.repere("menages_accompagnes", annee=year)
    public = compute_public(analyse, "menages_prioritaires")
    found = {}
    if planned and done:
        found["taux_accompagnement", year] = ratio(
            analyse.indicateur("taux_accompagnement"), done, planned
        )
    if planned and public and public.observation.year == int(year) + 1:
        stock = public.get("stock_debut_annee", analyse.region)
        found["couverture_stock", year] = ratio(
            analyse.indicateur("couverture_stock"), planned, stock, periode=stock.periode
        )
    return found


def draw_table(fund: Fnavdl, annee: str) -> View:
    """Draw the financing of a year by département and holder, with shares."""
    codes = [*AMOUNTS.values(), "part_departement", "part_bailleurs"]
    if any(key[:2] == ("evolution_financement", annee) for key in fund.figures):
        codes.append("evolution_financement")
    groups = dict.fromkeys(AMOUNTS.values(), "FINANCEMENT") | {
        "part_departement": "PARTS",
        "part_bailleurs": "PARTS",
        "evolution_financement": "ÉVOLUTION",
    }
    region = fund.analyse.region
    return table(
        f"tableau-fnavdl-{annee}",
        f"FNAVDL {annee} : financement par département et par porteur",
        "Région / département",
        [Colonne(fund.analyse.indicateur(code).libelle, groups[code]) for code in codes],
        [
            Ligne(
                f"Total {t.nom}" if t is region else t.nom,
                [fund.get(code, annee, t) for code in codes],
                "total" if t is region else "courant" if t.code == fund.analyse.courant else "",
            )
            for t in fund.territoires
        ],
    )


def draw_chart(fund: Fnavdl, annee: str) -> View | None:
    """Draw the financing of a year, by holder."""
    departements = fund.analyse.departements
    return stacked_bars(
        f"graphique-fnavdl-{annee}",
        f"FNAVDL {annee} : financement par porteur",
        [t.nom for t in departements],
        [
            Serie(
                "Associations",
                BLEU,
                [fund.get("montant_associations", annee, t) for t in departements],
            ),
            Serie(
                "Bailleurs et associations",
                BLEU_CLAIR,
                [fund.get("montant_bailleurs", annee, t) for t in departements],
            ),
        ],
    )


def draw_years(fund: Fnavdl) -> View | None:
    """Draw the financing of each département over the years."""
    departements = fund.analyse.departements
    colours = [BLEU_CLAIR, BLEU][-len(fund.annees) :]
    return grouped_bars(
        "graphique-fnavdl-annees",
        "FNAVDL : financement par département et par année",
        [t.nom for t in departements],
        [
            Serie(year, colour, [fund.get("montant_departement", year, t) for t in departements])
            for year, colour in zip(fund.annees[-2:], colours, strict=True)
        ],
    )


def draw_map(fund: Fnavdl, annee: str) -> View | None:
    """Map the share of each département in a year's financing."""
    departements = fund.analyse.departements
    return choropleth(
        "carte-fnavdl",
        f"FNAVDL {annee} : part de chaque département dans le financement",
        fund.analyse.edition.contours,
        {t: fund.get("part_departement", annee, t) for t in departements},
        fund.analyse.edition.params.seuils.part_departement,
        fund.analyse.courant,
    )


def tiles(fund: Fnavdl) -> list[Tuile]:
    """Give the key figures of the page's territory."""
    where, year = fund.analyse.territoire, fund.annees[-1]
    found = [
        Tuile(fund.get("montant_departement", year, where), f"de financement {year} {where.dans}")
    ]
    if not fund.analyse.regional:
        found.append(
            Tuile(fund.get("part_departement", year, where), "du financement de la région")
        )
    for code, label in (
        ("enveloppe_fnavdl", "d’enveloppe régionale {year}"),
        ("menages_a_accompagner", "ménages à accompagner dans la région ({year})"),
    ):
        figure = fund.analyse.repere(code, annee=year) or fund.analyse.repere(code)
        if figure is not None:
            found.append(Tuile(figure, label.format(year=figure.periode[:4])))
    return found


def say_envelopes(fund: Fnavdl) -> list[Sentence | None]:
    """Say the envelope and its change, and what remains to share out."""
    year = fund.annees[-1]
    return [
        end_with_change(
            phrase(
                "Enveloppe régionale {annee} : {montant}",
                annee=year,
                montant=fund.analyse.repere("enveloppe_fnavdl", annee=year),
            ),
            fund.regionaux.get(("evolution_enveloppe", year)),
            str(int(year) - 1),
        ),
        phrase(
            "{montant} restent à répartir, pour {projets} nouveaux projets.",
            montant=fund.regionaux.get(("residuel", year)),
            projets=fund.analyse.repere("nouveaux_projets", annee=year),
        ),
        say_department(fund, year),
    ]


def say_department(fund: Fnavdl, year: str) -> Sentence | None:
    """Say a département's financing, its share, and its change."""
    where = fund.analyse.territoire
    if fund.analyse.regional:
        return None
    return end_with_change(
        phrase(
            "{lieu}, le financement {annee} est de {montant}, soit {part} du total régional",
            lieu=french.majuscule(where.dans),
            annee=year,
            montant=fund.get("montant_departement", year, where),
            part=fund.get("part_departement", year, where),
        ),
        fund.figures.get(("evolution_financement", year, where.code)),
        fund.annees[-2] if len(fund.annees) > 1 else "",
    )


def say_projects(fund: Fnavdl) -> list[Sentence | None]:
    """Say the calls for projects and the households supported, year by year."""
    return [
        sentence
        for year in fund.annees
        for sentence in (*say_call(fund, year), *say_households(fund, year))
    ]


def say_call(fund: Fnavdl, year: str) -> list[Sentence | None]:
    """Say the call for projects of a year: projects kept, their holders, share of the envelope."""
    kept = fund.analyse.repere("projets_retenus", annee=year)
    return [
        phrase(
            "Appel à projets {annee} : {retenus} {projets} sur {deposes} dossiers déposés, soit "
            "{taux}.",
            annee=year,
            retenus=kept,
            projets=agree(kept, "projet retenu", "projets retenus") if kept else None,
            deposes=fund.analyse.repere("dossiers_deposes", annee=year),
            taux=fund.regionaux.get(("taux_selection", year)),
        ),
        phrase(
            "{part} des projets retenus en {annee} sont portés par un bailleur en partenariat "
            "avec une association.",
            part=fund.analyse.repere("part_projets_partenariat", annee=year),
            annee=year,
        ),
        phrase(
            "L’appel à projets a mobilisé {part} de l’enveloppe régionale {annee}.",
            part=fund.regionaux.get(("part_appel_projets", year)),
            annee=year,
        ),
    ]


def say_households(fund: Fnavdl, year: str) -> list[Sentence | None]:
    """Say the households supported, then the share of the priority stock to support."""
    done = fund.analyse.repere("menages_accompagnes", annee=year)
    planned = fund.analyse.repere("menages_a_accompagner", annee=year)
    stock = stock_figure(fund)
    return [
        phrase(
            "{jour}, {faits} {menages} dans la région, soit {taux} de l’objectif ({prevus}).",
            jour=when(done) if done else None,
            faits=done,
            menages=agree(done, "ménage avait été accompagné", "ménages avaient été accompagnés")
            if done
            else None,
            taux=fund.regionaux.get(("taux_accompagnement", year)),
            prevus=planned,
        ),
        phrase(
            "Les {prevus} ménages à accompagner représentent {part} des {stock} ménages "
            "prioritaires en attente au {jour}.",
            prevus=planned,
            part=fund.regionaux.get(("couverture_stock", year)),
            stock=stock,
            jour=french.periode(stock.periode) if stock else None,
        ),
    ]


def when(figure: Figure) -> str:
    """Give the period of a figure at the start of a sentence: "Au 31 décembre 2021", "En 2021"."""
    lead = "Au" if figure.periode.count("-") == 2 else "En"
    return f"{lead} {french.periode(figure.periode)}"


def stock_figure(fund: Fnavdl) -> Figure | None:
    """Give the priority households waiting on 1 January in the région."""
    public = compute_public(fund.analyse, "menages_prioritaires")
    return public.get("stock_debut_annee", fund.analyse.region) if public else None


def draw_projects(analyse: Analyse) -> View | None:
    """Draw the projects presented that concern the page."""
    source = analyse.table("fnavdl_projets")
    rows = [row for row in source if analyse.concerns(row.text("territoire"))] if source else []
    if not rows:
        return None
    return table(
        "tableau-projets",
        "Projets présentés à la commission",
        "Projet",
        [Colonne(name, nombre=False) for name in ("Territoire", "Porteur", "Partenaires", "Objet")],
        [
            Ligne(
                row.text("projet"),
                [
                    analyse.nom(row.text("territoire")),
                    row.text("porteur"),
                    row.text("partenaires"),
                    row.text("objet"),
                ],
            )
            for row in rows
        ],
    )


def draw_funnel(analyse: Analyse) -> View | None:
    """Draw the funnel of the first project whose diagnostics are known: asked, made, accepted."""
    codes = ("diagnostics_demandes", "diagnostics_realises", "accompagnements_acceptes", "refus")
    steps = [
        figure
        for code in codes
        for _, figure in analyse.reperes()
        if figure.indicateur.code == code and is_whole(analyse, figure)
    ]
    project = steps[0].modalite if steps else ""
    return bars(
        "entonnoir-projet",
        f"Projet {project} : du diagnostic à l’accompagnement",
        [Barre(f.indicateur.libelle, f, True) for f in steps if f.modalite == project],
    )


def is_whole(analyse: Analyse, figure: Figure) -> bool:
    """Whether a landmark counts a whole project, not the part of an EPCI or of a public."""
    territoire = analyse.edition.territoires.get(figure.territoire)
    return territoire.niveau == "departement" and "," not in figure.modalite


def draw_profiles(analyse: Analyse) -> View | None:
    """Draw the profiles of the households supported: a range between départements, or a share."""
    found: dict[str, list[Figure]] = {}
    for _, figure in analyse.reperes():
        if figure.indicateur.code == "part_profil" and figure.connu:
            name = fill(french.majuscule(RANGE_END.sub("", figure.modalite)), 28)
            if figure.territoire != analyse.region.code:
                name += f"\n({analyse.nom(figure.territoire)})"
            found.setdefault(name, []).append(figure)
    if not found:
        return None
    return ranges(
        "profils",
        "Profils des ménages accompagnés : part, ou étendue selon les départements",
        [Etendue(name, figures[0], figures[-1]) for name, figures in found.items()],
    )
