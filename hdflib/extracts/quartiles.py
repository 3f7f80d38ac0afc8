"""The quartile of an attribution, from its resources where the export doesn't give it."""

from __future__ import annotations

from collections.abc import Collection

import duckdb

ABOVE = "q234"
"""Code of a quartile known only not to be the first."""


def fill_quartiles(connection: duckdb.DuckDBPyConnection, loaded: Collection[str]) -> None:
    """Compare the resources per consumption unit with the threshold of the EPCI and the year.

    A quartile that the export gives stays as it is. The thresholds are those of the yearly order
    (CCH, L.441-1); resources equal to the threshold are of the first quartile.

    Parameters
    ----------
    connection
        Holds `sne_attributions`, and `seuils_q1` if its file was there.
    loaded
        Names of the loaded sources.
    """
    if not {"sne_attributions", "seuils_q1"} <= set(loaded):
        return
    connection.execute(
        "CREATE OR REPLACE TABLE sne_attributions AS SELECT a.* REPLACE (coalesce("
        "a.quartile::VARCHAR, CASE WHEN a.ressources_uc <= s.seuil THEN 'q1' "
        f"WHEN a.ressources_uc > s.seuil THEN '{ABOVE}' END) AS quartile) "
        "FROM sne_attributions AS a LEFT JOIN seuils_q1 AS s "
        "ON s.epci = a.epci AND s.annee = year(a.date_bail)"
    )
