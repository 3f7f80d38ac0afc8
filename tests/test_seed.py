"""Every figure of the slides of 16 June 2022 is in the packs, at its published rounding.

`seed_figures.csv` was written by hand from the text of the slides, never from `data/`. A number
that the slides give in words or in short (1/4, 1M€, « une dizaine ») is in figures there. An empty
`public`, `periode` or `modalite` leaves that key free; « aucune » asks for a figure without it.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest

Row = Mapping[str, str]

KEYS = ("section", "indicateur", "public", "territoire", "periode", "modalite")
DEPARTEMENTS = {"02", "59", "60", "62", "80"}
EPCI = {
    "200042190": "59",  # CA de la Porte du Hainaut (CAPH)
    "200072460": "62",  # CA de Béthune-Bruay, Artois-Lys Romane (CABBALR)
    "245900428": "59",  # CU de Dunkerque
    "245901160": "59",  # CA Valenciennes Métropole (CAVM)
    "246200299": "62",  # CA d’Hénin-Carvin (CAHC)
}
NUMBER = re.compile(r"(-?\d+(?:,\d+)?)(%|€|e)?")

# Dates and delays of the slides that are in the tables of the pages, not in chiffres.csv.
DATES = (
    ("", "16 juin 2022"),
    ("", "31 mai 2022"),
    ("", "30 avril 2022"),
    ("", "9 h 30 – 12 h"),
    ("", "13 h 30 – 15 h 30"),
    ("context", "30 juin 2022"),
    ("context", "fin septembre"),
    ("context", "22 octobre 2022"),
    ("context", "31 décembre 2022"),
    ("context", "22 février 2023"),
    ("context", "23 novembre 2023"),
    ("context", "31 décembre 2023"),
    ("priority_households", "20 février 2020"),
    ("attribution_reform", "25 novembre 2021"),
    ("attribution_reform", "22 octobre 2022"),
    ("attribution_reform", "23 novembre 2023"),
    ("attribution_reform", "31 décembre 2023"),
    ("attribution_reform", "sous quatre mois"),
    ("attribution_reform", "délai de huit mois est porté à deux ans"),
    ("attribution_reform", "arrêtées au 30 juin et au 31 décembre, transmises sous 15 jours"),
    ("attribution_reform", "sur 12 mois"),
    ("attribution_reform", "tous les trois ans"),
    ("attribution_reform", "un délai d’un an"),
    ("attribution_reform", "moins de 21 ans"),
    ("attribution_reform", "jusqu’à trois ans"),
    ("ahi_transformation", "juin 2022 – septembre 2022"),
    ("ahi_transformation", "mi-septembre"),
    ("ahi_transformation", "octobre 2022"),
)
DUNKERQUE = (
    "2015",
    "2017",
    "2018",
    "30 septembre 2020",
    "octobre 2020 – novembre 2020",
    "décembre 2020",
    "janvier 2021 – février 2021",
    "février 2021",
    "9 mars 2021",
    "fin mars",
    "mai 2021 – juin 2021",
    "1er juillet 2021",
    "1er septembre 2021",
)


@dataclass(frozen=True)
class Pack:
    """What a reader has: the rows of chiffres.csv, and the text of each section of the page."""

    figures: Sequence[Row]
    texts: Mapping[str, str]


class Page(HTMLParser):
    """The visible text of a page, by section; "" holds the whole page."""

    UNSEEN = ("desc", "head", "script", "style", "template", "title")

    def __init__(self) -> None:
        super().__init__()
        self.section, self.unseen = "", 0
        self.pieces: dict[str, list[str]] = {"": []}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "section":
            self.section = (dict(attrs).get("id") or "").replace("-", "_")
        self.unseen += tag in self.UNSEEN

    def handle_endtag(self, tag: str) -> None:
        if tag == "section":
            self.section = ""
        self.unseen -= tag in self.UNSEEN

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            for name in {"", self.section}:
                self.pieces.setdefault(name, []).append(data)


def read_rows(path: Path, encoding: str = "utf-8") -> list[Row]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def read_pack(folder: Path) -> Pack:
    page = Page()
    page.feed((folder / "dossier.html").read_text("utf-8"))
    texts = {name: plain(" ".join(pieces)) for name, pieces in page.pieces.items()}
    return Pack(read_rows(folder / "chiffres.csv", "utf-8-sig"), texts)


def plain(text: str) -> str:
    """Write a text with simple spaces and minus signs, numbers and their unit in one piece."""
    text = re.sub(r"(?<=\d)[\u202f\u00a0](?=\d{3}(?!\d))", "", text).replace("\u2212", "-")
    return re.sub(r"(?<=\d) (?=[%€])", "", re.sub(r"\s+", " ", text)).strip()


def published(text: str) -> str:
    """Write a number of the slides, whose thousands are set apart by a simple space, plainly."""
    return plain(re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "", text))


def decimals(number: str) -> int:
    return len(number.partition(",")[2])


def agrees(affichage: str, figure: Row) -> bool:
    """Tell whether a figure has the published value once rounded, and is displayed so.

    The display of a figure with more or fewer decimals than the slides isn't compared.
    """
    expected = NUMBER.fullmatch(published(affichage))
    text = plain(figure["affichage"]).removeprefix("environ ")
    if not expected:
        return text == plain(affichage)
    shown = NUMBER.fullmatch(text)
    if not shown or not figure["valeur"]:
        return False
    scale = 100 if expected[2] == "%" else 1
    step = Decimal(1).scaleb(-decimals(expected[1]))
    value = Decimal(figure["valeur"].replace(",", ".")) * scale
    if value.quantize(step, ROUND_HALF_UP) != Decimal(expected[1].replace(",", ".")):
        return False
    return decimals(shown[1]) != decimals(expected[1]) or shown[0] == expected[0]


def candidates(row: Row, figures: Sequence[Row]) -> list[Row]:
    """Give the figures that the keys of a row point to."""
    wanted = {k: plain(row[k]).replace("aucune", "") for k in KEYS if row[k]}
    return [f for f in figures if all(plain(f[key]) == value for key, value in wanted.items())]


def matches(row: Row, figures: Sequence[Row]) -> bool:
    """Tell whether the keys of a row point to figures, and all of them agree with it."""
    found = candidates(row, figures)
    return bool(found) and all(agrees(row["affichage"], figure) for figure in found)


def shows(expected: str, text: str) -> bool:
    """Tell whether a plain text holds a number or a date, not as a part of another number."""
    return bool(re.search(rf"(?<![\d,]){re.escape(expected)}(?!\d|,\d)", text))


def wordings(affichage: str) -> list[str]:
    """Give the ways a page writes a number: a fall has a sign, or a sentence says it."""
    text = published(affichage)
    return [text, "Baisse de " + text[1:]] if text.startswith("-") else [text]


def packs_of(row: Row) -> list[str]:
    """Give the packs that hold a figure: the stated one, and its own département's."""
    territoire = EPCI.get(row["territoire"], row["territoire"])
    return [row["pack"], *({territoire} & DEPARTEMENTS - {row["pack"]})]


