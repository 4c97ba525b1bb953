from __future__ import annotations

import json
from pathlib import Path

import pytest

from site_builder.cli import main
from site_builder.text.schemas import META_SCHEMA, schema_files
from tests.conftest import Project

NAMES = tuple(schema_files())


def test_schemas_are_written_into_the_project_and_named(project: Project) -> None:
    asked = project.run("schema")
    folder = project.root / "content/.schemas"
    assert (asked.code, asked.err) == (0, "")
    assert asked.out.split("\n") == [*(str(folder / name) for name in NAMES), ""]
    assert sorted(file.name for file in folder.iterdir()) == sorted(NAMES)
    for name in NAMES:
        assert (folder / name).read_bytes() == schema_files()[name]
        assert json.loads((folder / name).read_bytes())["$schema"] == META_SCHEMA


def test_the_builder_does_not_take_them_for_content(project: Project) -> None:
    before = project.check("--format", "json").found
    project.run("schema")
    assert project.check("--format", "json").found == before


def test_an_old_schema_is_replaced(project: Project) -> None:
    old = project.write("content/.schemas/clinic.schema.json", "old")
    project.run("schema")
    assert old.read_bytes() == schema_files()["clinic.schema.json"]


def test_a_folder_can_be_named_and_needs_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["schema", "made/here"]) == 0
    assert sorted(file.name for file in (tmp_path / "made/here").iterdir()) == sorted(NAMES)


def test_without_a_project_and_a_folder_it_is_wrong_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["schema"]) == 2
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_no_folder(project: Project) -> None:
    asked = project.run("schema", project.root / "content/clinic.yaml")
    assert (asked.code, asked.out) == (2, "")
    assert "is not a folder" in asked.err
