"""Key figures against those of the last commission; what it had is invented."""

from __future__ import annotations

import pytest

from hdflib.display.brief import BRIEF_MIME
from hdflib.figures import EARLIER
from hdflib.packs.page.links import unlinked
from hdflib.sections import ahi_transformation, attribution_reform, fnavdl, publics
from hdflib.sections.editions import draw_keys

LAST = "2022-03-17"
DAY = "2022-02-28"
TABLE = "menages_prioritaires"
NORD = {"attributions": 1413, "stock": 3649}
REGION = {"attributions": 3859, "stock": 8514}
SINCE = "depuis la commission du 17 mars 2022"


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.fixture
def lasted(project):
    """Give the last commission other numbers of the Nord, of which the région's are the sum."""

    def write(day: str = DAY, iso: str = LAST, **numbers: int):
        for column, number in numbers.items():
            project.edit(TABLE, column, str(number), territoire="59")
            whole = REGION[column] - NORD[column] + number
            project.edit(TABLE, column, str(whole), territoire="32")
        project.keep(iso, day)
        for column in numbers:
            project.edit(TABLE, column, str(NORD[column]), territoire="59")
            project.edit(TABLE, column, str(REGION[column]), territoire="32")
        return project

    return write


def directions(project, tiles=None, section="priority_households", territoire="59") -> list[str]:
    """Give the directions as a page shows them, in the order of the tiles."""
    analyse = project.page(section, territoire)
    if tiles is None:
        view = publics.draw_keys(publics.compute_public(analyse, TABLE))
    else:
        view = draw_keys(analyse, tiles)
    html = plain(unlinked(view.html)).replace("<strong>", "").replace("</strong>", "")
    html = html.replace('<i aria-hidden="true">', "").replace("</i>", "")
    return [part.split("</small>")[0] for part in html.split('<small class="hdf-sens">')[1:]]


def test_count_since_1_january_rate_and_stock(lasted):
    # 480 ÷ (4 804 × 2/12) = 59,95 % and 1 413 ÷ (4 804 × 5/12) = 70,59 %; 165 ÷ 3 484 = 4,7 %.
    assert directions(lasted(attributions=480, stock=3484)) == [
        "+933 depuis le 28 février 2022 (480 à cette date)",
        f"▲ +11 points, en hausse {SINCE} (60 % au 28 février 2022)",
        f"▲ +165 (+5 %), en hausse {SINCE} (3 484 au 28 février 2022)",
    ]


def test_falls_have_their_sign_and_word(lasted):
    # 640 ÷ 800,67 = 79,93 %, 9,34 points more; −351 ÷ 4 000 = −8,8 %.
    assert directions(lasted(attributions=640, stock=4000)) == [
        "+773 depuis le 28 février 2022 (640 à cette date)",
        f"▼ −9 points, en baisse {SINCE} (80 % au 28 février 2022)",
        f"▼ −351 (−9 %), en baisse {SINCE} (4 000 au 28 février 2022)",
    ]


@pytest.mark.parametrize(
    ("attributions", "said"),
    [
        # 566 ÷ 800,67 = 70,69 %, which reads 71 % as 70,59 % does.
        (566, f"= stable {SINCE} (71 % au 28 février 2022)"),
        # 564 ÷ 800,67 = 70,44 %: 0,15 point under, and another display.
        (564, f"▲ +0,1 point, en hausse {SINCE} (70 % au 28 février 2022)"),
        # 557 ÷ 800,67 = 69,57 %: 1,02 point under.
        (557, f"▲ +1 point, en hausse {SINCE} (70 % au 28 février 2022)"),
    ],
)
def test_small_changes_of_a_rate(lasted, attributions, said):
    assert directions(lasted(attributions=attributions))[1] == said


def test_counts_of_two_years_do_not_compare_but_rates_do(lasted):
    # 3 000 ÷ 4 804 = 62,45 %: 8,14 points under.
    project = lasted("2021-12-31", attributions=3000, stock=3649)
    assert directions(project) == [
        f"▲ +8 points, en hausse {SINCE} (62 % au 31 décembre 2021)",
        f"= stable {SINCE} (3 649 au 31 décembre 2021)",
    ]


def test_same_period_is_a_revision(lasted):
    project = lasted("2022-05-31", "2022-06-02", stock=3700, attributions=1413)
    since = "depuis la commission du 2 juin 2022"
    assert directions(project) == [
        f"= chiffre inchangé {since}",
        f"= chiffre inchangé {since}",
        f"chiffre révisé de −51 {since} (3 700 alors)",
    ]


