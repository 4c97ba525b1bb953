"""The program as its users run it: arguments in, text, exit code and files out."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import re
import resource
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import site_builder
from site_builder import cli
from site_builder import exchange as exchanging
from site_builder.cache.fork import can_fork
from tests.conftest import TODAY, Project, Run, contents_of, state_of
from tests.small_site import DREAMS, FILES, SETTINGS, SLEEP, write_files

REPOSITORY = Path(site_builder.__file__).parent.parent


def process(*words: str | Path, **options: Any) -> subprocess.CompletedProcess[Any]:
    """Run the program as a process of its own."""
    given = {"cwd": REPOSITORY, "capture_output": True, "text": True, "timeout": 60, **options}
    return subprocess.run([sys.executable, "-m", "site_builder", *map(str, words)], check=False, **given)


# What a build makes


def test_a_build_makes_the_whole_site(project: Project) -> None:
    asked = project.build()
    assert asked == Run(0, "", "19 pages, no problems\n")
    names = set(project.pages())
    shared = {name for name in names if re.fullmatch(r"(?:.*/)?share\.[0-9a-f]{16}\.png", name)}
    assert len(shared) == 3, "one of each article, and that of the site"
    assert {name for name in names - shared if not name.startswith(("css/", "note.", "pagefind/"))} == {
        ".nojekyll",
        ".well-known/security.txt",
        "404.html",
        "_headers",
        "_redirects",
        "about/index.html",
        "accessibility/index.html",
        "articles/dreams/index.html",
        "articles/index.html",
        "articles/sleep/index.html",
        "consultation/index.html",
        "evidence/index.html",
        "faq/index.html",
        "feed.xml",
        "index.html",
        "old/sleep/index.html",
        "privacy/index.html",
        "robots.txt",
        "search/box.json",
        "search/index.html",
        "services/index.html",
        "services/night-clinic/index.html",
        "sitemap.xml",
        "topics/index.html",
        "topics/mind/index.html",
        "topics/noise/index.html",
        "topics/rest/index.html",
    }


def test_static_files_carry_the_hash_of_their_content(built: Project) -> None:
    [note] = (built.root / "public").glob("note.*.txt")
    assert len(note.name.split(".")[1]) >= 8
    built.write("static/note.txt", "Another note.\n")
    built.build()
    [other] = (built.root / "public").glob("note.*.txt")
    assert other.name != note.name


def test_the_shipped_templates_make_the_same_pages_of_the_small_site(project: Project) -> None:
    shutil.rmtree(project.root / "templates")
    for name in ("templates", "static"):
        shutil.copytree(REPOSITORY / name, project.root / name, dirs_exist_ok=True)
    asked = project.build("--format", "json")
    assert (asked.code, asked.found) == (0, [])
    assert asked.report["pages"] == 19
    for path, data in project.pages().items():
        if path.endswith(".html"):
            assert data.lstrip().startswith(b"<!doctype html>"), path
            assert b"{{" not in data, path
            assert b"{%" not in data, path


@pytest.mark.parametrize("mask", [0o077, 0o022, 0])
def test_modes_are_the_same_under_any_umask(project: Project, mask: int) -> None:
    before = os.umask(mask)
    try:
        assert project.build().code == 0
        project.write("content/articles/dreams.md", DREAMS.replace("deep", "flat").replace("Deep", "Deep"))
        project.build()
    finally:
        os.umask(before)
    for file in (project.root / "public", *(project.root / "public").rglob("*")):
        assert stat.S_IMODE(file.stat().st_mode) == (0o755 if file.is_dir() else 0o644), file


def test_the_same_input_gives_the_same_bytes_in_any_surroundings(cold_project: Project, tmp_path: Path) -> None:
    cold_project.build("--jobs", "1")
    elsewhere = tmp_path / "another place"
    write_files(elsewhere)
    for file in sorted(elsewhere.rglob("*.md")):
        os.utime(file, (1, 1))
    surroundings = {
        **os.environ,
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "42",
        "PYTHONUTF8": "0",
        "HOME": "/nonexistent",
    }
    done = process("--root", elsewhere, "build", "--today", TODAY, "--jobs", "3", "--no-cache", env=surroundings)
    assert done.returncode == 0, done.stderr
    assert contents_of(elsewhere / "public") == cold_project.pages()


def test_any_number_of_jobs_gives_the_same_bytes(cold_project: Project) -> None:
    first: dict[str, bytes] = {}
    for jobs in ("1", "2", "5"):
        assert cold_project.build("--no-cache", "--jobs", jobs).code == 0
        assert cold_project.pages() == (first or cold_project.pages())
        first = cold_project.pages()


def test_a_build_of_what_did_not_change_says_the_same_and_touches_nothing(built: Project) -> None:
    built.edit("content/articles/sleep.md", "reviewed: 2026-10-02", "reviewed: 2025-10-02")
    first = built.build("--format", "json")
    assert first.report["warnings"] == 1
    before = state_of(built.root)
    assert built.build("--format", "json") == first
    assert state_of(built.root) == before
    assert built.check("--format", "json") == first
    assert state_of(built.root) == before


def test_a_build_that_finds_nothing_to_do_loads_neither_markdown_nor_jinja(built: Project) -> None:
    time.sleep(0.03)
    built.build()  # the files were too young to be trusted by the first
    program = (
        "import sys; from site_builder.cli import main; code = main(sys.argv[1:]);"
        "print(code, sorted({'markdown', 'jinja2', 'yaml', 'msgspec', 'PIL', 'citeproc'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "--root", str(built.root), "build", "--today", TODAY],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "0 []\n"


# Reports


BROKEN = SLEEP.replace("Go to bed.", "See [x](gone.md).")

TEXT = (
    "content/articles/sleep.md:16:5: error[link-broken] The link leads to 'gone.md', and there is no such file.\n"
    "    hint: Did you mean 'dreams.md'?\n"
)


def test_text_stands_on_standard_error(built: Project) -> None:
    built.write("content/articles/sleep.md", BROKEN)
    assert built.check()[:2] == (1, "")
    assert built.check().err.startswith(TEXT)
    assert built.build() == Run(1, "", f"{TEXT}19 pages, 1 error\nsite-builder: nothing was written\n")


def test_json_stands_on_standard_output(built: Project) -> None:
    built.write("content/articles/sleep.md", BROKEN)
    asked = built.check("--format", "json")
    assert asked.err == ""
    assert asked.report == {
        "problems": [
            {
                "file": "content/articles/sleep.md",
                "line": 16,
                "column": 5,
                "severity": "error",
                "rule": "link-broken",
                "message": "The link leads to 'gone.md', and there is no such file.",
                "hint": "Did you mean 'dreams.md'?",
            }
        ],
        "errors": 1,
        "warnings": 0,
        "pages": 19,
    }


def test_colours_and_terminals_play_no_part(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    built.write("content/articles/sleep.md", BROKEN)
    plain = built.check()
    for name, value in (("NO_COLOR", "1"), ("FORCE_COLOR", "1"), ("TERM", "xterm-256color"), ("COLUMNS", "20")):
        monkeypatch.setenv(name, value)
    assert built.check() == plain
    assert "\x1b" not in plain.err


def test_one_page_is_one_page(cold_project: Project) -> None:
    (cold_project.root / "content" / "clinic.yaml").unlink()
    assert "\n0 pages, 1 error\n" in cold_project.check().err


# Exit codes


def test_exit_code_0_where_there_are_only_warnings(built: Project) -> None:
    built.edit("content/articles/sleep.md", "reviewed: 2026-10-02", "reviewed: 2025-10-02")
    asked = built.build()
    assert asked.code == 0
    assert asked.err.endswith("\n19 pages, 1 warning\n")


def test_strict_takes_warnings_for_errors_and_writes_nothing(built: Project) -> None:
    before = built.site()
    built.edit("content/articles/sleep.md", "reviewed: 2026-10-02", "reviewed: 2025-10-02")
    assert built.build("--strict").code == 1
    assert built.site() == before
    assert built.build().code == 0
    assert built.build("--strict").code == 1, "asked again of a site that is written already"
    assert built.check("--strict").code == 1


def test_infos_never_count(built: Project) -> None:
    built.edit("content/articles/sleep.md", "reviewed: 2026-10-02", "reviewed: 2025-10-02")
    built.write("pyproject.toml", SETTINGS + 'review-overdue = "info"\n')
    asked = built.build("--strict", "--format", "json")
    assert (asked.code, asked.report["warnings"], asked.report["problems"][0]["severity"]) == (0, 0, "info")


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["bild"],
        ["build", "--nonsense"],
        ["build", "--jobs", "0"],
        ["build", "--jobs", "65"],
        ["build", "--jobs", "two"],
        ["build", "--jobs", "²"],
        ["build", "--format", "xml"],
        ["build", "--today", "yesterday"],
        ["build", "--today", "2026-02-30"],
        ["build", "--today", "20261120"],
        ["build", "--today", "2026-W47-5"],
        ["build", "--base-url", "clinic.example"],
        ["build", "--base-url", "https://[bad"],
        ["build", "--base-url", "javascript:alert(1)"],
        ["build", "--draft"],
        ["check", "extra"],
        ["build", "--root", "."],
        ["new"],
        ["new", "recipe", "Soup"],
        ["init"],
    ],
    ids=" ".join,
)
def test_exit_code_2_for_wrong_use(project: Project, words: list[str]) -> None:
    asked = project.run(*words)
    assert asked.code == 2
    assert asked.out == ""
    assert asked.err
    assert "Traceback" not in asked.err
    assert not (project.root / "public").exists()


def test_exit_code_2_where_there_is_no_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["build"]) == 2
    assert cli.main(["--root", "nowhere", "build"]) == 2
    (tmp_path / "file").touch()
    assert cli.main(["--root", "file", "build"]) == 2
    assert "site-builder init" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[tool.site-builder]\noutput = \n", "2:10"),
        ('[tool.site-builder]\nouptut = "x"\n', "2:1"),
        ('[tool.site-builder]\nsearch = "maybe"\n', "2:1"),
        ('[tool.site-builder]\nbase_url = "nowhere"\n', "2:1"),
        ('[tool.site-builder.severity]\nlink-broken = "fatal"\n', "2:1"),
        ("tool = 5\n", "1:1"),
    ],
)
def test_exit_code_2_with_the_place_for_broken_settings(built: Project, text: str, place: str) -> None:
    before = built.site()
    built.write("pyproject.toml", text)
    for command in ("build", "check"):
        asked = built.run(command, "--format", "json")
        assert (asked.code, asked.out) == (2, "")
        assert f"\npyproject.toml:{place}: error[" in asked.err
        assert "\n    hint: " in asked.err
        assert "Traceback" not in asked.err
    assert built.site() == before


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_exit_code_2_where_the_settings_are_no_file(built: Project, kind: str) -> None:
    (built.root / "pyproject.toml").unlink()
    (os.mkdir if kind == "folder" else os.mkfifo)(built.root / "pyproject.toml")
    assert built.build().code == 2


def test_settings_are_optional(project: Project) -> None:
    (project.root / "pyproject.toml").unlink()
    assert project.build().code == 0
    assert project.pages()


def test_exit_code_3_where_another_build_holds_the_lock(built: Project) -> None:
    before = built.site()
    built.edit("content/articles/sleep.md", "Go to bed.", "Get up.")
    held = os.open(built.root, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        for options in ((), ("--no-cache",)):
            asked = built.build(*options)
            assert asked == Run(3, "", "site-builder: another build of this project is running; wait for it to end\n")
        assert built.check("--no-cache").code == 0, "what writes nothing need not wait"
    finally:
        os.close(held)
    assert built.site() == before
    assert built.build().code == 0


def test_exit_code_130_where_it_is_interrupted(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    before = built.site()
    built.edit("content/articles/sleep.md", "Go to bed.", "Get up.")

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    for place in ("site_builder.stages.load.load", "site_builder.pipeline.assemble", "site_builder.stages.write._put"):
        with monkeypatch.context() as patch:
            patch.setattr(place, interrupted)
            assert built.build() == Run(130, "", "site-builder: interrupted\n")
        assert built.site() == before
    assert built.build().code == 0


def test_an_interrupt_that_comes_too_late_is_not_heard(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    built.edit("content/articles/sleep.md", "Go to bed.", "Get up.")

    def late(new: Path, old: Path) -> None:
        exchanging.exchange(new, old)
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr("site_builder.stages.write.exchange", late)
    handler = signal.getsignal(signal.SIGINT)
    assert built.build().code == 0
    assert b"Get up." in built.pages()["articles/sleep/index.html"]
    assert signal.getsignal(signal.SIGINT) is handler


@pytest.mark.skipif(not can_fork(), reason="this machine does not fork")
def test_a_process_that_is_interrupted_ends_with_all_that_it_started(built: Project) -> None:
    """Ctrl-C reaches every process of the terminal; a page that takes for ever to draw is where it is then."""
    before = built.site()
    loop = "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}"
    started = built.root / "started"
    built.write("templates/layouts/page.html", loop)
    built.write("templates/layouts/article.html", loop)
    running = subprocess.Popen(
        [sys.executable, "-c", _MARKED.format(str(started)), "--root", str(built.root), "build", "--jobs", "2"],
        cwd=REPOSITORY,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        _wait_for(started.exists)
        os.killpg(running.pid, signal.SIGINT)
        _, err = running.communicate(timeout=30)
        assert (running.returncode, err) == (130, "site-builder: interrupted\n")
        with pytest.raises(ProcessLookupError):
            os.killpg(running.pid, 0)
    finally:
        running.kill()
    assert built.site() == before


_MARKED = """
import sys
from pathlib import Path
from site_builder import cli
from site_builder.stages import render
import site_builder.pipeline, site_builder.stages.write, site_builder.commands.build
draw = render.render
def marked(task, blobs):
    Path({!r}).touch()
    return draw(task, blobs)
