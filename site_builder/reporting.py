"""What a run has to report, gathered from its outcome and its project; and its summary, as it is written.

What reads rules and files is loaded late: a run in which nothing was changed has no need of it.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from msgspec.structs import replace

from site_builder.errors import EnvironmentFailed
from site_builder.model.report import Report
from site_builder.model.rule import BuilderRule, Rule
from site_builder.project import Assembled, Outcome, Request


def report_of(outcome: Outcome, request: Request, totals: str) -> Report:
    """Return what most formats need."""
    return Report(
        outcome.problems,
        pages=outcome.pages,
        totals=totals,
        strict=request.strict,
        files=outcome.files,
        folder=_within_repository(request.root),
        digest=outcome.digest,
    )


def in_depth(report: Report, outcome: Outcome, root: Path) -> Report:
    """Return the same with what the rules say, and by what the problems are known again."""
    from site_builder.baseline import fingerprints
    from site_builder.text.lines import lines_of

    # Which it is of several that are the same is counted with those of the baseline.
    every = sorted((*outcome.problems, *outcome.in_baseline))
    known = dict(zip(every, fingerprints(every, lines_of(root)), strict=True))
    return replace(
        report,
        rules=explained({each.rule for each in outcome.problems}, root),
        fingerprints=tuple([known[each] for each in outcome.problems]),
        version=_version(),
    )


def explained(rules: Collection[str], root: Path) -> tuple[Rule | BuilderRule, ...]:
    """Return what is known of these rules, those of the clinic itself too."""
    from site_builder.rules import catalogue
    from site_builder.rules.packs import read_pack

    file = root / catalogue.OWN_PACK
    own = read_pack(catalogue.OWN_PACK, file.read_bytes(), ())[0] if file.is_file() else ()
    return catalogue.explained(rules, own)


class Summary:
    """The summary of a run, which is appended to `file` once, even where the run has to begin anew."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.is_written = False

    def append(self, request: Request, site: Assembled, outcome: Outcome) -> None:
        """Write what there is to say of the site. Raises EnvironmentFailed."""
        from site_builder.report.summary import as_summary

        if self.is_written:
            return
        told = as_summary(report_of(outcome, request, ""), site.build, request.today, len(outcome.in_baseline))
        try:
            with self.file.open("a", encoding="utf-8", newline="\n") as opened:
                opened.write(told)
        except OSError as error:
            what = f"the summary cannot be written to {self.file}: {error.strerror}"
            raise EnvironmentFailed(what) from None
        self.is_written = True


def _within_repository(root: Path) -> str:
    """Return the path to `root` from the repository that a runner of GitHub has checked out, "" where they are one.

    GitHub looks for the files of annotations from there.
    """
    workspace = os.environ.get("GITHUB_WORKSPACE", "")
    if not workspace or not root.is_relative_to(Path(workspace).resolve()):
        return ""
    folder = root.relative_to(Path(workspace).resolve()).as_posix()
    return "" if folder == "." else f"{folder}/"


def _version() -> str:
    try:
        return version("clinic-site-builder")
    except PackageNotFoundError:  # a copy that was never installed
        return ""
