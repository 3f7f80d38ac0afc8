from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest
from makers import (
    HEADER,
    SOURCE,
    changed,
    csv_text,
    identifier,
    records,
    table,
    write_xlsx,
    xlsx_rows,
)

from hdflib.extracts import account, delimited, lines, raw
from hdflib.extracts.columns import Column, SourceSchema, Type
from hdflib.extracts.errors import ExtractError
from hdflib.extracts.loading import Loading, load
from hdflib.inputs.reference import Commune

Loader = Callable[..., Loading]
CSV = f"{SOURCE}.csv"


def test_files_are_named_with_their_digest(loader: Loader, tmp_path: Path) -> None:
    content = csv_text(table()).encode()
    (tmp_path / CSV).write_bytes(content)
    (file,) = loader().files
    assert (file.name, file.size) == (CSV, len(content))
    assert file.sha256 == hashlib.sha256(content).hexdigest()


def test_folder_of_several_formats(loader: Loader, tmp_path: Path) -> None:
    folder = tmp_path / "SNE_Attributions"
    folder.mkdir()
    rows = records(20)
    (folder / "1.csv").write_text(csv_text(table(rows[:7])), "cp1252")
    write_xlsx(folder / "2.XLSX", [xlsx_rows(table(rows[7:]))])
    # What a spreadsheet and a system leave there isn't read.
    (folder / "~$2.xlsx").write_bytes(b"x")
    (folder / ".DS_Store").write_bytes(b"x")
    assert (loader().kept, [file.name for file in loader().files]) == (20, ["1.csv", "2.XLSX"])


