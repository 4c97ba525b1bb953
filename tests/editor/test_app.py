"""What the preview answers below /admin/."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from site_builder.editor import bundle
from site_builder.editor.app import respond
from site_builder.model.response import Response
from tests import components
from tests.browser.conftest import need


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "our-site"
    (root / "content/articles").mkdir(parents=True)
    (root / "content/clinic.yaml").write_text("name: The clinic\npeople:\n  nurse: {role: Nurse}\n", "utf-8")
    (root / "content/articles/naps.md").write_text(
        "---\ntitle: Naps\ndescription: x\ndate: 2026-01-01\ndraft: true\n---\n\nText\n", "utf-8"
    )
    (root / "content/articles/broken.md").write_bytes(b"---\ntitle: [\xff\n")
    return root


def answer(path: str, root: Path) -> Response:
    need(components.EDITOR)
    found = respond(path, root)
    assert found is not None
    return found


def test_the_page_has_a_policy_that_lets_it_speak_to_nobody_else(site: Path) -> None:
    page = answer("/admin/", site)
    assert (page.status, page.media_type) == (200, "text/html; charset=utf-8")
    policy = dict(page.headers)["Content-Security-Policy"]
    assert "connect-src 'self' blob: data:;" in policy
    assert "script-src 'self';" in policy
    assert policy.endswith("; frame-ancestors 'none'")
    assert dict(page.headers)["X-Robots-Tag"] == "noindex"
    assert b"script-src 'self';" in page.body


def test_the_address_without_its_slash_leads_to_the_page(site: Path) -> None:
    found = respond("/admin", site)
    assert found is not None
    assert (found.status, dict(found.headers)["Location"]) == (301, "/admin/")


def test_the_configuration_is_that_of_the_files_as_they_are(site: Path) -> None:
    config = json.loads(answer("/admin/config.yml", site).body)
    assert config["app_title"] == "Editor of The clinic"
    assert config["backend"]["repo"] == "clinic/our-site"
    related = next(each for each in config["collections"][0]["fields"] if each["name"] == "related")
    assert related["options"] == [{"label": "broken", "value": "broken"}, {"label": "Naps", "value": "naps"}]
    (site / "content/clinic.yaml").unlink()
    assert json.loads(answer("/admin/config.yml", site).body)["app_title"] == "Editor of the clinic"


def test_what_cannot_be_read_keeps_no_form_from_being_shown(site: Path) -> None:
    (site / "content/clinic.yaml").unlink()
    (site / "content/clinic.yaml").mkdir()
    (site / "content/articles/folder.md").mkdir()
    (site / "content/articles/gone.md").symlink_to(site / "nowhere.md")
    assert json.loads(answer("/admin/config.yml", site).body)["collections"]


def test_a_site_without_content_has_an_editor_too(tmp_path: Path) -> None:
    assert json.loads(answer("/admin/config.yml", tmp_path).body)["collections"]


@pytest.mark.parametrize(
    "name",
    [
        *("package.json", "package-lock.json", ".npmrc", "app.py", "node_modules/yaml/package.json", "page/index.html"),
        *("../app.py", "..%2fapp.py", "yaml/../../app.py", "cms/../../../pyproject.toml", "yaml/", "/etc/passwd", "\0"),
    ],
)
def test_only_known_names_are_served(site: Path, name: str) -> None:
    need(components.EDITOR)
    assert respond(f"/admin/{name}", site) is None


@pytest.mark.parametrize("path", ["/", "/administration/", "/x/admin/", ""])
def test_other_addresses_are_not_the_editors(site: Path, path: str) -> None:
    assert respond(path, site) is None


def test_where_it_is_not_installed_a_page_says_what_to_do(
    site: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bundle, "INSTALLED", tmp_path / "none")
    page = respond("/admin/", site)
    assert page is not None
    assert page.status == 503
    assert b"make editor" in page.body
    assert b"npm" in page.body
    assert respond("/admin/page.css", site) is not None
    assert respond("/admin/cms/dist/sveltia-cms.js", site) is None
    assert respond("/admin/config.yml", site) is None
