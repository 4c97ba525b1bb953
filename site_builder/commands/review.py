"""site-builder review: sign off the medical review of a text."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder import project
from site_builder.cli import FINE, PROBLEMS, find_root, tell
from site_builder.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from site_builder.model.config import Clinic
    from site_builder.model.front_matter import ArticleFields, QuestionFields


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `review` understands."""
    parser.add_argument("file", metavar="FILE", help="the article or question that was reviewed")
    parser.add_argument("--by", required=True, metavar="KEY", help="who reviewed it: a key of people in clinic.yaml")
    parser.add_argument("--today", default="", metavar="YYYY-MM-DD", help="sign as if it were this day")


def run(options: argparse.Namespace) -> int:
    """Write day, reviewer and signature into the front matter of FILE, and nothing else."""
    from site_builder.model.front_matter import ArticleFields, QuestionFields
    from site_builder.report import as_text
    from site_builder.waivers import is_waived

    root = find_root(options.root)
    today = project.day_of(options.today)
    path = _path(options.file, root)
    files, clinic, problems = project.examine(root, today)
    found = next((each for each in files if each.document.path == path), None)
    if found is None:
        raise UsageError(f"{options.file} is no content file; name an article or a question, as in content/faq/name.md")
    fields = found.document.fields
    if fields is None or clinic.clinic is None:
        tell(sys.stderr, as_text([each for each in problems if each.file in (path, "content/clinic.yaml")], 0))
        tell(sys.stderr, "site-builder: nothing was signed, since the file cannot be read\n")
        return PROBLEMS
    if not isinstance(fields, (ArticleFields, QuestionFields)):
        raise UsageError(f"{path} is a {found.document.kind}; only articles and questions have a medical review")
    waivers = {path: found.parsed.waivers}
    broken = [each for each in found.parsed.problems if each.severity == "error" and not is_waived(each, waivers)]
    if broken:
        tell(sys.stderr, as_text(broken, 0))
        tell(sys.stderr, "site-builder: nothing was signed, since the text has errors; mend them first\n")
        return PROBLEMS
    _check_reviewer(options.by, clinic.clinic, fields)
    file = (root / path).resolve()
    _replace(file, _signed(file.read_bytes(), path, fields, options.by, today, found.signature))
    tell(sys.stdout, f"{path}\n")
    tell(sys.stderr, f"Signed off by {options.by} on {today}. Any change to what the text says reopens the review.\n")
    return FINE


def _path(given: str, root: Path) -> str:
    """Return the path of the file that was named, relative to the project's folder."""
    named = Path(given)
    file = Path(os.path.abspath(named if named.is_absolute() else root / named))
    if not file.is_file():
        raise UsageError(f"there is no file {given} in {root}")
    for folder in (root, root.resolve()):
        if file.is_relative_to(folder):
            return file.relative_to(folder).as_posix()
    raise UsageError(f"{given} is not in the project {root}")


def _check_reviewer(key: str, clinic: Clinic, fields: ArticleFields | QuestionFields) -> None:
    from site_builder.fields import nearest

    if key not in clinic.people:
        near = nearest(key, clinic.people)
        hint = f"did you mean {near}?" if near else f"the people are {', '.join(clinic.people)}"
        raise UsageError(f"content/clinic.yaml has nobody under the key {key!r}; {hint}")
    if key == (getattr(fields, "author", "") or clinic.default_author) and hasattr(fields, "author"):
        raise UsageError(f"{key!r} is the author of this text; somebody else must review it")


def _signed(
    data: bytes, path: str, fields: ArticleFields | QuestionFields, by: str, today: date, signature: str
) -> bytes:
    """Return the file with its review signed off. Raises UsageError where its front matter does not allow that."""
    from msgspec.structs import replace

    from site_builder.front_matter import read_front_matter, with_fields

    passed = fields.review_due is not None and fields.review_due <= today
    wanted = replace(fields, reviewed=today, reviewed_by=by, review_digest=signature)
    wanted = replace(wanted, review_due=None) if passed else wanted
    values = {"reviewed": today.isoformat(), "reviewed_by": by, "review_digest": signature}
    made = with_fields(data, values, without=("review_due",) if passed else ())
    if read_front_matter(path, made, type(fields)).fields != wanted:
        raise UsageError(
            f"the front matter of {path} cannot be changed line by line; "
            "write reviewed, reviewed_by and review_due each on one line, then sign again"
        )
    return made


def _replace(file: Path, data: bytes) -> None:
    """Write the file whole or not at all."""
    beside = file.with_name(f".{file.name}.new")
    beside.write_bytes(data)
    beside.chmod(file.stat().st_mode & 0o7777)
    os.replace(beside, file)
