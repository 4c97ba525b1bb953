"""What a run found, for people and for programs, one format a file."""

from __future__ import annotations

from collections.abc import Callable

from site_builder.model.report import Report
from site_builder.report.github import as_github
from site_builder.report.json_text import as_json
from site_builder.report.junit import as_junit
from site_builder.report.sarif import as_sarif
from site_builder.report.text import as_text, count, in_full, meant_length, next_step, one_line

__all__ = ["FORMATS", "as_text", "count", "in_full", "meant_length", "next_step", "one_line"]

FORMATS: dict[str, Callable[[Report], str]] = {
    "text": lambda report: as_text(report.problems),
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
    "junit": as_junit,
}
"""Every format by its name on the command line."""
