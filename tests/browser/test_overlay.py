"""What the preview draws over a page, and how it keeps the page as its files are: with a server that says what we want.

The pages are those of the site that ships, the notes are made as the preview makes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Browser, Page, expect

from site_builder.language.passages import Passage, Role, passages
from site_builder.model.front_matter import type_of_kind
from site_builder.model.problem import Place, Problem, Severity, problem
from site_builder.parts.standing import FileStatus
from site_builder.serve.lines import letters
from site_builder.serve.notes import PageShown, notes
from site_builder.serve.overlay import empty_page
from site_builder.text.front_matter import read_front_matter
from site_builder.urls import Identity, identify
from tests import components
from tests.browser.axe import COLOURS, violations_now
from tests.browser.conftest import REPOSITORY, need
from tests.browser.stand_in import StandIn, standing_in
from tests.builders import TODAY
from tests.serve.case import status, words_at

pytestmark = pytest.mark.browser

ARTICLE = "content/articles/suicidal-thoughts.md"
ADDRESS = "/articles/suicidal-thoughts/"
QUESTIONS = "/faq/"


def read(path: str) -> str | None:
    """Return the text of a file of the site that ships."""
    file = REPOSITORY / path
    return file.read_text("utf-8") if file.is_file() else None


def _passages(file: str) -> list[Passage]:
    source = REPOSITORY / file
    identity = identify(file)
    assert identity
    front: Any = read_front_matter(file, source.read_bytes(), type_of_kind[identity.kind])
    return [*passages(front.body, front.body_line)]


LINE = _passages(ARTICLE)[0].place(0).line
"""A line of the article that has words."""


@pytest.fixture(scope="module")
def site(public: Path) -> Iterator[StandIn]:
    """Return the server with every page of the site, and nothing to say of any."""
    with standing_in() as host:
        for file in public.rglob("*"):
            path = f"/{file.relative_to(public).as_posix()}"
            if file.suffix in (".css", ".js"):
                host.files[path] = file.read_bytes()
            elif file.name == "index.html":
                host.pages[path.removesuffix("index.html")] = file.read_bytes()
        yield host


@pytest.fixture
def host(site: StandIn) -> Iterator[StandIn]:
    """Return the same, and put back afterwards what a test has changed."""
    pages, files = dict(site.pages), dict(site.files)
    site.notes = {path: told(site, path) for path in (ADDRESS, QUESTIONS, "/nowhere/")}
    site.asked.clear()
    yield site
    site.pages, site.files = pages, files


def told(host: StandIn, path: str, *problems: Problem, **changes: Any) -> Any:
    """Return the notes of the page at `path`."""
    source = {ADDRESS: ARTICLE, QUESTIONS: "content/faq"}.get(path, "")
    stands: FileStatus | None = changes.pop("status", status() if source == ARTICLE else None)
    page = PageShown(path, source, host.pages.get(path, b""), TODAY, status=stands, **changes)
    return msgspec.to_builtins(notes(page, problems, read, str(REPOSITORY)))


def found(line: int, *, file: str = ARTICLE, severity: Severity = Severity.ERROR, words: str = "") -> Problem:
    said = words or f"Something is wrong in line {line}."
    return problem("citation-unknown", said, "Mend it.", file=file, place=Place(line, 3), severity=severity)


@pytest.fixture
def tab(browser: Browser, host: StandIn) -> Iterator[Page]:
    """Return a new tab, on a wide screen."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(5_000)
    tab = context.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    yield tab
    context.close()
    assert errors == []


def overlay(tab: Page) -> Any:
    return tab.get_by_role("region", name="Problems to mend")


def margin(tab: Page) -> Any:
    return tab.get_by_role("region", name="Notes for the writer")


def visit(tab: Page, host: StandIn, path: str = ADDRESS) -> None:
    before = host.calls
    tab.goto(host.address + path)
    tab.wait_for_function("() => document.querySelector('site-preview')?.shadowRoot.querySelector('link').sheet")
    for _ in range(100):
        if host.calls > before:
            return
        tab.wait_for_timeout(20)
    raise AssertionError("the page has not called")


