from __future__ import annotations

import json
import re
from pathlib import PurePosixPath
from typing import Any

import pytest

from site_builder.model.front_matter import type_of_kind
from site_builder.text.snippets import FOLDERS, snippets
from site_builder.text.yaml_text import load_yaml

MADE: dict[str, Any] = json.loads(snippets())
PATHS = {
    "article": "/home/me/site/content/articles/a.md",
    "question": "/home/me/site/content/faq/a.md",
    "service": "/home/me/site/content/services/a.md",
    "page": "/home/me/site/content/a.md",
}


def written(body: list[str]) -> str:
    """Return what stands in the file when a snippet is taken as it is."""
    text = "\n".join(body).replace("${CURRENT_YEAR}-${CURRENT_MONTH}-${CURRENT_DATE}", "2026-11-20")
    text = re.sub(r"\$\{\d+\|([^,|]*)[^|]*\|\}", r"\1", text)
    text = re.sub(r"\$\{\d+:((?:\\.|[^}\\])*)\}", r"\1", text)
    return re.sub(r"\\([\\$}])", r"\1", text)


@pytest.mark.parametrize("kind", type_of_kind)
def test_every_field_that_a_writer_gives_is_offered_in_files_of_its_kind(kind: str) -> None:
    offered = {each["prefix"] for each in MADE.values() if FOLDERS[kind] in each["include"]}
    assert offered == {name for name in type_of_kind[kind].__struct_fields__ if not name.endswith("_digest")}


@pytest.mark.parametrize("name", MADE)
def test_a_snippet_taken_as_it_is_can_be_read(name: str) -> None:
    snippet = MADE[name]
    read = load_yaml("a.md", written(snippet["body"]))
    assert not read.problems
    assert read.fields is not None
    assert list(read.fields) == [snippet["prefix"]]
    assert snippet["description"]
    assert snippet["scope"] == "markdown"


def test_a_field_is_offered_once_in_a_file() -> None:
    for kind, folder in FOLDERS.items():
        offered = [each["prefix"] for each in MADE.values() if folder in each["include"]]
        assert len(offered) == len({*offered}), kind


def test_the_folders_are_those_of_the_kinds() -> None:
    assert FOLDERS.keys() == PATHS.keys() == type_of_kind.keys()
    for kind, folder in FOLDERS.items():
        assert PurePosixPath(PATHS[kind]).match(folder.replace("/**", "/*").removeprefix("*/")), kind


def test_choices_lists_and_groups_have_their_form() -> None:
    assert MADE["topics (article)"]["body"] == ["topics:", "  - ${1:safety}", "  - ${2:your visit}"]
    assert MADE["layout (page)"]["body"] == ["layout: ${1|page,home,consultation|}"]
    assert MADE["draft (article)"]["body"] == ["draft: ${1|true,false|}"]
    assert MADE["order (question)"]["body"] == ["order: ${1:1}"]
    assert [line.partition(":")[0] for line in MADE["image (article)"]["body"]] == ["image", "  src", "  alt"]


def test_the_same_bytes_every_time() -> None:
    assert snippets() == snippets()
    assert snippets().endswith(b"}\n")
