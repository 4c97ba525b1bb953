"""The small site in two languages, as it was built, behind nginx and Caddy."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from site_builder.model.hosting import Hosting
from site_builder.project import Request, run
from site_builder.report import as_text
from tests import components
from tests.browser.conftest import REPOSITORY, need
from tests.conftest import TODAY
from tests.hosting.servers import Served, Site, below_a_path, caddy_serving, nginx_serving
from tests.small_site import CLINIC, FILES, SETTINGS, write_files

SPANISH = "templates/interface/es.yaml"

IN_TWO_LANGUAGES = {
    **FILES,
    "content/clinic.yaml": f"{CLINIC}languages: [en, es]\n",
    "content/privacy.md": FILES["content/privacy.md"].replace(
        "---\n\nWe", 'aliases: ["/Ihre%20Daten;%20$uri/"]\n---\n\nWe'
    ),
    SPANISH: (REPOSITORY / SPANISH).read_text("utf-8"),
    "static/css/base.css": "".join(f".a{number} {{ color: black }}\n" for number in range(100)),
    "static/fonts/a.woff2": "not a typeface",
    "pyproject.toml": SETTINGS.replace(
        'output = "public"\n', 'output = "public"\nprecompressed = ["brotli", "gzip"]\n'
    ),
}


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory, warm_store: Path) -> Site:
    """Return the site as it was built, with twins."""
    root = tmp_path_factory.mktemp("hosted")
    write_files(root, IN_TWO_LANGUAGES)
    shutil.copytree(warm_store, root / ".cache" / "store")
    made: list[Hosting] = []
    request = Request(root, date.fromisoformat(TODAY), witness=lambda site, _: made.append(site.build.hosting))
    outcome = run(request, write=True)
    assert outcome.written, as_text(outcome.problems)
    return Site(root / "public", made[-1])


@pytest.fixture(scope="package", params=["nginx", "caddy"])
def host(request: pytest.FixtureRequest, site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Return the server with the site as it is; without twins; below a path of its host; and with an editor."""
    serving = {"nginx": nginx_serving, "caddy": caddy_serving}[request.param]
    need({"nginx": components.NGINX, "caddy": components.CADDY}[request.param])
    folder = tmp_path_factory.mktemp(request.param)
    edited = folder / "edited"
    shutil.copytree(site.folder, edited)
    (edited / "admin").mkdir()
    (edited / "admin" / "index.html").write_text("<!doctype html><title>The editor</title>", "utf-8")
    plain = Site(site.folder, replace(site.hosting, precompressed=()))
    sites = {
        "plain": plain,
        "twins": site,
        "below": below_a_path(plain, "/clinic/", folder / "below"),
        "edited": Site(edited, replace(plain.hosting, editor="default-src 'self'")),
    }
    with serving(sites, folder) as served:
        yield served
