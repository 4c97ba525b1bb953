"""The command line: arguments in, text and exit code out, nothing else."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path

from site_builder.errors import EnvironmentFailed, UsageError

COMMANDS = {
    "build": "build the site into public/",
    "check": "check the site, and write nothing",
    "new": "write a new article, question, service or page, as a draft",
    "init": "make a new clinic's site from the one that ships",
}
"""Every command, each a module of `commands`, with what it does."""

FINE, PROBLEMS, USAGE, ENVIRONMENT, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes: fine; errors in content, templates or checks; wrong use; the machine failed; interrupted."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    try:
        options = _parser(words).parse_args(words)
        return int(import_module(f"site_builder.commands.{options.command}").run(options))
    except UsageError as error:
        return _say(error, USAGE)
    except EnvironmentFailed as error:
        return _say(error, ENVIRONMENT)
    except BrokenPipeError:
        # Whoever read our output has gone; that is no fault of the site. The null device takes the rest.
        sys.stdout = open("/dev/null", "w")  # noqa: SIM115
        return ENVIRONMENT
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _say(f"{where}{error.strerror or error}", ENVIRONMENT)
    except KeyboardInterrupt:
        return _say("interrupted", INTERRUPTED)


def find_root(given: str) -> Path:
    """Return the project's folder: the one that was named, or the nearest above here that has a `content/`."""
    if given:
        if not Path(given).is_dir():
            raise UsageError(f"{given} is not a folder")
        return Path(given).resolve()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "content").is_dir():
            return folder
    raise UsageError(
        "there is no content/ here or in a folder above; name the project with --root DIR, "
        "or make one with `site-builder init DIR`"
    )


def _parser(words: list[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="site-builder", description="Markdown in, a finished clinic site out.")
    parser.add_argument("--root", default="", metavar="DIR", help="the project's folder (default: here or above)")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, does in COMMANDS.items():
        command = commands.add_parser(name, help=does, description=f"{does[:1].upper()}{does[1:]}.")
        # Only the command that is meant is loaded: a build that finds nothing to do should be over at once.
        if name in words or not any(each in COMMANDS for each in words):
            import_module(f"site_builder.commands.{name}").add_arguments(command)
    return parser


def _say(what: object, code: int) -> int:
    print(f"site-builder: {what}", file=sys.stderr)
    return code
