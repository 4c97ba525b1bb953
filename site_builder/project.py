"""A project folder and one run over it: its settings, its cache, what the last run left, and the day."""

from __future__ import annotations

import errno
import fcntl
import os
import re
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from site_builder.cache import manifest as manifests
from site_builder.cache.manifest import Manifest, PlainProblem
from site_builder.digest import digest_bytes
from site_builder.errors import EnvironmentFailed, UsageError

if TYPE_CHECKING:
    from site_builder.cache.stamps import Stamp
    from site_builder.model.config import ClinicFile, Settings
    from site_builder.model.output import Build
    from site_builder.model.problem import Problem
    from site_builder.pipeline import Examined


class Request(NamedTuple):
    """What one run was asked for; `output` "" and `base_url` "" mean what the settings say, `jobs` 0 every core.

    `witness` is shown the site, and what is to be said of it, before it is written, fine or not; so it is built even
    where nothing was changed.
    """

    root: Path
    today: date
    output: str = ""
    base_url: str = ""
    drafts: bool = False
    future: bool = False
    strict: bool = False
    jobs: int = 0
    cache: bool = True
    witness: Callable[[Assembled, Outcome], object] | None = None


class Outcome(NamedTuple):
    """What a run says, how many pages the site has, and whether the output folder now holds it.

    `left_out` is how many files are not published, `waived` how many problems a writer has waived. `digest` is that of
    the whole site, where somebody asked for it, and `note` what the machine did not allow and the site did not need.
    `in_baseline` are problems that are not told since the file `baseline` has them, "" where there is none. `files` are
    the paths of all that was read.
    """

    problems: tuple[Problem, ...]
    pages: int
    written: bool
    left_out: int = 0
    waived: int = 0
    digest: str = ""
    note: str = ""
    in_baseline: tuple[Problem, ...] = ()
    baseline: str = ""
    files: tuple[str, ...] = ()


class Verdict(NamedTuple):
    """What a second look at a site says: what is wrong with it, or else the digest of it all."""

    digest: str
    problems: tuple[Problem, ...]


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


def run(
    request: Request,
    *,
    write: bool,
    commit: Callable[[], object] = lambda: None,
    verify: Callable[[Request, Assembled], Verdict] | None = None,
) -> Outcome:
    """Build the site, write it if `write` and nothing forbids that, and return what there is to say.

    `commit` is called right before the new site takes its place: from then on it would be untrue to say that nothing
    was written. `verify` is asked about a site in which nothing is wrong, before that. Raises UsageError,
    EnvironmentFailed and OSError; then the output folder is as it was.
    """
    folder = request.root / ".cache"
    settings_file = _read_if_there(request.root / "pyproject.toml")
    asked = _asked(request, settings_file)
    record = folder / f"manifest-{digest_bytes(request.output.encode()).hex()[:8]}"
    before = manifests.load(record) if request.cache else None
    day = request.today.isoformat()
    if (
        before is not None
        and not verify
        and request.witness is None
        and not any(map(os.path.lexists, _left_behind(folder, before.output)))
        and manifests.is_current(before, request.root, asked, day, outputs=write)
        and _has_baseline(request.root, *before.baseline)
    ):
        return _repeated(before, written=write)
    job = _Job(settings_file, asked, before, record, write, commit, verify)
    with locked(request.root) if write or request.cache or verify else nullcontext():
        if not request.cache:
            return _build(request, job)
        try:
            _make_cache(folder)
            return _build(request, job)
        except OSError as error:
            if not _is_read_only(folder, error):
                raise
            note = f".cache/ cannot be written ({error.strerror}): this was done without it, which takes longer"
            return _build(request._replace(cache=False), job)._replace(note=note)


def examine(root: Path, today: date, *, cache: bool = True) -> tuple[list[Examined], ClinicFile, tuple[Problem, ...]]:
    """Return what `pipeline.examine` tells of the project at `root`. Raises as `run` does."""
    from site_builder.cache.memo import CacheDamaged

    settings = settings_of(root)
    folder = root / ".cache"
    if not cache:
        return _examine(root, today, settings, None)
    with locked(root):
        try:
            _make_cache(folder)
            return _examine(root, today, settings, folder / "store")
        except CacheDamaged:
            pass
        except OSError as error:
            if _is_read_only(folder, error):
                return _examine(root, today, settings, None)
            if not _is_misshapen(folder, error):
                raise
        _forget(folder)
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


class _Job(NamedTuple):
    """One run as it goes on: the settings as they are stored, what is asked for, what the last run left and where.

    The others are those of `run`.
    """

    settings_file: bytes
    asked: bytes
    before: Manifest | None
    record: Path
    write: bool
    commit: Callable[[], object]
    verify: Callable[[Request, Assembled], Verdict] | None


