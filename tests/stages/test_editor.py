"""The files of the editor in a published site."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from site_builder.editor import bundle
from site_builder.editor.policy import policy
from site_builder.model.config import AdminBackend
from site_builder.model.editor import EditorTask
from site_builder.model.inputs import Source
from site_builder.stages.editor import editor_files
from tests import components
from tests.blobs import MemoryBlobs
from tests.browser.conftest import need
from tests.conftest import Project, contents_of

GITHUB = AdminBackend("github", "clinic/site")


def files(backend: AdminBackend = GITHUB) -> dict[str, bytes]:
    need(components.EDITOR)
    blobs = MemoryBlobs()
    clinic = b"name: The clinic\nlanguages: [en]\n"
    source = Source("content/clinic.yaml", blobs.keep(clinic), len(clinic))
    made = editor_files(EditorTask("/x/", (source,), (("content/articles/naps.md", "Naps"),), backend), blobs)
    assert all(len(blobs.read(digest)) == size for _, digest, size in made.files)
    return {name: blobs.read(digest) for name, digest, _ in made.files}


def test_it_is_the_editor_of_this_site_at_its_code_host() -> None:
    config = json.loads(files()["config.yml"])
    assert config["backend"] == {"name": "github", "repo": "clinic/site", "branch": "main"}
    assert config["app_title"] == "Editor of The clinic"
    related = next(each for each in config["collections"][0]["fields"] if each["name"] == "related")
    assert related["options"] == [{"label": "Naps", "value": "naps"}]


def test_its_addresses_are_those_of_the_site() -> None:
    made = files()
    assert b"/x/admin/fonts/source-sans-3.woff2" in made["cms/dist/sveltia-cms.js"]
    assert b"connect-src 'self' blob: data: https://api.github.com;" in made["index.html"]


def test_the_same_task_gives_the_same_bytes() -> None:
    assert files() == files()


@pytest.mark.parametrize(
    ("backend", "host"),
    [
        (GITHUB, "https://api.github.com"),
        (AdminBackend("github", "a/b", base_url="https://sign-in.example"), "https://api.github.com"),
        (AdminBackend("gitlab", "a/b"), "https://gitlab.com"),
        (AdminBackend("gitlab", "a/b", base_url="https://git.example/x"), "https://git.example"),
        (AdminBackend("gitea", "a/b", base_url="https://codeberg.org"), "https://codeberg.org"),
        (None, ""),
    ],
)
def test_it_may_ask_its_own_host_and_its_code_host_only(backend: AdminBackend | None, host: str) -> None:
    said = dict(part.split(" ", 1) for part in policy(backend).split("; "))
    assert said["connect-src"] == f"'self' blob: data: {host}".rstrip()
    assert said["script-src"] == "'self'"
    assert said["default-src"] == "'none'"


SETTINGS = """[tool.site-builder]
admin = true

[tool.site-builder.admin_backend]
name = "github"
repo = "clinic/site"
"""


def test_a_site_has_an_editor_only_where_its_settings_say_so(project: Project) -> None:
    need(components.EDITOR)
    assert project.build().code == 0
    before = contents_of(project.root / "public")
    assert not any(path.startswith("admin") for path in before)
    project.write("pyproject.toml", SETTINGS)
    done = project.build()
    assert done.code == 0, done.err
    after = contents_of(project.root / "public")
    added = after.keys() - before.keys()
    assert {"admin/index.html", "admin/config.yml", "admin/licences.html", "admin/cms/dist/sveltia-cms.js"} <= added
    assert all(path.startswith("admin/") for path in added)
    # Nothing leads there: no page, no list for search engines, no index.
    assert {path for path in before if after[path] != before[path]} == {"_headers"}


def test_a_page_cannot_stand_where_the_editor_does(project: Project) -> None:
    need(components.EDITOR)
    project.write("pyproject.toml", SETTINGS)
    project.write("content/admin.md", "---\ntitle: Admin\ndescription: A page\n---\n\nText\n")
    done = project.check()
    assert done.code == 1
    assert "content/admin.md:1:1: error[address-taken] This file claims the address /admin/" in done.err


def test_without_the_editor_installed_that_is_a_wrong_setting(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bundle, "INSTALLED", tmp_path / "none")
    project.write("pyproject.toml", SETTINGS)
    done = project.build()
    assert done.code == 2
    assert "Run `make editor`" in done.err
    assert not (project.root / "public").exists()
