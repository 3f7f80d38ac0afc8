"""Slides and documents of Office as Quarto makes them, given the sizes of the pack's slides."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.sax.saxutils import quoteattr

Edit = Callable[[str, str], str]
"""Changes a part of a file: its name and its XML."""

TITLE, LONE, SENTENCES, CAPTION = 1600, 2400, 1400, 800
"""Sizes of the text of a slide, in hundredths of a point; a title is larger where it is alone."""
TABLES = ((8, 900), (11, 800), (99, 700))
"""Sizes of the text of a table, by the columns that it has at most."""
SLIDE = re.compile(r"ppt/slides/slide\d+\.xml")
SHAPE = re.compile(r"<p:sp>.*?</p:sp>", re.DOTALL)
TABLE = re.compile(r"<a:tbl>.*?</a:tbl>", re.DOTALL)
FOOT = re.compile(r'(<a:off x="\d+" y=)"\d+"( ?/><a:ext cx="\d+" cy=)"\d+"')
CELL = '<a:tcPr marL="45720" marR="45720" marT="22860" marB="22860"/></a:tc>'
"""End of a cell, with little space around its text."""
PAGE = re.compile(r"<w:pgSz\b[^>]*>|<w:pgMar\b[^>]*>")
A4 = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" '
    'w:left="850" w:header="567" w:footer="567" w:gutter="0"/>'
)
"""A4, with margins of 15 and 20 mm."""
COMPACT = re.compile(r'(<w:style\b[^>]*w:styleId="Compact".*?)</w:style>', re.DOTALL)
BODY = re.compile(r"(<w:rPrDefault>.*?<w:sz w:val=)\"\d+\"", re.DOTALL)
DRAWING = re.compile(r"<(w:drawing|p:pic)\b.*?</\1>", re.DOTALL)
NAME = re.compile(r'descr="([^"]*)"')
SMALL = '<w:rPr><w:sz w:val="15"/><w:szCs w:val="15"/></w:rPr>'
"""Text of 7.5 points: that of the cells of tables."""


def dress_slides(path: Path, alternatives: Mapping[str, str]) -> None:
    """Give slides the sizes of those in HTML, and their drawings their alternatives.

    Parameters
    ----------
    path
        File, which is written again.
    alternatives
        Text that stands for each drawing, by the name of its file.
    """

    def edit(name: str, xml: str) -> str:
        return described(slide(xml), alternatives) if SLIDE.fullmatch(name) else xml

    rewrite(path, edit)


def dress_document(path: Path, alternatives: Mapping[str, str]) -> None:
    """Give a document A4 pages, small tables, and its drawings their alternatives."""

    def edit(name: str, xml: str) -> str:
        if name == "word/document.xml":
            return described(page(xml), alternatives)
        if name == "word/styles.xml":
            xml = BODY.sub(r'\1"20"', xml)
            return COMPACT.sub(lambda style: f"{style[1]}{SMALL}</w:style>", xml)
        return xml

    rewrite(path, edit)


def rewrite(path: Path, edit: Edit) -> None:
    """Write the file again with its parts in XML changed."""
    draft = path.with_name(f".{path.name}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename.endswith(".xml"):
                content = edit(item.filename, content.decode("utf-8")).encode("utf-8")
            new.writestr(item, content, zipfile.ZIP_DEFLATED)
    draft.replace(path)


def slide(xml: str) -> str:
    """Give the texts of a slide their sizes."""
    lone = len(SHAPE.findall(xml)) == 1 and "<a:tbl>" not in xml and "<p:pic>" not in xml
    xml = TABLE.sub(lambda table: sized_table(table[0]), xml)
    return SHAPE.sub(lambda shape: sized_shape(shape[0], LONE if lone else TITLE), xml)


def sized_shape(xml: str, title: int) -> str:
    """Give the text of a shape its size; a caption stands at the foot of its slide."""
    if 'type="title"' in xml:
        return sized(xml, title, bold=True).replace("<a:pPr", '<a:pPr algn="l"')
    if 'name="TextBox' in xml:
        return FOOT.sub(r'\1"4650000"\2"420000"', sized(xml, CAPTION))
    return xml if 'type="' in xml else sized(xml, SENTENCES)


def sized_table(xml: str) -> str:
    """Give the text of a table the size that its columns ask for."""
    columns = xml.count("<a:gridCol")
    size = next(size for most, size in TABLES if columns <= most)
    xml = re.sub(r"<a:tcPr ?/>", "", xml).replace("</a:txBody></a:tc>", f"</a:txBody>{CELL}")
    return sized(xml, size)


def sized(xml: str, size: int, *, bold: bool = False) -> str:
    """Give every run of text a size."""
    return xml.replace("<a:rPr", f'<a:rPr sz="{size}"' + (' b="1"' if bold else ""))


def page(xml: str) -> str:
    """Give a document its pages, of a reference document or not."""
    xml = PAGE.sub("", xml)
    if "<w:sectPr" not in xml:
        return xml.replace("</w:body>", f"<w:sectPr>{A4}</w:sectPr></w:body>")
    return re.sub(
        r"<w:sectPr\b[^>]*?(/?)>",
        lambda start: f"<w:sectPr>{A4}</w:sectPr>" if start[1] else f"{start[0]}{A4}",
        xml,
    )


def described(xml: str, alternatives: Mapping[str, str]) -> str:
    """Give drawings, which are named by their files, the texts that stand for them."""

    def describe(drawing: re.Match[str]) -> str:
        names = [name for name in NAME.findall(drawing[0]) if name in alternatives]
        if not names:
            return drawing[0]
        words = f"descr={quoteattr(alternatives[names[0]])}"
        return NAME.sub(lambda _: words, drawing[0])

    return DRAWING.sub(describe, xml)
