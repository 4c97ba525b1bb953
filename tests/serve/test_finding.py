"""A problem as the preview shows it: with its line, why it matters, and where to mend it."""

from __future__ import annotations

import pytest

from site_builder.model.problem import Place, problem
from site_builder.serve.finding import MOST_AFTER, MOST_BEFORE, Excerpt, browser_editor, excerpt, findings

PATH = "content/articles/sleep.md"


@pytest.mark.parametrize(
    ("line", "column", "shown"),
    [
        ("Sleep is good.", 10, Excerpt("Sleep is ", "good", ".")),
        ("Sleep is good.", 1, Excerpt("", "Sleep", " is good.")),
        ("\ttitle:\tSleep", 9, Excerpt("title: ", "Sleep", "")),
        ("A 👩🏽‍⚕️ knows.", 3, Excerpt("A ", "👩🏽‍⚕️", " knows.")),
        ("A 🇪🇸 flag", 3, Excerpt("A ", "🇪🇸", " flag")),
        ("👩🏽‍⚕️👩🏽‍⚕️ know.", 11, Excerpt("👩🏽‍⚕️👩🏽‍⚕️ ", "know", ".")),
        ("e\u0301clair", 1, Excerpt("", "e\u0301clair", "")),
        ("two  words", 4, Excerpt("two  ", "words", "")),
        ("end", 9, Excerpt("end", "", "")),
        ("", 1, Excerpt("", "", "")),
        ("a\x07b \x07", 4, Excerpt("a�b ", "�", "")),
    ],
)
def test_an_excerpt_points_at_what_is_meant(line: str, column: int, shown: Excerpt) -> None:
    assert excerpt(line, column) == shown


@pytest.mark.parametrize("filler", ["word " * 200, "x" * 900])
def test_a_long_line_is_cut_around_what_is_meant(filler: str) -> None:
    line = f"{filler} miracle {filler}"
    shown = excerpt(line, len(filler) + 2)
    assert shown.at == "miracle"
    assert shown.before[0] == shown.after[-1] == "…"
    assert 2 < len(shown.before) <= MOST_BEFORE + 1
    assert 2 < len(shown.after) <= MOST_AFTER + 1


def test_a_long_word_is_cut_too() -> None:
    assert len(excerpt("y" * 5_000, 1).at) == MOST_AFTER


def test_a_finding_has_its_line_and_why_it_matters() -> None:
    text = "\ufeff---\r\ntitle: Sleep\r\n---\r\nSee [@none].\r\n"
    found = problem("citation-unknown", "There is no source.", "Write one.", file=PATH, place=Place(4, 6))
    [shown] = findings([found], lambda _: text, "/clinic")
    assert shown.excerpt == Excerpt("See [", "@", "none].")
    assert shown.why
    assert shown.why not in shown.message
    assert (shown.file, shown.line, shown.column, shown.rule) == (PATH, 4, 6, "citation-unknown")


def test_what_the_message_has_said_is_not_said_twice() -> None:
    why = findings([problem("FTC-006", "", "", file=PATH)], lambda _: "", "/clinic")[0].why
    [shown] = findings([problem("FTC-006", f"“miracle” {why}", "", file=PATH)], lambda _: "", "/clinic")
    assert (bool(why), shown.why) == (True, "")


@pytest.mark.parametrize("text", [None, "", "one line"])
def test_a_line_that_is_not_there_is_not_shown(text: str | None) -> None:
    found = [problem("x", "", "", file=PATH, place=Place(5, 3)), problem("x", "", "", file=PATH)]
    assert [each.excerpt for each in findings(found, lambda _: text, "/clinic")] == [None, None]


@pytest.mark.parametrize(
    ("root", "line", "column", "address"),
    [
        ("/home/a b/clinic", "Sleep", 3, "vscode://file/home/a%20b/clinic/content/articles/sleep.md:1:3"),
        ("C:\\clinic", "Sleep", 3, "vscode://file/C:/clinic/content/articles/sleep.md:1:3"),
        ("/c", "😀😀 Sleep", 4, "vscode://file/c/content/articles/sleep.md:1:6"),
    ],
)
def test_the_local_editor_opens_at_the_place(root: str, line: str, column: int, address: str) -> None:
    found = problem("x", "", "", file=PATH, place=Place(1, column))
    assert findings([found], lambda _: line, root)[0].local == address


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("content/articles/sleep.md", "articles/entries/sleep"),
        ("content/articles/sleep/index.md", "articles-in-folders/entries/sleep/index"),
        ("content/articles/sleep.es.md", "articles-es/entries/sleep.es"),
        ("content/faq/can-i-nap.md", "faq/entries/can-i-nap"),
        ("content/services/night.md", "services/entries/night"),
        ("content/about.md", "pages/entries/about"),
        ("content/clinic.yaml", "data/entries/clinic"),
        ("content/treatments.es.yaml", "data-es/entries/treatments"),
        ("content/references.bib", ""),
        ("templates/layouts/base.html", ""),
        ("pyproject.toml", ""),
    ],
)
def test_the_editor_in_the_browser_opens_the_form_of_the_file(file: str, address: str) -> None:
    assert browser_editor(file) == (f"/admin/#/collections/{address}" if address else "")
