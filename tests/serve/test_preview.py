from __future__ import annotations

import os
import shutil
import struct
import threading
import time
import zlib
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from site_builder import pipeline
from site_builder.cache.memo import CacheDamaged, InputChanged
from site_builder.errors import UsageError
from site_builder.pipeline import assemble
from site_builder.serve import preview as module
from site_builder.serve.preview import Preview, State
from site_builder.stages import load
from tests.conftest import Project
from tests.serve.live import Live, wait_for
from tests.small_site import CLINIC, DREAMS, PRIVACY, SETTINGS, SLEEP, TEXT_PAGE

SLEEP_FILE = "content/articles/sleep.md"
DREAMS_FILE = "content/articles/dreams.md"
CLINIC_FILE = "content/clinic.yaml"
PAGE_TEMPLATE = "templates/layouts/page.html"
BASE_TEMPLATE = "templates/layouts/base.html"
SLEEP_PAGE, DREAMS_PAGE = "articles/sleep/index.html", "articles/dreams/index.html"


def broken(text: str = SLEEP) -> str:
    """Return the article with an error in its text."""
    return text.replace("Go to bed.", "See [x](gone.md).")


# What is shown


def test_the_first_build_shows_every_page_and_what_is_to_be_said(live: Live) -> None:
    assert "About sleep" in live.page(SLEEP_PAGE)
    assert live.errors == []
    assert live.lost == frozenset()
    assert live.preview.state.today == date(2026, 11, 20)


def test_an_edit_shows_and_the_pages_that_it_changed_are_told(live: Live) -> None:
    live.edit(SLEEP_FILE, "Go to bed.", "Go to sleep.")
    assert "Go to sleep." in live.page(SLEEP_PAGE)
    assert [change.paths for change in live.told] == [{SLEEP_PAGE}, frozenset()]


def test_a_file_that_was_not_changed_tells_nothing(live: Live) -> None:
    live.notice(SLEEP_FILE)
    live.notice()
    assert live.told == []


def test_drafts_and_held_pages_are_shown(live: Live) -> None:
    live.save("content/articles/draft.md", DREAMS.replace("date: 2026-10-03", "date: 2026-10-03\ndraft: true"))
    live.save("content/articles/later.md", DREAMS.replace("date: 2026-10-03", "date: 2026-12-24"))
    assert live.page("articles/draft/index.html")
    assert live.page("articles/later/index.html")


def test_a_page_that_is_looked_at_is_handed_out_before_the_rest(live: Live) -> None:
    live.preview.open_pages = frozenset({DREAMS_PAGE})
    live.edit(BASE_TEMPLATE, "To the text", "To the words")
    first, last = live.told
    assert DREAMS_PAGE in first.paths
    assert "about/index.html" not in first.paths
    assert "about/index.html" in last.paths
    assert DREAMS_PAGE not in last.paths


def test_a_page_that_was_asked_for_is_handed_out_before_the_rest(live: Live) -> None:
    live.preview.read("about/index.html")
    live.edit(BASE_TEMPLATE, "To the text", "To the words")
    assert "about/index.html" in live.told[0].paths
    assert "privacy/index.html" not in live.told[0].paths


def test_a_page_comes_with_the_files_that_it_shows(live: Live) -> None:
    live.preview.open_pages = frozenset({SLEEP_PAGE})
    shown: list[bool] = []
    live.preview.tell = lambda change: shown.append(
        all(
            each in live.preview.state.files
            for each in [part.split('"')[0] for part in live.page(SLEEP_PAGE).split('src="/')[1:]]
        )
    )
    Image.new("RGB", (40, 30)).save(live.root / "content/articles/bed.png")
    live.write(SLEEP_FILE, SLEEP.replace("Go to bed.", "![A bed](bed.png)"))
    live.notice(SLEEP_FILE, "content/articles/bed.png")
    assert "bed-40" in live.page(SLEEP_PAGE)
    assert shown
    assert all(shown)


def test_a_change_of_styles_alone_is_told_as_such(live: Live) -> None:
    live.preview.open_pages = frozenset({SLEEP_PAGE})
    live.save("static/css/base.css", "body { color: red }\n")
    assert live.told
    assert all(change.styles_only for change in live.told)
    live.write("static/css/base.css", "body { color: blue }\n")
    live.edit(SLEEP_FILE, "Go to bed.", "Go.")
    live.notice("static/css/base.css", SLEEP_FILE)
    assert not any(change.styles_only for change in live.told)