def test_amounts_are_in_euros(project):
    key = {"indicateur": "enveloppe_fnavdl", "periode": "2022"}
    project.edit("reperes/fnavdl", "valeur", "3 400 000", **key).keep(LAST, DAY)
    project.edit("reperes/fnavdl", "valeur", "3 427 198", **key)
    said = directions(project, fnavdl.tiles, "fnavdl")
    assert said[2] == f"chiffre révisé de +27 198 € {SINCE} (3 400 000 € alors)"
    assert said[0] == f"= chiffre inchangé {SINCE}"


def test_a_gap_is_a_figure_with_its_formula_and_both_sources(lasted):
    analyse = lasted(attributions=480).page("priority_households", "59")
    view = publics.draw_keys(publics.compute_public(analyse, TABLE))
    gap = next(f for f in view.figures if f.indicateur.code == "ecart_commission_points")
    assert plain(gap.formule) == "((1 413 ÷ (4 804 × 5/12)) − (480 ÷ (4 804 × 2/12))) × 100"
    assert gap.value == pytest.approx(10.642, abs=0.001)
    assert gap.modalite == f"taux de réalisation de l’objectif à date, {EARLIER}"
    files = {source.fichier for source in gap.sources}
    assert files == {f"data/{date}/{TABLE}.csv" for date in ("2022-06-16", LAST)}
    quoted = [f for f in view.figures if f.modalite == EARLIER]
    assert [(f.indicateur.code, f.periode) for f in quoted] == [
        ("attributions", DAY),
        ("taux_objectif_a_date", DAY),
        ("stock", DAY),
    ]


@pytest.mark.parametrize("state", ["en cours", "s", ""])
def test_nothing_is_said_against_what_is_not_known(project, state):
    project.edit(TABLE, "stock", state, territoire="59").keep(LAST, DAY)
    project.edit(TABLE, "stock", "3649", territoire="59")
    # 1 413 attributions at both dates: of two months' objective, then of five months'.
    assert [line[:1] for line in directions(project)] == ["=", "▼"]
    # The objective of the Oise is being finalised, so that it has no rate in either.
    assert [line[:1] for line in directions(project, territoire="60")] == ["=", "="]


def test_a_figure_that_is_new_has_no_direction(project):
    project.keep(LAST, DAY)
    (project.root / "data" / LAST / "reforme_etapes.csv").unlink()
    path = project.root / "params" / f"{LAST}.yml"
    path.write_text(path.read_text("utf-8").replace("  reforme_etapes:", "  # reforme_etapes:"))
    view = draw_keys(project.page("attribution_reform"), attribution_reform.tiles)
    parts = [item.count("hdf-sens") for item in view.html.split("<li>")[1:]]
    # Two results, the share of EPCI with a CIA, EPCI with a cotation.
    assert parts == [1, 1, 0, 1]


def test_no_earlier_commission(project):
    assert directions(project) == []
    view = draw_keys(project.page("ahi_transformation"), ahi_transformation.tiles)
    assert [r["genre"] for r in view._repr_mimebundle_()[BRIEF_MIME]] == ["tuile"]


def notes(project, section="priority_households") -> list[str]:
    view = publics.draw_keys(publics.compute_public(project.page(section, "59"), TABLE))
    records = view._repr_mimebundle_()[BRIEF_MIME]
    return [plain(record["html"]) for record in records if record["genre"] == "note"]


def test_notes_say_what_is_compared(lasted):
    project = lasted(stock=3484)
    assert notes(project) == [
        "Évolutions depuis la commission du 17 mars 2022 : en points pour un taux, en valeur et en "
        "% pour un nombre ou un montant ; un cumul depuis le 1er janvier n’est comparé qu’à un "
        "cumul de la même année, ou de même durée."
    ]
    (project.root / "data" / LAST / "mesures.csv").write_text("colonne\n", "utf-8")
    (said,) = notes(project)
    assert said.startswith("Commission du 17 mars 2022 : non comparable (ses données ont ")


def test_section_that_was_not_presented(lasted):
    project = lasted(stock=3484)
    path = project.root / "params" / f"{LAST}.yml"
    lines = path.read_text("utf-8").splitlines()
    at = lines.index("  - section: priority_households")
    path.write_text("\n".join(lines[:at] + lines[at + 3 :]), "utf-8")
    assert directions(project) == []
    assert notes(project) == [
        "« Ménages prioritaires (DALO/PDALHPD) » n’était pas présenté à la commission du 17 mars "
        "2022."
    ]


def test_only_inputs_are_read(lasted):
    project = lasted(stock=3484)
    assert sorted(path.name for path in project.root.iterdir()) == ["data", "notebooks", "params"]
    assert len(directions(project)) == 3
