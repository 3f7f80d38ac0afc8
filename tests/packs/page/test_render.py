import nbformat
import pytest

from hdflib.commission import Point
from hdflib.display.views import FIGURES_MIME
from hdflib.packs.section import read_section, section_markdown

POINT = Point(section="news", titre="Actualités")


@pytest.fixture
def write(tmp_path):
    def make(*cells):
        path = tmp_path / "carnet.ipynb"
        nbformat.write(nbformat.v4.new_notebook(cells=list(cells)), path)
        return read_section(POINT, path, None)

    return make


def code(html, figures=(), tags=(), source="show()", **extra):
    data = {"text/html": html, "text/plain": "texte", **extra}
    if figures:
        data[FIGURES_MIME] = list(figures)
    output = nbformat.v4.new_output("display_data", data)
    return nbformat.v4.new_code_cell(source, outputs=[output], metadata={"tags": list(tags)})


def test_a_section_holds_results_without_code_nor_logs(write):
    cell = code("<p>Résultat</p>", source="secret = 1")
    cell.outputs.append(nbformat.v4.new_output("stream", name="stderr", text="attention"))
    section = write(cell)
    assert section.html.strip() == "<p>Résultat</p>"


def test_cells_set_aside_give_neither_html_nor_figures(write):
    figure = {"indicateur": "stock", "valeur": 1}
    hidden = code("<p>caché</p>", [figure], ["hors-dossier"])
    section = write(hidden, code("<p>vu</p>", [figure | {"valeur": 2}]))
    assert section.html.strip() == "<p>vu</p>"
    assert section.figures == (figure | {"valeur": 2},)


def test_a_figure_shown_twice_is_listed_once(write):
    figure = {"indicateur": "stock", "valeur": 1}
    assert write(code("a", [figure]), code("b", [figure])).figures == (figure,)


def test_headings_of_notebooks_stand_one_level_lower_in_a_pack():
    assert section_markdown("## Échéances") == '<h3 class="hdf-partie">Échéances</h3>\n'


TITLE = '<h3 class="hdf-partie">Lois</h3>'
METHOD = '<div class="hdf-methode"><h3>Méthode et sources</h3></div>'
LANDMARKS = '<div class="hdf-reperes"><h3>Repères publiés</h3></div>'
SAID = '<div class="hdf-phrases"><h3>À retenir</h3><ul><li>Une loi.</li></ul></div>'


@pytest.mark.parametrize("after", [[], [METHOD], [LANDMARKS, METHOD]])
def test_a_heading_with_nothing_under_it_is_not_shown(write, after):
    section = write(
        code("<p>vu</p>"),
        nbformat.v4.new_markdown_cell("## Cotation *active*"),
        nbformat.v4.new_code_cell("show(None)"),
        nbformat.v4.new_markdown_cell("## Lois"),
        *map(code, after),
    )
    assert section.html.split() == " ".join(["<p>vu</p>", *after]).split()


@pytest.mark.parametrize("under", ["<table></table>", SAID, "<h3>Titre d’une vue</h3>"])
def test_a_heading_with_something_under_it_is_shown(write, under):
    cotation = nbformat.v4.new_markdown_cell("## Cotation")
    laws = nbformat.v4.new_markdown_cell("## Lois")
    section = write(cotation, laws, code(under), code(METHOD))
    assert section.html.split() == f"{TITLE} {under} {METHOD}".split()


def test_a_heading_with_its_own_text_is_shown(write):
    section = write(nbformat.v4.new_markdown_cell("## Lois\n\nTexte."), code(METHOD))
    assert section.html.split() == f"{TITLE} <p>Texte.</p> {METHOD}".split()


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "[x](javascript:alert(1))"])
def test_markdown_stays_text(hostile):
    html = section_markdown(hostile)
    assert "<script" not in html
    assert "<a" not in html
