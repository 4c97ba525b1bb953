"""What is done where a browser is missing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests import components

PATH = "/opt/bin/chromium"


@pytest.fixture(autouse=True)
def _nothing_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test find a browser that is there, or install one."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(components, "_playwrights_own", lambda: "")
    monkeypatch.setattr(components, "_is_debian_root", lambda: False)
    monkeypatch.setattr(components, "_run", lambda *_: None)
    monkeypatch.setattr(components, "DEMANDED", False)


def test_an_installed_browser_is_taken(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: PATH if name == "chromium" else None)
    components.main()
    assert capsys.readouterr().out == f"Chromium: {PATH}\n"


def test_debian_installs_its_own_where_we_are_root(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def install() -> None:
        monkeypatch.setattr(shutil, "which", lambda _: PATH)

    monkeypatch.setattr(components, "_is_debian_root", lambda: True)
    monkeypatch.setattr(components, "_install_from_debian", install)
    components.main()
    assert capsys.readouterr().out == f"Chromium: {PATH}\n"


def test_elsewhere_playwright_brings_one(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def run(*command: str) -> None:
        assert command[1:] == ("-m", "playwright", "install", "chromium")
        monkeypatch.setattr(components, "_playwrights_own", lambda: PATH)

    monkeypatch.setattr(components, "_run", run)
    components.main()
    assert capsys.readouterr().out == f"Chromium: {PATH}\n"


def test_without_one_the_tests_are_skipped_and_the_reason_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*command: str) -> None:
        raise subprocess.CalledProcessError(1, command)

    monkeypatch.setattr(components, "_run", fail)
    components.main()
    said = capsys.readouterr()
    assert said.out == "Chromium: none, so the tests in tests/browser/ will be skipped\n"
    assert said.err.startswith("Chromium could not be installed: ")


def test_in_continuous_integration_that_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(components, "DEMANDED", True)
    with pytest.raises(SystemExit, match="no Chromium is installed"):
        components.main()


def test_no_package_starts_a_daemon(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    policy = tmp_path / "policy-rc.d"
    asked: list[tuple[str, bool]] = []
    monkeypatch.setattr(components, "POLICY", policy)
    monkeypatch.setattr(components, "_run", lambda *command: asked.append((command[1], policy.exists())))
    components._install_from_debian()
    assert asked == [("update", True), ("install", True)]
    assert not policy.exists()


def test_a_policy_that_is_there_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = tmp_path / "policy-rc.d"
    policy.write_text("mine", "utf-8")
    monkeypatch.setattr(components, "POLICY", policy)
    components._install_from_debian()
    assert policy.read_text("utf-8") == "mine"
