"""What the preview tells a browser about one open page: the problems to lay over it, its ribbon, and its margin."""

from __future__ import annotations

from datetime import date

import msgspec

from site_builder.model.problem import Problem, Severity, awaits
from site_builder.parts.standing import FileStatus
from site_builder.serve.finding import Finding, Read, findings
from site_builder.serve.margin import Margin, margin

MOST_PROBLEMS = 40
"""Problems that are laid over a page at once: whoever mends these sees the others next."""


class PageShown(msgspec.Struct, frozen=True):
    """A page that a browser shows.

    `path` is its address, `source` the content file it is made of ("" for none), `html` what was served. `is_current`
    is False where that is an older page, since the newest build has lost it. `status` is that of the content file, None
    where there is none, and `cited` are the keys of its sources. `parts` are the files of a page that shows several.
    """

    path: str
    source: str
    html: bytes
    today: date
    is_current: bool = True
    status: FileStatus | None = None
    cited: tuple[str, ...] = ()
    parts: tuple[FileStatus, ...] = ()


class Ribbon(msgspec.Struct, frozen=True):
    """Why a page is in the preview alone: `kind` is draft, held or expired."""

    kind: str
    title: str
    words: str


class Notes(msgspec.Struct, frozen=True):
    """All that is told of one page; `left_out` is how many more problems there are than are told."""

    path: str
    source: str
    is_current: bool
    problems: tuple[Finding, ...]
    left_out: int
    ribbon: Ribbon | None
    margin: Margin | None


def notes(page: PageShown, problems: tuple[Problem, ...], read: Read, root: str) -> Notes:
    """Return what to tell of `page`, given all problems of the site.

    `read` tells the text of a file by its path below `root`, the folder of the project.
    """
    blocking = [each for each in problems if _is_laid_over(each, page.source)]
    # What its writer has just saved first: what is wrong elsewhere may come of it.
    blocking.sort(key=lambda each: each.file != page.source)
    html = page.html.decode("utf-8", "replace")
    return Notes(
        page.path,
        page.source,
        page.is_current,
        findings(blocking[:MOST_PROBLEMS], read, root),
        max(len(blocking) - MOST_PROBLEMS, 0),
        ribbon(page.status) if page.status else ribbon_of_parts(page.parts),
        margin(html, page.source, problems, read, root, status=page.status, cited=page.cited) if page.source else None,
    )


def encoded(told: Notes) -> bytes:
    """Return the notes as JSON."""
    return msgspec.json.encode(told)


def ribbon(status: FileStatus) -> Ribbon | None:
    """Return why a page is in the preview alone, None for one that is on the site."""
    said = _RIBBONS.get(status.state)
    return Ribbon(status.state, said[0], f"{status.why[:1].upper()}{status.why[1:]}. {said[1]}") if said else None


def ribbon_of_parts(parts: tuple[FileStatus, ...]) -> Ribbon | None:
    """Return which texts of a page are in the preview alone, None where all are on the site."""
    names = [f"“{each.title}”" for each in parts if each.state in _RIBBONS]
    title = "A draft on this page" if len(names) == 1 else "Drafts on this page"
    return Ribbon("draft", title, f"Only you see {' and '.join(names)}.") if names else None


_RIBBONS = {
    "draft": ("Draft", "Only you see this page. It goes out once the line “draft: true” is taken out of its file."),
    "held": ("Not out yet", "Only you see this page. On that day it goes out by itself."),
    "expired": ("Taken off", "Only you see this page. To bring it back, give its file a later “expires”."),
}


def _is_laid_over(found: Problem, source: str) -> bool:
    """Return whether a problem keeps the site, or the open page once it is no draft, from being published."""
    return found.severity is Severity.ERROR or (found.file == source and awaits(found))
