"""Slides and documents of built packs: with a stand-in for Quarto, with Quarto where it is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from html import unescape
from io import BytesIO
from pathlib import Path

import nbformat
import pytest
import yaml
from playwright.sync_api import sync_playwright
from quarto_fake import make_fake

from hdflib.errors import HdfError
from hdflib.inputs.edition import read_edition
from hdflib.packs.export import pictures
from hdflib.packs.export.export import export_pack, find_packs
from hdflib.packs.export.formats import FORMATS
from hdflib.packs.export.offline import detach
from hdflib.packs.plan import make_plan
from hdflib.packs.quarto import Quarto, QuartoError, find_quarto

ROOT = Path(__file__).parents[3]
DATE = "2022-06-16"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
ONE = ("priority_households",)
FIRST = "Bilan au 31 mai dans le Nord : 1 413 ménages prioritaires relogés, soit 71 % de l’objectif"
"""The first lines of the seed on the Nord, as computed."""


def plain(text: str) -> str:
    """Give a text with ordinary spaces."""
    return re.sub(r"\s+", " ", unescape(text))


def words(html: str) -> str:
    """Give the text of HTML."""
    return plain(re.sub(r"<[^>]+>", "", html))


@pytest.fixture(scope="module")
def edition():
    return read_edition(ROOT, DATE)


@pytest.fixture(scope="module")
def outputs(built_packs, tmp_path_factory):
    """Copy two built packs, which exports are added to."""
    folder = tmp_path_factory.mktemp("export")
    for code in ("32", "59"):
        source = built_packs[code]
        shutil.copytree(source, folder / DATE / source.name)
    return folder


@pytest.fixture(scope="module")
def export(edition, outputs):
    """Export the pack of the Nord, or of others, and give the files."""

    def run(name, quarto=None, codes=("59",), sections=(), **options):
        plan = make_plan(edition, codes, sections)
        return [
            export_pack(
                edition.params, pack, FORMATS[name], quarto, complet=plan.complet, **options
            )
            for pack in find_packs(plan, outputs)
        ]

    return run


@pytest.fixture
def fake(tmp_path):
    return make_fake(tmp_path / "bin")


@pytest.fixture
def quarto(fake):
    return Quarto(str(fake.program), (1, 5, 57))


@pytest.fixture(scope="module")
def decks(export):
    """Make the slides of this project, without Quarto."""
    return [one.path for one in export("revealjs", codes=("32", "59"))]


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        pytest.skip("Chromium is missing: make system (or set CHROMIUM to its path)")
    with sync_playwright() as tools:
        browser = tools.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


def test_the_slides_hold_all_sentences_charts_and_tables_of_the_pack(decks, built_packs):
    deck = decks[1].read_text("utf-8")
    said = words(deck)
    assert FIRST in said
    page = (built_packs["59"] / "dossier.html").read_text("utf-8")
    sections = re.sub(r"<details.*?</details>", "", page.partition("<main")[2], flags=re.DOTALL)
    lists = re.findall(r'<div class="hdf-phrases">(.*?)</div>', sections, re.DOTALL)
    sentences = [words(item) for part in lists for item in re.findall(r"<li>(.*?)</li>", part)]
    assert len(sentences) > 40
    assert [sentence for sentence in sentences if sentence not in said] == []
    assert deck.count('role="img"') == sections.count('role="img"') > 15
    # The small tables of published landmarks have one name together.
    own = re.sub(r'<div class="hdf-reperes">.*?</table></div></div></div>', "", sections)
    captions = [words(text) for text in re.findall(r"<caption.*?</caption>", own)]
    assert len(captions) > 20
    assert [caption for caption in captions if caption not in said] == []


def test_each_slide_has_one_title_and_the_numbers_lead_on(decks):
    for path in decks:
        deck = path.read_text("utf-8")
        slides = re.findall(r'<section class="diapo.*?</section>', deck, re.DOTALL)
        count = len(slides)
        assert count > 60
        for rank, slide in enumerate(slides, 1):
            assert len(re.findall(r"<h[123]\b", slide)) == 1
            assert f'id="d{rank}"' in slide
            assert f">{rank} / {count}</span>" in slide
            assert (f'href="#d{rank - 1}"' in slide) == (rank > 1)
            assert (f'href="#d{rank + 1}"' in slide) == (rank < count)


def test_no_slide_overflows_asks_for_anything_or_needs_a_script(decks, browser):
    for path in decks:
        context = browser.new_context(
            viewport={"width": 1280, "height": 720}, java_script_enabled=True
        )
        page = context.new_page()
        asked = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(path.as_uri())
        assert asked == [path.as_uri()]
        assert page.locator("script").count() == 0
        over = page.evaluate(
            """() => [...document.querySelectorAll('.diapo')].filter(slide => {
              const body = slide.querySelector('.corps');
              return slide.getBoundingClientRect().height > 721 || slide.scrollWidth > 1280
                || body.scrollHeight > body.clientHeight + 1
                || body.scrollWidth > body.clientWidth;
            }).map(slide => slide.id)"""
        )
        assert over == []
        doubles = page.evaluate(
            """() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
                       return ids.filter((id, rank) => ids.indexOf(id) !== rank); }"""
        )
        assert doubles == []
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        context.close()


def test_each_slide_is_one_printed_sheet(decks, browser, tmp_path):
    page = browser.new_page()
    page.goto(decks[1].as_uri())
    count = page.locator(".diapo").count()
    page.pdf(path=tmp_path / "a.pdf", prefer_css_page_size=True)
    page.close()
    said = subprocess.run(
        ["pdfinfo", tmp_path / "a.pdf"], capture_output=True, text=True, check=True
    ).stdout
    assert re.search(rf"Pages: +{count}\n", said)


def test_an_excerpt_has_its_own_file_and_its_sections_alone(export):
    (made,) = export("revealjs", sections=("news", "fnavdl"))
    assert made.path.name == "diaporama-fnavdl-news.html"
    deck = made.path.read_text("utf-8")
    assert 'class="diapo intercalaire"' in deck
    assert deck.count("intercalaire") - deck.partition("</style>")[0].count("intercalaire") == 2


PRESENTATION = {
    "ppt/slides/slide1.xml": (
        '<p:sld><p:sp><p:nvPr><p:ph type="title"/></p:nvPr><a:pPr/><a:r><a:rPr/><a:t>Titre</a:t>'
        "</a:r></p:sp><a:tbl><a:gridCol/><a:gridCol/><a:tc><a:r><a:rPr/><a:t>1</a:t></a:r>"
        "</a:txBody><a:tcPr /></a:tc></a:tbl>"
        '<p:pic><p:cNvPr descr="dessin-1.png"/></p:pic></p:sld>'
    ),
    "ppt/presentation.xml": "<p:presentation/>",
}
DOCUMENT = {
    "word/document.xml": (
        '<w:body><w:drawing><wp:docPr descr="Légende"/><pic:cNvPr descr="dessin-1.png"/>'
        "</w:drawing><w:sectPr><w:pgSz w:w='1'/></w:sectPr></w:body>"
    ),
    "word/styles.xml": '<w:style w:styleId="Compact"><w:pPr/></w:style>',
}


def archive(parts: dict[str, str]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, text in parts.items():
            target.writestr(name, text)
    return stream.getvalue()


RESULTS = {
    "revealjs": b"<html><head><title>x</title></head><body>x</body></html>",
    "html": b"<html><head></head><body>x</body></html>",
    "pptx": archive(PRESENTATION),
    "docx": archive(DOCUMENT),
    "typst": b"%PDF-1.7",
}
FILES = {
    "revealjs": "diaporama-priority-households.html",
    "pptx": "diaporama-priority-households.pptx",
    "docx": "document-priority-households.docx",
    "html": "document-priority-households.html",
    "typst": "document-priority-households.pdf",
}


@pytest.mark.parametrize("name", FORMATS)
def test_quarto_is_given_a_notebook_that_it_needs_not_execute(export, fake, quarto, name):
    fake.give("result", RESULTS[name])
    (made,) = export(name, quarto, sections=ONE)
    assert made.path.name == FILES[name]
    assert not list(made.path.parent.glob(".*"))
    call = fake.call
    output = f"export.{made.path.suffix[1:]}"
    assert call["words"] == [
        *("render", "export.ipynb", "--to", name),
        *("--output", output, "--no-execute"),
    ]
    notebook = nbformat.reads(call["source"], as_version=4)
    assert {cell.cell_type for cell in notebook.cells} == {"raw", "markdown"}
    head = yaml.safe_load(notebook.cells[0].source.strip("-"))
    assert head["lang"] == "fr"
    assert head["subtitle"] == "Nord – 16 juin 2022"
    assert list(head["format"]) == [name]
    assert head["execute"] == {"enabled": False}
    whole = plain("\n".join(cell.source for cell in notebook.cells)).replace("\\", "")
    assert FIRST in whole
    titles = [cell.source for cell in notebook.cells if cell.source.startswith("# ")]
    assert titles == ["# Ménages prioritaires \\(DALO\\/PDALHPD\\)"]


@pytest.mark.parametrize("name", ["pptx", "docx", "typst"])
def test_tables_are_unlabelled_and_drawings_files_where_there_is_no_html(
    export, fake, quarto, name
):
    fake.give("result", RESULTS[name])
    export(name, quarto, sections=ONE)
    call = fake.call
    source = "\n".join(cell.source for cell in nbformat.reads(call["source"], as_version=4).cells)
    assert source.count("| :-") > 3
    assert "{#" not in source
    assert "{=html}" not in source
    drawings = re.findall(r"\]\((dessin-\d+\.\w+)\)", source)
    assert len(drawings) > 3
    assert set(drawings) <= set(call["files"])


@pytest.mark.parametrize("name", ["revealjs", "html"])
def test_pages_have_their_style_and_no_mathematics_from_a_server(export, fake, quarto, name):
    fake.give("result", RESULTS[name])
    export(name, quarto, sections=ONE)
    head = yaml.safe_load(
        nbformat.reads(fake.call["source"], as_version=4).cells[0].source.strip("-")
    )
    asked = head["format"][name]
    assert asked["embed-resources"] is True
    assert asked["html-math-method"] == "plain"
    assert asked["css"] in fake.call["files"]


def test_slides_of_office_have_sizes_and_alternatives(export, fake, quarto):
    fake.give("result", RESULTS["pptx"])
    (made,) = export("pptx", quarto, sections=ONE)
    with zipfile.ZipFile(made.path) as read:
        assert read.namelist() == list(PRESENTATION)
        xml = read.read("ppt/slides/slide1.xml").decode()
    assert '<a:rPr sz="1600" b="1"/><a:t>Titre' in xml
    assert '<a:rPr sz="900"/><a:t>1' in xml
    assert 'descr="dessin' not in xml
    # Rates of the départements, the first drawing of the section.
    assert re.search(r'descr="Aisne\s: 82\s% ; Nord\s: 71\s%', plain(xml))


def test_a_document_of_office_is_a4_with_alternatives(export, fake, quarto):
    fake.give("result", RESULTS["docx"])
    (made,) = export("docx", quarto, sections=ONE)
    with zipfile.ZipFile(made.path) as read:
        xml = read.read("word/document.xml").decode()
        styles = read.read("word/styles.xml").decode()
    assert '<w:pgSz w:w="11906" w:h="16838"/>' in xml
    assert "w:w='1'" not in xml
    assert 'descr="Légende"' not in xml
    assert '<w:sz w:val="15"/>' in styles


def test_without_a_converter_drawings_are_given_in_words(export, fake, quarto, monkeypatch):
    monkeypatch.setattr(pictures, "CONVERTER", "aucun-convertisseur")
    fake.give("result", RESULTS["docx"])
    (made,) = export("docx", quarto, sections=ONE)
    assert made.en_mots
    source = "\n".join(
        cell.source for cell in nbformat.reads(fake.call["source"], as_version=4).cells
    )
    assert "](dessin-" not in source
    assert "- Nord\u00a0\\: 71\u202f\\%" in source


def test_what_a_page_would_load_is_taken_out_and_forbidden(export, fake, quarto):
    fake.give(
        "result",
        b'<html><head><link rel="stylesheet" href="https://cdn.example/a.css">'
        b'<script src="https://cdn.example/m.js"></script><style>@import url("https://x.example/f");'
        b'</style></head><body><a href="https://www.example/">lien</a></body></html>',
    )
    (made,) = export("html", quarto, sections=ONE)
    page = made.path.read_text("utf-8")
    assert "cdn.example" not in page
    assert "x.example" not in page
    assert '<a href="https://www.example/">lien</a>' in page
    assert "default-src 'none'" in page.partition("</head>")[0]


def test_a_page_that_shows_what_it_does_not_hold_is_refused(export, fake, quarto, outputs):
    fake.give("result", b'<html><head></head><img src="https://x.example/a.png"></html>')
    known = {path: path.read_bytes() for path in outputs.rglob("*.html")}
    with pytest.raises(QuartoError, match=r"demande encore https://x\.example/a\.png"):
        export("html", quarto, sections=ONE)
    assert {path: path.read_bytes() for path in outputs.rglob("*.html")} == known


@pytest.mark.parametrize(
    ("page", "lost"),
    [
        ("<img src=data:image/png;base64,xx>", []),
        ("<svg><use href='#a'/></svg>", []),
        ("<script>var cdn = 'https://cdn.example/mathjax.js'</script>", []),
        ("<div style=\"background: url('//x.example/a.png')\">", ["//x.example/a.png"]),
        ("<iframe src='http://x.example'></iframe>", ["http://x.example"]),
    ],
)
def test_only_what_a_page_shows_from_elsewhere_is_lost(page, lost):
    assert detach(f"<head></head>{page}")[1] == lost


def test_an_export_that_fails_leaves_the_one_before(export, fake, quarto):
    fake.give("result", b"%PDF-1.7 avant")
    (made,) = export("typst", quarto, sections=ONE)
    fake.set(code=1, said="typst error")
    with pytest.raises(QuartoError, match="typst error"):
        export("typst", quarto, sections=ONE)
    assert made.path.read_bytes() == b"%PDF-1.7 avant"


def test_packs_that_are_not_built_are_named_with_the_command(edition, outputs):
    with pytest.raises(HdfError, match=r": Aisne, Oise\. .*hdf build --commission 2022-06-16 --te"):
        find_packs(make_plan(edition, ("02", "59", "60")), outputs)


def test_generated_figures_are_labelled_on_every_slide_and_in_the_name(edition, outputs):
    params = edition.params.model_copy(update={"donnees": "fictives"})
    plan = make_plan(edition, ("59",), ("news",))
    (pack,) = find_packs(plan, outputs)
    (pack.folder / "notebooks-donnees-fictives").symlink_to(pack.folder / "notebooks")
    made = export_pack(params, pack, FORMATS["revealjs"], None, complet=False)
    assert made.path.name == "diaporama-news-donnees-fictives.html"
    deck = made.path.read_text("utf-8")
    slides = re.findall(r'<section class="diapo.*?</section>', deck, re.DOTALL)
    assert len(slides) >= 4
    assert all("<strong>Données fictives.</strong>" in slide for slide in slides)


def call(*words, **environment):
    known = {k: v for k, v in os.environ.items() if k != "QUARTO_PATH"}
    return subprocess.run(
        [sys.executable, "-m", "hdflib", "export", *words],
        cwd=ROOT,
        env={**known, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_the_command_without_quarto_makes_slides_and_says_so(outputs, tmp_path):
    words = ("--territoire", "59", "--outputs", str(outputs), "--section", "news")
    done = call("--format", "revealjs", *words, PATH=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "Quarto n’est pas installé sur ce poste." in done.stdout
    assert f"Écrit : {outputs / DATE / '59-nord' / 'diaporama-news.html'}" in done.stdout
    refused = call("--format", "pptx", *words, PATH=str(tmp_path))
    assert refused.returncode == 1
    assert "environment.yml" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_the_command_with_quarto_passes_its_path_and_its_time(outputs, fake):
    fake.give("result", RESULTS["typst"])
    words = ("--format", "typst", "--territoire", "59", "--section", "news")
    words = (*words, "--outputs", str(outputs))
    done = call(*words, "--quarto", str(fake.program))
    assert done.returncode == 0, done.stderr
    assert (outputs / DATE / "59-nord" / "document-news.pdf").read_bytes() == RESULTS["typst"]
    fake.set(hang=True)
    late = call(*words, "--delai", "1", QUARTO_PATH=str(fake.program))
    assert late.returncode == 1
    assert "n’a pas fini après 1 s" in late.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "--format"),
        (("--format", "odp"), "odp"),
        (("--format", "html", "--territoire", "60"), "hdf build --commission 2022-06-16"),
        (("--format", "html", "--section", "dalo"), "n’a pas de section « dalo »"),
    ],
)
def test_a_wrong_request_exits_with_2(outputs, words, message):
    done = call(*words, "--outputs", str(outputs))
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture(scope="module")
def real_quarto():
    """Find Quarto on this machine."""
    try:
        return find_quarto()
    except QuartoError:
        pytest.skip("Quarto is missing: see environment.yml (or set QUARTO_PATH to its path)")


@pytest.mark.parametrize("name", ["revealjs", "html"])
def test_quarto_makes_pages_that_a_browser_shows_alone(export, real_quarto, browser, name):
    (made,) = export(name, real_quarto)
    page = browser.new_page()
    asked, messages = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: messages.append(message.text))
    page.goto(made.path.as_uri())
    assert [url for url in asked if not url.startswith(("data:", "blob:"))] == [made.path.as_uri()]
    assert [message for message in messages if "Content Security Policy" in message] == []
    assert FIRST in plain(page.locator("body").text_content())
    assert page.locator("svg[role=img]").count() > 15
    assert page.locator("th[scope=row]").count() > 100
    page.close()


def test_quarto_keeps_tables_and_pictures_in_pptx(export, real_quarto):
    (made,) = export("pptx", real_quarto)
    with zipfile.ZipFile(made.path) as read:
        slides = [
            read.read(name).decode()
            for name in read.namelist()
            if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)
        ]
    assert len(slides) > 60
    assert sum("<a:tbl>" in slide for slide in slides) > 20
    if not made.en_mots:
        pictures_of = [slide for slide in slides if "<p:pic>" in slide]
        assert len(pictures_of) > 15
        assert not any('descr="dessin' in slide for slide in pictures_of)
    texts = plain(" ".join("".join(re.findall(r"<a:t>(.*?)</a:t>", s)) for s in slides))
    assert FIRST in texts
    # The stock of the Nord, in its table.
    assert "3 649" in texts


def test_quarto_keeps_tables_and_pictures_in_docx(export, real_quarto):
    (made,) = export("docx", real_quarto)
    with zipfile.ZipFile(made.path) as read:
        xml = read.read("word/document.xml").decode()
    assert xml.count("<w:tbl>") > 20
    assert made.en_mots or xml.count("<w:drawing>") > 15
    assert FIRST in plain("".join(re.findall(r"<w:t(?: [^>]*)?>(.*?)</w:t>", xml)))


def test_quarto_makes_a_pdf_with_typst(export, real_quarto):
    (made,) = export("typst", real_quarto)
    assert made.path.read_bytes().startswith(b"%PDF")
    said = subprocess.run(
        ["pdftotext", made.path, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "1 413 ménages prioritaires" in plain(said)
