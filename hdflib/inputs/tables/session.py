"""The typed tables of the session: deadlines and news."""

from __future__ import annotations

from hdflib.inputs.schema import DEBUT, FIN, SOURCE, TERRITOIRE, Schema, texte

TABLES = (
    Schema(
        "echeances",
        "context",
        "échéances",
        "Échéances et rendez-vous propres à la commission ; les échéances légales, calculées "
        "d’après `data/reference/regles.csv`, s’y ajoutent et ne se saisissent pas",
        (
            DEBUT,
            FIN,
            texte("theme", "Thème", obligatoire=True),
            texte("titre", "En quelques mots, pour la frise et l’agenda"),
            texte("objet", "Ce qui est attendu", obligatoire=True),
            texte("reference", "Texte de référence"),
            SOURCE,
        ),
        ("debut", "objet"),
    ),
    Schema(
        "actualites",
        "news",
        "actualités",
        "Actualités présentées",
        (
            texte("titre", "Titre", obligatoire=True),
            texte("contenu", "Contenu", obligatoire=True),
            TERRITOIRE,
            SOURCE,
        ),
        ("titre", "contenu"),
    ),
)
