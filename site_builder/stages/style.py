"""style: the stylesheets under static/css/ → two, each in the order of the `@import` lines of its entry.

`first.css` is what a page needs before anything can be seen, and is written into the page; `site.css` is the rest.
"""

from __future__ import annotations

import posixpath
import re

from site_builder.cache.memo import Blobs
from site_builder.checks.pages.styles import faults_of_styles
from site_builder.model.problem import Place, Problem, problem
from site_builder.model.style import ENTRY, FIRST, Stylesheet, StyleTask
from site_builder.rules.book import rulebook


def bundle(task: StyleTask, blobs: Blobs) -> Stylesheet:
    """Return both entries with each stylesheet that they import in its place, and the final address in each `url()`.

    A stylesheet that is imported more than once stands where it is imported first. There need be no `first.css`.
    """
    flattening = _Flattening(task, blobs)
    first = flattening.sheet(FIRST, ()).strip() if FIRST in flattening.sheets else ""
    body = flattening.sheet(ENTRY, ()).encode()
    if "</style" in first.lower():
        flattening.problems.append(ENDS_EARLY)
    problems = [*flattening.problems, *faults_of_styles(flattening.texts.items(), rulebook(task.rules, blobs))]
    return Stylesheet(blobs.keep(body), len(body), blobs.keep(first.encode()), tuple(problems))


ENDS_EARLY = problem(
    "style-ends-early",
    "These styles hold “</style”, which ends the element that they stand in within a page.",
    "Write it with a backslash: <\\/style.",
    file=FIRST,
)


_IMPORT = re.compile(r'^@import\s+["\']([^"\']+)["\']\s*;[ \t]*$', re.MULTILINE)
_URL = re.compile(r'url\(\s*(["\']?)([^"\')]+)\1\s*\)')
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


class _Flattening:
    def __init__(self, task: StyleTask, blobs: Blobs) -> None:
        self.sheets = dict(task.sheets)
        self.addresses = dict(task.addresses)
        self.blobs = blobs
        self.done: set[str] = set()
        self.texts: dict[str, str] = {}
        self.problems: list[Problem] = []

    def sheet(self, path: str, above: tuple[str, ...]) -> str:
        """Return the text of the stylesheet at `path`, imports and addresses resolved; `above` are those it is in."""
        try:
            text = self.blobs.read(self.sheets[path]).decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            self.problems.append(
                problem("style-not-text", "This stylesheet is not text in UTF-8.", "Save it as UTF-8.", file=path)
            )
            return ""
        self.texts[path] = text

        def imported(match: re.Match[str]) -> str:
            name = posixpath.normpath(posixpath.join(posixpath.dirname(path), match[1]))
            if name in self.sheets and name not in above and name != path:
                if name in self.done:
                    return ""
                self.done.add(name)
                return self.sheet(name, (*above, path))
            message = f"{match[1]!r} is imported here, and " + (
                "imports this file in turn." if name in self.sheets else "there is no such file."
            )
            self._report("style-import", message, path, match)
            return ""

        def addressed(match: re.Match[str]) -> str:
            if match[2].startswith(("data:", "#")):
                return match[0]
            name = posixpath.normpath(posixpath.join(posixpath.dirname(path), match[2]))
            if name in self.addresses:
                return f'url("{self.addresses[name]}")'
            self._report("style-file-missing", f"{match[2]!r} is not a file under static/.", path, match)
            return match[0]

        # Comments leave their line ends behind, and imports are put in last, so that lines stay those of the file.
        bare = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)
        whole = _IMPORT.sub(imported, _URL.sub(addressed, bare))
        # A twentieth of the compressed bytes is indentation, and they are among the first that a page needs.
        return re.sub(r"\s*\n\s*", "\n", whole.strip() + "\n")

    def _report(self, rule: str, message: str, path: str, match: re.Match[str]) -> None:
        line = match.string.count("\n", 0, match.start()) + 1
        hint = "Name a file under static/, relative to this stylesheet."
        self.problems.append(problem(rule, message, hint, file=path, place=Place(line, 1)))
