"""What the repository brings for VS Code: tasks that mark problems in the editor, schemas, snippets."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from site_builder import cli
from site_builder.text.schemas import schema_files
from tests.conftest import Project

REPOSITORY = Path(__file__).parents[1]
FOLDER = REPOSITORY / ".vscode"

BROKEN = "---\ntitle: A\ntilte: B\n---\n\nSee [the night](gone.md).\n"


def loaded(name: str) -> Any:
    """Return a file of VS Code, which here is strict JSON: without notes, and with every key once."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len({key for key, _ in pairs}) == len(pairs)
        return dict(pairs)

    return json.loads((FOLDER / name).read_text("utf-8"), object_pairs_hook=once)


TASKS = {task["label"]: task for task in loaded("tasks.json")["tasks"]}
WATCH, BUILD = TASKS["check after every save"], TASKS["build the site"]


def matched(matcher: dict[str, Any], told: str) -> list[dict[str, str]]:
    """Return the problems that VS Code finds in what a command says, colours left out as it does."""
    pattern = matcher["pattern"]
    parts = {name: group for name, group in pattern.items() if isinstance(group, int)}
    lines = re.sub(r"\x1b\[[0-9;]*m", "", told).split("\n")
    found = (re.search(pattern["regexp"], line) for line in lines)
    return [{name: each[group] for name, group in parts.items()} for each in found if each]


@pytest.mark.parametrize("file", sorted(FOLDER.iterdir()), ids=lambda file: file.name)
def test_every_file_is_strict_json(file: Path) -> None:
    assert loaded(file.name)


@pytest.mark.parametrize("label", [label for label, task in TASKS.items() if task["problemMatcher"]])
@pytest.mark.parametrize("terminal", [True, False])
def test_the_matcher_finds_every_problem_and_nothing_else(
    project: Project, label: str, terminal: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("content/articles/my night.md", BROKEN)
    project.edit("content/articles/dreams.md", "It is deep.", "It cures: see [a](b.md:1:1). 日本 [the night](gone.md).")
    project.edit("content/clinic.yaml", "tagline:", "tagine: x\ntagline:")
    listed = project.check("--format", "json").report["problems"]
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "40")
    words = [word for word in TASKS[label]["args"] if word != "--watch"]
    told = project.run(*words, "--today", "2026-11-20").err
    assert len(listed) > 3
    assert matched(TASKS[label]["problemMatcher"], told) == [
        {
            "file": each["file"],
            "line": str(each["line"]),
            "column": str(each["column"]),
            "severity": each["severity"],
            "code": each["rule"],
            "message": each["message"],
        }
        for each in listed
    ]


def test_settings_that_cannot_be_read_are_marked_too(project: Project) -> None:
    project.write("pyproject.toml", "[tool.site-builder\n")
    [found] = matched(WATCH["problemMatcher"], project.check().err)
    assert (found["file"], found["line"], found["code"]) == ("pyproject.toml", "1", "setting-unreadable")


def test_a_round_begins_and_ends_for_the_editor(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from site_builder.serve import rounds

    monkeypatch.setattr(rounds, "changes", lambda root, stop: iter(()))
    monkeypatch.setattr(rounds, "_next", lambda saves, timeout_s: {"content/a.md", "content/b c.md"})
    left = iter([cli.FINE, cli.PROBLEMS, cli.INTERRUPTED])
    assert rounds.check_after_saves(Path(), lambda: next(left)) == cli.INTERRUPTED
    background = WATCH["problemMatcher"]["background"]
    lines = capsys.readouterr().err.split("\n")
    begins = [number for number, line in enumerate(lines) if re.search(background["beginsPattern"], line)]
    ends = [number for number, line in enumerate(lines) if re.search(background["endsPattern"], line)]
    assert len(begins) - len(ends) == 1
    assert (
        sorted([*begins, *ends]) == [number for pair in zip(begins, [*ends, 99], strict=True) for number in pair][:-1]
    )
    assert matched(WATCH["problemMatcher"], "\n".join(lines)) == []


def test_both_tasks_read_problems_alike() -> None:
    watching = {key: value for key, value in WATCH["problemMatcher"].items() if key != "background"}
    assert watching == BUILD["problemMatcher"]
    assert watching["fileLocation"] == ["relative", "${workspaceFolder}"]


@pytest.mark.parametrize("task", TASKS.values(), ids=list(TASKS))
def test_every_task_runs_a_command_that_there_is(task: dict[str, Any]) -> None:
    if task["command"] == "make":
        assert f"\n{task['args'][0]}:" in (REPOSITORY / "Makefile").read_text("utf-8")
    else:
        assert task["command"] == "${workspaceFolder}/.venv/bin/site-builder"
        cli._parser(task["args"]).parse_args(task["args"])


def test_every_schema_that_is_named_is_there_and_is_what_the_builder_writes() -> None:
    schemas = loaded("settings.json")["yaml.schemas"]
    for path in schemas:
        file = REPOSITORY / path
        assert file.read_bytes() == schema_files()[file.name]


def test_every_data_file_has_its_schema_by_the_settings_and_by_its_first_line() -> None:
    schemas = loaded("settings.json")["yaml.schemas"]
    content = REPOSITORY / "content"
    for file in sorted(content.glob("*.yaml")):
        path = file.relative_to(REPOSITORY)
        named = [schema for schema, globs in schemas.items() if any(path.match(glob) for glob in globs)]
        first = file.read_text("utf-8").partition("\n")[0]
        assert [Path(schema).name for schema in named] == [f"{file.name.partition('.')[0]}.schema.json"]
        assert first == f"# yaml-language-server: $schema=.schemas/{Path(named[0]).name}"


def test_nothing_is_asked_of_the_network() -> None:
    settings = loaded("settings.json")
    assert settings["yaml.schemaStore.enable"] is False
    assert settings["redhat.telemetry.enabled"] is False
    assert "http" not in (FOLDER / "settings.json").read_text("utf-8")


def test_it_is_kept_in_the_repository() -> None:
    ignored = (REPOSITORY / ".gitignore").read_text("utf-8").split("\n")
    assert not {".vscode", ".vscode/", "content/.schemas/", ".schemas/"} & {*ignored}
