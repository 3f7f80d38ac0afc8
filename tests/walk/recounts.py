"""Counts made again from the cells that they name: one function for each way to say one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from cells import Cell
from commissions import passed
from formulas import evaluate
from owners import ADDED, STEPS, Own, each, hidden, lacking, published, share, tables
from spans import FormulaError, add_delay

if TYPE_CHECKING:
    from counts import Count


RATE = "taux_cia"
"""Column of the rate that a CIA sets."""
Said = Mapping[str, str]
"""What stands in the blanks of the words of a count."""


def count_steps(count: Count, said: Said) -> int:
    """Count the EPCI that passed a step, or didn't."""
    day = count.figure["periode"]
    signed = {"": None, " qui ont une CIA": True, " qui n’ont pas de CIA": False}[said["cia"]]
    step = next((c.colonne for c in count.cells if c.colonne in STEPS), "cia")

    def of_base(own: Own) -> bool:
        return signed is None or passed(own["reforme_epci"]["cia"], day) is signed

    base = count.base(said["n"], of_base)
    check_followed(count, base, signed, day)
    verdicts = [passed(own["reforme_epci"][step], day) for own in base.values()]
    if None in verdicts:
        raise FormulaError("a step isn't known")
    return verdicts.count(said["verbe"] == "l’ont fait")


def check_followed(count: Count, base: Mapping[str, Own], signed: bool | None, day: str) -> None:
    """Check that no EPCI is left out, but those that entered the reform later."""
    fichier, modalite = count.cells[0].fichier, count.figure["modalite"]
    expected = count.commission.owners(count.cells[0], count.figure["territoire"])
    rows = {row["epci"]: row for row in count.commission.project.rows(fichier).values()}
    if signed is not None:
        cells = {who: count.commission.cell_of(fichier, who, "cia") for who in expected}
        expected = {who for who in expected if passed(cells[who], day) is signed}
    if signed and any(c.colonne in ADDED for c in count.cells):
        expected = {who for who in expected if any(rows[who][column] for column in ADDED)}
    later = {who for who in expected if rows[who]["entree"]}
    entry = re.search("par qui est entré dans la réforme le (.+)", modalite)
    if set(base) != (later if entry else expected) and set(base) != expected - later:
        raise FormulaError(f"rows left out: {expected - set(base)}")


def count_attached(count: Count, said: Said) -> int:
    """Count the EPCI of a territory: every one that is attached to it, once."""
    territoire, commission = count.figure["territoire"], count.commission
    rows = [cell.row for cell in count.cells]
    if any(territoire not in (commission.region, row["departement"]) for row in rows):
        raise FormulaError("out of the territory")
    named = {row["code"] for row in rows}
    if named != commission.owners(count.cells[0], territoire):
        raise FormulaError("rows left out")
    count.used |= set(count.cells)
    return len(rows)


def count_published(count: Count, said: Said) -> int:
    return sum(map(published, both_columns(count, said)))


def count_hidden(count: Count, said: Said) -> int:
    return sum(map(hidden, both_columns(count, said)))


def both_columns(count: Count, said: Said) -> Iterable[Own]:
    """Give those that are counted, each with a part and what it is a part of."""
    base = count.whole_base(said["n"]).values()
    if any(len(columns) < 2 for own in base for columns in own.values()):
        raise FormulaError("a column is left out")
    return base


def count_reaching(count: Count, said: Said) -> int:
    """Count the EPCI whose share is a limit at least."""
    limit = count.rate(said["taux"])
    own = [one for one in count.whole_base(said["n"]).values() if published(one)]
    return sum(share(one, *one) >= limit for one in own)


def count_objective(count: Count, said: Said) -> int:
    """Count the EPCI whose attributions are the yearly objective, prorated, at least."""
    base = count.known_base(said["n"])
    months = count.commission.elapsed(count.cells[0].fichier)
    return sum(share(own, *own) * 12 / months >= 1 for own in base.values())


def count_falling(count: Count, said: Said) -> int:
    base = [own for own in count.whole_base(said["n"]).values() if published(own)]
    return sum(share(own, tables(own)[0]) < share(own, tables(own)[1]) for own in base)


def count_down(count: Count, said: Said) -> int:
    """Count the EPCI whose share is a limit at least, but less than the year before."""
    limit = count.rate(said["taux"])
    verdicts = []
    for own in count.known_base(said["n"]).values():
        now, before = (share(own, table) for table in tables(own))
        verdicts.append(limit <= now < before)
    return sum(verdicts)


def count_own_objective(count: Count, said: Said) -> int:
    """Count the EPCI that reach the rate of their CIA, or else that of the law."""
    law, base = count.rate(said["taux"]), count.whole_base(said["n"])
    rates = {who: c.number for who, own in base.items() for c in each(own) if c.colonne == RATE}
    if set(rates) != set(base) & count.commission.rated():
        raise FormulaError("rates left out")
    results = {who: {"mixite": own["mixite"]} for who, own in base.items()}
    known = [who for who, own in results.items() if published(own)]
    return sum(lacking(results[who], rates.get(who, law)) == 0 for who in known)


def count_rates(count: Count, said: Said) -> int:
    """Count the EPCI whose CIA sets a rate; one that isn't signed sets none."""
    day = str(count.commission.observation(count.cells[0].fichier))
    followed = [own["reforme_epci"] for own in count.whole_base(said["n"]).values()]
    rated = [columns for columns in followed if columns[RATE].etat is None]
    return sum(passed(columns["cia"], day) is not False for columns in rated)


