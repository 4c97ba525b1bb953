"""site-builder check --fix: what is safe is shown, asked for, and mended; and the ledger that it keeps."""

from __future__ import annotations

import io
import os
import shutil
import stat
from pathlib import Path

import pytest

from site_builder import mending
from site_builder.cli import main
from site_builder.model.edit import Change
from tests.conftest import TODAY, Project, Run, contents_of
from tests.small_site import write_files

LEDGER = "content/addresses.yaml"
SLEEP, NIGHT, NAP = "content/articles/sleep.md", "content/articles/night.md", "content/faq/can-i-nap.md"


class Terminal(io.StringIO):
    """Somebody at a terminal."""

    def isatty(self) -> bool:
        """Return that this is one."""
        return True


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory, warm_store: Path) -> bytes:
    """The ledger of the small site, as the command makes it."""
    root = tmp_path_factory.mktemp("ledger")
    write_files(root)
    shutil.copytree(warm_store, root / ".cache" / "store")
    assert main(["--root", str(root), "check", "--fix", "--yes", "--today", TODAY]) == 0
    return (root / LEDGER).read_bytes()


@pytest.fixture
def kept(project: Project, ledger: bytes) -> Project:
    """The small site with its ledger."""
    project.write(LEDGER, ledger)
    return project


def rename(project: Project, old: str = SLEEP, new: str = NIGHT) -> None:
    (project.root / old).rename(project.root / new)


def gone(found: Run) -> list[str]:
    return [each for each in found.found if each.endswith("address-gone")]


def at_a_terminal(project: Project, answer: str, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str, str]:
    """Return what `check --fix` says to somebody who gives this answer."""
    out, err = Terminal(), Terminal()
    for name, stream in (("stdin", Terminal(answer)), ("stdout", out), ("stderr", err)):
        monkeypatch.setattr(f"sys.{name}", stream)
    code = project.check("--fix").code
    return code, out.getvalue(), err.getvalue()


def test_it_begins_a_ledger_with_every_address_and_place_on_the_page_of_questions(kept: Project) -> None:
    said = kept.read(LEDGER)
    assert said.startswith("# yaml-language-server: $schema=.schemas/addresses.schema.json\n# Written by")
    addresses = [line.split(": ")[0].strip() for line in said.split("\n") if line.startswith("  /")]
    assert addresses == sorted(addresses)
    for address in ("/", "/about/", "/articles/sleep/", "/consultation/", "/evidence/", "/faq/", "/faq/#can-i-nap"):
        assert address in addresses
    assert "/old/sleep/" in addresses, "an old address is kept as any other"
    assert not {"/articles/", "/services/", "/topics/rest/", "/search/", "/404.html"} & set(addresses)


def test_neither_build_nor_check_nor_new_touches_it(kept: Project) -> None:
    before = contents_of(kept.root / "content")
    kept.run("new", "article", "Another", "--today", "2026-11-20")
    kept.write("content/articles/more.md", kept.read(SLEEP).replace("/old/sleep/", "/old/more/"))
    assert kept.build().code == kept.check().code == 0
    assert contents_of(kept.root / "content")["addresses.yaml"] == before["addresses.yaml"]
    assert (
        f"{LEDGER}:1:1: info[ledger-behind] 2 addresses are not in the ledger yet: /articles/more/" in kept.check().err
    )
    assert kept.build("--strict").code == 0


def test_a_site_without_one_is_told_nothing(project: Project) -> None:
    rename(project)
    assert "ledger" not in project.check().err


def test_a_renamed_article_is_an_error_until_its_redirect_is_written(kept: Project) -> None:
    rename(kept)
    kept.edit(NIGHT, "Go to bed.", "Go to bed early.")
    found = kept.check("--format", "json")
    assert found.code == 1
    assert gone(found) == [f"{LEDGER}:9:3 address-gone"], "its alias has moved along with its file"
    fixed = kept.check("--fix", "--yes", "--format", "json")
    assert (fixed.code, gone(fixed)) == (0, [])
    assert "aliases: [/old/sleep/, /articles/sleep/]\n" in kept.read(NIGHT)
    assert "[dreams]" in kept.read(NIGHT)
    assert "[sleep](night.md)" in kept.read("content/articles/dreams.md")
    assert kept.build().code == 0
    rules = (kept.root / "public/_redirects").read_text(encoding="utf-8")
    assert "/articles/sleep/ /articles/night/ 301\n" in rules
    assert "/old/sleep/ /articles/night/ 301\n" in rules
    assert "/articles/night/" in (kept.root / "public/articles/sleep/index.html").read_text(encoding="utf-8")