def say(tab: Page, host: StandIn, *problems: Problem, path: str = ADDRESS, **changes: Any) -> None:
    """Let the open page know of these problems."""
    host.notes[path] = told(host, path, *problems, **changes)
    host.tell(command="notes")


# The overlay


def test_problems_are_laid_over_the_page_and_go_when_they_are_mended(tab: Page, host: StandIn) -> None:
    visit(tab, host)
    expect(overlay(tab)).to_have_count(0)
    say(tab, host, found(LINE), found(1, file="content/clinic.yaml", words="The clinic is wrong."))
    expect(overlay(tab)).to_contain_text("2 problems to mend")
    expect(overlay(tab)).to_contain_text(f"{ARTICLE}, line {LINE}")
    expect(overlay(tab).locator(".excerpt")).to_have_count(2)
    expect(overlay(tab)).to_contain_text("What to do: Mend it.")
    expect(overlay(tab)).to_contain_text("Why it matters:")
    say(tab, host)
    expect(overlay(tab)).to_have_count(0)


def test_a_problem_leads_to_both_editors(tab: Page, host: StandIn) -> None:
    visit(tab, host)
    say(tab, host, found(LINE))
    here = overlay(tab).get_by_role("link", name="Open in VS Code").get_attribute("href")
    assert here == f"vscode://file{REPOSITORY}/{ARTICLE}:{LINE}:3"
    there = overlay(tab).get_by_role("link", name="Open in the browser editor").get_attribute("href")
    assert there == "/admin/#/collections/articles/entries/suicidal-thoughts"


def test_the_caret_stands_below_what_is_meant(tab: Page, host: StandIn) -> None:
    host.notes[ADDRESS] = told(host, ADDRESS, found(LINE))
    visit(tab, host)
    line = (read(ARTICLE) or "").split("\n")[LINE - 1]
    pointed = overlay(tab).locator("mark").inner_text()
    assert pointed
    assert pointed in line


def test_problems_are_announced_and_so_is_that_they_are_mended(tab: Page, host: StandIn) -> None:
    visit(tab, host)
    status = tab.get_by_role("status").filter(has_text=re.compile("mend"))
    say(tab, host, found(LINE, words="A source is missing."))
    expect(status).to_have_text(f"1 problem to mend. A source is missing. In {ARTICLE}, line {LINE}.")
    say(tab, host)
    expect(status).to_have_text("All problems are mended.")
    assert tab.evaluate("document.activeElement === document.body"), "nobody who types is disturbed"


def test_the_overlay_folds_to_a_badge_and_stays_folded(tab: Page, host: StandIn) -> None:
    host.notes[ADDRESS] = told(host, ADDRESS, found(LINE))
    visit(tab, host)
    expect(overlay(tab)).to_be_visible()
    tab.keyboard.press("Escape")
    expect(overlay(tab)).to_have_count(0)
    badge = tab.get_by_role("button", name="1 to mend")
    expect(badge).to_be_visible()
    tab.reload()
    expect(badge).to_be_visible()
    expect(overlay(tab)).to_have_count(0)
    badge.focus()
    tab.keyboard.press("Enter")
    expect(overlay(tab)).to_be_visible()
    overlay(tab).get_by_role("button", name="Fold away").focus()
    tab.keyboard.press("Enter")
    expect(badge).to_be_focused()


def test_what_comes_after_all_was_mended_is_shown_again(tab: Page, host: StandIn) -> None:
    host.notes[ADDRESS] = told(host, ADDRESS, found(LINE))
    visit(tab, host)
    tab.keyboard.press("Escape")
    say(tab, host)
    expect(tab.get_by_role("button", name="1 to mend")).to_have_count(0)
    say(tab, host, found(21))
    expect(overlay(tab)).to_be_visible()


def test_escape_in_a_field_of_the_page_is_the_fields(tab: Page, host: StandIn) -> None:
    host.notes[ADDRESS] = told(host, ADDRESS, found(LINE))
    visit(tab, host)
    expect(overlay(tab)).to_be_visible()
    tab.locator("#page-search").focus()
    tab.keyboard.press("Escape")
    expect(overlay(tab)).to_be_visible()


