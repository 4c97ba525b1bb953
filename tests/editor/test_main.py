"""`make editor`: npm fetches the editor, and where there is none a person is told what to do."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from site_builder.editor import __main__ as command
from site_builder.editor import bundle


@pytest.fixture(autouse=True)
def _nothing_is_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for module in (bundle, command):
        monkeypatch.setattr(module, "INSTALLED", tmp_path / "installed-lock.json")
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")


def npm_ends_with(code: int, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    called: list[Any] = []

    def run(*asked: Any, **_: Any) -> subprocess.CompletedProcess[str]:
        called.append(asked[0])
        return subprocess.CompletedProcess(asked[0], code)

    monkeypatch.setattr(subprocess, "run", run)
    return called


def test_npm_installs_what_the_lock_names_and_only_once(monkeypatch: pytest.MonkeyPatch) -> None:
    called = npm_ends_with(0, monkeypatch)
    assert (command.main(), command.main()) == (0, 0)
    assert called == [["/usr/bin/npm", "ci", "--silent"]]
    assert bundle.is_installed()


def test_without_npm_a_person_is_told_and_nothing_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert command.main() == 0
    assert "Install Node.js 20 or newer" in capsys.readouterr().err
    assert not bundle.is_installed()


def test_where_npm_fails_so_does_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    npm_ends_with(1, monkeypatch)
    assert command.main() == 3
    assert "Try again when the network is there." in capsys.readouterr().err
    assert not bundle.is_installed()
