"""What the preview answers a browser."""

from __future__ import annotations

import msgspec


class Response(msgspec.Struct, frozen=True):
    """An answer over HTTP: its status, its body, the media type of that, and further headers by name."""

    status: int
    media_type: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()
