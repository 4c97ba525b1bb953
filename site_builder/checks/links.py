"""Links from one content file to another."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from difflib import get_close_matches

from site_builder.checks.survey import Shared, Survey, in_document, written
from site_builder.model.document import Document, Link
from site_builder.model.problem import Problem, Severity
from site_builder.parts.links import locate, part_id


def lead_somewhere(survey: Survey) -> Iterator[Problem]:
    """Yield a problem for each link to a file, or a part of a file, that is not on the site."""
    for document in written(survey):
        for link in document.links:
            if found := _wrong(link, document, survey):
                yield found


def _wrong(link: Link, document: Document | Shared, survey: Survey) -> Problem | None:
    file, part = locate(link.target, document.path)
    target = survey.site_of(document).targets.get(file)
    prefix = part_id(target, "") if target and not link.target.startswith("#") else ""
    if file == document.path:
        ids = document.ids
    elif file in survey.site.materials.unread:
        return None
    elif target is None:
        message = f"The link leads to {link.target!r}, and there is no such file."
        return in_document(document, "link-broken", message, _nearest_file(file, document, survey), link.place)
    elif target.why:
        message = f"The link leads to {link.target!r}, which is not on the site: {target.why}."
        hint = "Take the link out, or lead it to another page."
        severity = Severity.WARNING if target.timely else Severity.ERROR
        return in_document(document, "link-unpublished", message, hint, link.place, severity)
    else:
        ids = target.ids
    if part and prefix + part not in ids:
        message = f"The link leads to the part {part!r} of {file}, and there is no such part."
        hint = _nearest_part(part, [name.removeprefix(prefix) for name in ids])
        return in_document(document, "anchor-broken", message, hint, link.place)
    return None


def _nearest_file(file: str, document: Document | Shared, survey: Survey) -> str:
    """Return the file that is probably meant, as a link in `document` would name it."""
    others = (path for path in survey.site.targets if path != document.path)
    close = get_close_matches(file, others, n=1, cutoff=0.5)
    folder = posixpath.dirname(document.path)
    return f"Did you mean {posixpath.relpath(close[0], folder)!r}?" if close else "Name a content file, as in other.md."


def _nearest_part(part: str, ids: list[str]) -> str:
    close = get_close_matches(part, ids, n=1, cutoff=0.5)
    return f"Did you mean {close[0]!r}?" if close else "A heading's part is its words, with hyphens."
