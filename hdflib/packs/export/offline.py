"""A page made by others, kept from asking for anything outside of it."""

from __future__ import annotations

import re

POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' data: blob:; "
    "style-src 'unsafe-inline' data:; img-src data: blob:; font-src data:; media-src data:; "
    "worker-src blob:; base-uri 'none'; form-action 'none'"
)
"""What a browser lets the page do: run and show what it holds."""
META = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
REMOTE = r"(?:https?:)?//[^\"'\s>)]+"
SCRIPT = re.compile(rf"<script\b[^>]*\bsrc=[\"']?{REMOTE}[^>]*>\s*</script>", re.IGNORECASE)
LINK = re.compile(rf"<link\b[^>]*\bhref=[\"']?{REMOTE}[^>]*>", re.IGNORECASE)
IMPORT = re.compile(rf"@import\s+(?:url\()?[\"']?{REMOTE}[\"']?\)?[^;]*;", re.IGNORECASE)
SHOWN = re.compile(
    rf"<(?:img|source|iframe|video|audio|object|embed|image|use)\b[^>]*"
    rf"\b(?:src|srcset|data|href)=[\"']?({REMOTE})|url\([\"']?({REMOTE})",
    re.IGNORECASE,
)


def detach(page: str) -> tuple[str, list[str]]:
    """Take from a page what it would load, and forbid the rest.

    Returns
    -------
    str
        The page, without the scripts and styles of other addresses, and with a policy by which
        browsers load nothing.
    list of str
        Addresses of what it still shows, in vain.
    """
    for pattern in (SCRIPT, LINK, IMPORT):
        page = pattern.sub("", page)
    page = re.sub(r"<head\b[^>]*>", lambda head: f"{head[0]}\n{META}", page, count=1)
    lost = [one or other for one, other in SHOWN.findall(page)]
    return page, list(dict.fromkeys(lost))
