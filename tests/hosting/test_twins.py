"""Which files have twins."""

from __future__ import annotations

import shutil

import pytest

from site_builder.hosting.twins import is_worth_one, untwinned
from tests.conftest import Project


@pytest.mark.parametrize(
    ("path", "size", "worth"),
    [
        ("index.html", 1024, True),
        ("index.html", 1023, False),
        ("a.0123456789abcdef.css", 5000, True),
        ("feed.xml", 5000, True),
        ("share.png", 50000, False),
        ("_headers", 5000, False),
        ("pagefind/0123456789abcdef/wasm.en.pagefind", 50000, False),
        ("index.html.gz", 5000, False),
    ],
)
def test_texts_have_that_are_not_very_small(path: str, size: int, worth: bool) -> None:
    assert is_worth_one(path, size) is worth


def test_a_twin_is_known_by_its_name() -> None:
    assert [untwinned(path) for path in ("a.css.gz", "a.css.br", "a.css")] == ["a.css"] * 3


def test_a_site_has_them_where_the_settings_say_so_and_loses_them_again(project: Project) -> None:
    def twins() -> set[str]:
        return {path for path in project.pages() if path != untwinned(path)}

    project.write("static/css/base.css", ".a { color: black }\n" * 100)
    project.edit("pyproject.toml", 'output = "public"\n', 'output = "public"\nprecompressed = ["gzip"]\n')
    assert project.build().code == 0
    assert {"articles/sleep/index.html.gz", "feed.xml.gz"} < twins()
    project.edit("pyproject.toml", 'precompressed = ["gzip"]\n', "")
    shutil.rmtree(project.root / ".cache")
    assert project.build().code == 0, "they are known for ours without a record"
    assert twins() == set()
