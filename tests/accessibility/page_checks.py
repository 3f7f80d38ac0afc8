"""What must hold on every page and that no public checker sees: each check gives what is wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from bs4 import BeautifulSoup
from page_reading import (
    alternative,
    around,
    illustrations,
    laid_out,
    link_text,
    names,
    shown,
    words,
)

PLACEHOLDER = re.compile(
    r"(no description.*|untitled|sans titre|(an? )?(image|graphique|carte|figure|photo|img|schéma"
    r"|chart|plot|picture|illustration)s?[\s\d.:n°]*)",
    re.IGNORECASE,
)
FILE_NAME = re.compile(r"\S+\.(png|jpe?g|gif|svg|webp)", re.IGNORECASE)
SHORTEST = 20
"""Characters under which no text can stand for an illustration."""
NEVER = {"ici", "là", "cliquez ici", "cliquer ici", "cliquez", "ce lien", "lien", "click here"}
"""Link texts that say nothing, whatever is around them."""
ALONE = {"lire", "lire la suite", "en savoir plus", "voir", "plus", "suite", "page", "télécharger",
         "fichier", "détails", "pdf", "csv", "xlsx", "ods", "html"}  # fmt: skip
"""Link texts that say something only with the words around them."""
SCOPES = {"row", "col", "rowgroup", "colgroup"}
LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")
REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "headers", "for")


def alternatives(page: BeautifulSoup) -> Iterator[str]:
    """Tell which illustrations have no text, or one that describes nothing."""
    for tag in illustrations(page):
        text = alternative(page, tag)
        if tag.name == "svg" and tag.get("role") != "img":
            yield f"svg without role: {text}"
        if len(text) < SHORTEST or PLACEHOLDER.fullmatch(text) or FILE_NAME.fullmatch(text):
            yield f"alternative: {text!r}"


def captions(page: BeautifulSoup) -> Iterator[str]:
    """Tell which illustrations have no caption, or one that repeats their alternative."""
    for tag in illustrations(page):
        figure = tag.find_parent("figure")
        caption = figure.find("figcaption") if figure else None
        if caption is None or not words(caption):
            yield f"no figcaption: {alternative(page, tag)!r}"
        elif words(caption) == alternative(page, tag):
            yield f"caption as alternative: {words(caption)!r}"


def language(page: BeautifulSoup) -> Iterator[str]:
    """Tell where the language isn't French, or isn't a language."""
    if page.html is None or page.html.get("lang") != "fr":
        yield "the page isn't said to be in French"
    for tag in page.select("[lang]"):
        if not LANGUAGE.fullmatch(str(tag["lang"])):
            yield f"lang={tag['lang']!r}"


def title(page: BeautifulSoup) -> Iterator[str]:
    """Tell if the page has no title."""
    if page.title is None or len(words(page.title)) < SHORTEST:
        yield "no title that says what the page is"


def headings(page: BeautifulSoup) -> Iterator[str]:
    """Tell where the headings don't make an outline."""
    found = page.find_all(re.compile(r"h[1-6]"))
    levels = [int(tag.name[1]) for tag in found]
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"h1: {levels.count(1)}, first level: {levels[:1]}"
    for (before, after), tag in zip(pairwise(levels), found[1:], strict=True):
        if after > before + 1:
            yield f"h{before} then h{after}: {words(tag)}"
    yield from (f"empty {tag.name}" for tag in found if not words(tag))


def tables(page: BeautifulSoup) -> Iterator[str]:
    """Tell which tables have no caption of their own, and which headers head nothing."""
    seen: Counter[str] = Counter()
    for table in page.find_all("table"):
        caption = words(table.caption) if table.caption else ""
        seen[caption] += 1
        heads = {name for cell in table.select("[headers]") for name in names(cell, "headers")}
        for th in table.find_all("th"):
            if not words(th) or (th.get("scope") not in SCOPES and th.get("id") not in heads):
                yield f"header {words(th)!r} of {caption!r}"
        own = {str(th.get("id")) for th in table.find_all("th")}
        yield from (f"headers={head} of {caption!r}" for head in sorted(heads - own))
    yield from (f"table without caption ({n})" for text, n in seen.items() if not text)
    yield from (f"{n} tables: {text!r}" for text, n in seen.items() if text and n > 1)


def headers(page: BeautifulSoup) -> Iterator[str]:
    """Tell which headers of tables have no data in their rows or their columns."""
    for table in page.find_all("table"):
        places = laid_out(table)
        for th in table.find_all("th"):
            along = str(th.get("scope")).startswith("row")
            side = 0 if along else 1
            own = {place[side] for place, cell in places.items() if cell is th}
            met = [cell for place, cell in places.items() if place[side] in own]
            # What a column heads may be the headers of rows.
            data = [cell.name == "td" or (not along and cell.get("scope") == "row") for cell in met]
            if not any(data):
                yield f"nothing under {words(th)!r}"


def links(page: BeautifulSoup) -> Iterator[str]:
    """Tell which links don't say where they go."""
    for link in shown(page, "a[href]"):
        text = link_text(link)
        plain = text.lower().strip(" .…»>")
        if not text or plain in NEVER or text.startswith(("http:", "https:", "www.")):
            yield f"link text: {text!r}"
        elif plain in ALONE and around(link) == text:
            yield f"link text without context: {text!r}"
    for group in page.find_all(["ul", "ol"]):
        targets: dict[str, set[str]] = {}
        for link in group.select("a[href]"):
            if link.find_parent(["ul", "ol"]) is group and around(link) == link_text(link):
                targets.setdefault(link_text(link), set()).add(str(link["href"]))
        yield from (f"{text!r} leads to {sorted(t)}" for text, t in targets.items() if len(t) > 1)


def identifiers(page: BeautifulSoup) -> Iterator[str]:
    """Tell which ids are doubled, and which references and fragments lead nowhere."""
    counts = Counter(str(tag["id"]) for tag in page.select("[id]"))
    yield from (f"id {name} × {count}" for name, count in counts.items() if count > 1)
    for attribute in REFERENCES:
        for tag in page.select(f"[{attribute}]"):
            lost = [name for name in names(tag, attribute) if name not in counts]
            yield from (f"{attribute}={name}" for name in lost)
    for tag in page.select('[href^="#"]'):
        if str(tag["href"])[1:] not in counts:
            yield f"href={tag['href']}"


def tab_order(page: BeautifulSoup) -> Iterator[str]:
    """Tell which elements leave the order of the page, and which hidden ones are in it."""
    for tag in page.select("[aria-hidden=true] :is(a[href], button, input, summary)"):
        if tag.get("tabindex") != "-1":
            yield f"hidden <{tag.name}> that the keyboard reaches"
    for tag in page.select("[tabindex], [accesskey], [autofocus]"):
        moved = int(str(tag.get("tabindex", 0))) > 0
        if moved or tag.has_attr("accesskey") or tag.has_attr("autofocus"):
            yield f"<{tag.name}> out of the order of the page"


def skip_link(page: BeautifulSoup) -> Iterator[str]:
    """Tell if the page doesn't start with a link to its content."""
    first = page.select_one("a[href], summary, button, input, [tabindex]")
    target = page.find(id=str(first.get("href", ""))[1:]) if first else None
    if target is None or target.name != "main":
        yield "the first link doesn't lead to the content"


CHECKS: tuple[Callable[[BeautifulSoup], Iterator[str]], ...] = (
    alternatives,
    captions,
    headers,
    headings,
    identifiers,
    language,
    links,
    skip_link,
    tab_order,
    tables,
    title,
)
