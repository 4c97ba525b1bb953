"""A plan: what is on a host and what is to be there → what is sent, in which order, and what is deleted. No I/O."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from site_builder.publish.host import File
from site_builder.publish.release import Release, Sent

LISTS = ("feed.xml", "sitemap.xml", "robots.txt", "_headers", "_redirects", "pagefind-entry.json", "box.json")
"""Names of files that tell others what there is; with twins (`.gz`, `.br`) and in any folder."""

TWINS = (".gz", ".br")


class Present(NamedTuple):
    """A file on the host: its tag and, where that is not the tag that it was left with, the digest of its content."""

    tag: str
    digest: str = ""


class Held(NamedTuple):
    """What a host has of a site.

    `release` is what is out, `coming` what was on its way when publishers were cut short, and `present` what lies there
    of all, or where something is to be put.
    """

    release: Release
    coming: tuple[Release, ...]
    present: Mapping[str, Present]


class Plan(NamedTuple):
    """What to do, in this order: keep, put each phase, delete.

    `lost` are the files that will be overwritten or deleted, and are kept before that. `retired` stay for pages that
    are open somewhere. `gone`, `changed` and `let_be` were taken away or changed by somebody else: the first are sent
    again, the second are replaced, the third are of no use to the site any more and stay. `foreign` are in the way.
    """

    add: tuple[File, ...]
    change: tuple[File, ...]
    phases: tuple[tuple[File, ...], ...]
    delete: tuple[str, ...]
    lost: tuple[str, ...]
    retired: dict[str, Sent]
    gone: tuple[str, ...]
    changed: tuple[str, ...]
    let_be: tuple[str, ...]
    foreign: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the host is as it is to be already."""
        return not self.add and not self.change and not self.delete and not self.let_be

    @property
    def size_bytes(self) -> int:
        """How many bytes are sent."""
        return sum(file.size for phase in self.phases for file in phase)


def plan(wanted: Iterable[File], held: Held, is_named_by_content: Callable[[str], bool]) -> Plan:
    """Return what makes the host hold the files that are wanted, and none of ours besides but what is retired."""
    files = {file.path: file for file in wanted}
    ours = _ours(held)
    add: list[File] = []
    change: list[File] = []
    gone: list[str] = []
    changed: list[str] = []
    foreign = _in_the_way(files, ours, held.present)
    for path, file in files.items():
        there, sent = held.present.get(path), ours.get(path)
        if there is None:
            (change if path in held.release.files else add).append(file)
            gone += [path] if path in held.release.files and not held.coming else []
        elif path not in ours and there.digest != file.digest:
            foreign.append(path)
        elif path not in ours and not file.headers:
            pass  # Somebody's file that says the very same: it becomes ours, as after the loss of a manifest.
        elif sent is None or (sent.digest, sent.headers) != (file.digest, file.headers):
            change.append(file)
            changed += [path] if path in ours and sent is None else []
    retired = _retired(files, ours, held, is_named_by_content)
    leaving = [path for path in ours if path in held.present and path not in files and path not in retired]
    delete = [path for path in leaving if ours[path] is not None]
    return Plan(
        add=tuple(add),
        change=tuple(change),
        phases=_phases(add, change, is_named_by_content),
        delete=tuple(sorted(delete)),
        lost=_lost([*(file.path for file in change), *delete], held),
        retired=retired,
        gone=tuple(gone),
        changed=tuple(changed),
        let_be=tuple(sorted(set(leaving) - set(delete))),
        foreign=tuple(sorted(foreign)),
    )


def kept_for(previous: Release, current: Release) -> list[str]:
    """Return the files that must be kept so that `previous` can take the place of `current`."""
    there = current.files | current.retired
    return [
        path
        for path, sent in previous.files.items()
        if path not in there or (there[path].digest, there[path].headers) != (sent.digest, sent.headers)
    ]


def as_found(held: Held, plan: Plan) -> Release:
    """Return the release that is out as far as it can be brought back: without what is gone, unless it is sent again.

    Of a file that others changed the host has no more than what they made of it, unless the next release has it too.
    """
    sent = {file.path: (file.digest, file.headers) for phase in plan.phases for file in phase}
    files = {}
    for path, known in held.release.files.items():
        is_sent_again = sent.get(path) == (known.digest, known.headers)
        if path in plan.changed and not is_sent_again:
            files[path] = Sent(held.present[path].digest, known.size)
        elif path not in plan.gone or is_sent_again:
            files[path] = known
    return Release(files, held.release.retired)


