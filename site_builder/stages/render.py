"""render: RenderTask → Rendered. One page at a time; it knows what its task carries and nothing else."""

from __future__ import annotations

import marshal
import re
import traceback
from collections.abc import Hashable, MutableMapping
from functools import cached_property, lru_cache, partial
from typing import Any, cast

import msgspec
from jinja2 import BaseLoader, Environment, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2 import Template as JinjaTemplate
from markupsafe import Markup, escape

from site_builder.cache.memo import Blobs, CacheDamaged
from site_builder.checks.pages import broken_on
from site_builder.checks.pages.page import Page
from site_builder.checks.pages.weight import weigh
from site_builder.filters import in_language, say_in
from site_builder.kinds import VIEWS
from site_builder.model.interface import Interface
from site_builder.model.output import TEMPLATES, Rendered, RenderTask, Template
from site_builder.model.problem import Place, Problem, problem
from site_builder.numbering import numbered
from site_builder.parts.policy import with_policy
from site_builder.rules.book import rulebook
from site_builder.stages.template import begin_page, environment


def render(task: RenderTask, blobs: Blobs) -> Rendered:
    """Return the page of `task`, or the problem that kept it from being drawn."""
    known = _environment(task.templates, task.interface, task.originals, task.first_style, cast("Hashable", blobs))
    texts = {name.encode(): digest for name, digest in task.texts}
    view = numbered(_decoder(VIEWS[task.template]).decode(blobs.read(task.view)), texts)
    begin_page()
    try:
        html = known.get_template(task.template).render(view=view)
        html, inline = with_policy(html, searches=_has_search(view))
        body = html.encode()
    except Exception as error:  # a template is a program that somebody else wrote: whatever it raises is its problem
        if isinstance(error, (CacheDamaged, OSError, MemoryError)) and not isinstance(error, TemplateNotFound):
            raise  # but for what is the machine's; that a template is not there is an OSError only to Jinja
        return Rendered(b"", 0, (_template_problem(task, error),))
    if not body.strip() or b"\0" in body:
        empty = problem(
            "template-empty",
            f"The template draws nothing that a browser can show (while drawing {task.source}).",
            "Look whether the file is whole.",
            file=f"templates/{task.template}",
        )
        return Rendered(b"", 0, (empty,))
    page = Page(html, view, task.source)
    origin = partial(_origin, task.template, cast("_Compiled", known.loader))
    problems = broken_on(page, rulebook(task.rules, blobs), origin)
    return Rendered(blobs.keep(body), len(body), tuple(problems), inline, weigh(page, body))


@lru_cache(maxsize=3 * len(VIEWS))
def _environment(
    templates: bytes, interface: bytes, originals: bytes, first_style: bytes, blobs: Hashable
) -> Environment:
    """Return an environment that knows these templates, given by the digest of their kept list, and no others.

    What they say is in the language of `interface`, in that of `originals` where a text was not translated;
    `first_style` is the text of that stylesheet.
    """
    contents = cast("Blobs", blobs)
    known = _KNOWN.decode(contents.read(templates))
    words = _INTERFACE.decode(contents.read(interface))
    made = environment().overlay(loader=_Compiled(known, contents), cache_size=len(known))
    made.filters = made.filters | in_language(words)
    made.globals = {
        **made.globals,
        "say": say_in(words),
        "first_style": contents.read(first_style).decode(),
        "in_originals": partial(_in_originals, templates, originals, first_style, blobs),
    }
    return made


def _in_originals(templates: bytes, originals: bytes, first_style: bytes, blobs: Hashable, name: str) -> Any:
    """Return the macros of the template `name` as they are drawn in the language of the originals."""
    return _environment(templates, originals, originals, first_style, blobs).get_template(name).module


@lru_cache
def _decoder(view: Hashable) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(cast("Any", view))


_INTERFACE = msgspec.msgpack.Decoder(Interface)

_KNOWN = msgspec.msgpack.Decoder(tuple[Template, ...])


class _Compiled(BaseLoader):
    """Loads templates that have been compiled already, by their name."""

    def __init__(self, templates: tuple[Template, ...], blobs: Blobs) -> None:
        self.templates = templates
        self.codes = {template.name: template.code for template in templates}
        self.blobs = blobs

    @cached_property
    def texts(self) -> dict[str, str]:
        """The templates as they were written, by their names."""
        return {each.name: self.blobs.read(each.text).decode("utf-8-sig") for each in self.templates}

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  # so called by Jinja
    ) -> JinjaTemplate:
        """Return the template `name`. Raises TemplateNotFound."""
        if not (code := self.codes.get(name)):
            raise TemplateNotFound(name)
        compiled = marshal.loads(self.blobs.read(code))
        template = environment.template_class.from_code(environment, compiled, globals or {})
        # Half of the time of a page goes into escaping numbers and ids in which there is nothing to escape.
        template.root_render_func.__globals__["escape"] = quick_escape
        return template


def _has_search(view: Any) -> bool:
    frame = getattr(view, "frame", None)
    return bool(frame and frame.search_url)


def quick_escape(value: Any) -> str:
    """Return what `markupsafe.escape` returns, as plain text; compiled templates only join it to their output."""
    kind = type(value)
    if kind is str:
        return value if _NEEDS_ESCAPE.search(value) is None else escape(value)
    return value if kind is Markup else str(value) if kind is int else escape(value)


_NEEDS_ESCAPE = re.compile("[&<>\"']")


def _origin(layout: str, templates: _Compiled, tag: str) -> tuple[str, Place]:
    """Return the template that holds more of the beginning of `tag` than any other, and the line where it stands.

    What a template puts in as it is drawn is not in its text, so the tag is shortened until one has what is left.
    """
    for end in _ends(tag):
        for name, text in templates.texts.items():
            if (at := text.find(tag[:end])) >= 0:
                return f"{TEMPLATES}{name}", Place(text.count("\n", 0, at) + 1, 1)
    return f"{TEMPLATES}{layout}", Place()


def _ends(tag: str) -> list[int]:
    """Return where `tag` may be cut, the longest piece first: behind each quotation mark and each word."""
    return sorted({len(tag), *(found.end() for found in re.finditer(r'(?<=")| ', tag))} - {0}, reverse=True)


def _template_problem(task: RenderTask, error: Exception) -> Problem:
    """Return what `error` says of a template, at the template's own line."""
    if isinstance(error, TemplateSyntaxError):
        file, line = f"templates/{error.name}", error.lineno
    else:
        file, line = _last_template_line(error, f"templates/{task.template}")
    return problem(
        "template-failed",
        f"The template stops here: {_what(error)} (while drawing {task.source})",
        "Look at what this line names: a view has only the fields that its kind gives it.",
        file=file,
        place=Place(line, 1),
    )


def _what(error: Exception) -> str:
    """Return what is wrong, in the words of the one who wrote the template."""
    if isinstance(error, TemplateNotFound):
        return f"there is no template {error.name!r}"
    if isinstance(error, (TemplateError, LookupError)) and error.args:
        return re.sub(r"'[\w.]*?(\w+) object'", r"\1", str(error.args[0]))
    return f"{type(error).__name__}: {error}"


def _last_template_line(error: Exception, otherwise: str) -> tuple[str, int]:
    for frame, line in reversed(list(traceback.walk_tb(error.__traceback__))):
        if frame.f_code.co_filename.startswith("templates/"):
            return frame.f_code.co_filename, line
    return otherwise, 1
