"""The same records give the same table, whatever the file, and cells keep their meaning."""

from __future__ import annotations

import codecs
import csv
import gzip
import random
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import (
    HEADER,
    SOURCE,
    csv_text,
    records,
    table,
    write_ods,
    write_parquet,
    write_xlsx,
    xlsx_rows,
    xlsx_text,
)

from hdflib.extracts.columns import SourceSchema
from hdflib.extracts.loading import Loading, connect, load
from hdflib.inputs.reference import Commune

Loader = Callable[..., Loading]

ENCODINGS = {"utf-8": b"", "utf-8-sig": b"", "cp1252": b"", "utf-16-le": codecs.BOM_UTF16_LE}
SITUATIONS = ("CHRS", "hôtel", "SANS ABRI", "sans-abri", "chez un tiers", "logé", "Autre")
FORMATS = ("csv", "csv.gz", "xlsx", "ods", "parquet")

record = st.tuples(
    st.dates(date(2020, 1, 1), date(2022, 8, 1)).map(lambda day: day.strftime("%d/%m/%Y")),
    st.sampled_from(("59350", "02695", "2691", "60057", "75056")),
    st.sampled_from(("Habitat d’Été", 'Dit "le Grand"', "Nord;Sud", "A,B", "C|D", "=1+1")),
    st.sampled_from(("oui", "non", "O", "0", "Vrai", "x")),
    st.sampled_from(SITUATIONS),
)


def count(
    folder: Path, sources: Mapping[str, SourceSchema], communes: Mapping[str, Commune]
) -> tuple[object, ...]:
    with connect() as connection:
        loading = load(
            connection,
            sources[SOURCE],
            folder,
            communes,
            date(2022, 6, 30),
            0,
            today=date(2022, 8, 1),
        )
        rows = connection.execute(f"FROM {SOURCE} ORDER BY ALL").fetchall()
    return loading.read, loading.kept, loading.excluded, loading.rejected, rows


def write(
    folder: Path, kind: str, rows: list[list[str]], encoding: str, separator: str, quoting: int
) -> None:
    path = folder / f"{SOURCE}.{kind}"
    match kind:
        case "xlsx":
            write_xlsx(path, [xlsx_rows(rows)])
        case "ods":
            write_ods(path, rows)
        case "parquet":
            write_parquet(path, rows)
        case _:
            text = csv_text(rows, separator, quoting=quoting)
            content = ENCODINGS[encoding] + text.encode(encoding)
            path.write_bytes(gzip.compress(content) if kind == "csv.gz" else content)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(record, min_size=1, max_size=12),
    st.sampled_from(FORMATS),
    st.sampled_from(tuple(ENCODINGS)),
    st.sampled_from(";,\t|"),
    st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
    st.randoms(use_true_random=False),
)
def test_counts_do_not_depend_on_the_file(
    sources: Mapping[str, SourceSchema],
    communes: Mapping[str, Commune],
    drawn: list[tuple[str, ...]],
    kind: str,
    encoding: str,
    separator: str,
    quoting: int,
    shuffler: random.Random,
) -> None:
    rows = [[f"{rank:018d}", *cells] for rank, cells in enumerate(drawn)]
    shuffled = shuffler.sample(rows, len(rows))
    with TemporaryDirectory() as plain, TemporaryDirectory() as other:
        write(Path(plain), "csv", [HEADER, *rows], "utf-8", ";", csv.QUOTE_MINIMAL)
        write(Path(other), kind, [HEADER, *shuffled], encoding, separator, quoting)
        expected = count(Path(plain), sources, communes)
        assert count(Path(other), sources, communes) == expected
    in_region = sum(row[2] != "75056" for row in rows)
    assert expected[0] == len(rows)
    assert expected[3] == {}
    assert sum(expected[2].values()) + expected[1] == len(rows)
    assert expected[1] <= in_region


