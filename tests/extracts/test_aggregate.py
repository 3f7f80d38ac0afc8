"""From generated records to the protected tables of a commission, end to end."""

import csv
import json
import random
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from hdflib.errors import HdfError
from hdflib.extracts.aggregate import aggregate
from hdflib.extracts.published import audit_edition, open_published, weight_facts
from hdflib.inputs.edition import read_edition

ROOT = Path(__file__).parents[2]
DATE = "2022-06-16"
COMMUNES = {"02": "02691", "59": "59350", "60": "60057", "62": "62041", "80": "80021"}

# Attributions of the year to households leaving shelters, homeless, priority, and others: the
# first two are published as at 30 April, the third as at 31 May.
SORTANTS = {"02": 25, "59": 214, "60": 63, "62": 152, "80": 105}
SANS_ABRI = {"02": 14, "59": 217, "60": 27, "62": 57, "80": 19}
AUTRES = {"02": 1350, "59": 6000, "60": 1500, "62": 4000, "80": 1100}
AVANT = {"02": 30, "59": 250, "60": 80, "62": 170, "80": 120}


class Records:
    """Writes attributions, one row at a time, each with its own number."""

    def __init__(self):
        self.rows = []
        self.random = random.Random(7)

    def number(self):
        return f"0{len(self.rows) + 1:03d}{self.random.randrange(10**14):014d}"

    def add(self, departement, count, situation, label="aucun", year=2022, **others):
        for _ in range(count):
            day = date(year, 1, 1) + timedelta(self.random.randrange(110))
            self.rows.append(
                {
                    "Numéro unique": self.number(),
                    "Date de signature du bail": day.strftime("%d/%m/%Y"),
                    "Code INSEE": COMMUNES[departement],
                    "Bailleur": "Bailleur fictif",
                    "QPV": "non",
                    "Mode de logement antérieur": situation,
                    "Label SYPLO": label,
                    "DNA": "non",
                    **others,
                }
            )

    def write(self, path):
        self.random.shuffle(self.rows)
        with path.open("w", newline="", encoding="cp1252") as file:
            writer = csv.DictWriter(file, list(self.rows[0]), delimiter=";")
            writer.writeheader()
            writer.writerows(self.rows)


@pytest.fixture
def records():
    made = Records()
    for code in COMMUNES:
        made.add(code, SORTANTS[code], "Structure d'hébergement")
        made.add(code, SANS_ABRI[code], "Sans abri")
        made.add(code, AUTRES[code], "Locataire HLM")
        made.add(code, AVANT[code], "CHRS", year=2021)
    return made


@pytest.fixture
def project(tmp_path):
    root = tmp_path / "projet"
    shutil.copytree(ROOT / "data" / "reference", root / "data" / "reference")
    shutil.copytree(ROOT / "notebooks", root / "notebooks")
    (root / "params").mkdir()
    params = yaml.safe_load((ROOT / "params" / f"{DATE}.yml").read_text("utf-8"))
    params["observation"] = {
        name: str(params["observation"][name])
        for name in ("menages_prioritaires", "sortants_hebergement", "sans_abri")
    }
    params["commission"] = DATE
    (root / "params" / f"{DATE}.yml").write_text(
        yaml.safe_dump(params, allow_unicode=True), "utf-8"
    )
    (root / "data" / "extracts").mkdir()
    return root


def run(root):
    return aggregate(root, DATE, root / "data" / "extracts", lambda loading: None)


def read(root, table):
    path = root / "data" / DATE / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["territoire"]: row for row in csv.DictReader(file, delimiter=";")}


def column(root, table, name):
    """A column by département and for the région."""
    rows = read(root, table)
    return {code: rows[code][name] for code in (*COMMUNES, "32")}


def as_text(counts):
    return {code: str(n) for code, n in counts.items()} | {"32": str(sum(counts.values()))}


def test_counts_are_those_of_the_records(project, records):
    records.write(project / "data" / "extracts" / "sne_attributions.csv")
    result = run(project)
    assert column(project, "sortants_hebergement", "attributions") == as_text(SORTANTS)
    assert column(project, "sortants_hebergement", "attributions_n_1") == as_text(AVANT)
    assert column(project, "sans_abri", "attributions") == as_text(SANS_ABRI)
    totals = {code: SORTANTS[code] + SANS_ABRI[code] + AUTRES[code] for code in COMMUNES}
    assert column(project, "sans_abri", "attributions_totales") == as_text(totals)
    # No source gives the stock nor the objective: they aren't transmitted.
    assert set(column(project, "sans_abri", "stock").values()) == {""}
    assert result.protection.primary == ()
    (loading,) = result.loadings
    assert (loading.read, loading.kept) == (len(records.rows), len(records.rows))


