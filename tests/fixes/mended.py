"""A few files, and what the fixes make of them. Nothing here touches the disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from site_builder.fixes import changes
from site_builder.fixes.facts import Facts
from site_builder.model.inputs import Source
from site_builder.model.ledger import FILE
from site_builder.model.rule import Rulebook
from site_builder.stages.parse import parse
from site_builder.text.ledger import read_ledger
from site_builder.text.written import Written
from tests.blobs import MemoryBlobs
from tests.builders import options
from tests.markup.rendering import WORDS

Files = Mapping[str, str | bytes]

WORDS_OF_SLEEP = """\
Sleep comes in stages, and each night runs through them four or five times. In the first hours most of it is deep.
Later there is more of the kind in which we dream. Nobody knows for certain why we need either of them.
"""

WORDS_OF_NAPS = """\
A nap after lunch helps some people and keeps others awake at night. Twenty minutes are enough. Set a clock, lie down
in a room that is not too warm, and get up when it rings.
"""

ARTICLE = """\
---
title: A title
description: A sentence.
date: 2026-09-01
reviewed: 2026-09-02
reviewed_by: doctor
---
"""

QUESTION = """\
---
question: May I nap?
topic: Rest
reviewed: 2026-09-02
reviewed_by: doctor
---
"""

SLEEP, REST, NAP = "content/articles/sleep.md", "content/articles/rest.md", "content/faq/nap.md"


def facts(
    files: Files, *, ledger: str | None = "", prefixes: Sequence[str] = ("",), data: Mapping[str, str] | None = None
) -> Facts:
    """Return what is known of these texts and data files; `ledger` is that file, "" for none yet, None if damaged."""
    texts = {path: Written(text.encode() if isinstance(text, str) else text) for path, text in files.items()}
    blobs = MemoryBlobs()
    documents = {
        path: parse(Source(path, blobs.keep(written.data), len(written.data)), Rulebook(()), blobs, words=WORDS)
        for path, written in texts.items()
    }
    texts |= {path: Written(text.encode()) for path, text in (data or {}).items()}
    if ledger:
        texts[FILE] = Written(ledger.encode())
    return Facts(
        documents=documents,
        texts=texts,
        problems=tuple([each for document in documents.values() for each in document.problems]),
        ledger=None if ledger is None else read_ledger(ledger.encode() or b"{}")[0],
        prefixes=tuple(prefixes),
        options=options(),
        compared=False,
    )


def noted(files: Files, *, prefixes: Sequence[str] = ("",)) -> str:
    """Return the ledger of a site of these files."""
    [change] = [each for each in changes(facts(files, prefixes=prefixes)) if each.file == FILE]
    return change.after.decode()


def after(
    files: Files, *, ledger: str | None = "", prefixes: Sequence[str] = ("",), data: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the files that the fixes change, as they are then; not the ledger."""
    made = changes(facts(files, ledger=ledger, prefixes=prefixes, data=data))
    return {each.file: each.after.decode() for each in made if each.file != FILE}


def ledger_after(files: Files, *, ledger: str = "", prefixes: Sequence[str] = ("",)) -> str:
    """Return the ledger as it is after the fixes, "" where they leave it alone."""
    made = changes(facts(files, ledger=ledger, prefixes=prefixes))
    return next((each.after.decode() for each in made if each.file == FILE), "")