def count_names(count: Count, said: Said) -> int:
    """Count the EPCI whose cotation is active, and check their names."""
    own = [cell for cell in count.cells if cell.colonne == "cotation_active"]
    count.used |= set(own)
    if {c.ligne for c in own} != set(count.commission.project.rows(own[0].fichier)):
        raise FormulaError("rows left out")
    active = [cell.who for cell in own if cell.texte == "oui"]
    names = [count.commission.names[code] for code in active]
    if sorted(re.split(", | et ", said["noms"])) != sorted(names or ["aucun"]):
        raise FormulaError(f"« {said['noms']} » isn't {names}")
    return len(active)


def count_rights(count: Count, said: Said) -> int:
    """Count the bailleurs where the State has had its share of the flow."""
    rate = count.rate(said["taux"])
    base = [own["flux_bailleurs"] for own in count.whole_base(said["n"]).values() if published(own)]
    return sum(own["assiette_etat"].number >= rate * own["assiette"].number for own in base)


def count_returns(count: Count, said: Said) -> int:
    """Count the bailleurs by what became of their return."""
    delay, day, kinds = count.delay(said["m"]), count.commission.date, []
    for columns in last_returns(count, said):
        sent, due = columns["transmis"].day, add_delay(columns["arrete"].day, delay, "jours")
        if sent and sent <= day:
            kinds.append("transmis à temps" if sent <= due else "transmis en retard")
        else:
            kinds.append("attendu" if day <= due else "en retard")
    return kinds.count(said["remise"])


def count_known_returns(count: Count, said: Said) -> int:
    """Count the bailleurs that sent their return, or are known not to have."""
    return sum(columns["transmis"].etat is None for columns in last_returns(count, said))


def last_returns(count: Count, said: Said) -> list[Mapping[str, Cell]]:
    """Give the returns that are counted, once checked that they are the last ones, and all."""
    base, day = count.base(said["n"]), count.commission.date.isoformat()
    rows = count.commission.project.rows(count.cells[0].fichier).values()
    last = max(row["arrete"] for row in rows if row["arrete"] <= day)
    known = {row["bailleur"] for row in rows if row["arrete"] == last and row["transmis"]}
    found = [own["compte_rendu_bailleurs"] for own in base.values()]
    if set(base) != known or {columns["arrete"].texte for columns in found} != {last}:
        raise FormulaError(f"returns left out: {known - set(base)}")
    return found


def count_below(count: Count, said: Said) -> int:
    """Count the bailleurs whose share is below a limit."""
    limit = count.rate(said["taux"])
    own = [one for one in count.whole_base(said["n"]).values() if published(one)]
    return sum(share(one, *one) < limit for one in own)


def total_lacking(count: Count, said: Said) -> int:
    """Add up what bailleurs lack."""
    limit = count.rate(said["taux"])
    base = [own for own in count.whole_base(said["n"]).values() if published(own)]
    if len(base) != int(said["m"]):
        raise FormulaError(f"{len(base)} results of {said['m']}")
    return sum(lacking(own, limit) for own in base)


def rank_of(count: Count, said: Said) -> int:
    """Give the rank of a région by its rate, among those whose rate is known."""
    own = evaluate(said["calcul"], count)
    count.terms += own.terms
    others = {who: one for who, one in count.by_owner().items() if "bilan_regions" in one}
    count.used = {cell for one in others.values() for cell in each(one)}
    first, *_ = count.used
    listed = {
        row["region"]
        for row in count.commission.project.rows(first.fichier).values()
        if row["public"] == first.row["public"] and row["objectif_annuel"] and row["attributions"]
    }
    if set(others) != listed - set(count.commission.names.values()):
        raise FormulaError(f"régions left out: {listed - set(others)}")
    if len(others) + 1 != int(said["n"]):
        raise FormulaError(f"{len(others) + 1} régions of {said['n']}")
    year = 12 / count.commission.elapsed(f"{count.commission.data}/{first.row['public']}.csv")
    return 1 + sum(share(one, "bilan_regions") * year > own.value for one in others.values())


def least_points(count: Count, said: Said) -> int:
    """Give the fewest points of the priority criteria."""
    count.used |= set(count.cells)
    if len(count.cells) != int(said["n"]):
        raise FormulaError(f"{len(count.cells)} criteria of {said['n']}")
    return min(int(cell.texte) for cell in count.cells)


def count_categories(count: Count, said: Said) -> int:
    """Count the categories of the law that no criterion stands for."""
    count.used |= set(count.cells)
    asked = {c.texte: c.ligne for c in count.cells if c.table == "priorites"}
    covered = {c.texte for c in count.cells if c.table != "priorites"}
    lines = {
        line
        for line, row in count.commission.project.rows("data/reference/priorites.csv").items()
        if row["article"] == "L.441-1" and row["debut"] <= count.commission.date.isoformat()
    }
    if set(asked.values()) != lines or len(asked) != int(said["n"]):
        raise FormulaError("categories left out")
    left = [letter for letter in asked if letter not in covered]
    if re.split(", | et ", said["noms"]) != left:
        raise FormulaError(f"« {said['noms']} » isn't {left}")
    return len(left)