def test_an_older_page_says_that_it_is_one(tab: Page, host: StandIn) -> None:
    visit(tab, host)
    say(tab, host, found(LINE), is_current=False)
    expect(overlay(tab)).to_contain_text("Behind this you see the page as it last worked.")


def test_a_page_that_is_not_there_shows_the_problems_too(tab: Page, host: StandIn) -> None:
    host.pages["/nowhere/"] = empty_page("There is no such page", "It comes by itself once it is there.")
    host.notes["/nowhere/"] = told(host, "/nowhere/", found(1, file="content/clinic.yaml"))
    visit(tab, host, "/nowhere/")
    expect(tab.get_by_role("heading", level=1)).to_have_text("There is no such page")
    expect(overlay(tab)).to_be_visible()


@pytest.mark.parametrize(("state", "why"), [("draft", "it is a draft"), ("held", "it is held until 2026-12-01")])
def test_a_ribbon_says_why_only_the_preview_shows_a_page(tab: Page, host: StandIn, state: str, why: str) -> None:
    host.notes[ADDRESS] = told(host, ADDRESS, status=status(state=state, why=why))
    visit(tab, host)
    ribbon = tab.get_by_role("region", name="Why only you see this page")
    expect(ribbon).to_contain_text(why[1:])
    below = tab.locator("body").bounding_box()
    above = ribbon.bounding_box()
    assert below
    assert above
    assert below["y"] >= above["y"] + above["height"] - 1, "it covers nothing of the page"


# The margin


def test_the_margin_marks_the_paragraph(tab: Page, host: StandIn) -> None:
    [paragraph, *_] = [each for each in _passages(ARTICLE) if each.role is Role.PARAGRAPH and len(each.text) > 80]
    line = paragraph.place(0).line
    host.notes[ADDRESS] = told(host, ADDRESS, found(line, severity=Severity.WARNING, words="It promises too much."))
    visit(tab, host)
    expect(margin(tab)).to_contain_text("Reading grade")
    expect(margin(tab)).to_contain_text("1 finding")
    mark = tab.get_by_role("button", name="1 finding: It promises too much.")
    block = tab.locator(".prose p", has_text=paragraph.text[:30]).first
    beside, text = mark.bounding_box(), block.bounding_box()
    assert beside
    assert text
    assert abs(beside["y"] - text["y"]) < 4
    assert beside["x"] + beside["width"] <= text["x"]
    mark.click()
    expect(tab.locator("site-preview .bubble")).to_contain_text("Should be mended")
    tab.keyboard.press("Escape")
    expect(tab.locator("site-preview .bubble:visible")).to_have_count(0)


def test_the_margin_leads_to_the_paragraph(tab: Page, host: StandIn) -> None:
    last = [each for each in _passages(ARTICLE) if each.role is Role.PARAGRAPH][-1]
    problems = [found(last.place(0).line, severity=Severity.INFO)]
    host.notes[ADDRESS] = told(host, ADDRESS, *problems)
    tab.emulate_media(reduced_motion="reduce")
    visit(tab, host)
    margin(tab).get_by_role("button", name="Show it in the text").click()
    expect(tab.locator(".prose p", has_text=last.text[:30]).first).to_be_in_viewport()
    expect(tab.locator("site-preview .mark")).to_be_focused()


def test_a_finding_in_a_folded_answer_is_marked_at_its_question(tab: Page, host: StandIn) -> None:
    file = "content/faq/can-i-take-both.md"
    line = _passages(file)[-1].place(0).line
    host.notes[QUESTIONS] = told(host, QUESTIONS, found(line, file=file, severity=Severity.WARNING))
    visit(tab, host, QUESTIONS)
    mark, answer = tab.locator("site-preview .mark"), tab.locator(".answer:has(#can-i-take-both)")
    summary = answer.locator("summary")
    assert abs(_top(mark) - _top(summary)) < 4
    summary.click()
    block = answer.locator(".answer__body :is(p, li):not(.answer__note)").last
    tab.wait_for_function("() => true")
    expect(mark).to_be_visible()
    tab.wait_for_timeout(100)
    assert abs(_top(mark) - _top(block)) < 4


