"""Templates before they are rendered: compiled, and asked what other templates they name."""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from functools import lru_cache

from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, meta, nodes

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
    made.filters |= FILTERS | OF_A_LANGUAGE
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
