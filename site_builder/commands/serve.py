"""site-builder serve: show the site in a browser while somebody writes it, drafts and held pages too."""

from __future__ import annotations

import argparse
import ipaddress
import os
import sys
from typing import TYPE_CHECKING

from site_builder import project
from site_builder.cli import FINE, INTERRUPTED, find_root, tell

if TYPE_CHECKING:
    from site_builder.serve.preview import Change, State

PORT = 8000

MOST_TOLD = 3
"""Errors that are named at the terminal after a save; the page shows them all."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `serve` understands."""
    parser.add_argument("--host", type=_host, default="127.0.0.1", help="who may look on (default: this machine only)")
    parser.add_argument("--port", type=_port, default=PORT, help=f"where to serve (default: {PORT}; 0: any free one)")
    parser.add_argument("--open", action="store_true", help="open it in the browser")
    parser.add_argument("--today", default="", metavar="YYYY-MM-DD", help="show it as if it were this day")


def run(options: argparse.Namespace) -> int:
    """Serve until somebody interrupts."""
    from site_builder.serve.app import Server, is_local  # late: no other command needs a web server

    root = find_root(options.root)
    project.day_of(options.today)
    server = Server(root, host=options.host, port=options.port, day=options.today, told=_told)
    _say("building the preview ...")

    def ready() -> None:
        _say(f"the preview is at {server.address} (Ctrl-C ends it)")
        if not is_local(options.host):
            _say("warning: everybody in this network can read it, drafts too")
        if options.open:
            import webbrowser

            webbrowser.open(server.address)

    try:
        server.run(ready)
    except KeyboardInterrupt:
        if server.is_stuck:
            # Now and then watchfiles does not come back from code of its own, and Python would wait for it for ever.
            _say("interrupted")
            os._exit(INTERRUPTED)
        raise
    return FINE


def _told(state: State, change: Change) -> None:
    """Say what keeps the site from being published, each time that this changes."""
    if not change.problems:
        return
    from site_builder.model.problem import Severity
    from site_builder.report import as_text, count

    errors = [each for each in state.problems if each.severity is Severity.ERROR]
    warnings = count(state.problems, Severity.WARNING)
    more = f"... and {len(errors) - MOST_TOLD} more\n" if len(errors) > MOST_TOLD else ""
    told = f"{_many(len(errors), 'error')}, {_many(warnings, 'warning')}"
    tell(sys.stderr, f"{as_text(errors[:MOST_TOLD])}{more}site-builder: {told}\n")


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _say(what: str) -> None:
    tell(sys.stderr, f"site-builder: {what}\n")


def _host(text: str) -> str:
    try:
        return text if text == "localhost" else str(ipaddress.ip_address(text))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not an address of a machine, as 127.0.0.1 is") from None


def _port(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else -1
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port; write a number up to 65535")
    return number
