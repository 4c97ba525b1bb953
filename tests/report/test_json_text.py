from __future__ import annotations

import json

from site_builder.model.report import Report
from site_builder.report.json_text import as_json
from tests.report.problems import ERROR, INFO, WARNING


def test_json_has_every_field_and_the_counts() -> None:
    assert json.loads(as_json(Report((ERROR, WARNING, INFO), 3))) == {
        "problems": [
            {
                "file": "content/a.md",
                "line": 14,
                "column": 3,
                "severity": "error",
                "rule": "link-broken",
                "message": "The link leads to “x”.",
                "hint": "Did you mean “y”?",
            },
            {
                "file": "content/b.md",
                "line": 1,
                "column": 1,
                "severity": "warning",
                "rule": "review-overdue",
                "message": "It was due.",
                "hint": "Review it.",
            },
            {
                "file": "content/c.md",
                "line": 1,
                "column": 1,
                "severity": "info",
                "rule": "note",
                "message": "A note.",
                "hint": "Nothing.",
            },
        ],
        "errors": 1,
        "warnings": 1,
        "pages": 3,
    }


def test_json_without_problems_is_whole() -> None:
    assert json.loads(as_json(Report(()))) == {"problems": [], "errors": 0, "warnings": 0, "pages": 0}


def test_json_ends_in_a_line_feed_and_keeps_letters_readable() -> None:
    text = as_json(Report((ERROR,), 1))
    assert text.endswith("}\n")
    assert "“x”" in text


def test_the_digest_of_the_site_is_there_where_somebody_asked_for_it() -> None:
    assert json.loads(as_json(Report((), 3, digest="0a1b")))["digest"] == "0a1b"
