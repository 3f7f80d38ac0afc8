"""`chiffres.csv`: every figure of a pack, written and read back."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hdflib.display.french import exact
from hdflib.errors import HdfError, shorten
from hdflib.figures import Source

if TYPE_CHECKING:
    # Slow to import, and of no use to reading.
    from hdflib.packs.section import Section

COLUMNS = (
    "section",
    "indicateur",
    "public",
    "territoire",
    "periode",
    "modalite",
    "valeur",
    "unite",
    "affichage",
    "formule",
    "source",
)
IDENTITY = ("indicateur", "public", "territoire", "periode", "modalite", "unite")
TEXTS = ("date", "texte")
"""Units of the values that aren't numbers."""


FICTIVE = "DONNÉES FICTIVES"


@dataclass(frozen=True)
class Chiffre:
    """A figure as a pack gave it.

    Attributes
    ----------
    indicateur, public, territoire, periode, modalite, unite
        What it is, as in `Figure`.
    value
        Its value to 15 significant digits, beyond which digits are noise of the computation;
        None if it isn't known.
    affichage
        Its display in French, or the state that stands for it.
    sections
        Sections of the pack that quote it.
    source
        Where its inputs were read.
    """

    indicateur: str
    public: str
    territoire: str
    periode: str
    modalite: str
    unite: str
    value: Decimal | str | None
    affichage: str
    sections: tuple[str, ...] = field(compare=False)
    source: str = field(compare=False)

    @property
    def connu(self) -> bool:
        """Whether it has a value."""
        return self.value is not None


def write_chiffres(path: Path, sections: Sequence[Section], *, fictive: bool) -> int:
    """Write the figures of sections in page order, and count them.

    The file opens in a French spreadsheet: UTF-8 with its mark, `;`, decimal comma; a rate is a
    fraction, unrounded; a figure that isn't known has no value. The source of generated figures
    says what they are.
    """
    rows = [
        [section.point.section, *(cell(figure[name]) for name in COLUMNS[1:-1]), source_of(figure)]
        for section in sections
        for figure in section.figures
    ]
    if fictive:
        rows = [[*row[:-1], f"{FICTIVE} – {row[-1]}"] for row in rows]
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    return len(rows)


def source_of(figure: Mapping[str, Any]) -> str:
    """Say where the inputs of a figure were read."""
    return cell(" ; ".join(str(Source(**source)) for source in figure["sources"]))


def cell(value: Any) -> str:
    """Give a value as a spreadsheet reads it, and never as a formula."""
    if value is None:
        return ""
    if isinstance(value, str):
        return "'" + value if value.startswith(("=", "+", "@", "-", "\t", "\r")) else value
    return repr(value).replace(".", ",")


def read_chiffres(path: Path) -> tuple[Chiffre, ...]:
    """Read the figures of a pack back, in page order.

    Raises
    ------
    HdfError
        If the file isn't one that a build wrote.
    """
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            rows = list(csv.reader(file, delimiter=";"))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise HdfError(f"« {path} » ne peut pas être lu comme un fichier de chiffres.") from error
    if not rows or tuple(rows[0]) != COLUMNS:
        raise HdfError(
            f"« {path} » n’est pas un fichier de chiffres d’un dossier. Colonnes attendues : "
            f"{' ; '.join(COLUMNS)}. Refaites les dossiers avec hdf build."
        )
    return tuple(parse_rows(path, rows[1:]))


def parse_rows(path: Path, rows: Sequence[Sequence[str]]) -> Iterator[Chiffre]:
    """Give the figure of each row under the header."""
    for line, row in enumerate(rows, 2):
        try:
            named = dict(zip(COLUMNS, row, strict=True))
            value = parse_value(named["valeur"], named["unite"])
        except ValueError as error:
            raise HdfError(
                f"« {path} », ligne {line} : « {shorten(';'.join(row))} » n’est pas la ligne d’un "
                "chiffre. Refaites les dossiers avec hdf build."
            ) from error
        yield Chiffre(
            **{name: named[name] for name in IDENTITY},
            value=value,
            affichage=named["affichage"],
            sections=(named["section"],),
            source=named["source"],
        )


def parse_value(text: str, unite: str) -> Decimal | str | None:
    """Read a value as `cell` writes it.

    Raises
    ------
    ValueError
        If the unit asks for a number and the text isn't one.
    """
    if not text:
        return None
    return text if unite in TEXTS else exact(float(text.replace(",", ".")))
