"""What machines read of a run: on standard output and whole, or not there at all."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from site_builder.commands.build import FORMATS
from tests.conftest import Project

MACHINES = [name for name in FORMATS if name != "text"]


def break_a_link(project: Project) -> None:
    project.edit("content/articles/sleep.md", "Go to bed.", "Go to [bed](bed.md).")


@pytest.mark.parametrize("name", MACHINES)
def test_a_report_goes_to_standard_output_and_all_else_to_standard_error(project: Project, name: str) -> None:
    break_a_link(project)
    told = project.build("--format", name)
    assert told.code == 1
    assert "bed.md" in told.out
    assert told.err == "site-builder: nothing was written\n"


def test_sarif_and_junit_are_whole_documents_of_the_whole_run(project: Project) -> None:
    break_a_link(project)
    [run] = json.loads(project.check("--format", "sarif").out)["runs"]
    assert [each["ruleId"] for each in run["results"]] == ["link-broken"]
    assert run["tool"]["driver"]["rules"][0]["shortDescription"]["text"]
    [suite] = ElementTree.fromstring(project.check("--format", "junit").out)
    assert [test.get("file") for test in suite if len(test)] == ["content/articles/sleep.md"]
    assert "content/clinic.yaml" in [test.get("file") for test in suite]


def test_github_sums_up_in_a_plain_line(project: Project) -> None:
    break_a_link(project)
    lines = project.check("--format", "github").out.splitlines()
    assert lines[0].startswith("::error file=content/articles/sleep.md,line=16,col=7,title=link-broken::")
    assert lines[1:] == ["19 pages, 1 error"]


@pytest.mark.parametrize("name", MACHINES)
def test_a_build_that_has_nothing_to_do_reports_the_same(built: Project, name: str) -> None:
    break_a_link(built)
    table = "[tool.site-builder.severity]\n"
    built.edit("pyproject.toml", table, f"{table}link-broken = 'warning'\n")
    first = built.build("--format", name)
    assert first.code == 0
    assert "sleep.md" in first.out
    assert built.build("--format", name) == first


@pytest.mark.parametrize("name", MACHINES)
def test_wrong_use_leaves_no_half_document(project: Project, name: str) -> None:
    project.write("pyproject.toml", "[tool.site-builder]\noutptu = 'x'\n")
    told = project.check("--format", name)
    assert (told.code, told.out) == (2, "")
    assert "outptu" in told.err


def test_there_are_no_other_formats(project: Project) -> None:
    told = project.check("--format", "xml")
    assert (told.code, told.out) == (2, "")


def test_annotations_are_found_from_the_repository_that_was_checked_out(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_a_link(project)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(project.root.parent))
    assert "file=site/content/articles/sleep.md," in project.check("--format", "github").out
    monkeypatch.setenv("GITHUB_WORKSPACE", str(project.root / "elsewhere"))
    assert "file=content/articles/sleep.md," in project.check("--format", "github").out


def test_a_fingerprint_stays_while_lines_above_it_come_and_go(project: Project) -> None:
    def prints() -> list[dict[str, str]]:
        results = json.loads(project.check("--format", "sarif").out)["runs"][0]["results"]
        return [each["partialFingerprints"] for each in results]

    break_a_link(project)
    before = prints()
    project.edit("content/articles/sleep.md", "Sleep helps", "New words.\n\nSleep helps")
    assert prints() == before
    project.edit("content/articles/sleep.md", "Go to [bed]", "Go to your [bed]")
    assert prints() != before


# The summary of a job


def test_a_summary_is_appended_also_where_nothing_was_changed(built: Project, tmp_path: Path) -> None:
    file = tmp_path / "summary.md"
    file.write_text("# Before\n")
    for _ in range(2):
        assert built.build("--summary", file).code == 0
    text = file.read_text("utf-8")
    assert text.startswith("# Before\n## The site: ready\n\n| pages |")
    assert text.count("## The site") == 2
    assert "| 19 | 0 | 0 | 0 | 0 | 0 | 0 |" in text
    assert "### Sizes" in text


def test_a_site_with_errors_has_a_summary_too(built: Project, tmp_path: Path) -> None:
    break_a_link(built)
    before = built.site()
    assert built.build("--summary", tmp_path / "summary.md").code == 1
    text = (tmp_path / "summary.md").read_text("utf-8")
    assert text.startswith("## The site: not published\n")
    assert "| content/articles/sleep.md:16:7 | error | `link-broken` |" in text
    assert built.site() == before


def test_where_the_summary_cannot_be_written_the_site_is_not_either(built: Project, tmp_path: Path) -> None:
    built.edit("content/articles/sleep.md", "Go to bed.", "Go to sleep.")
    before = built.site()
    told = built.build("--summary", tmp_path / "no folder" / "summary.md", "--format", "json")
    assert (told.code, told.out) == (3, "")
    file = f"{tmp_path}/no folder/summary.md"
    assert told.err == f"site-builder: the summary cannot be written to {file}: No such file or directory\n"
    assert built.site() == before


def test_a_check_that_goes_on_and_on_has_no_summary(project: Project, tmp_path: Path) -> None:
    assert project.check("--watch", "--summary", tmp_path / "summary.md").code == 2
