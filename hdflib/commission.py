"""A commission: what `params/<date>.yml` says is to be presented."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
)
from pydantic_core import PydanticCustomError

from hdflib.rules.accessibility import Conformite, audit_holds, conformity

NONE_EARLIER = "aucune"
"""Says in params that a commission is compared with no earlier one."""


def as_code(value: Any) -> Any:
    """Accept a code that lost its quotes, or its zero: 2 is "02"."""
    return str(value).zfill(2) if isinstance(value, (int, str)) and value != "" else value


def as_day(value: Any) -> Any:
    """Refuse the numbers and times that pydantic would take for a date."""
    if not isinstance(value, date) and not re.fullmatch(r"\d{4}-\d\d-\d\d", str(value), re.ASCII):
        raise PydanticCustomError("date_form", "an ISO date is expected")
    return value


def as_earlier(value: Any) -> Any:
    """Accept the date of a commission, or the word that says that none is compared with."""
    if value is None or value == NONE_EARLIER:
        return value
    try:
        return date.fromisoformat(str(as_day(value)))
    except (PydanticCustomError, ValueError):
        raise PydanticCustomError("earlier_form", "a date or a word is expected") from None


Code = Annotated[str, BeforeValidator(as_code), Field(min_length=1)]
Jour = Annotated[date, BeforeValidator(as_day)]
Texte = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Model(BaseModel):
    """A frozen part of params that refuses unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Point(Model):
    """An item of the agenda: section shown, title on the pages, and when it is presented."""

    section: Texte
    titre: Texte
    sequence: Texte | None = None


class Seuils(Model):
    """Limits of the map classes, as fractions, the same in all packs of the edition."""

    taux_objectif: tuple[float, float, float] = (0.5, 0.75, 1.0)
    part_departement: tuple[float, float, float] = (0.1, 0.2, 0.3)
    part_prioritaires: tuple[float, float, float] = (0.1, 0.2, 0.25)
    q1_hors_qpv: tuple[float, float, float] = (0.1, 0.2, 0.25)
    q234_qpv: tuple[float, float, float] = (0.5, 0.65, 0.8)

    @field_validator("*")
    @classmethod
    def rising(cls, limits: tuple[float, float, float]) -> tuple[float, float, float]:
        """Refuse limits that don't rise."""
        if not limits[0] < limits[1] < limits[2]:
            raise PydanticCustomError("not_rising", "limits must rise")
        return limits


class Acceptation(Model):
    """A gap of the sources that is accepted, with its reason."""

    fichier: Texte
    colonne: Texte
    motif: Texte

    def covers(self, fichier: str, colonne: str) -> bool:
        """Whether it accepts the gaps of this column."""
        return (self.fichier, self.colonne) == (fichier, colonne)


class Extractions(Model):
    """How records become counts.

    Attributes
    ----------
    seuil_secret
        Smallest count that isn't a statistical secret. No public text sets one for the SNE; 11
        is the rule for fiscal data on persons.
    rejets_max
        Share of rejected rows, as a fraction, above which a source can't be used.
    """

    seuil_secret: int = Field(default=11, ge=2)
    rejets_max: float = Field(default=0.02, ge=0, le=1)


class Audit(Model):
    """An audit of the pages against the RGAA, which has 106 criteria."""

    date: Jour
    auteur: Texte
    applicables: int = Field(ge=1, le=106)
    respectes: int = Field(ge=0, le=106)
    non_conformites: tuple[Texte, ...] = ()


class Accessibilite(Model):
    """What the service says in its accessibility statement.

    Attributes
    ----------
    contact
        Address, phone or page where a person can report what isn't accessible.
    schema_pluriannuel
        Address of the service's plan for accessibility.
    audit
        What the state of conformity rests on.
    """

    contact: Texte | None = None
    schema_pluriannuel: Texte | None = None
    audit: Audit | None = None


class Commission(Model):
    """The parameters of a commission.

    Attributes
    ----------
    commission
        Date of the session.
    titre, service
        Title of the packs and service that publishes them.
    donnees
        "fictives" marks every page of an edition of generated figures.
    region
        INSEE code of the région; its reference data is in `data/reference/region-<code>/`.
    territoires
        Codes of the packs to build: the région and départements.
    precedente
        Commission that the key figures are compared with: the newest earlier one of the same
        région and kind of figures unless told, or "aucune".
    observation
        Observation date of each dated table, by table name.
    agenda
        Sections in order.
    accessibilite
        What the accessibility statement says.
    """

    commission: Jour
    titre: Texte
    service: Texte
    donnees: Literal["reelles", "fictives"] = "reelles"
    region: Code
    territoires: tuple[Code, ...] = Field(min_length=1)
    precedente: Annotated[date | Literal["aucune"] | None, BeforeValidator(as_earlier)] = None
    observation: dict[str, Jour] = {}
    agenda: tuple[Point, ...] = Field(min_length=1)
    seuils: Seuils = Seuils()
    extractions: Extractions = Extractions()
    acceptations: tuple[Acceptation, ...] = ()
    accessibilite: Accessibilite = Accessibilite()

    @property
    def fictive(self) -> bool:
        """Whether its figures are generated."""
        return self.donnees == "fictives"

    @property
    def iso(self) -> str:
        """Date of the session in ISO form: names its folders."""
        return self.commission.isoformat()

    @property
    def audit(self) -> Audit | None:
        """Audit of accessibility that holds on the day of the session, if any."""
        audit = self.accessibilite.audit
        return audit if audit and audit_holds(audit.date, self.commission) else None

    @property
    def conformite(self) -> Conformite:
        """State of conformity that every page must announce; without an audit, the lowest."""
        if self.audit is None:
            return Conformite.NON
        return conformity(self.audit.respectes, self.audit.applicables)

    def point(self, section: str) -> Point | None:
        """Give the agenda item that shows a section."""
        return next((point for point in self.agenda if point.section == section), None)
