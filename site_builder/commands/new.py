"""site-builder new: begin a content file."""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import date
from pathlib import Path

from msgspec import inspect

from site_builder.cli import FINE, find_root, tell
from site_builder.commands.serve import PORT
from site_builder.errors import UsageError
from site_builder.model.front_matter import type_of_kind
from site_builder.model.starting_text import BODIES, PLACEHOLDER
from site_builder.project import day_of
from site_builder.report import one_line
from site_builder.urls import identify, slug, unportable

FOLDERS = {"article": "content/articles", "question": "content/faq", "service": "content/services", "page": "content"}


ADDRESSES = {"article": "articles/{}/", "question": "faq/#{}", "service": "services/{}/", "page": "{}/"}
"""Where the preview shows what was written, below its own address."""

KINDS = {
    "article": "an article: a page about one subject",
    "question": "a question with its answer, for the page of questions",
    "service": "a service that the clinic offers",
    "page": "a page that stands for itself, as “About us” does",
}
"""Every kind in the words in which it is asked for."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `new` understands."""
    parser.add_argument("kind", nargs="?", default="", type=_kind, metavar="KIND", help=", ".join(FOLDERS))
    parser.add_argument("title", nargs="?", help="its title, or the question, in quotation marks")
    parser.add_argument("--today", default="", metavar="YYYY-MM-DD", help="date it as if it were this day")


def _kind(text: str) -> str:
    if text and text not in FOLDERS:
        raise argparse.ArgumentTypeError(f"{text!r} is none of {', '.join(FOLDERS)}")
    return text


def run(options: argparse.Namespace) -> int:
    """Write a commented file that builds at once as a draft; an existing file is left alone.

    What the command line does not say is asked for, where somebody is there to answer.
    """
    root = find_root(options.root)
    today = day_of(options.today)
    if not (options.kind and options.title is not None) and not (sys.stdin and sys.stdin.isatty()):
        raise UsageError('say what to write, and its title: site-builder new article "How long it lasts"')
    kind = options.kind or _asked_kind()
    title = one_line(options.title) if options.title is not None else _asked_title(root, kind)
    name = free_name(root, kind, title)
    path = f"{FOLDERS[kind]}/{name}.md"
    text = new_file(kind, title, today, topics=_topics(root) if kind == "question" else ())
    write_new(root, path, text)
    tell(sys.stdout, f"{path}\n")
    tell(sys.stderr, next_steps(kind, name, path, text, serve=serving(root)))
    return FINE


def free_name(root: Path, kind: str, title: str) -> str:
    """Return the name that a file with this title gets. Raises UsageError where there is none, or it is taken."""
    name = _cut(slug(title))
    if not name:
        raise UsageError(f"no file name can be made of {title!r}; use Latin letters or digits")
    if unportable(name):
        name = f"{name}-{kind}"
    if kind == "page" and (name in MADE or len(name) == LANGUAGE_LENGTH):
        raise UsageError(f"/{name}/ belongs to what the builder makes itself; choose another title")
    path = f"{FOLDERS[kind]}/{name}"
    if os.path.lexists(root / f"{path}.md"):
        raise UsageError(f"{path}.md is there already; choose another title, or change that file")
    if os.path.lexists(root / path):
        raise UsageError(f"{path}/ is there already; choose another title")
    return name


def write_new(root: Path, path: str, text: str) -> None:
    """Write a file that is not there. Raises UsageError where somebody was faster."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
    except FileExistsError:
        raise UsageError(f"{path} is there already; choose another title, or change that file") from None


def serving(root: Path) -> str:
    """Return the command that begins the preview of the project: what its Makefile has, if there is one."""
    return "make serve" if (root / "Makefile").exists() else "site-builder serve"


def next_steps(kind: str, name: str, path: str, text: str, *, serve: str) -> str:
    """Return what its writer does next with the file at `path`, which holds `text`; `serve` begins the preview."""
    lines = text.split("\n")
    begun = next((n for n, each in enumerate(lines, 1) if each.endswith(f'"{PLACEHOLDER}"')), 0)
    what = "write over what stands there" if begun else "read it to the end"
    line = begun or lines.index("---", 1) + 3
    address = "" if (kind, name) == ("page", "index") else ADDRESSES[kind].format(name)
    return (
        f"{path} is a draft: it stays off the site until you take out `draft: true`.\n"
        f"Next: open {path}:{line} and {what}.\n"
        f"To look at it while you write: {serve}, then http://127.0.0.1:{PORT}/{address}\n"
    )


def _asked_kind() -> str:
    """Return which kind the person at the terminal wants. Raises UsageError where nobody answers."""
    shown = "".join(f"  {number}  {what}\n" for number, what in enumerate(KINDS.values(), start=1))
    tell(sys.stderr, f"What do you want to write?\n{shown}")
    while True:
        answer = _answer(f"Its number, 1 to {len(KINDS)}: ").lower()
        if answer in KINDS:
            return answer
        if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(KINDS):
            return [*KINDS][int(answer) - 1]


def _asked_title(root: Path, kind: str) -> str:
    """Return the title that the person at the terminal gives, one of which a new file's name can be made."""
    asked = "The question, as a patient would ask it: " if kind == "question" else "Its title: "
    while True:
        title = one_line(_answer(asked))
        try:
            free_name(root, kind, title)
        except UsageError as error:
            tell(sys.stderr, f"{error}\n" if title else "Write a few words.\n")
        else:
            return title


