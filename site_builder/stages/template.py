"""Templates before they are rendered: compiled, and asked what other templates they name."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator
from functools import lru_cache
from threading import local
from typing import Any

from jinja2 import Environment, StrictUndefined, TemplateRuntimeError, TemplateSyntaxError, meta, nodes, pass_context
from jinja2.runtime import Context

from site_builder.cache.memo import Blobs
from site_builder.filters import FILTERS, OF_A_LANGUAGE
from site_builder.model.inputs import Source
from site_builder.model.interface import Said
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
    made.filters |= FILTERS | OF_A_LANGUAGE | {BOUNDED: bounded}
    made.globals["range"] = bounded_range
    return made


MOST_ROUNDS = 1_000_000
"""Rounds of all loops of a page together. The longest list that is meant has some ten thousand entries."""

BOUNDED = "bounded"
"""The name of the filter that every loop is given as it is compiled."""


class _Rounds(local):
    left = MOST_ROUNDS


_rounds = _Rounds()


def begin_page() -> None:
    """Let the loops of a page begin to be counted."""
    _rounds.left = MOST_ROUNDS


@pass_context
def bounded(_: Context, values: Iterable[Any]) -> Iterator[Any]:
    """Yield each of the `values`, as long as the loops of this page have not gone on for too long."""
    rounds = _rounds
    for value in values:
        rounds.left -= 1
        if rounds.left < 0:
            raise TemplateRuntimeError(f"its loops go round more than {MOST_ROUNDS:,} times")
        yield value


def bounded_range(*bounds: int) -> range:
    """Return a range that a page may hold as a whole. Raises TemplateRuntimeError where it is longer."""
    made = range(*bounds)
    if made[MOST_ROUNDS:]:
        raise TemplateRuntimeError(f"its loops go round more than {MOST_ROUNDS:,} times")
    return made


def inspect(source: Source, blobs: Blobs) -> TemplateFacts:
    """Return what the template at `source` names. Names must be written out, so that none can be missed."""
    name = source.path.removeprefix(TEMPLATES)
    try:
        text = blobs.read(source.digest).decode("utf-8-sig")
        tree = environment().parse(text)
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, BOUNDED, [], [], None, None, lineno=loop.iter.lineno)
        code = environment().compile(tree, name, source.path)
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
    saying = [*_saying(tree)]
    return TemplateFacts(
        name=name,
        code=blobs.keep(marshal.dumps(code)),
        names=tuple(sorted({each for each in meta.find_referenced_templates(tree) if each})),
        assets=tuple(sorted({each for each in _assets(tree) if each})),
        problems=(
            *(
                _computed_name(source.path, node)
                for node in naming
                if not isinstance(getattr(node, "template", None), nodes.Const)
            ),
            *(_computed_key(source.path, call) for call, said in saying if not said),
        ),
        text=source.digest,
        said=tuple(sorted({each for _, said in saying for each in said}, key=lambda each: (each.line, each.key))),
    )


def _assets(tree: nodes.Template) -> Iterator[str]:
    """Yield each name that is written out before `| asset`."""
    for node in tree.find_all(nodes.Filter):
        if node.name == "asset" and isinstance(node.node, nodes.Const):
            yield str(node.node.value)


def _saying(tree: nodes.Template) -> Iterator[tuple[nodes.Call, list[Said]]]:
    """Yield each call of `say` with the texts that it may say, none where that cannot be told."""
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "say":
            yield call, [*_keys(call.args[0])] if call.args else []


def _keys(node: nodes.Expr) -> Iterator[Said]:
    """Yield the keys that `node` can be: `"a.b"`, `"a.b" if … else "a.c"`, or `"a." ~ …` for all that begin so."""
    match node:
        case nodes.Const(value=str(key)):
            yield Said(key, node.lineno)
        case nodes.Concat(nodes=[nodes.Const(value=str(key)), *_]):
            yield Said(key, node.lineno, is_prefix=True)
        case nodes.CondExpr(expr1=nodes.Expr() as one, expr2=nodes.Expr() as other):
            yield from _keys(one)
            yield from _keys(other)


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


def _computed_key(path: str, node: nodes.Node) -> Problem:
    return problem(
        "template-key-computed",
        "The key of the text to say is computed here.",
        'Write it out in quotation marks, or at least how it begins: say("toc." ~ name).',
        file=path,
        place=Place(node.lineno, 1),
    )