def test_folder_whose_name_looks_like_a_pattern(
    loader: Loader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / SOURCE
    folder.mkdir()
    (folder / "a[1] d'été*?.csv").write_text(csv_text(table()), "utf-8")
    monkeypatch.setattr(raw, "write_copy", lambda *args: pytest.fail("not read directly"))
    assert loader().kept == 10


def test_too_many_rejected_rows_stop_the_load(
    loader: Loader, connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    rows = changed("Code INSEE", "59999")
    rows[4][2] = "75056"
    (tmp_path / CSV).write_text(csv_text(table(rows)), "utf-8")
    report = tmp_path / "rejets.csv"
    # One of nine: the row of another region isn't ours.
    assert loader(max_rejected=1 / 9).kept == 8
    connection.execute(f"DROP TABLE {SOURCE}")
    with pytest.raises(ExtractError) as caught:
        loader(max_rejected=0.025, report=report)
    assert str(caught.value) == (
        "sne_attributions : 1 ligne rejetée sur 10 lues, au-delà des 2,5 % admis "
        "(commune inconnue : 1). Les lignes à corriger sont dans rejets.csv. Corrigez l’export, "
        "ou relevez le seuil."
    )
    assert report.read_text("utf-8-sig") == (
        "fichier;ligne;colonne;motif\nsne_attributions.csv;5;commune;commune inconnue\n"
    )
    assert connection.execute("SELECT table_name FROM duckdb_tables()").fetchall() == []


def test_every_fault_of_a_row_is_reported_and_the_row_counts_once(
    loader: Loader, tmp_path: Path
) -> None:
    rows = changed("Code INSEE", "59999")
    rows[3][4] = "?"
    (tmp_path / CSV).write_text(csv_text(table(rows)), "utf-8")
    result = loader()
    assert result.rejected == {"commune inconnue": 1}
    assert [(f.ligne, f.colonne, f.motif.value) for f in result.faults] == [
        (5, "commune", "commune inconnue"),
        (5, "qpv", "valeur hors de la liste"),
    ]


def test_long_report_is_cut_and_says_so(
    loader: Loader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(account, "REPORTED", 4)
    rows = [[*row[:2], "59999", *row[3:]] for row in records()]
    (tmp_path / CSV).write_text(csv_text(table(rows)), "utf-8")
    report = tmp_path / "rejets.csv"
    assert loader(report=report).rejected == {"commune inconnue": 10}
    lines = report.read_text("utf-8-sig").splitlines()
    assert len(lines) == 6
    assert lines[-1] == ";;;motifs non listés : 6"


def test_temporary_copies_are_private_and_removed(
    loader: Loader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    copy = raw.write_copy

    def spy(*args: object) -> None:
        seen.append(Path(str(args[3])).parent.stat().st_mode & 0o777)
        copy(*args)

    private = tmp_path / "tmp"
    private.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(private))
    monkeypatch.setattr(raw, "write_copy", spy)
    (tmp_path / CSV).write_text("\n" + csv_text(table(changed("Date bail", "?"))), "utf-8")
    loader()
    with pytest.raises(ExtractError):
        loader(max_rejected=0)
    assert seen == [0o700, 0o700]
    assert list(private.iterdir()) == []


def test_regular_file_is_read_by_duckdb_itself(
    loader: Loader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raw, "write_copy", lambda *args: pytest.fail("copied"))
    rows = changed("Bailleur", 'Dit "Secret"; et Cie', rank=9)
    text = csv_text([["Extraction du jour"], HEADER, *rows])
    (tmp_path / CSV).write_text(text, "utf-8-sig")
    assert loader().kept == 10


def test_lines_are_right_across_blocks(
    loader: Loader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "BLOCK", 100)
    (tmp_path / CSV).write_text(csv_text(table(changed("Date bail", "?", 150, 200))), "utf-8")
    assert [fault.ligne for fault in loader().faults] == [152]


def test_failure_of_duckdb_quotes_nothing(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(ExtractError) as caught:
        raw.execute(connection, "SELECT 'Secret'::DATE")
    assert "Secret" not in str(caught.value)
    assert caught.value.__context__ is None


def test_disk_that_fails_is_said_in_french(
    loader: Loader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise OSError(28, "No space left on device", "Secret")

    monkeypatch.setattr(delimited.shutil, "copyfileobj", fail)
    (tmp_path / CSV).write_text(csv_text(table()).replace("Secret", "Été"), "cp1252")
    with pytest.raises(ExtractError, match="la place sur le disque") as caught:
        loader()
    assert caught.value.__context__ is None


def test_cp1252_file_is_transcoded_then_read_by_duckdb_itself(
    loader: Loader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raw, "write_copy", lambda *args: pytest.fail("copied"))
    (tmp_path / CSV).write_text(csv_text(table()).replace("Secret", "Été"), "cp1252")
    assert loader().kept == 10


VALIDITY = SourceSchema(
    "pieces",
    "Pièces",
    ("numero",),
    (Column("numero", Type.IDENTIFIANT, True), Column("piece", Type.VALIDITE)),
)


def load_validity(
    connection: duckdb.DuckDBPyConnection, path: Path, texts: list[str], **more: bool
) -> Loading:
    commune = {"59350": Commune("59350", "Lille", "200093201", "59")}
    lines = ["numero;piece", *(f"{identifier(i)};{text}" for i, text in enumerate(texts))]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    day, late = date(2022, 6, 30), date(2022, 7, 15)
    return load(connection, VALIDITY, [path], commune, day, 1, today=late, **more)


def test_last_day_of_a_document_may_come(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    texts = ["31/12/2030", "Oui", "non", "", "2020-01-15", "1/1/35", "bientôt"]
    loading = load_validity(connection, tmp_path / "pieces.csv", texts)
    assert loading.rejected == {"année sur deux chiffres": 1, "date illisible": 1}
    assert [(f.ligne, f.motif.value) for f in loading.faults] == [
        (7, "année sur deux chiffres"),
        (8, "date illisible"),
    ]
    rows = connection.execute(
        "SELECT piece::VARCHAR, piece >= DATE '2022-06-30' FROM pieces ORDER BY ALL"
    ).fetchall()
    assert rows == [
        ("-infinity", False),
        ("2020-01-15", False),
        ("2030-12-31", True),
        ("infinity", True),
        (None, None),
    ]


def test_days_of_validity_that_the_sample_lacks_are_read_all_the_same(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "CHUNKS", 2)
    monkeypatch.setattr(lines, "CHUNK", 60)
    texts = ["oui", "31/12/2030", "non"] * 20 + ["1er", "05/06/2099", "7/2/2031"] + ["oui"] * 20
    loading = load_validity(connection, tmp_path / "pieces.csv", texts)
    assert (loading.kept, loading.rejected) == (82, {"date illisible": 1})
    counts = connection.execute("SELECT count(*) FROM pieces WHERE isfinite(piece)").fetchall()
    assert counts == [(22,)]


@pytest.mark.parametrize("kept", [False, True])
def test_identifiers_are_kept_only_when_asked_for(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, kept: bool
) -> None:
    # The first row is proved right, the second examined for its space.
    load_validity(connection, tmp_path / "pieces.csv", ["oui", "oui "], identifiers=kept)
    names = [name for name, *_ in connection.execute("DESCRIBE pieces").fetchall()]
    assert names == (["piece", "numero"] if kept else ["piece"])
    if kept:
        rows = connection.execute("SELECT numero FROM pieces ORDER BY ALL").fetchall()
        assert rows == [(identifier(0),), (identifier(1),)]