render.render = marked
sys.exit(cli.main())
"""


def _wait_for(happened: Callable[[], bool]) -> None:
    for _ in range(3000):
        if happened():
            return
        time.sleep(0.01)
    raise AssertionError("it did not happen within 30 seconds")


def test_a_fault_of_the_program_itself_is_one_line(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_: object) -> None:
        raise TypeError("not\nthis")

    monkeypatch.setattr("site_builder.pipeline.assemble", faulty)
    built.edit("content/articles/sleep.md", "Go to bed.", "Get up.")
    asked = built.build()
    assert asked.code == 3
    assert asked.err.count("\n") == 1
    assert asked.err.startswith(
        "site-builder: a fault of the program itself: TypeError: not this (test_command_line.py:"
    )


# Options


def test_drafts_are_shown_when_asked_for(built: Project) -> None:
    built.write("content/articles/draft.md", DREAMS.replace("topics:", "draft: true\ntopics:"))
    built.build()
    assert "articles/draft/index.html" not in built.pages()
    built.build("--drafts")
    assert "articles/draft/index.html" in built.pages()
    built.build()
    assert "articles/draft/index.html" not in built.pages()
    assert not (built.root / "public" / "articles" / "draft").exists()


@pytest.mark.parametrize("field", ["date", "publish_on"])
def test_held_pages_are_shown_on_their_day_or_when_asked_for(built: Project, field: str) -> None:
    text = (
        DREAMS.replace("date: 2026-10-03", "date: 2026-12-24")
        if field == "date"
        else DREAMS.replace("topics:", "publish_on: 2026-12-24\ntopics:")
    )
    built.write("content/articles/held.md", text)
    page = "articles/held/index.html"
    for today, options, shown in (
        ("2026-12-23", (), False),
        ("2026-12-24", (), True),
        ("2026-12-23", ("--future",), True),
        ("2026-12-23", (), False),
    ):
        assert built.build(*options, today=today).code == 0
        assert (page in built.pages()) is shown


def test_the_day_comes_from_the_option_or_the_epoch_or_the_clock(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.write("content/articles/held.md", DREAMS.replace("date: 2026-10-03", "date: 2026-12-24"))
    page = "articles/held/index.html"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798070399")  # 2026-12-23T23:59:59Z
    built.run("build")
    assert page not in built.pages()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798070400")
    built.run("build")
    assert page in built.pages()
    built.build(today="2026-12-23")
    assert page not in built.pages()
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    monkeypatch.setattr(time, "time", lambda: 1798070400.5)
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    time.tzset()
    try:
        built.run("build")
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()
    assert page in built.pages(), "days are those of UTC"


@pytest.mark.parametrize("value", ["soon", "99999999999999999", "1e9"])
def test_an_epoch_that_is_none_is_wrong_use(built: Project, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    asked = built.run("build")
    assert asked.code == 2
    assert value in asked.err


def test_a_day_that_passes_changes_what_is_said_and_shown(built: Project) -> None:
    built.edit("content/articles/sleep.md", "topics:", "expires: 2026-12-01\ntopics:")
    assert built.build(today="2026-11-30").code == 0
    assert "articles/sleep/index.html" in built.pages()
    asked = built.build("--format", "json", today="2026-12-01")
    assert asked.code == 0
    assert asked.report["warnings"] > 0
    assert "articles/sleep/index.html" not in built.pages()


def test_a_base_url_with_a_path_is_in_every_address(built: Project) -> None:
    built.write("content/articles/sleep.md", SLEEP + "\n![A dot](dot.svg)\n")
    built.write("content/articles/dot.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>')
    assert built.build("--base-url", "https://host.example/clinic").code == 0
    pages = built.pages()
    assert b'href="https://host.example/clinic/articles/sleep/"' in pages["articles/sleep/index.html"]
    assert b"https://host.example/clinic/sitemap.xml" in pages["robots.txt"]
    assert b"/clinic/old/sleep /clinic/articles/sleep/ 301" in pages["_redirects"]
    for path, data in pages.items():
        if path.endswith(".html"):
            for word in (b'href="/', b'src="/'):
                assert data.count(word) == data.count(word + b"clinic/"), path
    assert built.build("--base-url", "https://host.example/clinic/").code == 0
    assert built.pages() == pages, "a slash at its end says nothing"


def test_the_settings_may_give_output_and_base_url(project: Project) -> None:
    project.write("pyproject.toml", '[tool.site-builder]\noutput = "out/site"\nbase_url = "https://host.example/a"\n')
    assert project.build().code == 0
    assert b"https://host.example/a/" in contents_of(project.root / "out" / "site")["robots.txt"]
    assert not (project.root / "public").exists()


def test_output_is_written_where_it_is_asked_for(
    built: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = built.site()
    assert built.build("--output", tmp_path / "a" / "b" / "site").code == 0
    assert contents_of(tmp_path / "a" / "b" / "site") == built.pages()
    assert built.site() == before
    monkeypatch.chdir(tmp_path)
    assert built.build("--output", "relative").code == 0
    assert contents_of(tmp_path / "relative") == built.pages()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a", "relative", "site"]


def test_the_same_output_by_two_names_is_one(built: Project) -> None:
    assert built.build("--output", built.root / "public").code == 0
    built.write("content/articles/more.md", DREAMS)
    assert built.build("--output", built.root / "public").code == 0
    built.edit("content/articles/more.md", "deep", "deeper still")
    assert built.build().code == 0
    assert built.build("--no-cache").code == 0
    (built.root / "content" / "articles" / "more.md").unlink()
    assert built.build().code == 0
    assert "articles/more/index.html" not in built.pages()


@pytest.mark.parametrize(
    "output",
    [".", "..", "content", "content/public", "templates", "static/x", ".cache/x", ".git", "/", "content/../static"],
)
def test_an_output_folder_that_would_destroy_the_project_is_refused(built: Project, output: str) -> None:
    before = state_of(built.root)
    asked = built.build("--output", built.root / output)
    assert asked.code == 2
    assert "output folder" in asked.err
    built.write("pyproject.toml", f'[tool.site-builder]\noutput = "{output}"\n')
    assert built.build().code == 2
    built.write("pyproject.toml", FILES["pyproject.toml"])
    after = state_of(built.root)
    assert {path: state for path, state in after.items() if path not in ("pyproject.toml", "")} == {
        path: state for path, state in before.items() if path not in ("pyproject.toml", "")
    }


def test_a_link_to_a_source_folder_is_refused_too(built: Project) -> None:
    (built.root / "site").symlink_to("content")
    before = state_of(built.root / "content")
    assert built.build("--output", built.root / "site").code == 2
    assert state_of(built.root / "content") == before


def test_an_output_folder_that_is_a_link_is_written_where_it_leads(project: Project, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (project.root / "public").symlink_to(tmp_path / "elsewhere")
    assert project.build().code == 0
    assert (project.root / "public").is_symlink()
    assert "index.html" in contents_of(tmp_path / "elsewhere")
    assert project.build().code == 0


def test_an_output_that_is_a_file_is_left_alone(project: Project) -> None:
    project.write("public", "precious")
    assert project.build().code == 2
    assert project.read("public") == "precious"


@pytest.mark.parametrize("known", [False, True])
def test_an_output_folder_with_other_peoples_files_is_left_alone(project: Project, *, known: bool) -> None:
    if known:
        project.build()
        project.edit("content/articles/sleep.md", "Go to bed.", "Get up.")
    project.write("public/thesis.docx", "precious")
    before = project.site()
    asked = project.build()
    assert asked.code == 2
    assert "thesis.docx" in asked.err
    assert project.site() == before


def test_without_its_record_the_output_is_still_known(built: Project) -> None:
    before = built.pages()
    shutil.rmtree(built.root / ".cache")
    assert built.build().code == 0
    assert built.pages() == before
    assert built.build("--no-cache").code == 0
    assert built.pages() == before


def test_no_cache_neither_reads_nor_writes_the_cache_and_leaves_nothing_else(cold_project: Project) -> None:
    assert cold_project.build("--no-cache").code == 0
    assert sorted(each.name for each in cold_project.root.iterdir()) == [
        "content",
        "public",
        "pyproject.toml",
        "static",
        "templates",
    ]
    assert cold_project.check("--no-cache").code == 0
    assert not (cold_project.root / ".cache").exists()
    cold_project.build()
    before = state_of(cold_project.root / ".cache")
    cold_project.edit("content/articles/sleep.md", "Go to bed.", "Get up.")
    assert cold_project.build("--no-cache").code == 0
    assert state_of(cold_project.root / ".cache") == before
    assert b"Get up." in cold_project.pages()["articles/sleep/index.html"]
    assert cold_project.build().code == 0


def test_check_writes_no_site(cold_project: Project) -> None:
    assert cold_project.check().code == 0
    assert not (cold_project.root / "public").exists()


def test_nothing_is_written_outside_public_and_the_cache(cold_project: Project, tmp_path: Path) -> None:
    sources = {name: state_of(cold_project.root / name) for name in ("content", "static", "templates")}
    cold_project.build()
    cold_project.build("--jobs", "2")
    assert {name: state_of(cold_project.root / name) for name in sources} == sources
    assert sorted(each.name for each in cold_project.root.iterdir()) == [
        ".cache",
        "content",
        "public",
        "pyproject.toml",
        "static",
        "templates",
    ]
    assert [each.name for each in tmp_path.iterdir()] == ["site"]


def test_the_project_is_found_from_any_folder_within(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (".", "content", "content/articles", "public"):
        monkeypatch.chdir(built.root / folder)
        assert cli.main(["build", "--today", TODAY]) == 0
        assert cli.find_root("") == built.root


def test_a_severity_of_the_settings_decides(built: Project) -> None:
    built.write("content/articles/sleep.md", BROKEN)
    built.write("pyproject.toml", SETTINGS + 'link-broken = "warning"\n')
    asked = built.build("--format", "json")
    assert (asked.code, asked.report["warnings"]) == (0, 1)
    built.write("pyproject.toml", SETTINGS + 'link-broken = "off"\n')
    asked = built.build("--format", "json")
    assert (asked.code, asked.report["problems"]) == (0, [])


@pytest.mark.parametrize("rule", ["clinic-missing", "template-failed", "folder-missing"])
@pytest.mark.parametrize("severity", ["off", "warning"])
def test_no_setting_lets_a_broken_build_pass(built: Project, rule: str, severity: str) -> None:
    before = built.site()
    match rule:
        case "clinic-missing":
            (built.root / "content" / "clinic.yaml").unlink()
        case "template-failed":
            built.write("templates/layouts/article.html", "{{ view.titel }}")
        case _:
            shutil.rmtree(built.root / "templates")
    built.write("pyproject.toml", f'[tool.site-builder.severity]\n{rule} = "{severity}"\n')
    asked = built.build()
    assert asked.code == 2
    assert f"pyproject.toml:2:1: error[setting-value] {rule} is set to" in asked.err
    assert "Traceback" not in asked.err
    assert built.site() == before


# Streams


def test_a_reader_that_goes_away_is_no_fault(built: Project) -> None:
    built.write("content/articles/sleep.md", BROKEN)
    for number in range(300):
        built.write(f"content/articles/broken-{number}.md", "no front matter")
    for stream, options in (("stdout", ["--format", "json"]), ("stderr", [])):
        reader, writer = os.pipe()
        os.close(reader)
        other = "stderr" if stream == "stdout" else "stdout"
        asked: dict[str, Any] = {"capture_output": False, stream: writer, other: subprocess.PIPE}
        done = process("--root", built.root, "check", "--today", TODAY, *options, **asked)
        os.close(writer)
        assert done.returncode == 1
        assert not getattr(done, other)


def test_a_reader_that_goes_away_does_not_make_a_written_site_a_failed_one(project: Project) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    words = ("--root", project.root, "build", "--today", TODAY, "--format", "json")
    done = process(*words, capture_output=False, stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")
    assert project.pages()


def test_streams_that_are_closed_from_the_start_do_no_harm(built: Project) -> None:
    built.write("content/articles/sleep.md", BROKEN)
    for how in (">&-", "2>&-", ">&- 2>&-"):
        for form in ("text", "json"):
            command = f'"{sys.executable}" -m site_builder --root "{built.root}" check --format {form} {how}'
            done = subprocess.run(["sh", "-c", command], cwd=REPOSITORY, capture_output=True, text=True, check=False)
            assert done.returncode == 1, (how, form, done.stderr)
            assert "Traceback" not in done.stderr
            if form == "text":
                assert done.stdout == ""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
def test_a_report_that_cannot_be_written_is_an_environment_that_failed(built: Project) -> None:
    with open("/dev/full", "w") as full:
        words = ("--root", built.root, "check", "--today", TODAY, "--format", "json")
        done = process(*words, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (3, "site-builder: No space left on device\n")


def test_json_is_utf8_whatever_the_terminal_speaks(built: Project) -> None:
    built.write("content/articles/sleep.md", SLEEP.replace("topics: [rest]", "topics: rést"))
    surroundings = {**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    words = ("--root", built.root, "check", "--today", TODAY, "--format", "json")
    done = process(*words, env=surroundings, text=False)
    assert done.returncode == 1, done.stderr
    assert "rést" in json.loads(done.stdout.decode("utf-8"))["problems"][0]["message"]


# A cache that was harmed


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    for position in range(0, len(data), 97):
        data[position] ^= 0xFF
    file.write_bytes(data)


@pytest.mark.parametrize(
    "harm",
    [_cut, _flip, Path.unlink, lambda file: file.write_bytes(b"")],
    ids=["cut short", "flipped bits", "deleted", "emptied"],
)
@pytest.mark.parametrize("name", ["store/pack-*", "store/index", "manifest-*", "*"])
def test_a_harmed_cache_is_mended_and_never_seen(built: Project, name: str, harm: Callable[[Path], object]) -> None:
    before = built.pages()
    for edit in ("nothing", "a text", "a template"):
        for file in sorted((built.root / ".cache").rglob("*") if name == "*" else (built.root / ".cache").glob(name)):
            if file.is_file() and "spare" not in file.parts:
                harm(file)
        if edit == "a text":
            built.edit("content/articles/sleep.md", "Go to bed.", "Get up.")
        elif edit == "a template":
            built.edit("templates/layouts/base.html", "<body>", "<body >")
        asked = built.build("--format", "json", "--jobs", "1")
        assert (asked.code, asked.found, asked.err) == (0, [], "")
        expected = {
            path: data.replace(b"Go to bed.", b"Get up.") if edit != "nothing" else data
            for path, data in before.items()
        }
        if edit == "a template":
            expected = {
                path: data.replace(b"<body>", b"<body >") if path.endswith(".html") else data
                for path, data in expected.items()
            }
        assert built.pages() == expected


@pytest.mark.skipif(not can_fork(), reason="this machine does not fork")
def test_a_harmed_cache_is_mended_by_shared_out_halves_too(built: Project) -> None:
    before = built.pages()
    for pack in (built.root / ".cache" / "store").glob("pack-*"):
        _flip(pack)
    for number in range(40):
        built.write(f"content/articles/more-{number}.md", DREAMS)
    built.edit("templates/layouts/base.html", "<body>", "<body >")
    assert built.build("--jobs", "2").code == 0
    assert set(before) < set(built.pages())


def test_pieces_of_the_spare_that_are_gone_or_wrong_never_reach_the_site(built: Project) -> None:
    harms: list[Callable[[Path], object]] = [shutil.rmtree, lambda tree: (tree / "index.html").unlink(), _foreign]
    for step, harm in enumerate(harms):
        # A build that finds the site as it left it makes the spare; the first one, and one after harm, do not.
        for words in ("Go to sleep.", "Go to rest."):
            built.write("content/articles/sleep.md", SLEEP.replace("Go to bed.", f"{words} {step}"))
            assert built.build().code == 0
        [spare] = [each for each in (built.root / ".cache" / "spare").iterdir() if each.is_dir()]
        harm(spare)
        built.write("content/articles/sleep.md", SLEEP.replace("Go to bed.", f"Step {step}."))
        assert built.build().code == 0
        expected = built.pages()
        assert built.build("--output", built.root / f"fresh-{step}").code == 0
        assert contents_of(built.root / f"fresh-{step}") == expected


def _foreign(tree: Path) -> None:
    (tree / "about" / "foreign.html").write_text("not ours")


@pytest.mark.parametrize("what", ["store/index", "store", "store/pack-*", "spare", "spare/*.names", "manifest-*"])
def test_a_cache_of_the_wrong_shape_is_made_anew(built: Project, what: str) -> None:
    """A file where a folder belongs, and the other way round."""
    for file in list((built.root / ".cache").glob(what)):
        if file.is_dir():
            shutil.rmtree(file)
            file.write_text("not ours")
        else:
            file.unlink()
            (file / "deep").mkdir(parents=True)
    built.edit("content/articles/sleep.md", "Go to bed.", "Get up.")
    assert built.build() == Run(0, "", "19 pages, no problems\n")
    assert b"Get up." in built.pages()["articles/sleep/index.html"]
    before = state_of(built.root / ".cache")
    assert built.build().code == 0
    assert state_of(built.root / ".cache") == before, "the next build finds all in order"
    shutil.rmtree(built.root / ".cache")


def test_something_else_in_the_place_of_the_cache_is_left_alone(project: Project) -> None:
    shutil.rmtree(project.root / ".cache")
    cache = project.write(".cache", "precious")
    asked = project.build()
    said = f"site-builder: {cache} is not a folder; move it away, or build with --no-cache\n"
    assert asked == Run(3, "", said)
    assert project.build("--no-cache").code == 0
    assert cache.read_text() == "precious"


READ_ONLY = (
    "site-builder: .cache/ cannot be written ({}): this was done without it, which takes longer\n"
    "19 pages, no problems\n"
)


@pytest.mark.usefixtures("no_privileges")
@pytest.mark.parametrize("what", ["folders", "files", "no cache yet"])
def test_a_cache_that_may_not_be_written_is_done_without_and_told(built: Project, what: str) -> None:
    """In CI it is often somebody else's, or lent: that is no reason to keep a site from its readers."""
    built.edit("content/articles/sleep.md", "Go to bed.", "Get up.")
    cache, output = built.root / ".cache", built.root / "public"
    locked = [each for each in (cache, *cache.rglob("*")) if each.is_dir() == (what == "folders")]
    if what == "no cache yet":
        shutil.rmtree(cache)
        locked, output = [built.root], built.root.parent / "site elsewhere"
    modes = {each: each.stat().st_mode for each in locked}
    for each in locked:
        each.chmod(0o555)
    try:
        assert built.build("--output", output) == Run(0, "", READ_ONLY.format("Permission denied"))
        assert built.run("status").code == 0
    finally:
        for each, mode in modes.items():
            each.chmod(mode)
    assert b"Get up." in (output / "articles/sleep/index.html").read_bytes()
    assert sorted(each.name for each in built.root.iterdir() if each.name.startswith(".")) in ([], [".cache"])
    built.edit("content/articles/sleep.md", "Get up.", "Rest.")
    assert built.build("--output", output).err == "19 pages, no problems\n"


