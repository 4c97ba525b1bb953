from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from site_builder.cache import manifest as manifests
from site_builder.cache.manifest import Manifest
from site_builder.cache.stamps import UNTRUSTED, Stamp, stamp_of
from site_builder.digest import digest_bytes


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_bytes(b"a")
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "index.html").write_bytes(b"page")
    return tmp_path


def manifest_of(root: Path, *, day: str = "2026-11-20", until: str = "2026-12-01") -> Manifest:
    def at(path: str) -> Stamp:
        return stamp_of((root / path).lstat())

    return Manifest(
        asked=b"asked",
        day=day,
        until=until,
        output=str(root / "public"),
        inputs={"content/a.md": (at("content/a.md"), digest_bytes(b"a"))},
        looked_into={"content": at("content")},
        written=({"index.html": (digest_bytes(b"page"), at("public/index.html"))}, {"": at("public")}, {}),
        problems=(("content/a.md", 1, 2, "rule", "warning", "message", "hint"),),
        pages=1,
    )


def is_current(
    root: Path, manifest: Manifest, *, asked: bytes = b"asked", day: str = "2026-11-20", outputs: bool = True
) -> bool:
    return manifests.is_current(manifest, root, asked, day, outputs=outputs)


def test_a_manifest_is_read_as_it_was_saved(root: Path) -> None:
    manifest = manifest_of(root)
    manifests.save(root / "manifest", manifest)
    assert manifests.load(root / "manifest") == manifest
    assert [file.name for file in root.glob("manifest*")] == ["manifest"]


def test_the_same_manifest_is_the_same_bytes(root: Path) -> None:
    manifests.save(root / "one", manifest_of(root))
    manifests.save(root / "two", manifest_of(root))
    assert (root / "one").read_bytes() == (root / "two").read_bytes()


def test_no_manifest_or_one_that_is_no_file_is_none(root: Path) -> None:
    assert manifests.load(root / "manifest") is None
    assert manifests.load(root / "content") is None


def test_every_single_damaged_byte_is_noticed(root: Path) -> None:
    manifests.save(root / "manifest", manifest_of(root))
    data = (root / "manifest").read_bytes()
    for position in range(len(data)):
        (root / "manifest").write_bytes(data[:position] + bytes([data[position] ^ 0x20]) + data[position + 1 :])
        assert manifests.load(root / "manifest") is None
    for length in range(0, len(data), 7):
        (root / "manifest").write_bytes(data[:length])
        assert manifests.load(root / "manifest") is None


@pytest.mark.parametrize(
    "values", [(manifests.FORMAT + 1, *range(9)), (manifests.FORMAT, 1, 2), (), "text", 5], ids=repr
)
def test_a_manifest_of_another_format_is_none(root: Path, values: Any) -> None:
    import marshal

    data = marshal.dumps(values)
    (root / "manifest").write_bytes(digest_bytes(data) + data)
    assert manifests.load(root / "manifest") is None


def test_where_nothing_changed_it_is_current(root: Path) -> None:
    assert is_current(root, manifest_of(root))


@pytest.mark.parametrize(
    ("day", "current"),
    [("2026-11-19", False), ("2026-11-20", True), ("2026-11-30", True), ("2026-12-01", False), ("2027-01-01", False)],
)
def test_it_holds_from_its_day_to_before_the_day_that_changes_something(root: Path, day: str, *, current: bool) -> None:
    assert is_current(root, manifest_of(root), day=day) is current


def test_without_a_day_that_changes_something_it_holds_for_ever(root: Path) -> None:
    assert is_current(root, manifest_of(root, until=""), day="9999-12-31")


def test_other_options_are_another_question(root: Path) -> None:
    assert not is_current(root, manifest_of(root), asked=b"other")


def test_a_touched_file_with_the_same_bytes_is_still_current(root: Path) -> None:
    manifest = manifest_of(root)
    os.utime(root / "content/a.md", ns=(5, 5))
    assert is_current(root, manifest)


