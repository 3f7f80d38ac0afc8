"""A made-up copy of the DSFR: nothing of the real one is here."""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen


def write_font(path: Path) -> None:
    """Write a typeface of one letter, as wide as it is high."""
    pen = TTGlyphPen(None)
    for move, point in (("moveTo", (0, 0)), ("lineTo", (0, 1000)), ("lineTo", (1000, 1000))):
        getattr(pen, move)(point)
    pen.closePath()
    font = FontBuilder(1000)
    font.setupGlyphOrder([".notdef", "n"])
    font.setupCharacterMap({ord("n"): "n"})
    font.setupGlyf({".notdef": pen.glyph(), "n": pen.glyph()})
    font.setupHorizontalMetrics({".notdef": (1000, 0), "n": (1000, 0)})
    font.setupHorizontalHeader(ascent=1000, descent=0)
    font.setupOS2()
    font.setupPost()
    font.setupNameTable({"familyName": "Essai", "styleName": "Regular"})
    font.font.flavor = "woff2"
    font.save(path)


def make_package(package: Path) -> Path:
    """Write a package laid out as that of the DSFR into a folder, and give it."""
    (package / "dist" / "fonts").mkdir(parents=True)
    for weight in ("Regular", "Bold"):
        write_font(package / "dist" / "fonts" / f"Marianne-{weight}.woff2")
    (package / "dist" / "dsfr.min.css").write_text('@charset "UTF-8";\n/*!\n * DSFR v9.8.7 | */a{}')
    logo = package / "dist" / "component" / "logo"
    logo.mkdir(parents=True)
    (logo / "logo.main.min.css").write_text('.fr-logo:before{content:"</style>"}')
    return package
