from __future__ import annotations

import re
from pathlib import Path

import pytest

from site_builder.commands.init import starter
from site_builder.commands.rules import references
from site_builder.digest import digest_bytes
from site_builder.model.inputs import Source
from site_builder.rules.catalogue import families, ids
from site_builder.rules.packs import PACKS, family_of, shipped
from site_builder.stages.bibliography import parse_bibliography
from tests.blobs import holding
from tests.conftest import Project, Run

PACK = """\
rules:
  - id: OURS-001
    kind: text
    scope: sentence
    severity: info
    flag: our old name
    pattern: '\\bKetamine House\\b'
    message: The clinic has another name now.
    hint: Write Lanternway Clinic.
    source: we said so; zarate2006 (table 2)
    flagged: Ketamine House is open.
    not_flagged: Lanternway Clinic is open.
"""

SETTINGS = '[tool.site-builder.severity]\nFTC-006 = "off"\nOURS-001 = "error"\n'

SOURCE = """\
@article{zarate2006,
  author = {Zarate, Carlos A. and Singh, Jaskaran B.},
  title = {A randomized trial},
  journal = {Archives of General Psychiatry},
  year = {2006},
  doi = {10.1001/archpsyc.63.8.856}
}
"""


def line_of(run: Run, id_: str) -> str:
    [line] = [line for line in run.out.split("\n") if line.split()[:1] == [id_]]
    return line.strip()


