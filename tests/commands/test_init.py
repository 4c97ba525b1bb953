from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import site_builder
from site_builder.cli import main
from site_builder.commands.init import FOLDERS, starter
from site_builder.text.schemas import schema_files
from tests.conftest import contents_of, state_of

REPOSITORY = Path(site_builder.__file__).parent.parent


def visible(tree: Path) -> dict[str, bytes]:
    """Return the files of a folder but for hidden ones, such as editors leave."""
    return {path: data for path, data in contents_of(tree).items() if "/." not in f"/{path}"}


def test_it_makes_a_whole_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path / "clinic")]) == 0
    out, err = capsys.readouterr()
    assert out == f"{tmp_path / 'clinic'}\n"
    assert "clinic.yaml" in err
    assert sorted(each.name for each in (tmp_path / "clinic").iterdir()) == [
        ".gitignore",
        "content",
        "pyproject.toml",
        "static",
        "templates",
    ]
    for folder in FOLDERS:
        shipped = visible(starter() / folder)
        # What the site that ships has published a new one has not.
        shipped.pop("addresses.yaml", None)
        assert visible(tmp_path / "clinic" / folder) == shipped
    assert contents_of(tmp_path / "clinic" / "content" / ".schemas") == schema_files()
    assert ".venv/\n" in (tmp_path / "clinic" / ".gitignore").read_text("utf-8")
    assert [each.name for each in tmp_path.iterdir()] == ["clinic"]


def test_what_it_makes_is_the_owners_to_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packaged = tmp_path / "packaged" / "site_builder"
    shutil.copytree(starter() / "static", packaged.parent / "static")
    for folder in ("content", "templates"):
        (packaged.parent / folder).mkdir()
    for file in packaged.parent.rglob("*"):
        file.chmod(0o555 if file.is_dir() else 0o444)
    monkeypatch.setattr(site_builder, "__file__", str(packaged / "__init__.py"))
    before = os.umask(0o022)
    try:
        main(["init", str(tmp_path / "clinic")])
    finally:
        os.umask(before)
    for file in (tmp_path / "clinic", *(tmp_path / "clinic").rglob("*")):
        assert stat.S_IMODE(file.stat().st_mode) == (0o755 if file.is_dir() else 0o644), file


def test_folders_above_are_made(tmp_path: Path) -> None:
    assert main(["init", str(tmp_path / "a" / "b" / "clinic")]) == 0
    assert (tmp_path / "a" / "b" / "clinic" / "content" / "clinic.yaml").is_file()


def test_an_empty_folder_is_filled_and_stays_the_folder_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "clinic").mkdir()
    monkeypatch.chdir(tmp_path / "clinic")
    assert main(["init", "."]) == 0
    assert sorted(os.listdir()) == [".gitignore", "content", "pyproject.toml", "static", "templates"]
    assert [each.name for each in tmp_path.iterdir()] == ["clinic"]


def test_a_link_to_an_empty_folder_is_filled_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "clinic").symlink_to("real")
    assert main(["init", str(tmp_path / "clinic")]) == 0
    assert (tmp_path / "real" / "content" / "clinic.yaml").is_file()
    assert (tmp_path / "clinic").is_symlink()


@pytest.mark.parametrize("what", ["a file", "a full folder", "a hidden file", "a dangling link"])
def test_what_is_there_is_never_overwritten(tmp_path: Path, what: str, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "clinic"
    match what:
        case "a file":
            target.write_text("precious")
        case "a full folder":
            (target / "content").mkdir(parents=True)
        case "a hidden file":
            target.mkdir()
            (target / ".env").write_text("precious")
        case _:
            target.symlink_to("nowhere")
    before = state_of(tmp_path)
    assert main(["init", str(target)]) == 2
    assert "name another folder" in capsys.readouterr().err
    assert state_of(tmp_path) == before


@pytest.mark.parametrize("there", [False, True])
def test_it_makes_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, there: bool) -> None:
    if there:
        (tmp_path / "clinic").mkdir()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("site_builder.commands.init.SETTINGS", "\udcff")  # cannot be written
    assert main(["init", str(tmp_path / "clinic")]) == 3
    monkeypatch.setattr(Path, "write_bytes", full)
    assert main(["init", str(tmp_path / "clinic")]) == 3
    assert [each.name for each in tmp_path.rglob("*")] == (["clinic"] if there else [])


