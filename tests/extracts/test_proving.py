"""Rows proved right at a glance and rows examined one by one come to the same."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Mapping
from pathlib import Path

import duckdb
import numpy as np
import pytest
from makers import HEADER, SOURCE, csv_text, records, table

from hdflib.extracts import delimited, duplicates, raw
from hdflib.extracts.lines import count_lines, sample_lines
from hdflib.extracts.loading import Loading

Loader = Callable[..., Loading]
CSV = f"{SOURCE}.csv"
ODD: Mapping[str, tuple[str, ...]] = {
    "Numéro unique": ("", " 1", "1\u00a0", "5,9E+16", "1+1", "07", "AB 7", "é"),
    "Date bail": ("", "Zorglub", "1/3/2021", "2021-03-01", "44256", "31/12/1989", "01/07/2022"),
    "Code INSEE": ("", "2691", "02695", "75056", "99100", "59999", " 59350", "59350.0"),
    "Bailleur": ("", " ", " b", "b\u202f", "\ufeffb", "b  b", '"b"', "é;è"),
    "En QPV": ("", "O", "vrai", "NON ", "?", "1"),
    "Situation antérieure": ("", "CHRS ", "sans abri", "RUE", "Zorglub", "logé\u00a0"),
}


def odd_rows(rank: int, count: int) -> list[list[str]]:
    """Sound rows, of which a third has an odd cell, and some the key of another."""
    draw = random.Random(rank)
    rows = records(count)
    for row in draw.sample(rows, count // 3):
        place = draw.randrange(len(HEADER))
        row[place] = draw.choice(ODD[HEADER[place]])
    for row in draw.sample(rows, count // 20):
        row[:2] = draw.choice(rows)[:2]
    return rows


def present(count: int) -> list[list[str]]:
    """Sound rows whose communes have their present codes."""
    return [[*row[:2], row[2].replace("02695", "02054"), *row[3:]] for row in records(count)]


def read(loader: Loader, connection: duckdb.DuckDBPyConnection) -> tuple[object, ...]:
    loading = loader()
    return loading, connection.execute(f"FROM {SOURCE} ORDER BY ALL").fetchall()


@pytest.mark.parametrize("rank", range(8))
def test_proved_and_examined_rows_agree(
    rank: int,
    loader: Loader,
    connection: duckdb.DuckDBPyConnection,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / SOURCE
    folder.mkdir()
    rows = odd_rows(rank, 400)
    (folder / "1.csv").write_text(csv_text(table(rows[:250])), "utf-8")
    (folder / "2.csv").write_text(csv_text(table(rows[250:])), "utf-8")
    proved = read(loader, connection)
    # Nothing is learnt: every row is examined.
    monkeypatch.setattr(raw, "sample_lines", lambda path, skip, copy: copy.write_bytes(b""))
    assert read(loader, connection) == proved
    # Nor is anything read directly.
    monkeypatch.setattr(delimited, "count_lines", lambda *args: None)
    assert read(loader, connection) == proved


def test_lines_of_a_file_read_by_several_threads(
    loader: Loader, connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    connection.execute(
        """COPY (
          SELECT printf('%018d', if(i = 500000, 7, i)) AS numero_unique,
            if(i % 997 = 0, 'Zorglub', '01/03/2021') AS date_bail,
            '59350' AS commune, 'b' AS bailleur, 'oui' AS qpv, 'rue' AS situation
          FROM range(500001) AS t(i)
        ) TO $path (DELIMITER ';', HEADER)""",
        {"path": str(tmp_path / CSV)},
    )
    assert [(f.ligne, f.motif.value) for f in loader().faults] == [
        *((2 + i, "date illisible") for i in range(0, 500_000, 997)),
        (500_002, "doublon"),
    ]


def test_sound_rows_are_all_proved(
    loader: Loader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hdflib.extracts.loading.stage", lambda *args: pytest.fail("examined"))
    (tmp_path / CSV).write_text(csv_text(table(present(2000))), "utf-8")
    assert loader(max_rejected=0).kept == 2000


def test_days_between_those_of_the_sample_are_known(
    loader: Loader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hdflib.extracts.loading.stage", lambda *args: pytest.fail("examined"))
    monkeypatch.setattr("hdflib.extracts.lines.CHUNK", 200)
    monkeypatch.setattr("hdflib.extracts.lines.CHUNKS", 3)
    rows = sorted(present(28), key=lambda row: row[1])
    (tmp_path / CSV).write_text(csv_text(table([[*row[:5], "CHRS"] for row in rows])), "utf-8")
    assert loader(max_rejected=0).kept == 28


def test_duplicates_across_files_and_ways(loader: Loader, tmp_path: Path) -> None:
    folder = tmp_path / SOURCE
    folder.mkdir()
    rows = records(8)
    # A blank before the number makes a row be examined.
    spaced = [[" " + row[0], *row[1:]] for row in rows]
    (folder / "1.csv").write_text(csv_text(table([spaced[0], *rows[1:]])), "utf-8")
    (folder / "2.csv").write_text(csv_text(table([rows[0], spaced[1], rows[2]])), "utf-8")
    loading = loader()
    assert (loading.read, loading.kept, loading.rejected) == (11, 8, {"doublon": 3})
    assert [(f.fichier, f.ligne, f.colonne) for f in loading.faults] == [
        ("2.csv", line, "numero_unique") for line in (2, 3, 4)
    ]


def test_lines_after_line_breaks_within_cells(loader: Loader, tmp_path: Path) -> None:
    folder = tmp_path / SOURCE
    folder.mkdir()
    rows = records(9)
    rows[2][3] = "Bailleur\nSecret\n"
    rows[5][1] = "Zorglub"
    rows[8][:2] = rows[7][:2]
    # The first file is read directly; the second can't be, which DuckDB finds out at the end.
    (folder / "1.csv").write_text(csv_text(table([[*row[:1], "?", *row[2:]] for row in rows[:2]])))
    (folder / "2.csv").write_text(csv_text(table(rows), newline="\n"), "utf-8")
    (folder / "3.csv").write_text(csv_text(table([rows[0], [*rows[1][:1], "?", *rows[1][2:]]])))
    assert [(f.fichier, f.ligne, f.motif.value) for f in loader().faults] == [
        ("1.csv", 2, "date illisible"),
        ("1.csv", 3, "date illisible"),
        ("2.csv", 9, "date illisible"),
        ("2.csv", 12, "doublon"),
        ("3.csv", 2, "doublon"),
        ("3.csv", 3, "date illisible"),
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("separator", ";,\t")
def test_duckdb_reads_what_is_left_to_it_as_the_csv_module(
    separator: str, newline: str, tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    draw = random.Random(f"{separator}{newline}")
    cells = ("a", "b c", '"a"', f'"a{separator}b"', '"a""b"', 'a"b', '"a" b', ' "a"', '"a" ', 'a"')
    cells += ('""', '"', f'"a{newline}b"', "", " ", "é", '""a', 'a""b', f"a{separator}", "'", "\\")
    path = tmp_path / "f.csv"
    trusted = 0
    for _ in range(700):
        rows = [[draw.choice(cells) for _ in range(2)] for _ in range(draw.randint(1, 4))]
        text = newline.join(map(separator.join, rows)) + draw.choice(("", newline, 2 * newline))
        path.write_text(text, "utf-8", newline="")
        lines = count_lines(path, separator, 0)
        found = read_directly(connection, path, separator)
        if lines is None or found is None or len(found) != lines:
            continue
        trusted += 1
        stream = io.StringIO(text, newline="")
        expected = list(csv.reader(stream, delimiter=separator, strict=True))
        assert found == [(*row, "")[:2] for row in expected if row], text
    assert trusted > 100


def read_directly(
    connection: duckdb.DuckDBPyConnection, path: Path, separator: str
) -> list[tuple[str, ...]] | None:
    reader = raw._csv_reader(path, separator, ["a", "b"], 0)
    try:
        return connection.execute(
            f"SELECT coalesce(a, ''), coalesce(b, '') FROM {reader}"
        ).fetchall()
    except duckdb.Error:
        return None


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"a;b\n1;2\n", 1),
        (b"a;b\r\n1;2\r\n3;4", 2),
        (b"a;b\n1;2\n\n\n", 1),
        (b"a;b\n1;2\r\n3;4\n", None),
        (b"a;b\r1;2\r", None),
        (b'a;b\n1; "2"\n', None),
        (b'a;b\n1;"2 ""x"\n', 1),
    ],
)
def test_lines_counted(content: bytes, lines: int | None, tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(content)
    assert count_lines(tmp_path / "f", ";", 1) == lines


def test_sample_holds_whole_lines_of_every_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hdflib.extracts.lines.CHUNK", 30)
    monkeypatch.setattr("hdflib.extracts.lines.CHUNKS", 10)
    lines = [f"{i:07d}\n" for i in range(1000)]
    (tmp_path / "f").write_text("titre\n" + "".join(lines))
    sample_lines(tmp_path / "f", 1, tmp_path / "g")
    found = (tmp_path / "g").read_text().splitlines(keepends=True)
    assert set(found) <= set(lines)
    assert {line[:5] for line in found} >= {f"{i:05d}" for i in range(1, 10)}


def test_repeated_numbers() -> None:
    numbers = np.array([7, 2**63 + 1, 2**63, 7, 2**63 + 1, 7, 8], np.uint64)
    assert duplicates.find_repeated(numbers) == [7, 2**63 + 1]
