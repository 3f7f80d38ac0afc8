"""Make the pictures of the documentation from the built packs, in Chromium."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "outputs" / "2022-06-16" / "59-nord" / "dossier.html"
TARGET = ROOT / "docs" / "images" / "dossier-nord.png"


def main() -> None:
    """Take the picture of the priority households of the Nord, as a reader meets them."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("Chromium is missing: make system")
    if not PAGE.exists():
        sys.exit("The packs aren't built: make packs")
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 1130})
        page.emulate_media(reduced_motion="reduce")
        page.goto(PAGE.as_uri() + "#priority-households")
        page.screenshot(path=TARGET)
        browser.close()


if __name__ == "__main__":
    main()
