"""load: the project folder → Inputs. The only stage that looks into the folder; it reads what is new and no more."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from site_builder.cache.stamps import UNTRUSTED, Stamp, Stamps, stamp_of
from site_builder.model.inputs import Inputs, Source
from site_builder.model.interface import FOLDER
from site_builder.model.ledger import FILE as LEDGER
from site_builder.model.problem import Problem, Severity, problem
from site_builder.urls import data_file, identify, unportable

FOLDERS = ("content", "static", "templates")

PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")

DATA_FILES = frozenset(
    {"addresses.yaml", "clinic.yaml", "figures.yaml", "references.bib", "rules.yaml", "treatments.yaml"}
)

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes; a larger file has no place on a page that somebody opens on a telephone."""

DEEPEST = 30
"""Folders in folders; nobody finds a file below so many."""


def load(root: Path, stamps: Stamps) -> tuple[Inputs, dict[str, Stamp]]:
    """Return every file that the site is made of, and the stamp of every folder that was looked into."""
    walk = _Walk(root, stamps)
    files = {folder: tuple(walk.sources(folder)) for folder in FOLDERS}
    content = files["content"]
    for name in ("content", "templates"):
        if not files[name]:
            walk.report(name, "folder-missing", f"There is nothing in {name}/.", _MAKE_A_SITE)
    documents = tuple(source for source in content if source.path.endswith(".md") and walk.is_document(source.path))
    for source in content:
        if (
            not source.path.endswith(".md")
            and not source.path.lower().endswith(PICTURES)
            and source.path.removeprefix("content/") not in DATA_FILES
            and not data_file(source.path)[1]
        ):
            walk.report(
                source.path, "file-unused", "Nothing is published of this file.", _WHAT_IS_READ, Severity.WARNING
            )
    return (
        Inputs(
            content=content,
            clinic=_find(content, "content/clinic.yaml"),
            bibliography=_find(content, "content/references.bib"),
            treatments=_find(content, "content/treatments.yaml"),
            figures=_find(content, "content/figures.yaml"),
            rules=_find(content, "content/rules.yaml"),
            translations=tuple(source for source in content if data_file(source.path)[1]),
            documents=documents,
            pictures=tuple(source for source in (*content, *files["static"]) if source.path.lower().endswith(PICTURES)),
            static=files["static"],
            templates=tuple(source for source in files["templates"] if source.path.endswith((".html", ".xml"))),
            interfaces=tuple(source for source in files["templates"] if _is_interface(source.path)),
            problems=tuple(walk.problems),
            ledger=_find(content, LEDGER),
        ),
        # What was refused may become fit to be read without a sign that any of these stamps would show.
        walk.folders | ({"content": UNTRUSTED} if walk.problems else {}),
    )


def reload(inputs: Inputs, root: Path, stamps: Stamps, changed: Iterable[str]) -> Inputs | None:
    """Return `inputs` with the files at the paths `changed` as they are now, and add their stamps to `stamps.seen`.

    Quicker than to look through the folder again, and the same: where a file was made, removed or must be refused,
    only a whole look can tell, and None comes back.
    """
    known = {source.path: source for source in (*inputs.content, *inputs.static, *inputs.templates, *inputs.interfaces)}
    refused = {each.file for each in inputs.problems}
    now: dict[str, Source] = {}
    for path in changed:
        file = root / path
        if path not in known:
            if os.path.lexists(file) or any(f"{each}/".startswith(f"{path}/") for each in (*known, *refused)):
                return None
            continue
        try:
            status = os.lstat(file)
            if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST_FILE:
                return None
            fresh = Stamps(stamps.seen)
            now[path] = Source(path, fresh.digest(path, file, status), status.st_size)
            stamps.seen |= fresh.seen
        except OSError:
            return None
    return Inputs(**{name: _renewed(getattr(inputs, name), now) for name in Inputs.__struct_fields__})


def _renewed(value: Any, now: Mapping[str, Source]) -> Any:
    """Return a value of the inputs with the sources in it as they are `now`."""
    if isinstance(value, tuple):
        return tuple([_renewed(each, now) for each in value])
    return now.get(value.path, value) if isinstance(value, Source) else value


_MAKE_A_SITE = "A site has the folders content/, templates/ and static/; `site-builder init DIR` makes one."


_WHAT_IS_READ = "In content/ belong texts (.md), pictures, and the data files that the builder knows."


