from __future__ import annotations

import json
from pathlib import Path

import pytest

from site_builder.cli import main
from tests.conftest import Project


def test_it_lists_the_site_the_builder_and_what_the_builder_runs_on(project: Project) -> None:
    asked = project.run("sbom")
    assert (asked.code, asked.err) == (0, "")
    assert asked.report["metadata"]["component"]["name"] == "Small Clinic"
    assert {"clinic-site-builder", "jinja2", "pagefind-bin"} <= {each["name"] for each in asked.report["components"]}


def test_a_file_gets_the_same_bytes_and_nothing_is_shown(project: Project) -> None:
    shown = project.run("sbom").out
    file = project.root / "sbom.json"
    asked = project.run("sbom", file)
    assert (asked.code, asked.out, asked.err) == (0, "", "")
    assert file.read_text("utf-8") == shown


def test_it_tells_a_day_only_where_one_is_given(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert "timestamp" not in project.run("sbom").report["metadata"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
    assert project.run("sbom").report["metadata"]["timestamp"] == "2026-11-21T00:00:00Z"


def test_without_a_site_it_lists_the_builder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["sbom"]) == 0
    assert json.loads(capsys.readouterr().out)["metadata"]["component"]["name"] == "clinic-site-builder"
    assert main(["--root", "nowhere", "sbom"]) == 2


def test_a_clinic_that_cannot_be_read_is_told(project: Project) -> None:
    project.write("content/clinic.yaml", "name: [\n")
    asked = project.run("sbom")
    assert (asked.code, asked.out) == (2, "")
    assert "content/clinic.yaml cannot be read: " in asked.err


def test_a_folder_that_is_not_there_is_told(project: Project) -> None:
    assert project.run("sbom", project.root / "nowhere/sbom.json").code == 3
