"""What kinds hand to render, what render makes of it, and the finished site."""

from __future__ import annotations

from typing import Any

import msgspec

from site_builder.model.problem import Problem

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
    """A template: the digest of its compiled code, the templates and static files that it names, what is wrong."""

    name: str
    code: bytes
    names: tuple[str, ...]
    assets: tuple[str, ...]
    problems: tuple[Problem, ...]


class Template(msgspec.Struct, frozen=True, gc=False):
    """A template by its name and the digest of its compiled code."""

    name: str
    code: bytes


class RenderTask(msgspec.Struct, frozen=True):
    """All that drawing one page may read; `templates` are the layout and each template it can reach."""

    template: str
    templates: tuple[Template, ...]
    source: str
    view: Any


class Rendered(msgspec.Struct, frozen=True):
    """A drawn page: the digest and size of its kept bytes."""

    digest: bytes
    size: int
    problems: tuple[Problem, ...]


class Artifact(msgspec.Struct, frozen=True, gc=False):
    """A finished file of the site; its bytes are read by their digest."""

    path: str
    source: str
    digest: bytes
    size: int


class Build(msgspec.Struct, frozen=True):
    """Every file of the site, sorted by path, and every problem, sorted by place."""

    artifacts: tuple[Artifact, ...]
    problems: tuple[Problem, ...]
    pages: int
    valid_until: str
