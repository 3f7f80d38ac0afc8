"""What the notebook of simulation works on, and what it shows of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hdflib.cotation import gains, views
from hdflib.cotation.kinds import Mouvement
from hdflib.cotation.simulation import Simulation
from hdflib.cotation.study import Study, open_study
from hdflib.figures import Etat

ROOT = Path(__file__).parents[2]
GRID = "data/reference/cotation/245900428.yml"
HEAD = "numero_unique;date_depot;label;situation;quartile"


@pytest.fixture(scope="module")
def study() -> Iterator[Study]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HDF_ROOT", str(ROOT))
        found = open_study(GRID, "", "2022-06-16", 3000)
    yield found
    found.opened.close()


@pytest.fixture(scope="module")
def simulation(study: Study) -> Simulation:
    return study.simulate("premier_quartile", 60)


def test_generated_requests_are_said_to_be_so(study: Study) -> None:
    assert study.fictive
    assert views.draw_title(study).titre == (
        "Données fictives\u00a0: ces demandes ont été fabriquées. Cotation de la demande de la CU "
        "de Dunkerque, au 16 juin 2022\u00a0: 7\u202f500 demandes cotées."
    )


def test_a_file_of_requests_is_real_and_its_gaps_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HDF_ROOT", str(ROOT))
    path = tmp_path / "demandes.csv"
    rows = [f"0592101000000000{i:02d};01/06/2022;aucun;logé;Q1" for i in range(30)]
    rows.append("059210100000000099;17/06/2022;aucun;logé;Q1")
    path.write_text("\n".join([HEAD, *rows]) + "\n", "utf-8")
    study = open_study(GRID, str(path), "2022-06-16", 10, accept_absent=True)
    title = views.draw_title(study).titre
    assert "fictives" not in title
    assert "30 demandes cotées, 1 laissée de côté. Colonnes absentes" in title
    assert "demolition" in title
    # All have 30 points of the same day: they share the first rank, whatever the weight.
    simulation = study.simulate("premier_quartile", 60)
    assert simulation.ensemble.mouvements[Mouvement.STABLE] == 30
    assert set(simulation.groupes) == {"anciennete", "quartile"}
    assert gains.draw_moves(study, simulation, "commune") is None
    study.opened.close()


def test_the_grid_is_shown_whole(study: Study) -> None:
    view = views.draw_grid(study)
    # 32 criteria, one of them in two brackets, as on the slides: 16 + 12 + 5.
    assert len(view.figures) == 33
    assert [f.value for f in view.figures].count(30) == 15
    assert "Ancienneté de la demande de 11 à 20 mois" in view.html
    proof = views.say_proof(study)
    assert proof is not None
    assert [figure.value for figure in proof.figures] == [29, 30]


def test_rows_of_who_gains_add_up_to_the_whole(study: Study, simulation: Simulation) -> None:
    for dimension in ("composition", "mutation"):
        view = gains.draw_moves(study, simulation, dimension)
        assert view is not None
        *rows, whole = [view.figures[i : i + 6] for i in range(0, len(view.figures), 6)]
        for rank, figure in enumerate(whole):
            assert figure.number == sum(row[rank].number for row in rows)
        for row in (*rows, whole):
            assert row[0].number == sum(figure.number for figure in row[1:])


def test_requests_of_the_first_quartile_alone_can_gain(
    study: Study, simulation: Simulation
) -> None:
    lots = simulation.groupes["quartile"]
    for quartile in ("q2", "q3", "q4"):
        assert lots[quartile].mouvements[Mouvement.MONTE] == 0
    assert lots["q1"].mouvements[Mouvement.DESCEND] == 0
    said = gains.say_moves(study, simulation)
    assert said is not None
    moved, _, up, down, enter, leave = said.figures
    assert moved.number == up.number + down.number
    assert enter.number == leave.number > 0


def test_a_share_of_a_secret_count_is_secret(study: Study, simulation: Simulation) -> None:
    view = gains.draw_shares(study, simulation, "quartile")
    assert view is not None
    unknown = [figure for figure in view.figures if not figure.connu]
    assert unknown
    assert {figure.etat for figure in unknown} == {Etat.SECRET}
    assert "secret statistique" in view.html


def test_the_frame_has_a_row_for_each_move_of_each_group(simulation: Simulation) -> None:
    frame = simulation.frame
    groups = sum(len(lots) for lots in simulation.groupes.values())
    assert len(frame) == groups * len(Mouvement)
    assert frame["demandes"].dtype == "Int64"
    assert ((frame["demandes"] == 0) | (frame["demandes"] >= 11) | frame["demandes"].isna()).all()


def test_what_is_tried_is_said(study: Study) -> None:
    assert gains.draw_trial(study, "demolition", 2).titre.startswith(
        "Simulation\u00a0: «\u00a0Logement bientôt démoli\u00a0» donne 2 points au lieu de 3."
    )
