"""The files of a workbook, XLSX and ODS, read back: texts, numbers, formats, bytes."""

import re
from datetime import date
from html import unescape
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from hdflib.packs.workbook.ods import write_ods
from hdflib.packs.workbook.sheets import Classeur, Colonne, Feuille, Nombre
from hdflib.packs.workbook.xlsx import write_xlsx

WRITERS = {"xlsx": write_xlsx, "ods": write_ods}
HOSTILE = [
    "=1+1",
    "+33 6",
    "-1+1",
    "@SOMME(A1)",
    "\t=1+1",
    "\n=1+1",
    '=HYPERLINK("http://example.org")',
    "http://example.org",
    "{=1+1}",
    "<b>&amp;</b>",
    "'quoted",
    "0012",
    "1e5",
    "_x0041_",
    "deux  espaces ",
]
NUMBERS = [
    Nombre(1413, "1\u202f413", "ménages"),
    Nombre(2001.66666666667, "2\u202f002", "ménages"),
    Nombre(6.5, "6,5", "€ par jour", 1),
    Nombre(0.705911740216486, "71\u202f%", "%"),
    Nombre(-0.0301, "environ −3,0\u202f%", "%", 1, environ=True),
    Nombre(1536.32705882353, "1\u202f536\u00a0€", "€"),
    Nombre(14, "14e", "rang"),
    Nombre(2003, "2003", "année"),
]
DAY = date(2022, 10, 22)


def workbook(values, mention="", nom="Feuille"):
    """Make a workbook of one sheet, whose second column holds the values."""
    columns = (Colonne("Chiffre", 30), Colonne("Valeur", 14, droite=True))
    rows = tuple(("texte", value) for value in values)
    sheet = Feuille(nom, "Titre & <sous-titre>", columns, rows)
    return Classeur("Nord & Aisne", "Sujet", "DREAL <HdF>", date(2022, 6, 16), mention, (sheet,))


@pytest.fixture(params=["xlsx", "ods"])
def kind(request):
    return request.param


@pytest.fixture
def write(tmp_path, kind):
    """Write a workbook in a format, and give its path."""

    def run(classeur, name="a"):
        path = tmp_path / f"{name}.{kind}"
        WRITERS[kind](path, classeur)
        return path

    return run


def parts(path):
    """Give the XML parts of a file by name."""
    with ZipFile(path) as archive:
        return {
            name: archive.read(name).decode()
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }


def column(path, sheet="Feuille"):
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python()
    assert rows[1] == ["Chiffre", "Valeur"]
    return [row[1] for row in rows[2:]]


def ods_texts(path):
    """Read the texts of the second column as OpenDocument defines them; calamine drops tabs."""
    root = ElementTree.fromstring(parts(path)["content.xml"])
    rows = [node for node in root.iter() if node.tag.endswith("}table-row")][2:]
    signs = {"s": " ", "tab": "\t"}

    def text(paragraph):
        inside = ((signs[node.tag.rpartition("}")[2]], node.tail or "") for node in paragraph)
        return (paragraph.text or "") + "".join("".join(pair) for pair in inside)

    return ["\n".join(map(text, row[1])) for row in rows]


def test_texts_are_read_back_as_they_are_and_none_is_a_formula_or_a_link(write, kind):
    path = write(workbook(HOSTILE))
    assert (column(path) if kind == "xlsx" else ods_texts(path)) == HOSTILE
    for name, part in parts(path).items():
        tags = {node.tag.rpartition("}")[2] for node in ElementTree.fromstring(part).iter()}
        assert not tags & {"f", "hyperlink", "hyperlinks", "a"}, name
        assert "table:formula" not in part


def test_values_have_their_type(write):
    *numbers, day, state = column(write(workbook([*NUMBERS, DAY, "s"])))
    assert numbers == [number.value for number in NUMBERS]
    assert {type(value) for value in numbers} == {float}
    assert (day, state) == (DAY, "s")


def test_two_writings_give_the_same_bytes_whatever_the_time(write):
    classeur = workbook([*HOSTILE, *NUMBERS, DAY], "DONNÉES FICTIVES")
    first, second = write(classeur, "a"), write(classeur, "b")
    assert first.read_bytes() == second.read_bytes()
    with ZipFile(first) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    dates = re.findall(r"20\d\d-\d\d-\d\dT[\d:]+", "".join(parts(first).values()))
    assert set(dates) == {"2022-06-16T00:00:00"}