# What an error has cost


@pytest.mark.parametrize(
    ("path", "data", "rule"),
    [
        (SLEEP_FILE, SLEEP[:40], "front-matter-unclosed"),
        (SLEEP_FILE, "", "file-empty"),
        (SLEEP_FILE, SLEEP.encode("utf-16"), "file-encoding"),
        (SLEEP_FILE, b"\xff\xfe\x00", "file-encoding"),
        (SLEEP_FILE, SLEEP.replace("About sleep", "[About"), "yaml-broken"),
        (PAGE_TEMPLATE, TEXT_PAGE.replace("{% endblock %}", ""), "template-syntax"),
        (PAGE_TEMPLATE, '{% extends "layouts/page.html" %}', "template-circle"),
        (PAGE_TEMPLATE, '{% include "layouts/page.html" %}', "template-circle"),
        (
            PAGE_TEMPLATE,
            "{% for a in range(9999) %}{% for b in range(999) %}{% endfor %}{% endfor %}",
            "template-failed",
        ),
        (PAGE_TEMPLATE, "{{ view.titel }}", "template-failed"),
        (PAGE_TEMPLATE, b"\xff", "template-not-text"),
        (CLINIC_FILE, "name: [", "yaml-broken"),
        ("content/references.bib", "@article{lee2020,\n title = {x\n", "reference-broken"),
        ("templates/interface/en.yaml", "toc: [", "yaml-broken"),
        ("static/css/site.css", '@import "gone.css";', "style-import"),
        ("pyproject.toml", "[tool.site-builder\n", "setting-unreadable"),
        ("pyproject.toml", "[tool.site-builder]\noutptu = 'x'\n", "field-unknown"),
        ("pyproject.toml", SETTINGS + 'gone-rule = "off"\n', "setting-rule-unknown"),
        ("pyproject.toml", b"\xff", "setting-unreadable"),
        ("content/articles/" + "x" * 3 + ".exe", b"\0" * (load.LARGEST_FILE + 1), "file-too-large"),
    ],
)
def test_what_an_error_has_cost_is_shown_as_it_was_until_it_is_mended(
    live: Live, path: str, data: str | bytes, rule: str
) -> None:
    before = dict(live.preview.state.files)
    good = (live.root / path).read_bytes() if (live.root / path).exists() else None
    live.save(path, data)
    assert any(each.endswith(f" {rule}") for each in live.errors), live.errors
    assert before.keys() <= live.preview.state.files.keys() or rule == "style-import"
    assert {name: live.preview.state.files[name] for name in live.lost} == {name: before[name] for name in live.lost}
    assert live.told[-1].problems
    if good is None:
        (live.root / path).unlink()
        live.notice(path)
    else:
        live.save(path, good)
    assert live.errors == []
    assert live.lost == frozenset()
    assert live.preview.state.files == before
    assert live.told[-1].problems


def test_a_page_that_an_error_has_cost_counts_as_older_than_the_rest(live: Live) -> None:
    live.save(SLEEP_FILE, SLEEP[:40])
    assert SLEEP_PAGE in live.lost
    assert DREAMS_PAGE not in live.lost
    live.edit(DREAMS_FILE, "It is deep.", "It is dark.")
    assert "It is dark." in live.page(DREAMS_PAGE)
    assert SLEEP_PAGE in live.lost


def test_a_page_with_an_error_that_can_be_drawn_is_drawn(live: Live) -> None:
    live.save(SLEEP_FILE, broken().replace("What to do", "What else"))
    assert live.errors == [f"{SLEEP_FILE}:16 link-broken"]
    assert "What else" in live.page(SLEEP_PAGE)
    assert live.lost == frozenset()


def test_a_page_is_gone_once_its_file_is(live: Live) -> None:
    live.save(DREAMS_FILE, DREAMS.replace("(sleep.md)", "(../privacy.md)"))
    live.edit("content/faq/why-do-i-snore.md", "../articles/sleep.md", "../about.md")
    (live.root / SLEEP_FILE).unlink()
    live.notice(SLEEP_FILE)
    assert live.errors == []
    assert live.page(SLEEP_PAGE) == ""


def test_a_page_whose_file_is_gone_goes_whatever_else_is_wrong(live: Live) -> None:
    (live.root / SLEEP_FILE).unlink()
    live.write("content/about.md", "---\n")
    live.notice(SLEEP_FILE, "content/about.md")
    assert len(live.errors) > 1
    assert live.page(SLEEP_PAGE) == ""
    assert live.page("about/index.html")
    assert live.lost == {"about/index.html"}


