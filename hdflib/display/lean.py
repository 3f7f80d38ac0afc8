"""A drawing of matplotlib without what no eye sees: half the weight, the same picture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from xml.etree import ElementTree as ET

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
REFERENCE = re.compile(r"url\(#([^)]*)\)")
UPRIGHT = re.compile(r"rotate\(-?0 [^)]*\) ?")
STEPS = {"M": 2, "L": 2, "Q": 4, "C": 6, "Z": 0}
"""Numbers that follow each command of the paths that matplotlib writes."""
USUAL = {
    "text-anchor": ("start",),
    "stroke-dashoffset": ("0",),
    # Corners of thin lines: round ones, which all have, look the same.
    "stroke-linejoin": ("miter", "round"),
}
"""Declarations that change nothing, or nothing that an eye sees."""
COLOUR = re.compile(r"#([0-9a-f])\1([0-9a-f])\2([0-9a-f])\3\b")
LEADING = re.compile(r"(?<![\d.])0\.(?=\d)")
INHERITED = {"stroke-linejoin": "round", "stroke-linecap": "butt"}
"""What matplotlib asks of every line, in a style sheet that would rule the whole page."""


def lean(raw: str, identifiant: str, text: Mapping[str, str]) -> ET.Element:
    """Read an SVG that matplotlib wrote, and leave out what draws nothing.

    Gone are metadata, groups that only hold, names that nothing refers to, fonts (the page's
    own serves), turns by no angle, and digits beyond a tenth of a point.

    Parameters
    ----------
    raw
        The whole file.
    identifiant
        Beginning of the names that stay, which other drawings of the page must not have.
    text
        Size and colour of most texts, written once.
    """
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", XLINK)
    root = ET.fromstring(raw)
    for parent in root.iter():
        for child in list(parent):
            if child.tag in (f"{{{SVG}}}metadata", f"{{{SVG}}}style"):
                parent.remove(child)
    rename(root, identifiant)
    for element in root.iter():
        tidy(element, text)
    unwrap(root)
    gather(root)
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)
    root.attrib.update({**INHERITED, **text})
    return root


def references(element: ET.Element) -> Iterator[tuple[str, str]]:
    """Give the attributes of an element that refer to names, each with the name."""
    for attribute, value in element.attrib.items():
        if attribute == f"{{{XLINK}}}href" and value.startswith("#"):
            yield attribute, value[1:]
        for name in REFERENCE.findall(value):
            yield attribute, name


def rename(root: ET.Element, identifiant: str) -> None:
    """Give short names to what is referred to, and take them from the rest."""
    used = dict.fromkeys(name for element in root.iter() for _, name in references(element))
    short = {name: f"{identifiant}-{rank}" for rank, name in enumerate(used, 1)}
    for element in root.iter():
        for attribute, name in list(references(element)):
            value = element.attrib[attribute]
            element.set(attribute, value.replace(f"#{name}", f"#{short[name]}"))
        own = element.attrib.pop("id", "")
        if own in short:
            element.set("id", short[own])


def tidy(element: ET.Element, text: Mapping[str, str]) -> None:
    """Write the attributes of an element shortly."""
    attributes = element.attrib
    inherited = text if element.tag == f"{{{SVG}}}text" else {}
    if "d" in attributes:
        attributes["d"] = compact(attributes["d"])
    if "style" in attributes:
        attributes["style"] = style(attributes["style"], inherited)
    if "transform" in attributes:
        attributes["transform"] = UPRIGHT.sub("", attributes["transform"]).strip()
    for side in ("x", "y"):
        if side in attributes:
            attributes[side] = tenths(round(10 * float(attributes[side])))
    for name in ("style", "transform"):
        if not attributes.get(name, "kept"):
            del attributes[name]
    # Only a text has words; the rest of what stands between elements is layout.
    if element.tag not in (f"{{{SVG}}}text", f"{{{SVG}}}tspan"):
        element.text = None
    element.tail = None


def style(declarations: str, inherited: Mapping[str, str]) -> str:
    """Write declarations shortly, without fonts and what is so anyway."""
    pairs = (part.split(":", 1) for part in declarations.split(";") if part.strip())
    kept = {name.strip(): value.strip() for name, value in pairs}
    kept.pop("font-family", None)
    written = {
        name: value
        for name, value in kept.items()
        if value not in USUAL.get(name, ()) and value != inherited.get(name)
    }
    text = ";".join(f"{name}:{value}" for name, value in written.items())
    return LEADING.sub(".", COLOUR.sub(r"#\1\2\3", text))


def unwrap(parent: ET.Element) -> None:
    """Put what a group without attributes holds in its place."""
    children: list[ET.Element] = []
    for child in parent:
        unwrap(child)
        bare = child.tag in (f"{{{SVG}}}g", f"{{{SVG}}}defs") and not len(child)
        if bare:
            continue
        children += list(child) if child.tag == f"{{{SVG}}}g" and not child.attrib else [child]
    parent[:] = children


def gather(parent: ET.Element) -> None:
    """Put neighbours under one clip together: it is then written once."""
    children: list[ET.Element] = []
    for clip, members in groupby(parent, key=clip_of):
        run = list(members)
        if clip is None or len(run) < 2:
            children += run
            continue
        for child in run:
            del child.attrib["clip-path"]
        group = ET.Element(f"{{{SVG}}}g", {"clip-path": clip})
        group.extend(run)
        children.append(group)
    parent[:] = children


def clip_of(element: ET.Element) -> str | None:
    """Give the clip of an element; None if it has none, or moves it by a transform."""
    return None if "transform" in element.attrib else element.get("clip-path")


def compact(path: str) -> str:
    """Write a path in relative steps of a tenth of a point, which no eye sees.

    Steps lead from rounded point to rounded point, so that no error adds up.
    """
    tokens = re.findall(r"[A-Za-z]|-?[\d.]+(?:e-?\d+)?", path)
    written, start, point = "", (0, 0), (0, 0)
    rank = 0
    while rank < len(tokens):
        command = tokens[rank]
        size = STEPS[command.upper()]
        numbers = [round(10 * float(token)) for token in tokens[rank + 1 : rank + 1 + size]]
        steps = [number - point[side % 2] for side, number in enumerate(numbers)]
        written += command.lower() + re.sub(" -", "-", " ".join(map(tenths, steps)))
        # Closing a path leads back to where it started.
        point = (numbers[-2], numbers[-1]) if numbers else start
        if command.upper() == "M":
            start = point
        rank += 1 + size
    return written


def tenths(number: int) -> str:
    """Write a whole number of tenths as shortly as SVG reads it: 16 is 1.6, -3 is -.3."""
    text = f"{abs(number) / 10:g}"
    return ("-" if number < 0 else "") + (text.lstrip("0") or "0")
