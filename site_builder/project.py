"""A project folder and one run over it: its settings, its cache, what the last run left, and the day."""

from __future__ import annotations

import fcntl
import os
import re
import signal
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from site_builder.cache import manifest as manifests
from site_builder.cache.manifest import Manifest
from site_builder.digest import digest_bytes
from site_builder.errors import EnvironmentFailed, UsageError

if TYPE_CHECKING:
    from site_builder.cache.stamps import Stamp
    from site_builder.model.config import ClinicFile, Settings
    from site_builder.model.output import Build
    from site_builder.model.problem import Problem
    from site_builder.pipeline import Examined


class Request(NamedTuple):
    """What one run was asked for; `output` "" and `base_url` "" mean what the settings say, `jobs` 0 every core."""

    root: Path
    today: date
    output: str = ""
    base_url: str = ""
    drafts: bool = False
    future: bool = False
    strict: bool = False
    jobs: int = 0
    cache: bool = True


class Outcome(NamedTuple):
    """What a run says, how many pages the site has, and whether the output folder now holds it.

    `left_out` is how many files are not published, `waived` how many problems a writer has waived.
    """

    problems: tuple[Problem, ...]
    pages: int
    written: bool
    left_out: int = 0
    waived: int = 0


def day_of(text: str = "") -> date:
    """Return the day `text` (ISO), else that of SOURCE_DATE_EPOCH, else today in UTC. Raises UsageError."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        if text:
            if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
                raise ValueError("ISO has other forms too, which nobody means")
            return date.fromisoformat(text)
        seconds = int(epoch) if epoch else time.time()
        return datetime.fromtimestamp(seconds, UTC).date()
    except (ValueError, OverflowError, OSError):
        what = f"--today {text}" if text else f"SOURCE_DATE_EPOCH={epoch}"
        raise UsageError(f"{what} is not a day; write it as in --today 2026-11-20") from None


def run(request: Request, *, write: bool) -> Outcome:
    """Build the site, write it if `write` and nothing forbids that, and return what there is to say.

    Raises UsageError, EnvironmentFailed and OSError; then the output folder is as it was.
    """
    folder = request.root / ".cache"
    settings_file = _read_if_there(request.root / "pyproject.toml")
    asked = _asked(request, settings_file)
    record = folder / f"manifest-{digest_bytes(request.output.encode()).hex()[:8]}"
    before = manifests.load(record) if request.cache else None
    day = request.today.isoformat()
    if before is not None and manifests.is_current(before, request.root, asked, day, outputs=write):
        return _repeated(before, written=write)
    with locked(request.root) if write or request.cache else nullcontext():
        if request.cache:
            folder.mkdir(exist_ok=True)
        return _build(request, settings_file, asked, before, record, write=write)


def examine(root: Path, today: date, *, cache: bool = True) -> tuple[list[Examined], ClinicFile, tuple[Problem, ...]]:
    """Return what `pipeline.examine` tells of the project at `root`. Raises as `run` does."""
    from site_builder.cache.memo import CacheDamaged

    settings = settings_of(root)
    folder = root / ".cache"
    with locked(root) if cache else nullcontext():
        if cache:
            folder.mkdir(exist_ok=True)
        try:
            return _examine(root, today, settings, folder / "store" if cache else None)
        except CacheDamaged:
            _forget(folder / "manifest")
            return _examine(root, today, settings, folder / "store")


def _examine(
    root: Path, today: date, settings: Settings, folder: Path | None
) -> tuple[list[Examined], ClinicFile, tuple[Problem, ...]]:
    from site_builder.cache.memo import Memo
    from site_builder.cache.stamps import Stamps
    from site_builder.cache.store import Store
    from site_builder.model.inputs import Options
    from site_builder.pipeline import examine
    from site_builder.stages.load import load

    inputs, _ = load(root, Stamps({}, names_checked=False))
    jobs = cores()
    store = Store(folder, writers=jobs)
    try:
        memo = Memo(store, code=manifests.code_digest(), jobs=jobs, root=root)
        found = examine(inputs, Options(today, ages=settings.ages, reading=settings.reading), memo)
        store.save()
        return found
    finally:
        store.close()


def is_fine(problems: tuple[Problem, ...], *, strict: bool) -> bool:
    """Return whether the site may be written: no error, and under `strict` no warning either."""
    forbidden = ("error", "warning") if strict else ("error",)
    return not any(each.severity in forbidden for each in problems)


def _build(
    request: Request, settings_file: bytes, asked: bytes, before: Manifest | None, record: Path, *, write: bool
) -> Outcome:
    from site_builder.cache.memo import CacheDamaged

    settings = _settings(settings_file, request.root)
    options = (request, settings, asked, before, record)
    try:
        return _attempt(*options, write=write)
    except CacheDamaged:
        _forget(record)
        return _attempt(*options, write=write)


def _attempt(
    request: Request, settings: Settings, asked: bytes, before: Manifest | None, record: Path, *, write: bool
) -> Outcome:
    from site_builder.stages.write import NOTHING, Written
    from site_builder.stages.write import write as write_site

    started = time.time_ns()
    folder = record.parent
    output = output_folder(request.root, request.output or settings.output)
    known_files = before.inputs if before else {}
    names_checked = before is not None and before.asked == asked
    with assembled(request, settings, known_files, names_checked=names_checked) as site:
        build, problems = site.build, site.problems
        if not write or not is_fine(problems, strict=request.strict):
            return Outcome(problems, build.pages, False, build.left_out, build.waived)
        known = Written(*before.written) if before and before.output == str(output) else NOTHING
        spare, stays = _spare(folder, output, cache=request.cache)
        with _interrupts() as let_nobody_interrupt:
            written = write_site(
                build.artifacts, output, spare, known, site.read, keep_spare=stays, commit=let_nobody_interrupt
            )
            if request.cache:
                _remember(
                    record,
                    Manifest(
                        asked=asked,
                        day=request.today.isoformat(),
                        until=build.valid_until,
                        output=str(output),
                        inputs=site.inputs,
                        looked_into=manifests.trusted(site.looked_into, started),
                        written=(written.files, written.folders, written.spare_folders),
                        problems=tuple(
                            [(p.file, p.line, p.column, p.rule, p.severity.value, p.message, p.hint) for p in problems]
                        ),
                        pages=build.pages,
                        left_out=build.left_out,
                        waived=build.waived,
                    ),
                )
        return Outcome(problems, build.pages, True, build.left_out, build.waived)


class Assembled(NamedTuple):
    """A site that is built and not written: `problems` with the severities that the settings give them.

    `read` gives the bytes of a file of the site by its digest. `inputs` and `looked_into` are the stamps of what was
    read, as in `Manifest`.
    """

    build: Build
    problems: tuple[Problem, ...]
    read: Callable[[bytes], bytes]
    inputs: dict[str, tuple[Stamp, bytes]]
    looked_into: dict[str, Stamp]


@contextmanager
def assembled(
    request: Request,
    settings: Settings,
    known_files: dict[str, tuple[Stamp, bytes]] | None = None,
    *,
    names_checked: bool = False,
) -> Iterator[Assembled]:
    """Build the site, through the cache if the request says so, and yield it; its bytes can be read until the end.

    `known_files` are the stamps of files that were read before. Raises as `run` does, and CacheDamaged.
    """
    from site_builder.cache.memo import Memo
    from site_builder.cache.stamps import Stamps
    from site_builder.cache.store import Store
    from site_builder.model.inputs import Options
    from site_builder.pipeline import assemble
    from site_builder.stages.load import load

    _refuse_without_editor(settings)
    stamps = Stamps(known_files or {}, names_checked=names_checked)
    inputs, looked_into = load(request.root, stamps)
    jobs = request.jobs or cores()
    store = Store(request.root / ".cache" / "store" if request.cache else None, writers=jobs)
    memo = Memo(store, code=manifests.code_digest(), jobs=jobs, root=request.root)
    options = Options(
        request.today,
        request.base_url or settings.base_url,
        request.drafts,
        request.future,
        settings.ages,
        settings.reading,
        settings.search,
        settings.admin_backend if settings.admin else None,
    )
    try:
        build = assemble(inputs, options, memo)
        problems = with_severities(build.problems, settings.severity)
        # Before the site is written: where the disk refuses this, the site must still be the old one.
        store.save()
        refuse_unknown_rules(request.root, settings, build.known_rules)
        yield Assembled(build, problems, memo.read, stamps.seen, looked_into)
    finally:
        store.close()


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def output_folder(root: Path, name: str) -> Path:
    """Return the folder to write to. Raises UsageError where that would destroy what is not ours."""
    output = Path(os.path.realpath(root / name))
    real_root = Path(os.path.realpath(root))
    if os.path.ismount(output):
        raise UsageError(f"the output folder {name!r} is a mount point, which cannot be exchanged; name a folder in it")
    if output == real_root or output in real_root.parents:
        raise UsageError(f"the output folder {name!r} holds the project itself; name another one")
    kept = ("content", "templates", "static", ".cache", ".git", "site_builder")
    if output.is_relative_to(real_root) and output.relative_to(real_root).parts[0] in kept:
        raise UsageError(
            f"the output folder {name!r} lies in {output.relative_to(real_root).parts[0]}/, which is not for it; "
            "name another one"
        )
    return output


def with_severities(problems: tuple[Problem, ...], severity: dict[str, str]) -> tuple[Problem, ...]:
    """Return the problems with the severities that the settings give their rules, those that are off left out."""
    if not severity:
        return problems
    import msgspec

    from site_builder.model.problem import Severity

    return tuple(
        msgspec.structs.replace(each, severity=Severity(severity[each.rule])) if each.rule in severity else each
        for each in problems
        if severity.get(each.rule) != "off"
    )


def _asked(request: Request, settings_file: bytes) -> bytes:
    asked = (str(request.root), request.output, request.base_url, request.drafts, request.future)
    return digest_bytes(manifests.code_digest() + repr(asked).encode() + settings_file)


def _repeated(before: Manifest, *, written: bool) -> Outcome:
    """Return what the last build said; a warm build repeats what a cold one said."""
    if not before.problems:
        return Outcome((), before.pages, written, before.left_out, before.waived)
    from site_builder.model.problem import Problem, Severity

    problems = (
        Problem(file, line, column, rule, Severity(severity), message, hint)
        for file, line, column, rule, severity, message, hint in before.problems
    )
    return Outcome(tuple(problems), before.pages, written, before.left_out, before.waived)


def settings_of(root: Path) -> Settings:
    """Return the settings of the project at `root`. Raises UsageError with every fault in them."""
    return _settings(_read_if_there(root / "pyproject.toml"), root)


def _settings(data: bytes, root: Path) -> Settings:
    """Return `[tool.site-builder]`. Raises UsageError with every fault in it."""
    from site_builder.stages.settings import parse_settings, unknown_rules

    settings, faults = parse_settings(data)
    if settings is not None and not faults:
        return settings
    if settings is not None and settings.severity and (known := _known_rules(root)):
        faults += unknown_rules(data, settings, known)
    raise UsageError("\n".join(["pyproject.toml cannot be used:", *faults]))


def _known_rules(root: Path) -> tuple[str, ...]:
    """Return the id of every rule there is, none where the clinic's own cannot be read."""
    from site_builder.rules.catalogue import OWN_PACK, ids
    from site_builder.rules.packs import read_pack

    data = _read_if_there(root / OWN_PACK)
    own, problems = read_pack(OWN_PACK, data, ids()) if data else ((), [])
    return () if problems else ids(own)