def _top(locator: Any) -> float:
    box = locator.bounding_box()
    assert box
    return float(box["y"])


def test_the_margin_stays_folded(tab: Page, host: StandIn) -> None:
    visit(tab, host)
    margin(tab).get_by_role("button", name="Close").click()
    expect(margin(tab)).to_have_count(0)
    expect(tab.get_by_role("button", name="Notes")).to_be_focused()
    tab.reload()
    expect(tab.get_by_role("button", name="Notes")).to_be_visible()
    expect(margin(tab)).to_have_count(0)


CONTENT = sorted(path.relative_to(REPOSITORY).as_posix() for path in (REPOSITORY / "content").rglob("*.md"))


@pytest.mark.parametrize("file", CONTENT)
def test_a_fault_in_any_block_of_any_text_is_marked_at_that_block(site: StandIn, file: str) -> None:
    identity = identify(file)
    assert identity
    page = site.pages[_address(identity)].decode()
    source = "content/faq" if identity.kind == "question" else file
    every = _passages(file)
    faults = tuple(problem("x", "", "", file=file, place=each.place(0)) for each in every)
    shown = PageShown("/", source, page.encode(), TODAY)
    beside = notes(shown, faults, read, str(REPOSITORY)).margin
    assert beside
    spots = {(each.finding.line, each.finding.column): each.spot for each in beside.findings}
    assert every
    for passage in every:
        place = passage.place(0)
        words = letters(_CITATION.sub("", passage.text).replace("|", ""))
        at = words_at(spots[place.line, place.column], page)
        assert passage.role is Role.PICTURE or words in at, (place, passage.text)


_CITATION = re.compile(r"\[[ ]?@[^\]]*\]|\[\^[^\]]*\]")


def _address(identity: Identity) -> str:
    """Return where the page of a content file stands."""
    base = f"/{identity.language}/" if identity.language else "/"
    places = {"article": f"articles/{identity.name}/", "service": f"services/{identity.name}/", "question": "faq/"}
    return base + places.get(identity.kind, "" if identity.name == "index" else f"{identity.name}/")


# The page, kept up to date


def test_a_page_changes_in_place(tab: Page, host: StandIn) -> None:
    visit(tab, host)
    tab.evaluate("window.stays = true; scrollTo(0, 900)")
    answer = tab.locator(".answer").first
    answer.evaluate("each => each.open = true")
    tab.locator("#page-search").evaluate("each => { each.value = 'typed'; each.focus({preventScroll: true}) }")
    before = tab.evaluate("scrollY")
    [paragraph, *_] = re.findall(r"<p>[A-Z][^<]{60,}", host.pages[ADDRESS].decode().split('class="prose"')[1])
    host.pages[ADDRESS] = host.pages[ADDRESS].replace(paragraph.encode(), b"<p>All of this is new.", 1)
    host.pages[ADDRESS] = host.pages[ADDRESS].replace(b"<title>", b"<title>New: ", 1)
    host.tell(command="reload", path=ADDRESS, liveCSS=True)
    expect(tab.get_by_text("All of this is new.")).to_be_attached()
    expect(tab).to_have_title(re.compile("^New: "))
    assert tab.evaluate("window.stays")
    assert abs(tab.evaluate("scrollY") - before) < 120, "what is read stays where it is"
    assert answer.evaluate("each => each.open")
    assert tab.locator("#page-search").evaluate("each => each.value === 'typed' && each === document.activeElement")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<h2", "<p>Put in.</p><h2"),
        ("</p>", "</p><ul><li>Put in.</li></ul>"),
        ("<p>", "<p class='x'>Put in. "),
        ("<p>", "<blockquote><p>Put in.</p></blockquote><p>"),
    ],
)
def test_whatever_changes_the_page_is_what_a_reload_would_show(tab: Page, host: StandIn, old: str, new: str) -> None:
    visit(tab, host)
    tab.evaluate("window.stays = true")
    before, mark, text = host.pages[ADDRESS].decode().partition('class="prose"')
    host.pages[ADDRESS] = (before + mark + text.replace(old, new, 2)).encode()
    host.tell(command="reload", path=ADDRESS, liveCSS=True)
    expect(tab.get_by_text("Put in.").first).to_be_attached()
    patched = tab.evaluate("document.body.outerHTML")
    assert tab.evaluate("window.stays")
    host.pages[ADDRESS] = (before + mark + text).encode()
    host.tell(command="reload", path=ADDRESS, liveCSS=True)
    expect(tab.get_by_text("Put in.")).to_have_count(0)
    host.pages[ADDRESS] = (before + mark + text.replace(old, new, 2)).encode()
    visit(tab, host)
    assert tab.evaluate("document.body.outerHTML") == patched


