"""wording: a data file → Wording, what its texts break of the rules about words.

The clinic, the comparison and the figures say things to readers as an article does; here each text of the file is held
to the same patterns, whatever field it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from site_builder.cache.memo import Blobs
from site_builder.checks.texts import as_problem
from site_builder.language.passages import Passage, passages_of
from site_builder.language.sentences import Running, sentences
from site_builder.markup.value import Aligned
from site_builder.model.inputs import ParseTask
from site_builder.model.rule import Wording
from site_builder.rules.book import rulebook
from site_builder.rules.engine import broken_rules
from site_builder.text.fields import Data
from site_builder.text.source_text import read_text
from site_builder.text.yaml_text import LARGEST_DATA_FILE, load_yaml, place_of
from site_builder.urls import data_file

FEWEST_WORDS = 3
"""A text of fewer words is a name, a key or an address."""

CITED_BESIDE = "content/figures.yaml"
"""The file in which a figure names its sources in a field of its own, and is refused without."""


def check_wording(task: ParseTask, blobs: Blobs) -> Wording:
    """Return what the texts of the file break; that the file cannot be read is told elsewhere."""
    path = task.source.path
    text, _ = read_text(path, blobs.read(task.source.digest), largest=LARGEST_DATA_FILE)
    loaded = load_yaml(path, text) if text is not None else None
    if text is None or loaded is None or loaded.fields is None:
        return Wording(())
    book = rulebook(task.rules, blobs, language=data_file(path)[1] or task.language)
    rules = {rule.id: rule for rule in book.rules}
    beside = "[@source]" if data_file(path)[0] == CITED_BESIDE else ""
    problems = [
        as_problem(finding, rules[finding.rule], path)
        for passage in _passages(loaded.fields, loaded.root, text)
        for finding in broken_rules([passage], Running(sentences(passage, beside)), book)
    ]
    return Wording(tuple(sorted(problems)))


def _passages(data: Data, root: Any, text: str) -> Iterator[Passage]:
    """Yield what each text of the data says, with its places in the file."""
    for path, value in _texts(data, ()):
        if len(value.split()) >= FEWEST_WORDS:
            yield from passages_of(Aligned(text, place_of(root, path), value))


def _texts(data: Data, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every text within the data, and where in the data it is."""
    match data:
        case dict():
            for name, part in data.items():
                yield from _texts(part, (*path, name))
        case list():
            for index, part in enumerate(data):
                yield from _texts(part, (*path, index))
        case _:
            yield path, data
