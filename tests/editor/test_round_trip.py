"""A file that the editor writes: what was changed is changed, and every other byte is as it was."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from site_builder.editor.app import ADMIN
from site_builder.editor.bundle import parts
from site_builder.editor.config import configuration
from site_builder.model.config import AdminBackend
from tests import components
from tests.browser.conftest import REPOSITORY, need

Path_ = tuple[str | int, ...]
Written = Callable[..., str]

LIST = {"widget": "list", "field": {"name": "item", "widget": "string"}}
FIELDS: list[dict[str, Any]] = [
    {"name": "title", "widget": "string"},
    {"name": "description", "widget": "text"},
    {"name": "date", "widget": "datetime"},
    {"name": "order", "widget": "number"},
    {"name": "draft", "widget": "boolean", "default": True},
    {"name": "topics", **LIST},
    {"name": "points", **LIST},
    {
        "name": "image",
        "widget": "object",
        "fields": [{"name": "src", "widget": "image"}, {"name": "alt", "widget": "string"}],
    },
    {
        "name": "hours",
        "widget": "list",
        "fields": [{"name": "days", **LIST}, {"name": "opens", "widget": "string"}],
    },
    {"name": "last", "widget": "string"},
    {"name": "body", "widget": "markdown"},
    {"name": "_source", "widget": "hidden"},
    {"name": "_is", "widget": "hidden"},
]
FILE = """---
# The title
title: 0123 # why
odd: {a: [1, NO], b: 12:30}
description: >-
  One sentence of
  several lines.
topics: [a, b c]   # these
points:
  # first note
  - One sentence.   # n1
  - >-
    Two lines
    of it.
  # third note
  - "Three"
hours:
  - days: [monday]
    opens: "08:30" # early
  - days: [friday]
    opens: '09:00'

# the end
last: 12:30
---