def name_of(pack: str, *words: str) -> str:
    """Name a case in the letters that pytest prints as they are."""
    name = "-".join([pack, *(word for word in words if word not in ("", "aucune"))])
    name = name.replace("’", "'").replace("–", "-").replace("€", "EUR")
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()


def shift(affichage: str) -> str:
    """Change the last digit of a number, or a text."""
    if not any(c.isdigit() for c in affichage):
        return affichage + " ?"
    return re.sub(r"\d(?=\D*$)", lambda digit: str((int(digit[0]) + 1) % 10), affichage)


SEED = read_rows(Path(__file__).with_name("seed_figures.csv"))
CASES = [
    pytest.param(pack, row, id=name_of(pack, *(row[k] for k in KEYS[1:]), row["affichage"]))
    for row in SEED
    for pack in packs_of(row)
]


@pytest.fixture(scope="session")
def packs(built_packs: Mapping[str, Path]) -> dict[str, Pack]:
    return {code: read_pack(folder) for code, folder in built_packs.items()}


@pytest.mark.parametrize(("pack", "row"), CASES)
def test_published_figure_is_in_chiffres(packs: Mapping[str, Pack], pack: str, row: Row) -> None:
    found = candidates(row, packs[pack].figures)
    shown = [(figure["valeur"], figure["affichage"]) for figure in found]
    assert matches(row, packs[pack].figures), f"{row['diapositive']} : {shown}"


