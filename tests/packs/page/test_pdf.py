"""The PDF of a pack, read back with poppler."""

from __future__ import annotations

import re
import shutil
import subprocess
import zlib
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from hdflib.errors import HdfError
from hdflib.inputs.edition import read_edition
from hdflib.packs.build import build
from hdflib.packs.page import pdf
from hdflib.packs.page.pdf import dressed, load_engine, write_pdf
from hdflib.packs.page.render import render_pack
from hdflib.packs.plan import make_plan
from hdflib.packs.section import read_section
from hdflib.packs.store import read_states

DATE = "2022-06-16"
ROOT = Path(__file__).parents[3]


def read(tool: str, path: Path, *options: str) -> str:
    assert shutil.which(tool), "poppler-utils is missing: scripts/install_system_packages.sh"
    done = subprocess.run(
        [tool, *options, str(path), *(["-"] if tool == "pdftotext" else [])],
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


@pytest.fixture(scope="module")
def whole(built_packs, tmp_path_factory):
    """Write the PDF of the real pack of the Nord; give its HTML and its path."""
    edition = read_edition(ROOT, DATE)
    plan = make_plan(edition, ["59"])
    carnets = built_packs["59"] / "notebooks"
    sections = [
        read_section(run.point, carnets / f"{run.point.section}.ipynb", None) for run in plan.runs
    ]
    page = render_pack(edition, plan.territoires[0], sections, "complet", cards=False)
    path = tmp_path_factory.mktemp("pdf") / "dossier.pdf"
    write_pdf(page, path)
    return page, path


@pytest.fixture(scope="module")
def document(whole):
    """Lay the same pages out, as boxes."""
    return load_engine().HTML(string=dressed(whole[0])).render()


@pytest.fixture(scope="module")
def pages(whole):
    return read("pdftotext", whole[1], "-layout").split("\f")[:-1]


@pytest.fixture(scope="module")
def objects(whole):
    """Give the objects of the PDF, decompressed."""
    streams = re.findall(rb"stream\n(.*?)\nendstream", whole[1].read_bytes(), re.DOTALL)
    found = []
    for stream in streams:
        with suppress(zlib.error):
            found.append(zlib.decompress(stream))
    return b"\n".join(found)


def test_it_is_tagged_titled_and_in_french(whole, objects):
    page, path = whole
    information = read("pdfinfo", path)
    title = re.search(r"<title>(.*?)</title>", page)[1]
    assert re.search(rf"Title: +{re.escape(title)}\n", information)
    assert re.search(r"Tagged: +yes", information)
    assert b"/Lang (fr)" in objects
    assert "pdfuaid:part" in read("pdfinfo", path, "-meta")


def test_every_picture_has_its_alternative_and_every_table_its_headers(whole, objects):
    page, path = whole
    visible = re.sub(r"<details>.*?</details>", "", page, flags=re.DOTALL)
    pictures = visible.count('role="img"')
    assert pictures > 15
    assert objects.count(b"/Alt") >= pictures
    structure = read("pdfinfo", path, "-struct")
    assert len(re.findall(r"^ *Table\b", structure, re.MULTILINE)) >= visible.count("<table")
    headers = len(re.findall(r"<th\b", visible))
    assert len(re.findall(r"^ *TH\b", structure, re.MULTILINE)) >= headers > 300


def test_bookmarks_lead_to_sections_that_each_start_a_page(whole, document):
    titles = re.findall(r'-titre"><span class="rang">(\d)</span> (.*?)</h2>', whole[0])
    brief, *tree = document.make_bookmark_tree()
    assert brief[0] == "En bref"
    assert [label for label, *_ in tree] == [f"{rank} {title}" for rank, title in titles]
    places = [(page, y) for _, (page, _, y), *_ in tree]
    pages = [page for page, _ in places]
    assert len(titles) == 7
    assert pages == sorted(set(pages))
    # A title at the top of its page: under the margin of 20 mm, 76 pixels.
    assert {round(y) for _, y in places} == {76}


def test_pages_are_numbered_and_name_territory_and_commission(pages):
    for number, text in enumerate(pages, 1):
        assert re.search(rf"{number} / {len(pages)}\s*$", text)
        if number > 1:
            assert any(line.startswith("Nord") for line in text.splitlines()[:4])
            assert "Commission spécialisée PDALHPD" in text.strip().splitlines()[-1]


def test_contents_give_the_page_of_each_section(pages):
    listed = re.findall(r"^\s*\d\. .*?\.{3,} ?(\d+)", pages[0], re.MULTILINE)
    assert len(listed) == 7
    assert list(map(int, listed)) == sorted(map(int, listed))
    assert "Actualités" in pages[int(listed[-1]) - 1]


def test_no_row_is_cut_between_two_pages(document):
    places: dict[object, set[int]] = {}
    repeated = set()
    for number, page in enumerate(document.pages):
        for box in page._page_box.descendants():
            if box.element_tag == "thead":
                repeated.update(box.element.iter("tr"))
            if box.element_tag == "tr" and box.element is not None:
                places.setdefault(box.element, set()).add(number)
    bodies = {row: where for row, where in places.items() if row not in repeated}
    assert len(bodies) > 200
    assert all(len(where) == 1 for where in bodies.values())


def test_every_picture_lies_whole_on_its_page(document):
    drawn = 0
    for page in document.pages:
        inside = page._page_box
        top, bottom = inside.content_box_y(), inside.content_box_y() + inside.height
        for box in inside.descendants():
            if box.element_tag == "figure":
                drawn += 1
                assert top - 1 <= box.position_y
                assert box.position_y + box.height <= bottom + 1
    assert drawn > 15


def test_the_same_page_gives_the_same_bytes(tmp_path):
    page = "<html lang='fr'><head><title>T</title><style></style></head><body><p>71 %</p></body>"
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    write_pdf(page, first)
    write_pdf(page, second)
    assert first.read_bytes() == second.read_bytes()
    assert "71 %" in read("pdftotext", first)


def test_nothing_is_fetched(tmp_path):
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        address = f"http://127.0.0.1:{server.server_port}/a.png"
        page = f'<html><head><style></style></head><body>Nord<img src="{address}"></body>'
        write_pdf(page, tmp_path / "a.pdf")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert asked == []
    assert "Nord" in read("pdftotext", tmp_path / "a.pdf")


def test_without_pango_a_sentence_says_how_to_install_it(monkeypatch):
    def absent(name):
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(pdf, "import_module", absent)
    with pytest.raises(HdfError, match=r"Pango, absente .*install_system_packages\.sh"):
        load_engine()


def test_a_build_joins_the_pdf_and_the_index_links_it(fictive_project):
    plan = make_plan(read_edition(fictive_project, DATE), ("02",))
    outputs = fictive_project / "outputs"
    index = build(fictive_project, plan, outputs, lambda result: None, pdf=True).index
    (state,) = read_states(index.parent)
    path = index.parent / state.dossier / "dossier-donnees-fictives.pdf"
    assert f'href="{state.dossier}/{path.name}"' in index.read_text("utf-8")
    printed = read("pdftotext", path, "-layout")
    assert "Accessibilité : non conforme" in printed
    for text in printed.split("\f")[:-1]:
        assert "Données fictives" in text
