"""Templates before they are rendered: compiled, and asked what other templates they name."""

from __future__ import annotations

import marshal
from functools import lru_cache

from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, meta, nodes

from site_builder.cache.memo import Blobs
from site_builder.filters import FILTERS
from site_builder.model.inputs import Source
from site_builder.model.output import TEMPLATES, TemplateFacts
from site_builder.model.problem import Place, Problem, problem

@lru_cache
def environment() -> Environment:
    """Return the settings under which every template is compiled and drawn; it can load none by itself."""
    made = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    # Neither is the same twice.
    del made.globals["lipsum"]
    del made.filters["random"]
    made.filters |= FILTERS
    return made


def inspect(source: Source, blobs: Blobs) -> TemplateFacts:
    """Return what the template at `source` names. Names must be written out, so that none can be missed."""
    name = source.path.removeprefix(TEMPLATES)
    try:
        text = blobs.read(source.digest).decode("utf-8-sig")
        tree = environment().parse(text)
        code = environment().compile(text, name, source.path)
    except UnicodeDecodeError:
        wrong = problem("template-not-text", "This template is not text in UTF-8.", "Save it as UTF-8.", file=source.path)
        return TemplateFacts(name, b"", (), (wrong,))
    except TemplateSyntaxError as error:
        return TemplateFacts(name, b"", (), (_syntax_problem(source.path, error),))
    named = list(meta.find_referenced_templates(tree))
    problems = tuple(_computed_name(source.path, node) for node in _naming_nodes(tree) if None in named and _is_computed(node))
    return TemplateFacts(name, blobs.keep(marshal.dumps(code)), tuple(sorted({each for each in named if each})), problems)


def _syntax_problem(path: str, error: TemplateSyntaxError) -> Problem:
    return problem(
        "template-syntax",
        f"The template cannot be read: {error.message}",
        "Look at this line and the ones above it; a tag may not be closed.",
        file=path,
        place=Place(error.lineno, 1),
    )


def _naming_nodes(tree: nodes.Template) -> list[nodes.Node]:
    return list(tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)))


def _is_computed(node: nodes.Node) -> bool:
    return not isinstance(getattr(node, "template"), nodes.Const)


def _computed_name(path: str, node: nodes.Node) -> Problem:
    return problem(
        "template-name-computed",
        "The name of the other template is computed here.",
        "Write the name out in quotation marks, so that the builder knows what a page is made of.",
        file=path,
        place=Place(node.lineno, 1),
    )
