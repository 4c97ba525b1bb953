"""Privacy of a built page."""

from __future__ import annotations

import pytest

from tests.checks.pages.case import found, rules


@pytest.mark.parametrize(
    "html",
    [
        '<script src="https://cdn.example/a.js"></script>',
        '<link rel="stylesheet" href="//fonts.example/a.css">',
        '<link rel="preconnect" href="https://fonts.example">',
        '<link rel="icon" href="https://cdn.example/i.svg">',
        '<iframe src="https://www.youtube.com/embed/x"></iframe>',
        '<img src="/a.png" srcset="/a.png 1x, https://cdn.example/b.png 2x" alt="A">',
        '<picture><source srcset="https://cdn.example/b.webp"></picture>',
        '<object data="https://cdn.example/x.pdf"></object>',
        '<embed src="https://cdn.example/x">',
        '<svg><image href="https://cdn.example/i.png"/></svg>',
        "<style>@import 'https://cdn.example/a.css';</style>",
        '<p style="background: url(https://cdn.example/a.png)">a</p>',
        '<meta http-equiv="refresh" content="0; url=https://other.example/">',
        '<script src="https://clinic.example.evil.example/a.js"></script>',
        '<script src="HTTPS://cdn.example/a.js"></script>',
    ],
)
def test_what_asks_another_host_as_the_page_loads_is_flagged(html: str) -> None:
    assert rules(html) == ["PRIV-002"]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://www.youtube.com/watch?v=x">Watch on YouTube</a>',
        '<script src="/js/a.js"></script>',
        '<script src="https://clinic.example/js/a.js"></script>',
        '<link rel="canonical" href="https://other.example/a/"><link rel="alternate" href="https://other.example/f">',
        '<img src="data:image/png;base64,AA==" alt="A">',
        '<form method="post" action="https://forms.example/call"></form>',
        '<meta http-equiv="refresh" content="0; url=/articles/">',
        '<p style="color: red">a</p>',
        '<a href="https://other.example/" style="background: url(/a.png)">Other</a>',
    ],
)
def test_what_stays_at_home_or_waits_for_a_click_is_not(html: str) -> None:
    assert rules(html) == []


def test_the_host_is_named_and_the_tag_quoted() -> None:
    [flaw] = found('<iframe src="https://maps.example/x?q=1" title="Map"></iframe>')
    assert flaw.tag == '<iframe src="https://maps.example/x?q=1" title="Map">'
    assert flaw.message == "This asks maps.example for something as the page loads."


FIELD = '<label for="m">Message</label><textarea id="m" name="message"{}></textarea>'


@pytest.mark.parametrize(
    ("html", "broken"),
    [
        (f"<form>{FIELD.format('')}</form>", ["PRIV-006"]),
        (f"<form>{FIELD.format('')}<p>Please do not include health details.</p></form>", ["PRIV-006"]),
        (f"<form><p>Please do not include health details.</p>{FIELD.format('')}</form>", []),
        (f"<form><p>Please don’t write about your symptoms here.</p>{FIELD.format('')}</form>", []),
        (f'<p id="n">Leave out all medical details: no health details.</p>{FIELD.format(" aria-describedby=n")}', []),
        (f'<p id="n">Write soon.</p>{FIELD.format(" aria-describedby=n")}', ["PRIV-006"]),
    ],
)
def test_free_text_needs_a_notice_before_it(html: str, broken: list[str]) -> None:
    assert rules(html) == broken


def test_each_page_links_to_the_privacy_notice() -> None:
    [flaw] = found(privacy="")
    assert (flaw.rule, flaw.within) == ("PRIV-008", "<body")
    assert rules(privacy='<a href="/privacy/#notice">Notice of Privacy Practices</a>') == []


@pytest.mark.parametrize("script", ["document.cookie = 'a=1'", "localStorage.setItem('a', 1)", "x = sessionStorage"])
def test_a_script_that_keeps_something_in_the_browser_is_flagged(script: str) -> None:
    assert rules(f"<script>{script}</script>") == ["PRIV-012"]


def test_a_script_that_keeps_nothing_is_not() -> None:
    assert rules("<script>let cookie = 1</script><p>localStorage is a word</p>") == []
    assert rules("<script>show(localStorage.getItem('scheme'))</script>") == []


@pytest.mark.parametrize(
    ("html", "broken"),
    [
        ("<script>gtag('js')</script>", ["PRIV-001"]),
        ('<form><label>A <input name="symptoms"></label></form>', ["PRIV-003"]),
        ('<form action="mailto:a@b.example"></form>', ["PRIV-004"]),
        ('<form method="get" action="/book"></form>', ["PRIV-005"]),
        ('<form method="get" action="/search/" role="search"></form>', []),
        ('<a href="/book/?condition=depression">Book</a>', ["PRIV-007"]),
        ('<form method="post" action="/book"><label>Name <input name="name"></label></form>', []),
    ],
)
def test_patterns_run_over_the_page(html: str, broken: list[str]) -> None:
    assert rules(html) == broken
