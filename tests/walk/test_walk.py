"""Every figure of every pack is computed again from the cells that it names."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from cells import FICTIVE, PLACE, Cell
from commissions import Commission, read_rows
from counts import PATTERNS, WORDS
from walk import judge

from hdflib.analyse import Analyse
from hdflib.display.traced import record
from hdflib.figures import Figure
from hdflib.inputs.edition import read_edition
from hdflib.sections.publics import compute_projection, compute_public

ROOT = Path(__file__).parents[2]
DATE = "2022-06-16"
BY_HAND = "nombre de bailleurs dont le résultat est inférieur à"
"""A count that no pack makes: all the bailleurs of the demonstration are below; see test_counts."""

Row = Mapping[str, str]


@dataclass(frozen=True)
class Walked:
    """The figures of packs, as their files of figures give them, with their commission."""

    commission: Commission
    rows: tuple[Row, ...]

    def defects(self) -> Iterator[str]:
        """Say what doesn't follow from the cells."""
        for row in self.rows:
            try:
                judge(self.commission, row)
            except (AssertionError, ValueError) as error:
                yield f"{row['indicateur']} {row['territoire']} {row['modalite']}: {error}"

    def refuses(self, row: Row, **changed: str) -> bool:
        """Whether a figure is judged wrong once it is changed."""
        try:
            judge(self.commission, {**row, **changed})
        except (AssertionError, ValueError):
            return True
        return False


def walk(root: Path, packs: Mapping[str, Path], name: str) -> Walked:
    rows = tuple(row for pack in packs.values() for row in read_rows(pack / name))
    return Walked(Commission(root, DATE), rows)


@pytest.fixture(scope="module")
def real(built_packs: dict[str, Path]) -> Walked:
    return walk(ROOT, built_packs, "chiffres.csv")


@pytest.fixture(scope="module")
def fictive(demo: Path, demo_packs: dict[str, Path]) -> Walked:
    return walk(demo, demo_packs, "chiffres-donnees-fictives.csv")


def test_every_figure_of_the_commission_follows_from_its_cells(real: Walked) -> None:
    assert len(real.rows) > 2_500
    assert list(real.defects()) == []


def test_every_figure_of_the_demonstration_follows_from_its_cells(fictive: Walked) -> None:
    assert len(fictive.rows) > 3_000
    assert list(fictive.defects()) == []


def test_the_demonstration_has_every_kind_of_figure(fictive: Walked) -> None:
    kinds = Counter(judge(fictive.commission, row) for row in fictive.rows)
    assert set(kinds) == {"input", "formula", "count", "date", "span", "unknown"}
    formulas = "\n".join(row["formule"] for row in fictive.rows)
    unused = [n for n, pattern in enumerate(PATTERNS) if not pattern.search(formulas)]
    assert [list(WORDS)[n].partition(" {")[0] for n in unused] == [BY_HAND]


def by_kind(walked: Walked) -> dict[str, Row]:
    """Give a figure of each section for each way to write a formula, whatever its numbers."""
    found: dict[str, Row] = {}
    for row in walked.rows:
        shape = re.sub(r"[\d\u202f]+(?:,\d+)?", "N", row["formule"])
        shape = re.sub(r"(?:N \+ )+N", "N", shape)
        known = "known" if row["valeur"] else row["affichage"]
        found.setdefault(f"{row['section']} {known} {shape}", row)
    return found


def test_a_wrong_value_is_seen(real: Walked, fictive: Walked) -> None:
    for walked in (real, fictive):
        for kind, row in by_kind(walked).items():
            for value in wrong_values(row):
                assert walked.refuses(row, valeur=value, affichage="s"), (kind, value)


def wrong_values(row: Row) -> list[str]:
    """Give values near a value, or a state that isn't that of a figure."""
    if not row["valeur"]:
        return ["0", *([""] if row["affichage"] != "s" else [])]
    if row["unite"] == "date":
        return ["2022-06-17"]
    number = float(row["valeur"].replace(",", "."))
    return [f"{number + 1}".replace(".", ","), f"{number * 1.000001 + 1e-7!r}".replace(".", ",")]


def test_a_wrong_digit_of_a_formula_is_seen(real: Walked, fictive: Walked) -> None:
    for walked in (real, fictive):
        for kind, row in by_kind(walked).items():
            for formula in other_digits(row["formule"] if row["valeur"] else ""):
                assert walked.refuses(row, formule=formula), (kind, formula)


def other_digits(formula: str) -> Iterator[str]:
    """Give the formulas that differ by a digit."""
    for found in re.finditer(r"\d", formula):
        digit = str((int(found[0]) + 1) % 10)
        yield formula[: found.start()] + digit + formula[found.end() :]


def test_a_wrong_place_is_seen(real: Walked, fictive: Walked) -> None:
    for walked in (real, fictive):
        for kind, row in by_kind(walked).items():
            source = row["source"].removeprefix(FICTIVE)
            fewer = shortened(walked.commission, source) if row["valeur"] else ()
            for other in (*elsewhere(source), *fewer):
                assert walked.refuses(row, source=other), (kind, other)