def test_a_file_too_young_to_be_trusted_is_read(root: Path) -> None:
    manifest = manifest_of(root)._replace(inputs={"content/a.md": (UNTRUSTED, digest_bytes(b"a"))})
    assert is_current(root, manifest)
    (root / "content/a.md").write_bytes(b"b")
    assert not is_current(root, manifest)


def test_a_changed_file_is_seen_even_with_its_size_and_time_put_back(root: Path) -> None:
    manifest = manifest_of(root)
    time = (root / "content/a.md").stat().st_mtime_ns
    os.utime(root / "content/a.md", ns=(1, 1))  # lets the change time move on even where its clock is coarse
    (root / "content/a.md").write_bytes(b"b")
    os.utime(root / "content/a.md", ns=(time, time))
    changed = manifest._replace(
        inputs={"content/a.md": ((1, time, time - 1, 0), digest_bytes(b"a"))},
    )
    assert not is_current(root, changed)


@pytest.mark.parametrize("path", ["content/new.md", "content/.hidden"])
def test_a_new_file_changes_its_folder(root: Path, path: str) -> None:
    manifest = manifest_of(root)._replace(looked_into={"content": (0, 0, 0, 0)})
    (root / path).write_text("new")
    assert not is_current(root, manifest)


def test_a_removed_file_or_folder_is_seen(root: Path) -> None:
    manifest = manifest_of(root)
    (root / "content/a.md").unlink()
    assert not is_current(root, manifest)
    (root / "content").rmdir()
    assert not is_current(root, manifest)


def test_a_changed_output_matters_to_build_and_not_to_check(root: Path) -> None:
    manifest = manifest_of(root)
    (root / "public/index.html").write_text("changed by hand")
    assert not is_current(root, manifest)
    assert is_current(root, manifest, outputs=False)


def test_stamps_of_young_folders_are_not_trusted() -> None:
    now = 10**18
    old, young = (0, now - 10**9, now - 10**9, 1), (0, now, now, 2)
    assert manifests.trusted({"old": old, "young": young}, now) == {"old": old, "young": UNTRUSTED}


def test_the_code_digest_is_the_same_in_another_process() -> None:
    program = "from site_builder.cache.manifest import code_digest; print(code_digest().hex())"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONDONTWRITEBYTECODE": "1"}
    said = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == manifests.code_digest.__wrapped__().hex()


def test_the_code_digest_tells_code_names_and_installed_versions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "package"
    (package / "inner" / "__pycache__").mkdir(parents=True)
    (package / "cache").mkdir()
    (package / "__init__.py").write_text("a = 1\n")
    (package / "inner" / "ama.csl").write_text("<style/>")
    monkeypatch.setattr(manifests, "__file__", str(package / "cache" / "manifest.py"))
    monkeypatch.setattr(sys, "path", [str(tmp_path / "site-packages")])
    code_digest = manifests.code_digest.__wrapped__  # one process asks once
    first = code_digest()
    (package / "inner" / "__pycache__" / "x.pyc").write_bytes(b"compiled")
    assert code_digest() == first
    (package / "__init__.py").write_text("a = 2\n")
    second = code_digest()
    (package / "inner" / "ama.csl").rename(package / "inner" / "other.csl")
    third = code_digest()
    (tmp_path / "site-packages" / "markdown-3.11.dist-info").mkdir(parents=True)
    fourth = code_digest()
    monkeypatch.setattr(sys, "version", "another Python")
    assert len({first, second, third, fourth, code_digest()}) == 5


def test_the_glance_needs_the_standard_library_only() -> None:
    program = (
        "import sys; before = set(sys.modules); import site_builder.cache.manifest;"
        "print(sorted({name.split('.')[0] for name in set(sys.modules) - before} - set(sys.stdlib_module_names)))"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "['site_builder']"
