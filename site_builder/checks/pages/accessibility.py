"""Accessibility (WCAG 2.1 AA): what a program can see of it in a built page."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.checks.pages.page import Flaw, Page, is_main
from site_builder.dom import Element

STATEMENT = "content/accessibility.md"
"""The standing page that says how to ask for help."""

_LEVELS = {f"h{level}": level for level in range(1, 7)}


def headings_are_in_order(page: Page) -> Iterator[Flaw]:
    """Yield A11Y-005 where a page has not one heading of the first level, or one that leaves out a level."""
    headings = page.all(*_LEVELS)
    firsts = [heading for heading in headings if heading.name == "h1"]
    if not firsts:
        yield Flaw("A11Y-005", message="The page has no h1.", hint="Draw its title as one.")
    for heading in firsts[1:]:
        yield Flaw("A11Y-005", heading.tag, "The page has an h1 already.", "Make it an h2.")
    last = 1
    for heading in headings:
        level = _LEVELS[heading.name]
        if level > last + 1:
            message = f"The heading “{_words(heading)}” is an h{level}, and the one above it an h{last}."
            yield Flaw("A11Y-005", heading.tag, message, "Leave out no level.")
        last = level


_NEEDS_NO_LABEL = frozenset({"hidden", "submit", "reset", "button", "image"})


def controls_have_labels(page: Page) -> Iterator[Flaw]:
    """Yield A11Y-007 for each field of a form that has no label in words."""
    controls = page.all("input", "select", "textarea")
    labelled = {label.get("for") for label in page.all("label") if label.has("for")}
    for control in controls:
        is_named = (
            control.get("id") in labelled
            or control.get("aria-label").strip()
            or control.get("aria-labelledby").strip()
            or any(around.name == "label" for around in control.above)
        )
        if not is_named and control.get("type").lower() not in _NEEDS_NO_LABEL:
            what = "A placeholder is no label: it goes as soon as somebody types." if control.has("placeholder") else ""
            yield Flaw("A11Y-007", control.tag, what)


def keyboard_reaches_the_text(page: Page) -> Iterator[Flaw]:
    """Yield A11Y-008 where a page has no main landmark, or does not begin with a link to its text."""
    mains = [each for each in page.noted if is_main(each)]
    if len(mains) != 1:
        message = f"The page has {len(mains)} main landmarks." if mains else "The page has no main landmark."
        yield Flaw("A11Y-008", message=message, hint="Put what only this page says into one <main>.", within="<body")
    first = page.root.first("body a[href]")
    target = first.get("href") if first else ""
    if not target.startswith("#") or page.root.first(f'[id="{target[1:]}"]') is None:
        message = "The first link of the page does not lead to its text."
        yield Flaw(
            "A11Y-008", message=message, hint="Put a link to the id of <main> before all others.", within="<body"
        )


_SCOPES = frozenset({"col", "row", "colgroup", "rowgroup"})


def tables_can_be_heard(page: Page) -> Iterator[Flaw]:
    """Yield A11Y-009 for each table that has no name, or whose header cells do not say what they head."""
    for table in page.all("table"):
        yield from faults_of_table(table)


def faults_of_table(table: Element) -> Iterator[Flaw]:
    """Yield A11Y-009 for what is wrong with one table. The region that scrolls it may name it."""
    if table.get("role") in ("presentation", "none"):
        return
    around = next(table.above, None)
    names = [each.get(name) for each in (table, around) if each for name in ("aria-label", "aria-labelledby")]
    if not any(names) and table.first("caption") is None:
        yield Flaw(
            "A11Y-009", table.tag, "The table has no caption.", "Begin it with <caption>What it shows</caption>."
        )
    heads = table.all("th")
    if not heads:
        yield Flaw("A11Y-009", table.tag, "The table has no header cells.")
    for head in heads:
        if head.get("scope") not in _SCOPES:
            message = f"The header cell “{_words(head)}” does not say whether it heads a column or a row."
            yield Flaw("A11Y-009", head.tag, message)
            break


def sound_and_motion_can_be_stopped(page: Page) -> Iterator[Flaw]:
    """Yield A11Y-010 for what plays by itself, cannot be stopped, or has no words for those who cannot hear it."""
    for medium in page.all("video", "audio"):
        if medium.has("autoplay"):
            yield Flaw("A11Y-010", medium.tag, "This plays by itself.", "Take out autoplay.")
        if not medium.has("controls"):
            yield Flaw("A11Y-010", medium.tag, "This cannot be stopped.", "Add controls.")
        if medium.first("track") is None and not _has_transcript(page):
            what = "captions" if medium.name == "video" else "a transcript"
            yield Flaw("A11Y-010", medium.tag, f"This has no {what.removeprefix('a ')}.", f"Add {what}.")
    for moving in page.all("marquee", "blink"):
        yield Flaw("A11Y-010", moving.tag, "This moves and cannot be stopped.", "Write it as plain text.")


def _has_transcript(page: Page) -> bool:
    return any("transcript" in each.text.lower() for each in page.root.all("a, summary, h2, h3"))


_UNSEEN = ("hidden", "popover")


def crisis_numbers_are_text(page: Page) -> Iterator[Flaw]:
    """Yield A11Y-011 where a page does not show the numbers for a crisis as words in links that can be called."""
    if page.frame is None:
        return
    missing = [number for number in (page.frame.crisis_phone, page.frame.emergency) if not _is_called(number, page)]
    if missing:
        message = f"The page does not show {' and '.join(missing)} as a link that can be called."
        yield Flaw("A11Y-011", message=message, within="<body")


def _is_called(number: str, page: Page) -> bool:
    """Return whether a link that is seen calls `number` and says so in its words; "" needs none."""
    address = f"tel:{number.replace(' ', '')}"
    calls = [link for link in page.all("a") if link.get("href") == address]
    return not number or any(number in link.text and not _is_unseen(link) for link in calls)


def _is_unseen(element: Element) -> bool:
    return any(
        each.name in ("dialog", "template", "noscript") or any(map(each.has, _UNSEEN))
        for each in (element, *element.above)
    )


_WAYS = {"tel:": "a telephone number", "mailto:": "an email address"}


def help_can_be_asked_for(page: Page) -> Iterator[Flaw]:
    """Yield A11Y-012 where the page about accessibility does not say how to reach the clinic."""
    if page.source != STATEMENT:
        return
    links = [link.get("href") for link in page.main.all("a[href]")]
    missing = [what for scheme, what in _WAYS.items() if not any(href.startswith(scheme) for href in links)]
    if missing:
        message = f"This page does not give {' or '.join(missing)} to ask for help."
        yield Flaw("A11Y-012", message=message, hint="Write both as links, with tel: and mailto:.", in_source=True)


def _words(element: Element) -> str:
    return " ".join(element.text.split())