def test_tables_without_an_observation_date_are_named(project, records):
    records.write(project / "data" / "extracts" / "sne_attributions.csv")
    assert run(project).undated == (
        "attributions_mensuelles",
        "bilan_prioritaires",
        "assiette_flux",
        "reservataires",
        "flux_bailleurs",
        "mixite",
        "mixite_annuelle",
        "mixite_bailleurs",
        "mixite_bailleurs_annuelle",
        "quartile_mouvements",
    )


def test_the_tables_pass_the_checks_of_a_commission(project, records):
    records.write(project / "data" / "extracts" / "sne_attributions.csv")
    run(project)
    edition = read_edition(project, DATE)
    assert {"sortants_hebergement", "sans_abri"} <= set(edition.tables)
    assert edition.remarques == ()
    assert audit_edition(project, DATE).passed


def test_asylum_schemes_leases_after_the_date_and_other_regions_are_left_out(project, records):
    records.add("59", 40, "Structure d'hébergement", DNA="oui")
    records.add("59", 30, "Structure d'hébergement", **{"Date de signature du bail": "01/05/2022"})
    records.add("59", 20, "Structure d'hébergement", **{"Code INSEE": "75056"})
    records.write(project / "data" / "extracts" / "sne_attributions.csv")
    run(project)
    assert column(project, "sortants_hebergement", "attributions") == as_text(SORTANTS)


def test_small_counts_are_hidden_with_another_and_the_audit_passes(project, records):
    records.rows = [
        row
        for row in records.rows
        if (row["Code INSEE"], row["Mode de logement antérieur"]) != (COMMUNES["02"], "Sans abri")
    ]
    records.add("02", 4, "Sans abri")
    records.write(project / "data" / "extracts" / "sne_attributions.csv")
    run(project)
    shown = column(project, "sans_abri", "attributions")
    assert shown["02"] == "s"
    # 4 could be read from the others and the total: the smallest of them is hidden too.
    assert [code for code, text in shown.items() if text == "s"] == ["02", "80"]
    assert shown["32"] == str(sum(SANS_ABRI.values()) - 14 + 4)
    assert audit_edition(project, DATE).passed
    provenance = json.loads((project / "data" / DATE / "provenance.json").read_text("utf-8"))
    # The EPCI of the two are hidden too: they hold the same households here.
    masked = provenance["tables"]["sans_abri"]["attributions"]["masques"]
    assert masked == ["02", "200071892", "248000531", "80"]
    assert provenance["secret"] == {"seuil": 11, "masques": 4, "ecart_a_l_optimum": 0.0}


def test_a_planted_leak_fails_the_audit(project, records):
    test_small_counts_are_hidden_with_another_and_the_audit_passes(project, records)
    table = project / "data" / DATE / "sans_abri.csv"
    lines = table.read_text("utf-8").splitlines()
    (hidden,) = [rank for rank, line in enumerate(lines) if line.startswith("80;")]
    lines[hidden] = lines[hidden].replace(";s;", ";19;", 1)
    table.write_text("\n".join(lines) + "\n", "utf-8")
    result = audit_edition(project, DATE)
    assert not result.passed
    assert "vaut exactement 4" in str(result)


def test_no_number_of_a_record_leaves_the_extracts(project, records, capfd):
    records.add("59", 3, "Structure d'hébergement", QPV="peut-être")
    records.write(project / "data" / "extracts" / "sne_attributions.csv")
    run(project)
    numbers = {row["Numéro unique"] for row in records.rows}
    written = [
        path
        for path in project.rglob("*")
        if path.is_file() and path.name != "sne_attributions.csv" and "notebooks" not in path.parts
    ]
    report = project / "data" / "extracts" / "rejets-sne_attributions.csv"
    assert report in written
    captured = "".join(capfd.readouterr())
    for text in [captured, *(path.read_text("utf-8-sig", "ignore") for path in written)]:
        assert not any(number in text for number in numbers)
    assert "peut-être" not in report.read_text("utf-8-sig")
    assert report.read_text("utf-8-sig").count("qpv") == 3


