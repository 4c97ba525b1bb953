"""Problems as JSON: every field of each, and how many there are."""

from __future__ import annotations

import json

from site_builder.model.problem import Severity
from site_builder.model.report import Report
from site_builder.report.text import count


def as_json(report: Report) -> str:
    """Return the problems, how many are errors and warnings, how many pages there are, and the site's digest."""
    return (
        json.dumps(
            {
                "problems": [
                    {
                        "file": each.file,
                        "line": each.line,
                        "column": each.column,
                        "severity": each.severity.value,
                        "rule": each.rule,
                        "message": each.message,
                        "hint": each.hint,
                    }
                    for each in report.problems
                ],
                "errors": count(report.problems, Severity.ERROR),
                "warnings": count(report.problems, Severity.WARNING),
                "pages": report.pages,
                **({"digest": report.digest} if report.digest else {}),
            },
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )
