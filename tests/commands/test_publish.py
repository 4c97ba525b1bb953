"""`publish` into a folder, from end to end; what can go wrong on the way is in tests/publish."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.conftest import Project, Run, contents_of

SETTINGS = '[tool.site-builder.publish.live]\ntype = "folder"\npath = "../www"\n'


@pytest.fixture
def live(cold_project: Project) -> Project:
    """The small site, with a folder to publish to."""
    cold_project.write("pyproject.toml", SETTINGS)
    return cold_project


def publish(project: Project, *options: str) -> Run:
    return project.run("publish", "--today", "2026-11-20", "--jobs", "1", *options)


def www(project: Project) -> dict[str, bytes]:
    """Return what is published, without what the publisher keeps for itself."""
    held = contents_of(project.root.parent / "www")
    return {path: data for path, data in held.items() if not path.startswith(".site-builder/")}


def test_a_site_is_published_changed_and_brought_back(live: Project) -> None:
    assert live.build("--jobs", "1").code == 0
    first = live.pages()

    told = publish(live, "--dry-run")
    assert (told.code, www(live)) == (0, {})
    assert f"add     index.html  {len(first['index.html']):,} bytes\n" in told.out
    assert f"{len(first)} to add, 0 to change, 0 to delete" in told.out

    told = publish(live)
    assert (told.code, told.out) == (0, "")
    assert www(live) == first

    live.edit("content/clinic.yaml", "Small Clinic", "Haven")
    live.write("../www/theirs.txt", "theirs")
    assert publish(live, "live", "--yes").code == 0
    assert www(live)["index.html"] != first["index.html"]

    told = publish(live, "--rollback")
    assert told.code == 0, told.err
    back = www(live)
    assert {path: back[path] for path in first} == first
    assert back["theirs.txt"] == b"theirs"

    live.edit("content/clinic.yaml", "Haven", "Small Clinic")
    told = publish(live)
    assert "nothing to do" in told.err


def test_a_site_with_errors_is_not_published(live: Project) -> None:
    live.write("content/about.md", "no front matter")
    told = publish(live)
    assert told.code == 1
    assert "content/about.md:1:1: error[" in told.err
    assert re.search(r"nothing was published, because of \d+ problems\n$", told.err)
    assert "warning[" not in told.err
    assert not (live.root.parent / "www").exists()


def test_files_of_others_in_the_way_are_refused(live: Project) -> None:
    live.write("../www/index.html", "theirs")
    told = publish(live, "--yes")
    assert told.code == 3
    assert "index.html is there already and is not site-builder's" in told.err
    assert www(live) == {"index.html": b"theirs"}


def test_more_is_deleted_than_is_allowed_only_where_that_is_said(live: Project) -> None:
    assert publish(live).code == 0
    before = www(live)
    (live.root / "content/services/night-clinic.md").unlink()
    told = publish(live, "--allow-delete", "1")
    assert told.code == 2
    assert www(live) == before
    [percent] = re.findall(r"say --allow-delete (\d+)", told.err)
    assert publish(live, "--allow-delete", percent).code == 0
    assert "services/night-clinic/index.html" in before.keys() - www(live).keys()


@pytest.mark.parametrize(
    ("settings", "options", "told"),
    [
        ("", [], "names no place to publish to"),
        (SETTINGS, ["test"], "test is no place to publish to; pyproject.toml names live"),
        (SETTINGS + SETTINGS.replace("live", "test"), [], "say where to: site-builder publish live|test"),
        (SETTINGS.replace("../www", "."), [], "holds the project itself"),
        (SETTINGS.replace("../www", "content/x"), [], "is part of the project"),
        (SETTINGS.replace("../www", "public"), [], "is that of `build`"),
        (SETTINGS, ["--allow-delete", "120"], "'120' is not a number from 0 to 100"),
    ],
)
def test_what_cannot_be_meant_is_told_before_anything_is_built(
    live: Project, settings: str, options: list[str], told: str
) -> None:
    live.write("pyproject.toml", settings)
    answer = publish(live, *options)
    assert answer.code == 2
    assert told in answer.err


def test_nothing_can_be_brought_back_before_there_was_a_second_release(live: Project) -> None:
    assert publish(live).code == 0
    told = publish(live, "--rollback")
    assert told.code == 2
    assert "has no release before" in told.err


def test_a_folder_that_cannot_be_written_is_told(live: Project, no_privileges: None) -> None:
    folder = live.root.parent / "www"
    folder.mkdir()
    os.chmod(folder, 0o555)
    told = publish(live)
    os.chmod(folder, 0o755)
    assert told.code == 3
    assert "Permission denied" in told.err


def test_a_folder_behind_a_link_is_left_alone(live: Project, tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (live.root.parent / "www").mkdir()
    (live.root.parent / "www" / "css").symlink_to(tmp_path / "theirs")
    (live.root.parent / "www" / "articles").symlink_to(tmp_path / "theirs")
    told = publish(live)
    assert told.code == 3
    assert list((tmp_path / "theirs").iterdir()) == []


def test_somebody_else_who_publishes_is_named(live: Project) -> None:
    from site_builder.publish.folder import FolderHost

    with FolderHost(live.root.parent / "www").locked("the nurse"):
        told = publish(live)
    assert told.code == 3
    assert "is being published to by the nurse" in told.err
