"""`_headers`: what hosts say beside the files."""

from __future__ import annotations

from site_builder.model.output import Inline
from site_builder.parts.headers import FOR_EVER, headers
from tests.browser.host import read_headers

MARK = "0123456789abcdef"


def rules(*paths: str, base: str = "/", inline: Inline = Inline(), editor: str = "") -> dict[str, dict[str, str]]:  # noqa: B008
    found: dict[str, dict[str, str]] = {}
    for line in read_headers(headers(paths, base, inline, editor)):
        found.setdefault(line.pattern, {})[line.name] = line.value
    return found


def test_every_answer_keeps_the_page_to_itself() -> None:
    said = rules()["/*"]
    assert said["X-Content-Type-Options"] == "nosniff"
    assert said["Referrer-Policy"] == "no-referrer"
    assert said["Strict-Transport-Security"] == "max-age=31536000"
    assert "camera=()" in said["Permissions-Policy"]


def test_the_policy_says_who_may_frame_the_page_which_a_page_cannot() -> None:
    said = rules(inline=Inline(scripts=("'sha256-a'",)))["/*"]["Content-Security-Policy"]
    assert said.startswith("default-src 'none'; script-src 'self' 'sha256-a'; ")
    assert said.endswith("; base-uri 'none'; frame-ancestors 'none'")


def test_what_is_named_by_its_content_is_kept_for_ever() -> None:
    made = rules(f"css/site.{MARK}.css", f"articles/a/room-480.{MARK}.avif", f"pagefind/{MARK}/wasm.en.pagefind")
    assert {pattern: said for pattern, said in made.items() if pattern != "/*"} == {
        "/css/*.css": {"Cache-Control": FOR_EVER},
        "/articles/*.avif": {"Cache-Control": FOR_EVER},
        "/pagefind/*.pagefind": {"Cache-Control": FOR_EVER},
    }


def test_what_changes_under_its_name_is_asked_for_each_time() -> None:
    changing = ("index.html", "articles/a/index.html", "favicon.svg", "search/box.json")
    assert [*rules(*changing, f"pagefind/{MARK}/pagefind-entry.json")] == ["/*"]


def test_one_file_without_a_mark_keeps_its_likes_from_being_kept() -> None:
    assert [*rules(f"fonts/a.{MARK}.woff2", "fonts/b.woff2")] == ["/*"]


def test_no_two_rules_give_the_same_header() -> None:
    made = rules(f"css/a.{MARK}.css", f"js/a.{MARK}.js", f"pagefind/{MARK}/pagefind.js")
    assert all("Cache-Control" not in said for said in [made["/*"]])
    assert len({pattern for pattern in made if pattern != "/*"}) == 3


def test_a_base_path_stands_before_each_pattern() -> None:
    assert [*rules(f"css/site.{MARK}.css", base="/c/")] == ["/c/*", "/c/css/*.css"]


def test_the_editor_has_a_policy_of_its_own_which_meets_no_other() -> None:
    made = rules("index.html", "404.html", "articles/a/index.html", "admin/index.html", base="/x/", editor="its own")
    assert [*made] == ["/x/*", "/x/", "/x/404.html", "/x/articles/*", "/x/index.html", "/x/admin/*"]
    assert made["/x/admin/*"] == {
        "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
        "Content-Security-Policy": "its own; frame-ancestors 'none'",
        "X-Robots-Tag": "noindex",
    }
    assert not made["/x/*"].keys() & made["/x/admin/*"].keys()
    assert made["/x/"] == made["/x/articles/*"]
    assert made["/x/"]["Cross-Origin-Opener-Policy"] == "same-origin"
