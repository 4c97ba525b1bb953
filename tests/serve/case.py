"""A content file, and a page that shows it as templates do."""

from __future__ import annotations

from datetime import date

from site_builder.dom import parse
from site_builder.markup.conversion import Conversion
from site_builder.markup.markdown import render
from site_builder.model.problem import Place, Problem, Severity, problem
from site_builder.parts.standing import FileStatus
from site_builder.serve.lines import letters
from site_builder.serve.margin import Spot

PATH = "content/articles/sleep.md"
QUESTION = "content/faq/can-i-nap.md"


HEAD = 'title: "Sleep"\ndescription: Why\nkey_points:\n  - One\n  - Two\ndate: 2026-11-01\ndraft: true'


def text_of(body: str, *, head: str = HEAD) -> str:
    """Return a content file; with the usual head its body begins in line 10."""
    return f"---\n{head}\n---\n{body}"


def html_of(body: str, *answers: tuple[str, str]) -> str:
    """Return a page that shows `body`, and questions with their answers."""
    shown = "".join(
        f'<details class="answer"><summary><h3 class="answer__question">{question}</h3></summary>'
        f'<div class="answer__body prose">{_html(answer)}<p class="answer__note">Reviewed.</p></div></details>'
        for question, answer in answers
    )
    return (
        '<main><h1>Sleep</h1><p class="lead">Why</p><ul class="key-points__list"><li>One</li><li>Two</li></ul>'
        f'<div class="prose">{_html(body)}</div>{shown}</main>'
    )


def _html(body: str) -> str:
    return render(Conversion(PATH, body)).html


def at(line: int, column: int = 1, *, file: str = PATH, severity: Severity = Severity.WARNING) -> Problem:
    """Return a problem at a place."""
    return problem("some-rule", f"Line {line}.", "Mend it.", file=file, place=Place(line, column), severity=severity)


def words_at(spot: Spot | None, html: str) -> str:
    """Return the letters of the block that a spot names."""
    return letters(parse(html).all(spot.selector)[spot.nth].text) if spot else ""


def status(**changes: object) -> FileStatus:
    """Return the status of an article that is out, and signed."""
    given = {
        "file": PATH,
        "kind": "article",
        "title": "Sleep",
        "state": "published",
        "why": "",
        "reviewed": date(2026, 10, 1),
        "reviewed_by": "doctor",
        "review_due": date(2027, 10, 1),
        "days": 315,
        "review": "current",
        "words": 1042,
        "minutes": 5,
        "grade": 7.2,
    }
    return FileStatus(**(given | changes))  # type: ignore[arg-type]
