"""All sources of generated records."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from hdflib.demo.attributions import make_attributions
from hdflib.demo.exits import add_exits
from hdflib.demo.files import write_csv
from hdflib.demo.flux import add_health_staff
from hdflib.demo.fnavdl import make_fnavdl
from hdflib.demo.geography import read_pieces
from hdflib.demo.objectives import make_epci_objectives, make_objectives
from hdflib.demo.places import make_places
from hdflib.demo.reform import follow_up, make_reform
from hdflib.demo.requests import make_requests
from hdflib.demo.siao import make_siao
from hdflib.demo.syplo import make_households, write_households


def write_extracts(root: Path, target: Path, seed: int = 2022) -> None:
    """Write fictional records whose counts are the published ones of 16 June 2022.

    Parameters
    ----------
    root
        The project: its published tables and its territories are read.
    target
        Folder of extracts; files of the same names are replaced.
    seed
        Of the random generator: the same seed gives the same bytes.
    """
    rng = np.random.default_rng(seed)
    pieces = read_pieces(root, rng)
    attributions = make_attributions(rng, root, pieces)
    leases = add_health_staff(np.random.default_rng([seed, *b"health_staff"]), attributions.rows)
    folder = target / "sne_attributions"
    folder.mkdir(parents=True, exist_ok=True)
    split = attributions.first_year
    write_csv(leases[:split], folder / "2021.csv")
    write_csv(leases[split:], folder / "2022.csv")
    households = make_households(rng, root, pieces)
    write_csv(write_households(rng, households), target / "syplo.csv", encoding="cp1252")
    write_csv(make_requests(rng, root, pieces, households), target / "sne_demandes.csv.gz")
    exits = np.random.default_rng([seed, *b"exits"])
    write_csv(add_exits(exits, make_siao(rng, pieces)), target / "siao.csv")
    write_csv(make_objectives(root), target / "objectifs.csv")
    by_epci = make_epci_objectives(rng, root, pieces, attributions.by_epci)
    write_csv(by_epci, target / "objectifs_epci.csv")
    own = np.random.default_rng([seed, *b"follow_up"])
    write_csv(follow_up(own, make_reform(rng, pieces)), target / "reforme.csv")
    write_csv(make_fnavdl(rng, root), target / "fnavdl.csv")
    write_csv(make_places(rng), target / "ahi.csv")