def test_a_page_with_other_scripts_begins_anew(tab: Page, host: StandIn) -> None:
    visit(tab, host)
    tab.evaluate("window.stays = true")
    host.pages[ADDRESS] = host.pages[ADDRESS].replace(b"</head>", b'<script src="/more.js"></script></head>', 1)
    host.tell(command="reload", path=ADDRESS, liveCSS=True)
    tab.wait_for_function("() => !window.stays")


def test_data_for_search_engines_changes_in_place(tab: Page, host: StandIn) -> None:
    visit(tab, host)
    tab.evaluate("window.stays = true")
    page = host.pages[ADDRESS].replace(b'"@context"', b'"x": 1, "@context"', 1).replace(b"</h1>", b" anew</h1>", 1)
    [digest] = re.findall(rb"script-src [^;]*('sha256-[^']*')", page)
    host.pages[ADDRESS] = page.replace(digest, b"'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='", 1)
    host.tell(command="reload", path=ADDRESS, liveCSS=True)
    expect(tab.locator("h1")).to_have_text(re.compile("anew$"))
    assert tab.evaluate("window.stays")


def test_what_a_script_has_put_in_is_never_mixed_up(tab: Page, host: StandIn) -> None:
    visit(tab, host)
    tab.evaluate("window.stays = true; document.querySelector('.prose').prepend(document.createElement('hr'))")
    host.pages[ADDRESS] = host.pages[ADDRESS].replace(b'class="prose"', b'class="prose" title="x"', 1)
    before, mark, text = host.pages[ADDRESS].decode().partition('class="prose"')
    host.pages[ADDRESS] = (before + mark + text.replace("<p>", "<p>Put in. ", 1)).encode()
    host.tell(command="reload", path=ADDRESS, liveCSS=True)
    tab.wait_for_function("() => !window.stays")
    expect(tab.get_by_text("Put in.")).to_be_attached()


