"""site-builder check, as people read it: where a fault stands, why it matters, and what to do next."""

from __future__ import annotations

import re

import pytest

from tests.conftest import Project

SLEEP = "content/articles/sleep.md"


@pytest.fixture
def broken(project: Project) -> Project:
    """The small site with two links that lead nowhere."""
    project.write(SLEEP, project.read(SLEEP) + "\nRead about [rest](rest.md).\n\n日本 and [naps](naps.md).\n")
    return project


def test_check_tells_all_and_build_the_two_lines_alone(broken: Project) -> None:
    checked, built = broken.check(), broken.build()
    assert (checked.code, built.code) == (1, 1)
    row = broken.read(SLEEP).split("\n").index("Read about [rest](rest.md).") + 1
    short = [line for line in built.err.split("\n") if line.startswith((SLEEP, "    hint: "))]
    assert [line for line in checked.err.split("\n") if line.startswith((SLEEP, "    hint: "))] == short
    assert len(short) == 4
    assert f"\n    {row} │ Read about [rest](rest.md).\n    {' ' * len(str(row))} │            ^\n" in checked.err
    assert f"\n    {row + 2} │ 日本 and [naps](naps.md).\n    {' ' * len(str(row))} │          ^\n" in checked.err
    assert checked.err.count("\n    why: Readers would end at a page that is not found.\n") == 1
    assert "│" not in built.err
    assert "why:" not in built.err


def test_at_the_end_it_says_how_many_and_what_to_do(broken: Project) -> None:
    *_, blank, counted, step, more, end = broken.check().err.split("\n")
    assert (blank, end) == ("", "")
    assert re.fullmatch(r"\d+ pages, 2 errors", counted)
    assert step.startswith(f"Mend the 2 errors, the first in {SLEEP}, line ")
    assert more.endswith(": site-builder rules link-broken")


def test_a_site_without_faults_is_one_line(project: Project) -> None:
    assert project.check().err.count("\n") == 1


def test_what_programs_read_has_no_excerpts(broken: Project) -> None:
    assert "│" not in broken.check("--format", "json").out


def test_a_terminal_gets_colours_and_lines_that_fit(broken: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = broken.check().err
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("TERM", "xterm")
    told = broken.check().err
    assert f"\x1b[1m{SLEEP}:" in told
    bare = re.sub("\x1b\\[[0-9;]*m", "", told).split("\n")
    for_programs = (f"{SLEEP}:", "    hint: ")
    assert max(len(line) for line in bare if not line.startswith(for_programs)) <= 40
    assert [line for line in bare if line.startswith(for_programs)] == [
        line for line in plain.split("\n") if line.startswith(for_programs)
    ]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in broken.check().err


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("content/articles/bad.md", b"\xff\xfe-\0-\0-\0"),
        ("content/articles/bad.md", b"---\ntitle: caf\xe9\n---\n"),
        ("content/articles/bad.md", b""),
        ("content/clinic.yaml", b"name: [\n"),
        ("templates/layouts/page.html", b"{% if %}\n"),
    ],
)
def test_whatever_is_broken_is_told_without_a_traceback(project: Project, path: str, data: bytes) -> None:
    project.write(path, data)
    asked = project.check()
    assert asked.code == 1
    assert path in asked.err
    assert "Traceback" not in asked.err
    assert "fault of the program" not in asked.err


def test_a_rule_of_the_clinics_own_tells_why_too(project: Project) -> None:
    project.write(
        "content/rules.yaml",
        "rules:\n  - {id: OURS-1, kind: text, scope: sentence, severity: warning, flag: our name,\n"
        "     pattern: deep, message: The partners do not say so., hint: Leave it out.,\n"
        "     source: us, flagged: deep, not_flagged: low}\n",
    )
    told = project.check().err
    assert "warning[OURS-1] “It is deep.” The partners do not say so.\n" in told
    assert "fault of the program" not in told


@pytest.mark.parametrize("form", ["json"])
def test_watching_is_told_in_words_only(project: Project, form: str) -> None:
    asked = project.run("check", "--watch", "--format", form)
    assert (asked.code, asked.out) == (2, "")
    assert asked.err == f"site-builder: --watch tells what it finds in words; leave --format {form} away\n"