@pytest.mark.parametrize(("pack", "row"), CASES)
def test_published_figure_is_on_the_page(packs: Mapping[str, Pack], pack: str, row: Row) -> None:
    text = packs[pack].texts[row["section"]]
    assert any(shows(wording, text) for wording in wordings(row["affichage"]))


@pytest.mark.parametrize(("section", "text"), DATES, ids=lambda word: name_of(word or "page"))
def test_published_date_is_on_every_page(
    packs: Mapping[str, Pack], section: str, text: str
) -> None:
    assert [code for code, p in packs.items() if not shows(text, p.texts[section])] == []


@pytest.mark.parametrize("text", DUNKERQUE, ids=name_of)
def test_date_of_dunkerque_is_on_the_pages_that_show_it(
    packs: Mapping[str, Pack], text: str
) -> None:
    shown = [code for code in ("32", "59") if shows(text, packs[code].texts["attribution_reform"])]
    assert shown == ["32", "59"]


def test_seed_has_many_figures_and_none_twice() -> None:
    assert len(SEED) >= 180
    named = [tuple(row[key] for key in ("pack", *KEYS, "affichage")) for row in SEED]
    assert len(set(named)) == len(named)


def test_no_figure_matches_another_value(packs: Mapping[str, Pack]) -> None:
    changed = [{**row, "affichage": shift(row["affichage"])} for row in SEED]
    assert [row for row in changed if matches(row, packs[row["pack"]].figures)] == []


@pytest.mark.parametrize(
    ("affichage", "valeur", "display", "expected"),
    [
        ("71 %", "0,7059", "71\u202f%", True),
        ("72 %", "0,7059", "71\u202f%", False),
        ("48%", "0,475", "48\u202f%", True),
        ("47%", "0,475", "47\u202f%", False),
        ("6,3 %", "0,0625", "6\u202f%", True),
        ("-14%", "-0,14", "\u221214\u202f%", True),
        ("14%", "-0,14", "\u221214\u202f%", False),
        ("1 413", "1413", "1\u202f413", True),
        ("8 500", "8500", "environ 8\u202f500", True),
        ("950€", "950", "950\u00a0€", True),
        ("950€", "950", "950\u202f%", False),
        ("12e", "12", "12e", True),
        ("348", "", "en cours de finalisation", False),
        ("en cours de finalisation", "", "en cours de finalisation", True),
    ],
)
def test_agreement_is_at_the_published_rounding(
    affichage: str, valeur: str, display: str, expected: bool
) -> None:
    assert agrees(affichage, {"valeur": valeur, "affichage": display}) is expected


@pytest.mark.parametrize(
    ("expected", "html", "found"),
    [
        ("1 413", "<td>1\u202f413</td>", True),
        ("1 413", "<td>1\u202f413\u202f000</td>", False),
        ("413", "<td>1\u202f413</td>", False),
        ("7 %", "<td>17\u202f%</td><td>7,4\u202f%</td>", False),
        ("7 %", "<svg><title>7\u202f%</title><text>8\u202f%</text></svg>", False),
        ("7 %", "<svg><text>7\u202f%</text></svg>", True),
    ],
)
def test_visible_text_has_whole_numbers_only(expected: str, html: str, found: bool) -> None:
    page = Page()
    page.feed(html)
    assert shows(published(expected), plain(" ".join(page.pieces[""]))) is found
