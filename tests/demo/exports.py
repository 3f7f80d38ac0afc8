"""How the generated exports are read here, without the library."""

import pandas as pd

SORTANT, SANS_ABRI = "hebergement", "sans_abri"
SITUATIONS = {
    "CHRS": SORTANT,
    "structure d'hébergement": SORTANT,
    "centre d'hébergement": SORTANT,
    "sans abri": SANS_ABRI,
    "rue": SANS_ABRI,
    "habitat de fortune": SANS_ABRI,
    "hôtel": SANS_ABRI,
}


def read(path, encoding="utf-8"):
    return pd.read_csv(path, sep=";", dtype=str, keep_default_na=False, encoding=encoding)


def days(texts):
    return pd.to_datetime(texts, format="%d/%m/%Y", errors="coerce")
