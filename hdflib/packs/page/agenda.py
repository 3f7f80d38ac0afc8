"""`echeances.ics`: the events of a pack, for an agenda."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hdflib.commission import Commission
from hdflib.display.calendar import calendar
from hdflib.packs.section import Section


def write_agenda(path: Path, params: Commission, sections: Sequence[Section]) -> None:
    """Write the events of sections in page order; no file if none has any."""
    events = [evenement for section in sections for evenement in section.evenements]
    if events:
        content = calendar(events, params.commission, params.titre, fictif=params.fictive)
        path.write_bytes(content)
