"""check --write-baseline, and what every command makes of a baseline."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Project

BROKEN = "Go to [bed](bed.md)."


def set_baseline(project: Project, value: str) -> None:
    project.edit("pyproject.toml", "[tool.site-builder]\n", f'[tool.site-builder]\nbaseline = "{value}"\n')


@pytest.fixture
def indebted(project: Project) -> Project:
    """A site with an error in it that the baseline has."""
    project.edit("content/articles/sleep.md", "Go to bed.", BROKEN)
    assert project.check("--write-baseline").code == 0
    return project


def test_writing_one_tells_how_much_it_holds_and_then_checks(project: Project) -> None:
    project.edit("content/articles/sleep.md", "Go to bed.", BROKEN)
    told = project.check("--write-baseline")
    assert told.err == "site-builder: baseline.json holds 1 problem now\n\n19 pages, no problems, 1 in the baseline\n"
    [entry] = json.loads(project.read("baseline.json"))["problems"]
    assert (entry["file"], entry["rule"]) == ("content/articles/sleep.md", "link-broken")


def test_a_site_whose_errors_are_all_in_it_is_written(indebted: Project) -> None:
    first = indebted.build("--strict")
    assert (first.code, first.err) == (0, "19 pages, no problems, 1 in the baseline\n")
    assert indebted.build("--strict") == first, "and a build that has nothing to do says so again"
    assert indebted.check("--strict").code == 0


def test_what_is_new_is_told(indebted: Project) -> None:
    indebted.edit("content/articles/dreams.md", "It is deep.", "It is [deep](deep.md).")
    told = indebted.check("--format", "json")
    assert (told.code, told.found) == (1, ["content/articles/dreams.md:14:7 link-broken"])


def test_a_line_that_is_changed_is_new_and_one_that_moves_is_not(indebted: Project) -> None:
    indebted.edit("content/articles/sleep.md", "Sleep helps", "New words.\n\nSleep helps")
    assert indebted.check().code == 0
    indebted.edit("content/articles/sleep.md", BROKEN, f"{BROKEN} Now.")
    assert indebted.check().code == 1


def test_taking_it_away_or_changing_it_builds_anew(indebted: Project) -> None:
    assert indebted.build().code == 0
    text = indebted.read("baseline.json")
    (indebted.root / "baseline.json").unlink()
    assert indebted.build().code == 1
    indebted.write("baseline.json", text)
    assert indebted.build().code == 0
    indebted.write("baseline.json", '{"problems": []}\n')
    assert indebted.build().code == 1


def test_what_was_mended_is_told_at_its_line_until_the_file_is_written_anew(indebted: Project) -> None:
    indebted.edit("content/articles/sleep.md", BROKEN, "Go to bed.")
    told = indebted.check("--format", "json")
    assert (told.code, told.found) == (0, ["baseline.json:3:5 baseline-stale"])
    assert indebted.check("--strict").code == 1
    assert "baseline.json holds 0 problems now" in indebted.check("--write-baseline").err
    assert indebted.check("--strict").code == 0


def test_written_anew_it_keeps_what_it_had(indebted: Project) -> None:
    before = indebted.read("baseline.json")
    assert indebted.check("--write-baseline").code == 0
    assert indebted.read("baseline.json") == before


def test_where_pages_would_be_lost_none_is_written(project: Project) -> None:
    project.edit("content/articles/sleep.md", "title: About sleep\n", "")
    told = project.check("--write-baseline")
    assert told.code == 1
    assert told.err.startswith(
        "site-builder: baseline.json was not written: pages would be lost by field-missing, "
        "which no baseline can allow; mend that first\n"
    )
    assert "error[field-missing]" in told.err
    assert not (project.root / "baseline.json").exists()


def test_one_that_is_damaged_is_wrong_use_for_every_command(built: Project) -> None:
    before = built.site()
    built.write("baseline.json", '{"problems": [\n{"file": 1\n')
    for told in (built.build("--format", "sarif"), built.check("--format", "sarif"), built.check("--write-baseline")):
        assert (told.code, told.out) == (2, "")
        assert told.err.startswith("site-builder: baseline.json cannot be used:\nbaseline.json:")
    assert built.site() == before


def test_the_settings_say_where_it_lies(indebted: Project) -> None:
    set_baseline(indebted, "ci/old.json")
    assert indebted.check().code == 1
    assert indebted.check("--write-baseline").code == 0
    assert (indebted.root / "ci/old.json").is_file()


def test_the_settings_can_have_none(indebted: Project) -> None:
    set_baseline(indebted, "off")
    assert indebted.check().code == 1
    assert indebted.check("--write-baseline").code == 2


@pytest.mark.parametrize("path", ["../old.json", "/tmp/old.json", "a/../../old.json", "C:\\\\old.json", "old.toml"])
def test_it_lies_in_the_project(project: Project, path: str) -> None:
    set_baseline(project, path)
    told = project.check()
    assert told.code == 2
    assert "pyproject.toml:2:1: error[setting-value]" in told.err


def test_where_the_disk_refuses_it_the_machine_has_failed(project: Project) -> None:
    (project.root / ".baseline.json.new").mkdir()
    assert project.check("--write-baseline").code == 3
    assert not (project.root / "baseline.json").exists()
