from __future__ import annotations

import base64
import csv
import hashlib
import io
import zipfile
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

import site_builder
from site_builder.ci import wheel as wheels
from site_builder.ci.wheel import wheel
from site_builder.errors import UsageError


@pytest.fixture
def small(tmp_path: Path) -> tuple[Path, Path]:
    """A package with what running it leaves, and a starter."""
    for path in (
        "package/__init__.py",
        "package/part/data.yaml",
        "package/__pycache__/x.pyc",
        "package/part/node_modules/y.js",
        "package/starter/old.md",
        "home/content/index.md",
        "home/content/index.md~",
        "home/content/.schemas/clinic.json",
        "home/requirements.lock",
        "home/secret.txt",
    ):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path)
    return tmp_path / "package", tmp_path / "home"


def packed(small: tuple[Path, Path]) -> tuple[str, zipfile.ZipFile]:
    name, data = wheel(*small, ("content", "requirements.lock"))
    return name, zipfile.ZipFile(io.BytesIO(data))


def test_it_holds_the_package_the_starter_and_the_metadata(small: tuple[Path, Path]) -> None:
    name, archive = packed(small)
    about = name.removesuffix("-py3-none-any.whl")
    assert about.startswith("clinic_site_builder-")
    assert archive.namelist() == [
        "package/__init__.py",
        "package/part/data.yaml",
        "package/starter/content/.schemas/clinic.json",
        "package/starter/content/index.md",
        "package/starter/requirements.lock",
        f"{about}.dist-info/METADATA",
        f"{about}.dist-info/WHEEL",
        f"{about}.dist-info/entry_points.txt",
        f"{about}.dist-info/licenses/LICENSE",
        f"{about}.dist-info/RECORD",
    ]


def test_its_record_is_right(small: tuple[Path, Path]) -> None:
    _, archive = packed(small)
    *files, record = archive.namelist()
    rows = list(csv.reader(io.StringIO(archive.read(record).decode())))
    assert rows.pop() == [record, "", ""]
    assert [name for name, _, _ in rows] == files
    for name, digest, size in rows:
        data = archive.read(name)
        wanted = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
        assert (digest, int(size)) == (f"sha256={wanted}", len(data))


def test_it_tells_no_time_and_no_mode_of_this_machine(small: tuple[Path, Path]) -> None:
    before = wheel(*small, ("content",))
    for file in small[0].rglob("*"):
        file.chmod(0o700)
        file.touch()
    assert wheel(*small, ("content",)) == before
    assert {entry.date_time for entry in packed(small)[1].infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_was_never_installed_cannot_be_packed(small: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(wheels, "distribution", missing)
    with pytest.raises(UsageError, match="install it with pip"):
        packed(small)


def test_the_distribution_is_called_as_its_project_is() -> None:
    text = (Path(site_builder.__file__).parent.parent / "pyproject.toml").read_text("utf-8")
    assert f'\nname = "{wheels.NAME}"\n' in text
