"""From the views of a section to its slides."""

from __future__ import annotations

import nbformat
import pytest

from hdflib.commission import Commission, Point
from hdflib.display.charts import Barre, bars
from hdflib.display.grammar import phrase
from hdflib.display.keys import Tuile, key_figures
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.views import illustrations, method, notice, sentences
from hdflib.figures import Figure, Indicateur, Source
from hdflib.packs.export.headlines import LONGEST
from hdflib.packs.export.pieces import Drawing, KeyFigures, Messages, Text, Tile, read_pieces, says
from hdflib.packs.export.slides import make_chapter

TAUX = Indicateur("taux", "Taux", "%", 0, "")
STOCK = Indicateur("stock", "Stock", "ménages", 0, "")
POINT = Point(section="menages", titre="Ménages")
PARAMS = Commission(
    commission="2022-06-16",
    titre="Commission",
    service="DREAL",
    region="32",
    territoires=["32"],
    agenda=[POINT],
)


def figure(indicateur, territoire, value, origine="SYPLO"):
    source = Source("data/stock.csv", 2, "valeur", origine)
    return Figure(indicateur, territoire, value, periode="2022-05-31", sources=(source,))


NORD, AISNE = figure(TAUX, "59", 0.71), figure(TAUX, "02", 0.82)
STOCKS = [figure(STOCK, "59", 3649, "SNE ; SYPLO"), figure(STOCK, "02", 554, "SNE")]


def rates():
    lignes = [Ligne("Nord", [NORD]), Ligne("Aisne", [AISNE])]
    return table("t", "Taux par département", "Territoire", [Colonne("Taux")], lignes)


def stocks():
    return bars("g", "Ménages en attente", [Barre("Nord", STOCKS[0]), Barre("Aisne", STOCKS[1])])


@pytest.fixture
def chapter(tmp_path):
    """Lay out the slides of a notebook whose cells show views, or hold Markdown."""

    def make(*shown):
        notebook = nbformat.v4.new_notebook()
        for item in shown:
            if isinstance(item, str):
                notebook.cells.append(nbformat.v4.new_markdown_cell(item))
                continue
            output = nbformat.v4.new_output("display_data", item._repr_mimebundle_())
            notebook.cells.append(nbformat.v4.new_code_cell(outputs=[output]))
        path = tmp_path / "menages.ipynb"
        nbformat.write(notebook, path)
        return make_chapter(PARAMS, POINT, read_pieces(path))

    return make


def test_a_sentence_heads_what_shows_its_figures(chapter):
    said = sentences(
        [
            phrase("{n} ménages attendent dans le Nord.", n=STOCKS[0]),
            phrase("{t} de l’objectif dans le Nord, {u} dans l’Aisne.", t=NORD, u=AISNE),
        ]
    )
    first, second = chapter(rates(), stocks(), said).slides
    assert first.titre == "71\u202f% de l’objectif dans le Nord, 82\u202f% dans l’Aisne."
    assert first.legende == "Taux par département"
    assert first.source == "Source : SYPLO."
    assert second.titre == "3\u202f649 ménages attendent dans le Nord."
    assert second.legende == "Ménages en attente"
    assert second.source == "Sources : SNE ; SYPLO."
    assert isinstance(second.contenu, Drawing)


def test_without_a_sentence_about_it_the_caption_is_the_title(chapter):
    said = sentences([phrase("{n} ménages attendent dans le Nord.", n=STOCKS[0])])
    first, second, third = chapter("## Bilan", rates(), said, stocks(), notice("Rien.")).slides
    assert (first.rubrique, first.titre, first.legende) == ("Bilan", "Taux par département", "")
    assert second.titre == "3\u202f649 ménages attendent dans le Nord."
    assert third.contenu == Text(("Rien.",))


def test_sentences_that_head_nothing_are_gathered_after_their_part(chapter):
    said = sentences(
        [
            phrase("Un premier constat."),
            phrase("Un deuxième constat."),
            phrase("Ce constat se confirme."),
        ]
    )
    slides = chapter("## Bilan", said, rates(), "## Suite", stocks()).slides
    assert [slide.titre for slide in slides] == [
        "Taux par département",
        "Un premier constat.",
        "Ménages en attente",
    ]
    assert slides[1].rubrique == "Bilan – À retenir"
    assert isinstance(slides[1].contenu, Messages)
    # "Ce constat" can't be understood without the sentence before it.
    assert [message.texte for message in slides[1].contenu.phrases] == [
        "Un deuxième constat. Ce constat se confirme."
    ]


def test_a_long_sentence_is_no_title(chapter):
    long = "Le nombre de ménages en attente " + "dans le département " * 8 + "est de {n}."
    (first, second) = chapter(stocks(), sentences([phrase(long, n=STOCKS[0])])).slides
    assert first.titre == "Ménages en attente"
    assert second.titre == "À retenir"
    assert len(second.contenu.phrases[0].texte) > LONGEST


def test_many_sentences_are_shared_between_slides(chapter):
    said = sentences([phrase(f"Constat numéro {n}.") for n in range(16)])
    slides = chapter(said).slides
    # A title and six sentences at most.
    assert [1 + len(slide.contenu.phrases) for slide in slides] == [7, 7, 2]


def test_a_table_too_long_for_slides_is_named_and_its_sentence_kept(chapter):
    lignes = [Ligne(f"EPCI {n}", [NORD]) for n in range(40)]
    whole = table("t", "Taux par EPCI", "EPCI", [Colonne("Taux")], lignes)
    made = chapter(whole, sentences([phrase("{t} de l’objectif dans le Nord.", t=NORD)]))
    assert made.renvois == ("Taux par EPCI (40 lignes)",)
    assert [slide.titre for slide in made.slides] == ["71\u202f% de l’objectif dans le Nord."]


def test_a_table_in_pieces_says_so(chapter):
    lignes = [Ligne(f"EPCI {n}", [NORD]) for n in range(20)]
    slides = chapter(table("t", "Taux par EPCI", "EPCI", [Colonne("Taux")], lignes)).slides
    assert [slide.titre for slide in slides] == ["Taux par EPCI", "Taux par EPCI (suite)"]


def test_drawings_side_by_side_have_a_slide_each(chapter):
    other = bars("h", "Taux", [Barre("Nord", NORD), Barre("Aisne", AISNE)])
    slides = chapter(illustrations([stocks(), other])).slides
    assert [slide.titre for slide in slides] == ["Ménages en attente", "Taux"]
    assert slides[0].contenu.svg.startswith("<svg")
    assert slides[0].contenu.alternative == ("Nord\u00a0: 3\u202f649\u202f; Aisne\u00a0: 554.")


def test_key_figures_are_a_slide_and_the_method_is_left_to_the_pack(chapter):
    context = phrase("objectif : {t}", t=NORD)
    tiles = key_figures([Tuile(STOCKS[0], "ménages en attente", context)])
    (slide,) = chapter(tiles, method(["Stock au 31 mai."], ["SYPLO"])).slides
    assert slide.titre == "Chiffres clés : Ménages"
    tile = Tile("3\u202f649", "ménages en attente au 31 mai 2022", ("objectif\u00a0: 71\u202f%",))
    assert slide.contenu == KeyFigures((tile,))


@pytest.mark.parametrize(
    ("affichage", "found"),
    [("71\u202f%", True), ("1\u202f%", False), ("3\u202f649", True), ("649", False), ("5", False)],
)
def test_a_number_is_found_whole_in_a_text(affichage, found):
    assert says("Nord : 71\u202f% ; stock 3\u202f649, soit 0,5 de plus.", affichage) is found