def test_a_renamed_question_keeps_its_place_under_both_names(kept: Project) -> None:
    rename(kept, NAP, "content/faq/may-i-nap.md")
    assert len(gone(kept.check("--format", "json"))) == 1
    assert kept.check("--fix", "--yes").code == 0
    assert "aliases: [can-i-nap]\n" in kept.read("content/faq/may-i-nap.md")
    assert "questions: [may-i-nap]\n" in kept.read(SLEEP)


def test_a_page_that_was_deleted_stays_an_error_with_nothing_to_mend(kept: Project) -> None:
    (kept.root / "content/services/night-clinic.md").unlink()
    fixed = kept.check("--fix", "--yes")
    assert fixed.code == 1
    assert "nothing that can be mended safely without you" in fixed.err
    assert "Nothing answers at “/services/night-clinic/” any more" in fixed.err


def test_another_page_can_take_an_address_over_by_hand(kept: Project) -> None:
    (kept.root / "content/services/night-clinic.md").unlink()
    kept.edit("content/about.md", "title: About us", "title: About us\naliases: [/services/night-clinic/]")
    assert kept.check().code == 0


def test_an_address_is_given_up_by_deleting_its_line(kept: Project) -> None:
    (kept.root / "content/services/night-clinic.md").unlink()
    lines = kept.read(LEDGER).split("\n")
    kept.write(LEDGER, "\n".join(line for line in lines if "/services/night-clinic/" not in line))
    assert kept.check().code == 0
    assert kept.check("--fix", "--yes").code == 0
    assert "night-clinic" not in kept.read(LEDGER)


def test_a_draft_answers_nothing_and_what_has_expired_is_kept(kept: Project) -> None:
    kept.edit(SLEEP, "title:", "expires: 2026-11-01\ntitle:")
    assert gone(kept.check("--format", "json")) == []
    kept.edit(SLEEP, "expires: 2026-11-01", "draft: true")
    assert len(gone(kept.check("--format", "json"))) == 2
    assert len(gone(kept.check("--drafts", "--format", "json"))) == 2


def test_a_damaged_ledger_is_told_at_its_line_and_left_as_it_is(kept: Project) -> None:
    kept.write(LEDGER, kept.read(LEDGER).replace("  /about/:", "  about:"))
    before = kept.read(LEDGER)
    found = kept.check("--fix", "--yes")
    assert found.code == 1
    assert "content/addresses.yaml:6:3: error[ledger-damaged] “about” is not an address of this site." in found.err
    assert kept.read(LEDGER) == before


def test_a_file_with_a_folder_of_its_own_keeps_its_address(kept: Project) -> None:
    (kept.root / "content/articles/sleep").mkdir()
    rename(kept, SLEEP, "content/articles/sleep/index.md")
    assert kept.check("--fix", "--yes").code == 0
    assert "aliases: [/old/sleep/]\n" in kept.read("content/articles/sleep/index.md")
    assert "[dreams](../dreams.md#deep-sleep)" in kept.read("content/articles/sleep/index.md")
    assert "[sleep](sleep/index.md)" in kept.read("content/articles/dreams.md")


def test_the_diff_is_what_was_asked_for_and_comes_alone(kept: Project) -> None:
    rename(kept)
    before = contents_of(kept.root / "content")
    shown = kept.check("--fix")
    assert shown.code == 1
    assert shown.out.startswith(f"--- a/{LEDGER}\n+++ b/{LEDGER}\n@@ ")
    assert "+aliases: [/old/sleep/, /articles/sleep/]\n" in shown.out
    assert f"{NIGHT}: /articles/sleep/ leads here from now on\n" in shown.err
    assert "Nothing was changed; `--fix --yes` makes these changes without asking." in shown.err
    assert "address-gone" in shown.err
    assert contents_of(kept.root / "content") == before


