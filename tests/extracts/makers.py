"""Generated extracts, well made or broken, written by code. No record is real."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import duckdb

Rows = Sequence[Sequence[str]]

SOURCE = "sne_attributions"
HEADER = ["Numéro unique", "Date bail", "Code INSEE", "Bailleur", "En QPV", "Situation antérieure"]
SECRETS = ("0590322", "Bailleur Secret", "31/02/2021", "Zorglub")
"""What stands in records, and must never be shown."""
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ODS_MIME = "application/vnd.oasis.opendocument.spreadsheet"
ODS_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "manifest")
)


def identifier(rank: int) -> str:
    return f"0590322{rank:011d}"


def records(count: int = 10) -> list[list[str]]:
    """Sound rows: five communes of five départements, one of them by its former code."""
    communes = ("59350", "02695", "60057", "62041", "80021")
    situations = ("CHRS", "Hôtel", "Sans-abri", "Chez un tiers", "Logé")
    return [
        [
            identifier(i),
            f"{1 + i % 28:02d}/03/2021",
            communes[i % 5],
            f"Bailleur Secret {i % 3}",
            ("oui", "non")[i % 2],
            situations[i % 5],
        ]
        for i in range(count)
    ]


def changed(column: str, text: str, rank: int = 3, count: int = 10) -> list[list[str]]:
    """Sound rows but for one cell."""
    rows = records(count)
    rows[rank][HEADER.index(column)] = text
    return rows


def table(rows: Rows | None = None) -> Rows:
    return [HEADER, *(records() if rows is None else rows)]


def csv_text(
    rows: Rows, separator: str = ";", newline: str = "\r\n", quoting: int = csv.QUOTE_MINIMAL
) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=newline, quoting=quoting).writerows(rows)
    return out.getvalue()


def write_xlsx(path: Path, sheets: Sequence[str]) -> None:
    """Write a workbook; each sheet is the XML of its rows."""
    ranks = range(1, len(sheets) + 1)
    names = "".join(f'<sheet name="F{i}" sheetId="{i}" r:id="r{i}"/>' for i in ranks)
    links = "".join(
        f'<Relationship Id="r{i}" Type="{RELATIONS}/worksheet" Target="worksheets/s{i}.xml"/>'
        for i in ranks
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" '
            f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{names}</sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>',
        )
        for i, rows in zip(ranks, sheets, strict=True):
            archive.writestr(
                f"xl/worksheets/s{i}.xml",
                f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
            )


def xlsx_rows(rows: Rows, first: int = 1) -> str:
    """Write rows of texts, from the row `first` of the sheet."""
    return "".join(
        f'<row r="{number}">{"".join(map(xlsx_text, row))}</row>'
        for number, row in enumerate(rows, first)
    )


def xlsx_text(text: str) -> str:
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def write_ods(path: Path, rows: Rows, more: str = "") -> None:
    body = "".join(
        f"<table:table-row>{''.join(map(ods_text, row))}</table:table-row>" for row in rows
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS_MIME, zipfile.ZIP_STORED)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest {ODS_SPACES}><manifest:file-entry manifest:full-path="/" '
            f'manifest:media-type="{ODS_MIME}"/></manifest:manifest>',
        )
        archive.writestr(
            "content.xml",
            f"<office:document-content {ODS_SPACES}><office:body><office:spreadsheet>"
            f'<table:table table:name="F">{body}{more}</table:table></office:spreadsheet>'
            "</office:body></office:document-content>",
        )


def ods_text(text: str) -> str:
    content = f"<text:p>{escape(text)}</text:p>" if text else ""
    kind = ' office:value-type="string"' if text else ""
    return f"<table:table-cell{kind}>{content}</table:table-cell>"


def write_parquet(path: Path, rows: Rows) -> None:
    names = ", ".join(f'"{name}"' for name in rows[0])
    marks = ", ".join("(" + ", ".join("?" for _ in row) + ")" for row in rows[1:])
    with duckdb.connect() as connection:
        cells = [cell for row in rows[1:] for cell in row]
        connection.execute(f"CREATE TABLE t AS FROM (VALUES {marks}) AS t({names})", cells)
        connection.execute(f"COPY t TO '{path}' (FORMAT parquet)")