def _answer(question: str) -> str:
    tell(sys.stderr, question)
    answer = sys.stdin.readline()
    if not answer:
        raise UsageError("nothing was written")
    return answer.strip()


def _topics(root: Path) -> tuple[str, ...]:
    """Return the topics that questions have already, in the order of letters."""
    from site_builder.model.front_matter import QuestionFields
    from site_builder.text.front_matter import read_front_matter

    folder = FOLDERS["question"]
    names = sorted(each.name for each in (root / folder).glob("*.md") if each.is_file())
    originals = [name for name in names if (known := identify(f"{folder}/{name}")) and not known.language]
    found = (read_front_matter(name, (root / folder / name).read_bytes(), QuestionFields).fields for name in originals)
    return tuple(sorted({each.topic for each in found if each}))


MADE = ("admin", "compare", "evidence", "search", "topics")
"""Addresses that no page of a clinic's own can have. Those of articles, questions and services have a folder."""

LANGUAGE_LENGTH = 2
"""Letters of an address that may be that of a language, as /es/ is."""

LONGEST_NAME = 80
"""Characters; a longer address says no more."""


def _cut(name: str) -> str:
    """Return the beginning of `name`, cut between words where it has any."""
    if len(name) <= LONGEST_NAME:
        return name
    return name[: LONGEST_NAME + 1].rpartition("-")[0] or name[:LONGEST_NAME]


def new_file(
    kind: str, title: str, today: date, *, description: str = "", body: str = "", topics: tuple[str, ...] = ()
) -> str:
    """Return a content file of this kind: what it must say, and every field that it may have as a comment.

    What is not known yet is a text to be written over; `topics` are those that there are already.
    """
    fields = inspect.type_info(type_of_kind[kind]).fields  # type: ignore[attr-defined]
    given = {"title": title, "question": title, "date": today.isoformat(), "draft": "true"}
    given |= {"description": description} if description else {}
    lines = [
        "---",
        "# Lines that begin with # are notes to you. To use a field, take away the # and the space after it.",
    ]
    for field in fields:
        lines.append(f"#   {field.type.extra_json_schema['description']}:")
        if field.name == "topic" and topics:
            lines.append(f"#   (so far there are: {', '.join(topics)})")
        if field.required or field.name == "draft":
            value = given.get(field.name, PLACEHOLDER)
            bare = field.name in ("date", "draft")
            lines.append(f"{field.name}: {value if bare else json.dumps(value, ensure_ascii=False)}")
        else:
            lines.append(f"# {field.name}: {_example(field)}")
    return "\n".join([*lines, "---", "", body or BODIES[kind]])


def _example(field: inspect.Field) -> str:
    """Return what a value of this field looks like."""
    return next(iter(field.type.extra_json_schema.get("examples", ())), None) or _any_example(field.type)  # type: ignore[attr-defined]


def _any_example(info: inspect.Type) -> str:
    """Return what a value of this type looks like."""
    match info:
        case inspect.Metadata(type=inner):
            return _any_example(inner)
        case inspect.UnionType(types=[inner, *_]):
            return _any_example(inner)
        case inspect.DateType():
            return "YYYY-MM-DD"
        case inspect.VarTupleType():
            return "[one, two]"
        case inspect.IntType():
            return "1"
        case inspect.StructType(fields=fields):
            return (
                "{" + ", ".join(f"{field.name}: {_any_example(field.type)}" for field in fields if field.required) + "}"
            )
        case _:
            return "text"