def test_odd_names_of_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a clinic; echo", "-é-", "{braces}", "%s"):
        assert main(["init", "--", name]) == 0
        assert (tmp_path / name / "content" / "clinic.yaml").is_file()
    assert "--root 'a clinic; echo' build" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("called", "found", "program"),
    [
        ("/lib/site_builder/__main__.py", "/bin/site-builder", f"{sys.executable} -m site_builder"),
        ("/bin/site-builder", "/bin/site-builder", "site-builder"),
        ("/a venv/bin/site-builder", None, "'/a venv/bin/site-builder'"),
    ],
)
def test_the_command_that_it_names_works_where_it_was_called(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    called: str,
    found: str | None,
    program: str,
) -> None:
    monkeypatch.setattr(sys, "argv", [called])
    monkeypatch.setattr(shutil, "which", lambda _: found)
    assert main(["init", str(tmp_path / "clinic")]) == 0
    assert f"\n    {program} --root {tmp_path / 'clinic'} build\n" in capsys.readouterr().err


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the program is installed from its wheel, as pip does it."""
    folder = tmp_path_factory.mktemp("installed")
    quiet = {"check": True, "capture_output": True, "cwd": REPOSITORY}
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], **quiet)  # type: ignore[call-overload]
    [wheel] = folder.glob("*.whl")
    options = [
        "--no-deps",
        "--no-index",
        "--no-compile",
        "--disable-pip-version-check",
        "--target",
        str(folder / "lib"),
    ]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, str(wheel)], **quiet)  # type: ignore[call-overload]
    return folder / "lib"


def _installed_run(installed: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the installed program, and see that it is that one and not the checkout."""
    program = (
        "import sys, site_builder; from site_builder.cli import main;"
        "assert site_builder.__file__.startswith(sys.argv.pop(1)), site_builder.__file__; sys.exit(main())"
    )
    return subprocess.run(
        [sys.executable, "-c", program, str(installed), *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_wheel_carries_the_site_that_ships(installed: Path) -> None:
    for folder in FOLDERS:
        assert visible(installed / "site_builder" / "starter" / folder) == visible(REPOSITORY / folder)
    assert not (installed / "tests").exists()


def test_an_installed_program_makes_a_site_that_builds_with_no_problem(installed: Path, tmp_path: Path) -> None:
    made = _installed_run(installed, tmp_path, "init", "clinic")
    assert (made.returncode, made.stdout) == (0, f"{tmp_path / 'clinic'}\n"), made.stderr
    built = _installed_run(installed, tmp_path, "--root", "clinic", "build", "--strict", "--today", "2026-11-20")
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "clinic" / "public" / "index.html").is_file()
    assert built.stderr.endswith("no errors or warnings\n")


def test_a_site_of_an_installed_program_brings_that_program_along_for_its_host(installed: Path, tmp_path: Path) -> None:
    _installed_run(installed, tmp_path, "init", "clinic")
    made = _installed_run(installed, tmp_path, "--root", "clinic", "ci", "init", "gitlab")
    assert made.returncode == 0, made.stderr
    [packed] = (tmp_path / "clinic/builder").glob("*.whl")
    [built] = installed.parent.glob("*.whl")
    assert packed.name == built.name
    assert _unpacked(packed) == _unpacked(built)
    assert (tmp_path / "clinic/requirements.lock").read_bytes() == (REPOSITORY / "requirements.lock").read_bytes()


def _unpacked(wheel: Path) -> dict[str, bytes]:
    """Return what a wheel installs; its record tells the order in which it was packed, which is nobody's matter."""
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/RECORD")]
        return {name: archive.read(name) for name in names}
