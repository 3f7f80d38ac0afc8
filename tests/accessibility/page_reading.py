"""How the checks read a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup, Tag


def read(path: Path) -> BeautifulSoup:
    """Read a page."""
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def words(tag: Tag) -> str:
    """Give the text of an element on one line."""
    return " ".join(tag.get_text(" ").split())


def names(tag: Tag, attribute: str) -> list[str]:
    """Give the ids that an attribute lists."""
    value = tag.get(attribute, "")
    return value.split() if isinstance(value, str) else list(value)


def shown(page: BeautifulSoup, selector: str) -> Iterator[Tag]:
    """Give the elements that aren't hidden from who doesn't see the page."""
    for tag in page.select(selector):
        if not any(part.get("aria-hidden") == "true" for part in (tag, *tag.parents)):
            yield tag


def illustrations(page: BeautifulSoup) -> Iterator[Tag]:
    """Give the images and drawings that carry information."""
    return shown(page, "svg, img, [role=img]")


def alternative(page: BeautifulSoup, tag: Tag) -> str:
    """Give the text that stands for an illustration."""
    named = names(tag, "aria-labelledby")
    texts = [words(found) for name in named if (found := page.find(id=name))]
    return " ".join(texts) or str(tag.get("aria-label") or tag.get("alt") or "").strip()


def link_text(link: Tag) -> str:
    """Give what a link reads as."""
    images = " ".join(str(image.get("alt", "")) for image in link.find_all("img"))
    return " ".join(f"{link.get('aria-label') or words(link)} {images}".split())


def around(link: Tag) -> str:
    """Give the words of the sentence, item or cell that a link is in."""
    block = link.find_parent(["li", "p", "td", "th", "dd", "summary", "caption", "figcaption"])
    return words(block) if block else link_text(link)


def laid_out(table: Tag) -> dict[tuple[int, int], Tag]:
    """Give the cell of each row and column of a table, by HTML's rules."""
    places: dict[tuple[int, int], Tag] = {}
    for row, tr in enumerate(table.find_all("tr")):
        column = 0
        for cell in tr.find_all(["th", "td"]):
            while (row, column) in places:
                column += 1
            for down in range(int(str(cell.get("rowspan", 1)))):
                for along in range(int(str(cell.get("colspan", 1)))):
                    places[row + down, column + along] = cell
    return places
