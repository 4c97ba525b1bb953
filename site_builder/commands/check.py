"""site-builder check: build the site in memory and say what is wrong with it."""

from __future__ import annotations

import argparse

from site_builder.commands.build import add_arguments as add_arguments
from site_builder.commands.build import execute


def run(options: argparse.Namespace) -> int:
    """Build in memory, report, and write nothing."""
    return execute(options, write=False)
