"""How Quarto is found and run, with a program that stands for it."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from quarto_fake import make_fake

from hdflib.packs.quarto import (
    MissingQuartoError,
    Quarto,
    QuartoError,
    find_quarto,
    read_version,
)

HOSTILE = "a b;$(touch PWNED)'\"&"
"""A name that a shell would execute."""


@pytest.fixture
def fake(tmp_path):
    return make_fake(tmp_path / HOSTILE / "bin")


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / f"{HOSTILE} travail"
    made.mkdir()
    (made / "x.ipynb").write_text("{}", "utf-8")
    return made


def render(fake, folder, timeout=60.0):
    quarto = Quarto(str(fake.program), (1, 5))
    return quarto.render(folder, "x.ipynb", "pptx", "x.pptx", timeout)


@pytest.mark.parametrize(
    ("said", "version"),
    [
        ("1.5.57\n", (1, 5, 57)),
        ("1.4.549", (1, 4, 549)),
        ("99.9.9", (99, 9, 9)),
        ("Deno warning: 2 things\n1.6.0-rc1\n", (1, 6, 0)),
        ("quarto", ()),
        ("", ()),
    ],
)
def test_a_version_is_read_among_what_is_said(said, version):
    assert read_version(said) == version


@pytest.mark.parametrize("version", ["1.4.549", "1.10.2", "2.0.0", "99.9.9"])
def test_versions_from_1_4_on_are_accepted(tmp_path, version):
    fake = make_fake(tmp_path, version=version)
    found = find_quarto(str(fake.program))
    assert found == Quarto(str(fake.program), tuple(map(int, version.split("."))))


@pytest.mark.parametrize(
    ("version", "said"), [("1.3.450", "1.3.450"), ("0.9.1", "0.9.1"), ("hier", "inconnue")]
)
def test_an_older_or_unknown_version_is_refused(tmp_path, version, said):
    fake = make_fake(tmp_path, version=version)
    with pytest.raises(QuartoError, match=rf"La version de Quarto \({said}, .*ne convient pas"):
        find_quarto(str(fake.program))


def test_the_path_given_comes_before_the_variable_and_the_variable_before_path(tmp_path):
    one, two, three = (make_fake(tmp_path / name) for name in ("un", "deux", "trois"))
    both = {"QUARTO_PATH": str(two.program), "PATH": str(three.program.parent)}
    assert find_quarto(str(one.program), both).path == str(one.program)
    assert find_quarto(None, both).path == str(two.program)
    assert find_quarto(None, {"PATH": str(three.program.parent)}).path == str(three.program)


def test_without_quarto_a_sentence_says_how_to_install_it(tmp_path):
    with pytest.raises(MissingQuartoError, match=r"n’est pas installé.*environment\.yml.*conda-f"):
        find_quarto(None, {"PATH": str(tmp_path)})


@pytest.mark.parametrize(("path", "origin"), [("absent", "--quarto"), (None, "QUARTO_PATH")])
def test_a_path_that_leads_nowhere_is_named_and_nothing_else_is_tried(tmp_path, path, origin):
    fake = make_fake(tmp_path)
    known = {"QUARTO_PATH": "absent", "PATH": str(fake.program.parent)}
    with pytest.raises(QuartoError, match=f"« absent », donné par {origin}") as caught:
        find_quarto(path, known)
    assert not isinstance(caught.value, MissingQuartoError)


def test_a_program_that_can_not_say_its_version_is_refused(tmp_path):
    fake = make_fake(tmp_path)
    fake.set(version_code=3)
    with pytest.raises(QuartoError, match=r"échoué \(code 3\)"):
        find_quarto(str(fake.program))


def test_arguments_are_a_list_that_no_shell_reads(fake, folder, tmp_path):
    assert find_quarto(str(fake.program)).path == str(fake.program)
    made = render(fake, folder)
    assert made == folder / "x.pptx"
    assert made.read_bytes() == b"made"
    call = fake.call
    assert call["words"] == [
        "render",
        "x.ipynb",
        "--to",
        "pptx",
        "--output",
        "x.pptx",
        "--no-execute",
    ]
    assert call["cwd"] == str(folder)
    assert call["stdin"] == ""
    assert not list(tmp_path.rglob("PWNED"))


def test_quarto_sees_its_own_variables_and_no_others(fake, folder, monkeypatch):
    monkeypatch.setenv("MOT_DE_PASSE", "secret")
    monkeypatch.setenv("QUARTO_SHARE_PATH", "/opt/quarto/share")
    render(fake, folder)
    environment = fake.call["environment"]
    assert environment["QUARTO_SHARE_PATH"] == "/opt/quarto/share"
    assert environment["PATH"] == os.environ["PATH"]
    assert environment["TMPDIR"] == str(folder)
    assert "secret" not in environment.values()


def test_a_failure_shows_the_last_messages_without_their_colours(fake, folder):
    said = "\n".join(f"\x1b[31mligne {rank}\x1b[0m" for rank in range(1, 21))
    fake.set(code=7, said=said)
    with pytest.raises(QuartoError) as caught:
        render(fake, folder)
    lines = str(caught.value).splitlines()
    assert lines[0] == "Quarto a échoué (code 7)."
    assert lines[1] == "Derniers messages de Quarto :"
    # The last eight of twenty.
    assert lines[2:] == [f"ligne {rank}" for rank in range(13, 21)]


def test_an_output_that_is_not_there_is_an_error(fake, folder):
    fake.set(nothing=True, said="tout va bien")
    with pytest.raises(QuartoError, match=r"n’a pas écrit « x\.pptx »") as caught:
        render(fake, folder)
    assert str(caught.value).endswith("tout va bien")


def test_a_talkative_program_does_not_block(fake, folder):
    # More than a pipe holds.
    fake.set(said="mot " * 100_000)
    assert render(fake, folder).is_file()


def test_a_program_that_hangs_is_stopped_with_what_it_started(fake, folder):
    fake.set(hang=True, said="début du rendu")
    start = time.monotonic()
    with pytest.raises(QuartoError, match="n’a pas fini après 4 s et a été arrêté") as caught:
        render(fake, folder, timeout=4)
    assert time.monotonic() - start < 20
    assert "--delai" in str(caught.value)
    assert str(caught.value).endswith("début du rendu")
    child = int(fake.program.with_name("child.txt").read_text("utf-8"))
    assert gone(child)


def gone(pid: int) -> bool:
    """Whether a process ended, at once or within two seconds; a zombie has."""
    for _ in range(20):
        state = Path(f"/proc/{pid}/stat")
        if not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.1)
    return False


def test_a_program_that_does_not_start_is_an_error(folder, tmp_path):
    program = tmp_path / "quarto"
    program.write_text("#!/absent/interpreter\n", "utf-8")
    program.chmod(0o755)
    with pytest.raises(QuartoError, match="ne démarre pas"):
        Quarto(str(program), (1, 5)).render(folder, "x.ipynb", "html", "x.html")