def test_table_is_typed_and_has_no_identifier(
    loader: Loader, connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    (tmp_path / f"{SOURCE}.csv").write_text(csv_text(table(records(5))), "utf-8")
    loading = loader(max_rejected=0)
    columns = "date_bail, commune, bailleur, qpv, situation, departement, epci"
    rows = connection.execute(f"SELECT {columns} FROM {SOURCE} ORDER BY date_bail").fetchall()
    assert rows[:2] == [
        (date(2021, 3, 1), "59350", "Bailleur Secret 0", True, "hebergement", "59", "200093201"),
        # Saint-Thibaut joined Bazoches-et-Saint-Thibaut.
        (date(2021, 3, 2), "02054", "Bailleur Secret 1", False, "hotel", "02", "240200501"),
    ]
    described = connection.execute(f"DESCRIBE {SOURCE}").fetchall()
    # A choice, a commune or a territoire takes a byte or two, and compares as its text.
    coded = ("commune", "situation", "label", "reservataire", "quartile", "relogement")
    coded += ("quartile_demande", "departement", "epci")
    assert {row[0]: row[1].split("(")[0] for row in described} == {
        **dict.fromkeys(("date_bail", "date_depot"), "DATE"),
        **dict.fromkeys(("qpv", "zus", "asile", "mutation", "personnel_sante"), "BOOLEAN"),
        **dict.fromkeys(coded, "ENUM"),
        "bailleur": "VARCHAR",
        "ressources_uc": "DOUBLE",
    }
    condition = "situation IN ('hotel', 'tente') AND coalesce(label, 'rien') = 'rien'"
    assert connection.execute(
        f"SELECT departement, count(*) FROM {SOURCE} WHERE {condition} GROUP BY departement"
    ).fetchall() == [("02", 1)]
    # Nothing else is left in the database: neither texts nor identifiers.
    assert connection.execute("SELECT table_name FROM duckdb_tables()").fetchall() == [(SOURCE,)]
    assert loading.columns[f"{SOURCE}.csv"]["commune"] == "Code INSEE"


def test_typed_cells_of_a_sheet(
    loader: Loader, connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    # 44286 is 31 March 2021; a commune and a yes typed as numbers; a boolean.
    cells = "<c><v>44286</v></c><c><v>2691</v></c>" + xlsx_text("Bailleur")
    rows = "".join(
        f"<row>{xlsx_text(str(i))}{cells}{qpv}{xlsx_text('rue')}</row>"
        for i, qpv in enumerate(("<c><v>1</v></c>", '<c t="b"><v>0</v></c>'))
    )
    write_xlsx(tmp_path / f"{SOURCE}.xlsx", [xlsx_rows([HEADER]) + rows])
    loader(max_rejected=0)
    assert connection.execute(
        f"SELECT date_bail, commune, qpv FROM {SOURCE} ORDER BY qpv"
    ).fetchall() == [(date(2021, 3, 31), "02691", False), (date(2021, 3, 31), "02691", True)]


def test_typed_cells_of_parquet(
    loader: Loader, connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path = tmp_path / f"{SOURCE}.parquet"
    connection.execute(
        "COPY (SELECT 7 AS numero_unique, TIMESTAMP '2021-03-31 10:00:00' AS date_bail, "
        "2691.0::DOUBLE AS insee, 'b' AS bailleur, true AS qpv, 'rue' AS situation, "
        f"[1, 2] AS autre) TO '{path}' (FORMAT parquet)"
    )
    loader(max_rejected=0)
    assert connection.execute(f"SELECT date_bail, commune, qpv FROM {SOURCE}").fetchall() == [
        (date(2021, 3, 31), "02691", True)
    ]


@pytest.mark.parametrize(
    "text",
    ["1/3/2021", "2021-03-01", "01/03/2021 14:30", "2021-03-01T00:00:00.000", "44256", "44256,75"],
)
def test_dates(
    text: str, loader: Loader, connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    rows = [["1", text, "59350", "b", "oui", "rue"]]
    (tmp_path / f"{SOURCE}.csv").write_text(csv_text(table(rows)), "utf-8")
    loader(max_rejected=0)
    assert connection.execute(f"SELECT date_bail FROM {SOURCE}").fetchall() == [(date(2021, 3, 1),)]


def test_objectives_have_numbers_and_departements(
    loader: Loader, connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    (tmp_path / "objectifs.csv").write_text(
        "Organisme;Dept;Public visé;Année;Objectif annuel\n"
        "A;2;DALO / PDALHPD;2022;1 413\n"
        "B;59;ménages sans abri;2022;3,5\n"
        "C;75;sans abri;2022;1\n"
        "D;62;sans abri;2022;1.413\n",
        "cp1252",
    )
    loading = loader("objectifs")
    assert loading.rejected == {"département inconnu": 1, "nombre illisible": 1}
    assert connection.execute("FROM objectifs ORDER BY bailleur").fetchall() == [
        ("A", "02", "menages_prioritaires", 2022, 1413, None),
        ("B", "59", "sans_abri", 2022, 3.5, None),
    ]


def test_end_of_a_wait_may_come_after_the_observation(
    loader: Loader, connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    (tmp_path / "syplo.csv").write_text(
        "NUD;commune;label;date_label;date de sortie\n"
        "1;59350;DALO;30/06/2022;05/07/2022\n"
        "2;59350;DALO;01/07/2022;\n",
        "utf-8",
    )
    loading = loader("syplo")
    assert loading.excluded == {"postérieure à l’observation": 1}
    assert connection.execute("SELECT date_label, date_fin FROM syplo").fetchall() == [
        (date(2022, 6, 30), date(2022, 7, 5))
    ]
