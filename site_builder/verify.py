"""verify: whether a site, built a second time under other conditions, is the same, byte for byte and mode for mode.

`python -m site_builder.verify` is the second build, a process of its own.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from functools import partial
from pathlib import Path

from site_builder.cache.fork import end_with
from site_builder.cache.memo import InputChanged
from site_builder.cli import attempt
from site_builder.digest import digest_bytes
from site_builder.errors import EnvironmentFailed
from site_builder.model.output import Artifact
from site_builder.model.problem import TOP, Place, Problem, problem
from site_builder.project import Assembled, Request, Verdict, assembled, cores, second_build, settings_of
from site_builder.stages.write import NOTHING, clear, write

MOST_NAMED = 20
"""Files that are named where the two sites differ."""


def verify(request: Request, site: Assembled) -> Verdict:
    """Build the site of `request` once more, and return how it differs from `site`, or else the digest of both.

    Raises EnvironmentFailed where the second build cannot be made, and OSError.
    """
    with _built_again(request, {path: digest for path, (_, digest) in site.inputs.items()}) as tree:
        return compared(site.build.artifacts, site.read, tree)


def compared(artifacts: Iterable[Artifact], read: Callable[[bytes], bytes], tree: Path) -> Verdict:
    """Return how the files in `tree` differ from these, or else the digest of all of them.

    The digest is what `sha256sum` says of its own lines for all files of the site, sorted by path; see README.md.
    """
    lines, found = hashlib.sha256(), []
    others = dict(_modes(tree))
    for artifact in sorted(artifacts, key=lambda each: os.fsencode(each.path)):
        data = read(artifact.digest)
        lines.update(f"{hashlib.sha256(data).hexdigest()}  ./".encode() + os.fsencode(artifact.path) + b"\n")
        mode = others.pop(artifact.path, None)
        if mode is None:
            found.append(_differs(artifact.path, "Only one of the two builds has made this file."))
        elif (other := (tree / artifact.path).read_bytes()) != data:
            found.append(_differs(artifact.path, *_first_difference(data, other)))
        elif mode != 0o644:
            found.append(_differs(artifact.path, f"The second build gave this file the mode {mode:o}, and not 644."))
    for path, mode in others.items():
        if not path.endswith("/"):
            found.append(_differs(path, "Only one of the two builds has made this file."))
        elif mode != 0o755:
            found.append(_differs(path, f"The second build gave this folder the mode {mode:o}, and not 755."))
    if (more := len(found) - MOST_NAMED) > 0:
        found[MOST_NAMED:] = [_differs("", f"{more} more files differ.")]
    return Verdict("" if found else lines.hexdigest(), tuple(found))


def _modes(tree: Path) -> Iterator[tuple[str, int]]:
    """Yield the path and the mode of `tree` and all below it; the paths of folders end with a slash."""
    for folder, folders, files in os.walk(tree):
        folders.sort()
        for file in (f"{folder}/", *(f"{folder}/{name}" for name in sorted(files))):
            path = file.removeprefix(f"{tree}/") or "./"
            yield path, stat.S_IMODE(os.stat(file).st_mode)


_AROUND = 32
"""Bytes that are quoted of each of two texts before the place where they differ, and as many from it on."""


def _first_difference(data: bytes, other: bytes) -> tuple[str, Place]:
    """Return in words where two files differ first, and the line and column of that in the first one."""
    at = next((at for at, pair in enumerate(zip(data, other, strict=False)) if pair[0] != pair[1]), None)
    at = min(len(data), len(other)) if at is None else at
    before = data[:at].decode("utf-8", "replace")
    if b"\0" in data or "\ufffd" in before.rstrip("\ufffd"):
        return f"The two builds differ from byte {at + 1} on.", TOP
    place = Place(before.count("\n") + 1, len(before) - before.rfind("\n"))
    one, another = (_quoted(each, at) for each in (data, other))
    return f"It reads {one} in the first build, and {another} in the second.", place


def _quoted(data: bytes, at: int) -> str:
    begin = max(data.rfind(b"\n", 0, at) + 1, at - _AROUND)
    text = data[begin : at + _AROUND].decode("utf-8", "ignore").partition("\n")[0]
    return f"“{text}”" if text else "nothing"


def _differs(path: str, what: str, place: Place = TOP) -> Problem:
    return problem(
        "build-differs",
        f"Two builds of the same files did not make the same site. {what}",
        "What makes this file shows something that is another in each run: a time, a place in memory, an order that "
        "nobody gave. In a template, look for a filter without `| join` or `| sort` after it.",
        file=path or "./",
        place=place,
    )


@contextmanager
def _built_again(request: Request, files: Mapping[str, bytes]) -> Iterator[Path]:
    """Build a copy of these files, each with its digest, and yield the folder of its site, which is gone afterwards."""
    folder = second_build(request.root)
    made = [each for each in (folder, folder.parent) if not each.exists()]
    # The name is another, of another length, and not one of plain letters.
    copy, tree = folder / "another plåce", folder / "site"
    try:
        clear(folder)
        (folder / "home").mkdir(parents=True)
        _copy(request.root, copy, files)
        _build_elsewhere(request._replace(root=copy, output=str(tree)), folder)
        yield tree
    finally:
        clear(folder)
        if folder.parent in made:
            with suppress(OSError):
                folder.parent.rmdir()


def _copy(root: Path, copy: Path, files: Mapping[str, bytes]) -> None:
    # From the last to the first: many file systems list a folder in the order in which it was filled.
    for path in sorted(files, reverse=True):
        data = (root / path).read_bytes()
        if digest_bytes(data) != files[path]:
            raise InputChanged(f"{path} was changed while the site was being built; build again")
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_bytes(data)
    with suppress(FileNotFoundError):
        (copy / "pyproject.toml").write_bytes((root / "pyproject.toml").read_bytes())


def _build_elsewhere(request: Request, folder: Path) -> None:
    """Build in a process of its own, in which all is other that should not matter. Raises EnvironmentFailed."""
    jobs = request.jobs or cores()
    told = {
        "root": str(request.root),
        "today": request.today.isoformat(),
        "output": request.output,
        "base_url": request.base_url,
        "drafts": request.drafts,
        "future": request.future,
        "jobs": jobs + 1 if jobs < MOST_JOBS else 1,
        "cache": False,
    }
    code = Path(__file__).parents[1]
    done = subprocess.run(
        # Not from the working folder: the code is that of this process.
        [sys.executable, "-P", "-m", "site_builder.verify", json.dumps(told)],
        cwd=folder,
        env=_other_surroundings(folder, code),
        umask=0o077,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=partial(end_with, os.getpid()),
        check=False,
    )
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2].removeprefix("site-builder: ")
        raise EnvironmentFailed(f"the site could not be built a second time: {said or 'it was ended from outside'}")


MOST_JOBS = 64


def _other_surroundings(folder: Path, code: Path) -> dict[str, str]:
    """Return the variables of the second build: as they are here, but for those that must not matter."""
    now = os.environ
    changed = {
        "HOME": str(folder / "home"),
        "LC_ALL": "C" if now.get("LC_ALL") != "C" else "C.UTF-8",
        "PYTHONHASHSEED": "1" if now.get("PYTHONHASHSEED") != "1" else "2",
        "PYTHONPATH": os.pathsep.join([str(code), *filter(None, [now.get("PYTHONPATH")])]),
        "SOURCE_DATE_EPOCH": "0",
        "TZ": "Pacific/Kiritimati" if now.get("TZ") != "Pacific/Kiritimati" else "America/Los_Angeles",
    }
    return {**now, **changed}


def main(told: str) -> int:
    """Build as the request says that `told` holds, and write the site whatever is wrong with it."""
    values = json.loads(told)
    request = Request(**{**values, "root": Path(values["root"]), "today": date.fromisoformat(values["today"])})
    output = Path(request.output)
    with assembled(request, settings_of(request.root)) as site:
        write(site.build.artifacts, output, output.with_name("next"), NOTHING, site.read, keep_spare=False)
    return 0


if __name__ == "__main__":
    sys.exit(attempt(partial(main, sys.argv[1])))
