"""A leaner drawing is the same drawing."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from hdflib.display.lean import lean, style

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
TEXT = {"font-size": "9.0px", "fill": "#1b1f27"}


def shorten(content: str) -> str:
    root = lean(f'{HEAD} width="9pt" viewBox="0 0 9 9">{content}</svg>', "g", TEXT)
    return "".join(ET.tostring(child, encoding="unicode") for child in root).replace(
        ' xmlns="http://www.w3.org/2000/svg"', ""
    )


def test_groups_that_only_hold_are_gone() -> None:
    content = '<g id="a"><g id="b"><path d="M 1 1 L 2 2"/></g></g><g transform="scale(2)"><g/></g>'
    assert shorten(content) == '<path d="m1 1l1 1" />'


def test_names_in_use_stay() -> None:
    content = (
        '<defs><clipPath id="p1"><path id="q" d="M 0 0"/></clipPath></defs>'
        '<path clip-path="url(#p1)" d="M 1 1"/>'
    )
    assert shorten(content) == (
        '<defs><clipPath id="g-1"><path d="m0 0" /></clipPath></defs>'
        '<path clip-path="url(#g-1)" d="m1 1" />'
    )


def test_neighbours_under_one_clip_share_it() -> None:
    one, moved = 'clip-path="url(#p)"', 'clip-path="url(#p)" transform="scale(2)"'
    content = (
        f'<path {one} d="M 1 1"/><path {one} d="M 2 2"/><path d="M 3 3"/><path {one} d="M 4 4"/>'
        f'<path {moved} d="M 5 5"/>'
    )
    assert shorten(content) == (
        '<g clip-path="url(#g-1)"><path d="m1 1" /><path d="m2 2" /></g><path d="m3 3" />'
        '<path clip-path="url(#g-1)" d="m4 4" /><path clip-path="url(#g-1)" transform="scale(2)" '
        'd="m5 5" />'
    )


@pytest.mark.parametrize(
    ("attributes", "short"),
    [
        (
            "style=\"font-size: 9.0px; font-family: 'DejaVu Sans'; text-anchor: start; "
            'fill: #1b1f27" x="66.21774" y="0.04" transform="rotate(-0 66.2 0.04)"',
            'x="66.2" y="0"',
        ),
        (
            'style="font-size: 8px; text-anchor: end; fill: #ffffff" transform="rotate(-90 1 2)"',
            'style="font-size:8px;text-anchor:end;fill:#fff" transform="rotate(-90 1 2)"',
        ),
    ],
)
def test_texts(attributes: str, short: str) -> None:
    assert shorten(f"<text {attributes}> 71 % </text>") == f"<text {short}> 71 % </text>"


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("fill: #aabbcc; stroke: #aabbcd", "fill:#abc;stroke:#aabbcd"),
        ("stroke-width: 0.6; opacity: 10.05", "stroke-width:.6;opacity:10.05"),
        ("stroke-linejoin: miter; stroke-dashoffset: 0", ""),
        ("stroke-linejoin: bevel; fill: #1b1f27", "stroke-linejoin:bevel;fill:#1b1f27"),
    ],
)
def test_declarations(written: str, short: str) -> None:
    assert style(written, {}) == short


def test_the_root_has_what_all_inherit() -> None:
    root = lean(
        f'{HEAD} width="9pt" height="8pt" version="1.1" viewBox="0 0 9 8"></svg>', "g", TEXT
    )
    assert root.attrib == {
        "viewBox": "0 0 9 8",
        "stroke-linejoin": "round",
        "stroke-linecap": "butt",
        "font-size": "9.0px",
        "fill": "#1b1f27",
    }
