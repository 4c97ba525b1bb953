"""site-builder publish: build the site, and send what differs to where it is served."""

from __future__ import annotations

import argparse
import getpass
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder import interrupts, project
from site_builder.cli import FINE, INTERRUPTED, PROBLEMS, agreed, find_root, tell
from site_builder.commands import build
from site_builder.errors import EnvironmentFailed, UsageError
from site_builder.progress import progress

if TYPE_CHECKING:
    from site_builder.model.config import PublishTarget
    from site_builder.model.output import Build
    from site_builder.publish.host import Check, Done, File, Host
    from site_builder.publish.run import Intent

ALLOWED_TO_DELETE = 20
"""Percent of the files that are out which one publication deletes without being told to: a fifth."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `publish` understands."""
    parser.add_argument("target", nargs="?", default="", metavar="TARGET", help="a name under publish in the settings")
    parser.add_argument("--dry-run", action="store_true", help="print what would be done, and do nothing")
    parser.add_argument("--yes", action="store_true", help="do not ask, and replace what others changed there")
    parser.add_argument("--rollback", action="store_true", help="bring back the release before; nothing is built")
    parser.add_argument(
        "--allow-delete",
        type=_percent,
        default=ALLOWED_TO_DELETE,
        metavar="PERCENT",
        help=f"how much of the site may be deleted (default: {ALLOWED_TO_DELETE})",
    )
    parser.add_argument(
        "--allow-unconditional", action="store_true", help="go without a lock where the store can give none"
    )
    build.add_shared_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Publish, or bring the release before back, or say what either would do."""
    root = find_root(options.root)
    settings = project.settings_of(root)
    request = project.Request(
        root,
        project.day_of(options.today),
        base_url=build.web_address(options.base_url),
        strict=options.strict,
        jobs=options.jobs,
        cache=False,
    )
    host = _host(_target(settings.publish, options.target), root, options)
    # Whoever builds first publishes first: else an older site could take the place of a newer one.
    with nullcontext(lambda: None) if options.dry_run else host.locked(_holder()) as check:
        if options.rollback:
            return _roll_back(host, options, check)
        with project.assembled(request, settings) as site:
            if not project.is_fine(site.problems, strict=options.strict):
                return _refused(site, strict=options.strict)
            return _publish(host, site, options, check)


def _refused(site: project.Assembled, *, strict: bool) -> int:
    """Tell what keeps the site from being published, and no more: `check` tells all."""
    from site_builder.report import as_text

    wrong = [each for each in site.problems if not project.is_fine((each,), strict=strict)]
    number = f"{len(wrong)} problems" if len(wrong) > 1 else "1 problem"
    tell(sys.stderr, f"{as_text(wrong)}site-builder: nothing was published, because of {number}\n")
    return PROBLEMS


def _publish(host: Host, site: project.Assembled, options: argparse.Namespace, check: Check) -> int:
    from site_builder.hosting.answers import is_named_by_content
    from site_builder.publish.plan import share_deleted
    from site_builder.publish.run import intent_to_publish, publish

    intent = intent_to_publish(host, _files(site.build, has_headers=host.has_headers), is_named_by_content)
    share = share_deleted(intent.plan, intent.manifest.current, is_named_by_content)
    if (ended := _ended(host, intent, options, share=share)) is not None:
        return ended
    with _told(host, intent) as done:
        publish(host, intent, lambda file: site.read(bytes.fromhex(file.digest)), check, done)
    return FINE


def _roll_back(host: Host, options: argparse.Namespace, check: Check) -> int:
    from site_builder.hosting.answers import is_named_by_content
    from site_builder.publish.run import intent_to_roll_back, roll_back

    intent = intent_to_roll_back(host, is_named_by_content)
    if intent is None:
        raise UsageError(f"{host.name} has no release before the one that is out")
    if (ended := _ended(host, intent, options)) is not None:
        return ended
    with _told(host, intent) as done:
        roll_back(host, intent, check, done)
    return FINE


def _ended(host: Host, intent: Intent, options: argparse.Namespace, *, share: float = 0.0) -> int | None:
    """Tell the plan, and return the exit code where it is not to be done, else None.

    Raises UsageError and EnvironmentFailed where it must not be done.
    """
    from site_builder.publish.words import in_full, in_short, noticed, refusal

    stream = sys.stdout if options.dry_run else sys.stderr
    tell(stream, in_full(host.name, intent) if options.dry_run else in_short(host.name, intent))
    tell(sys.stderr, noticed(intent.plan))
    if intent.plan.foreign:
        raise EnvironmentFailed(refusal(host.name, intent.plan))
    if share * 100 > options.allow_delete:
        raise UsageError(
            f"this would delete {share:.1%} of the files that are out, and {options.allow_delete} % are allowed. "
            f"If it is meant, say --allow-delete {ceil(share * 100)}. Nothing was changed"
        )
    if intent.is_done or options.dry_run:
        return FINE
    if options.yes:
        return None
    is_agreed = agreed("Go ahead? [y/N] ")
    if is_agreed is False:
        tell(sys.stderr, "Nothing was changed.\n")
        return INTERRUPTED
    if is_agreed is None and intent.plan.changed:
        raise EnvironmentFailed(
            "what others changed would be replaced; if that is meant, say --yes. Nothing was changed"
        )
    return None


@contextmanager
def _told(host: Host, intent: Intent) -> Iterator[Done]:
    """Show how far it has come, and tell what was done."""
    plan, started_s = intent.plan, time.monotonic()
    with progress("sending", len(intent.keep) + sum(map(len, plan.phases)) + len(plan.delete)) as step:
        yield step
    interrupts.ignore()
    took_s = time.monotonic() - started_s
    tell(sys.stderr, f"{host.name}: release {intent.target.name} is out, sent in {took_s:.1f} s\n")


def _files(built: Build, *, has_headers: bool) -> list[File]:
    """Return what is to be on the host."""
    from site_builder.hosting.objects import object_headers
    from site_builder.publish.host import File

    return [
        File(
            each.path,
            each.digest.hex(),
            each.size,
            object_headers(each.path, built.hosting) if has_headers else (),
        )
        for each in built.artifacts
    ]


def _target(targets: dict[str, PublishTarget], name: str) -> PublishTarget:
    """Return the place that is meant: the one that is named, or the only one there is."""
    if not targets:
        raise UsageError(
            "pyproject.toml names no place to publish to; for a folder write\n"
            "    [tool.site-builder.publish.live]\n"
            '    type = "folder"\n'
            '    path = "/var/www/site"'
        )
    if not name and len(targets) > 1:
        raise UsageError(f"say where to: site-builder publish {'|'.join(targets)}")
    if name and name not in targets:
        raise UsageError(f"{name} is no place to publish to; pyproject.toml names {', '.join(targets)}")
    return targets[name] if name else next(iter(targets.values()))


def _host(target: PublishTarget, root: Path, options: argparse.Namespace) -> Host:
    """Return the host, of which nothing has been asked yet."""
    if target.type == "folder":
        from site_builder.publish.folder import FolderHost

        return FolderHost(_folder(root, target.path))
    if target.type == "rsync":
        from site_builder.publish.rsync import RsyncHost

        return RsyncHost(target.destination)
    from site_builder.publish.s3 import S3Host

    return S3Host(
        target.bucket,
        prefix=target.prefix,
        endpoint=target.endpoint,
        region=target.region,
        allow_unconditional=options.allow_unconditional,
    )


def _folder(root: Path, path: str) -> Path:
    """Return the folder to publish into. Raises UsageError where that would be among what the site is made of."""
    folder, project_folder = Path(os.path.realpath(root / Path(path).expanduser())), Path(os.path.realpath(root))
    settings = project.settings_of(root)
    if folder == project_folder or folder in project_folder.parents:
        raise UsageError(f"the folder to publish into, {path}, holds the project itself; name another one")
    taken = {"content", "templates", "static", ".cache", ".git", "site_builder"}
    if folder.is_relative_to(project_folder) and folder.relative_to(project_folder).parts[0] in taken:
        raise UsageError(f"the folder to publish into, {path}, is part of the project; name another one")
    output = Path(os.path.realpath(root / settings.output))
    if folder.is_relative_to(output) or output.is_relative_to(folder):
        raise UsageError(
            f"the folder to publish into, {path}, is that of `build`, which is exchanged whole; name another"
        )
    return folder


def _holder() -> str:
    """Return who publishes, for whoever finds the lock taken."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = f"user {os.getuid()}"  # a container may know no name for it
    return f"{user} on {socket.gethostname()} (process {os.getpid()}), since {datetime.now(UTC):%H:%M} UTC"


def _percent(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= 100):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to 100")
    return int(text)