def refuse_unknown_rules(root: Path, settings: Settings, known: tuple[str, ...]) -> None:
    """Raise UsageError where the settings name a rule that is not `known`, as far as any rule is."""
    if not known or settings.severity.keys() <= set(known):
        return
    from site_builder.stages.settings import unknown_rules

    faults = unknown_rules(_read_if_there(root / "pyproject.toml"), settings, known)
    raise UsageError("\n".join(["pyproject.toml cannot be used:", *faults]))


def _refuse_without_editor(settings: Settings) -> None:
    """Raise UsageError where the editor is to go into the site and its parts are not there."""
    from site_builder.editor.bundle import is_installed

    if settings.admin and not is_installed():
        raise UsageError(
            "admin = true in pyproject.toml puts the editor into the site, and the editor is not installed. "
            "Run `make editor` (or python -m site_builder.editor), which needs npm; or delete admin = true."
        )


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the project's lock, which is on its folder itself. Raises EnvironmentFailed where another build holds it."""
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        # The processes of a build that was killed take a moment to end.
        for _ in range(LOCK_TRIES):
            if _lock(folder):
                break
            time.sleep(0.01)
        else:
            raise EnvironmentFailed("another build of this project is running; wait for it to end")
        yield
    finally:
        os.close(folder)


LOCK_TRIES = 30


