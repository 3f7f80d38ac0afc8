"""The look of the State, from a made-up copy of the DSFR: nothing of the real one is here."""

import os
import re
import shutil
from itertools import product

import pytest
from built_shelf import put_pack
from click.testing import CliRunner
from dsfr_copy import make_package
from playwright.sync_api import sync_playwright
from small_project import DATE, ROOT

from hdflib.cli import hdf
from hdflib.display.palette import contraste
from hdflib.errors import HdfError
from hdflib.inputs.edition import read_edition
from hdflib.inputs.params import read_params
from hdflib.packs.build import build
from hdflib.packs.look import read_dsfr
from hdflib.packs.plan import make_plan
from hdflib.packs.shelf.index import write_indexes

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
STYLE = ROOT / "hdflib" / "packs" / "dsfr.css"


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    return make_package(tmp_path_factory.mktemp("paquet"))


@pytest.fixture
def index(project, package):
    """Write the indexes of a project with the look of the State."""
    outputs = project / "outputs"
    put_pack(outputs / DATE, "02", "Aisne")
    write_indexes(project, outputs, read_params(project, DATE), read_dsfr(package).dress)
    return outputs / DATE / "index.html"


def test_the_package_or_its_folder_dist_may_be_given(package):
    copy = read_dsfr(package)
    assert copy == read_dsfr(package / "dist")
    assert (copy.version, copy.illustre) == ("9.8.7", True)


def test_what_a_copy_lacks_is_named_in_one_sentence(package, tmp_path):
    shutil.copytree(package, tmp_path / "copie")
    (tmp_path / "copie" / "dist" / "dsfr.min.css").unlink()
    (tmp_path / "copie" / "dist" / "fonts" / "Marianne-Bold.woff2").unlink()
    expected = r"il y manque fonts/Marianne-Bold\.woff2 et dsfr\.min\.css\. .*@gouvfr/dsfr"
    with pytest.raises(HdfError, match=expected):
        read_dsfr(tmp_path / "copie")


def test_without_its_drawing_the_block_is_text(package, tmp_path):
    shutil.copytree(package / "dist", tmp_path / "dist")
    shutil.rmtree(tmp_path / "dist" / "component")
    block = read_dsfr(tmp_path).block
    assert '<span class="devise">Liberté<br>Égalité<br>Fraternité</span>' in block
    assert '<span class="visuellement-masque">Liberté' in read_dsfr(package).block


def test_a_dressed_page_says_its_look_and_stays_one_file(index, package):
    page = index.read_text("utf-8")
    assert page.count("République<br>Française") == 1
    assert page.index("République<br>Française") < page.index("DREAL Hauts-de-France</p></div>")
    assert "Apparence : Système de Design de l’État (DSFR 9.8.7)." in page
    assert "default-src 'none'; font-src data:;" in page
    assert set(re.findall(r"url\(\"?(\w+):", page)) == {"data"}
    # What was read can't end the style.
    assert page.count("</style>") == 1


def test_a_neutral_page_has_nothing_of_it(project):
    put_pack(project / "outputs" / DATE, "02", "Aisne")
    for path in write_indexes(project, project / "outputs", read_params(project, DATE)):
        page = path.read_text("utf-8")
        assert not re.search("font-src|Marianne|République|DSFR|fr-logo", page)


def test_every_page_of_a_build_is_dressed(project, package):
    plan = make_plan(read_edition(project, DATE), ["02"], ["news"])
    outputs = project / "outputs"
    build(project, plan, outputs, lambda result: None, dress=read_dsfr(package).dress)
    pages = [path for path in outputs.rglob("*.html") if "notebooks" not in path.parts]
    assert len(pages) >= 4
    for path in pages:
        assert "(DSFR 9.8.7)" in path.read_text("utf-8"), path


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is missing: make system")
@pytest.mark.parametrize("width", [1280, 390])
def test_the_typeface_is_that_of_the_copy_without_any_request(index, width):
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": 900})
        requests, messages = [], []
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: messages.append(message.text))
        page.goto(index.as_uri())
        # The one letter of this typeface is as wide as its size.
        measured = page.evaluate(
            """async () => {
              await document.fonts.ready;
              const letters = document.querySelector('.territoire');
              letters.innerHTML = '<span style="font-size: 20px">nnnnn</span>';
              return [letters.firstChild.getBoundingClientRect().width,
                      document.documentElement.scrollWidth];
            }"""
        )
        browser.close()
    assert measured[0] == 100
    assert measured[1] <= width
    assert messages == []
    assert requests == [index.as_uri()]


def test_its_colours_contrast_enough():
    tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", STYLE.read_text("utf-8")))
    tokens = {
        name: colour if len(colour) == 7 else "#" + "".join(c * 2 for c in colour[1:])
        for name, colour in tokens.items()
    }
    inks = ("texte", "discret", "bleu", "lien", "orange", "rouge")
    grounds = ("#ffffff", tokens["fond"])
    poor = [pair for pair in product(inks, grounds) if contraste(tokens[pair[0]], pair[1]) < 4.5]
    assert poor == []


@pytest.mark.parametrize("named", ["option", "variable"])
def test_the_command_names_what_is_missing(project, tmp_path, named):
    words = ["index", "--dsfr", str(tmp_path)] if named == "option" else ["index"]
    variable = str(tmp_path) if named == "variable" else None
    done = CliRunner().invoke(hdf, words, env={"HDF_ROOT": str(project), "HDF_DSFR": variable})
    assert done.exit_code == 2
    assert "n’est pas une copie complète du DSFR" in done.output
    assert not (project / "outputs").exists()


def test_the_command_writes_the_indexes_again(project):
    put_pack(project / "outputs" / DATE, "02", "Aisne")
    done = CliRunner().invoke(hdf, ["index"], env={"HDF_ROOT": str(project), "HDF_DSFR": None})
    assert done.exit_code == 0
    assert [line.removeprefix("Écrit : ") for line in done.output.splitlines()] == [
        str(project / "outputs" / "index.html"),
        str(project / "outputs" / DATE / "index.html"),
    ]
