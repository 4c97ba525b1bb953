from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import site_builder
from site_builder.errors import UsageError
from site_builder.model.problem import Problem, Severity
from site_builder.project import Request, day_of, is_fine, output_folder, run, with_severities
from tests.conftest import Project, contents_of


def problem(rule: str, severity: Severity) -> Problem:
    return Problem("content/a.md", 1, 1, rule, severity, "message", "hint")


ERROR, WARNING, INFO = (problem(str(severity), severity) for severity in Severity)


def test_a_day_is_the_one_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert day_of("2026-11-20") == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("epoch", "day"), [("0", (1970, 1, 1)), ("1798070399", (2026, 12, 23)), ("1798070400", (2026, 12, 24))]
)
def test_else_it_is_that_of_the_epoch_in_utc(
    epoch: str, day: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert day_of() == date(*day)


@pytest.mark.parametrize(
    "text", ["2026-2-3", "2026-02-30", "20261120", "2026-W47-5", "today", "2026-11-20T00:00", "２０２６-11-20"]
)
def test_what_is_no_day_is_wrong_use(text: str) -> None:
    with pytest.raises(UsageError, match="is not a day"):
        day_of(text)


def test_what_is_fine() -> None:
    assert is_fine((), strict=True)
    assert is_fine((WARNING, INFO), strict=False)
    assert is_fine((INFO,), strict=True)
    assert not is_fine((INFO, ERROR), strict=False)
    assert not is_fine((WARNING,), strict=True)


def test_settings_decide_severities() -> None:
    problems = (ERROR, WARNING, INFO)
    assert with_severities(problems, {}) == problems
    assert with_severities(problems, {"error": "off", "info": "error", "other": "off"}) == (
        WARNING,
        problem("info", Severity.ERROR),
    )


@pytest.mark.parametrize("name", ["public", "a/b", "../elsewhere", "contents", "public/../out"])
def test_folders_that_may_be_written(tmp_path: Path, name: str) -> None:
    (tmp_path / "site").mkdir()
    assert output_folder(tmp_path / "site", name) == Path(os.path.normpath(tmp_path / "site" / name))


@pytest.mark.parametrize(
    "name",
    [
        ".",
        "",
        "..",
        "/",
        "content",
        "content/x",
        "x/../content",
        "static",
        "templates/a",
        ".cache",
        ".git/x",
        "link",
        "link/x",
    ],
)
def test_folders_that_may_not_be_written(tmp_path: Path, name: str) -> None:
    (tmp_path / "site" / "content").mkdir(parents=True)
    (tmp_path / "site" / "link").symlink_to("content")
    with pytest.raises(UsageError, match="output folder"):
        output_folder(tmp_path / "site", name)


def test_a_run_says_whether_it_has_written(project: Project) -> None:
    request = Request(root=project.root, today=date(2026, 11, 20), jobs=1)
    assert run(request, write=False)[:3] == ((), 19, False)
    cold = run(request, write=True)
    assert cold[:3] == ((), 19, True)
    assert {"content/about.md", "templates/layouts/page.html", "static/note.txt"} <= set(cold.files)
    first = contents_of(project.root / "public")
    assert run(request, write=True) == cold
    project.write("content/about.md", "no front matter")
    outcome = run(request, write=True)
    assert not outcome.written
    assert contents_of(project.root / "public") == first


def test_the_library_builds_like_the_command(cold_project: Project) -> None:
    outcome = site_builder.build(cold_project.root, today=date(2026, 11, 20), jobs=1)
    assert outcome[:3] == ((), 19, True)
    by_library = cold_project.pages()
    assert cold_project.build("--no-cache").code == 0
    assert cold_project.pages() == by_library
    with pytest.raises(UsageError):
        site_builder.build(cold_project.root, output="content")


def test_a_check_leaves_its_work_to_the_build_after_it(cold_project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from site_builder.cache.memo import Memo

    computed: list[int] = []
    compute = Memo._compute

    def noted(memo: Memo, missing: list[Any]) -> None:
        computed.append(len(missing))
        compute(memo, missing)

    monkeypatch.setattr(Memo, "_compute", noted)
    request = Request(root=cold_project.root, today=date(2026, 11, 20), jobs=1)
    run(request, write=False)
    assert sum(computed) > 20
    computed.clear()
    run(request, write=True)
    assert computed == []


def test_one_edit_computes_little(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from site_builder.cache.memo import Memo

    computed: list[str] = []
    compute = Memo._compute

    def noted(memo: Memo, missing: list[Any]) -> None:
        computed.extend(each.stage.function for each in missing)
        compute(memo, missing)

    monkeypatch.setattr(Memo, "_compute", noted)
    built.edit("content/articles/sleep.md", "Go to bed.", "Get up.")
    assert built.build().code == 0
    assert computed.count("parse") <= 1
    assert computed.count("render") == 1
    computed.clear()
    built.edit("templates/layouts/base.html", "<body>", "<body >")
    assert built.build().code == 0
    assert "parse" not in computed, "a template never runs Markdown again"
