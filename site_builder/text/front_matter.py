"""Front matter: the fields at the head of a content file, and what must be true of them in that file alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Generic, NamedTuple, TypeVar

import frontmatter
from frontmatter.default_handlers import YAMLHandler

from site_builder.model.front_matter import DEMANDED_OF_PUBLISHED, DRAWINGS, LAYOUTS, Translation
from site_builder.model.problem import Problem, problem
from site_builder.text.fields import Data, Fault, convert, meant_by, nearest
from site_builder.text.source_text import read_text
from site_builder.text.yaml_text import Places, Yaml, cut_short, load_yaml, located, places
from site_builder.urls import slug

LARGEST = 64 * 1024
"""Characters in the longest front matter."""

HEAD_LINE = 2
"""The line of a file on which its fields begin, after the hyphens."""

Fields = TypeVar("Fields")


class FrontMatterResult(NamedTuple, Generic[Fields]):
    """A content file, divided.

    `fields` is None where a required field is missing or nothing could be read.
    `head` is the text of the fields and begins at line `HEAD_LINE` of the file, `body` at line `body_line`.
    """

    fields: Fields | None
    field_places: Places
    head: str
    body: str
    body_line: int
    problems: list[Problem]
    draft: bool = False


def read_front_matter(path: str, data: bytes, type_: type[Fields]) -> FrontMatterResult[Fields]:
    """Return the fields of the content file at `path` as a `type_`, its body, and what is wrong with either.

    A file gives the same result with a byte order mark or foreign line ends as without.
    """
    text, problems = read_text(path, data)
    if text is None:
        return FrontMatterResult(None, (), "", "", 1, problems)
    opening = _FENCE.match(text)
    closing = _FENCE.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        problems.append(_unclosed(path, text) if opening else _missing(path, text))
        return FrontMatterResult(None, (), "", "", 1, problems)
    head, body = text[opening.end() + 1 : closing.start()], text[closing.end() + 1 :]
    body_line = text.count("\n", 0, closing.start()) + 2
    handler = _TextHandler(path)
    frontmatter.parse(text, handler=handler)
    loaded = handler.loaded
    problems += loaded.problems
    if loaded.fields is None:
        # One broken line hides the others from YAML, but not that this is a draft.
        draft = _DRAFT.search(head) is not None
        return FrontMatterResult(None, (), head, body, body_line, problems, draft)
    fields, faults = convert(loaded.fields, type_)
    faults = [*map(_with_example, faults), *_faults_of(path, loaded.fields, fields)]
    problems += cut_short(path, head, loaded, type_, first_line=HEAD_LINE)
    problems += [located(path, fault, loaded, first_line=HEAD_LINE) for fault in faults]
    return FrontMatterResult(
        fields,
        places(loaded.root, first_line=HEAD_LINE),
        head,
        body,
        body_line,
        problems,
        draft=loaded.fields.get("draft") == "true",
    )


def with_fields(data: bytes, values: Mapping[str, str], *, without: Iterable[str] = ()) -> bytes:
    """Return a content file with these fields of its front matter set and those removed, each on a line of its own.

    Every other byte stays: line ends, comments, the order of fields. The front matter must be one that can be read, and
    the values plain words that YAML takes as they are.
    """
    lines = data.splitlines(keepends=True)
    opening = next(row for row, line in enumerate(lines) if line.lstrip(b"\xef\xbb\xbf").rstrip() == b"---")
    closing = next(row for row, line in enumerate(lines) if row > opening and line.rstrip() == b"---")
    end = lines[opening].removeprefix(lines[opening].rstrip(b"\r\n"))
    head = lines[opening + 1 : closing]
    for name in without:
        head = [line for line in head if not _sets(line, name)]
    for name, value in values.items():
        row = next((row for row, line in enumerate(head) if _sets(line, name)), None)
        note = b""
        if row is None:
            # Behind the field that was set before it, so that those of a review stand together.
            before = [at for at, line in enumerate(head) if any(_sets(line, each) for each in values)]
            row = before[-1] + 1 if before else len(head)
            head.insert(row, b"")
        elif found := re.search(rb"[ \t]+#[^\r\n]*", head[row]):
            note = found[0]
        # Behind a bare value a note would be taken for a text that is cut short.
        head[row] = (f'{name}: "{value}"'.encode() + note if note else f"{name}: {value}".encode()) + end
    return b"".join([*lines[: opening + 1], *head, *lines[closing:]])


def _sets(line: bytes, name: str) -> bool:
    """Return whether a line of front matter gives the field `name`."""
    return re.match(rb"[\"']?" + name.encode() + rb"[\"']?[ \t]*:(?:[ \t]|$)", line) is not None


_DRAFT = re.compile(r"^draft:[ \t]+true[ \t]*(?:#.*)?$", re.MULTILINE)
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


class _TextHandler(YAMLHandler):
    """python-frontmatter's YAML, with text left as text; what it finds stays in `loaded`.

    The library takes a file without a closing line, or with a list, for one without front matter, and takes off the
    first and last empty lines of the body: so the lines of hyphens are looked for before it is called.
    """

    FM_BOUNDARY = _FENCE

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.loaded = Yaml({}, None, [])

    def load(self, fm: str, **_: object) -> Any:
        """Return the fields in `fm`, which begins at the end of the first line."""
        if len(fm) > LARGEST:
            message = f"The front matter has {len(fm):,} characters; the most that is read is {LARGEST:,}."
            hint = "Move text from the fields into the body, or close the front matter with a line of three hyphens."
            self.loaded = Yaml(None, None, [problem("front-matter-too-large", message, hint, file=self.path)])
        else:
            self.loaded = load_yaml(self.path, fm[1:], first_line=HEAD_LINE, name="The front matter")
        return self.loaded.fields


def _unclosed(path: str, text: str) -> Problem:
    """Return the problem of front matter without an end, and where its writer may have meant it to end."""
    lines = text.split("\n")
    attempt = next((n for n, line in enumerate(lines[1:], 2) if re.fullmatch(r"[-–—_*=.]{2,}\s*", line)), None)
    message = "The front matter that begins on line 1 is never closed: a line with three hyphens, ---, is missing."
    hint = "Write a line with nothing but --- after the last field."
    if attempt:
        hint = f"Line {attempt} is “{lines[attempt - 1].strip()[:10]}”: write exactly --- there."
    return problem("front-matter-unclosed", message, hint, file=path)


def _missing(path: str, text: str) -> Problem:
    """Return the problem of a file that does not begin with front matter."""
    first = next(line for line in text.split("\n") if line.strip())
    if first.rstrip() == "---":
        message, hint = "There are empty lines above the front matter.", "Delete them: line 1 must be ---."
    elif re.fullmatch(r"\s*(?:[-–—+]{2,}|—)\s*", first):
        message, hint = f"The file begins with “{first.strip()[:10]}”, not with three hyphens.", "Write --- on line 1."
    else:
        message = "The file has no front matter."
        hint = "Begin it with a line ---, then the fields (title: and so on), then another line ---."
    return problem("front-matter-missing", message, hint, file=path)


def _with_example(fault: Fault) -> Fault:
    """Return `fault`; that of a picture given by its file's name alone shows how to write the two parts of it."""
    if fault.path == ("image",) and (found := re.search(r"“([^\s“”]+\.\w+)”", fault.message)):
        return fault._replace(hint=f'Write image: {{src: {found[1]}, alt: "What it shows"}}')
    return fault