def test_too_many_rejected_rows_stop_everything(project, records):
    records.add("59", 2000, "Structure d'hébergement", QPV="peut-être")
    records.write(project / "data" / "extracts" / "sne_attributions.csv")
    with pytest.raises(HdfError, match="2000 lignes rejetées"):
        run(project)
    assert not (project / "data" / DATE).exists()


def test_a_table_typed_by_hand_is_never_replaced(project, records):
    records.write(project / "data" / "extracts" / "sne_attributions.csv")
    (project / "data" / DATE).mkdir()
    shutil.copy(ROOT / "data" / DATE / "sans_abri.csv", project / "data" / DATE)
    with pytest.raises(HdfError, match=r"ont été saisies, et non agrégées : sans_abri\.csv"):
        run(project)
    assert [p.name for p in (project / "data" / DATE).iterdir()] == ["sans_abri.csv"]


def test_the_order_of_records_changes_no_byte_of_the_tables(project, records):
    def tables():
        records.write(project / "data" / "extracts" / "sne_attributions.csv")
        written = run(project).tables
        return {path.name: path.read_bytes() for path in written if path.suffix == ".csv"}

    first = tables()
    assert sorted(first) == [
        "menages_prioritaires.csv",
        "sans_abri.csv",
        "sortants_hebergement.csv",
    ]
    assert tables() == first


def test_without_extracts_the_message_names_the_files_expected(project):
    with pytest.raises(HdfError, match=r"Fichiers attendus : sne_attributions\.csv"):
        run(project)


def test_a_weight_tells_as_much_with_a_point_as_with_a_comma(project):
    folder = project / "data" / DATE
    folder.mkdir()
    for name in ("menages_prioritaires", "sortants_hebergement"):
        shutil.copy(ROOT / "data" / DATE / f"{name}.csv", folder)
    text = (ROOT / "data" / DATE / "sans_abri.csv").read_text("utf-8")

    def facts(weight):
        row = text.replace("59;760;217;;;3,4 %", f"59;760;217;;6383;{weight}")
        (folder / "sans_abri.csv").write_text(row, "utf-8")
        return list(weight_facts(open_published(project, DATE)))

    # Two bounds for each public: the total of the Nord is the same cell for both.
    assert len(facts("3,4 %")) == 4
    assert facts("3.4 %") == facts("3,4 %")


def test_the_real_commission_hides_nothing():
    result = audit_edition(ROOT, DATE)
    assert result.passed
    assert result.rows == ()


def edition_of(root, iso, sans_abri):
    """Make an edition of typed tables like the real one, with other counts of `sans_abri`."""
    text = (ROOT / "params" / f"{DATE}.yml").read_text("utf-8")
    kept = text[: text.index("observation:")] + "observation:\n  sans_abri: 2022-04-30\n\n"
    kept += text[text.index("# Sections dans") :]
    (root / "params" / f"{iso}.yml").write_text(kept.replace(DATE, iso), "utf-8")
    folder = root / "data" / iso
    folder.mkdir()
    table = (ROOT / "data" / DATE / "sans_abri.csv").read_text("utf-8")
    for old, new in sans_abri.items():
        table = table.replace(old, new)
    (folder / "sans_abri.csv").write_text(table, "utf-8")


HIDDEN = {";93;27;": ";93;s;", ";75;19;": ";75;s;"}


def test_an_earlier_edition_of_the_year_gives_a_hidden_count_away(project):
    (project / "params" / f"{DATE}.yml").unlink()
    edition_of(project, "2022-06-20", {"60;93;27;": "60;93;s;"} | HIDDEN)
    edition_of(project, "2022-09-20", HIDDEN)
    assert audit_edition(project, "2022-09-20").passed
    (project / "data" / "2022-06-20" / "sans_abri.csv").unlink()
    shutil.copy(ROOT / "data" / DATE / "sans_abri.csv", project / "data" / "2022-06-20")
    result = audit_edition(project, "2022-09-20")
    assert {row.key[-1]: row.lo for row in result.leaks if row.exact} == {}
    # Published in June, the two counts are no secret any more, and the audit says nothing of them.
    assert result.passed


def test_revised_counts_of_an_earlier_edition_are_other_counts(project):
    (project / "params" / f"{DATE}.yml").unlink()
    revised = {";760;217;": ";760;219;", ";1 150;334;": ";1 150;336;"}
    edition_of(project, "2022-06-20", revised)
    edition_of(project, "2022-09-20", HIDDEN)
    # In September 27 + 19 are hidden together; June's counts, revised since, don't give them.
    assert audit_edition(project, "2022-09-20").passed
