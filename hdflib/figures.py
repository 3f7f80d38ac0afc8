"""A figure: a value with its unit, its state, its formula and its sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from hdflib.display import french


class Etat(StrEnum):
    """What is known of a figure; the value is the text displayed when it isn't known."""

    CONNU = "connu"
    NON_TRANSMIS = "non transmis"
    EN_COURS = "en cours de finalisation"
    SECRET = "s"


WITHIN_DISPLAY = ("%", "€", "rang", "date")
"""Units that the display of a value holds already."""
INVARIABLE = ("mois", "refus")
EARLIER = "commission précédente"
"""What ends the modality of a figure quoted from an earlier edition, or of their gap."""


@dataclass(frozen=True)
class Indicateur:
    """What a figure measures, as `data/reference/indicateurs.csv` defines it.

    Attributes
    ----------
    code, libelle
        Code used in `chiffres.csv`, and label of the pages.
    unite
        "%", "€", "rang", "date" or a plural noun ("ménages", "attributions").
    decimales
        Decimals displayed; rounding happens on display only.
    definition, reference
        Definition in French, and the legal or statistical reference.
    """

    code: str
    libelle: str
    unite: str
    decimales: int
    definition: str
    reference: str = ""

    def affiche(self, value: float | str, decimales: int | None = None) -> str:
        """Give a value of this indicator in French, with its own decimals unless told."""
        places = self.decimales if decimales is None else decimales
        if isinstance(value, str):
            return french.periode(value) if self.unite == "date" else value
        match self.unite:
            case "%":
                return french.pourcentage(value, places)
            case "€":
                return french.euros(value)
            case "rang":
                return french.ordinal(int(value))
            case _:
                return french.nombre(value, places)


@dataclass(frozen=True)
class Source:
    """Where an input was read, or the inputs that a count is made of.

    Attributes
    ----------
    fichier, ligne, colonne
        File, line (the header is line 1) and column.
    origine
        Its own origin: a document, a text of law.
    autres
        The other lines of the same column that a count reads.
    """

    fichier: str
    ligne: int
    colonne: str
    origine: str = ""
    autres: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        # A record gives them back as a list, which couldn't be a key.
        object.__setattr__(self, "autres", tuple(self.autres))

    @property
    def lignes(self) -> tuple[int, ...]:
        """The lines read."""
        return (self.ligne, *self.autres)

    def __str__(self) -> str:
        lines = f"ligne{'s' if self.autres else ''} {french.liste(line_ranges(self.lignes))}"
        place = f"{self.fichier}, {lines}, colonne {self.colonne}"
        return f"{place} ({self.origine})" if self.origine else place


def line_ranges(lignes: Sequence[int]) -> list[str]:
    """Write lines in order, three or more in a row together: ["2 à 5", "8", "9"]."""
    ordered = sorted(lignes)
    starts = [n for n in ordered if n - 1 not in lignes]
    ends = [n for n in ordered if n + 1 not in lignes]
    found: list[str] = []
    for start, end in zip(starts, ends, strict=True):
        apart = map(str, range(start, end + 1))
        found += [f"{start} à {end}"] if end - start > 1 else apart
    return found