def test_a_cache_on_a_disk_that_is_read_only_is_done_without(built: Project) -> None:
    built.edit("content/articles/sleep.md", "Go to bed.", "Get up.")
    cache = str(built.root / ".cache")
    how = (["--bind", cache, cache], ["-o", "remount,bind,ro", cache])
    if os.geteuid() != 0 or subprocess.run(["mount", *how[0]], capture_output=True, check=False).returncode:
        pytest.skip("only root can make a file system read-only here")
    try:
        subprocess.run(["mount", *how[1]], check=True)
        assert built.build() == Run(0, "", READ_ONLY.format("Read-only file system"))
    finally:
        subprocess.run(["umount", "-l", cache], check=True)
    assert b"Get up." in built.pages()["articles/sleep/index.html"]
    assert built.build() == Run(0, "", "19 pages, no problems\n")


@pytest.mark.usefixtures("no_privileges")
def test_an_output_that_may_not_be_written_is_an_environment_that_failed(built: Project) -> None:
    before = built.site()
    built.edit("content/articles/sleep.md", "Go to bed.", "Get up.")
    built.root.chmod(0o555)
    try:
        asked = built.build()
        assert asked.code == 3
        assert "Permission denied" in asked.err
    finally:
        built.root.chmod(0o755)
    assert built.site() == before
    assert built.build().code == 0


