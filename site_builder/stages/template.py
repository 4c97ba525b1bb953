"""Templates before they are rendered: compiled, and asked what other templates they name."""

from __future__ import annotations

import marshal
from collections.abc import Iterator
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
        wrong = problem(
            "template-not-text", "This template is not text in UTF-8.", "Save it as UTF-8.", file=source.path
        )
        return TemplateFacts(name, b"", (), (), (wrong,))
    except TemplateSyntaxError as error:
        return TemplateFacts(name, b"", (), (), (_syntax_problem(source.path, error.message or "", error.lineno),))
    except (RecursionError, MemoryError, SyntaxError):  # the last two are how Python's own compiler says the same
        return TemplateFacts(name, b"", (), (), (_syntax_problem(source.path, "it is nested too deeply.", 1),))
    naming = tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport))
    return TemplateFacts(
        name=name,
        code=blobs.keep(marshal.dumps(code)),
        names=tuple(sorted({each for each in meta.find_referenced_templates(tree) if each})),
        assets=tuple(sorted({each for each in _assets(tree) if each})),
        problems=tuple(
            _computed_name(source.path, node)
            for node in naming
            if not isinstance(getattr(node, "template", None), nodes.Const)
        ),
        text=source.digest,
    )


def _assets(tree: nodes.Template) -> Iterator[str]:
    """Yield each name that is written out before `| asset`."""
    for node in tree.find_all(nodes.Filter):
        if node.name == "asset" and isinstance(node.node, nodes.Const):
            yield str(node.node.value)


def _syntax_problem(path: str, what: str, line: int) -> Problem:
    return problem(
        "template-syntax",
        f"The template cannot be read: {what}",
        "Look at this line and the ones above it; a tag may not be closed.",
        file=path,
        place=Place(line, 1),
    )


def _computed_name(path: str, node: nodes.Node) -> Problem:
    return problem(
        "template-name-computed",
        "The name of the other template is computed here.",
        "Write the name out in quotation marks, so that the builder knows what a page is made of.",
        file=path,
        place=Place(node.lineno, 1),
    )