Text  of
  two lines.
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., dict[str, Any]]]:
    """Return what asks the editor's own script to read a file, change it and write it."""
    need(components.NODE)
    need(components.EDITOR)
    folder = tmp_path_factory.mktemp("editor")
    for name, part in parts().items():
        if name.endswith(".js") and not name.startswith("cms"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(part.made(ADMIN, ""))
    (folder / "package.json").write_text('{"type": "module"}', "utf-8")
    command = [components.node(), str(Path(__file__).with_name("round_trip.mjs")), str(folder / "round-trip.js")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdin is not None
        assert process.stdout is not None

        def answer(**asked: Any) -> dict[str, Any]:
            process.stdin.write(json.dumps(asked) + "\n")  # type: ignore[union-attr]
            process.stdin.flush()  # type: ignore[union-attr]
            said: dict[str, Any] = json.loads(process.stdout.readline())  # type: ignore[union-attr]
            return said

        yield answer
        process.stdin.close()


@pytest.fixture
def written(ask: Callable[..., dict[str, Any]]) -> Written:
    """Return what writes FILE after changes."""

    def write(*changes: tuple[Path_, Any], file: str = FILE) -> str:
        said = ask(file=file, fields=FIELDS, changes=changes)
        assert "error" not in said, said
        return str(said["written"])

    return write


def lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """Return the lines that went, and those that came."""
    one, other = before.split("\n"), after.split("\n")
    return [each for each in one if each not in other], [each for each in other if each not in one]


def test_what_is_read_is_text_but_for_numbers_and_truth(ask: Callable[..., dict[str, Any]]) -> None:
    content = ask(file=FILE.replace("last: 12:30", "order: 3\ndraft: true"), fields=FIELDS, changes=[])["content"]
    assert (content["title"], content["odd"], content["hours"][0]["opens"]) == (
        "0123",
        {"a": ["1", "NO"], "b": "12:30"},
        "08:30",
    )
    assert (content["order"], content["draft"]) == (3, True)
    assert content["description"] == "One sentence of several lines."
    assert content["body"] == "Text  of\n  two lines."
    assert content["_is"] == "original"


def test_what_was_not_there_is_not_a_draft(ask: Callable[..., dict[str, Any]]) -> None:
    assert ask(file=FILE, fields=FIELDS, changes=[])["content"]["draft"] is False


def test_a_file_that_names_its_original_is_a_translation(ask: Callable[..., dict[str, Any]]) -> None:
    file = FILE.replace("last:", "original_digest:")
    assert ask(file=file, fields=FIELDS, changes=[])["content"]["_is"] == "translation"


@pytest.mark.parametrize(
    "file", ["No front matter", "---\ntitle: x\n", "---\ntitle: [x\n---\n", "---\na: 1\na: 2\n---\n"]
)
def test_what_cannot_be_read_is_refused_and_not_guessed(ask: Callable[..., dict[str, Any]], file: str) -> None:
    assert ask(file=file, fields=FIELDS, changes=[])["error"]


def test_without_a_change_every_byte_stays(written: Written) -> None:
    assert written() == FILE


CHANGES: dict[str, tuple[list[tuple[Path_, Any]], list[str], list[str]]] = {
    "a plain text, before its note": ([(("title",), "NO")], ["title: 0123 # why"], ["title: NO # why"]),
    "a text that needs quotation marks": (
        [(("title",), "Sleep: how #1")],
        ["title: 0123 # why"],
        ['title: "Sleep: how #1" # why'],
    ),
    "a word of folded lines": (
        [(("description",), "One sentence of many lines.")],
        ["  several lines."],
        ["  many lines."],
    ),
    "a text in quotation marks": ([(("hours", 1, "opens"), "09:15")], ["    opens: '09:00'"], ["    opens: '09:15'"]),
    "an item that is added to a line": (
        [(("topics",), ["a", "b c", "NO"])],
        ["topics: [a, b c]   # these"],
        ['topics: [a, b c, "NO"]   # these'],
    ),
    "an item that is taken out of a line": (
        [(("topics",), ["b c"])],
        ["topics: [a, b c]   # these"],
        ["topics: [b c]   # these"],
    ),
    "an item between others": (
        [(("points",), ["One sentence.", "New: it", "Two lines of it.", "Three"])],
        [],
        ['  - "New: it"'],
    ),
    "an item of folded lines that goes": (
        [(("points",), ["One sentence.", "Three"])],
        ["  - >-", "    Two lines", "    of it.", "  # third note"],
        [],
    ),
    "items in another order": ([(("points",), ["Three", "Two lines of it.", "One sentence."])], [], []),
    "a word of an item": ([(("points", 1), "Two rows of it.")], ["    Two lines"], ["    Two rows"]),
    "a group that is added to a list": (
        [(("hours", 2), {"days": ["sunday"], "opens": "10:00"})],
        [],
        ["      - sunday", '    opens: "10:00"'],
    ),
    "a list that is emptied": (
        [(("topics",), [])],
        ["topics: [a, b c]   # these"],
        [],
    ),
    "a field that is emptied": ([(("last",), "")], ["last: 12:30"], []),
    "a field that the editor drops when it is empty": ([(("last",), None)], ["last: 12:30"], []),
    "a day": ([(("date",), "2026-09-01")], [], ["date: 2026-09-01"]),
    "a number": ([(("order",), 3)], [], ["order: 3"]),
    "a draft": ([(("draft",), True)], [], ["draft: true"]),
    "a picture under static/": (
        [(("image",), {"src": "/room.jpg", "alt": "A room"})],
        [],
        ["image:", "  src: room.jpg", "  alt: A room"],
    ),
    "a text": ([(("body",), "Text  of\n  two words.")], ["  two lines."], ["  two words."]),
    "what the form of a new file would hold": (
        [(("draft",), False), (("date",), ""), (("order",), ""), (("image",), {"src": "", "alt": ""})],
        [],
        [],
    ),
}


@pytest.mark.parametrize(("changes", "gone", "come"), CHANGES.values(), ids=CHANGES)
def test_only_what_was_changed_is_written(
    written: Written, changes: list[tuple[Path_, Any]], gone: list[str], come: list[str]
) -> None:
    after = written(*changes)
    found = lines(FILE, after)
    if "days" in str(changes):
        found = (found[0], [line for line in found[1] if line != "  - days:"])
    assert found == (gone, come)


def test_a_new_field_stands_behind_the_one_before_it_in_the_form(written: Written) -> None:
    assert "  several lines.\ndate: 2026-09-01\ntopics:" in written((("date",), "2026-09-01"))
    without_title = "---\n# A note\nlast: x\n---\n\nText\n"
    assert written((("title",), "T"), file=without_title) == "---\n# A note\ntitle: T\nlast: x\n---\n\nText\n"


def test_a_text_of_more_lines_is_still_read_as_what_it_is(written: Written, ask: Callable[..., dict[str, Any]]) -> None:
    for field, text in (("title", "One\ntwo"), ("description", "One\n\ntwo: three"), ("last", "- a\n# b")):
        after = written(((field,), text))
        assert ask(file=after, fields=FIELDS, changes=[])["content"][field] == text


def test_what_no_form_knows_stays(written: Written) -> None:
    assert "odd: {a: [1, NO], b: 12:30}\n" in written((("title",), "Other"), (("body",), "Other"))


def test_a_new_file_is_written_in_the_order_of_the_form(ask: Callable[..., dict[str, Any]]) -> None:
    content = {
        "_source": "",
        "_is": "original",
        "last": "NO",
        "title": "Why: so",
        "date": "2026-09-01",
        "draft": True,
        "topics": ["x", "0123"],
        "image": {"src": "", "alt": ""},
        "hours": [],
        "body": "Text",
        "copied": "kept",
    }
    assert ask(content=content, fields=FIELDS, changes=[])["written"] == (
        '---\ntitle: "Why: so"\ndate: 2026-09-01\ndraft: true\ntopics:\n  - x\n  - "0123"\nlast: "NO"\n'
        "copied: kept\n---\n\nText\n"
    )


def _shipped() -> Iterator[tuple[Path, list[dict[str, Any]]]]:
    """Yield each content file that the editor shows, and the fields of its form."""
    content = REPOSITORY / "content"
    data = {f"content/{file.name}": file.read_bytes() for file in sorted(content.glob("*.yaml"))}
    documents = [file.relative_to(REPOSITORY).as_posix() for file in sorted(content.rglob("*.md"))]
    config = configuration(data, documents, {}, AdminBackend("github", "clinic/site"))
    for one in config["collections"]:
        for file in one.get("files", ()):
            yield REPOSITORY / file["file"], file["fields"]
        if "folder" in one:
            ends = f".{one.get('extension', 'md')}"
            below = "*/index" if "path" in one else "*"
            for path in sorted((REPOSITORY / one["folder"]).glob(f"{below}{ends}")):
                if ends != ".md" or not re.search(r"\.[a-z]{2}$", path.stem):
                    yield path, one["fields"]


def test_no_file_that_ships_changes_where_nothing_is_changed(ask: Callable[..., dict[str, Any]]) -> None:
    shipped = [*_shipped()]
    assert len(shipped) == len([*(REPOSITORY / "content").rglob("*.md")]) + 6
    for path, fields in shipped:
        text = path.read_text("utf-8")
        assert ask(file=text, fields=fields, changes=[]).get("written") == text, path


@pytest.mark.parametrize(
    "name",
    ["articles/how-long-it-lasts.md", "faq/can-i-drive-home.md", "clinic.yaml", "treatments.yaml", "figures.yaml"],
)
def test_any_word_of_a_file_that_ships_can_be_changed_alone(ask: Callable[..., dict[str, Any]], name: str) -> None:
    path, fields = next(each for each in _shipped() if each[0] == REPOSITORY / "content" / name)
    text = path.read_text("utf-8")
    content = ask(file=text, fields=fields, changes=[])["content"]
    for place, value in _texts(content, ()):
        if word := re.search(r"\b[a-z]{5,}\b", value):
            now = value.replace(word[0], "owls", 1)
            after = ask(file=text, fields=fields, changes=[(place, now)])["written"]
            one, other = re.split(r"\b", text), re.split(r"\b", after)
            assert [(old, new) for old, new in zip(one, other, strict=True) if old != new] == [(word[0], "owls")], place


def _texts(value: Any, place: Path_) -> Iterator[tuple[Path_, str]]:
    if isinstance(value, str):
        yield place, value
    for name, each in value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else []):
        if not str(name).startswith("_"):
            yield from _texts(each, (*place, name))
