"""Packs as builds leave them, for the tests of the indexes."""

import json
from pathlib import Path

TITLES = {
    "ahi_transformation": "Transformation du parc d’hébergement",
    "news": "Actualités",
}


def put_pack(edition: Path, code: str, nom: str, etat: str = "complet", **kind) -> Path:
    """Put a pack in the folder of an edition, whose file of figures holds `abc`.

    Options: titles of its sections, failures, names of other files, and whether its figures are
    generated.
    """
    suffix = {"complet": "", "incomplet": ".incomplet", "extrait": ".extrait"}[etat]
    mention = "-donnees-fictives" if kind.get("fictive") else ""
    titles = kind.get("titles", TITLES)
    pack = edition / f"{code}{suffix}"
    notebooks = pack / f"notebooks{mention}"
    notebooks.mkdir(parents=True)
    for section in titles:
        (notebooks / f"{section}.ipynb").write_text("{}")
    anchors = (f'<h2 id="{section.replace("_", "-")}">Section</h2>' for section in titles)
    (pack / f"dossier{mention}.html").write_text("".join(anchors))
    (pack / f"chiffres{mention}.csv").write_text("abc")
    for name in kind.get("files", ()):
        (pack / name).touch()
    state = {
        "dossier": pack.name,
        "nom": nom,
        "territoire": code,
        "etat": etat,
        "chiffres": kind.get("chiffres", 12),
        "sections": [*titles.items()],
        "echecs": kind.get("echecs", []),
        # What former builds wrote.
        "pdf": False,
    }
    (pack / "etat.json").write_text(json.dumps(state), "utf-8")
    return pack
