from __future__ import annotations

import json
import os
from datetime import date
from http import HTTPStatus
from pathlib import Path

import pytest

from site_builder.model.config import Settings
from site_builder.model.output import Artifact
from site_builder.serve.preview import State
from site_builder.serve.site import Address, address_of, notes_of
from tests.serve.live import Live
from tests.small_site import SLEEP

FOUND, MISSING, ELSEWHERE = HTTPStatus.OK, HTTPStatus.NOT_FOUND, HTTPStatus.FOUND


def state(*paths: str, base: str = "/") -> State:
    """Return a preview that shows files at these paths."""
    files = {path: Artifact(path, "content", path.encode(), 1) for path in paths}
    return State(files, frozenset(), (), Settings(), date(2026, 11, 20), base)


SITE = (
    "index.html",
    "404.html",
    "articles/index.html",
    "articles/a b/index.html",
    "articles/café/index.html",
    "es/index.html",
    "es/404.html",
    "css/site.css",
    "fr/index.html",
)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/", Address("index.html")),
        ("/index.html", Address("index.html")),
        ("/articles/", Address("articles/index.html")),
        ("/articles", Address("", ELSEWHERE, "/articles/")),
        ("/articles/a b", Address("", ELSEWHERE, "/articles/a%20b/")),
        ("/articles/café", Address("", ELSEWHERE, "/articles/caf%C3%A9/")),
        ("/css/site.css", Address("css/site.css")),
        ("/css/", Address("404.html", MISSING)),
        ("/css/site.css/", Address("404.html", MISSING)),
        ("/gone/", Address("404.html", MISSING)),
        ("/es/gone/", Address("es/404.html", MISSING)),
        ("/fr/gone/", Address("404.html", MISSING)),
        ("//articles/", Address("404.html", MISSING)),
        ("//evil.example/", Address("404.html", MISSING)),
        ("/../index.html", Address("404.html", MISSING)),
        ("/articles/../index.html", Address("404.html", MISSING)),
        ("/.git/config", Address("404.html", MISSING)),
        ("/articles\0/", Address("404.html", MISSING)),
        ("*", Address("404.html", MISSING)),
        ("", Address("404.html", MISSING)),
    ],
)
def test_an_address_leads_where_a_host_would_lead(address: str, found: Address) -> None:
    assert address_of(state(*SITE), address) == found


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/", Address("", ELSEWHERE, "/clinic/")),
        ("/clinic", Address("", ELSEWHERE, "/clinic/")),
        ("/clinic/", Address("index.html")),
        ("/clinic/articles", Address("", ELSEWHERE, "/clinic/articles/")),
        ("/articles/", Address("404.html", MISSING)),
        ("/clinic/es/gone/", Address("es/404.html", MISSING)),
        ("/clinical/", Address("404.html", MISSING)),
    ],
)
def test_a_site_may_lie_below_a_path_of_its_host(address: str, found: Address) -> None:
    assert address_of(state(*SITE, base="/clinic/"), address) == found


def test_where_there_is_no_page_for_what_is_missing_none_is_named() -> None:
    assert address_of(state(), "/") == Address("", MISSING)


def told(live: Live, address: str) -> dict[str, object]:
    """Return the notes about the page at `address`."""
    return json.loads(notes_of(live.preview, address))  # type: ignore[no-any-return]


def test_what_is_wrong_with_a_page_is_told_with_it(live: Live) -> None:
    live.save("content/articles/sleep.md", SLEEP.replace("Go to bed.", "See [x](gone.md)."))
    notes = told(live, "/articles/sleep/")
    assert notes["source"] == "content/articles/sleep.md"
    assert "gone.md" in json.dumps(notes["problems"])
    assert notes["margin"]


@pytest.mark.parametrize("address", ["/gone/", "", "*", "/articles", "/\0", "/css/"])
def test_an_address_without_a_page_has_notes_too(live: Live, address: str) -> None:
    assert told(live, address)["source"] == ""


def test_a_page_that_an_error_has_cost_is_told_to_be_an_older_one(live: Live) -> None:
    live.save("content/articles/sleep.md", "---\n")
    assert told(live, "/articles/sleep/")["is_current"] is False


def test_no_line_is_shown_of_what_is_no_file_of_the_project(live: Live, tmp_path: Path) -> None:
    articles = live.root / "content" / "articles"
    (tmp_path / "secret.md").write_text("root:secret\n")
    (articles / "out.md").symlink_to(tmp_path / "secret.md")
    os.mkfifo(articles / "pipe.md")
    (articles / os.fsdecode(b"caf\xe9.md")).write_text("x")
    live.notice("content/articles/")
    notes = json.dumps(told(live, "/"))
    assert "pipe.md" in notes
    assert "out.md" in notes
    assert "root:secret" not in notes