def test_a_text_that_was_renamed_is_at_its_new_address_alone(live: Live) -> None:
    (live.root / SLEEP_FILE).rename(live.root / "content/articles/slumber.md")
    live.notice(SLEEP_FILE, "content/articles/slumber.md")
    assert live.page("articles/slumber/index.html")
    assert not live.page(SLEEP_PAGE)


def test_a_folder_that_was_moved_away_is_noticed_by_its_own_name(live: Live) -> None:
    (live.root / "content/faq").rename(live.root / "faq")
    live.notice("content/faq")
    assert "Can I nap?" not in live.page("faq/index.html")
    (live.root / "faq").rename(live.root / "content/faq")
    live.notice("content/faq")
    assert "Can I nap?" in live.page("faq/index.html")


@pytest.mark.parametrize("folder", ["content", "templates", "static"])
def test_a_folder_that_is_gone_is_told_and_comes_back(live: Live, folder: str) -> None:
    before = live.preview.state.files
    (live.root / folder).rename(live.root / "aside")
    live.notice(folder)
    assert live.errors
    assert live.preview.read(SLEEP_PAGE)
    (live.root / "aside").rename(live.root / folder)
    live.notice(folder)
    assert live.errors == []
    assert live.preview.state.files == before


def test_clinic_yaml_may_be_gone_for_a_while(live: Live) -> None:
    before = live.preview.state.files
    (live.root / CLINIC_FILE).unlink()
    live.notice(CLINIC_FILE)
    assert f"{CLINIC_FILE}:1 clinic-missing" in live.errors
    assert live.preview.state.files == before
    live.save(CLINIC_FILE, CLINIC)
    assert live.errors == []
    assert live.lost == frozenset()


def test_a_text_may_become_a_folder_and_a_text_again(live: Live) -> None:
    (live.root / "content/privacy.md").unlink()
    (live.root / "content/privacy.md").mkdir()
    live.notice("content/privacy.md")
    assert live.preview.read("privacy/index.html") is None
    (live.root / "content/privacy.md").rmdir()
    live.save("content/privacy.md", PRIVACY)
    assert live.preview.read("privacy/index.html")
    assert live.errors == []


def test_what_is_no_file_or_has_no_good_name_is_told_and_never_opened(live: Live, tmp_path: Path) -> None:
    articles = live.root / "content/articles"
    (tmp_path / "secret.md").write_text("root:x")
    os.mkfifo(articles / "pipe.md")
    (articles / "out.md").symlink_to(tmp_path / "secret.md")
    (articles / "loop.md").symlink_to("loop.md")
    (articles / "ring").symlink_to("..")
    bad = articles / os.fsdecode(b"caf\xe9.md")
    bad.write_text(DREAMS)
    live.notice("content/articles/")
    assert {each.split(" ")[1] for each in live.errors} == {
        "file-not-regular",
        "symlink-outside",
        "symlink-broken",
        "symlink-to-folder",
        "name-unreadable",
    }
    for name in ("pipe.md", "out.md", "loop.md", "ring", bad.name):
        (articles / name).unlink()
    live.notice("content/articles/")
    assert live.errors == []


@pytest.mark.usefixtures("no_privileges")
def test_a_text_that_may_not_be_read_is_told(live: Live) -> None:
    (live.root / SLEEP_FILE).chmod(0)
    live.notice(SLEEP_FILE)
    assert f"{SLEEP_FILE}:1 file-unreadable" in live.errors
    assert SLEEP_PAGE in live.lost
    (live.root / SLEEP_FILE).chmod(0o644)
    live.notice(SLEEP_FILE)
    assert live.errors == []


