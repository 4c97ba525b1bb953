"""The accessibility statement says what the last check found, and that check was of the site as it is."""

from __future__ import annotations

from tests import accessibility
from tests.accessibility import layouts, read, statements


def test_nothing_was_found() -> None:
    record = read()
    assert (record.violations, record.messages, record.failures) == (0, 0, 0)


def test_every_kind_of_page_and_every_language_was_looked_at() -> None:
    record = read()
    assert record.layouts == layouts(), "run python -m tests.accessibility"
    assert record.languages == sorted(accessibility.WORDS)
    assert record.pages > len(record.layouts)


def test_each_statement_tells_it() -> None:
    found = list(statements(read()))
    assert len(found) == len(accessibility.WORDS)
    for file, text in found:
        assert "{ #last-check }" in text, f"{file.name} has no section for it"
        assert file.read_text("utf-8") == text, f"{file.name} tells something else; run python -m tests.accessibility"


def test_only_that_section_is_written() -> None:
    record = read()._replace(day="2020-02-02", pages=7)
    for file, text in statements(record):
        before, after = file.read_text("utf-8").splitlines(), text.splitlines()
        assert len(before) == len(after)
        changed = [new for old, new in zip(before, after, strict=True) if old != new]
        assert 1 <= len(changed) <= 4
        assert "2020" in changed[0]
