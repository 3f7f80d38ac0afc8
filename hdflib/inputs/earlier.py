"""The commission before one: which it is, and its inputs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hdflib.commission import NONE_EARLIER, Commission
from hdflib.display.grammar import accord
from hdflib.errors import HdfError, InputError
from hdflib.inputs.edition import Edition, read_edition
from hdflib.inputs.params import commissions, read_params


@dataclass(frozen=True)
class Earlier:
    """The commission that another one is compared with.

    Attributes
    ----------
    commission
        Its date.
    edition
        Its inputs, None if they can't be compared.
    motif
        Why not (French).
    """

    commission: date
    edition: Edition | None
    motif: str = ""


def read_earlier(edition: Edition) -> Earlier | None:
    """Read the commission that an edition is compared with.

    It is the one that params name, else the newest earlier one of the same région and kind of
    figures. Only its inputs are read. One that can't be read is no error of this edition.

    Returns
    -------
    Earlier or None
        None if there is none, or if params want none.
    """
    params = edition.params
    if params.precedente == NONE_EARLIER:
        return None
    day = params.precedente or newest_before(edition.root, params)
    if not isinstance(day, date):
        return None
    try:
        found = read_edition(edition.root, day.isoformat())
    except InputError as error:
        count = len(error.problems)
        return Earlier(day, None, f"ses données ont {count} {accord(count, 'problème')} à corriger")
    if motif := unlike(params, found.params):
        return Earlier(day, None, motif)
    return Earlier(day, found)


def newest_before(root: Path, params: Commission) -> date | None:
    """Find the newest earlier commission of the same région and kind of figures."""
    for iso in reversed(commissions(root)):
        if iso < params.iso and may_precede(root, iso, params):
            return date.fromisoformat(iso)
    return None


def may_precede(root: Path, iso: str, params: Commission) -> bool:
    """Whether a commission is like another one; one whose params can't be read may be.

    An older one isn't taken in its place: it would pass for the last commission.
    """
    try:
        return not unlike(params, read_params(root, iso))
    except HdfError:
        return True


def unlike(params: Commission, other: Commission) -> str:
    """Say why the figures of two commissions don't compare, empty if they do."""
    if params.region != other.region:
        return "elle porte sur une autre région"
    if params.fictive != other.fictive:
        return "les données de l’une des deux sont fictives"
    return ""
