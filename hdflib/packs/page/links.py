"""From the marks of figures to links that lead to their cards, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hdflib.display.traced import NUMBER, POINT

NUMBERS = re.compile(rf'<data class="{NUMBER}" value="(\w+)">(.*?)</data>', re.DOTALL)
PLACES = re.compile(rf'<data ([^>]*\bclass="{POINT}"[^>]*)></data>')
ATTRIBUTES = re.compile(r'(\w+)="([^"]*)"')
OVERLAYS = re.compile(r'<div [^>]*\bclass="hdf-points"[^>]*>.*?</div>', re.DOTALL)


class Links:
    """Turns the marks of a page into links.

    Parameters
    ----------
    ancres
        Identifier of the card of each mark.

    Attributes
    ----------
    retours
        Identifiers of the places of the page where each card's figure is, by card.
    """

    def __init__(self, ancres: Mapping[str, str]) -> None:
        self.ancres = ancres
        self.retours: dict[str, list[str]] = {}

    def link(self, html: str) -> str:
        """Give the HTML with its marks as links."""
        return PLACES.sub(self._place, NUMBERS.sub(self._number, html))

    def _number(self, match: re.Match[str]) -> str:
        card = self.ancres[match[1]]
        known = self.retours.setdefault(card, [])
        # What is read again has a rank: an identifier is unique.
        own = f"r{card[1:]}" + (f".{len(known) + 1}" if known else "")
        known.append(own)
        return f'<a id="{own}" href="#{card}">{match[2]}</a>'

    def _place(self, match: re.Match[str]) -> str:
        own = dict(ATTRIBUTES.findall(match[1]))
        return f'<a href="#{self.ancres[own["value"]]}" style="{own["style"]}" tabindex="-1"></a>'


def unlinked(html: str) -> str:
    """Give the HTML with its marks as plain text, for what has no cards."""
    return NUMBERS.sub(r"\2", OVERLAYS.sub("", html))
