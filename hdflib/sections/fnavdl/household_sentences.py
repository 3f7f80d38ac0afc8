"""What is said of the households supported: against the objective, of the stock, their cost."""

from __future__ import annotations

from collections.abc import Iterator

from hdflib.display import french
from hdflib.display.grammar import Sentence, phrase
from hdflib.figures import Figure
from hdflib.sections.common import PUBLIE
from hdflib.sections.fnavdl.figures import Fnavdl
from hdflib.sections.fnavdl.household_views import coverages
from hdflib.sections.words import agree
from hdflib.territories import Territoire

COVERED = "les ménages à accompagner représentent {} des ménages prioritaires en attente"


def say_households(fund: Fnavdl, year: str) -> Iterator[Sentence | None]:
    """Say the households supported, the share of the stock to support, and the cost of each."""
    where, region = fund.analyse.territoire, fund.analyse.region
    yield say_supported(fund, year, region, "dans la région")
    if where is not region:
        yield say_supported(fund, year, where, where.dans)
    yield say_stock(fund, year)
    yield from say_coverages(fund, year)
    yield say_cost(fund, year, region)
    if where is not region:
        yield say_cost(fund, year, where)


def say_supported(fund: Fnavdl, year: str, territoire: Territoire, lieu: str) -> Sentence | None:
    """Say the households supported, against the objective."""
    done = fund.menages.get(("menages_accompagnes", year, territoire.code))
    return phrase(
        "{jour}, {faits} {menages} {lieu}, soit {taux} de l’objectif ({prevus}).",
        jour=when(done) if done else None,
        faits=done,
        menages=agree(done, "ménage avait été accompagné", "ménages avaient été accompagnés")
        if done
        else None,
        lieu=lieu,
        taux=fund.menages.get(("taux_accompagnement", year, territoire.code)),
        prevus=fund.menages.get(("menages_a_accompagner", year, territoire.code)),
    )


def when(figure: Figure) -> str:
    """Give the period of a figure at the start of a sentence: "Au 31 décembre 2021", "En 2021"."""
    lead = "Au" if figure.periode.count("-") == 2 else "En"
    return f"{lead} {french.periode(figure.periode)}"


def say_stock(fund: Fnavdl, year: str) -> Sentence | None:
    """Say the share of the priority stock of the région that is to be supported."""
    code = fund.analyse.region.code
    stock = fund.menages.get(("stock_debut_annee", year, code))
    return phrase(
        "Les {prevus} ménages à accompagner représentent {part} des {stock} ménages "
        "prioritaires en attente au {jour}.",
        prevus=fund.menages.get(("menages_a_accompagner", year, code)),
        part=fund.menages.get(("couverture_stock", year, code)),
        stock=stock,
        jour=french.periode(stock.periode) if stock else None,
    )


def say_coverages(fund: Fnavdl, year: str) -> Iterator[Sentence | None]:
    """Say that share in the département, or between which ones it ranges; as published if not."""
    shares = coverages(fund, year)
    own = shares.get(fund.analyse.territoire)
    if own is not None and own.connu:
        yield phrase(
            f"{{lieu}}, {COVERED.format('{part}')}.",
            lieu=french.majuscule(fund.analyse.territoire.dans),
            part=own,
        )
    elif fund.analyse.regional and shares and all(f.connu for f in shares.values()):
        ranked = sorted(shares, key=lambda t: shares[t].number)
        yield phrase(
            "Selon les départements, "
            + COVERED.format(f"de {{bas}} ({ranked[0].nom}) à {{haut}} ({ranked[-1].nom})")
            + ".",
            bas=shares[ranked[0]],
            haut=shares[ranked[-1]],
        )
    else:
        yield from (published_coverage(fund, figure) for figure in published(fund, year))


def published(fund: Fnavdl, year: str) -> list[Figure]:
    """Give the coverages published of the départements of the page, on the 1 January after."""
    departements = [t.code for t in fund.analyse.departements]
    return [
        figure
        for _, figure in fund.analyse.reperes()
        if figure.indicateur.code == "couverture_stock"
        and figure.modalite == PUBLIE
        and figure.territoire in departements
        and figure.periode == f"{int(year) + 1}-01-01"
    ]


def published_coverage(fund: Fnavdl, figure: Figure) -> Sentence | None:
    """Say a coverage that was published without its inputs."""
    place = fund.analyse.edition.territoires.get(figure.territoire)
    return phrase(
        f"{{lieu}}, {COVERED.format('{part}')} (chiffre publié).",
        lieu=french.majuscule(place.dans),
        part=figure,
    )


def say_cost(fund: Fnavdl, year: str, territoire: Territoire) -> Sentence | None:
    """Say the amount of the call for each household of a territory."""
    region = territoire is fund.analyse.region
    done = fund.menages.get(("menages_accompagnes", year, territoire.code))
    return phrase(
        "{lieu}, l’appel à projets {annee} représente {vise} par ménage à accompagner, et {fait} "
        "par ménage accompagné {jour}.",
        lieu="Dans la région" if region else french.majuscule(territoire.dans),
        annee=year,
        vise=fund.menages.get(("cout_menage_vise", year, territoire.code)),
        fait=fund.menages.get(("cout_menage_accompagne", year, territoire.code)),
        jour=french.minuscule(when(done)) if done else None,
    )
