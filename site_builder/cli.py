"""The command line: arguments in, text and exit code out, nothing else."""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import NoReturn, TextIO

from site_builder import interrupts
from site_builder.errors import EnvironmentFailed, UsageError

COMMANDS = {
    "build": "build the site into public/",
    "check": "check the site, and write nothing",
    "serve": "show the site in a browser while you write it, drafts too",
    "status": "tell how each content file stands, and when its review is due",
    "review": "sign off the medical review of a text",
    "new": "write a new article, question, service or page, as a draft",
    "import": "make a draft article of a text, a saved web page or a Word document",
    "rules": "explain every rule: what it flags, why, how to mend it, its source",
    "schema": "write JSON Schemas of front matter and data files, for editors",
    "hosts": "write how nginx and Caddy are to answer for the site",
    "publish": "build the site and send what differs to a folder, a server or a store",
    "init": "make a new clinic's site from the one that ships",
    "ci": "tell a host how to build and publish the site",
    "sbom": "list all that the builder and its sites are made of, for machines",
}
"""Every command, each a module of `commands`, with what it does."""

FINE, PROBLEMS, USAGE, ENVIRONMENT, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes: fine; errors in content, templates or checks; wrong use; the machine failed; interrupted."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code. Under `python -X dev` a fault of the program itself is raised."""
    _prepare_streams()
    # Tens of thousands of small values are made and stay: to look for rings among them as often as is usual is in vain.
    gc.set_threshold(100_000, 50, 50)
    words = sys.argv[1:] if arguments is None else arguments

    def run() -> int:
        options = _parser(words).parse_args(words)
        return int(import_module(f"site_builder.commands.{options.command}").run(options))

    # With arguments of its own it is called by somebody who goes on after it.
    with interrupts.raised(for_good=arguments is None):
        code = attempt(run)
    if arguments is None and "obstore" in sys.modules:
        _end_at_once(code)
    return code


def attempt(work: Callable[[], int]) -> int:
    """Return the exit code of `work`. Whatever stops it is told in a line, and is a code of its own."""
    try:
        code = work()
    except UsageError as error:
        code = _say(error, USAGE)
    except EnvironmentFailed as error:
        code = _say(error, ENVIRONMENT)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        code = _say(f"{where}{error.strerror or error}", ENVIRONMENT)
    except MemoryError:
        code = _say("there is not enough memory", ENVIRONMENT)
    except KeyboardInterrupt:
        code = _say("interrupted", INTERRUPTED)
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        code = _say(_fault(error), ENVIRONMENT)
    return code


def _end_at_once(code: int) -> NoReturn:
    """End the process, and let nobody clean up after it.

    obstore has threads that nothing ends: one run in twenty aborted, with all done and exit code 134, since one of them
    was still letting go of something of Python's while Python went (PyO3/pyo3-async-runtimes#40).
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


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
    parser = argparse.ArgumentParser(
        prog="site-builder", description="Markdown in, a finished clinic site out.", allow_abbrev=False
    )
    parser.add_argument("--root", default="", metavar="DIR", help="the project's folder (default: here or above)")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, does in COMMANDS.items():
        command = commands.add_parser(name, help=does, description=f"{does[:1].upper()}{does[1:]}.", allow_abbrev=False)
        # Only the command that is meant is loaded: a build that finds nothing to do should be over at once.
        if name in words or not any(each in COMMANDS for each in words):
            import_module(f"site_builder.commands.{name}").add_arguments(command)
    return parser


def tell(stream: TextIO, text: str) -> None:
    """Write `text`; where whoever read the stream has gone, that is no fault.

    Raises OSError where what was asked for cannot be written for any other reason. The null device takes the rest:
    Python flushes the stream once more as it ends, and must not fail a second time.
    """
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        # What is told besides must not change how it ended.
        if stream is not sys.stderr and not isinstance(error, BrokenPipeError):
            raise


def agreed(question: str) -> bool | None:
    """Ask somebody at a terminal, and return whether the answer is yes; None where nobody can be asked."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    tell(sys.stderr, question)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _say(what: object, code: int) -> int:
    tell(sys.stderr, f"site-builder: {what}\n")
    return code


def _prepare_streams() -> None:
    """Let there be streams even where they were closed, and let what programs read be UTF-8 on every machine."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="surrogateescape")


def _fault(error: Exception) -> str:
    """Return what a fault of the program itself was, and where, on one line."""
    import traceback  # late, as it is hardly ever needed

    place = traceback.extract_tb(error.__traceback__)[-1]
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return (
        f"a fault of the program itself: {what} ({Path(place.filename).name}:{place.lineno}); "
        "please report it, with what `python -X dev -m site_builder` says"
    )
