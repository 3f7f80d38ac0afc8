"""One file as a table of texts in DuckDB: its recognised columns, under their canonical names."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
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

TABLE = "brut"
BREAKS = re.compile(r"[\t\n\r\v\f\x85\u2028\u2029]+")


@dataclass(frozen=True)
class Raw:
    """What the temporary table `brut` holds.

    Attributes
    ----------
    header
        Titles of the file. The table has a VARCHAR column per column of the source.
    ligne, decale
        SQL of the line of a row in the file, and of whether it has the wrong number of cells.
    """

    header: Header
    ligne: str
    decale: str


def read_raw(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    schema: SourceSchema,
    private: Path,
    bound: Bound,
) -> Raw:
    """Read a file of any format into `brut`.

    Parameters
    ----------
    connection, path, schema
        Where to, what, and the source it belongs to.
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
    if kind == ".parquet":
        return _read_parquet(connection, path, schema)
    copy = private / "lignes.csv"
    if kind in (".xlsx", ".ods"):
        sheet, header = workbook.open_sheet(path, schema, bound)
        write_copy(workbook.read_lines(sheet, header), header, schema, copy)
        return _read_copy(connection, copy, header, schema)
    plain = unzip_gzip(path, private / "clair.csv", bound) if kind == ".csv.gz" else path
    plain = delimited.to_utf8(plain, path.name, private / "utf8.csv")
    dialect = delimited.read_dialect(plain, path.name, schema)
    if dialect.regular and _read_directly(connection, dialect, schema):
        return Raw(dialect.header, f"rowid + {dialect.ligne + 1}", "false")
    write_copy(delimited.read_lines(dialect), dialect.header, schema, copy)
    return _read_copy(connection, copy, dialect.header, schema)


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


def execute(connection: duckdb.DuckDBPyConnection, sql: str) -> duckdb.DuckDBPyConnection:
    """Run a statement, and keep to itself the message of DuckDB, which may quote a cell.

    Raises
    ------
    ExtractError
        It fails.
    """
    short = False
    try:
        return connection.execute(sql)
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


def _read_directly(
    connection: duckdb.DuckDBPyConnection, dialect: Dialect, schema: SourceSchema
) -> bool:
    """Let DuckDB read the file; False if it sees other rows than the lines counted."""
    columns = [f"c{i}" for i in range(dialect.cells)]
    cells = {name: f"c{place}" for name, place in dialect.header.positions.items()}
    reader = _csv_reader(dialect.path, dialect.separator, columns, dialect.ligne)
    try:
        connection.execute(_create_sql(reader, cells, schema))
        count = connection.execute(f"SELECT count(*) FROM {TABLE}").fetchall()
    except duckdb.Error:
        return False
    return bool(count[0][0] == dialect.lines)


def _read_copy(
    connection: duckdb.DuckDBPyConnection, copy: Path, header: Header, schema: SourceSchema
) -> Raw:
    columns = ["ligne", "decale", *(f"c{i}" for i in range(len(schema.colonnes)))]
    cells = {column.name: f"c{i}" for i, column in enumerate(schema.colonnes)}
    reader = _csv_reader(copy, ",", columns, 0)
    # The temporary copy is the library's own: if DuckDB can't read it, the disk is full.
    execute(connection, _create_sql(reader, cells, schema, "ligne AS ligne, decale AS decale, "))
    return Raw(header, "ligne::BIGINT", "decale = '1'")


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
        aliased = f"(SELECT * FROM {reader}) AS t({named}, ligne)"
        connection.execute(_create_sql(aliased, cells, schema, "ligne + 1 AS ligne, "))
        return Raw(header, "ligne", "false")
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


def _create_sql(reader: str, cells: dict[str, str], schema: SourceSchema, more: str = "") -> str:
    texts = ", ".join(
        f'{cells.get(column.name, "NULL")}::VARCHAR AS "{column.name}"'
        for column in schema.colonnes
    )
    return f"CREATE OR REPLACE TEMP TABLE {TABLE} AS SELECT {more}{texts} FROM {reader}"


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
