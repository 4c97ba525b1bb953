"""What the tests need beyond Python: a Chromium for those in `browser/`.

`python -m tests.components` makes sure that one is there, and says which: an installed one, else Debian's, else
Playwright's. Where CI is set a missing one is an error; elsewhere the tests that need it are skipped, and say why.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

POLICY = Path("/usr/sbin/policy-rc.d")
"""What invoke-rc.d(8) asks before a package starts a daemon; an exit code of 101 means no."""

DEMANDED = bool(os.environ.get("CI"))
"""Whether a component that is missing is an error."""

MISSING = "no Chromium is installed; `python -m tests.components` installs one"


def main() -> None:
    """Make sure that there is a Chromium, and print where it is or why there is none."""
    found = chromium()
    try:
        if not found and _is_debian_root():
            _install_from_debian()
        elif not found:
            _run(sys.executable, "-m", "playwright", "install", "chromium")
        found = found or chromium()
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"Chromium could not be installed: {error}", file=sys.stderr)
    if not found and DEMANDED:
        raise SystemExit(f"Chromium: {MISSING}")
    print(f"Chromium: {found or 'none, so the tests in tests/browser/ will be skipped'}")


def chromium() -> str:
    """Return the path of a Chromium or Chrome, "" where there is none."""
    return installed() or _playwrights_own()


def installed() -> str:
    """Return the path of one that the machine has, "" where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), "")


def _playwrights_own() -> str:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else ""


def _is_debian_root() -> bool:
    return Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None and os.geteuid() == 0


def _install_from_debian() -> None:
    with _no_daemons():
        _run("apt-get", "update", "-q")
        _run("apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium")


@contextmanager
def _no_daemons() -> Iterator[None]:
    """Keep packages from starting their daemons, but for a policy that the machine has already."""
    if POLICY.exists():
        yield
        return
    POLICY.write_text("#!/bin/sh\nexit 101\n", "utf-8")
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        POLICY.unlink()


def _run(*command: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # What an installer says goes to standard error, and a line of our own to standard output.
    subprocess.run(command, check=True, env=environment, stdout=sys.stderr)


if __name__ == "__main__":
    main()
