"""site-builder check: build the site in memory and say what is wrong with it, once or after every save."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder import project
from site_builder.cli import agreed, find_root, tell
from site_builder.commands import build
from site_builder.errors import UsageError

if TYPE_CHECKING:
    from site_builder.model.problem import Problem


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `check` understands."""
    build.add_arguments(parser)
    parser.add_argument("--watch", action="store_true", help="check again after every save, until Ctrl-C")
    parser.add_argument("--fix", action="store_true", help="show what can be mended safely, ask, and mend it")
    parser.add_argument("--yes", action="store_true", help="with --fix: mend without asking")
    parser.add_argument(
        "--write-baseline", action="store_true", help="from now on tell only problems that are not there today"
    )


def run(options: argparse.Namespace) -> int:
    """Build in memory, report, and write nothing but what `--fix` was allowed to."""
    if options.yes and not options.fix:
        raise UsageError("--yes answers what --fix asks; give both, or neither")
    if options.fix and options.watch:
        raise UsageError("--fix is done once; leave --watch away")
    if options.watch and (options.summary or options.write_baseline):
        raise UsageError("--watch checks again and again; leave --summary and --write-baseline away")
    if options.fix:
        _fix(options)
    if options.write_baseline:
        _write_baseline(options)
    if not options.watch:
        return _check(options)
    if options.format != "text":
        raise UsageError(f"--watch tells what it finds in words; leave --format {options.format} away")
    from site_builder.serve.rounds import check_after_saves

    return check_after_saves(find_root(options.root), lambda: _check(options))


def _check(options: argparse.Namespace) -> int:
    return build.execute(options, _in_full, write=False)


def _write_baseline(options: argparse.Namespace) -> None:
    """Put every problem of today into the baseline, unless one of them keeps a page from being made."""
    from site_builder.baseline import as_file, may_be_kept
    from site_builder.text.lines import lines_of
    from site_builder.whole_files import replace_files

    request = build.request_of(options)
    name = project.settings_of(request.root).baseline
    if name == project.NO_BASELINE:
        raise UsageError('baseline = "off" in pyproject.toml says that this project has none; delete that line')
    outcome = project.run(request, write=False)
    every = sorted((*outcome.problems, *outcome.in_baseline))
    lost = [each.rule for each in every if each.severity == "error" and not may_be_kept(each)]
    if lost:
        what = f"pages would be lost by {', '.join(sorted(set(lost)))}, which no baseline can allow"
        tell(sys.stderr, f"site-builder: {name} was not written: {what}; mend that first\n\n")
        return
    (request.root / name).parent.mkdir(parents=True, exist_ok=True)
    replace_files({request.root / name: as_file(every, lines_of(request.root))})
    number = sum(map(may_be_kept, every))
    tell(sys.stderr, f"site-builder: {name} holds {number} problem{'' if number == 1 else 's'} now\n\n")


def _fix(options: argparse.Namespace) -> None:
    """Show what can be mended, and mend it where somebody says so."""
    from site_builder.diff import as_diff
    from site_builder.mending import mend, proposed
    from site_builder.report import one_line
    from site_builder.screen import Screen

    root = find_root(options.root)
    changes = proposed(root, project.day_of(options.today), cache=options.cache)
    if not changes:
        tell(sys.stderr, "There is nothing that can be mended safely without you.\n\n")
        return
    stream = sys.stdout if options.format == "text" else sys.stderr
    tell(stream, as_diff(changes, Screen.of(stream)))
    tell(sys.stderr, "".join(f"{one_line(each.file)}: {'; '.join(each.reasons)}\n" for each in changes))
    files = "this file" if len(changes) == 1 else f"these {len(changes)} files"
    if not (options.yes or agreed(f"Change {files}? [y/N] ")):
        tell(sys.stderr, "Nothing was changed; `--fix --yes` makes these changes without asking.\n\n")
        return
    done = mend(root, changes)
    for file, why in done.left:
        tell(sys.stderr, f"{one_line(file)} was left as it is: {why}.\n")
    number = len(done.changed)
    tell(sys.stderr, f"{number or 'No'} file{'' if number == 1 else 's'} changed.\n\n")


def _in_full(outcome: project.Outcome, request: project.Request) -> str:
    """Return each problem with the line that it is about and why it matters, how many there are, and what to do."""
    if not outcome.problems:
        return build.summary(outcome)
    from site_builder.report import next_step
    from site_builder.screen import Screen

    advice = next_step(outcome.problems, Screen.of(sys.stderr), strict=request.strict)
    return f"{told_in_full(outcome.problems, request.root)}\n{build.summary(outcome)}{advice}"


def told_in_full(problems: Iterable[Problem], root: Path) -> str:
    """Return each problem of the project at `root` with the line that it is about and why it matters."""
    from site_builder.report import in_full
    from site_builder.reporting import explained
    from site_builder.screen import Screen
    from site_builder.text.lines import lines_of

    listed = list(problems)
    reasons = {rule.id: rule.message for rule in explained({each.rule for each in listed}, root)}
    return in_full(listed, lines_of(root), reasons, Screen.of(sys.stderr))