def test_a_style_is_exchanged_without_a_reload(tab: Page, host: StandIn) -> None:
    visit(tab, host)
    tab.evaluate("window.stays = true")
    [old] = [path for path in host.files if path.startswith("/css/site.")]
    host.files["/css/site.0000000000000000.css"] = host.files[old] + b"h1 { color: rgb(1, 2, 3) }"
    page = host.pages[ADDRESS].replace(old.encode(), b"/css/site.0000000000000000.css")
    host.pages[ADDRESS] = page.replace(b"<style>", b"<style>.lead { color: rgb(4, 5, 6) }", 1)
    host.tell(command="reload", path="css/site.css", liveCSS=True)
    expect(tab.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")
    expect(tab.locator("h1 + .lead")).to_have_css("color", "rgb(4, 5, 6)")
    assert tab.evaluate("window.stays")
    assert tab.evaluate("document.querySelectorAll('link[rel=stylesheet]').length") == 1


def test_a_hundred_saves_end_on_the_last(tab: Page, host: StandIn) -> None:
    visit(tab, host)
    tab.evaluate("window.stays = true")
    page = host.pages[ADDRESS]
    for number in range(100):
        host.pages[ADDRESS] = page.replace(b"</h1>", f" {number}</h1>".encode(), 1)
        host.tell(command="reload", path=ADDRESS, liveCSS=True)
    expect(tab.locator("h1")).to_have_text(re.compile(" 99$"))
    assert tab.evaluate("window.stays")


def test_a_server_that_went_is_missed_and_found_again(tab: Page, host: StandIn) -> None:
    visit(tab, host)
    host.stop()
    expect(tab.get_by_text("The preview is not running").first).to_be_visible()
    host.pages[ADDRESS] = host.pages[ADDRESS].replace(b"</h1>", b" anew</h1>", 1)
    host.start()
    expect(tab.locator("h1")).to_have_text(re.compile("anew$"), timeout=9_000)
    expect(tab.locator("site-preview .dock__away")).to_have_count(0)


def test_no_request_leaves_the_host_and_the_policy_of_the_page_is_kept(tab: Page, host: StandIn) -> None:
    asked: list[str] = []
    said: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: said.append(message.text))
    visit(tab, host)
    say(tab, host, found(LINE))
    expect(overlay(tab)).to_be_visible()
    host.pages[ADDRESS] = host.pages[ADDRESS].replace(b"</h1>", b" anew</h1>", 1)
    host.tell(command="reload", path=ADDRESS, liveCSS=True)
    expect(tab.locator("h1")).to_have_text(re.compile("anew$"))
    assert [each for each in said if "404" not in each] == []
    assert asked
    assert [url for url in asked if not url.startswith((host.address, "data:"))] == []


# For everybody


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(tab: Page, host: StandIn, width: int) -> None:
    need(components.NPM_PACKAGES)
    draft = status(state="draft", why="it is a draft", review="overdue", grade=9.9)
    severities = (Severity.ERROR, Severity.WARNING, Severity.INFO)
    lines = [each.place(0).line for each in _passages(ARTICLE) if each.role is Role.PARAGRAPH]
    problems = [found(line, severity=severity) for line, severity in zip(lines, severities, strict=False)]
    host.notes[ADDRESS] = told(host, ADDRESS, *problems, found(2, severity=Severity.WARNING), status=draft)
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(reduced_motion="reduce")
    visit(tab, host)
    expect(overlay(tab)).to_be_visible()
    assert _violations(tab) == []
    tab.keyboard.press("Escape")
    tab.locator("site-preview .mark").nth(1).click()
    expect(tab.locator("site-preview .bubble:visible")).to_have_count(1)
    assert _violations(tab) == []
    if width < 1000:
        tab.keyboard.press("Escape")
        tab.get_by_role("button", name="Notes").click()
        expect(margin(tab)).to_be_visible()
        assert _violations(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width, "nothing must be scrolled to the side"


def _violations(tab: Page) -> list[str]:
    """Return what axe finds in the preview's own part of the page, by day and by night."""
    found = violations_now(tab)
    tab.emulate_media(color_scheme="dark")
    found += violations_now(tab, COLOURS)
    tab.emulate_media(color_scheme="light")
    return found


def test_paper_knows_nothing_of_it(tab: Page, host: StandIn) -> None:
    host.notes[ADDRESS] = told(host, ADDRESS, found(LINE))
    visit(tab, host)
    expect(overlay(tab)).to_be_visible()
    tab.emulate_media(media="print")
    expect(tab.locator("site-preview")).to_be_hidden()
    assert tab.evaluate("getComputedStyle(document.documentElement).paddingBlockEnd") == "0px"


def test_in_forced_colours_the_marks_are_seen(tab: Page, host: StandIn) -> None:
    host.notes[ADDRESS] = told(host, ADDRESS, found(LINE))
    tab.emulate_media(forced_colors="active")
    visit(tab, host)
    style = "each => ['borderTopWidth', 'borderTopColor', 'backgroundColor'].map(name => getComputedStyle(each)[name])"
    width, edge, ground = tab.locator("site-preview .mark").first.evaluate(style)
    assert width == "2px"
    assert edge != ground
