"""Problems as workflow commands of GitHub Actions, which shows them beside the lines of a pull request.

Source: GitHub's documentation, "Workflow commands for GitHub Actions", and `command.ts` of its toolkit for what is
escaped how.
"""

from __future__ import annotations

from site_builder.model.problem import Problem, Severity
from site_builder.model.report import Report
from site_builder.report.text import one_line

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
"""What GitHub calls each severity, the gravest first."""


def as_github(report: Report) -> str:
    """Return a line a problem, the gravest first, and last the totals.

    Beside the lines of a pull request GitHub shows the first ten of each level; all stand in the log.
    """
    told = [_command(each, report.folder) for level in LEVELS for each in report.problems if each.severity is level]
    return "".join(f"{line}\n" for line in (*told, report.totals.rstrip("\n")))


def _command(found: Problem, folder: str) -> str:
    """Return one annotation. Its message begins with the place, which the log of a run would not show otherwise."""
    file, place = one_line(folder + found.file), f"{one_line(found.file)}:{found.line}:{found.column}"
    properties = {"file": file, "line": found.line, "col": found.column, "title": one_line(found.rule)}
    named = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = f"{place}: {one_line(found.message)}\nhint: {one_line(found.hint)}"
    return f"::{LEVELS[found.severity]} {named}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
