"""site-builder review: sign off the medical review of a text."""

from __future__ import annotations

import argparse
import os
import sys
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder import project
from site_builder.cli import FINE, PROBLEMS, find_root, tell
from site_builder.errors import UsageError
from site_builder.whole_files import replace_files

if TYPE_CHECKING:
    from datetime import date

    from site_builder.model.config import Clinic, Person
    from site_builder.model.front_matter import ArticleFields, FrontMatter, QuestionFields


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `review` understands."""
    parser.add_argument("file", metavar="FILE", help="the article or question that was reviewed")
    parser.add_argument("--by", default="", metavar="KEY", help="who reviewed it: a key of people in clinic.yaml")
    parser.add_argument("--today", default="", metavar="YYYY-MM-DD", help="sign as if it were this day")


def run(options: argparse.Namespace) -> int:
    """Write day, reviewer and signature into the front matter of FILE, and nothing else.

    Of a translation also which text of its original it translates: who signs it has read both.
    """
    from site_builder.checks.translations import differences
    from site_builder.model.front_matter import ArticleFields, QuestionFields
    from site_builder.model.problem import awaits
    from site_builder.report import as_text
    from site_builder.waivers import is_waived

    root = find_root(options.root)
    today = project.day_of(options.today)
    path = _path(options.file, root)
    files, clinic, problems = project.examine(root, today)
    found = next((each for each in files if each.document.path == path), None)
    if found is None:
        near = _nearest(path, [each.document.path for each in files])
        raise UsageError(f"{options.file} is no content file; {near}")
    fields = found.document.fields
    if fields is None or clinic.clinic is None:
        tell(sys.stderr, as_text([each for each in problems if each.file in (path, "content/clinic.yaml")]))
        tell(sys.stderr, "site-builder: nothing was signed, since the file cannot be read\n")
        return PROBLEMS
    if not isinstance(fields, (ArticleFields, QuestionFields)):
        raise UsageError(f"{path} is a {found.document.kind}; only articles and questions have a medical review")
    original = next((each for each in files if found.pair and each.document.path == found.pair.original), None)
    _check_reviewer(options.by, path, clinic.clinic, (original or found).document.fields)
    waivers = {path: found.parsed.waivers}
    broken = [each for each in found.parsed.problems if each.severity == "error" and not is_waived(each, waivers)]
    broken = [each for each in broken if each.rule not in MENDED]
    shown = _data_files(found.parsed.signed.shows) if found.parsed.signed else set()
    broken += [each for each in problems if each.severity == "error" and each.file in shown]
    if broken:
        tell(sys.stderr, as_text(broken))
        what = "the text, or what it shows," if any(each.file in shown for each in broken) else "the text"
        tell(sys.stderr, f"site-builder: nothing was signed, since {what} has errors; mend them first\n")
        return PROBLEMS
    given = {"reviewed": today.isoformat(), "reviewed_by": options.by, "review_digest": found.signature}
    given |= {"original_digest": found.pair.now} if found.pair else {}
    file = (root / path).resolve()
    replace_files({file: _signed(file.read_bytes(), path, fields, given, today)})
    tell(sys.stdout, f"{path}\n")
    if original:
        differing = [each for each in differences(found.document, original.document) if not is_waived(each, waivers)]
        tell(sys.stderr, as_text(sorted(differing)))
    if waiting := [each for each in found.parsed.problems if awaits(each) and not is_waived(each, waivers)]:
        tell(sys.stderr, as_text(waiting))
    more = " These keep it from going out; mend them, then sign again." if waiting else ""
    tell(
        sys.stderr,
        f"Signed off by {options.by} on {today}. Any change to what the text says reopens the review.{more}\n",
    )
    return FINE


MENDED = ("review-missing", "review-by-author")
"""Faults that the command itself mends, as it writes who reviewed the text, and when."""


def _path(given: str, root: Path) -> str:
    """Return the path of the file that was named, relative to the project's folder."""
    named = Path(given)
    # As everywhere a path is one from the project's folder; but who stands in another folder may mean one from there.
    # And `status` names a text without the folder that all lie in.
    places = [named] if named.is_absolute() else [root / named, Path.cwd() / named, root / "content" / named]
    files = [Path(os.path.abspath(place)) for place in places]
    file = next((each for each in files if each.is_file()), files[0])
    path = next((file.relative_to(each).as_posix() for each in (root, root.resolve()) if file.is_relative_to(each)), "")
    if not file.is_file():
        texts = sorted(each.relative_to(root).as_posix() for each in (root / "content").rglob("*.md"))
        raise UsageError(f"there is no file {given} in {root}; {_nearest(path or given, texts)}")
    if not path:
        raise UsageError(f"{given} is not in the project {root}")
    return path


def _nearest(path: str, texts: list[str]) -> str:
    """Return which of the `texts` is probably meant by `path`, as a hint."""
    named = [text for text in texts if Path(text).stem == Path(path).stem]
    near = named[0] if named else next(iter(get_close_matches(path, texts, n=1)), "")
    return f"did you mean {near}?" if near else "name an article or a question, as in content/faq/name.md"


def _data_files(shows: tuple[str, ...]) -> set[str]:
    """Return the data files that a text shows something of."""
    files = {"compare": "content/treatments.yaml", "timeline": FIGURES, "icon-array": FIGURES}
    return {files[kind] for kind in (name.partition("/")[0] for name in shows) if kind in files}


FIGURES = "content/figures.yaml"


def _check_reviewer(key: str, path: str, clinic: Clinic, fields: FrontMatter | None) -> None:
    """Raise UsageError where nobody, or nobody who may, is said to have reviewed the text at `path`."""
    from site_builder.text.fields import nearest

    author = (getattr(fields, "author", "") or clinic.default_author) if hasattr(fields, "author") else ""
    others = {name: each for name, each in clinic.people.items() if name != author}
    if not others:
        raise UsageError(
            f"nobody may sign {path}: content/clinic.yaml names nobody under people but its author; add who reviews"
        )
    if not key:
        widest = max(map(len, others))
        people = "".join(f"\n    --by {name:<{widest}}   {_titled(each)}" for name, each in others.items())
        raise UsageError(f"who has reviewed {path}? Run the same again with one of these behind it:{people}")
    if key not in clinic.people:
        near = nearest(key, others)
        hint = f"did you mean {near}?" if near else f"the people are {', '.join(others)}"
        raise UsageError(f"content/clinic.yaml has nobody under the key {key!r}; {hint}")
    if key == author:
        raise UsageError(f"{key!r} is the author of this text; somebody else must review it: {', '.join(others)}")


def _titled(each: Person) -> str:
    return ", ".join(part for part in (each.role, each.credentials) if part)


def _signed(
    data: bytes, path: str, fields: ArticleFields | QuestionFields, given: dict[str, str], today: date
) -> bytes:
    """Return the file with what is `given` in its fields. Raises UsageError where its front matter does not allow that.

    A day on which the review was due goes if it has passed.
    """
    from msgspec.structs import replace

    from site_builder.text.front_matter import read_front_matter, with_fields

    passed = fields.review_due is not None and fields.review_due <= today
    wanted = replace(fields, **(given | {"reviewed": today} | ({"review_due": None} if passed else {})))
    made = with_fields(data, given, without=("review_due",) if passed else ())
    if read_front_matter(path, made, type(fields)).fields != wanted:
        raise UsageError(
            f"the front matter of {path} cannot be changed line by line; "
            "write reviewed, reviewed_by and review_due each on one line, then sign again"
        )
    return made