@pytest.fixture
def elsewhere(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A folder that lies in no project; `run` names none."""
    folder = tmp_path / "nothing"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return project


def test_every_rule_has_a_line_under_the_title_of_its_family(project: Project) -> None:
    asked = project.run("rules")
    assert (asked.code, asked.err) == (0, "")
    listed = [line.split()[0] for line in asked.out.split("\n") if line.startswith("  ")]
    assert listed == list(ids())
    assert [title for title in asked.out.split("\n") if title in {each.title for each in families()}] == [
        family.title for family in families()
    ]
    assert "\x1b" not in asked.out


def test_a_rule_that_is_left_to_a_person_is_marked(project: Project) -> None:
    asked = project.run("rules")
    left = next(rule for rule in family_of("plain_language") if rule.left_to_a_person)
    assert line_of(asked, left.id).endswith("(a person judges it, or a part of it)")


def test_the_settings_and_the_rules_of_the_clinic_are_those_of_the_project(project: Project) -> None:
    project.write("content/rules.yaml", PACK)
    project.write("pyproject.toml", SETTINGS)
    asked = project.run("rules")
    assert "\nThe clinic's own rules (content/rules.yaml)\n  OURS-001  error    our old name\n" in asked.out
    assert line_of(asked, "FTC-006").split()[1] == "off"


def test_what_is_wrong_with_the_rules_of_the_clinic_is_told(project: Project) -> None:
    project.write("content/rules.yaml", PACK.replace("House\\b", "House("))
    asked = project.run("rules")
    assert asked.code == 1
    assert asked.err.startswith("content/rules.yaml:7:14: error[rule-pattern] “pattern” of OURS-001 cannot be read")
    assert "FTC-006" in asked.out


@pytest.mark.parametrize("id_", ["ours-001", "OURS-001"])
def test_one_rule_is_explained(project: Project, id_: str) -> None:
    project.write("content/rules.yaml", PACK)
    project.write("pyproject.toml", SETTINGS)
    project.write("content/references.bib", SOURCE)
    asked = project.run("rules", id_)
    assert (asked.code, asked.err) == (0, "")
    reference = "Zarate CA, Singh JB. A randomized trial. Archives of General Psychiatry. 2006."
    assert asked.out == (
        "OURS-001 (error)\n    The clinic's own rules (content/rules.yaml)\n\n"
        "What it flags\n    our old name\n\n"
        "Why\n    The clinic has another name now.\n\n"
        "How to mend it\n    Write Lanternway Clinic.\n\n"
        f"What it rests on\n    we said so\n    {reference} doi:10.1001/archpsyc.63.8.856 [zarate2006] (table 2)\n\n"
        "Flagged\n    Ketamine House is open.\n\n"
        "Not flagged\n    Lanternway Clinic is open.\n\n"
        "Severity\n    error (set in pyproject.toml; it ships as info). To change it, write into pyproject.toml:\n\n"
        '        [tool.site-builder.severity]\n        OURS-001 = "warning"     # error, warning, info or off\n\n'
        "To waive it in one place\n    On a line of its own above the block of text:\n\n"
        "        <!-- lint-ok OURS-001: the reason -->\n\n"
        "Pattern (RE2, looked for in each sentence)\n        \\bKetamine House\\b\n"
    )


def test_a_rule_that_stays_an_error_says_so(project: Project) -> None:
    asked = project.run("rules", "field-missing")
    assert "error, always: without it pages would be lost." in asked.out
    assert "lint-ok" not in asked.out


def test_an_unknown_rule_is_wrong_use_and_the_nearest_is_named(project: Project) -> None:
    asked = project.run("rules", "ftc-6")
    assert (asked.code, asked.out) == (2, "")
    assert asked.err == "site-builder: there is no rule 'ftc-6'; did you mean FTC-006?\n"
    assert "`site-builder rules` lists every rule" in project.run("rules", "qqq").err


def test_outside_of_any_project_there_is_what_ships(elsewhere: Project, capsys: pytest.CaptureFixture[str]) -> None:
    from site_builder.cli import main

    assert main(["rules"]) == 0
    assert "FDA-001" in capsys.readouterr().out
    assert main(["rules", "FDA-001"]) == 0
    assert "What it rests on\n    ketalarpi\n" in capsys.readouterr().out
    assert main(["rules", "FTC-001"]) == 0
    assert "Federal Trade Commission. Health products compliance guidance." in capsys.readouterr().out


def test_on_a_terminal_lines_are_broken_and_titles_bold(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    bold = project.run("rules").out
    assert bold.startswith("\x1b[1mFDA")
    plain = bold.replace("\x1b[1m", "").replace("\x1b[0m", "")
    assert max(map(len, plain.split("\n")[:-2])) <= 60
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in project.run("rules").out


def test_the_rulebook_names_every_source_that_the_site_that_ships_does_not() -> None:
    file = PACKS / "sources.bib"
    data = file.read_bytes()
    named = parse_bibliography(Source(file.name, digest_bytes(data), len(data)), holding(data))
    assert named.problems == ()
    of_site = re.findall(r"^@\w+\{([^,]+),", (starter() / "content" / "references.bib").read_text(), re.MULTILINE)
    keys = {part.split()[0] for rule in shipped() for part in rule.source.split(";") if part.strip()}
    assert keys - {entry.key for entry in named.entries} - {*of_site} == {"references.bib"}
    assert {entry.key for entry in named.entries} <= keys


def test_a_source_without_a_project_is_named_by_its_key() -> None:
    assert list(references(None, "zarate2006; the label (2023)")) == ["zarate2006", "the label (2023)"]


@pytest.mark.parametrize("command", ["check", "build"])
def test_settings_that_name_no_rule_are_refused(project: Project, command: str) -> None:
    project.write(
        "pyproject.toml", '[tool.site-builder]\n\n[tool.site-builder.severity]\n  FTC-6 = "off"\nzzz = "error"\n'
    )
    asked = project.run(command)
    assert asked.code == 2
    assert asked.err == (
        "site-builder: pyproject.toml cannot be used:\n"
        "pyproject.toml:4:3: error[setting-rule-unknown] There is no rule 'FTC-6'.\n"
        "    hint: Did you mean FTC-006?\n"
        "pyproject.toml:5:1: error[setting-rule-unknown] There is no rule 'zzz'.\n"
        "    hint: `site-builder rules` lists every rule.\n"
    )


def test_every_fault_of_the_settings_is_told_at_once(project: Project) -> None:
    project.write(
        "pyproject.toml",
        '[tool.site-builder]\noutptu = "x"\n\n[tool.site-builder.severity]\nfda-001 = "off"\nFTC-006 = "fatal"\n',
    )
    asked = project.check()
    assert (asked.code, asked.out) == (2, "")
    assert [line for line in asked.err.split("\n") if line.startswith(("pyproject", "    hint"))] == [
        "pyproject.toml:2:1: error[field-unknown] There is no field “outptu”.",
        "    hint: Did you mean output?",
        "pyproject.toml:6:1: error[setting-value] FTC-006 is set to 'fatal'.",
        "    hint: Use one of error, warning, info, off.",
        "pyproject.toml:5:1: error[setting-rule-unknown] There is no rule 'fda-001'.",
        "    hint: Did you mean FDA-001?",
    ]


@pytest.mark.parametrize("taken", ["FDA-001", "fda-001", "link-broken", "rule-repeated"])
def test_a_rule_of_the_clinic_cannot_take_the_id_of_another(project: Project, taken: str) -> None:
    project.write("content/rules.yaml", PACK.replace("OURS-001", taken))
    for asked in (project.check(), project.run("rules")):
        assert asked.code == 1
        assert f"content/rules.yaml:2:9: error[rule-repeated] There is a rule {taken} already." in asked.err


def test_settings_may_name_a_rule_of_the_clinic(project: Project) -> None:
    project.write("content/rules.yaml", PACK)
    project.write("pyproject.toml", SETTINGS)
    assert project.check().code != 2


def test_while_the_rules_of_the_clinic_cannot_be_read_no_name_is_refused(project: Project) -> None:
    project.write("content/rules.yaml", PACK.replace("House\\b", "House("))
    project.write("pyproject.toml", SETTINGS)
    asked = project.check()
    assert asked.code == 1
    assert "rule-pattern" in asked.err