def test_what_programs_read_comes_alone_too(kept: Project) -> None:
    rename(kept)
    shown = kept.check("--fix", "--format", "json")
    assert shown.report["errors"] > 0
    assert "+aliases:" in shown.err


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("Yes\n", 0), ("\n", 1), ("n\n", 1), ("", 1)])
def test_somebody_at_a_terminal_is_asked(
    kept: Project, answer: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename(kept)
    ended, out, err = at_a_terminal(kept, answer, monkeypatch)
    assert "Change these 4 files? [y/N] " in err
    assert "\x1b[32m+aliases: [/old/sleep/, /articles/sleep/]\x1b[0m" in out
    assert ended == code
    assert ("/articles/sleep/]" in kept.read(NIGHT)) == (code == 0)


def test_yes_alone_and_fix_while_watching_are_wrong_use(project: Project) -> None:
    assert project.check("--yes").code == 2
    assert project.check("--fix", "--watch").code == 2


def test_modes_and_line_ends_stay_and_nothing_outside_of_content_changes(kept: Project) -> None:
    text = kept.read(SLEEP).replace("Go to bed.", "Bring:\n- a book")
    file = kept.write(SLEEP, b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    file.chmod(0o640)
    before = {
        path: data for path, data in contents_of(kept.root).items() if not path.startswith((".cache", "content/"))
    }
    assert kept.check("--fix", "--yes").code == 0
    assert file.read_bytes() == b"\xef\xbb\xbf" + text.replace("Bring:\n", "Bring:\n\n").replace("\n", "\r\n").encode()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    after = {path: data for path, data in contents_of(kept.root).items() if not path.startswith((".cache", "content/"))}
    assert after == before


def test_without_a_cache_none_is_made(cold_project: Project) -> None:
    assert cold_project.check("--fix", "--yes", "--no-cache").code == 0
    assert not (cold_project.root / ".cache").exists()


def test_a_site_without_a_clinic_file_is_no_reason_for_a_traceback(kept: Project) -> None:
    (kept.root / "content/clinic.yaml").unlink()
    found = kept.check("--fix", "--yes")
    assert found.code == 1
    assert "clinic-missing" in found.err


# What may happen between the question and the answer


def change(path: str, before: bytes | None, after: bytes) -> Change:
    return Change(path, before, after, ("a reason",))


def test_a_file_that_was_saved_meanwhile_is_left_and_the_others_are_mended(project: Project) -> None:
    text = project.read(SLEEP).encode()
    other = project.read(NAP).encode()
    proposal = [change(SLEEP, text, b"mended"), change(NAP, other, b"mended"), change(LEDGER, None, b"new")]
    project.write(SLEEP, "saved meanwhile")
    project.write(LEDGER, "made meanwhile")
    done = mending.mend(project.root, proposal)
    assert done.changed == (NAP,)
    assert done.left == ((SLEEP, "it was changed meanwhile"), (LEDGER, "it was changed meanwhile"))
    assert (project.read(SLEEP), project.read(NAP), project.read(LEDGER)) == (
        "saved meanwhile",
        "mended",
        "made meanwhile",
    )


def test_a_link_out_of_content_is_never_written_through(project: Project, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_bytes(b"theirs")
    os.symlink(outside, project.root / NIGHT)
    done = mending.mend(project.root, [change(NIGHT, b"theirs", b"mended")])
    assert done.left == ((NIGHT, "it does not lie in content/"),)
    assert outside.read_bytes() == b"theirs"


def test_a_folder_that_has_the_name_of_the_ledger_is_left(project: Project) -> None:
    (project.root / LEDGER).mkdir()
    assert "content/addresses.yaml was left as it is: it is not a file.\nNo files changed.\n" in (
        project.check("--fix", "--yes").err
    )


@pytest.mark.parametrize(
    "data", [b"\xff\xfea", b"\0" * 9, b"", b"- a\n", b"addresses: {a", b"<<<<<<< ours\n", b"a: &b c"]
)
def test_whatever_stands_in_the_ledger_is_told_and_left_as_it_is(project: Project, data: bytes) -> None:
    project.write(LEDGER, data)
    found = project.check("--fix", "--yes", "--format", "json")
    assert found.code == 1
    assert {each.partition(":")[0] for each in found.found} == {LEDGER}
    assert (project.root / LEDGER).read_bytes() == data


def test_a_link_within_content_is_followed_and_stays(project: Project) -> None:
    os.symlink("sleep.md", project.root / NIGHT)
    data = project.read(SLEEP).encode()
    assert mending.mend(project.root, [change(NIGHT, data, b"mended")]).changed == (NIGHT,)
    assert (project.root / NIGHT).is_symlink()
    assert project.read(SLEEP) == "mended"


def test_where_the_disk_refuses_nothing_is_changed(
    kept: Project, no_privileges: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename(kept)
    before = contents_of(kept.root / "content")
    folder = kept.root / "content/articles"
    folder.chmod(0o555)
    try:
        assert kept.check("--fix", "--yes").code == 3
    finally:
        folder.chmod(0o755)
    assert contents_of(kept.root / "content") == before
