"""build --verify: whether two builds under different conditions are the same, and the digest that anybody can take."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from site_builder.digest import digest_bytes
from site_builder.model.output import Artifact
from site_builder.project import Request, Verdict, day_of
from site_builder.verify import MOST_NAMED, _build_elsewhere, compared
from tests.conftest import TODAY, Project, state_of

REPOSITORY = Path(__file__).resolve().parent.parent

SITE = {"index.html": b"<p>\n<b>caf\xc3\xa9 one</b>\n", "a/x.png": b"\x89PNG\0\xff", "a b/c": b""}

COMMAND = re.search(r"`(find \. -type f .*sha256sum)`", (REPOSITORY / "README.md").read_text("utf-8"))


def digest_by_hand(site: Path) -> str:
    """Return what the command of README.md says in this folder."""
    assert COMMAND
    done = subprocess.run(["sh", "-c", COMMAND[1]], cwd=site, capture_output=True, text=True, check=True)
    return done.stdout.split()[0]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A second site that is the same as SITE."""
    for path, data in SITE.items():
        file = tmp_path / "site" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    for each in (tmp_path / "site").rglob("*"):
        each.chmod(0o755 if each.is_dir() else 0o644)
    return tmp_path / "site"


def look(tree: Path, site: dict[str, bytes] = SITE) -> Verdict:
    contents = {digest_bytes(data): data for data in site.values()}
    artifacts = [Artifact(path, "content", digest_bytes(data), len(data)) for path, data in site.items()]
    return compared(artifacts, contents.__getitem__, tree)


def told(verdict: Verdict) -> list[str]:
    what = "Two builds of the same files did not make the same site. "
    return [f"{each.file}:{each.line}:{each.column} {each.message.removeprefix(what)}" for each in verdict.problems]


# The comparison


def test_the_same_sites_have_the_digest_that_anybody_can_take(tree: Path) -> None:
    assert look(tree) == Verdict(digest_by_hand(tree), ())


def test_a_text_that_differs_is_told_with_the_place_and_both_readings(tree: Path) -> None:
    (tree / "index.html").write_bytes(b"<p>\n<b>caf\xc3\xa9 two</b>\n")
    assert look(tree).digest == ""
    assert told(look(tree)) == [
        "index.html:2:9 It reads “<b>café one</b>” in the first build, and “<b>café two</b>” in the second."
    ]


def test_a_text_that_goes_on_is_told_where_the_other_ends(tree: Path) -> None:
    (tree / "a b/c").write_bytes(b"more")
    (tree / "index.html").write_bytes(SITE["index.html"] + b"<p>\n")
    assert told(look(tree)) == [
        "a b/c:1:1 It reads nothing in the first build, and “more” in the second.",
        "index.html:3:1 It reads nothing in the first build, and “<p>” in the second.",
    ]


def test_what_is_no_text_is_told_by_its_first_byte(tree: Path) -> None:
    (tree / "a/x.png").write_bytes(b"\x89PNG\0\xfe")
    assert told(look(tree)) == ["a/x.png:1:1 The two builds differ from byte 6 on."]


def test_files_of_one_site_only_are_told(tree: Path) -> None:
    (tree / "a/x.png").rename(tree / "a/y.png")
    only = "Only one of the two builds has made this file."
    assert told(look(tree)) == [f"a/x.png:1:1 {only}", f"a/y.png:1:1 {only}"]


def test_modes_count(tree: Path) -> None:
    (tree / "a b").chmod(0o700)
    (tree / "index.html").chmod(0o600)
    assert told(look(tree)) == [
        "index.html:1:1 The second build gave this file the mode 600, and not 644.",
        "a b/:1:1 The second build gave this folder the mode 700, and not 755.",
    ]


def test_only_the_first_few_are_named(tree: Path) -> None:
    found = told(look(tree, {**SITE, **{f"{number:03}": b"" for number in range(MOST_NAMED + 5)}}))
    assert len(found) == MOST_NAMED + 1
    assert found[-1] == "./:1:1 5 more files differ."


# The command


def test_a_site_is_built_twice_and_its_digest_printed(built: Project, tmp_path: Path) -> None:
    """Warm, with nothing changed, and with what may stand in an address or a name."""
    digest = built.build("--verify")
    assert digest[:1] + digest[2:] == (0, "19 pages, no problems\n")
    assert digest.out == f"{digest_by_hand(built.root / 'public')}\n"
    assert not (built.root / ".cache" / "verify").exists()
    before = state_of(built.root / "public")
    built.edit("content/articles/sleep.md", "Go to bed.", "Get up.")
    (tmp_path / "link").symlink_to(built.root)
    (built.root / "pyproject.toml").unlink()
    options = ("--base-url", "https://host.example/a", "--output", tmp_path / "out side", "--drafts", "--jobs", "1")
    elsewhere = Project(tmp_path / "link", built.capsys).build("--verify", "--format", "json", *options)
    assert elsewhere.code == 0
    assert elsewhere.report["digest"] == digest_by_hand(tmp_path / "out side") != digest.out.strip()
    assert state_of(built.root / "public") == before


