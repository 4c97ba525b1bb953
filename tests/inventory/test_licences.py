from __future__ import annotations

from email.message import Message
from importlib.metadata import PackageMetadata
from typing import cast

import pytest

from site_builder.inventory.licences import UNKNOWN, is_allowed, licence_of
from tests.licences import listed

FOR_TESTS_ONLY = {"GPL-2.0-only WITH Classpath-exception-2.0"}
"""A Java that runs the checker of HTML, where the machine has none: nothing of it goes anywhere."""


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("AGPL-3.0-only", False),
        ("MIT OR AGPL-3.0-only", True),
        ("MIT AND AGPL-3.0-only", False),
        ("MIT OR ISC AND AGPL-3.0-only", True),
        ("(MIT OR ISC) AND AGPL-3.0-only", False),
        ("((AGPL-3.0-only OR MIT) AND (ISC))", True),
        ("GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1", True),
        (UNKNOWN, False),
        ("", False),
    ],
)
def test_one_licence_of_each_choice_must_allow_this_use(expression: str, *, allowed: bool) -> None:
    assert is_allowed(expression) == allowed


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ([("License-Expression", "MIT AND PSF-2.0"), ("License", "BSD")], "MIT AND PSF-2.0"),
        ([("License", "SIL OFL 1.1")], "OFL-1.1"),
        ([("License", "Apache-2.0")], "Apache-2.0"),
        ([("License", "a long text"), ("Classifier", "License :: OSI Approved :: MIT License")], "MIT"),
        ([("Classifier", "License :: OSI Approved"), ("Classifier", "License :: OSI Approved :: MIT License")], "MIT"),
        ([("License", "BSD"), ("Classifier", "License :: OSI Approved :: BSD License")], UNKNOWN),
        ([], UNKNOWN),
    ],
)
def test_what_metadata_of_any_age_say(fields: list[tuple[str, str]], licence: str) -> None:
    metadata = Message()
    for name, value in fields:
        metadata[name] = value
    assert licence_of("something", cast(PackageMetadata, metadata)) == licence


def test_the_licence_of_every_part_is_known_and_allows_this_use() -> None:
    parts = listed()
    refused = [part for part in (*parts.run, *parts.editor) if not is_allowed(part.licence)]
    refused += [part for part in parts.tests if not is_allowed(part.licence) and part.licence not in FOR_TESTS_ONLY]
    assert refused == []
