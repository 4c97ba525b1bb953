"""JSON-LD as it stands in a page: what search engines are told, in the vocabulary of schema.org."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec


def in_script(data: Mapping[str, Any]) -> str:
    """Return JSON without what is empty, as it may stand in a page."""
    return without_markup(msgspec.json.encode(_filled(data)).decode())


def without_markup(text: str) -> str:
    """Return the same JSON without the characters that HTML could take for its own."""
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def with_main_entity(text: str, entity: Any) -> str:
    """Return the JSON of a page, and in it what the page is about."""
    return in_script(msgspec.json.decode(text) | {"mainEntity": entity})


def question(name: str, url: str, answer: str, *, language: str = "") -> dict[str, Any]:
    """Return a question with its answer in plain words; `language` where it is not that of the page."""
    return {
        "@type": "Question",
        "name": name,
        "url": url,
        "inLanguage": language,
        "acceptedAnswer": {"@type": "Answer", "text": answer},
    }


def _filled(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _filled(each) for name, each in value.items() if each}
    return [_filled(each) for each in value] if isinstance(value, list | tuple) else value
