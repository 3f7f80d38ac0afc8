"""Tables, charts and sentences on the distance to the number of places before the crisis."""

from __future__ import annotations

from collections.abc import Iterator

from hdflib.display import french
from hdflib.display.charts import Serie, grouped_bars
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.palette import BLEU, BLEU_CLAIR, CLASSES
from hdflib.display.tables import Colonne, table
from hdflib.display.views import View
from hdflib.sections.ahi_transformation.distances import HEBERGEMENT, Distances
from hdflib.sections.ahi_transformation.evolution import NOUNS, SHOWN, article, at
from hdflib.sections.ahi_transformation.places import GROUPES, KINDS
from hdflib.sections.common import territory_row
from hdflib.sections.words import agree

COLOURS = {"hebergement": BLEU, "logement": BLEU_CLAIR}


def draw_distances(distances: Distances) -> View:
    """Draw the places of each group before the crisis and now, with the distance."""
    titles = [
        french.majuscule(french.periode(d)) for d in (distances.reference, distances.days[-1])
    ]
    groups = groups_of(distances)
    return table(
        "tableau-avant-crise",
        "Places au regard du niveau d’avant la crise sanitaire",
        "Région / département",
        [
            Colonne(title, GROUPES[group][0].upper())
            for group in groups
            for title in (*titles, "Écart", "Écart en %")
        ],
        [
            territory_row(
                distances.analyse, t, [f for group in groups for f in distances.group(group, t)]
            )
            for t in distances.places
        ],
    )


def draw_kinds(distances: Distances) -> View:
    """Draw the distance of each kind of places, in places."""
    region = distances.places[distances.analyse.region]
    return table(
        "tableau-avant-crise-types",
        f"Écart par type de places depuis {since(distances.reference)}",
        "Région / département",
        [
            Colonne(KINDS[kind], GROUPES[group][0].upper())
            for group in groups_of(distances)
            for kind in GROUPES[group][1]
            if kind in region.kinds
        ],
        [
            territory_row(
                distances.analyse,
                t,
                [distances.measure(list(own))[2] for own in places.kinds.values()],
            )
            for t, places in distances.places.items()
        ],
    )


def groups_of(distances: Distances) -> list[str]:
    """Give the groups of which a kind is counted."""
    return list(distances.places[distances.analyse.region].totals)


def draw_distance_chart(distances: Distances) -> View | None:
    """Draw the relative distance of each département and of the région."""
    return grouped_bars(
        "graphique-avant-crise",
        "Écart au nombre de places d’avant la crise sanitaire",
        [t.nom for t in distances.places],
        [
            Serie(
                GROUPES[group][0],
                COLOURS[group],
                [distances.group(group, t)[3] for t in distances.places],
            )
            for group in groups_of(distances)
        ],
    )


def draw_dates(distances: Distances, group: str) -> View | None:
    """Draw the places of a group in each département before the crisis and at the latest dates."""
    if group not in groups_of(distances):
        return None
    departements = distances.analyse.departements
    latest = distances.days[distances.days.index(distances.reference) + 1 :][1 - SHOWN :]
    days = (distances.reference, *latest)
    return grouped_bars(
        f"graphique-places-{group}",
        f"Places {NOUNS[group]} par département",
        [t.nom for t in departements],
        [
            Serie(
                french.periode(day),
                colour,
                [distances.at(distances.places[t].totals[group], day) for t in departements],
            )
            for day, colour in zip(days, CLASSES[-len(days) :], strict=True)
        ],
    )


def say_distances(distances: Distances) -> Iterator[Sentence | None]:
    """Say what is left to come back to the level of before the crisis, and where it is furthest."""
    if HEBERGEMENT in groups_of(distances):
        yield say_left(distances)
        yield say_pace(distances)
        yield say_range(distances) if distances.analyse.regional else say_region(distances)


def say_left(distances: Distances) -> Sentence | None:
    """Say the places of shelter still to close or to open on the page's territory."""
    where = distances.analyse.territoire
    before = distances.group(HEBERGEMENT, where)[0]
    close, open_ = distances.left(where)
    if not close.connu:
        return None
    level = f"{{avant}} {agree(before, 'place')} {at(distances.reference)}"
    back = f"pour revenir au niveau d’avant la crise sanitaire ({level})."
    for figure, verb in ((close, "fermer"), (open_, "ouvrir")):
        if figure.number:
            return phrase(
                f"{french.majuscule(where.dans)}, il resterait {{reste}} "
                f"{agree(figure, 'place')} d’hébergement à {verb} {back}",
                reste=figure,
                avant=before,
            )
    return phrase(
        f"{french.majuscule(where.dans)}, le nombre de places d’hébergement est celui d’avant la "
        f"crise sanitaire ({level}).",
        avant=before,
    )


def say_pace(distances: Distances) -> Sentence | None:
    """Say in how many months that level would be back, or that it doesn't come nearer."""
    where, previous = distances.analyse.territoire, distances.previous
    months, distance = distances.months(where), distances.group(HEBERGEMENT, where)[2]
    if previous is None or months is None or not distance.connu or not distance.number:
        return None
    earlier = distances.at(distances.places[where].totals[HEBERGEMENT], previous)
    if not months.connu and earlier.connu:
        return phrase("Depuis {jour}, l’écart à ce niveau ne se réduit pas.", jour=since(previous))
    return phrase(
        "Au rythme observé depuis {jour}, il faudrait {duree} mois pour y parvenir.",
        jour=since(previous),
        duree=months,
    )


def since(day: str) -> str:
    """Give a date after "depuis": "le 31 décembre 2021", "mars 2021", "2021"."""
    return article(day) + french.periode(day)


def say_range(distances: Distances) -> Sentence | None:
    """Say between which départements the relative distance ranges."""
    shares = {t: distances.group(HEBERGEMENT, t)[3] for t in distances.analyse.departements}
    if not all(share.connu for share in shares.values()):
        return None
    ranked = sorted(shares, key=lambda t: shares[t].number)
    low, high = ranked[0], ranked[-1]
    if shares[low].affichage == shares[high].affichage:
        return None
    return phrase(
        f"Selon les départements, l’écart au niveau d’avant la crise va de {{bas}} ({low.nom}) à "
        f"{{haut}} ({high.nom}).",
        bas=shares[low],
        haut=shares[high],
    )


def say_region(distances: Distances) -> Sentence | None:
    """Say the relative distance of a département beside that of the région."""
    where, region = distances.analyse.territoire, distances.analyse.region
    return phrase(
        f"L’écart à ce niveau est de {{ici}} {where.dans}, contre {{region}} {region.dans}.",
        ici=distances.group(HEBERGEMENT, where)[3],
        region=distances.group(HEBERGEMENT, region)[3],
    )