def _faults_of(path: str, data: dict[str, Data], fields: Any) -> Iterator[Fault]:
    """Yield what is wrong with fields that are well formed, as far as their own file can tell."""
    for name, check in _CHECKS.items():
        value = getattr(fields, name, None)
        if isinstance(value, tuple):
            for index, item in enumerate(value):
                if fault := check(item, fields):
                    yield Fault((name, index), *fault)
        elif value and (fault := check(value, fields)):
            yield Fault(("image", "src") if name == "image" else (name,), *fault)
    if isinstance(fields, Translation):
        return  # Whether its own review is there, a check asks that knows the original.
    if fields is not None and not fields.draft and meant_by(str(data.get("draft", ""))) != "true":
        known = fields.__struct_fields__
        misspelt = {nearest(name, known) for name in data if name not in known}
        for name in sorted(DEMANDED_OF_PUBLISHED & set(known) - misspelt):
            if not getattr(fields, name) and not data.get(name):
                hint = f"Run: site-builder review {path} --by KEY; or keep the page off the site with draft: true."
                yield Fault((), "review-missing", f"The field “{name}” is missing.", hint)


Wrong = tuple[str, str, str] | None
"""Rule, message and hint of a fault."""


def _not_before(name: str, earlier: str) -> Callable[[date, Any], Wrong]:
    """Return the check that the date `name` is not before the date `earlier`."""

    def not_before(value: date, fields: Any) -> Wrong:
        first = getattr(fields, earlier, None)
        if first is None or value >= first:
            return None
        message = f"“{name}” is {value}, which is before “{earlier}”, {first}."
        return "date-order", message, "Correct one of the two dates."

    return not_before


