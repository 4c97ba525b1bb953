"""site-builder build: build the site and write it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from site_builder import interrupts, project
from site_builder.cli import FINE, PROBLEMS, find_root, tell
from site_builder.errors import UsageError
from site_builder.urls import is_web_address

FORMATS = ("text", "json", "github", "sarif", "junit")
"""The names of `report.FORMATS`, which is loaded only where there is something to report."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `build` and `check` understand alike."""
    add_shared_arguments(parser)
    parser.add_argument("--output", default="", metavar="DIR", help="write here instead of public/")
    parser.add_argument("--drafts", action="store_true", help="show drafts")
    parser.add_argument("--future", action="store_true", help="show pages that are held until a later day")
    parser.add_argument("--no-cache", dest="cache", action="store_false", help="neither read nor write .cache/")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to report problems")
    parser.add_argument("--summary", default="", metavar="FILE", help="append a summary in Markdown to this file")
    parser.add_argument(
        "--verify", action="store_true", help="build twice under different conditions, compare, and print one digest"
    )


def add_shared_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what every command understands that builds the site, whatever it does with it."""
    parser.add_argument(
        "--base-url", default="", metavar="URL", help="the site's address, if not the one in clinic.yaml"
    )
    parser.add_argument("--strict", action="store_true", help="take warnings for errors")
    parser.add_argument(
        "--jobs", type=number_of_jobs, default=0, metavar="N", help="processes to use (default: one a core)"
    )
    parser.add_argument("--today", default="", metavar="YYYY-MM-DD", help="build as if it were this day")


def run(options: argparse.Namespace) -> int:
    """Build the site, and write it where nothing forbids that."""
    return execute(options, _in_short, write=True)


def execute(
    options: argparse.Namespace, in_words: Callable[[project.Outcome, project.Request], str], *, write: bool
) -> int:
    """Build, report (`in_words` where no program reads it), and return the exit code."""
    request = request_of(options)
    if options.summary:
        from site_builder.reporting import Summary

        request = request._replace(witness=partial(Summary(Path(options.summary)).append, request))
    outcome = project.run(request, write=write, commit=interrupts.ignore, verify=_verify if options.verify else None)
    if outcome.note:
        tell(sys.stderr, f"site-builder: {outcome.note}\n")
    if options.format == "text":
        tell(sys.stderr, in_words(outcome, request))
    else:
        tell(sys.stdout, _for_machines(outcome, request, options.format))
    if outcome.digest and options.format != "json":
        # SARIF and JUnit are documents, to which no line can be added.
        tell(sys.stdout if options.format in ("text", "github") else sys.stderr, f"{outcome.digest}\n")
    if project.is_fine(outcome.problems, strict=options.strict):
        return FINE
    if write:
        tell(sys.stderr, "site-builder: nothing was written\n")
    return PROBLEMS


def request_of(options: argparse.Namespace) -> project.Request:
    """Return what the options ask for. Raises UsageError."""
    return project.Request(
        root=find_root(options.root),
        today=project.day_of(options.today),
        output=str(Path(options.output).absolute()) if options.output else "",
        base_url=web_address(options.base_url),
        drafts=options.drafts,
        future=options.future,
        strict=options.strict,
        jobs=options.jobs,
        cache=options.cache,
    )


def _for_machines(outcome: project.Outcome, request: project.Request, form: str) -> str:
    from site_builder import report, reporting

    told = reporting.report_of(outcome, request, summary(outcome))
    return report.FORMATS[form](reporting.in_depth(told, outcome, request.root) if form == "sarif" else told)


def _verify(request: project.Request, site: project.Assembled) -> project.Verdict:
    from site_builder.verify import verify

    return verify(request, site)


def summary(outcome: project.Outcome) -> str:
    """Return in a line how many pages there are, and how many problems: `74 pages, 1 error`."""
    found = [
        _counted(number, word)
        for word in ("error", "warning")
        if (number := sum(each.severity == word for each in outcome.problems))
    ]
    fine = "no errors or warnings" if outcome.problems else "no problems"
    told = [_counted(outcome.pages, "page"), *(found or [fine])]
    if outcome.waived:
        told.append(f"{outcome.waived} waived")
    if outcome.baseline:
        told.append(f"{len(outcome.in_baseline)} in the baseline")
    if outcome.left_out:
        told.append(f"{_counted(outcome.left_out, 'file')} left out (drafts, held or expired)")
    return f"{', '.join(told)}\n"


def _in_short(outcome: project.Outcome, request: project.Request) -> str:  # noqa: ARG001  # `check` needs to know more
    if not outcome.problems:
        return summary(outcome)
    from site_builder.report import as_text

    return as_text(outcome.problems) + summary(outcome)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def web_address(text: str) -> str:
    """Return an address that was given on the command line. Raises UsageError where a site cannot be there."""
    if text and not is_web_address(text):
        raise UsageError(f"--base-url {text} is not a web address; write it as in https://clinic.example/path/")
    return text


def number_of_jobs(text: str) -> int:
    """Return a number of processes that was given on the command line. Raises ArgumentTypeError."""
    number = int(text) if text.isascii() and text.isdigit() else 0
    if not 1 <= number <= 64:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 64")
    return number
