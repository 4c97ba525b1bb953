"""`_headers` and `_redirects`: what Netlify and Cloudflare Pages say beside the files."""

from __future__ import annotations

from site_builder.hosting.answers import FOR_EVER
from site_builder.hosting.netlify import headers, redirects
from site_builder.model.hosting import Hosting, Redirect
from tests.browser.host import read_headers, read_redirects

MARK = "0123456789abcdef"


def rules(*paths: str, base: str = "/", policy: str = "its policy", editor: str = "") -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for line in read_headers(headers(Hosting(base=base, policy=policy, editor=editor, files=paths))):
        assert line.name not in found.setdefault(line.pattern, {}), "both would be sent"
        found[line.pattern][line.name] = line.value
    return found


def test_every_answer_keeps_the_page_to_itself() -> None:
    said = rules()["/*"]
    assert said["X-Content-Type-Options"] == "nosniff"
    assert said["Referrer-Policy"] == "no-referrer"
    assert said["Strict-Transport-Security"] == "max-age=31536000"
    assert said["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in said["Permissions-Policy"]


def test_the_policy_says_who_may_frame_the_page_which_a_page_cannot() -> None:
    assert rules(policy="default-src 'none'")["/*"]["Content-Security-Policy"] == (
        "default-src 'none'; frame-ancestors 'none'"
    )


def test_what_is_named_by_its_content_is_kept_for_ever() -> None:
    made = rules(f"css/site.{MARK}.css", f"articles/a/room-480.{MARK}.avif", f"pagefind/{MARK}/wasm.en.pagefind")
    assert {pattern: said for pattern, said in made.items() if pattern != "/*"} == {
        "/css/*.css": {"Cache-Control": FOR_EVER},
        "/articles/*.avif": {"Cache-Control": FOR_EVER},
        "/pagefind/*.pagefind": {"Cache-Control": FOR_EVER},
    }


def test_so_is_what_lies_at_the_top_among_files_of_all_sorts() -> None:
    made = rules("favicon.svg", "apple-touch-icon.png", f"share.{MARK}.png", f"drawings.{MARK}.svg", "index.html")
    assert [*made] == ["/*", "/drawings.*.svg", "/share.*.png"]


def test_what_is_for_one_file_comes_last_as_cloudflare_reads_a_hundred_rules() -> None:
    made = rules(*(f"leaflet-{number}.{MARK}.pdf" for number in range(100)), f"pagefind/{MARK}/pagefind.js")
    assert [*made][:2] == ["/*", "/pagefind/*.js"]


def test_at_the_top_no_pattern_meets_what_is_not_named_so_or_another_pattern() -> None:
    assert [*rules(f"share.{MARK}.png", "share.old.png")] == ["/*"]
    assert [*rules(f"share.{MARK}.png", f"share.big.{MARK}.png")] == ["/*", "/share.big.*.png"]
    assert [*rules(f"share.{MARK}.png", f"share.d/a.{MARK}.png")] == ["/*", "/share.d/*.png"]


def test_what_changes_under_its_name_is_asked_for_each_time() -> None:
    changing = ("index.html", "articles/a/index.html", "favicon.svg", "search/box.json")
    assert [*rules(*changing, f"pagefind/{MARK}/pagefind-entry.json")] == ["/*"]


def test_one_file_without_a_mark_keeps_its_likes_from_being_kept() -> None:
    assert [*rules(f"fonts/a.{MARK}.woff2", "fonts/b.woff2")] == ["/*"]


def test_twins_are_kept_as_their_files_are() -> None:
    made = rules(f"css/a.{MARK}.css", f"css/a.{MARK}.css.br", f"css/a.{MARK}.css.gz", "b/index.html", "b/index.html.gz")
    assert [*made] == ["/*", "/css/*.css", "/css/*.css.br", "/css/*.css.gz"]


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


def test_an_old_address_leads_on_with_a_closing_slash_and_without() -> None:
    made = redirects(Hosting(base="/c/", redirects=(Redirect("two words", "/c/new/"),)))
    assert read_redirects(made) == [("/c/two%20words", "/c/new/", 301), ("/c/two%20words/", "/c/new/", 301)]


def test_without_old_addresses_the_file_is_empty() -> None:
    assert redirects(Hosting()) == ""
