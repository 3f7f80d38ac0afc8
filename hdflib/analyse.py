"""What a notebook works on: an edition seen from a territory, for a section."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from hdflib.commission import Point
from hdflib.figures import Etat, Figure, Indicateur, Source
from hdflib.inputs.earlier import Earlier, read_earlier
from hdflib.inputs.edition import Edition, find_root, read_edition
from hdflib.inputs.law import FICHIER as REGLES
from hdflib.inputs.table import Row, Table
from hdflib.rules.law import Regle
from hdflib.territories import Territoire


@dataclass(frozen=True)
class Analyse:
    """An edition seen from a territory, for a section.

    Attributes
    ----------
    edition
        The checked inputs of the commission.
    territoire
        Territory that the page is about.
    section
        Name of the agenda section.
    """

    edition: Edition
    territoire: Territoire
    section: str

    @property
    def point(self) -> Point | None:
        """The agenda item, None if the commission doesn't present the section."""
        return self.edition.params.point(self.section)

    @cached_property
    def earlier(self) -> Earlier | None:
        """The commission that this one is compared with, read on first use; None if none is."""
        return read_earlier(self.edition)

    @property
    def precedente(self) -> Analyse | None:
        """The same section and territory at that commission, None if it didn't present them."""
        edition = self.earlier.edition if self.earlier else None
        if edition is None or edition.params.point(self.section) is None:
            return None
        return Analyse(edition, edition.territoires.get(self.territoire.code), self.section)

    @property
    def regional(self) -> bool:
        """Whether the page is about the whole région."""
        return self.territoire.niveau == "region"

    @property
    def region(self) -> Territoire:
        """The région."""
        return self.edition.territoires.region

    @property
    def departements(self) -> tuple[Territoire, ...]:
        """All the départements of the région."""
        return self.edition.territoires.departements

    @property
    def courant(self) -> str | None:
        """Code of the département that the page is about, None for the région."""
        return None if self.regional else self.territoire.code

    def table(self, nom: str) -> Table | None:
        """Give a table, None if it wasn't transmitted."""
        return self.edition.tables.get(nom)

    def indicateur(self, code: str) -> Indicateur:
        """Give an indicator by its code."""
        return self.edition.indicateurs[code]

    def observation(self, table: str) -> date:
        """Give the observation date of a dated table."""
        return self.edition.params.observation[table]

    def regle(self, code: str, day: date | None = None) -> Regle:
        """Give a number set by law as it holds on a day, that of the commission unless told.

        Raises
        ------
        hdflib.rules.law.NoRuleError
            If no text sets it on that day.
        """
        return self.edition.law.at(code, day or self.edition.params.commission)

    def legal(self, code: str, indicateur: str, day: date | None = None) -> Figure:
        """Make the figure of a number set by law as it holds on a day.

        Parameters
        ----------
        code, indicateur
            Code in `data/reference/regles.csv`, and indicator that it is a value of.
        day
            That of the commission unless told; its year is the figure's period.
        """
        when = day or self.edition.params.commission
        regle = self.regle(code, when)
        return Figure(
            self.indicateur(indicateur),
            self.region.code,
            regle.valeur.isoformat() if isinstance(regle.valeur, date) else regle.valeur,
            periode=str(when.year),
            sources=(Source(REGLES, regle.ligne, "valeur", regle.reference),),
        )

    def place(self, territoire: Territoire, colonne: str) -> Source:
        """Give where the reference data says something of a territory."""
        fichier = f"data/reference/region-{self.region.code}/territoires.csv"
        return Source(fichier, territoire.ligne, colonne)

    def concerns(self, code: str) -> bool:
        """Whether a territory belongs on this page: itself, the région, or its EPCI."""
        territoire = self.edition.territoires.get(code)
        return (
            self.regional
            or territoire.niveau == "region"
            or territoire.departement == self.territoire.code
        )

    def nom(self, code: str) -> str:
        """Give the name of a territory."""
        return self.edition.territoires.get(code).nom

    def figure(
        self,
        table: Table,
        row: Row,
        colonne: str,
        code: str,
        territoire: str,
        *,
        public: str = "",
        periode: str = "",
        modalite: str = "",
    ) -> Figure:
        """Make the figure of a cell of a table."""
        cell = row.cells[colonne]
        environ = "environ" in row.cells and row.text("environ") == "oui"
        return Figure(
            self.indicateur(code),
            territoire,
            cell.value,
            cell.etat,
            public,
            periode,
            modalite,
            environ and cell.etat is Etat.CONNU,
            written_decimals(cell.brut) if cell.etat is Etat.CONNU else None,
            sources=(table.source(row, colonne),),
        )

    def reperes(self) -> list[tuple[str, Figure]]:
        """Give the landmarks of the section that belong on this page, with their headings."""
        table = self.table(f"reperes/{self.section}")
        if table is None:
            return []
        return [
            (row.text("rubrique"), self.repere_figure(table, row))
            for row in table
            if self.concerns(row.text("territoire"))
        ]

    def repere_figure(self, table: Table, row: Row) -> Figure:
        """Make the figure of a landmark."""
        return self.figure(
            table,
            row,
            "valeur",
            row.text("indicateur"),
            row.text("territoire"),
            public=row.text("public"),
            periode=row.text("periode"),
            modalite=row.text("modalite"),
        )

    def repere(
        self, code: str, *, public: str = "", modalite: str = "", annee: str = ""
    ) -> Figure | None:
        """Give a landmark of the région by its indicator, public, modality and year."""
        return next(
            (
                figure
                for _, figure in self.reperes()
                if figure.indicateur.code == code
                and figure.territoire == self.region.code
                and (figure.public, figure.modalite) == (public, modalite)
                and figure.periode.startswith(annee)
            ),
            None,
        )

    def origins(self, *figures: Figure) -> list[str]:
        """Give the distinct origins of figures, in order: document and file."""
        sources = (source for figure in figures for source in figure.sources)
        return list(dict.fromkeys(origin(source) for source in sources))


def written_decimals(text: str) -> int:
    """Count the decimals of a number as it was written: two for "1,25"."""
    digits = re.search(r"[.,](\d+)", text)
    return len(digits[1]) if digits else 0


def origin(source: Source) -> str:
    """Name the origin of a source and its file."""
    return f"{source.origine} — {source.fichier}" if source.origine else source.fichier


def territoire_code(value: str | int) -> str:
    """Give a territory code that a command line may have read as a number."""
    return f"{value:02d}" if isinstance(value, int) else value.strip()


def open_analyse(section: str, commission: str, territoire: str | int) -> Analyse:
    """Open a section for a commission and a territory; notebooks start with this.

    Parameters
    ----------
    section
        Name of the notebook, without its extension.
    commission
        ISO date of the commission.
    territoire
        Code of the région or of a département; a number is taken as such (2 is "02").

    Raises
    ------
    hdflib.errors.HdfError
        If the commission doesn't exist, or its inputs hold problems.
    UnknownTerritoire
        If the territory isn't of the région.
    """
    edition = read_edition(find_root(), str(commission))
    found = edition.territoires.get(territoire_code(territoire))
    return Analyse(edition, found, section)
