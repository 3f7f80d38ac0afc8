"""Outlines that several maps of a page draw: written once, and referred to."""

from __future__ import annotations

import re
from collections import Counter

LONG = 200
"""Characters of an outline from which a reference is worth it."""
PATH = re.compile(
    rf'<path(?P<before>(?: [\w-]+="[^"]*")*?) d="(?P<outline>[^"]{{{LONG},}})"'
    r'(?P<after>(?: [\w-]+="[^"]*")*)(?:></path>|/>)'
)


def share_outlines(page: str) -> tuple[str, str]:
    """Replace the outlines that a page draws more than once by references to them.

    Returns
    -------
    tuple of str
        The definitions, to be put once on the page, and the page. Both draw the same as before:
        a reference gives its own style to the outline that it stands for.
    """
    counts = Counter(match["outline"] for match in PATH.finditer(page))
    names = {
        outline: f"t{rank}"
        for rank, outline in enumerate((o for o, n in counts.items() if n > 1), 1)
    }

    def refer(match: re.Match[str]) -> str:
        name = names.get(match["outline"])
        if name is None:
            return match[0]
        return f'<use{match["before"]} href="#{name}"{match["after"]}></use>'

    shared = PATH.sub(refer, page)
    paths = (f'<path id="{name}" d="{outline}"></path>' for outline, name in names.items())
    defined = f"<defs>{''.join(paths)}</defs>"
    drawing = f'<svg width="0" height="0" class="traces" aria-hidden="true">{defined}</svg>'
    return drawing if names else "", shared
