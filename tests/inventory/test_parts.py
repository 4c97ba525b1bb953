from __future__ import annotations

from email.message import Message
from importlib.metadata import PackageNotFoundError
from types import SimpleNamespace

import pytest

from site_builder.editor import bundle
from site_builder.inventory import parts
from site_builder.inventory.parts import Part, parts_of, plain_name
from site_builder.inventory.shipped import SHIPPED, shipped_with

DIGEST = "a" * 64


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What is installed in place of what is: each name with its requirements."""
    made: dict[str, list[str]] = {}

    def distribution(name: str) -> SimpleNamespace:
        if name not in made:
            raise PackageNotFoundError(name)
        return SimpleNamespace(name=name, version="1", requires=made[name], metadata=Message())

    monkeypatch.setattr(parts, "distribution", distribution)
    monkeypatch.setattr(bundle, "is_installed", lambda: False)
    return made


def test_everything_that_is_needed_is_listed_once_and_by_name(installed: dict[str, list[str]]) -> None:
    installed |= {parts.BUILDER: ["B_b>=2", "a (>1)"], "b-b": ["a"], "a": ["b.b"], "other": []}
    found = parts_of(f"a==1 \\\n    --hash=sha256:{DIGEST}\n", admin=False)
    assert [(part.name, part.needs) for part in found] == [
        ("a", ("b-b",)),
        ("b-b", ("a",)),
        (parts.BUILDER, ("a", "b-b")),
    ]
    assert found[0].digests == (("SHA-256", DIGEST),)


def test_what_a_marker_rules_out_is_not_listed(installed: dict[str, list[str]]) -> None:
    installed |= {parts.BUILDER: ['colorama; sys_platform == "win32"']}
    assert [part.name for part in parts_of("", admin=False)] == [parts.BUILDER]


def test_what_an_extra_asks_for_is_optional_and_what_is_for_work_on_the_builder_is_left_out(
    installed: dict[str, list[str]],
) -> None:
    requires = ['store; extra == "s3"', "pytest; extra == 'test'", "both", 'both; extra == "s3"']
    installed |= {parts.BUILDER: requires, "store": ["below"], "below": [], "pytest": [], "both": ['x; extra == "y"']}
    installed["x"] = []
    found = {part.name: part.is_required for part in parts_of("", admin=False)}
    assert found == {"below": False, "both": True, parts.BUILDER: True, "store": False}


@pytest.mark.parametrize(
    ("there", "admin", "required"), [(True, False, False), (True, True, True), (False, True, True)]
)
def test_the_editor_is_listed_where_it_is_installed_and_required_where_sites_have_it(
    installed: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch, *, there: bool, admin: bool, required: bool
) -> None:
    installed[parts.BUILDER] = []
    monkeypatch.setattr(bundle, "is_installed", lambda: there)
    found = {part.name: part for part in parts_of("", admin=admin)}
    assert found["@sveltia/cms"].is_required == required
    assert found["@sveltia/cms"].licence == "MIT"


def test_names_are_compared_as_indexes_do() -> None:
    assert plain_name("Pagefind__Bin.x") == "pagefind-bin-x"


def test_what_is_shipped_is_installed_and_follows_the_settings() -> None:
    names = {(part.source, part.name) for part in parts_of("", admin=True)}
    assert {(each.source, each.name) for each in SHIPPED} <= names
    assert [name for _, name in shipped_with(search=False, admin=False)] == ["font-source-serif-pro"]
    assert ("npm", "yaml") in shipped_with(search=True, admin=True)


def test_a_part_says_where_it_comes_from() -> None:
    assert Part("npm", "a", "1", "MIT").is_required
