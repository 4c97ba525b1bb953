from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import TODAY, Project


@contextmanager
def serving(root: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run `serve`, and yield it with what it said until its pages can be looked at."""
    command = [sys.executable, "-m", "site_builder", "--root", str(root), "serve", "--port", "0", "--today", TODAY]
    with subprocess.Popen(
        [*command, *options], stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    ) as made:
        try:
            assert made.stderr
            said = ""
            for line in made.stderr:
                said += line
                if "Ctrl-C" in line:
                    break
            yield made, said
        finally:
            made.kill()


@pytest.mark.parametrize("port", ["x", "-1", "65536", "1.5", "", "８"])
def test_a_port_that_is_none_is_wrong_use(project: Project, port: str) -> None:
    asked = project.run("serve", f"--port={port}")
    assert asked.code == 2
    assert "port" in asked.err
    assert "Traceback" not in asked.err


@pytest.mark.parametrize("host", ["clinic.example", "1.2.3", "", "http://127.0.0.1"])
def test_a_host_that_is_no_address_is_wrong_use(project: Project, host: str) -> None:
    assert project.run("serve", f"--host={host}").code == 2


def test_a_day_that_is_none_is_wrong_use(project: Project) -> None:
    assert project.run("serve", "--today", "tomorrow").code == 2


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Tornado leaves its socket open
def test_a_port_that_is_taken_is_told(project: Project) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        asked = project.run("serve", "--port", str(port))
    assert asked.code == 3
    assert f"port {port} is in use already" in asked.err
    assert "Traceback" not in asked.err


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Tornado leaves its socket open
def test_an_address_of_another_machine_is_told(project: Project) -> None:
    asked = project.run("serve", "--host", "192.0.2.1", "--port", "0")
    assert asked.code == 3
    assert "192.0.2.1" in asked.err


def test_it_says_where_it_is_and_ends_in_peace(project: Project) -> None:
    with serving(project.root) as (process, said):
        address = said.split("the preview is at ")[1].split()[0]
        assert "everybody" not in said
        with urllib.request.urlopen(address, timeout=20) as answer:
            assert b"Small Clinic" in answer.read()
        process.send_signal(signal.SIGINT)
        _, rest = process.communicate(timeout=20)
        assert process.returncode == 130
        assert rest.endswith("site-builder: interrupted\n")
        assert "Traceback" not in rest
    assert not (project.root / "public").exists()


def test_it_starts_with_broken_content_says_so_and_that_others_may_look_on(project: Project) -> None:
    project.write("content/clinic.yaml", "name: [")
    with serving(project.root, "--host", "0.0.0.0") as (process, said):
        assert "content/clinic.yaml:1:7: error[yaml-broken]" in said
        assert "the preview is at http://127.0.0.1:" in said
        assert process.stderr
        assert "everybody in this network can read it" in process.stderr.readline()
        os.kill(process.pid, signal.SIGINT)
        assert process.wait(20) == 130
