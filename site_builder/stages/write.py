"""write: artifacts → the output folder, which is the old site or the new one at every moment.

The new site is put together in a second tree, the spare, and takes the place of the old one in a single step; the
old one is then brought up to date and is the spare of the next build. The trees share their files (hard links), so
that a build that changes one page writes one page. No file is ever written in place: it would change in both trees.
The new tree is on the disk before the exchange, and that right after it, so that no loss of power can tear the site.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from site_builder.cache.stamps import TICK_NS, Stamp, same, stamp_of, stamps_of
from site_builder.digest import digest_bytes
from site_builder.errors import UsageError
from site_builder.exchange import exchange, recover
from site_builder.hosting.twins import untwinned
from site_builder.model.output import MARK, MARKER, Artifact
from site_builder.syncing import sync

Read = Callable[[bytes], bytes]

GENERATOR = b'<meta name="generator" content="site-builder">'
"""In every page of the templates that ship, so that a page can be known for ours when the record of it is lost."""


class Written(NamedTuple):
    """What a build left: the digest and stamp of each file, and the stamp of each folder, in the site and the spare."""

    files: dict[str, tuple[bytes, Stamp]]
    folders: dict[str, Stamp]
    spare_folders: dict[str, Stamp]


NOTHING = Written({}, {}, {})


def write(
    artifacts: Iterable[Artifact],
    output: Path,
    spare: Path,
    before: Written,
    read: Read,
    *,
    keep_spare: bool = True,
    commit: Callable[[], object] = lambda: None,
) -> Written:
    """Make `output` hold these artifacts and nothing else, and return what it holds.

    `before` is what the last build left. The spare is removed at the end unless `keep_spare`. `commit` is called once,
    right before the new site takes the place of the old one: from then on nothing is raised. Raises UsageError where
    the folder holds what no build wrote, and OSError where the disk refuses; then the folder is as it was.
    """
    mask = os.umask(0o022)
    try:
        wanted = {artifact.path: artifact for artifact in artifacts}
        return _write(wanted, output, spare, before, read, keep_spare=keep_spare, commit=commit)
    finally:
        os.umask(mask)


def _write(
    wanted: dict[str, Artifact],
    output: Path,
    spare: Path,
    before: Written,
    read: Read,
    *,
    keep_spare: bool,
    commit: Callable[[], object],
) -> Written:
    for path in wanted:
        if path.startswith("/") or ".." in path.split("/"):
            raise ValueError(f"{path} is not a path within the site")
    recover(output)
    names = spare.with_name(f"{spare.name}.names") if keep_spare else None
    intact = bool(before.files) and same(output, before.folders.items()) and same(output, stamps_of(before.files))
    if intact:
        held = {path: digest for path, (digest, _) in before.files.items()}
    else:
        held = _take_stock(output, before, wanted, names)
    changed = [path for path, artifact in wanted.items() if held.get(path) != artifact.digest]
    gone = [path for path in held if path not in wanted]
    if intact and not changed and not gone:
        return before
    follows = intact and keep_spare and bool(before.spare_folders) and same(spare, before.spare_folders.items())
    above = [output.parent, spare.parent, *(each.parent for each in output.parents if not each.exists())]
    output.parent.mkdir(parents=True, exist_ok=True)
    spare.parent.mkdir(parents=True, exist_ok=True)
    try:
        if follows:
            _remove(spare, gone)
        else:
            _start(spare, output, [path for path in held if path in wanted and held[path] == wanted[path].digest])
        _put(spare, [wanted[path] for path in changed], read)
        if names is not None:
            names.write_text("\0".join(wanted), encoding="utf-8")
        sync([*([names] if names else ()), *_made(spare, changed if follows else wanted, gone)])
        commit()
        exchange(spare, output)
    except BaseException:
        # Half a tree is of no use, and on a full disk in the way.
        _try(clear, spare)
        raise
    _try(sync, dict.fromkeys(above))
    # A first build makes no second tree: most of the sites that are built cold, as CI does, are never built again.
    followed = intact and keep_spare and _try(_follow, spare, output, changed, gone)
    if not followed:
        _try(clear, spare)
    touched = set(changed) if follows else set(wanted)
    return _record(wanted, output, spare if followed else None, before, touched, follows=follows)


def _start(spare: Path, output: Path, paths: Iterable[str]) -> None:
    """Make `spare` a tree that holds these files of `output`."""
    clear(spare)
    _make_folder(str(spare))
    _link(output, spare, paths)


def _follow(spare: Path, output: Path, changed: Iterable[str], gone: Iterable[str]) -> None:
    """Bring `spare`, which is the old site, to the state of `output`."""
    os.stat(spare)
    _remove(spare, gone)
    _link(output, spare, changed)
    # The files are on the disk already; the next build syncs no folder in which it changes nothing.
    sync([each for each in _made(spare, changed, gone) if os.path.isdir(each)])


def _made(tree: Path, files: Iterable[str], gone: Iterable[str]) -> list[str]:
    """Return these files of `tree`, and each folder whose names change with them, or with those that are gone."""
    listed = list(files)
    folders = dict.fromkeys(folder for path in (*listed, *gone) for folder in _folders(path))
    return [
        *(f"{tree}/{path}" for path in listed),
        *(folder for each in folders if os.path.isdir(folder := f"{tree}/{each}")),
    ]


def _try(step: Callable[..., None], *arguments: object) -> bool:
    """Do what makes only the next build quicker, and return whether the disk let us."""
    try:
        step(*arguments)
    except OSError:
        return False
    return True


_OURS_BY_NAME = re.compile(
    r"(.*\.[0-9a-f]{16}(\.[a-z0-9]+)?|feed\.xml|sitemap\.xml|robots\.txt|security\.txt|_redirects|_headers|\.nojekyll"
    r"|favicon\.\w+|apple-touch-icon\.png"
    r"|box\.json|pagefind-entry\.json|pagefind(-worker)?\.js|.*\.pagefind|.*\.pf_(fragment|index|meta))"
)


def _take_stock(output: Path, before: Written, wanted: dict[str, Artifact], names: Path | None) -> dict[str, bytes]:
    """Return the digest of each file in `output`, b"" where it is not what was written.

    `names` lists what the last build that came so far was about to write: where a build was cut short before it could
    leave its record, that is how its files are known. Raises UsageError for the first few files that no build wrote.
    """
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise UsageError(f"{output} is not a folder; name another one with --output")
    held: dict[str, bytes] = {}
    if not output.exists():
        return held
    unknown: list[str] = []
    for folder, folders, files in os.walk(output, onerror=_raise):
        for name in (*files, *(name for name in folders if os.path.islink(os.path.join(folder, name)))):
            path = os.path.relpath(os.path.join(folder, name), output).replace(os.sep, "/")
            if path in before.files:
                digest, stamp = before.files[path]
                held[path] = digest if stamp_of(os.lstat(os.path.join(folder, name))) == stamp else b""
            else:
                held[path] = b""
                unknown.append(path)
    written = set(_read_names(names)) if unknown else set()
    marked = bool(unknown) and (bool(before.files) or _is_marked(output))
    foreign = sorted(
        path
        for path in unknown
        if path not in written and not _is_ours(f"{output}/{path}", wanted.get(path), marked=marked)
    )
    if foreign:
        named = ", ".join(foreign[:3]) + (f" and {len(foreign) - 3} more" if len(foreign) > 3 else "")
        raise UsageError(
            f"{output} holds what site-builder did not write: {named}; "
            "move it away, or name another folder with --output"
        )
    return held


def _raise(error: OSError) -> None:
    raise error


def _read_names(names: Path | None) -> list[str]:
    try:
        return names.read_text(encoding="utf-8").split("\0") if names else []
    except (OSError, UnicodeDecodeError):
        return []


def _is_marked(output: Path) -> bool:
    """Return whether a build made the folder."""
    try:
        return (output / MARKER).read_bytes() == MARK
    except OSError:
        return False


def _is_ours(file: str, wanted: Artifact | None, *, marked: bool) -> bool:
    """Return whether a file is surely a build's; asked only where the record of that is lost.

    In a folder that a build made these are the files that are written again, our pages, and what bears a name of ours;
    in another only what is already what would be written.
    """
    if os.path.islink(file):
        return False
    plain = untwinned(file)
    if marked and (wanted is not None or _OURS_BY_NAME.fullmatch(os.path.basename(plain))):
        return True
    if marked and plain.endswith(".html") and os.path.isfile(plain):
        with open(plain, "rb") as opened:
            return GENERATOR in opened.read(4096)
    if wanted is None or os.path.getsize(file) != wanted.size:
        return False
    with open(file, "rb") as opened:
        return digest_bytes(opened.read()) == wanted.digest


def clear(tree: Path) -> None:
    """Remove a tree, or a file that stands in its place."""
    if tree.is_dir() and not tree.is_symlink():
        shutil.rmtree(tree)
    else:
        tree.unlink(missing_ok=True)


def _put(tree: Path, artifacts: Iterable[Artifact], read: Read) -> None:
    made: set[str] = set()
    for artifact in artifacts:
        file = f"{tree}/{artifact.path}"
        _make_room(file, made)
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
        try:
            data = memoryview(read(artifact.digest))
            while data:
                data = data[os.write(opened, data) :]
            _set_mode(opened, 0o644)
        finally:
            os.close(opened)


def _link(source: Path, tree: Path, paths: Iterable[str]) -> None:
    made: set[str] = set()
    for path in paths:
        file = f"{tree}/{path}"
        _make_room(file, made)
        try:
            os.link(f"{source}/{path}", file)
        except OSError:
            shutil.copy2(f"{source}/{path}", file)


def _make_room(file: str, made: set[str]) -> None:
    """Make the folder of `file`, and take away what stands in its place; `made` are the folders that were new."""
    folder = file.rpartition("/")[0]
    if folder in made:
        return
    try:
        os.unlink(file)
    except FileNotFoundError:
        if not os.path.isdir(folder):
            _make_folder(folder)
            made.add(folder)
    except (IsADirectoryError, PermissionError):
        shutil.rmtree(file)
    except NotADirectoryError:
        # What was a file must become a folder: some part of the path is still that file.
        while not os.path.lexists(folder):
            folder = folder.rpartition("/")[0]
        os.unlink(folder)
        _make_folder(file.rpartition("/")[0])


def _make_folder(folder: str) -> None:
    above = folder.rpartition("/")[0]
    if not os.path.isdir(above):
        _make_folder(above)
    os.mkdir(folder)
    _set_mode(folder, 0o755)


def _set_mode(made: int | str, mode: int) -> None:
    """Give what was made this mode: folders hand theirs down to what is made in them, some by lists of who may."""
    if stat.S_IMODE(os.stat(made).st_mode) != mode:
        # Some file systems have no modes.
        with suppress(PermissionError):
            os.chmod(made, mode)


def _remove(tree: Path, paths: Iterable[str]) -> None:
    """Remove files, and the folders that are empty without them."""
    for path in paths:
        file = f"{tree}/{path}"
        with suppress(FileNotFoundError):
            os.unlink(file)
        with suppress(OSError):
            while (file := os.path.dirname(file)) != str(tree):
                os.rmdir(file)


def _record(
    wanted: dict[str, Artifact], output: Path, spare: Path | None, before: Written, touched: set[str], *, follows: bool
) -> Written:
    """Return what the trees hold now, asking anew only for what was touched."""
    folders = sorted({folder for path in wanted for folder in _folders(path)})
    stale = {folder for path in touched for folder in _folders(path)} | {""} if follows else set(folders)
    if follows:
        stale |= {folder for path in before.files if path not in wanted for folder in _folders(path)}
        # The trees have changed places.
        known, spare_known = before.spare_folders, before.folders
    else:
        known, spare_known = {}, {}
    _let_a_tick_pass()
    return Written(
        {
            path: (
                artifact.digest,
                stamp_of(os.lstat(f"{output}/{path}")) if path in touched else before.files[path][1],
            )
            for path, artifact in wanted.items()
        },
        {each: stamp_of(os.lstat(f"{output}/{each}")) if each in stale else known[each] for each in folders},
        {each: stamp_of(os.lstat(f"{spare}/{each}")) if each in stale else spare_known[each] for each in folders}
        if spare
        else {},
    )


def _folders(path: str) -> Iterator[str]:
    """Yield each folder that `path` lies in, the outermost, "", last."""
    while path:
        path = path.rpartition("/")[0]
        yield path


def _let_a_tick_pass() -> None:
    """Wait until a further write to what was just written would surely carry another time."""
    time.sleep(TICK_NS / 1e9)