def share_deleted(plan: Plan, release: Release, is_named_by_content: Callable[[str], bool]) -> float:
    """Return how much of the site that is out the plan deletes, from 0 to 1.

    What is named by its content does not count: a changed style has another name, and that is no page less.
    """
    named = [path for path in release.files if not is_named_by_content(path)]
    lost = [path for path in plan.delete if path in release.files and not is_named_by_content(path)]
    return len(lost) / len(named) if named else 0.0


def tops(*releases: Release, wanted: Collection[File]) -> tuple[str, ...]:
    """Return the first part of every path that a plan for these looks at."""
    paths = [file.path for file in wanted]
    for release in releases:
        paths += [*release.files, *release.retired]
    return tuple(sorted({path.partition("/")[0] for path in paths}))


def _ours(held: Held) -> dict[str, Sent | None]:
    """Return how each file of ours lies there, None where it does not, or where somebody else has changed it."""
    ours: dict[str, Sent | None] = {}
    for path, sent in (held.release.files | held.release.retired).items():
        there = held.present.get(path)
        if there is None:
            ours[path] = None
        elif there.digest in ("", sent.digest):
            # Where the tag is another, nobody knows what is said with the file.
            ours[path] = sent if not there.digest else Sent(sent.digest, sent.size)
        else:
            ours[path] = _come(path, there, held.coming)
    for path in (path for each in held.coming for path in (*each.files, *each.retired)):
        there = held.present.get(path)
        if path not in ours and there is not None and (sent_now := _come(path, there, held.coming)):
            ours[path] = sent_now
    return ours


def _come(path: str, there: Present, coming: Iterable[Release]) -> Sent | None:
    """Return the file if it is one that was on its way when a publisher was cut short, what is said with it unknown."""
    known = [files[path] for each in coming for files in (each.files, each.retired) if path in files]
    found = [sent for sent in known if sent.digest == there.digest]
    if not found:
        return None
    is_sure = len({sent.headers for sent in found}) == 1
    return found[0] if is_sure else Sent(there.digest, found[0].size)


def _retired(
    files: Mapping[str, File],
    ours: Mapping[str, Sent | None],
    held: Held,
    is_named_by_content: Callable[[str], bool],
) -> dict[str, Sent]:
    """Return the files that stay although the new release has no use for them."""
    contents = {path: (file.digest, file.headers) for path, file in files.items()}
    is_same = held.release.contents == contents
    candidates = dict(held.release.files)
    for each in held.coming:
        candidates |= each.files | each.retired
    # As long as there is no other release, what is retired stays so.
    candidates |= held.release.retired if is_same else {}
    return {
        path: sent
        for path, sent in sorted(candidates.items())
        if path not in files and ours.get(path) is not None and is_named_by_content(path)
    }


def _in_the_way(files: Collection[str], ours: Collection[str], present: Mapping[str, Present]) -> list[str]:
    """Return files of others where a folder of ours is to be."""
    folders = {path[:at] for path in files for at, sign in enumerate(path) if sign == "/"}
    return [path for path in present if path in folders and path not in ours]


def _phases(
    add: Iterable[File], change: Iterable[File], is_named_by_content: Callable[[str], bool]
) -> tuple[tuple[File, ...], ...]:
    """Return the files in the order in which they are put: no page before what it shows, or what it leads to."""
    phases: tuple[list[File], ...] = ([], [], [], [])
    for files, pages in ((add, 1), (change, 2)):
        for file in files:
            phases[_phase(file.path, pages, is_named_by_content)].append(file)
    return tuple([tuple(sorted(phase)) for phase in phases if phase])


def _phase(path: str, pages: int, is_named_by_content: Callable[[str], bool]) -> int:
    plain = path.removesuffix(".gz").removesuffix(".br")
    if is_named_by_content(path):
        return 0
    if plain.rpartition("/")[2] in LISTS:
        return 3
    return pages if plain.endswith(".html") else 0


def _lost(paths: Iterable[str], held: Held) -> tuple[str, ...]:
    """Return what of these there was before: not what a release that was cut short has left."""
    known = held.release.files.keys() | held.release.retired.keys()
    return tuple(
        path
        for path in paths
        if path in held.present and path in known and not _come(path, held.present[path], held.coming)
    )
