"""The values that flow: what a file holds, and the article that is made of it."""

from __future__ import annotations

import msgspec


class Found(msgspec.Struct, frozen=True):
    """A picture that came with a file: the bytes, and the end that its file's name must have, as in `.png`."""

    data: bytes
    suffix: str


class Material(msgspec.Struct, frozen=True):
    """A file as HTML, with what it says about itself.

    `title` is what it is called elsewhere than in its text, `address` where it lay on the web, "" where it does not
    say. `pictures` are by the address that the HTML shows them with. `first_line_is_title` tells that only
    what it begins with can be its title, be that a heading or a short line. `notes` say what a writer should know, each
    a sentence.
    """

    html: str
    title: str = ""
    description: str = ""
    address: str = ""
    pictures: tuple[tuple[str, Found], ...] = ()
    first_line_is_title: bool = False
    notes: tuple[str, ...] = ()


class Imported(msgspec.Struct, frozen=True):
    """An article: its body as Markdown, the files beside it by name, and what its writer should know."""

    title: str
    description: str
    body: str
    pictures: tuple[tuple[str, bytes], ...]
    notes: tuple[str, ...]
