"""The Nu HTML checker: what it finds wrong with built pages."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests import components

JAR = str(components.PACKAGES / "vnu-jar/build/dist/vnu.jar")


FROM_A_FILE = "Resource violates Content Security Policy (meta tag)"
"""What it says of every script, style and picture: in a file that no host serves, `'self'` is nobody. That each page
keeps to its policy is tried in a browser."""


def messages(files: Iterable[Path]) -> list[str]:
    """Return every error and warning about the HTML in `files`, each with its place, from one run of the checker."""
    command = [components.java(), "-jar", JAR, "--format", "json", "--exit-zero-always", *map(str, sorted(files))]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)
    return [
        f"{each['url'].removeprefix('file:')}:{each.get('lastLine', 1)}: {each['message']}"
        for each in json.loads(done.stderr)["messages"]
        if not each["message"].startswith(FROM_A_FILE)
    ]


def version() -> str:
    """Return the version of the checker."""
    command = [components.java(), "-jar", JAR, "--version"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    return done.stdout.partition(" ")[0].strip()