def test_properties_name_the_document_and_no_person(write, kind):
    found = parts(write(workbook(["s"], "DONNÉES FICTIVES")))
    text = found["docProps/core.xml" if kind == "xlsx" else "meta.xml"]
    said = {node.text for node in ElementTree.fromstring(text).iter() if (node.text or "").strip()}
    assert said - {"2022-06-16T00:00:00", "2022-06-16T00:00:00Z", "fr-FR", "hdflib"} == {
        "Nord & Aisne",
        "Sujet",
        "DREAL <HdF>",
        "DONNÉES FICTIVES",
    }


def test_the_language_is_french(write, kind):
    found = parts(write(workbook([*NUMBERS])))
    if kind == "xlsx":
        assert ">fr-FR<" in found["docProps/custom.xml"]
    else:
        assert "<dc:language>fr-FR</dc:language>" in found["meta.xml"]
        assert 'fo:language="fr" fo:country="FR"' in found["styles.xml"]


def xlsx_formats(found):
    """Give the number format of each cell of the second column."""
    styles, sheet = found["xl/styles.xml"], found["xl/worksheets/sheet1.xml"]
    codes = {
        node.get("numFmtId"): node.get("formatCode")
        for node in ElementTree.fromstring(styles).iter()
        if node.tag.endswith("}numFmt")
    } | {"0": "General", "1": "0"}
    block = re.search(r"<cellXfs.*?</cellXfs>", styles)[0]
    by_style = [codes[number] for number in re.findall(r'<xf numFmtId="(\d+)"', block)]
    cells = re.findall(r'<c r="B(\d+)" s="(\d+)"', sheet)
    return [by_style[int(style)] for row, style in cells if int(row) > 2]


def test_numbers_look_in_excel_as_on_the_page(tmp_path):
    path = tmp_path / "a.xlsx"
    write_xlsx(path, workbook([*NUMBERS, DAY, "s"]))
    assert xlsx_formats(parts(path)) == [
        "#,##0",
        "#,##0",
        "#,##0.0",
        '#,##0"\u202f"%',
        # Excel would say "-environ 3,0 %" of a format of one part.
        '"environ "#,##0.0"\u202f"%;"environ \u2212"#,##0.0"\u202f"%',
        '#,##0"\u00a0€"',
        '[=1]0"er";0"e"',
        "0",
        "dd/mm/yyyy",
        "General",
    ]


def ods_format(content, text):
    """Give the number format of the cell that shows a text, as plain signs."""
    cell = re.search(rf'style-name="(\w+)"[^>]*><text:p>{re.escape(text)}</text:p>', content)[1]
    name = re.search(rf'style:name="{cell}"[^>]* style:data-style-name="([\w-]+)"', content)[1]
    found = re.search(rf'<number:([\w-]+) style:name="{name}"[^>]*>(.*?)</number:\1>', content)
    return found[1], re.sub(
        r"<number:number [^>]*decimal-places=\"(\d)\"[^>]*min-integer-digits=\"1\"([^>]*)/>",
        lambda m: ("#,##" if "grouping" in m[2] else "") + "0." + m[1],
        found[2],
    )


@pytest.mark.parametrize(
    ("text", "kind", "pieces"),
    [
        ("1\u202f413", "number-style", ["#,##0.0"]),
        ("6,5", "number-style", ["#,##0.1"]),
        ("71\u202f%", "percentage-style", ["#,##0.0", "<number:text>\u202f%</number:text>"]),
        (
            "environ −3,0\u202f%",
            "percentage-style",
            ["<number:text>environ −</number:text>", "#,##0.1", 'condition="value()>=0"'],
        ),
        ("1\u202f536\u00a0€", "currency-style", ["#,##0.0", ">€</number:currency-symbol>"]),
        ("14e", "number-style", ["0.0<number:text>e</number:text>", 'condition="value()=1"']),
        ("2003", "number-style", ["0.0"]),
        (
            "22/10/2022",
            "date-style",
            [">/</number:text><number:month", ">/</number:text><number:year"],
        ),
    ],
)
def test_numbers_look_in_libreoffice_as_on_the_page(tmp_path, text, kind, pieces):
    path = tmp_path / "a.ods"
    write_ods(path, workbook([*NUMBERS, DAY]))
    found, code = ods_format(parts(path)["content.xml"], text)
    assert found == kind
    places = [code.index(piece) for piece in pieces]
    assert places == sorted(places)


