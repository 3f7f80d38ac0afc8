"""The files of the generated extracts: dates, numbers and flags as exports write them."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pandas as pd

from hdflib.demo.geography import Codes
from hdflib.demo.quotas import Ints, Mask

ORIGIN = np.datetime64("2021-01-01")
"""Day 0 of all days."""


def day_of(text: str) -> int:
    """Give the rank of an ISO date, counted from 1 January 2021."""
    return int((np.datetime64(text) - ORIGIN).astype(int))


def write_days(days: Ints) -> Codes:
    """Write days as day/month/year."""
    first = int(days.min()) if len(days) else 0
    last = int(days.max()) if len(days) else 0
    texts = pd.date_range(str(ORIGIN + first), str(ORIGIN + last), freq="D").strftime("%d/%m/%Y")
    found: Codes = np.asarray(texts, dtype="<U10")[days - first]
    return found


def write_flags(rows: Mask) -> Codes:
    """Write oui or non."""
    return np.where(rows, "oui", "non")


def write_numbers(codes: Codes, months: Ints, start: int) -> Codes:
    """Write unique numbers of requests, of 18 figures.

    Parameters
    ----------
    codes
        Code of the département of each request.
    months
        Its year and month, as YYMM.
    start
        First of the order numbers, so that two sources share none.
    """
    order = np.arange(start, start + len(codes))
    parts = (f"0{c}{m:04d}{n:011d}" for c, m, n in zip(codes, months, order, strict=True))
    return np.array(list(parts), dtype="<U18")


def months_of(days: Ints) -> Ints:
    """Give the year and month of days, as YYMM."""
    months = (ORIGIN + days).astype("datetime64[M]").astype(np.int64)
    found: Ints = (months // 12 + 1970) % 100 * 100 + months % 12 + 1
    return found


def write_csv(frame: pd.DataFrame, path: Path, encoding: str = "utf-8") -> None:
    """Write a table with semicolons; a name that ends in .gz is compressed, without a date.

    Raises
    ------
    ValueError
        If a text would need quotes.
    """
    columns = [frame[name].astype(str).tolist() for name in frame.columns]
    lines = [";".join(frame.columns), *map(";".join, zip(*columns, strict=True)), ""]
    text = "\r\n".join(lines)
    if text.count(";") != (len(lines) - 1) * (len(columns) - 1) or '"' in text:
        raise ValueError(f"{path.name}: a text holds a separator")
    content = text.encode(encoding)
    if path.suffix == ".gz":
        content = gzip.compress(content, compresslevel=5, mtime=0)
    path.write_bytes(content)