# A disk that is full


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of four megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    options = ["-t", "tmpfs", "-o", "size=4m,mode=755", "none", str(disk)]
    if os.geteuid() != 0 or subprocess.run(["mount", *options], capture_output=True, check=False).returncode:
        pytest.skip("only root can make a small file system here")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def _fill(disk: Path, *, but: int) -> None:
    """Fill the disk but for `but` bytes."""
    status = os.statvfs(disk)
    size = status.f_bavail * status.f_frsize - but
    (disk / "filling").write_bytes(os.urandom(max(0, size)))


def test_a_full_disk_leaves_the_old_site_and_a_cache_that_works_again(
    small_disk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(small_disk / "site")
    project = Project(small_disk / "site", capsys)
    assert project.build().code == 0
    before = project.site()
    outcomes = set()
    for room in (0, 4096, 8192, 16384, 32768):
        project.write("content/articles/sleep.md", SLEEP.replace("Go to bed.", "Get up. " * 500 + str(room)))
        _fill(small_disk, but=room)
        asked = project.build("--jobs", "1")
        outcomes.add(asked.code)
        assert "Traceback" not in asked.err
        if asked.code == 0:
            before = project.site()
        else:
            assert asked.code == 3
            assert "No space left on device" in asked.err
            assert project.site() == before
        (small_disk / "filling").unlink()
    assert 3 in outcomes
    assert project.build().code == 0
    assert b"Get up. 32768" in project.pages()["articles/sleep/index.html"]


def test_a_full_disk_for_the_site_alone_is_told(small_disk: Path, project: Project) -> None:
    (small_disk / "room").mkdir()
    output = small_disk / "room" / "site"
    assert project.build("--output", output).code == 0
    before = state_of(output)
    assert sorted(each.name for each in (small_disk / "room").iterdir()) == ["site"], "no second tree stays there"
    project.write("content/articles/sleep.md", SLEEP.replace("Go to bed.", "Get up.\n" * 5000))
    _fill(small_disk, but=4096)
    assert project.build("--output", output).code == 3
    assert state_of(output) == before
    (small_disk / "filling").unlink()
    assert project.build("--output", output).code == 0


def test_files_that_may_not_grow_are_an_environment_that_failed(built: Project) -> None:
    before = built.site()
    built.write("content/articles/sleep.md", SLEEP.replace("Go to bed.", "Get up.\n" * 4000))
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (6000, limit[1]))
        asked = built.build("--jobs", "1")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert asked.code == 3
    assert os.strerror(errno.EFBIG) in asked.err
    assert built.site() == before
    assert built.build().code == 0