def test_every_style_of_an_ods_file_is_defined(tmp_path):
    path = tmp_path / "a.ods"
    write_ods(path, workbook([*NUMBERS, DAY, "s", "", "long " * 200]))
    found = parts(path)
    text = found["content.xml"] + found["styles.xml"]
    defined = set(re.findall(r'style:name="([^"]+)"', text))
    used = set(re.findall(r'(?:table|style):[a-z-]*style-name="([^"]+)"', text))
    assert {"gauche", "droite", "entete", "titre", "coupee", "n1"} < used
    assert used <= defined
    with ZipFile(path) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", 0)
        listed = set(re.findall(r'full-path="([^"/]+)"', found["META-INF/manifest.xml"]))
        assert listed == set(archive.namelist()) - {"mimetype", "META-INF/manifest.xml"}


def test_the_header_is_frozen_filtered_and_printed_on_every_page(write, kind):
    found = parts(write(workbook(["s", "t"], "DONNÉES FICTIVES", nom="L'an 1")))
    if kind == "xlsx":
        sheet, book = found["xl/worksheets/sheet1.xml"], found["xl/workbook.xml"]
        assert '<pane xSplit="1" ySplit="2" topLeftCell="B3"' in sheet
        (setup,) = re.findall("<pageSetup [^>]*>", sheet)
        assert 'paperSize="9"' in setup
        assert 'orientation="landscape"' in setup
        assert 'fitToHeight="0"' in setup
        assert "<oddHeader>&amp;LNord &amp;&amp; Aisne&amp;R&amp;BDONNÉES FICTIVES<" in sheet
        assert (
            "<oddFooter>&amp;LDREAL &lt;HdF&gt;&amp;C&amp;A&amp;RPage &amp;P sur &amp;N<" in sheet
        )
        assert "'L''an 1'!$1:$2" in book
        assert '<autoFilter ref="A2:B4"/>' in found["xl/tables/table1.xml"]
        assert "mergeCell" not in sheet
    else:
        content, styles = found["content.xml"], found["styles.xml"]
        split = re.findall(r'name="(\w+SplitPosition)"[^>]*>(\d)<', found["settings.xml"])
        assert dict(split) == {"HorizontalSplitPosition": "1", "VerticalSplitPosition": "2"}
        assert 'print-orientation="landscape"' in styles and 'scale-to-X="1"' in styles
        assert "<text:p>Nord &amp; Aisne</text:p>" in styles
        assert "<text:p>DONNÉES FICTIVES</text:p>" in styles
        header = content.partition("</table:table-header-rows>")[0]
        assert "<text:p>Valeur</text:p>" in header
        (address,) = re.findall('target-range-address="([^"]+)"', content)
        assert unescape(address) == "'L''an 1'.A2:'L''an 1'.B4"
        assert "spanned" not in content


def test_a_sheet_of_generated_figures_has_a_coloured_tab(write, kind):
    def coloured(mention):
        text = "".join(parts(write(workbook(["s"], mention))).values())
        return "tabColor" in text if kind == "xlsx" else "tab-color" in text

    assert coloured("DONNÉES FICTIVES")
    assert not coloured("")


def test_a_text_that_excel_would_take_for_a_formula_once_edited_stays_a_text(tmp_path):
    path = tmp_path / "a.xlsx"
    write_xlsx(path, workbook(["=1+1", "texte"]))
    found = parts(path)
    quoted = [
        "quotePrefix" in xf
        for xf in re.findall(r"<xf [^>]*>", re.search(r"<cellXfs.*", found["xl/styles.xml"])[0])
    ]
    cells = dict(re.findall(r'<c r="(B\d)" s="(\d+)"', found["xl/worksheets/sheet1.xml"]))
    assert quoted[int(cells["B3"])]
    assert not quoted[int(cells["B4"])]


def test_a_tall_row_is_cut(tmp_path):
    for kind, mark in (("xlsx", 'ht="90"'), ("ods", 'style-name="coupee"')):
        for words, cut in ((10, False), (60, True)):
            path = tmp_path / f"a.{kind}"
            WRITERS[kind](path, workbook(["mot " * words]))
            text = parts(path)["content.xml" if kind == "ods" else "xl/worksheets/sheet1.xml"]
            assert (mark in text.partition("<office:body>")[2 if kind == "ods" else 0]) == cut
