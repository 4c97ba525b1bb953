"""Media types by the ends of names: the same on every machine, which those that Python or a server finds are not."""

from __future__ import annotations

from pathlib import PurePosixPath

TEXTS = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".vcf": "text/vcard; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
    ".yml": "application/yaml; charset=utf-8",
}
"""What is text, and so grows smaller by compression. JSON is UTF-8 always, and XML says itself what it is."""

OTHERS = {
    ".avif": "image/avif",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".gif": "image/gif",
    ".gz": "application/gzip",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".wasm": "application/wasm",
    ".webm": "video/webm",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".zip": "application/zip",
}
"""What is compressed already, or hardly ever there."""

TYPES = {**TEXTS, **OTHERS}

UNKNOWN = "application/octet-stream"
"""For all else: the parts of the search index among them, which are compressed and read by its own program only."""


def media_type(path: str) -> str:
    """Return the media type of a file, with its charset where it needs one."""
    return TYPES.get(_end(path), UNKNOWN)


def is_text(path: str) -> bool:
    """Return whether a file grows smaller by compression."""
    return _end(path) in TEXTS


def _end(path: str) -> str:
    return PurePosixPath(path).suffix.lower()
