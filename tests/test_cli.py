from __future__ import annotations

import io
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from site_builder import cli
from site_builder.errors import EnvironmentFailed, UsageError


def test_the_root_is_the_nearest_folder_above_with_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = tmp_path / "outer" / "inner"
    (inner / "content" / "articles").mkdir(parents=True)
    (tmp_path / "outer" / "content").mkdir()
    for folder, root in (
        (inner, inner),
        (inner / "content" / "articles", inner),
        (tmp_path / "outer", tmp_path / "outer"),
    ):
        monkeypatch.chdir(folder)
        assert cli.find_root("") == root


def test_the_root_that_is_named_is_taken_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "site").mkdir()
    assert cli.find_root("site") == tmp_path / "site"
    with pytest.raises(UsageError, match="nowhere is not a folder"):
        cli.find_root("nowhere")


def test_without_content_anywhere_above_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="--root DIR"):
        cli.find_root("")


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_every_command_is_a_module_that_can_be_asked(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    module = import_module(f"site_builder.commands.{command}")
    assert callable(module.run)
    with pytest.raises(SystemExit) as end:
        cli.main([command, "--help"])
    assert end.value.code == 0
    assert "usage: site-builder" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        (UsageError("wrong use"), 2, "wrong use"),
        (EnvironmentFailed("no lock"), 3, "no lock"),
        (OSError(28, "No space left on device", "public/x"), 3, "public/x: No space left on device"),
        (OSError("a.md was changed"), 3, "a.md was changed"),
        (MemoryError(), 3, "there is not enough memory"),
        (KeyboardInterrupt(), 130, "interrupted"),
    ],
)
def test_whatever_stops_a_command_is_one_line_and_a_code(
    raised: BaseException, code: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(_: object) -> int:
        raise raised

    monkeypatch.setattr("site_builder.commands.init.run", stop)
    assert cli.main(["init", "x"]) == code
    assert capsys.readouterr() == ("", f"site-builder: {said}\n")


def test_a_fault_of_the_program_can_be_looked_into() -> None:
    program = (
        "import sys; from site_builder import cli; import site_builder.commands.init as init;"
        "init.run = lambda options: 1 // 0; sys.exit(cli.main(['init', 'x']))"
    )
    plain = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (plain.returncode, plain.stderr.count("\n")) == (3, 1)
    assert "ZeroDivisionError" in plain.stderr
    deep = subprocess.run([sys.executable, "-X", "dev", "-c", program], capture_output=True, text=True, check=False)
    assert "Traceback" in deep.stderr


def test_a_reader_that_has_gone_gets_nothing_more() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with io.TextIOWrapper(os.fdopen(writer, "wb")) as stream:
        cli.tell(stream, "one\n")
        assert os.fstat(stream.fileno()).st_rdev == os.stat(os.devnull).st_rdev
        cli.tell(stream, "two\n")


def test_a_process_with_threads_that_nothing_ends_says_all_and_cleans_up_nothing() -> None:
    program = (
        "import atexit, sys, types; sys.modules['obstore'] = types.ModuleType('obstore');"
        "atexit.register(print, 'late');"
        "from site_builder.cli import main; sys.argv = ['site-builder', 'rules', 'link-broken']; sys.exit(main())"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "link-broken" in said.stdout
    assert "late" not in said.stdout.split()


def test_one_command_does_not_load_another() -> None:
    program = (
        "import sys; from site_builder import cli; cli._parser(['build']);"
        "print(sorted(name for name in sys.modules if name.startswith('site_builder.commands.')))"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "['site_builder.commands.build']"
