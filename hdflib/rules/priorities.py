"""Who the law makes a priority for social housing (CCH, L.441-1), or lets seize at once (DALO)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hdflib.rules import law
from hdflib.rules.calendar import add_months

MAJORITY = 18
"""Age of majority (code civil, art. 414)."""


class Article(StrEnum):
    """Articles of the CCH that list them: priorities, and seizure of the DALO commission."""

    ATTRIBUTION = "L.441-1"
    DALO = "L.441-2-3"


@dataclass(frozen=True)
class Priorite:
    """A category of households that a text makes a priority.

    Attributes
    ----------
    article, categorie
        Article of the CCH that lists it, and its letter in L.441-1 or its name here.
    libelle
        What it is in French, in short.
    debut
        First day in force; None for those that no recent text added.
    reference, ligne
        The text, and the line of `data/reference/priorites.csv`.
    """

    article: Article
    categorie: str
    libelle: str
    debut: date | None
    reference: str
    ligne: int

    def holds(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return law.holds_between(self.debut, None, day)


def in_force(priorites: Iterable[Priorite], article: Article, day: date) -> list[Priorite]:
    """Give the categories of an article that are in force on a day."""
    return [p for p in priorites if p.article is article and p.holds(day)]


@dataclass(frozen=True)
class Care:
    """Care by the aide sociale à l’enfance: its first day, and its last; None while it lasts."""

    start: date
    end: date | None


@dataclass(frozen=True)
class AseLimits:
    """Limits of the priority after care: age that ends it, and years after the last day."""

    age: int
    years: int


def ase_priority(
    birth: date, care: Care, day: date, limits: AseLimits, *, emancipated: bool = False
) -> bool:
    """Tell whether someone is a priority after the aide sociale à l’enfance.

    CCH, L.441-1, m, in force since 9 February 2022 (loi 2022-140 of 7 February 2022): emancipated
    minors, or adults under twenty-one, taken into care before their majority (CASF, L.222-5), up
    to three years after the last day of this care.

    Parameters
    ----------
    birth, care
        Day of birth, and care.
    day
        Day on which the priority is looked at.
    limits
        `age_ase` and `duree_ase` of `data/reference/regles.csv`, as they hold on that day.
    emancipated
        Whether a minor is emancipated.
    """
    if care.start > day or age_at(birth, care.start) >= MAJORITY:
        return False
    if age_at(birth, day) < MAJORITY and not emancipated:
        return False
    recent = care.end is None or day <= years_after(care.end, limits.years)
    return age_at(birth, day) < limits.age and recent


def age_at(birth: date, day: date) -> int:
    """Give the age in whole years; who was born on 29 February turns on 1 March."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def years_after(day: date, years: int) -> date:
    """Give the last day of a delay in years: the same day, or the last of its month.

    Code de procédure civile, art. 641.
    """
    return add_months(day, 12 * years)


@dataclass(frozen=True)
class Occupation:
    """How a household is housed, and who is in it.

    Attributes
    ----------
    minor, disabled
        Whether it has a minor child; whether the applicant, or someone who depends on them, is
        disabled (CASF, L.114).
    overcrowded, indecent, unfit
        Whether the dwelling is overcrowded, lacks decency, or doesn't fit the disability.
    """

    minor: bool = False
    disabled: bool = False
    overcrowded: bool = False
    indecent: bool = False
    unfit: bool = False


def may_seize_at_once(occupation: Occupation, priorites: Iterable[Priorite], day: date) -> bool:
    """Tell whether the state of a dwelling lets seize the DALO commission without delay.

    CCH, L.441-2-3, II: overcrowding or lack of decency with a minor or a disabled person; since
    23 February 2022 (loi 2022-217 of 21 February 2022), a dwelling unfit for the disability of
    the applicant or of someone who depends on them. The conditions that aren't about an occupied
    dwelling (no home, eviction, shelter, delay gone by) are apart.

    Parameters
    ----------
    occupation
        The household and its dwelling.
    priorites
        Those of `data/reference/priorites.csv`.
    day
        Day of the seizure.
    """
    fragile = occupation.minor or occupation.disabled
    met = {
        "suroccupation": occupation.overcrowded and fragile,
        "non_decence": occupation.indecent and fragile,
        "handicap": occupation.unfit and occupation.disabled,
    }
    return any(met[p.categorie] for p in in_force(priorites, Article.DALO, day))
