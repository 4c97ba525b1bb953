"""What kinds hand to render, what render makes of it, and the finished site."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from site_builder.model.budget import KindWeight, Weight
from site_builder.model.config import Clinic
from site_builder.model.hosting import Hosting, Redirect
from site_builder.model.inputs import Options
from site_builder.model.interface import Furniture, Said
from site_builder.model.problem import Place, Problem
from site_builder.model.reference import BibliographyEntry
from site_builder.model.site import Materials, Standing
from site_builder.model.translation import DataTranslation

MARKER = ".nojekyll"
MARK = b"Made by site-builder.\n"
"""A file that hosts want to see, whatever is in it, and its content: by it a folder is known for a build's."""

TEMPLATES = "templates/"
"""Where templates lie; their names are relative to it."""


class Page(msgspec.Struct, frozen=True):
    """A file drawn by a template. `path` is relative to the output folder, `source` the content file it comes from."""

    path: str
    source: str
    template: str
    view: Any


class Made(msgspec.Struct, frozen=True):
    """A file that needs no template: its bytes were made by its kind."""

    path: str
    source: str
    body: bytes


class Copied(msgspec.Struct, frozen=True, gc=False):
    """A file whose bytes are kept already, or lie in the project folder, under this digest."""

    path: str
    source: str
    digest: bytes
    size: int


Output = Page | Made | Copied


class TemplateFacts(msgspec.Struct, frozen=True):
    """A template: its compiled code and its text, both by digest, what it names of templates and static files.

    `said` are the texts of the interface that it says, `problems` what is wrong with it.
    """

    name: str
    code: bytes
    names: tuple[str, ...]
    assets: tuple[str, ...]
    problems: tuple[Problem, ...]
    text: bytes = b""
    said: tuple[Said, ...] = ()


class Template(msgspec.Struct, frozen=True, gc=False):
    """A template by its name, the digest of its compiled code and that of its text."""

    name: str
    code: bytes
    text: bytes = b""


class Drawing(msgspec.Struct, frozen=True, gc=False):
    """A page that is to be drawn: its view is kept under the digest `view`, `texts` are the documents that it shows.

    `interface` is the digest of the words around them, in the language of the page.
    """

    path: str
    source: str
    template: str
    view: bytes
    texts: tuple[str, ...]
    interface: bytes


class ComposeTask(msgspec.Struct, frozen=True):
    """All that the site is made of but for the words of its texts; `documents` are digests, in the order of paths.

    `entries` are the bibliography as written; their places are numbers until the problems are told (see `Parsed`).
    `reopened` as in `Site`, `furniture` is of each language, the first that of originals.
    `translations` are the data files of the others, `behind` the translations whose original was changed since.
    `ledger` is the digest of the kept ledger of addresses, b"" where there is none.
    """

    clinic: Clinic
    clinic_places: tuple[tuple[str, Place], ...]
    options: Options
    documents: tuple[bytes, ...]
    materials: Materials
    entries: tuple[BibliographyEntry, ...] = ()
    reopened: dict[str, Standing] = {}
    furniture: tuple[Furniture, ...] = ()
    translations: tuple[DataTranslation, ...] = ()
    behind: tuple[str, ...] = ()
    ledger: bytes = b""


class Due(msgspec.Struct, frozen=True, order=True, gc=False):
    """A day on which somebody must look at a file again, or on which it appears or goes, and `what` that is."""

    day: date
    file: str
    what: str


class Composed(msgspec.Struct, frozen=True):
    """Every page to draw and every file to copy; problems whose place may be a number (see `Parsed`).

    `until` is the next day on which the same task would make something else (ISO, "" for never).
    """

    drawings: tuple[Drawing, ...]
    copies: tuple[Copied, ...]
    problems: tuple[Problem, ...]
    left_out: int
    until: str
    redirects: tuple[Redirect, ...] = ()
    calendar: tuple[Due, ...] = ()


class RenderTask(msgspec.Struct, frozen=True, gc=False):
    """All that drawing one page may read, by digest: the templates it can reach, its view, the texts that it shows.

    `rules` is the digest of the rulebook that the page is held to, `interface` that of the words of its furniture,
    `originals` that of the same in the language of texts that were not translated,
    `first_style` that of the styles that stand in the page itself.
    """

    template: str
    templates: bytes
    source: str
    view: bytes
    texts: tuple[tuple[str, bytes], ...]
    rules: bytes
    interface: bytes
    first_style: bytes
    originals: bytes = b""


class Inline(msgspec.Struct, frozen=True, gc=False):
    """What a page holds that a Content Security Policy names: scripts and styles by their digests, sorted.

    `endpoints` are the other hosts to which its forms are sent, `searches` tells that it has the search field.
    """

    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    endpoints: tuple[str, ...] = ()
    searches: bool = False


class Rendered(msgspec.Struct, frozen=True):
    """A drawn page: the digest and size of its kept bytes, what it holds inline, and what it weighs besides."""

    digest: bytes
    size: int
    problems: tuple[Problem, ...]
    inline: Inline = Inline()
    weight: Weight = Weight()


class Artifact(msgspec.Struct, frozen=True, gc=False):
    """A finished file of the site; its bytes are read by their digest."""

    path: str
    source: str
    digest: bytes
    size: int


class Build(msgspec.Struct, frozen=True):
    """Every file of the site, sorted by path, and every problem, sorted by place.

    `left_out` is how many documents are not published, `waived` how many problems a writer has waived. `known_rules`
    are the ids of every rule there is, none where nobody can tell. `base` is the path of the site on its host,
    `hosting` what that is to say with the files. `weights` are those of its pages, a value for each kind, `calendar`
    what falls due soon or is overdue, by day.
    """

    artifacts: tuple[Artifact, ...]
    problems: tuple[Problem, ...]
    pages: int = 0
    left_out: int = 0
    waived: int = 0
    valid_until: str = ""
    known_rules: tuple[str, ...] = ()
    base: str = "/"
    hosting: Hosting = Hosting()
    weights: tuple[KindWeight, ...] = ()
    calendar: tuple[Due, ...] = ()