def _build(request: Request, job: _Job) -> Outcome:
    from site_builder.cache.memo import CacheDamaged

    settings = _settings(job.settings_file, request.root)
    folder = job.record.parent
    try:
        return _attempt(request, settings, job)
    except CacheDamaged:
        pass
    except OSError as error:
        if not (request.cache and _is_misshapen(folder, error)):
            raise
    _forget(folder)
    return _attempt(request, settings, job)


def _attempt(request: Request, settings: Settings, job: _Job) -> Outcome:
    from site_builder.stages.write import NOTHING, Written
    from site_builder.stages.write import write as write_site

    started = time.time_ns()
    folder, before = job.record.parent, job.before
    output = output_folder(request.root, request.output or settings.output)
    if job.write:
        with _alone(request.root, output):
            _tidy(folder, output)
    known_files = before.inputs if before else {}
    names_checked = before is not None and before.asked == job.asked
    with assembled(request, settings, known_files, names_checked=names_checked) as site:
        build, problems = site.build, site.problems
        told = Outcome(
            problems,
            build.pages,
            written=False,
            left_out=build.left_out,
            waived=build.waived,
            in_baseline=site.in_baseline,
            baseline=settings.baseline if site.baseline else "",
            files=tuple(site.inputs),
        )
        if job.verify and is_fine(problems, strict=request.strict):
            verdict = job.verify(request, site)
            told = told._replace(problems=problems + verdict.problems, digest=verdict.digest)
        if request.witness is not None:
            request.witness(site, told)
        if not job.write or not is_fine(told.problems, strict=request.strict):
            return told
        known = Written(*before.written) if before and before.output == str(output) else NOTHING
        spare, stays = _spare(folder, output, cache=request.cache)
        with _alone(request.root, output):
            written = write_site(build.artifacts, output, spare, known, site.read, keep_spare=stays, commit=job.commit)
        if request.cache:
            _remember(
                job.record,
                Manifest(
                    asked=job.asked,
                    day=request.today.isoformat(),
                    until=build.valid_until,
                    output=str(output),
                    inputs=site.inputs,
                    looked_into=manifests.trusted(site.looked_into, started),
                    written=(written.files, written.folders, written.spare_folders),
                    problems=_plain(problems),
                    pages=build.pages,
                    left_out=build.left_out,
                    waived=build.waived,
                    in_baseline=_plain(site.in_baseline),
                    baseline=(settings.baseline, site.baseline),
                ),
            )
        return told._replace(written=True)


class Assembled(NamedTuple):
    """A site that is built and not written: `problems` with the severities that the settings give them.

    Those `in_baseline` are apart; `baseline` is the digest of that file, b"" where there is none. `read` gives the
    bytes of a file of the site by its digest. `inputs` and `looked_into` are the stamps of what was read, as in
    `Manifest`.
    """

    build: Build
    problems: tuple[Problem, ...]
    read: Callable[[bytes], bytes]
    inputs: dict[str, tuple[Stamp, bytes]]
    looked_into: dict[str, Stamp]
    in_baseline: tuple[Problem, ...]
    baseline: bytes


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
        settings.budgets,
        settings.precompressed,
    )
    try:
        build = assemble(inputs, options, memo)
        baseline = _baseline(request.root, settings.baseline)
        problems, in_baseline = _sifted(request.root, build.problems, settings, baseline)
        # Before the site is written: where the disk refuses this, the site must still be the old one.
        store.save()
        refuse_unknown_rules(request.root, settings, build.known_rules)
        held_to = digest_bytes(baseline) if baseline else b""
        yield Assembled(build, problems, memo.read, stamps.seen, looked_into, in_baseline, held_to)
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


