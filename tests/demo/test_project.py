"""The demonstration as a whole: its project, its packs, and what must not be in them."""

import csv
import gzip
import re
from pathlib import Path

import pytest

from hdflib.demo.project import DATE, make_demo
from hdflib.errors import HdfError
from hdflib.extracts.published import audit_edition
from hdflib.inputs.edition import read_edition

ROOT = Path(__file__).parents[2]
NUMBER = re.compile(r"(?<![\w])(?=\w*\d{6})\w{18}(?![\w])")
"""What a unique number looks like, in any extract: no word of a header does."""
MAPS = ("priority-households", "logement-dabord", "attribution-reform")
"""Places on the page of the sections with maps by EPCI."""
WEIGHT = 1_500_000


def section(page, name):
    start = page.index(f'<section id="{name}"')
    return page[start : page.index("</section>", start)]


def test_the_command_says_what_it_made_and_what_to_do_next(made):
    assert "sne_attributions : 65 880 lignes lues, 64 900 retenues" in made.printed
    assert "rejetées : date illisible (35), commune inconnue (40), doublon (45)" in made.printed
    assert "syplo : 14 369 lignes lues, 14 069 retenues" in made.printed
    assert "Écrit : data/2022-06-16/mixite.csv" in made.printed
    assert "aucun n'est déductible" in made.printed
    assert "Projet de démonstration, aux données fictives" in made.printed
    assert "lancez « hdf build » depuis ce dossier." in made.printed


def test_a_demonstration_is_marked_and_holds_no_real_count(demo):
    assert read_edition(demo, DATE).params.fictive
    assert (demo / ".donnees-fictives").exists()
    kept = sorted(path.name for path in (demo / "data" / DATE / "reperes").iterdir())
    assert "context.csv" not in kept
    reform = (demo / "data" / DATE / "reperes" / "attribution_reform.csv").read_text("utf-8")
    shares = [line for line in reform.splitlines() if ";part_q1_hors_qpv;" in line]
    assert len(shares) == 1
    assert "moyenne nationale" in shares[0]
    assert not any('"text/html"' in p.read_text("utf-8") for p in demo.glob("notebooks/*.ipynb"))


def test_nothing_hidden_can_be_computed_back(demo):
    result = audit_edition(demo, DATE)
    assert len(result.rows) > 100
    assert result.passed


def test_showing_a_complement_again_fails_the_audit(demo, counted):
    """A cell of `mixite` that protects its EPCI's secret, put back in the table."""
    measures, protection = counted
    (measure,) = [m for m in measures if (m.table, m.colonne) == ("mixite", "q234_en_qpv")]
    shown = [member for name, member in protection.complementary if name == measure.name]
    table = demo / "data" / DATE / "mixite.csv"
    text = table.read_text("utf-8")
    lines = text.splitlines()
    place = lines[0].split(";").index("q234_en_qpv")
    (row,) = [i for i, line in enumerate(lines) if line.startswith(f"{shown[0]};")]
    cells = lines[row].split(";")
    assert cells[place] == "s"
    cells[place] = str(measure.cells[shown[0]])
    lines[row] = ";".join(cells)
    try:
        table.write_text("\n".join(lines) + "\n", "utf-8")
        result = audit_edition(demo, DATE)
    finally:
        table.write_text(text, "utf-8")
    assert not result.passed


def test_packs_show_every_map_and_stay_light(demo_packs):
    for pack in demo_packs.values():
        page = (pack / "dossier-donnees-fictives.html").read_text("utf-8")
        assert len(page.encode()) < WEIGHT
        for part in MAPS:
            assert "par EPCI" in section(page, part), (pack.name, part)
        assert "Données non transmises" not in page
        assert "secret statistique" in page


def test_no_number_of_a_record_is_anywhere_but_in_the_extracts(demo, demo_packs):
    numbers = set()
    for path in (demo / "data" / "extracts").rglob("*.csv*"):
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        if not path.name.startswith("rejets-"):
            numbers |= set(NUMBER.findall(data.decode("utf-8", "replace")))
    assert len(numbers) > 200_000
    written = [
        path
        for path in demo.rglob("*")
        if path.is_file() and ("extracts" not in path.parts or path.name.startswith("rejets-"))
    ]
    assert {"provenance.json", "rejets-sne_attributions.csv", "etat.json"} <= {
        path.name for path in written
    }
    for path in written:
        assert not numbers & set(NUMBER.findall(path.read_text("utf-8-sig", "ignore"))), path.name


def test_rejected_rows_are_listed_by_line_alone(demo):
    path = demo / "data" / "extracts" / "rejets-sne_attributions.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert rows
    assert all(row["ligne"].isdigit() for row in rows)


def test_a_folder_that_is_something_else_is_never_replaced(tmp_path):
    (tmp_path / "mes fichiers").mkdir()
    (tmp_path / "mes fichiers" / "note.txt").write_text("à garder", "utf-8")
    with pytest.raises(HdfError, match="n’a pas été fait par « hdf demo »"):
        make_demo(ROOT, tmp_path / "mes fichiers", 1, lambda loading: None)
    assert (tmp_path / "mes fichiers" / "note.txt").read_text("utf-8") == "à garder"
