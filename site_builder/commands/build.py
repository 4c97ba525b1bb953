"""site-builder build: build the site and write it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from site_builder import project
from site_builder.cli import FINE, PROBLEMS, find_root, tell
from site_builder.errors import UsageError
from site_builder.urls import is_web_address


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `build` and `check` understand alike."""
    parser.add_argument("--output", default="", metavar="DIR", help="write here instead of public/")
    parser.add_argument(
        "--base-url", default="", metavar="URL", help="the site's address, if not the one in clinic.yaml"
    )
    parser.add_argument("--drafts", action="store_true", help="show drafts")
    parser.add_argument("--future", action="store_true", help="show pages that are held until a later day")
    parser.add_argument("--strict", action="store_true", help="take warnings for errors")
    parser.add_argument("--jobs", type=_number, default=0, metavar="N", help="processes to use (default: one a core)")
    parser.add_argument("--no-cache", dest="cache", action="store_false", help="neither read nor write .cache/")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to report problems")
    parser.add_argument("--today", default="", metavar="YYYY-MM-DD", help="build as if it were this day")


def run(options: argparse.Namespace) -> int:
    """Build the site, and write it where nothing forbids that."""
    return execute(options, _in_short, write=True)


def execute(
    options: argparse.Namespace, in_words: Callable[[project.Outcome, project.Request], str], *, write: bool
) -> int:
    """Build, report (`in_words` where no program reads it), and return the exit code."""
    request = project.Request(
        root=find_root(options.root),
        today=project.day_of(options.today),
        output=str(Path(options.output).absolute()) if options.output else "",
        base_url=_web_address(options.base_url),
        drafts=options.drafts,
        future=options.future,
        strict=options.strict,
        jobs=options.jobs,
        cache=options.cache,
    )
    outcome = project.run(request, write=write)
    if options.format == "text":
        tell(sys.stderr, in_words(outcome, request))
    else:
        from site_builder.report import FORMATS

        tell(sys.stdout, FORMATS[options.format](outcome.problems, outcome.pages))
    if project.is_fine(outcome.problems, strict=options.strict):
        return FINE
    if write:
        tell(sys.stderr, "site-builder: nothing was written\n")
    return PROBLEMS


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
    if outcome.left_out:
        told.append(f"{_counted(outcome.left_out, 'file')} left out (drafts, held or expired)")
    return f"{', '.join(told)}\n"


def _in_short(outcome: project.Outcome, request: project.Request) -> str:  # noqa: ARG001  # `check` needs to know more
    if not outcome.problems:
        return summary(outcome)
    from site_builder.report import as_text

    return as_text(outcome.problems, outcome.pages) + summary(outcome)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _web_address(text: str) -> str:
    if text and not is_web_address(text):
        raise UsageError(f"--base-url {text} is not a web address; write it as in https://clinic.example/path/")
    return text


def _number(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if not 1 <= number <= 64:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 64")
    return number
