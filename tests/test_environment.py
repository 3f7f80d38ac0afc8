"""The ways to install the project agree, and no file holds what only one machine has."""

import json
import re
import subprocess
import tomllib
from itertools import chain
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")


def split(requirement):
    name, specifier = re.fullmatch(r"([\w.-]+)\s*(.*)", requirement).groups()
    return name.lower().replace("_", "-"), specifier


def test_conda_installs_what_pyproject_asks_for():
    content = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    plain = [item for item in content["dependencies"] if isinstance(item, str)]
    conda = dict(map(split, plain))
    assert conda.pop("python") == PROJECT["requires-python"]
    assert conda.pop("quarto") == ">=1.4"
    conda.pop("librsvg")
    conda.pop("pip")
    assert conda == dict(map(split, PROJECT["dependencies"]))
    (pip,) = [item["pip"] for item in content["dependencies"] if isinstance(item, dict)]
    extras = ",".join(PROJECT["optional-dependencies"])
    assert pip == [f"--editable .[{extras}]"]
    assert content["channels"] == ["conda-forge"]


def test_the_lock_pins_every_dependency_with_hashes():
    pinned = {}
    for block in re.split(r"\n(?=\S)", LOCK.strip()):
        if block.startswith("#"):
            continue
        name, version = re.match(r"([\w.-]+)==([\w.]+)", block).groups()
        assert "--hash=sha256:" in block, name
        pinned.setdefault(name.lower(), []).append(version)
    asked = [
        *PROJECT["dependencies"],
        *chain.from_iterable(PROJECT["optional-dependencies"].values()),
    ]
    for requirement in asked:
        name, specifier = split(requirement)
        floor = tuple(map(int, re.findall(r"\d+", specifier)))
        for version in pinned[name]:
            assert tuple(map(int, re.findall(r"\d+", version)))[: len(floor)] >= floor, name


def test_the_lock_of_npm_pins_every_package_with_a_hash_and_no_address():
    folder = ROOT / "tests" / "accessibility"
    asked = json.loads((folder / "package.json").read_text("utf-8"))["devDependencies"]
    packages = json.loads((folder / "package-lock.json").read_text("utf-8"))["packages"]
    own = packages.pop("")
    assert own["devDependencies"] == asked
    for name, version in asked.items():
        assert packages[f"node_modules/{name}"]["version"] == version
    assert [name for name, item in packages.items() if "integrity" not in item] == []
    assert [name for name, item in packages.items() if "resolved" in item] == []


def tracked():
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


# Cut in two, so that this file doesn't hold them either.
REGISTRIES = "|".join(
    ("py" + "pi[.]org", "python" + "hosted", "np" + "mjs[.]", "deb[.]deb" + "ian", "js" + "delivr")
)
MACHINE = r"(?<![\w.])/(?:ro" + r"ot|ho" + r"me/\w+|wo" + r"rk|Us" + r"ers/\w+)/"


@pytest.mark.parametrize("pattern", [REGISTRIES, MACHINE], ids=["registry", "machine"])
def test_no_file_holds_a_registry_address_or_a_path_of_a_machine(pattern):
    found = [
        path.relative_to(ROOT).as_posix()
        for path in tracked()
        if re.search(pattern, path.read_bytes().decode("utf-8", "ignore"))
    ]
    assert found == []


def test_nothing_confidential_is_tracked():
    names = {path.relative_to(ROOT).as_posix() for path in tracked()}
    assert {name for name in names if name.startswith("data/extracts/")} == {
        "data/extracts/README.md"
    }
