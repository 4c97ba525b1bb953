"""`hosts`: what nginx and Caddy need to know, in a folder."""

from __future__ import annotations

import pytest

from site_builder.commands.hosts import MADE
from tests.conftest import TODAY, Project, Run, contents_of


def hosts(project: Project, *options: str, folder: str = "hosts") -> Run:
    return project.run("hosts", project.root / folder, "--today", TODAY, *options)


def test_it_writes_a_file_for_each_of_both_and_says_which(project: Project) -> None:
    run = hosts(project)
    folder = project.root / "hosts"
    assert (run.code, run.out) == (0, f"{folder}/nginx.conf\n{folder}/Caddyfile\n")
    made = contents_of(folder)
    assert sorted(made) == ["Caddyfile", "nginx.conf"]
    assert all(data.startswith(MADE.encode()) for data in made.values())
    assert b"location = /old/sleep {" in made["nginx.conf"]
    assert b"{$SITE_ADDRESS:small.example} {" in made["Caddyfile"]
    assert not (project.root / "public").exists()


def test_what_is_as_it_was_is_not_written_again(project: Project) -> None:
    hosts(project)
    before = {file: file.stat().st_mtime_ns for file in (project.root / "hosts").iterdir()}
    run = hosts(project)
    assert (run.code, run.out) == (0, "")
    assert {file: file.stat().st_mtime_ns for file in before} == before


def test_other_words_ask_for_no_other_file_but_another_old_address_does(project: Project) -> None:
    hosts(project)
    project.edit("content/articles/sleep.md", "Go to bed.", "Go to bed early.")
    assert hosts(project).out == ""
    project.edit("content/articles/sleep.md", "[/old/sleep/]", "[/old/sleep/, /older/sleep/]")
    assert hosts(project).out.count("\n") == 2
    assert "location = /older/sleep/ {" in project.read("hosts/nginx.conf")


def test_the_address_of_the_site_may_have_a_path(project: Project) -> None:
    hosts(project, "--base-url", "http://127.0.0.1:8080/clinic/")
    assert "location /clinic/ {" in project.read("hosts/nginx.conf")
    assert "{$SITE_ADDRESS:http://127.0.0.1:8080} {" in project.read("hosts/Caddyfile")


def test_a_file_that_somebody_wrote_is_let_be_and_nothing_is_written(project: Project) -> None:
    project.write("hosts/Caddyfile", "clinic.example {\n}\n")
    run = hosts(project)
    assert run.code == 2
    assert f"{project.root}/hosts/Caddyfile was not made by `site-builder hosts`" in run.err
    assert contents_of(project.root / "hosts") == {"Caddyfile": b"clinic.example {\n}\n"}


def test_nor_is_a_link_followed(project: Project) -> None:
    theirs = project.write("theirs.conf", MADE)
    (project.root / "hosts").mkdir()
    (project.root / "hosts" / "nginx.conf").symlink_to(theirs)
    assert hosts(project).code == 2
    assert project.read("theirs.conf") == MADE


@pytest.mark.parametrize("folder", ["public", "public/hosts"])
def test_no_file_goes_into_the_site_where_everybody_would_see_it(project: Project, folder: str) -> None:
    run = hosts(project, folder=folder)
    assert run.code == 2
    assert "is in the site itself" in run.err
    assert not (project.root / "public").exists()


def test_a_file_in_the_place_of_the_folder_is_let_be(project: Project) -> None:
    project.write("hosts", "mine")
    assert hosts(project).code == 2
    assert project.read("hosts") == "mine"


def test_of_a_site_with_an_error_nothing_is_written(project: Project) -> None:
    project.edit("content/articles/sleep.md", "dreams.md#deep-sleep", "nightmares.md")
    run = hosts(project)
    assert run.code == 1
    assert "error[link-" in run.err
    assert run.err.endswith("site-builder: nothing was written\n")
    assert not (project.root / "hosts").exists()
