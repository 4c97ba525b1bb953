from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
import pytest

from site_builder.inventory.locks import Package, npm_packages, sha256s, versions
from site_builder.inventory.parts import FOR_WORK_ON_IT, plain_name

ROOT = Path(__file__).parents[2]

ONE, TWO = "1" * 64, "2" * 64

LOCK = f"""\
a-b==1.0 \\
    --hash=sha256:{ONE} \\
    --hash=sha256:{TWO}
c==2.0.post1 ; sys_platform == 'win32' \\
    --hash=sha256:{ONE}
"""


def test_the_version_of_each_distribution() -> None:
    assert versions(LOCK) == {"a-b": "1.0", "c": "2.0.post1"}


def test_the_digests_of_each_distribution() -> None:
    assert sha256s(LOCK) == {"a-b": (ONE, TWO), "c": (ONE,)}


def test_an_empty_lock_names_nothing() -> None:
    assert (versions(""), sha256s("")) == ({}, {})


def lock(packages: Mapping[str, object]) -> bytes:
    return msgspec.json.encode({"packages": {"": {"name": "ours"}, **packages}})


def test_packages_of_npm_with_their_licence_and_digest() -> None:
    about = {"version": "1.2.3", "license": "MIT", "integrity": "sha512-AAEC"}
    assert npm_packages(lock({"node_modules/@a/b": about})) == (Package("@a/b", "1.2.3", "MIT", (), "000102"),)


def test_a_package_without_a_licence_or_a_strong_digest_says_nothing_of_them() -> None:
    [package] = npm_packages(lock({"node_modules/a": {"version": "1", "integrity": "sha1-AAEC"}}))
    assert (package.licence, package.sha512) == ("", "")


@pytest.mark.parametrize(
    ("places", "found"),
    [
        (("node_modules/x/node_modules/y", "node_modules/y"), "y@0"),
        (("node_modules/y", "node_modules/other/node_modules/y"), "y@0"),
        (("node_modules/other/node_modules/y",), None),
    ],
)
def test_what_a_package_needs_is_found_as_node_finds_it(places: tuple[str, ...], found: str | None) -> None:
    others = {place: {"version": str(number)} for number, place in enumerate(places)}
    packages = npm_packages(lock({"node_modules/x": {"version": "1", "dependencies": {"y": "*"}}, **others}))
    [needing] = [each for each in packages if each.name == "x"]
    assert needing.needs == ((found,) if found else ())


def test_the_lock_of_sites_names_all_that_the_builder_asks_for_to_run() -> None:
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*stated["dependencies"], *chain(*(stated["optional-dependencies"][extra] for extra in _extras(stated)))]
    locked = versions((ROOT / "requirements.lock").read_text("utf-8"))
    assert {plain_name(re.split(r"[^\w.-]", each)[0]) for each in asked} - locked.keys() == set(), "run make lock"


def _extras(stated: dict[str, Any]) -> set[str]:
    return set(stated["optional-dependencies"]) - FOR_WORK_ON_IT