def elsewhere(source: str) -> Iterator[str]:
    """Give the sources that differ by a line or a column that doesn't exist."""
    for found in PLACE.finditer(source):
        for group, text in ((2, "9999"), (3, "inconnue")):
            yield source[: found.start(group)] + text + source[found.end(group) :]


def shortened(commission: Commission, source: str) -> Iterator[str]:
    """Give the sources without a place, but where another cell holds as much as the one left out.

    Of two cells that hold the same, a formula can't tell which is which.
    """
    places = [found.start() for found in PLACE.finditer(source)]
    for start, end in zip(places, [*places[1:], len(source)][: len(places)], strict=True):
        without = (source[:start] + source[end:]).removeprefix(" ; ")
        every, left = (commission.project.named(text) for text in (source, without))
        if len(every) > len(left) + 1 or {c.texte for c in every} > {c.texte for c in left}:
            yield without


def test_another_line_of_the_same_column_is_seen(fictive: Walked) -> None:
    """The next line, wherever its content is another one, for inputs, formulas and counts."""
    refused = []
    for kind, row in by_kind(fictive).items():
        source = row["source"].removeprefix(FICTIVE)
        found = PLACE.search(source)
        if not found or not row["valeur"]:
            continue
        cells = fictive.commission.project.named(row["source"])
        line = cells[0].ligne + 1
        rows = fictive.commission.project.rows(cells[0].fichier)
        if rows.get(line, {}).get(cells[0].colonne) in ("", cells[0].texte, None):
            continue
        lines = re.sub(r"^\d+", str(line), found[2])
        moved = source[: found.start(2)] + lines + source[found.end(2) :]
        assert fictive.refuses(row, source=moved), (kind, moved)
        refused.append(kind)
    assert len(refused) > 50


@pytest.mark.parametrize(
    ("indicateur", "old", "new"),
    [
        ("epci_etape", "l’ont fait", "ne l’ont pas fait"),
        ("epci_publies", "publié", "couvert par le secret statistique"),
        ("epci_cotation_active", "CU de Dunkerque", "CU d’Arras"),
        ("bailleurs_compte_rendu", "transmis à temps", "transmis en retard"),
        ("categories_sans_critere", " : m", " : a"),
        ("attributions_manquantes", ", à l’unité supérieure", ""),
        ("quart_prioritaires_manquant", ", au moins 0", ""),
        ("droits_flux_entiers", "aux plus forts restes entre 30\u202f%", "à l’unité supérieure"),
    ],
)
def test_wrong_words_are_seen(fictive: Walked, indicateur: str, old: str, new: str) -> None:
    own = [r for r in fictive.rows if r["indicateur"] == indicateur and old in r["formule"]]
    assert any(fictive.refuses(row, formule=row["formule"].replace(old, new)) for row in own)


def test_a_missing_input_that_is_known_is_seen(real: Walked) -> None:
    row = next(row for row in real.rows if row["formule"].startswith("manque : objectif annuel"))
    for old, new in (("(60", "(59"), ("(60, 2022)", "(60, 2022), objectif annuel (59, 2022)")):
        assert real.refuses(row, formule=row["formule"].replace(old, new)), new


def test_a_missing_input_that_is_not_named_is_seen(real: Walked, fictive: Walked) -> None:
    for walked in (real, fictive):
        missing = [row for row in walked.rows if row["formule"].startswith("manque : ")]
        for row in missing:
            cells = walked.commission.project.named(row["source"])
            for cell in (c for c in cells if c.etat in ("s", "en cours de finalisation")):
                known = " ; ".join(str_place(c) for c in cells if c != cell)
                assert walked.refuses(row, source=known), (row, cell)


def str_place(cell: Cell) -> str:
    return f"{cell.fichier}, ligne {cell.ligne}, colonne {cell.colonne}"


def test_formulas_of_a_month_in_progress_are_exact(demo: Path, tmp_path: Path) -> None:
    """A third of May has elapsed, 10 days of 31: no number of months is rounded."""
    for folder in (f"data/{DATE}", "data/reference", "notebooks", "params"):
        shutil.copytree(demo / folder, tmp_path / folder)
    params = tmp_path / "params" / f"{DATE}.yml"
    text = params.read_text("utf-8").replace(
        "menages_prioritaires: 2022-05-31", "menages_prioritaires: 2022-05-10"
    )
    params.write_text(text, "utf-8")
    edition = read_edition(tmp_path, DATE)
    analyse = Analyse(edition, edition.territoires.get("59"), "priority_households")
    public = compute_public(analyse, "menages_prioritaires")
    assert public
    projection = compute_projection(public)
    assert projection
    figures = [*public.figures.values(), *projection.figures.values()]
    walked = Walked(Commission(tmp_path, DATE), tuple(map(row_of, figures)))
    assert list(walked.defects()) == []
    formulas = "\n".join(row["formule"] for row in walked.rows)
    assert "× (4 + 10/31)/12" in formulas
    assert "÷ (4 + 10/31) × (7 + 21/31) × " in formulas


def row_of(figure: Figure) -> Row:
    """Give a figure as a file of figures does."""
    row = {name: text for name, text in record(figure).items() if isinstance(text, str)}
    value = "" if figure.value is None else str(figure.value).replace(".", ",")
    return {**row, "valeur": value, "source": " ; ".join(map(str, figure.sources))}
