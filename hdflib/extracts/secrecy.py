"""Statistical secrecy of the counted tables, taken together."""

from __future__ import annotations

from collections.abc import Collection

from hdflib.disclosure.audit import Audit, audit
from hdflib.disclosure.protection import Protection, protect
from hdflib.disclosure.rule import Rule
from hdflib.disclosure.system import Key, System
from hdflib.errors import HdfError
from hdflib.extracts.relations import Linked


class LeakError(HdfError):
    """The audit of a protection found a leak: nothing may be published."""


def hide(
    linked: Linked, threshold: int, published: Collection[Key] = ()
) -> tuple[Protection, Audit]:
    """Choose the cells to hide, then attack the choice as a reader would.

    The audit judges hidden cells without their values, as readers must. Should it find a cell
    that is hidden for others too narrow, that cell is protected like a secret in the next round.

    Parameters
    ----------
    linked
        All cells of all tables, and those that no table shows.
    threshold
        Smallest count that isn't secret.
    published
        Cells that must not be hidden.

    Returns
    -------
    tuple
        The cells to hide, and the audit of them.

    Raises
    ------
    ProtectionError
        If the cells that must not be hidden give a secret back.
    LeakError
        If an attack still succeeds: the message gives the number of cells, never the values.
    """
    rule = Rule(threshold)
    parts = [_hide(system, linked.latent, rule, published) for system in linked.system.split()]
    protection = Protection(
        tuple(sorted(key for part, _ in parts for key in part.primary)),
        tuple(sorted(key for part, _ in parts for key in part.complementary)),
        sum(part.cost for part, _ in parts),
        sum(part.bound for part, _ in parts),
    )
    rows = [row for _, result in parts for row in result.rows if row.key not in linked.latent]
    return protection, Audit(rule, tuple(rows))


def _hide(
    system: System, latent: Collection[Key], rule: Rule, published: Collection[Key]
) -> tuple[Protection, Audit]:
    own, kept = (
        [cell.key for cell in system.cells if cell.key in keys] for keys in (latent, published)
    )
    if not any(rule.is_secret(cell.value) for cell in system.cells):
        return Protection((), (), 0.0, 0.0), Audit(rule, ())
    doubtful: set[Key] = set()
    while True:
        protection = protect(system, rule, published=kept, latent=own, sensitive=doubtful)
        result = attacked(system, {*protection.hidden, *own}, rule)
        found = {row.key for row in result.leaks}
        if not found:
            return protection, result
        if found <= doubtful:
            raise LeakError(
                f"L’audit du secret statistique trouve {len(found)} effectif(s) déductible(s) : "
                "rien n’a été écrit."
            )
        doubtful |= found


def attacked(system: System, hidden: Collection[Key], rule: Rule) -> Audit:
    """Attack the cells that readers don't have, judged without their values."""
    return audit(system.seen(hidden), hidden, rule)