def _sifted(
    root: Path, problems: tuple[Problem, ...], settings: Settings, baseline: bytes
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Return the problems as the settings have them told, and those that the baseline has. Raises UsageError."""
    found = with_severities(problems, settings.severity)
    if not baseline:
        return found, ()
    from site_builder.baseline import read_baseline, sift
    from site_builder.text.lines import lines_of

    sifted = sift(found, read_baseline(settings.baseline, baseline), lines_of(root))
    return tuple(sorted((*sifted.told, *with_severities(sifted.stale, settings.severity)))), sifted.in_baseline


def _asked(request: Request, settings_file: bytes) -> bytes:
    asked = (str(request.root), request.output, request.base_url, request.drafts, request.future)
    return digest_bytes(manifests.code_digest() + repr(asked).encode() + settings_file)


def _repeated(before: Manifest, *, written: bool) -> Outcome:
    """Return what the last build said; a warm build repeats what a cold one said."""
    name, digest = before.baseline
    return Outcome(
        _problems(before.problems),
        before.pages,
        written,
        before.left_out,
        before.waived,
        in_baseline=_problems(before.in_baseline),
        baseline=name if digest else "",
        files=tuple(before.inputs),
    )


def _plain(problems: Iterable[Problem]) -> tuple[PlainProblem, ...]:
    """Return the problems as the manifest keeps them."""
    return tuple([(p.file, p.line, p.column, p.rule, p.severity.value, p.message, p.hint) for p in problems])


def _problems(plain: Iterable[PlainProblem]) -> tuple[Problem, ...]:
    """Return the problems that the manifest has kept."""
    if not plain:
        return ()
    from site_builder.model.problem import Problem, Severity

    return tuple(
        Problem(file, line, column, rule, Severity(severity), message, hint)
        for file, line, column, rule, severity, message, hint in plain
    )


def _has_baseline(root: Path, name: str, digest: bytes) -> bool:
    """Return whether the baseline of the project is the one with this digest, b"" for none."""
    data = _baseline(root, name)
    return (digest_bytes(data) if data else b"") == digest


def _baseline(root: Path, name: str) -> bytes:
    """Return the baseline of the project, b"" where there is none, or its settings want none."""
    return b"" if name == NO_BASELINE else _read_if_there(root / name)


NO_BASELINE = "off"
"""What a project that wants no baseline has in its settings."""


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
    # The processes of a build that was killed take a moment to end.
    with _held(root, 0.3, "another build of this project is running; wait for it to end"):
        yield


def _alone(root: Path, output: Path) -> AbstractContextManager[None]:
    """Hold off other projects that write to the same place, until this one has written. Raises EnvironmentFailed."""
    above = _there(output.parent)
    if above.samefile(root) or not os.access(above, os.R_OK):
        return nullcontext()
    return _held(above, LONGEST_WRITE_S, f"another build is writing to {above}; wait for it to end")


LONGEST_WRITE_S = 30.0
"""How long a build waits for one of another project."""


@contextmanager
def _held(folder: Path, patience_s: float, otherwise: str) -> Iterator[None]:
    """Hold the lock that is on a folder itself: the system lets go of it, however a process ends."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        until = time.monotonic() + patience_s
        while not _lock(opened):
            if time.monotonic() > until:
                raise EnvironmentFailed(otherwise)
            time.sleep(0.01)
        yield
    finally:
        os.close(opened)


def _lock(folder: int) -> bool:
    """Return whether nobody else holds the lock now."""
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        pass  # Some network file systems cannot lock a folder.
    return True


def _spare(folder: Path, output: Path, *, cache: bool) -> tuple[Path, bool]:
    """Return where the second tree lies, and whether it may stay there.

    It stays in the cache; without one, or where the output is on another file system, it lies beside the output.
    """
    if cache and os.stat(_there(output)).st_dev == os.stat(folder).st_dev:
        return folder / "spare" / digest_bytes(os.fsencode(output)).hex(), True
    return _beside(output), False


def _there(path: Path) -> Path:
    """Return `path`, or the nearest folder above it that exists."""
    return next(each for each in (path, *path.parents) if each.exists())


def _beside(output: str | Path) -> Path:
    return Path(output).with_name(f".{os.path.basename(output)}.next")


def second_build(root: Path) -> Path:
    """Return the folder for all that a second build of the project needs."""
    return root / ".cache" / "verify"


def _left_behind(folder: Path, output: str | Path) -> tuple[Path, ...]:
    """Return what lies about only where a build was killed: the second tree, and the folder of a second build."""
    return _beside(output), second_build(folder.parent)


def _tidy(folder: Path, output: Path) -> None:
    """Take away what a build that was killed has left behind, and end what it had begun."""
    from site_builder.exchange import recover
    from site_builder.stages.write import clear

    recover(output)
    for each in filter(os.path.lexists, _left_behind(folder, output)):
        clear(each)


def _make_cache(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except FileExistsError:
        raise EnvironmentFailed(f"{folder} is not a folder; move it away, or build with --no-cache") from None


def _is_read_only(folder: Path, error: OSError) -> bool:
    """Return whether it was the cache that this machine does not let us write."""
    return error.errno in (errno.EACCES, errno.EPERM, errno.EROFS) and _concerns(folder, error)


def _is_misshapen(folder: Path, error: OSError) -> bool:
    """Return whether a folder of the cache stands where a file belongs, or the other way round."""
    return error.errno in (errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.ENOTEMPTY) and _concerns(folder, error)


def _concerns(folder: Path, error: OSError) -> bool:
    names = (error.filename, error.filename2)
    return any(isinstance(each, str | Path) and Path(each).is_relative_to(folder) for each in names)


def _remember(record: Path, manifest: Manifest) -> None:
    """Write the manifest, if that can be done: without it the next build only takes longer."""
    from site_builder.stages.write import clear

    try:
        manifests.save(record, manifest)
    except OSError:
        with suppress(OSError):
            clear(record)
            manifests.save(record, manifest)


def _forget(folder: Path) -> None:
    """Empty the cache: without it the next build only takes longer."""
    from site_builder.stages.write import clear

    for each in (folder / "store", folder / "spare", *folder.glob("manifest-*")):
        clear(each)


def _read_if_there(file: Path) -> bytes:
    try:
        if not stat.S_ISREG(os.stat(file).st_mode):
            raise UsageError(f"{file.name} is not a file that can be read to its end")
        return file.read_bytes()
    except FileNotFoundError:
        return b""
