"""Publishing: what a host has → a plan → what differs is sent, and undone where that fails halfway."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, suppress
from typing import NamedTuple

from msgspec.structs import replace

from site_builder import interrupts
from site_builder.errors import EnvironmentFailed, LockLost
from site_builder.publish.host import KEPT, Check, Done, File, Host
from site_builder.publish.plan import Held, Plan, Present, as_found, kept_for, plan, tops
from site_builder.publish.release import (
    JOURNAL,
    MANIFEST,
    Journal,
    Manifest,
    Release,
    Sent,
    encoded,
    files_of,
    journal_of,
    key,
    manifest_of,
    release_of,
)

Bring = Callable[[Sequence[File], Done], dict[str, str]]
"""Puts files of a plan into their places on the host, and returns the tags that are known then."""


class Intent(NamedTuple):
    """What is to be done to a host that has been looked at: `manifest`, `journal` and `held` are what was found.

    `target` is the release as it is to be, `previous` the one that a rollback returns to afterwards.
    """

    manifest: Manifest
    journal: Journal | None
    held: Held
    plan: Plan
    target: Release
    previous: Release | None

    @property
    def keep(self) -> dict[str, str]:
        """The key under which each file is kept before it is lost."""
        side = 1 - self.manifest.side
        return {path: key(side, path) for path in self.plan.lost}

    @property
    def is_done(self) -> bool:
        """Whether there is nothing to do: the host holds this release and notes so."""
        is_noted = self.journal is None and self.target.contents == self.manifest.current.contents
        return self.plan.is_empty and is_noted


def intent_to_publish(host: Host, files: Sequence[File], is_named_by_content: Callable[[str], bool]) -> Intent:
    """Look at the host and return what would make it hold `files`. Changes nothing. Raises EnvironmentFailed."""
    manifest, journal = manifest_of(host), journal_of(host)
    return _intent(host, manifest, journal, files, is_named_by_content)


def intent_to_roll_back(host: Host, is_named_by_content: Callable[[str], bool]) -> Intent | None:
    """Return what would bring the release before back, None where there is none. Raises EnvironmentFailed.

    Where a publisher was cut short, that is the release that it was about to replace, and where a rollback was, that to
    which it was to return.
    """
    manifest, journal = manifest_of(host), journal_of(host)
    before = manifest.previous
    if journal is not None and _coming(manifest, journal):
        before = journal.targets[-1] if journal.is_rollback else manifest.current
    if before is None:
        return None
    return _intent(host, manifest, journal, files_of(before), is_named_by_content)


def publish(
    host: Host, intent: Intent, body: Callable[[File], bytes], check: Check, done: Done = lambda _: None
) -> None:
    """Do what is intended, `body` giving the bytes of a file. Raises EnvironmentFailed; then the host is as it was."""
    _carry_out(host, intent, lambda files, done: host.put(files, body, done), check, done, is_rollback=False)


def roll_back(host: Host, intent: Intent, check: Check, done: Done = lambda _: None) -> None:
    """Do what is intended with what the host has kept. Raises EnvironmentFailed; then the host is as it was."""
    # Of a publisher that was cut short everything lies where the next release would have been kept.
    is_back = intent.target.contents == intent.manifest.current.contents
    side = 1 - intent.manifest.side if is_back else intent.manifest.side
    kept, present = _kept_before(intent), intent.held.present

    def keys(files: Iterable[File]) -> dict[str, str]:
        """Return where each file is kept; what is in its place, and only perhaps with other headers, may be nowhere."""
        found = {file.path: key(side, file.path) for file in files}
        in_place = {file.path for file in files if file.path in present and present[file.path].digest == file.digest}
        return {path: each for path, each in found.items() if each in kept or path not in in_place}

    def bring(files: Sequence[File], done: Done) -> dict[str, str]:
        host.restore(keys(files), done)
        return {}

    lost = [path for phase in intent.plan.phases for path, each in keys(phase).items() if each not in kept]
    if lost:
        raise EnvironmentFailed(
            f"{host.name}: {lost[0]} was not kept, so the release before cannot be brought back. Nothing was changed. "
            "Where somebody took it away, publish first: that puts back what is missing of the present release"
        )
    _carry_out(host, intent, bring, check, done, is_rollback=True)


def _intent(
    host: Host,
    manifest: Manifest,
    journal: Journal | None,
    files: Sequence[File],
    is_named_by_content: Callable[[str], bool],
) -> Intent:
    coming = _coming(manifest, journal)
    held = Held(manifest.current, coming, _present(host, manifest.current, coming, files))
    made = plan(files, held, is_named_by_content)
    target = release_of(files, made.retired)
    is_another = target.contents != manifest.current.contents
    previous = as_found(held, made) if is_another and manifest.current.files else manifest.previous
    return Intent(manifest, journal, held, made, target, previous)


def _coming(manifest: Manifest, journal: Journal | None) -> tuple[Release, ...]:
    """Return the releases that were on their way when publishers were cut short; none where the last had come."""
    return journal.targets if journal is not None and journal.serial > manifest.serial else ()


def _present(host: Host, release: Release, coming: Sequence[Release], files: Sequence[File]) -> dict[str, Present]:
    """Return what lies on the host, and look into each file that is not as it was left."""
    known = release.files | release.retired
    tags = host.listing(tops(release, *coming, wanted=files))
    come = {path for each in coming for path in (*each.files, *each.retired)}
    named = {*known, *come, *(file.path for file in files)}
    unsure = [path for path, tag in tags.items() if path in named and not _is_left_so(known.get(path), tag)]
    digests = host.digests(unsure) if unsure else {}
    return {path: Present(tag, digests.get(path, "")) for path, tag in tags.items()}


def _is_left_so(sent: Sent | None, tag: str) -> bool:
    return sent is not None and sent.tag == tag


def _carry_out(host: Host, intent: Intent, bring: Bring, check: Check, done: Done, *, is_rollback: bool) -> None:
    """Note what is to come, keep what will be lost, bring what differs, delete, and note that it is done."""
    made = intent.plan
    begun: list[File] = []
    tags: dict[str, str] = {}
    kept = _kept_before(intent).union(intent.keep.values())
    with ExitStack() as unheard:
        try:
            targets = (*intent.held.coming, intent.target)
            serial = intent.manifest.serial + 1
            host.write(JOURNAL, encoded(Journal(serial, is_rollback, targets, tuple(sorted(kept)))))
            host.keep(intent.keep, done)
            for phase in made.phases:
                check()
                begun += phase
                tags |= bring(phase, done)
            check()
            host.delete(made.delete, done)
            check()
            # From here on "interrupted" would be untrue.
            unheard.enter_context(interrupts.unheard())
            host.write(MANIFEST, encoded(_manifest(host, intent, tags, kept)))
        except LockLost:
            raise
        except BaseException as error:
            _undo(host, intent, begun, error)
            raise
        _tidy(host, kept - _still_kept(intent, kept))


def _tidy(host: Host, keys: Iterable[str]) -> None:
    """Take away what nobody needs any more. The site is out: where that fails, the next publication does it."""
    with suppress(EnvironmentFailed):
        host.delete([KEPT + each for each in sorted(keys)], lambda _: None)
        # Last, since it tells what there is to take away.
        host.delete([JOURNAL], lambda _: None)


def _manifest(host: Host, intent: Intent, tags: dict[str, str], kept: set[str]) -> Manifest:
    """Return the manifest of the release that is out now; `tags` are those that were told as files were put."""
    target, present = intent.target, intent.held.present
    brought = {file.path for phase in intent.plan.phases for file in phase}
    if not brought <= tags.keys():
        tags = host.listing(tops(target, wanted=()))

    def tagged(files: dict[str, Sent]) -> dict[str, Sent]:
        return {
            path: replace(sent, tag=tags.get(path, "") if path in brought else present[path].tag)
            for path, sent in files.items()
        }

    release = Release(tagged(target.files), tagged(target.retired))
    serial = intent.manifest.serial + 1
    return Manifest(serial, release, intent.previous, _side(intent), tuple(sorted(_still_kept(intent, kept))))


def _side(intent: Intent) -> int:
    """Return the part of KEPT that the release before will need."""
    is_same = intent.previous is intent.manifest.previous
    return intent.manifest.side if is_same else 1 - intent.manifest.side


def _still_kept(intent: Intent, kept: set[str]) -> set[str]:
    """Return what stays in KEPT when all is done: what the release before needs, and what is overwritten next time.

    Of a page that is not of the site any more nothing stays longer than it must.
    """
    side = _side(intent)
    needed = {key(side, path) for path in (kept_for(intent.previous, intent.target) if intent.previous else ())}
    other = {key(1 - side, path) for path in intent.target.files}
    return kept & (needed | other)


def _kept_before(intent: Intent) -> set[str]:
    return {*intent.manifest.kept, *(intent.journal.kept if intent.journal else ())}


def _undo(host: Host, intent: Intent, begun: Sequence[File], why: BaseException) -> None:
    """Bring the host back to how it was found. Raises EnvironmentFailed where that fails too, or cannot be done."""
    made, keep = intent.plan, intent.keep
    is_all_begun = len(begun) == sum(map(len, made.phases))
    back = [file.path for file in begun if file.path in keep]
    back += [path for path in made.delete if is_all_begun and path in keep]
    added = [file.path for file in reversed(begun) if file.path not in intent.held.present]
    if not begun:
        # Nothing of the site was touched: if even this fails, why it all failed is what there is to say.
        with suppress(EnvironmentFailed), interrupts.unheard():
            host.delete([KEPT + each for each in sorted(set(keep.values()) - _kept_before(intent))], lambda _: None)
            _note_again(host, JOURNAL, intent.journal)
        return
    try:
        if intent.held.coming:
            raise EnvironmentFailed("another publication had been cut short here before")
        with interrupts.unheard():
            host.restore({path: keep[path] for path in back}, lambda _: None)
            host.delete(added, lambda _: None)
            _note_again(host, MANIFEST, intent.manifest if intent.manifest != Manifest(0) else None)
            host.delete([KEPT + each for each in sorted(set(keep.values()) - _kept_before(intent))], lambda _: None)
            _note_again(host, JOURNAL, intent.journal)
    except EnvironmentFailed:
        what = str(why) if isinstance(why, EnvironmentFailed) else "the publication was cut short"
        raise EnvironmentFailed(
            f"{what}\nWhat had been sent could not be taken back either, so {host.name} holds parts of two releases; "
            "no page of them lacks its files. Publish again to go on from there, or return with publish --rollback."
        ) from why


def _note_again(host: Host, path: str, state: Manifest | Journal | None) -> None:
    """Let there be what there was at the beginning."""
    if state is None:
        host.delete([path], lambda _: None)
    else:
        host.write(path, encoded(state))
