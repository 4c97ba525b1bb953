"""locale: the name of a locale → what is known of it, kept so that no other build asks Babel again."""

from __future__ import annotations

from site_builder.cache.memo import Blobs
from site_builder.language.locales import find_locale
from site_builder.model.interface import LocaleFound


def read_locale(tag: str, blobs: Blobs) -> LocaleFound:
    """Return how dates, times, numbers and plurals are written there."""
    return LocaleFound(find_locale(tag))
