"""`python -m site_builder.editor`, which `make editor` calls: fetch the editor with npm, to where the builder lies."""

from __future__ import annotations

import shutil
import subprocess
import sys

from site_builder.editor.bundle import HERE, INSTALLED, LOCK, is_installed

NO_NPM = """The editor at /admin/ was left out: it comes from npm, which this machine has not.
Install Node.js 20 or newer (your system's packages have it, or nodejs.org), then run this again.
Everything else works without it.
"""

FAILED = """npm could not fetch the editor; what it said stands above.
Everything but /admin/ works without it. Try again when the network is there.
"""


def main() -> int:
    """Fetch what is not there yet, and return the exit code: 0 too where there is no npm, 3 where npm fails."""
    npm = shutil.which("npm")
    if is_installed():
        return 0
    if npm is None:
        sys.stderr.write(NO_NPM)
        return 0
    # What npm has to say is for people; standard output is for programs.
    if subprocess.run([npm, "ci", "--silent"], cwd=HERE, stdout=sys.stderr, check=False).returncode:
        sys.stderr.write(FAILED)
        return 3
    shutil.copyfile(LOCK, INSTALLED)
    return 0


if __name__ == "__main__":
    sys.exit(main())