def test_check_does_the_same_and_writes_nothing(built: Project) -> None:
    before = built.site()
    shutil.rmtree(built.root / ".cache")
    asked = built.check("--verify", "--no-cache")
    assert asked == (0, f"{digest_by_hand(built.root / 'public')}\n", "19 pages, no problems\n")
    assert built.site() == before
    assert not (built.root / ".cache").exists()


def test_a_site_that_is_another_each_time_is_not_written(built: Project) -> None:
    """A filter whose end was forgotten prints a place in memory."""
    before = built.site()
    built.edit("templates/layouts/article.html", "{{ view.sponsor }}", "{{ [1] | map('string') }}")
    asked = built.build("--verify", "--format", "json")
    assert asked.code == 1
    assert [each.rpartition(" ")[2] for each in asked.found] == ["build-differs"] * 2
    assert {each["file"] for each in asked.report["problems"]} == {
        "articles/dreams/index.html",
        "articles/sleep/index.html",
    }
    assert "object sync_do_map at 0x" in asked.report["problems"][0]["message"]
    assert "digest" not in asked.report
    assert built.site() == before
    assert not (built.root / ".cache" / "verify").exists()


def test_a_site_with_errors_is_not_built_twice(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    built.edit("content/articles/sleep.md", "Go to bed.", "[x](gone.md)")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("it was"))
    asked = built.build("--verify")
    assert (asked.code, asked.out) == (1, "")


def test_documents_for_machines_stay_documents(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_builder.verify.verify", lambda *_: Verdict("0a1b", ()))
    for form in ("sarif", "junit"):
        asked = built.build("--verify", "--format", form)
        assert "0a1b" not in asked.out
        assert asked.err == "0a1b\n"
    assert built.build("--verify", "--format", "github").out.endswith("0a1b\n")


def test_a_second_build_that_cannot_be_made_is_an_environment_that_failed(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = built.site()
    for code, said, message in ((3, b"site-builder: no room\n", "no room"), (-9, b"", "it was ended from outside")):
        done = SimpleNamespace(returncode=code, stderr=said)
        monkeypatch.setattr(subprocess, "run", lambda *_, done=done, **__: done)
        asked = built.build("--verify")
        assert asked == (3, "", f"site-builder: the site could not be built a second time: {message}\n")
    assert built.site() == before
    assert not (built.root / ".cache" / "verify").exists()


def test_a_file_that_changes_in_between_is_told(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from site_builder import pipeline

    assemble = pipeline.assemble

    def and_then(*arguments: object) -> object:
        made = assemble(*arguments)  # type: ignore[arg-type]
        built.edit("content/articles/sleep.md", "Go to bed.", "Get up.")
        return made

    monkeypatch.setattr(pipeline, "assemble", and_then)
    asked = built.build("--verify")
    message = "content/articles/sleep.md was changed while the site was being built; build again"
    assert (asked.code, asked.err) == (3, f"site-builder: {message}\n")


def test_the_second_build_has_other_surroundings_and_the_same_wishes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[list[str], dict[str, object]]] = []

    def run(words: list[str], **options: object) -> SimpleNamespace:
        asked.append((words, options))
        return SimpleNamespace(returncode=0)

    monkeypatch.setattr(subprocess, "run", run)
    request = Request(tmp_path, day_of(TODAY), "/out", "https://x.example", drafts=True, jobs=64)
    names = ("TZ", "LC_ALL", "PYTHONHASHSEED", "HOME", "SOURCE_DATE_EPOCH")
    for now in ({}, {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}):
        for name, value in now.items():
            monkeypatch.setenv(name, value)
        _build_elsewhere(request, tmp_path)
        words, options = asked[-1]
        assert options["umask"] == 0o077
        assert options["cwd"] == tmp_path
        assert all(options["env"][name] != os.environ.get(name) for name in names)  # type: ignore[index]
        wishes = json.loads(words[-1])
        assert wishes.pop("jobs") == 1
        assert wishes == {
            "root": str(tmp_path),
            "today": TODAY,
            "output": "/out",
            "base_url": "https://x.example",
            "drafts": True,
            "future": False,
            "cache": False,
        }


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_nothing_stays_of_a_second_build_that_was_ended(built: Project, number: signal.Signals) -> None:
    before = built.site()
    words = ["--root", str(built.root), "build", "--today", TODAY, "--verify"]
    running = subprocess.Popen([sys.executable, "-m", "site_builder", *words], cwd=REPOSITORY, stderr=subprocess.PIPE)
    copy = built.root / ".cache" / "verify"
    while running.poll() is None and not copy.exists():
        time.sleep(0.005)
    time.sleep(0.1)
    running.send_signal(number)
    _, said = running.communicate(timeout=30)
    if number == signal.SIGINT:
        assert (running.returncode, said) == (130, b"site-builder: interrupted\n")
        assert not copy.exists()
    assert built.site() == before
    assert built.build().code == 0
    assert not copy.exists()