def gather(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Put the lines of each column together: the cells of 92 EPCI would be a wall of text."""
    lines: dict[tuple[str, str, str], set[int]] = {}
    for source in sources:
        key = (source.fichier, source.colonne, source.origine)
        lines.setdefault(key, set()).update(source.lignes)
    ordered = {key: sorted(own) for key, own in lines.items()}
    return tuple(
        Source(fichier, own[0], colonne, origine, tuple(own[1:]))
        for (fichier, colonne, origine), own in ordered.items()
    )


@dataclass(frozen=True)
class Figure:
    """A number of a pack.

    Attributes
    ----------
    indicateur
        What is measured.
    territoire
        INSEE code of the région or département, or SIREN of the EPCI.
    value
        Unrounded value (a rate is a fraction), ISO date for dates, None unless known.
    etat
        Whether the value is known, and if not why.
    public, periode, modalite
        The rest of the figure's identity; the period is an ISO year, month or day.
    environ
        The source itself gave an approximate number.
    decimales
        Decimals that the source wrote, for an input; those of the indicator otherwise.
    formule
        The computation in numbers ("1 413 ÷ (4 804 × 5/12)"), empty for an input.
    sources
        The cells that the value comes from.
    manque
        Names of the inputs that are missing, for a figure that can't be computed.
    """

    indicateur: Indicateur
    territoire: str
    value: float | str | None
    etat: Etat = Etat.CONNU
    public: str = ""
    periode: str = ""
    modalite: str = ""
    environ: bool = False
    decimales: int | None = None
    formule: str = ""
    sources: tuple[Source, ...] = ()
    manque: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        # The value behind a state, above all a secret one, must have no way to a page or a file.
        if (self.value is None) == self.connu:
            raise ValueError(f"{self.nom} is {self.etat.value} with the value {self.value}")

    @property
    def connu(self) -> bool:
        """Whether the figure has a value."""
        return self.etat is Etat.CONNU

    @property
    def number(self) -> float:
        """The value of a known number."""
        if not self.connu or not isinstance(self.value, (int, float)):
            raise TypeError(f"{self.nom} is no known number")
        return self.value

    @property
    def affichage(self) -> str:
        """The value in French, or the state that stands for it."""
        if self.value is None:
            return self.etat.value
        shown = self.indicateur.affiche(self.value, self.decimales)
        return f"environ {shown}" if self.environ else shown

    @property
    def avec_unite(self) -> str:
        """The value in French with its unit in words, where its display doesn't hold it."""
        unite = self.indicateur.unite
        if not isinstance(self.value, (int, float)) or unite in WITHIN_DISPLAY:
            return self.affichage
        plural = unite.endswith("s") and unite not in INVARIABLE
        return f"{self.affichage}{french.NBSP}{unite[:-1] if plural and self.singulier else unite}"

    @property
    def singulier(self) -> bool:
        """Whether the number takes the singular as displayed: 1.96 that reads "2" doesn't."""
        return abs(french.arrondi(self.number, self.places)) < 2

    @property
    def expression(self) -> str:
        """The figure as a term of another one's formula, with all its decimals."""
        if self.formule:
            return f"({self.formule})" if " " in self.formule else self.formule
        if not isinstance(self.value, (int, float)):
            return self.affichage
        shown = self.indicateur.affiche(self.value, max(self.places, self.needed))
        return f"environ {shown}" if self.environ else shown

    @property
    def places(self) -> int:
        """The decimals displayed."""
        return self.indicateur.decimales if self.decimales is None else self.decimales

    @property
    def needed(self) -> int:
        """The decimals without which the number would be rounded."""
        shown = french.exact(self.number) * (100 if self.indicateur.unite == "%" else 1)
        exponent = shown.normalize().as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0

    @property
    def nom(self) -> str:
        """Short name for the lists of missing inputs: "objectif annuel (60, 2022)"."""
        details = ", ".join(part for part in (self.territoire, self.periode) if part)
        return f"{french.minuscule(self.indicateur.libelle)} ({details})"

    @property
    def cle(self) -> tuple[str, str, str, str, str]:
        """What identifies the figure within a section."""
        return (
            self.indicateur.code,
            self.public,
            self.territoire,
            self.periode,
            self.modalite,
        )


def compute(
    indicateur: Indicateur,
    inputs: Sequence[Figure],
    formula: str,
    function: Callable[..., float | None],
    **identity: str,
) -> Figure:
    """Compute a figure from others.

    Parameters
    ----------
    indicateur
        What the result measures.
    inputs
        The figures computed from; the first gives the identity unless `identity` says otherwise.
    formula
        Formula with one ``{}`` for each input, filled with their numbers.
    function
        Function of the inputs' values; None means that it has no value (division by zero).
    identity
        territoire, public, periode or modalite of the result.

    Returns
    -------
    Figure
        With the worst state of its inputs (secret, then being finalised, then not transmitted)
        and the names of the missing ones when it can't be computed.
    """
    unknown = [figure for figure in inputs if not figure.connu]
    missing = tuple(name for figure in unknown for name in (figure.manque or (figure.nom,)))
    etat = max((figure.etat for figure in unknown), key=list(Etat).index, default=Etat.CONNU)
    value = None if unknown else function(*(figure.number for figure in inputs))
    if value is None and not unknown:
        etat, missing = Etat.NON_TRANSMIS, ("dénominateur nul",)
    return replace(
        inputs[0],
        indicateur=indicateur,
        value=value,
        etat=etat,
        environ=any(figure.environ for figure in inputs),
        decimales=None,
        formule=formula.format(*(figure.expression for figure in inputs)) if not unknown else "",
        sources=tuple(dict.fromkeys(source for figure in inputs for source in figure.sources)),
        manque=tuple(dict.fromkeys(missing)),
        **identity,
    )


def ratio(indicateur: Indicateur, part: Figure, whole: Figure, **identity: str) -> Figure:
    """Give part ÷ whole."""
    return compute(
        indicateur, (part, whole), "{} ÷ {}", lambda a, b: a / b if b else None, **identity
    )


def evolution(indicateur: Indicateur, new: Figure, old: Figure, **identity: str) -> Figure:
    """Give the relative change (new − old) ÷ old."""
    return compute(
        indicateur,
        (new, old),
        "({0} − {1}) ÷ {1}",
        lambda a, b: (a - b) / b if b else None,
        **identity,
    )


def total(indicateur: Indicateur, parts: Sequence[Figure], **identity: str) -> Figure:
    """Give the sum of figures; unknown if one of them is."""
    formula = " + ".join(["{}"] * len(parts))
    return compute(indicateur, parts, formula, lambda *values: sum(values), **identity)
