"""What hosts are to say with the files of a site, whatever the host."""

from __future__ import annotations

import msgspec


class Redirect(msgspec.Struct, frozen=True, gc=False):
    """An old address, as a plain path below the site's base, `blog/old`, and the address that it leads to."""

    old: str
    new: str


class Hosting(msgspec.Struct, frozen=True):
    """A site as its host needs to know it.

    `origin` and `base` are its address: `https://clinic.example` and `/`, or a path as `/clinic/`. `policy` is the
    Content Security Policy of its pages, `editor` that of the editor, "" where the site has none. `files` are the paths
    of all its files, and `precompressed` the encodings in which its texts lie beside them: `gzip`, `brotli`.
    """

    origin: str = ""
    base: str = "/"
    policy: str = ""
    editor: str = ""
    redirects: tuple[Redirect, ...] = ()
    files: tuple[str, ...] = ()
    precompressed: tuple[str, ...] = ()


class TwinTask(msgspec.Struct, frozen=True, gc=False):
    """A file, by the digest of its bytes, and the encoding in which it is to lie beside itself."""

    digest: bytes
    encoding: str


class Twin(msgspec.Struct, frozen=True, gc=False):
    """The file in that encoding: its digest and size, b"" and 0 where it would not be smaller."""

    digest: bytes = b""
    size: int = 0
