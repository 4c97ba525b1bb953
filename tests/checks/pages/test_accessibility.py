"""Accessibility of a built page."""

from __future__ import annotations

import pytest

from tests.checks.pages.case import found, rules


def test_the_good_page_has_no_fault() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("title", "inner", "broken"),
    [
        ("<h1>A</h1>", "<h2>B</h2><h3>C</h3><h2>D</h2>", 0),
        ("", "<h2>B</h2>", 1),
        ("<h1>A</h1>", "<h1>B</h1>", 1),
        ("<h1>A</h1>", "<h3>B</h3>", 1),
        ("<h1>A</h1>", "<h2>B</h2><h4>C</h4><h4>D</h4>", 1),
        ("<h1>A</h1>", "<h2>B</h2><h5>C</h5><h2>D</h2><h4>E</h4>", 2),
    ],
)
def test_headings_follow_one_another(title: str, inner: str, broken: int) -> None:
    assert rules(inner, title=title) == ["A11Y-005"] * broken


def test_a_skipped_level_is_told_with_its_words() -> None:
    [flaw] = found('<h4 class="x">Side\n effects</h4>')
    assert flaw.tag == '<h4 class="x">'
    assert flaw.message == "The heading “Side effects” is an h4, and the one above it an h1."


@pytest.mark.parametrize(
    ("html", "broken"),
    [
        ('<input placeholder="Phone">', True),
        ("<select name=a></select>", True),
        ('<input id="p"><label for="q">Phone</label>', True),
        ('<label for="p">Phone</label><input id="p" type="tel">', False),
        ("<label>Phone <input></label>", False),
        ('<input aria-label="Phone"><input type="hidden" name="a"><button>Send</button><input type="submit">', False),
    ],
)
def test_fields_have_labels(html: str, broken: bool) -> None:
    assert rules(html) == ["A11Y-007"] * broken


def test_a_placeholder_is_no_label() -> None:
    assert "placeholder" in found('<input placeholder="Phone">')[0].message


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"skip": ""}, "first link"),
        ({"skip": '<a href="/">Home</a><a href="#main">To the text</a>'}, "first link"),
        ({"skip": '<a href="#gone">To the text</a>'}, "first link"),
        ({"main": "div"}, "no main landmark"),
    ],
)
def test_the_keyboard_reaches_the_text(parts: dict[str, str], says: str) -> None:
    [flaw] = found(**parts)
    assert (flaw.rule, flaw.within) == ("A11Y-008", "<body")
    assert says in flaw.message


def test_a_second_main_landmark_is_one_too_many() -> None:
    assert rules("<main></main>") == ["A11Y-008"]


def test_a_main_landmark_with_its_role_is_one() -> None:
    assert rules(main='main role="main"') == []


HEAD = '<tr><th scope="col">Drug</th><th scope="col">Onset</th></tr>'


@pytest.mark.parametrize(
    ("html", "says"),
    [
        (f"<table><caption>Onset</caption>{HEAD}</table>", []),
        (f'<div role="region" aria-label="Onset"><table>{HEAD}</table></div>', []),
        (f'<table aria-label="Onset">{HEAD}</table>', []),
        ('<table role="presentation"><tr><td>1</td></tr></table>', []),
        (f"<table>{HEAD}</table>", ["no caption"]),
        ("<table><tr><td>Onset</td></tr></table>", ["no caption", "no header cells"]),
        ("<table><caption>Onset</caption><tr><th>Drug</th><th>Onset</th></tr></table>", ["“Drug” does not say"]),
    ],
)
def test_tables_have_a_name_and_headers_that_say_what_they_head(html: str, says: list[str]) -> None:
    flaws = found(html)
    assert [flaw.rule for flaw in flaws] == ["A11Y-009"] * len(says)
    assert all(what in flaw.message for what, flaw in zip(says, flaws, strict=True))


@pytest.mark.parametrize(
    ("html", "says"),
    [
        ('<video controls src="a.mp4"><track kind="captions" src="a.vtt"></video>', []),
        ('<audio controls src="a.mp3"></audio><a href="a.txt">Transcript</a>', []),
        ('<video autoplay controls src="a.mp4"><track src="a.vtt"></video>', ["plays by itself"]),
        ('<video src="a.mp4"><track src="a.vtt"></video>', ["cannot be stopped"]),
        ('<video controls src="a.mp4"></video>', ["no captions"]),
        ('<audio controls src="a.mp3"></audio>', ["no transcript"]),
        ("<marquee>New</marquee>", ["moves"]),
    ],
)
def test_sound_and_motion(html: str, says: list[str]) -> None:
    flaws = found(html)
    assert [flaw.rule for flaw in flaws] == ["A11Y-010"] * len(says)
    assert all(what in flaw.message for what, flaw in zip(says, flaws, strict=True))


CALL_911 = '<a href="tel:911">Call 911</a>'


@pytest.mark.parametrize(
    ("crisis", "missing"),
    [
        (f'<a href="tel:988"><img src="/988.png" alt="988"></a>{CALL_911}', "988"),
        (f"<p>Call 988.</p>{CALL_911}", "988"),
        (f'<div popover id="c"><a href="tel:988">Call 988</a></div>{CALL_911}', "988"),
        (f'<dialog><a href="tel:988">Call 988</a></dialog>{CALL_911}', "988"),
        ("", "988 and 911"),
        ('<a href="tel:988">Call 988</a>', "911"),
    ],
)
def test_crisis_numbers_are_words_in_links(crisis: str, missing: str) -> None:
    [flaw] = found(crisis=crisis)
    assert flaw.rule == "A11Y-011"
    assert flaw.message == f"The page does not show {missing} as a link that can be called."


@pytest.mark.parametrize(
    ("html", "says"),
    [
        ('<a href="tel:+15035550142">Call us</a> <a href="mailto:a@b.example">Write to us</a>', ""),
        ('<a href="tel:+15035550142">Call us</a>', "an email address"),
        ("<p>Tell us.</p>", "a telephone number or an email address"),
    ],
)
def test_the_accessibility_page_says_how_to_ask_for_help(html: str, says: str) -> None:
    flaws = found(html, source="content/accessibility.md")
    assert [flaw.message for flaw in flaws] == ([f"This page does not give {says} to ask for help."] if says else [])
    assert all(flaw.rule == "A11Y-012" and flaw.in_source for flaw in flaws)


@pytest.mark.parametrize(
    ("html", "broken"),
    [
        ('<img src="/a.png">', ["A11Y-001"]),
        ('<img src="/a.png" alt="">', []),
        ('<img src="/a.png" alt="IMG_0012.png">', ["A11Y-002"]),
        ('<a href="/risks/">Click here</a>', ["A11Y-006"]),
        ('<a href="/risks/">Risks of ketamine</a>', []),
    ],
)
def test_patterns_run_over_the_page(html: str, broken: list[str]) -> None:
    assert rules(html) == broken
