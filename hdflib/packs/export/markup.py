"""The HTML of a view as a tree, where each element knows its own source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import accumulate

VOID = ("br", "hr", "img", "meta", "link", "input", "col")
"""Elements without an end tag."""
MARK = re.compile(r"</?data\b[^>]*>")
"""What marks a number, and leaves it as it is."""


@dataclass
class Element:
    """An element: its tag, its attributes, its source, and what stands in it."""

    tag: str
    attributes: dict[str, str]
    source: str = ""
    children: list[Element | str] = field(default_factory=list)

    @property
    def elements(self) -> list[Element]:
        """The elements right under it."""
        return [child for child in self.children if isinstance(child, Element)]

    @property
    def text(self) -> str:
        """Its text on one line; no-break spaces stay."""
        return re.sub(r"[ \t\n\r]+", " ", "".join(self.texts())).strip()

    def texts(self) -> Iterator[str]:
        """Give the pieces of text that it holds."""
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child.texts()

    def has(self, name: str) -> bool:
        """Whether it has a class."""
        return name in self.attributes.get("class", "").split()

    def all(self, *tags: str) -> Iterator[Element]:
        """Give the elements of these tags that stand in it, in the order of the page."""
        for child in self.elements:
            if child.tag in tags:
                yield child
            yield from child.all(*tags)


def parse(html: str) -> Element:
    """Read the HTML of a view; every element must be closed."""
    reader = Reader(html)
    reader.feed(html)
    reader.close()
    return reader.root


def unmarked(source: str) -> str:
    """Give HTML without the marks of its numbers, which only the page of a pack resolves."""
    return MARK.sub("", source)


class Reader(HTMLParser):
    """Builds the tree of a text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.lines = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]
        self.root = Element("", {}, html)
        self.open = [(self.root, 0)]

    def place(self) -> int:
        """Give where the tag being read starts."""
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        element = Element(tag, {name: value or "" for name, value in attrs})
        element.source = self.get_starttag_text() or ""
        self.open[-1][0].children.append(element)
        if tag not in VOID:
            self.open.append((element, self.place()))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Add an element that holds nothing."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and those that were left open in it."""
        if all(element.tag != tag for element, _ in self.open):
            return
        end = self.html.index(">", self.place()) + 1
        while True:
            element, start = self.open.pop()
            element.source = self.html[start:end]
            if element.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        """Add a text."""
        self.open[-1][0].children.append(data)
