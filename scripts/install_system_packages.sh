#!/usr/bin/env bash
# Installs, by name, the Debian packages that the project uses besides Python itself:
#   python3-venv     make's virtual environment
#   chromium         the browser tests and the pictures of the guide
#   poppler-utils    the tests of what printed pages say
#   fonts-dejavu-core  the font that charts are laid out with
#   libpango-1.0-0, libpangoft2-1.0-0  the text of the PDFs
#   librsvg2-bin     the drawings of slides and documents for PowerPoint and Word
#   nodejs, npm, default-jre-headless  the checkers of pages: axe-core, html-validate, vnu
# Without them, packs are built all the same and the tests that need them say what is missing.
set -euo pipefail
packages=(python3-venv chromium poppler-utils fonts-dejavu-core libpango-1.0-0 libpangoft2-1.0-0
          librsvg2-bin)
missing=()
for name in "${packages[@]}"; do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'install ok installed' || missing+=("$name")
done
# Node.js and Java may come from elsewhere, with packages of other names: what runs is enough.
for pair in node:nodejs npm:npm java:default-jre-headless; do
    command -v "${pair%%:*}" >/dev/null || missing+=("${pair#*:}")
done
if [ ${#missing[@]} -eq 0 ]; then
    echo "System packages: all there."
    exit 0
fi
if [ "$(id -u)" -ne 0 ]; then
    echo "To install as root: apt-get install ${missing[*]}" >&2
    exit 1
fi
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
echo "System packages installed: ${missing[*]}"