def _lock(folder: int) -> bool:
    """Return whether nobody else holds the lock now."""
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        pass  # Some network file systems cannot lock a folder.
    return True


@contextmanager
def _interrupts() -> Iterator[Callable[[], None]]:
    """Yield a function after whose call Ctrl-C is not heard until the end of the block.

    Once the new site is in its place, "interrupted" would be untrue.
    """
    handler = signal.getsignal(signal.SIGINT)

    def hear(what: Any) -> None:
        with suppress(ValueError, TypeError):  # only the main thread is ever interrupted, and only it may say so
            signal.signal(signal.SIGINT, what)

    try:
        yield lambda: hear(signal.SIG_IGN)
    finally:
        hear(handler)


def _spare(folder: Path, output: Path, *, cache: bool) -> tuple[Path, bool]:
    """Return where the second tree lies, and whether it may stay there.

    It stays in the cache; without one, or where the output is on another file system, it lies beside the output.
    """
    parent = next(each for each in (output, *output.parents) if each.exists())
    if cache and os.stat(parent).st_dev == os.stat(folder).st_dev:
        return folder / "spare" / digest_bytes(os.fsencode(output)).hex(), True
    return output.parent / f".{output.name}.next", False


def _remember(record: Path, manifest: Manifest) -> None:
    """Write the manifest, if that can be done: without it the next build only takes longer."""
    with suppress(OSError):
        manifests.save(record, manifest)


def _forget(record: Path) -> None:
    from site_builder.stages.write import clear

    clear(record.parent / "store")
    record.unlink(missing_ok=True)


def _read_if_there(file: Path) -> bytes:
    try:
        if not stat.S_ISREG(os.stat(file).st_mode):
            raise UsageError(f"{file.name} is not a file that can be read to its end")
        return file.read_bytes()
    except FileNotFoundError:
        return b""
