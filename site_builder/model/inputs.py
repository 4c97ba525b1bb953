"""What load finds in the project folder."""

from __future__ import annotations

from datetime import date

import msgspec

from site_builder.model.budget import Budget
from site_builder.model.config import AdminBackend, Ages
from site_builder.model.problem import Problem
from site_builder.model.rule import Reading


class Source(msgspec.Struct, frozen=True, gc=False):
    """One file of the project: its path relative to the root, with `/`, and the digest of its bytes."""

    path: str
    digest: bytes
    size: int


class ParseTask(msgspec.Struct, frozen=True, gc=False):
    """A content file, the digest of the rulebook that its text is held to, and the language of originals.

    `words` is the digest of those that Markdown's own syntax puts into it.
    """

    source: Source
    rules: bytes = b""
    language: str = "en"
    words: bytes = b""


class RulesTask(msgspec.Struct, frozen=True, gc=False):
    """The clinic's own pack of rules, where there is one."""

    pack: Source | None


class Options(msgspec.Struct, frozen=True):
    """What this run was asked for: all that a preview does differently.

    `admin` is the code host of the editor that goes into the site, None for a site without one. `precompressed` are the
    encodings in which texts are to lie beside themselves.
    """

    today: date
    base_url: str = ""
    drafts: bool = False
    future: bool = False
    ages: Ages = Ages()
    reading: Reading = Reading()
    search: bool = True
    admin: AdminBackend | None = None
    budgets: dict[str, Budget] = {}
    precompressed: tuple[str, ...] = ()


class Inputs(msgspec.Struct, frozen=True):
    """Every file of the project that a site is made of, sorted by path. `translations` are those of data files."""

    content: tuple[Source, ...]
    clinic: Source | None
    bibliography: Source | None
    treatments: Source | None
    figures: Source | None
    rules: Source | None
    translations: tuple[Source, ...]
    documents: tuple[Source, ...]
    pictures: tuple[Source, ...]
    static: tuple[Source, ...]
    templates: tuple[Source, ...]
    interfaces: tuple[Source, ...]
    problems: tuple[Problem, ...]
    ledger: Source | None = None
