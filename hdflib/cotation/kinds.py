"""Kinds of requests in a ranking; each request is of one kind, so that their counts add up."""

from __future__ import annotations

from enum import StrEnum


class Egalite(StrEnum):
    """What a request shares with others."""

    RANG = "rang partagé"
    POINTS = "points partagés, départagée par la date"
    AUCUNE = "seule à ses points"


class Mouvement(StrEnum):
    """What becomes of a request when the grid changes."""

    ENTRE = "entre dans les premières"
    MONTE = "gagne des places"
    STABLE = "garde son rang"
    DESCEND = "perd des places"
    SORT = "sort des premières"