class _Walk:
    """One look through the project folder."""

    def __init__(self, root: Path, stamps: Stamps) -> None:
        self.root = str(root)
        self.stamps = stamps
        self.real_root = os.path.realpath(root)
        self.folders: dict[str, Stamp] = {}
        self.problems: list[Problem] = []

    def sources(self, folder: str) -> Iterator[Source]:
        """Yield every file below `folder`, sorted by path."""
        full = f"{self.root}/{folder}"
        if folder.count("/") > DEEPEST:
            self.report(folder, "folder-too-deep", "There are too many folders in folders here.", "Move them up.")
            return
        if folder in FOLDERS and os.path.islink(full):
            self._report_folder_link(folder)
            return
        try:
            self.folders[folder] = stamp_of(os.stat(full))
            entries = sorted(os.scandir(full), key=lambda entry: entry.name)
        except FileNotFoundError:
            # It may be made at any time, and no stamp says so.
            self.folders[folder] = UNTRUSTED
            return
        except OSError as error:
            self.report(
                folder, "folder-unreadable", f"The folder cannot be read: {error.strerror}.", "Look at its permissions."
            )
            return
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if is_private(entry.name) or not self._has_good_name(path, entry.name):
                continue
            yield from self._entry(entry, path)

    def _entry(self, entry: os.DirEntry[str], path: str) -> Iterator[Source]:
        if entry.is_symlink() and not self._stays_inside(entry, path):
            return
        if entry.is_dir(follow_symlinks=False):
            yield from self.sources(path)
            return
        try:
            status = entry.stat()
            if not stat.S_ISREG(status.st_mode):
                self.report(
                    path,
                    "file-not-regular",
                    "This is not a file that can be read to its end.",
                    "Take it out of the project.",
                )
            elif status.st_size > LARGEST_FILE:
                self.report(
                    path,
                    "file-too-large",
                    f"The file has {status.st_size:,} bytes.",
                    f"Keep files below {LARGEST_FILE:,} bytes.",
                )
            else:
                yield Source(path, self.stamps.digest(path, entry.path, status), status.st_size)
        except OSError as error:
            self.report(
                path, "file-unreadable", f"The file cannot be read: {error.strerror}.", "Look at its permissions."
            )

    def is_document(self, path: str) -> bool:
        """Return whether a page is made of the file at `path`, and report it where not."""
        if identify(path) is not None:
            return True
        self.report(
            path,
            "document-misplaced",
            f"No page is made of a file in {os.path.dirname(path)}/.",
            "Articles belong into content/articles/, questions into content/faq/, services into content/services/, "
            "pages into content/ itself.",
        )
        return False

    def report(self, path: str, rule: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> None:
        """Add a problem with the whole of the file or folder at `path`."""
        shown = path.encode("utf-8", "backslashreplace").decode()
        self.problems.append(problem(rule, message, hint, file=shown, severity=severity))

    def _stays_inside(self, entry: os.DirEntry[str], path: str) -> bool:
        try:
            real = os.path.realpath(entry.path, strict=True)
        except OSError:
            self.report(path, "symlink-broken", "This link leads nowhere, or in a circle.", "Put the file itself here.")
            return False
        if os.path.isdir(real):
            self._report_folder_link(path)
            return False
        if not real.startswith(self.real_root + os.sep):
            self.report(path, "symlink-outside", "This link leads out of the project.", "Put the file itself here.")
            return False
        return True

    def _report_folder_link(self, path: str) -> None:
        self.report(path, "symlink-to-folder", "This is a link to a folder.", "Put the folder itself here.")

    def _has_good_name(self, path: str, name: str) -> bool:
        if self.stamps.names_checked and path in self.stamps.known:
            return True
        try:
            name.encode()
        except UnicodeEncodeError:
            self.report(
                path,
                "name-unreadable",
                "The name of this file is not valid text (UTF-8).",
                "Rename it with plain letters.",
            )
            return False
        if why := unportable(name):
            self.report(path, "name-unportable", f"Windows cannot hold a file called {name!r}: {why}.", "Rename it.")
            return False
        if unicodedata.normalize("NFC", name) != name:
            self.report(
                path,
                "name-decomposed",
                f"An accent in {name!r} is stored as a letter of its own, which other machines store differently.",
                "Rename it, best without accents.",
            )
            return False
        return True


def is_private(name: str) -> bool:
    """Return whether an editor or the system left this file, and no writer means it."""
    return name.startswith((".", "#", "~$")) or name.endswith(("~", ".swp", ".swx", ".bak", ".orig", ".tmp"))


def _is_interface(path: str) -> bool:
    """Return whether the file at `path` holds the words of the site's furniture in a language."""
    return path.startswith(FOLDER) and path.endswith(".yaml") and "/" not in path.removeprefix(FOLDER)


def _find(sources: tuple[Source, ...], path: str) -> Source | None:
    return next((source for source in sources if source.path == path), None)
