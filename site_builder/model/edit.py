"""What `check --fix` would change."""

from __future__ import annotations

import msgspec


class Edit(msgspec.Struct, frozen=True, order=True, gc=False):
    """One change: in the text of `file` what stands from `start` to before `end` is to be `text`; `why` is for people.

    Both count the characters of the file as it is stored, its byte order mark and every line end included.
    """

    file: str
    start: int
    end: int
    text: str
    why: str


class Change(msgspec.Struct, frozen=True, gc=False):
    """All that is to change in one file; `before` is None where there is no such file yet."""

    file: str
    before: bytes | None
    after: bytes
    reasons: tuple[str, ...]