def png(width: int, height: int) -> bytes:
    """Return a picture that says it is so large, and holds next to nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(999))) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(30_000, 30_000), (30_001, 1), (2**31 - 1, 2**31 - 1)])
def test_a_picture_that_is_far_too_large_is_told(live: Live, size: tuple[int, int]) -> None:
    live.save("content/articles/bed.png", png(*size))
    live.edit(SLEEP_FILE, "Go to bed.", "![A bed](bed.png)")
    assert "content/articles/bed.png:1 picture-too-large" in live.errors
    live.edit(SLEEP_FILE, "![A bed](bed.png)", "Go to bed.")
    assert live.errors == []


def test_thousands_of_files_may_come_and_go_at_once(live: Live) -> None:
    for number in range(2000):
        live.write(f"content/many/{number}.txt", "x")
    live.notice(*(f"content/many/{number}.txt" for number in range(2000)))
    assert len(live.preview.state.problems) >= 2000
    shutil.rmtree(live.root / "content/many")
    live.notice("content/many")
    assert not [each for each in live.preview.state.problems if each.rule == "file-unused"]


# How it goes on


def test_a_fault_of_the_program_is_a_problem_and_the_site_stays(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_: object, **__: object) -> None:
        raise RuntimeError("not\nmeant")

    with monkeypatch.context() as patched:
        patched.setattr(module, "assemble", faulty)
        live.edit(SLEEP_FILE, "Go to bed.", "Go.")
        [problem] = live.preview.state.problems
        assert problem.rule == "program-fault"
        assert "RuntimeError: not meant" in problem.message
        assert "Go to bed." in live.page(SLEEP_PAGE)
    live.notice()
    assert live.errors == []
    assert "Go to bed." not in live.page(SLEEP_PAGE)


@pytest.mark.parametrize("error", [OSError(28, "No space left on device", "/x"), MemoryError()])
def test_what_the_machine_refuses_is_told(live: Live, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def refusing(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(module, "load", refusing)
    live.notice()
    [problem] = live.preview.state.problems
    assert problem.rule == "machine-refused"
    assert "space" in problem.message or "memory" in problem.message


@pytest.mark.parametrize("error", [InputChanged("x"), CacheDamaged("x")])
def test_a_file_that_changes_while_it_is_read_is_read_again(
    live: Live, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    left = [error]

    def failing_once(*given: object, **named: object) -> object:
        if left:
            raise left.pop()
        return assemble(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "assemble", failing_once)
    live.edit(SLEEP_FILE, "Go to bed.", "Go to sleep.")
    assert "Go to sleep." in live.page(SLEEP_PAGE)
    assert live.errors == []


def test_a_store_that_is_lost_is_made_anew(live: Live) -> None:
    memo = live.preview._memo
    assert memo is not None
    memo.forget()
    live.edit(SLEEP_FILE, "Go to bed.", "Go to sleep.")
    assert "Go to sleep." in live.page(SLEEP_PAGE)
    assert live.page("about/index.html")


def cut_short(live: Live, path: str, text: str) -> None:
    """Save `text`, and again while pages are still being drawn."""
    live.preview.open_pages = frozenset({SLEEP_PAGE})

    def save_once(_: object) -> None:
        live.preview.tell = live.told.append
        live.preview.saved({path})

    live.preview.tell = save_once
    live.save(path, text)


def test_the_next_save_cuts_a_build_short_and_nothing_is_lost(live: Live) -> None:
    longer = live.text(BASE_TEMPLATE).replace("To the text", "To the words")
    cut_short(live, BASE_TEMPLATE, longer)
    assert "To the words" in live.page(SLEEP_PAGE)
    assert "To the text" in live.page("about/index.html")
    live.notice(BASE_TEMPLATE)
    assert "To the words" in live.page("about/index.html")


def test_what_was_shown_of_a_build_that_was_cut_short_is_taken_back_with_the_save(live: Live) -> None:
    good = live.text(BASE_TEMPLATE)
    before = live.preview.state.files
    cut_short(live, BASE_TEMPLATE, good.replace("To the text", "To the words"))
    assert live.preview.state.files != before
    live.save(BASE_TEMPLATE, good)
    assert live.preview.state.files == before


def test_the_wish_for_an_index_outlives_a_build_that_was_cut_short(live: Live) -> None:
    live.preview.want_index()
    cut_short(live, BASE_TEMPLATE, live.text(BASE_TEMPLATE).replace("To the text", "To the words"))
    assert not live.preview.state.indexed
    live.notice(BASE_TEMPLATE)
    assert live.preview.state.indexed


def test_another_day_shows_another_site(live: Live) -> None:
    live.edit(SLEEP_FILE, "topics: [rest]", "expires: 2026-11-25\ntopics: [rest]")
    before = live.preview.state.problems
    live.preview.day = "2026-11-26"
    live.notice()
    assert live.preview.state.today == date(2026, 11, 26)
    assert live.preview.state.problems != before


def test_settings_that_change_are_heeded(live: Live) -> None:
    live.save(SLEEP_FILE, broken())
    live.save("pyproject.toml", SETTINGS + 'link-broken = "warning"\n')
    assert live.errors == []
    assert live.preview.state.settings.severity["link-broken"] == "warning"


def test_the_search_index_is_made_on_demand_and_is_as_new_as_the_pages(live: Live) -> None:
    def index() -> dict[str, bytes]:
        return {path: file.digest for path, file in live.preview.state.files.items() if path.startswith(module.INDEX)}

    live.edit(BASE_TEMPLATE, '<main id="main">', '<main id="main" data-pagefind-body>')
    assert index() == {}
    live.preview.want_index()
    live.notice()
    first = index()
    assert live.is_indexed()
    assert any(path.endswith("pagefind-entry.json") for path in first)
    live.edit(SLEEP_FILE, "Go to bed.", "Hibernate.")
    assert not live.is_indexed()
    assert index() == first
    live.preview.want_index()
    live.notice()
    second = index()
    assert live.is_indexed()
    assert first.keys() < second.keys(), "a page that is open goes on with the older index"
    live.edit(SLEEP_FILE, "Hibernate.", "Dream.")
    live.preview.want_index()
    live.notice()
    assert not (first.keys() - second.keys()) & index().keys()
    assert len(index()) < len(first) + 10, "no more than one older index is kept"


def test_where_nothing_can_be_built_nobody_waits_for_an_index(live: Live) -> None:
    live.preview.want_index()
    live.save("pyproject.toml", "[tool.site-builder\n")
    assert live.preview.state.indexed


# Beginning


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("pyproject.toml", "[tool.site-builder\n"),
        (CLINIC_FILE, None),
        (CLINIC_FILE, "name: ["),
        (SLEEP_FILE, "---\n"),
        (PAGE_TEMPLATE, "{% if %}"),
        (BASE_TEMPLATE, None),
    ],
)
def test_it_begins_with_whatever_there_is(project: Project, path: str, data: str | None) -> None:
    good = project.read(path)
    if data is None:
        (project.root / path).unlink()
    else:
        project.write(path, data)
    live = Live(project.root)
    assert live.errors
    live.save(path, good)
    assert live.errors == []
    assert live.page(SLEEP_PAGE)
    live.preview.close()


def test_it_begins_with_nothing_at_all(tmp_path: Path) -> None:
    live = Live(tmp_path)
    assert "content:1 folder-missing" in live.errors
    assert live.preview.state.files == {}
    live.preview.close()


def test_a_fault_of_the_program_does_not_keep_it_from_beginning(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(*_: object, **__: object) -> None:
        raise RuntimeError("not meant")

    monkeypatch.setattr(module, "assemble", faulty)
    live = Live(project.root)
    assert live.errors == ["pyproject.toml:1 program-fault"]
    live.preview.close()


def test_a_damaged_store_does_not_keep_it_from_beginning(project: Project) -> None:
    for pack in (project.root / ".cache/store").glob("pack-*"):
        os.truncate(pack, pack.stat().st_size // 2)
    live = Live(project.root)
    assert live.errors == []
    assert live.page(SLEEP_PAGE)
    live.preview.close()


def test_a_day_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not a day"):
        Preview(tmp_path, day="tomorrow")


# In a thread of its own


class Running:
    """A preview whose builder runs in a thread of its own."""

    def __init__(self, live: Live) -> None:
        self.live = live
        self.stop = threading.Event()
        self.thread = threading.Thread(target=live.preview.run, args=(self.stop,))

    def __enter__(self) -> Preview:
        self.thread.start()
        return self.live.preview

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.live.preview.saved(())
        self.thread.join(20)
        assert not self.thread.is_alive()


def test_a_hundred_quick_saves_end_on_the_last(live: Live) -> None:
    live.preview.open_pages = frozenset({SLEEP_PAGE})
    with Running(live) as preview:
        for number in range(100):
            live.write(SLEEP_FILE, SLEEP.replace("About sleep", f"Sleep for {number} hours"))
            preview.saved({SLEEP_FILE})
        for page in (SLEEP_PAGE, "articles/index.html", "feed.xml"):
            wait_for(partial(lambda page: "Sleep for 99 hours" in live.page(page), page))
    assert live.errors == []


def test_a_save_of_which_nobody_tells_is_found_after_another_save(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOOK_AGAIN_S", (0.05, 0.05))
    with Running(live) as preview:
        live.write(SLEEP_FILE, SLEEP.replace("Go to bed.", "Nobody told."))
        preview.saved({DREAMS_FILE})
        wait_for(lambda: "Nobody told." in live.page(SLEEP_PAGE))


def test_a_file_that_is_emptied_before_it_is_written_does_not_flash(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(seconds: float) -> None:
        assert seconds == module.WRITING_S
        live.write(SLEEP_FILE, SLEEP.replace("Go to bed.", "Filled."))

    monkeypatch.setattr(time, "sleep", fill)
    live.save(SLEEP_FILE, "")
    assert live.errors == []
    assert "Filled." in live.page(SLEEP_PAGE)
    (live.root / SLEEP_FILE).unlink()
    live.notice(SLEEP_FILE)
    assert live.errors == []


def test_what_is_examined_is_of_the_same_moment_as_the_page(live: Live) -> None:
    live.edit(SLEEP_FILE, "About sleep", "All about sleep")
    [(found, original)] = live.preview.examined(SLEEP_FILE)
    assert found.parsed.title == "All about sleep"
    assert original is None
    assert live.preview.examined("content/articles/gone.md") == []


def test_of_a_folder_every_file_is_examined(live: Live) -> None:
    found = [each.document.path for each, _ in live.preview.examined("content/articles")]
    assert SLEEP_FILE in found
    assert len(found) > 1
    assert all(path.startswith("content/articles/") for path in found)


def test_nothing_is_examined_where_nothing_was_built(live: Live) -> None:
    live.save("pyproject.toml", "[tool.site-builder\n")
    assert live.preview.examined(SLEEP_FILE) == []


def test_whoever_examines_is_never_cut_short(live: Live) -> None:
    live.preview.read(SLEEP_PAGE)
    live.edit(SLEEP_FILE, "Go to bed.", "Go.")
    assert live.preview._may_be_cut
    assert live.preview._memo is not None
    live.preview._memo.drop()
    live.preview._memo._before = {}
    live.preview._memo.layered.entries.clear()
    live.preview._memo.layered.below.entries.clear()
    live.preview.saved({SLEEP_FILE})
    assert live.preview.examined(SLEEP_FILE)


def test_a_state_is_never_changed_once_it_is_shown(live: Live) -> None:
    before = live.preview.state
    files = dict(before.files)
    live.edit(SLEEP_FILE, "Go to bed.", "Go.")
    assert isinstance(before, State)
    assert before.files == files


class TestBeforeItIsPlannedAgain:
    """What the open page shows when planning begins."""

    @pytest.fixture
    def shown(self, live: Live, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        pages: list[str] = []
        plan = pipeline._plan

        def noted(*given: Any) -> Any:
            pages.append(live.page(SLEEP_PAGE))
            return plan(*given)

        live.preview.open_pages = frozenset({SLEEP_PAGE})
        live.edit(SLEEP_FILE, "Go to bed.", "Go to bed now.")
        monkeypatch.setattr(pipeline, "_plan", noted)
        return pages

    def test_new_words_are_there_already(self, live: Live, shown: list[str]) -> None:
        live.edit(SLEEP_FILE, "Go to bed now.", "Go to bed soon.")
        assert "Go to bed soon." in shown[0]

    def test_what_changes_the_plan_is_not(self, live: Live, shown: list[str]) -> None:
        live.edit(SLEEP_FILE, "Go to bed now.", "Go to bed [soon](dreams.md).")
        assert "Go to bed now." in shown[0]
        assert "Go to bed <a " in live.page(SLEEP_PAGE)

    def test_nor_is_anything_after_a_change_of_a_template(self, live: Live, shown: list[str]) -> None:
        live.write(SLEEP_FILE, live.text(SLEEP_FILE).replace("Go to bed now.", "Go to bed soon."))
        live.write(BASE_TEMPLATE, live.text(BASE_TEMPLATE).replace("</body>", "<hr></body>"))
        live.notice(SLEEP_FILE, BASE_TEMPLATE)
        assert "Go to bed now." in shown[0]
        assert "Go to bed soon." in live.page(SLEEP_PAGE)


def test_a_file_that_stays_away_is_told_and_one_that_comes_back_is_not(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise FileNotFoundError(2, "No such file or directory", "x")

    with monkeypatch.context() as patched:
        patched.setattr("site_builder.serve.preview.assemble", refuse)
        live.edit(SLEEP_FILE, "Go to bed.", "Go to bed now.")
        assert live.errors == ["pyproject.toml:1 machine-refused"]
    live.notice(SLEEP_FILE)
    assert live.errors == []
    assert "Go to bed now." in live.page(SLEEP_PAGE)
