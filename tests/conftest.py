"""Small projects on disk, and the program run over them as its users run it."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import shutil
import stat
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import settings

from site_builder import syncing
from site_builder.cli import main
from site_builder.language.patterns import Pattern, PatternSet
from site_builder.rules import engine
from tests.small_site import write_files

# The same examples each time: what fails here must fail in CI, and what passes there is no luck. To look for more, run
# pytest with --hypothesis-profile=default.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")

TODAY = "2026-11-20"

FSYNC, SYNC_FILE_SYSTEM = os.fsync, syncing._sync_file_system

LONGEST = ("browser/", "histories/", "test_command_line.py", "test_bad_input.py", "test_style.py")
"""What takes longest, and so begins first: else one process waits at the end for another. Tests of the browser stand
together, so that each process starts one browser and needs it no more when it goes on."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put files into the order in which two processes are done soonest."""
    items.sort(key=lambda item: next((n for n, name in enumerate(LONGEST) if _stands_in(item, name)), len(LONGEST)))


def _stands_in(item: pytest.Item, name: str) -> bool:
    return item.nodeid.partition("::")[0].startswith(f"tests/{name}")


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over what collecting has made: thousands of tests, and they stay."""
    gc.collect()
    gc.freeze()


class Run(NamedTuple):
    """What a command left: its exit code, and what it said on standard output and standard error."""

    code: int
    out: str
    err: str

    @property
    def report(self) -> Any:
        """The report of `--format json`."""
        return json.loads(self.out)

    @property
    def found(self) -> list[str]:
        """Each problem of `--format json` as `file:line:column rule`."""
        return [f"{each['file']}:{each['line']}:{each['column']} {each['rule']}" for each in self.report["problems"]]


class Project:
    """A project folder, and the commands over it, in this process."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self.capsys = capsys

    def run(self, *words: str | Path) -> Run:
        """Run one command on the project."""
        self.capsys.readouterr()
        try:
            code = main(["--root", str(self.root), *map(str, words)])
        except SystemExit as end:  # argparse ends so
            code = end.code if isinstance(end.code, int) else 1
        return Run(code, *self.capsys.readouterr())

    def build(self, *options: str | Path, today: str = TODAY) -> Run:
        """Run `build`."""
        return self.run("build", "--today", today, *options)

    def check(self, *options: str | Path, today: str = TODAY) -> Run:
        """Run `check`."""
        return self.run("check", "--today", today, *options)

    def write(self, path: str, data: str | bytes) -> Path:
        """Write a file, and its folder where there is none."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)
        return file

    def read(self, path: str) -> str:
        """Return the text of a file."""
        return (self.root / path).read_text(encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        """Put `new` in the place of `old`, which must be there."""
        text = self.read(path)
        assert old in text
        self.write(path, text.replace(old, new))

    def site(self) -> dict[str, tuple[Any, ...]]:
        """Return everything in public/: by path the kind, mode, time of change and content."""
        return state_of(self.root / "public")

    def pages(self) -> dict[str, bytes]:
        """Return the files in public/ with their content."""
        return contents_of(self.root / "public")


def state_of(tree: Path) -> dict[str, tuple[Any, ...]]:
    """Return all that tells one state of a folder from another: kinds, modes, times and contents."""
    return {path: _state(file) for path, file in _entries(tree)}


def contents_of(tree: Path) -> dict[str, bytes]:
    """Return every file below `tree` with its content."""
    return {path: file.read_bytes() for path, file in _entries(tree) if file.is_file()}


def _entries(tree: Path) -> Iterator[tuple[str, Path]]:
    if tree.exists():
        yield "", tree
    for file in sorted(tree.rglob("*")):
        yield file.relative_to(tree).as_posix(), file


def _state(file: Path) -> tuple[Any, ...]:
    status = file.lstat()
    content = hashlib.sha256(file.read_bytes()).hexdigest() if stat.S_ISREG(status.st_mode) else ""
    return stat.filemode(status.st_mode), status.st_mtime_ns, content


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    """Compile each pattern once for all builds in this process. Each has rules of its own, which are the same ones."""
    pattern, pattern_set = cache(Pattern), cache(PatternSet)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "Pattern", pattern)
        patch.setattr(engine, "PatternSet", lambda patterns: pattern_set(tuple(patterns)))
        yield


@pytest.fixture(scope="session")
def warm_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds what the small site is made of, so that each test computes only what it changes."""
    root = tmp_path_factory.mktemp("warm")
    write_files(root)
    assert main(["--root", str(root), "build", "--today", TODAY]) == 0
    return root / ".cache" / "store"


@pytest.fixture
def project(tmp_path: Path, warm_store: Path, capsys: pytest.CaptureFixture[str]) -> Project:
    """The small site, not built yet; all that it is made of is in its cache."""
    root = tmp_path / "site"
    write_files(root)
    shutil.copytree(warm_store, root / ".cache" / "store")
    return Project(root, capsys)


@pytest.fixture
def cold_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Project:
    """The small site as it is after a clone: no cache, nothing built."""
    root = tmp_path / "site"
    write_files(root)
    return Project(root, capsys)


@pytest.fixture
def built(project: Project) -> Project:
    """The small site, built."""
    assert project.build().code == 0
    return project


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing that is set where the tests run decide what they find."""
    for name in ("SOURCE_DATE_EPOCH", "NO_COLOR", "CI", "PYTHONIOENCODING"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session", autouse=True)
def _nothing_synced() -> Iterator[None]:
    """Let nobody wait for the disk, which no test takes the power from; that it is asked is tested by itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        patch.setattr(syncing, "_sync_file_system", lambda _: True)
        yield


@pytest.fixture
def true_syncing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the disk be asked."""
    monkeypatch.setattr(os, "fsync", FSYNC)
    monkeypatch.setattr(syncing, "_sync_file_system", SYNC_FILE_SYSTEM)


@pytest.fixture
def no_privileges() -> Iterator[None]:
    """Take from root the right to pass over permissions, so that a test of them means something."""
    import ctypes

    if os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # _LINUX_CAPABILITY_VERSION_3, this thread
    before = (ctypes.c_uint32 * 6)()
    if libc.capget(header, before):
        pytest.skip("the rights of root cannot be asked for here")
    fewer = (ctypes.c_uint32 * 6)(*before)
    # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, out of the effective set only: they can be taken back.
    fewer[0] &= ~((1 << 1) | (1 << 2))
    if libc.capset(header, fewer):
        pytest.skip("the rights of root cannot be put down here")
    try:
        yield
    finally:
        libc.capset(header, before)