# Files that change while they are built, and builds that are killed


@pytest.mark.parametrize(
    "path",
    [
        "content/articles/sleep.md",
        "content/clinic.yaml",
        "templates/layouts/base.html",
        "static/note.txt",
        "static/css/base.css",
    ],
)
@pytest.mark.parametrize("change", ["edited", "deleted"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_file_that_changes_during_the_build_is_never_half_taken(
    cold_project: Project, path: str, change: str, jobs: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from site_builder import pipeline

    before = cold_project.root / path
    text = before.read_text()
    assemble = pipeline.assemble

    def meanwhile(*arguments: Any) -> Any:
        if change == "edited":
            before.write_text(text + "\n")
        else:
            before.unlink()
        return assemble(*arguments)

    monkeypatch.setattr(pipeline, "assemble", meanwhile)
    asked = cold_project.build("--jobs", jobs)
    assert asked.code == 3
    assert path in asked.err
    assert asked.err.count("\n") == 1
    assert not (cold_project.root / "public").exists()
    monkeypatch.undo()
    before.write_text(text)
    assert cold_project.build().code == 0


def test_an_edit_right_after_the_build_is_seen(built: Project) -> None:
    for number in range(5):
        built.write("content/articles/sleep.md", SLEEP.replace("Go to bed.", f"Version {number}."))
        assert built.build().code == 0
        assert f"Version {number}.".encode() in built.pages()["articles/sleep/index.html"]


@pytest.mark.parametrize("wrong", [False, True])
def test_what_a_killed_build_left_is_taken_away_by_the_next_whatever_that_finds(built: Project, *, wrong: bool) -> None:
    """Half an exchange in steps, a second tree, and a second build."""
    before = built.pages()
    public, aside = built.root / "public", built.root / ".public.aside"
    (built.root / ".public.journal").write_text(f"1 {public.stat().st_ino}\n")
    public.rename(aside)
    for litter in (".public.next", ".cache/verify"):
        built.write(f"{litter}/deep/file", "")
    if wrong:
        built.edit("content/articles/sleep.md", "Go to bed.", "[x](gone.md)")
    assert built.build().code == int(wrong)
    assert built.pages() == before
    assert sorted(each.name for each in built.root.iterdir() if each.name.startswith(".")) == [".cache"]
    built.write(".public.next/file", "")
    built.build()
    assert not (built.root / ".public.next").exists(), "not even where nothing was changed"


def test_builds_at_the_same_time_are_kept_apart(project: Project) -> None:
    words = [sys.executable, "-m", "site_builder", "--root", str(project.root), "build", "--today", TODAY]
    running = [subprocess.Popen(words, cwd=REPOSITORY, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    said = [(each.communicate(timeout=60)[1], each.returncode) for each in running]
    assert {code for _, code in said} <= {0, 3}
    assert 0 in {code for _, code in said}
    assert all("Traceback" not in err for err, _ in said)
    assert project.build().code == 0
    assert contents_of(project.root / "public")


def test_projects_that_write_to_one_place_wait_for_each_other(
    built: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "www").mkdir()
    output = tmp_path / "www" / "site"
    held = os.open(output.parent, os.O_RDONLY)
    monkeypatch.setattr("site_builder.project.LONGEST_WRITE_S", 0.05)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        said = f"site-builder: another build is writing to {output.parent}; wait for it to end\n"
        assert built.build("--output", output) == Run(3, "", said)
    finally:
        os.close(held)
    assert built.build("--output", output).code == 0


def test_a_lock_goes_with_the_process_that_held_it(built: Project) -> None:
    pid = os.fork()
    if not pid:
        fcntl.flock(os.open(built.root, os.O_RDONLY), fcntl.LOCK_EX)
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(pid, 0)
    built.edit("content/articles/sleep.md", "Go to bed.", "Get up.")
    assert built.build().code == 0


def test_no_day_and_no_clock_is_in_the_site(built: Project) -> None:
    before = built.pages()
    shutil.rmtree(built.root / ".cache")
    assert built.build(today="2026-12-24").code == 0
    assert built.pages() == before


def test_the_module_is_the_program(built: Project) -> None:
    done = process("--root", built.root, "check", "--today", TODAY)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "19 pages, no problems\n")
    helped = process("--help")
    assert helped.returncode == 0
    for command in cli.COMMANDS:
        assert command in helped.stdout


def test_a_waiver_covers_one_rule_in_the_next_block_and_is_counted(built: Project) -> None:
    built.write(
        "content/articles/sleep.md",
        SLEEP
        + "\n<!-- lint-ok link-broken: to be written -->\n\n"
        + "See [this text](gone.md)\nand [that](gone.md).\n\n[More of it](gone.md).\n",
    )
    asked = built.run("check", "--format", "json")
    assert [each["rule"] for each in asked.report["problems"]] == ["link-broken"]
    assert asked.report["problems"][0]["line"] == len(SLEEP.splitlines()) + 7
    built.write("content/articles/sleep.md", SLEEP + "\n<!-- lint-ok link-broken: later -->\n[More of it](gone.md).\n")
    assert built.build().err.endswith(", no problems, 1 waived\n")
    assert built.build().err.endswith(", no problems, 1 waived\n")


def test_what_is_left_out_is_counted(built: Project) -> None:
    built.write("content/articles/sleep.md", SLEEP.replace("---\n", "---\ndraft: true\n", 1))
    built.edit("content/articles/dreams.md", "](sleep.md", "](../index.md")
    assert "1 file left out (drafts, held or expired)" in built.build().err


@pytest.mark.parametrize(
    "body",
    [
        '<b title="&#xE002;0&#xE003;">hover</b>\n\n[x](#/onmouseover=alert(1)//)\n',
        "<b>x</b> &#xE005;0&#xE003; [@moon2020]\n",
        "/// note | &#xE002;99&#xE003;\nx\n///\n",
    ],
)
def test_no_text_can_make_a_slot(built: Project, body: str) -> None:
    built.write("content/articles/sleep.md", f"{SLEEP}\n{body}")
    asked = built.run("check", "--format", "json")
    assert asked.code == 1
    assert "character-control" in {each["rule"] for each in asked.report["problems"]}


@pytest.mark.parametrize("text", ['{% extends "layouts/base.html" %}', '{% include "layouts/article.html" %}'])
def test_a_circle_of_templates_is_told_at_once(built: Project, text: str) -> None:
    for name in ("base", "article"):
        built.write(f"templates/layouts/{name}.html", text)
    asked = built.run("check", "--format", "json")
    assert {each["rule"] for each in asked.report["problems"]} == {"template-circle"}


@pytest.mark.parametrize("text", ["", "\n", "\0"])
def test_a_template_that_draws_nothing_is_told(built: Project, text: str) -> None:
    built.write("templates/layouts/article.html", text)
    assert "templates/layouts/article.html:1:1: error[template-empty]" in built.build().err
