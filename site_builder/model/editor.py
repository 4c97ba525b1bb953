"""The editor in a published site: what it is made from, and the files of it."""

from __future__ import annotations

import msgspec

from site_builder.model.config import AdminBackend
from site_builder.model.inputs import Source


class EditorTask(msgspec.Struct, frozen=True):
    """All that the editor of a site shows: its data files, its documents, each by path with its title, its code host.

    `base` is the path of the site on its host.
    """

    base: str
    data: tuple[Source, ...]
    documents: tuple[tuple[str, str], ...]
    backend: AdminBackend


class EditorFiles(msgspec.Struct, frozen=True):
    """The files of the editor: of each its name below `admin/`, the digest of its kept bytes and their number."""

    files: tuple[tuple[str, bytes, int], ...]
