"""Colours shared by tables, charts, maps and pages; contrast AA, safe for colour-blind readers."""

TEXTE = "#1b1f27"
DISCRET = "#555d6b"
FILET = "#c9ced8"
FOND = "#ffffff"
BLEU = "#1c4f91"
BLEU_CLAIR = "#8fb3df"
ORANGE = "#b0500a"
ABSENT = "#eceef2"
NEUTRE = "#dad7d2"
"""Places that a map says nothing of."""
CLASSES = ("#e3edf8", "#b3d0ec", "#6ea6da", "#123f7a")
"""Map classes, from the lowest to the highest."""
PALETTES = {
    2: (CLASSES[0], CLASSES[3]),
    3: (CLASSES[0], CLASSES[2], CLASSES[3]),
    4: CLASSES,
    5: ("#eff5fb", "#c1d8ef", "#8ebae2", "#4f90cc", "#123f7a"),
}
"""Map classes by their number."""


def encre(fond: str) -> str:
    """Give the text colour, dark or white, that contrasts more with a background."""
    return max(TEXTE, FOND, key=lambda ink: contraste(ink, fond))


def contraste(one: str, other: str) -> float:
    """Give the contrast ratio of two colours, from 1 to 21 (WCAG 2.2, 1.4.3: AA from 4.5)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Give the relative luminance of a colour "#rrggbb", from 0 to 1 (WCAG 2.2)."""
    shares = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