def _other_than_author(value: str, fields: Any) -> Wrong:
    if value != getattr(fields, "author", ""):
        return None
    message = f"“{value}” is both author and reviewer."
    return "review-by-author", message, "Have somebody else review the text and write that key after reviewed_by:"


def _is_slug(value: str, _: Any) -> Wrong:
    if value == slug(value):
        return None
    better = slug(value)
    hint = f"Write {better}." if better else "Use Latin letters, digits and hyphens."
    return "field-slug", f"“slug” is “{value}”; small letters, digits and single hyphens only can be used.", hint


def _is_drawing(value: str, _: Any) -> Wrong:
    if value in DRAWINGS:
        return None
    return "field-drawing", f"There is no drawing “{value}”.", f"Write one of {', '.join(DRAWINGS)}."


def _is_layout(value: str, _: Any) -> Wrong:
    if value in LAYOUTS:
        return None
    return "field-layout", f"There is no layout “{value}”.", f"Write one of {', '.join(LAYOUTS)}."


def _is_alias(value: str, fields: Any) -> Wrong:
    """Check an old address; of a question an old name."""
    if hasattr(fields, "question"):
        if re.fullmatch(r"[\w-]+", value):
            return None
        return (
            "field-alias",
            f"“{value}” cannot be a question's old name.",
            "Write the name only, as in can-i-take-both.",
        )
    if not value.startswith("/"):
        message, hint = f"The old address “{value}” does not begin with /.", "Write it as in /blog/old-name/."
    elif value.startswith("//") or ":" in value:
        message, hint = f"The old address “{value}” is on another site.", "Write the part after the site's name only."
    elif found := re.search(r"[?#\\\s<>\"'*]|//|(?:^|/)\.\.?(?:/|$)|%(?:2e|2f|5c|0|1)", value, re.IGNORECASE):
        message = f"The old address “{value}” contains “{found[0]}”."
        hint = "Write a plain path from / on, as in /blog/old-name/."
    else:
        return None
    return "field-alias", message, hint


def _is_name(value: str, _: Any) -> Wrong:
    """Check the name of another content file."""
    if re.fullmatch(r"[^\s/\\%?#:]+", value) and not value.startswith(".") and not value.endswith(".md"):
        return None
    hint = "Write the file's name only: without a folder and without .md at its end."
    return "field-name", f"“{value}” is not the name of a content file.", hint


def _is_picture_file(value: Any, _: Any) -> Wrong:
    src = value.src
    parts = src.split("/")
    if ":" in src or src.startswith(("/", "\\")) or "\\" in src or ".." in parts or re.search(r"%|[?#]", src):
        message = f"“{src}” does not name a picture beside this file or under static/."
        return "field-picture", message, "Write its file name, as in waiting-room.jpg."
    return None


_CHECKS: dict[str, Callable[[Any, Any], Wrong]] = {
    "updated": _not_before("updated", "date"),
    "expires": _not_before("expires", "date"),
    "review_due": _not_before("review_due", "reviewed"),
    "publish_on": lambda value, fields: _not_before("expires", "publish_on")(fields.expires or value, fields),
    "reviewed_by": _other_than_author,
    "slug": _is_slug,
    "drawing": _is_drawing,
    "layout": _is_layout,
    "aliases": _is_alias,
    "questions": _is_name,
    "related": _is_name,
    "image": _is_picture_file,
}
"""What is checked of each field, beyond its type. A list is checked item by item."""
