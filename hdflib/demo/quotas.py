"""Exact quotas: whole numbers that keep a total, and rows drawn by them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


def apportion(total: int, weights: npt.ArrayLike, caps: Ints | None = None) -> Ints:
    """Share a total by largest remainders, in proportion to weights.

    Parameters
    ----------
    total
        What the shares add up to.
    weights
        One per share, not negative.
    caps
        Largest value of each share.

    Raises
    ------
    ValueError
        If the caps or the weights leave no way to reach the total.
    """
    weight = np.asarray(weights, np.float64)
    room = np.full(len(weight), total) if caps is None else caps.astype(np.int64)
    given = np.zeros(len(weight), np.int64)
    while (left := total - int(given.sum())) > 0:
        open_weight = np.where(given < room, weight, 0.0)
        if not open_weight.sum():
            raise ValueError(f"{left} of {total} can't be shared")
        exact = left * open_weight / open_weight.sum()
        whole = np.floor(exact).astype(np.int64)
        ranks = np.argsort(-(exact - whole), kind="stable")
        whole[ranks[: left - int(whole.sum())]] += 1
        given = np.minimum(given + whole, room)
    return given


def ranks_within(rng: np.random.Generator, groups: Ints, keys: Floats | None = None) -> Ints:
    """Give each row its rank in its group: at random, or by growing key."""
    order = np.lexsort((rng.random(len(groups)) if keys is None else keys, groups))
    ordered = groups[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(ordered) else ordered
    lengths = np.diff(np.r_[starts, len(ordered)])
    ranks = np.empty(len(groups), np.int64)
    ranks[order] = np.arange(len(ordered)) - np.repeat(starts, lengths)
    return ranks


def pick(rng: np.random.Generator, groups: Ints, quotas: Ints, eligible: Mask) -> Mask:
    """Draw in each group of rows exactly so many of the eligible ones.

    Raises
    ------
    ValueError
        If a group has too few.
    """
    if (np.bincount(groups[eligible], minlength=len(quotas)) < quotas).any():
        raise ValueError("a quota is larger than its group")
    found = np.zeros(len(groups), np.bool_)
    own = groups[eligible]
    found[eligible] = ranks_within(rng, own) < quotas[own]
    return found


def deal(rng: np.random.Generator, groups: Ints, counts: Ints) -> Ints:
    """Deal the rows of each group to classes, exactly so many to each.

    Parameters
    ----------
    rng
        Source of chance.
    groups
        Group of each row.
    counts
        Rows by group and class; a line adds up to the rows of the group.

    Raises
    ------
    ValueError
        If a line doesn't.
    """
    sizes = np.bincount(groups, minlength=len(counts))
    if (sizes != counts.sum(axis=1)).any():
        raise ValueError("counts don't add up to the groups")
    classes = np.tile(np.arange(counts.shape[1]), len(counts))
    dealt = np.repeat(classes, counts.ravel())
    starts = np.cumsum(sizes) - sizes
    found: Ints = dealt[starts[groups] + ranks_within(rng, groups)]
    return found
