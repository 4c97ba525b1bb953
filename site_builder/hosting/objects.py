"""Stores of objects, as S3: what is kept with each file, and said with it whoever asks.

They keep no more than this. What else browsers are told is in the pages themselves, or is said by what stands before
the store.
"""

from __future__ import annotations

from site_builder.hosting.answers import Headers, cache_control
from site_builder.media_types import media_type
from site_builder.model.hosting import Hosting


def object_headers(path: str, hosting: Hosting) -> Headers:  # noqa: ARG001  # what a store can say depends on no more yet
    """Return what a store is to keep with the file at `path`.

    A twin, `a.css.gz`, is a file of its own here: no store chooses between the two.
    """
    return ("Content-Type", media_type(path)), ("Cache-Control", cache_control(path))
