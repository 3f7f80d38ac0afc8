"""One file as a relation of texts in DuckDB: its recognised columns, by their canonical names."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from hdflib.extracts import delimited, workbook
from hdflib.extracts.columns import SourceSchema
from hdflib.extracts.delimited import Dialect, Line
from hdflib.extracts.errors import ExtractError
from hdflib.extracts.expressions import literal
from hdflib.extracts.files import Bound, format_of, unzip_gzip
from hdflib.extracts.header import Header, check_header, match
from hdflib.extracts.lines import sample_lines

PARQUET = "parquet_lu"
SAMPLE = "echantillon.csv"
BREAKS = re.compile(r"[\t\n\r\v\f\x85\u2028\u2029]+")


@dataclass(frozen=True)
class Raw:
    """A file that DuckDB reads as a relation of texts.

    Attributes
    ----------
    header
        Titles of the file.
    relation
        SQL of its rows: a VARCHAR column per column of the source, ``ligne`` (in the file) and
        ``decale`` (whether the row has the wrong number of cells).
    sample
        SQL of some of them, or of parts of them.
    first, lines
        If ``ligne`` is NULL, the rows are lines in order: the first of them, and how many there
        must be. Otherwise what was read isn't what the file holds.
    """

    header: Header
    relation: str
    sample: str
    first: int = 0
    lines: int | None = None


def read_raw(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    schema: SourceSchema,
    private: Path,
    bound: Bound,
) -> Iterator[Raw]:
    """Give the ways to read a file of any format, the quickest first; the last one can't fail.

    Parameters
    ----------
    connection, path, schema
        Database, file, and the source it belongs to.
    private
        Folder for temporary copies, which only the user can read.
    bound
        What a compressed file may grow to.

    Raises
    ------
    ExtractError
        The file can't be read as a table of the source.
    """
    kind = format_of(path)
    copy = private / "lignes.csv"
    if kind == ".parquet":
        yield _read_parquet(connection, path, schema)
    elif kind in (".xlsx", ".ods"):
        sheet, header = workbook.open_sheet(path, schema, bound)
        write_copy(workbook.read_lines(sheet, header), header, schema, copy)
        yield _read_copy(copy, header, schema)
    else:
        plain = unzip_gzip(path, private / "clair.csv", bound) if kind == ".csv.gz" else path
        plain = delimited.to_utf8(plain, path.name, private / "utf8.csv")
        dialect = delimited.read_dialect(plain, path.name, schema)
        if dialect.lines is not None:
            yield _read_directly(dialect, schema, private)
        write_copy(delimited.read_lines(dialect), dialect.header, schema, copy)
        yield _read_copy(copy, dialect.header, schema)


def write_copy(lines: Iterable[Line], header: Header, schema: SourceSchema, copy: Path) -> None:
    """Write rows as a plain CSV: line in the file, whether shifted, recognised cells."""
    places = [header.positions.get(column.name) for column in schema.colonnes]
    with copy.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for number, row in lines:
            if not any(cell.strip() for cell in row):
                continue
            # Blank cells on the right come from a spreadsheet or a last separator.
            shifted = len(row) < header.width or any(map(str.strip, row[header.width :]))
            cells = ["" if shifted or i is None else BREAKS.sub(" ", row[i]) for i in places]
            writer.writerow([number, int(shifted), *cells])


def execute(
    connection: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[object] = ()
) -> duckdb.DuckDBPyConnection:
    """Run a statement, and keep to itself the message of DuckDB, which may quote a cell.

    Raises
    ------
    ExtractError
        It fails.
    """
    short = False
    try:
        return connection.execute(sql, parameters)
    except (duckdb.OutOfMemoryException, duckdb.IOException):
        short = True
    except duckdb.Error:
        pass
    raise ExtractError(
        "La mémoire ou le disque manque pour lire les extractions."
        if short
        else "La lecture des extractions a échoué dans DuckDB ; aucun détail n’est affiché, car "
        "il pourrait citer un enregistrement."
    )


def _read_directly(dialect: Dialect, schema: SourceSchema, private: Path) -> Raw:
    """Let DuckDB read a file whose rows seem to be its lines."""
    columns = [f"c{i}" for i in range(dialect.cells)]
    cells = {name: f"c{place}" for name, place in dialect.header.positions.items()}
    sample = private / SAMPLE
    sample_lines(dialect.path, dialect.ligne, sample)
    relation, part = (
        _relation(_csv_reader(path, dialect.separator, columns, skip), cells, schema)
        for path, skip in ((dialect.path, dialect.ligne), (sample, 0))
    )
    return Raw(dialect.header, relation, part, dialect.ligne + 1, dialect.lines)


def _read_copy(copy: Path, header: Header, schema: SourceSchema) -> Raw:
    columns = ["ligne", "decale", *(f"c{i}" for i in range(len(schema.colonnes)))]
    cells = {column.name: f"c{i}" for i, column in enumerate(schema.colonnes)}
    sample = copy.with_name(SAMPLE)
    sample_lines(copy, 0, sample)
    relation, part = (
        _relation(_csv_reader(path, ",", columns, 0), cells, schema, "ligne", "decale = '1'")
        for path in (copy, sample)
    )
    return Raw(header, relation, part)


def _read_parquet(connection: duckdb.DuckDBPyConnection, path: Path, schema: SourceSchema) -> Raw:
    reader = f"read_parquet({_quote_path(path)}, file_row_number=true)"
    try:
        rows = connection.execute(f"DESCRIBE SELECT * FROM {reader}").fetchall()
        described = [(row[0], row[1]) for row in rows if row[0] != "file_row_number"]
        header = check_header(match(0, [name for name, _ in described], schema), path.name)
        cells = {
            name: _cast(described[place][1], place) for name, place in header.positions.items()
        }
        named = ", ".join(f"c{i}" for i in range(len(described)))
        aliased = f"(SELECT * FROM {reader}) AS t({named}, rang)"
        relation = _relation(aliased, cells, schema, "rang + 1")
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {PARQUET} AS FROM {relation}")
        return Raw(header, PARQUET, f"(FROM {PARQUET} USING SAMPLE 20000)")
    except duckdb.Error:
        pass
    raise ExtractError(
        f"{path.name} : ce fichier est abîmé ou n’est pas un Parquet. Refaites l’export."
    )


def _cast(kind: str, place: int) -> str:
    """Write a typed cell as text, with a decimal comma: a point may be read two ways."""
    text = f"c{place}::VARCHAR"
    decimal = kind in ("DOUBLE", "FLOAT") or kind.startswith("DECIMAL")
    return f"replace({text}, '.', ',')" if decimal else text


def _relation(
    reader: str,
    cells: dict[str, str],
    schema: SourceSchema,
    ligne: str = "NULL",
    decale: str = "false",
) -> str:
    texts = ", ".join(
        f'{cells.get(column.name, "NULL")}::VARCHAR AS "{column.name}"'
        for column in schema.colonnes
    )
    return f"(SELECT {ligne}::BIGINT AS ligne, {decale} AS decale, {texts} FROM {reader})"


def _csv_reader(path: Path, separator: str, columns: list[str], skip: int) -> str:
    types = ", ".join(f"'{name}': 'VARCHAR'" for name in columns)
    return (
        f"read_csv({_quote_path(path)}, auto_detect=false, header=false, all_varchar=true, "
        f"delim={literal(separator)}, quote='\"', escape='\"', encoding='utf-8', skip={skip}, "
        f"columns={{{types}}})"
    )


def _quote_path(path: Path) -> str:
    """Write a path in SQL; DuckDB would take * ? [ for a pattern."""
    return literal(re.sub(r"([*?\[])", r"[\1]", str(path.resolve())))
