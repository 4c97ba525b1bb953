"""The rules about words, held against data files."""

from __future__ import annotations

import msgspec

from site_builder.model.inputs import ParseTask, Source
from site_builder.model.rule import Rulebook
from site_builder.rules.packs import shipped
from site_builder.stages.wording import check_wording
from tests.blobs import MemoryBlobs


def found(text: str, path: str = "content/treatments.yaml") -> list[str]:
    """Return what is found in a file, as `line:column rule`."""
    blobs = MemoryBlobs()
    data = text.encode()
    rules = blobs.keep(msgspec.msgpack.encode(Rulebook(shipped())))
    made = check_wording(ParseTask(Source(path, blobs.keep(data), len(data)), rules), blobs)
    assert all(each.file == path and each.message and each.hint for each in made.problems)
    return [f"{each.line}:{each.column} {each.rule}" for each in made.problems]


def test_each_text_is_held_to_the_rules_at_its_true_place() -> None:
    assert found("caption: A plain table\ncells:\n  ketamine: Ketamine can cure your depression.\n") == ["3:26 FTC-001"]


def test_quotation_marks_and_folded_lines_are_seen_through() -> None:
    text = (
        'one: "It can cure you."\n'
        "two: |\n  First line.\n  It **cures** all.\n"
        "three: >\n  Nobody fails and\n  it never fails.\n"
    )
    assert found(text) == ["1:14 FTC-001", "4:8 FTC-001", "7:6 FTC-002"]


def test_a_figure_in_a_cell_needs_a_source() -> None:
    assert found("cell: In all, 50% felt better.\n") == ["1:15 FTC-006"]
    assert found("cell: In all, 50% felt better [@lee2020].\n") == []


def test_a_figure_names_its_sources_in_a_field_of_its_own() -> None:
    text = "icon_arrays:\n  sleep:\n    note: In all, 50% felt better.\n    title: This can cure you all.\n"
    assert found(text, "content/figures.yaml") == ["4:21 FTC-001"]


def test_names_keys_and_addresses_are_no_texts() -> None:
    assert found("key: cure\nurl: https://clinic.example/miracle-cure\nnames: [miracle cure]\n") == []


def test_a_file_that_cannot_be_read_has_no_texts() -> None:
    assert found("cell: [open\n") == []
