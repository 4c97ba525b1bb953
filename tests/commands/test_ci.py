from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

import pytest

from site_builder.ci import HOSTS
from site_builder.commands import ci
from site_builder.stages.settings import parse_settings
from tests.conftest import Project, state_of

WHEEL = "builder/clinic_site_builder-0.1.0-py3-none-any.whl"

WORKFLOW = ".github/workflows/publish.yml"


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the wheel be one that takes no time to make; tests/ci/test_wheel.py makes real ones."""
    monkeypatch.setattr(ci, "wheel", lambda *_: (Path(WHEEL).name, b"wheel"))


@pytest.mark.parametrize("host", HOSTS)
def test_it_writes_what_the_host_needs_and_names_it(project: Project, host: str) -> None:
    before = set(state_of(project.root))
    asked = project.run("ci", "init", host)
    assert asked.code == 0
    written = asked.out.splitlines()
    assert written == [*HOSTS[host].files, "requirements.lock", WHEEL, "builder/requirements.txt"]
    made = {path for path in set(state_of(project.root)) - before if (project.root / path).is_file()}
    assert made == set(written)
    assert asked.err.startswith("\nWhat is left to do:\n1. ")


@pytest.mark.parametrize("host", HOSTS)
def test_a_second_time_it_changes_nothing_and_says_so(project: Project, host: str) -> None:
    first = project.run("ci", "init", host)
    before = state_of(project.root)
    second = project.run("ci", "init", host)
    assert (second.code, second.out) == (0, first.out)
    assert second.err.count(" was there already, just so.\n") == len(first.out.splitlines())
    assert state_of(project.root) == before


def test_files_for_several_hosts_can_lie_side_by_side(project: Project) -> None:
    assert [project.run("ci", "init", host).code for host in HOSTS] == [0] * len(HOSTS)


@pytest.mark.parametrize("what", ["another file", "a folder", "a dangling link"])
def test_what_is_there_is_never_overwritten_and_nothing_else_is_written(project: Project, what: str) -> None:
    there = project.root / ".github/workflows/publish.yml"
    there.parent.mkdir(parents=True)
    match what:
        case "another file":
            there.write_text("precious")
        case "a folder":
            there.mkdir()
        case _:
            there.symlink_to("nowhere")
    before = state_of(project.root)
    asked = project.run("ci", "init", "github")
    assert (asked.code, asked.out) == (2, "")
    assert ".github/workflows/publish.yml: there already, and not the same; nothing was written. Keep it" in asked.err
    assert state_of(project.root) == before


def test_a_site_that_holds_another_builder_is_told_how_to_take_this_one(project: Project) -> None:
    project.write("builder/clinic_site_builder-0.0.9-py3-none-any.whl", "old")
    asked = project.run("ci", "init", "gitlab")
    assert asked.code == 2
    assert "clinic_site_builder-0.0.9-py3-none-any.whl. To take another: install it here, delete builder/" in asked.err
    (project.root / "builder/clinic_site_builder-0.0.9-py3-none-any.whl").rename(project.root / WHEEL)
    asked = project.run("ci", "init", "gitlab")
    assert asked.code == 2
    assert f"{WHEEL}: there already, and not the same; nothing was written. To take another" in asked.err


@pytest.mark.parametrize("spared", [0, 2])
def test_where_the_disk_refuses_there_is_nothing(
    project: Project, monkeypatch: pytest.MonkeyPatch, spared: int
) -> None:
    before = set(state_of(project.root))
    write = Path.write_bytes
    left = [spared]

    def full(file: Path, data: bytes) -> int:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file))
        return write(file, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    asked = project.run("ci", "init", "github")
    monkeypatch.undo()
    assert (asked.code, asked.out) == (3, "")
    assert set(state_of(project.root)) == before


def test_what_pyproject_must_say_of_the_bucket_is_told_until_it_says_so(project: Project) -> None:
    asked = project.run("ci", "init", "s3")
    assert ci.BUCKET in asked.err
    assert parse_settings(ci.BUCKET.encode())[1] == []
    project.write("pyproject.toml", project.read("pyproject.toml") + ci.BUCKET.replace(".s3]", ".shelf]"))
    (project.root / ".github/workflows/publish-s3.yml").unlink()
    asked = project.run("ci", "init", "s3")
    assert "Say in pyproject.toml" not in asked.err
    assert "site-builder publish shelf" in project.read(".github/workflows/publish-s3.yml")


@pytest.mark.parametrize(("repository", "told"), [(".", False), ("..", True)])
def test_a_site_below_the_top_of_its_repository_is_told(project: Project, repository: str, *, told: bool) -> None:
    (project.root / repository / ".git").mkdir()
    assert ("The repository begins above this folder" in project.run("ci", "init", "github").err) == told


def test_the_builder_is_installed_by_its_hash(project: Project) -> None:
    project.run("ci", "init", "netlify")
    required = f"./{WHEEL} --hash=sha256:{hashlib.sha256(b'wheel').hexdigest()}\n"
    assert project.read("builder/requirements.txt") == required


def test_a_fresh_site_is_told_how_it_becomes_a_repository_and_what_to_commit(project: Project) -> None:
    project.write(".gitignore", "public/\n")
    told = project.run("ci", "init", "netlify").err
    assert "\n1. Make this folder a repository: git init -b main\n2. Make an empty repository" in told
    files = ".gitignore content pyproject.toml static templates netlify.toml requirements.lock builder"
    assert f"git add {files} && git commit -m 'Publish the site' && git push -u origin HEAD\n" in told
    project.write(".git/HEAD", "ref: refs/heads/main\n")
    project.write(".git/config", "[core]\n")
    assert "\n1. Make an empty repository" in project.run("ci", "init", "netlify").err
    project.write(".git/config", '[core]\n[remote "origin"]\n')
    assert "epository" not in project.run("ci", "init", "netlify").err.partition("2. ")[0]


@pytest.mark.parametrize(
    ("head", "of_others", "branch"),
    [
        ("ref: refs/heads/main\n", "", "main"),
        ("ref: refs/heads/trunk\n", "", "trunk"),
        ("ref: refs/heads/work\n", "ref: refs/remotes/origin/trunk\n", "trunk"),
        ("0123456789abcdef\n", "", "main"),
        ("ref: refs/heads/odd*name\n", "", "main"),
        ("ref: refs/heads/1.0\n", "", "1.0"),
    ],
)
def test_the_branch_is_that_of_the_repository(project: Project, head: str, of_others: str, branch: str) -> None:
    project.write(".git/HEAD", head)
    if of_others:
        project.write(".git/refs/remotes/origin/HEAD", of_others)
    told = project.run("ci", "init", "github").err
    assert "The workflows" not in project.run("ci", "init", "gitlab").err, "GitLab itself knows the branch"
    assert f'    branches: ["{branch}"]\n' in project.read(WORKFLOW)
    assert f"github.ref == 'refs/heads/{branch}'" in project.read(WORKFLOW)
    assert (f"The workflows publish the branch {branch}." in told) == (branch != "main")


def test_the_output_folder_is_that_of_the_settings(project: Project) -> None:
    project.edit("pyproject.toml", 'output = "public"', 'output = "out"')
    project.run("ci", "init", "netlify")
    assert 'publish = "out"\n' in project.read("netlify.toml")


def test_settings_that_cannot_be_used_are_told_first(project: Project) -> None:
    project.write("pyproject.toml", "[tool.site-builder]\noutputt = 1\n")
    asked = project.run("ci", "init", "netlify")
    assert asked.code == 2
    assert "outputt" in asked.err
    assert not (project.root / "netlify.toml").exists()


def test_the_repository_of_the_builder_is_built_by_its_makefile_and_needs_no_wheel(project: Project) -> None:
    project.write("Makefile", "setup:\n")
    project.write("site_builder/cli.py", "")
    asked = project.run("ci", "init", "netlify")
    assert asked.out == "netlify.toml\n"
    assert "make setup" in project.read("netlify.toml")
    assert "builder/" not in asked.err


@pytest.mark.parametrize("words", [[], ["init"], ["init", "geocities"], ["netlify"]])
def test_an_unknown_host_is_wrong_use(project: Project, words: list[str]) -> None:
    assert project.run("ci", *words).code == 2


@pytest.mark.parametrize("output", ["../out", "/srv/site", 'a\\"b$(id)', "two words", "a/../b"])
def test_an_output_folder_that_would_not_be_the_same_in_every_file_is_refused(project: Project, output: str) -> None:
    project.write("pyproject.toml", f'[tool.site-builder]\noutput = "{output}"\n')
    asked = project.run("ci", "init", "netlify")
    assert asked.code == 2
    assert "name a folder of the project" in asked.err
    assert not (project.root / "netlify.toml").exists()
