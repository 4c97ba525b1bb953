"""python -m tests.publishing [KILLS]: how long publishing takes, and whether anything is torn or touched.

A site of PAGES pages goes to SeaweedFS on loopback: the first release, all pages changed, nothing changed, and back.
What is told is the median of several times. Where there is a Hugo that can deploy, in PATH or where HUGO says, it does
the same work beside it, in turns; it digests its files as it deploys, which here the build has done. Then publishers
of a small site are killed on each kind of host, KILLS in all (default 20), at moments that are spread over the whole
run, while somebody reads. Run nothing beside it.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

from site_builder.digest import digest_bytes
from site_builder.hosting.answers import is_named_by_content
from site_builder.hosting.objects import object_headers
from site_builder.model.hosting import Hosting
from site_builder.publish.host import File, Host
from site_builder.publish.run import intent_to_publish, intent_to_roll_back, publish, roll_back
from site_builder.publish.s3 import S3Host
from tests import components
from tests.conftest import contents_of
from tests.publish import gateway as gateways
from tests.publish import sshd, stores
from tests.publish.editions import BUILD, set_up, stand_in, write_edition
from tests.publish.places import FolderPlace, Place, RsyncPlace, StorePlace, Tree
from tests.publish.places import publish as publish_there
from tests.publish.publishers import Publisher
from tests.publish.stores import ENVIRONMENT, Bucket, Store

PAGES = 1000
PAGE_BYTES = 40_000
"""What an article of the clinic's site has, about."""

TIMES = 5

KILLS = 20

FOREIGN = 200
"""Objects of somebody else, next to the site's and in its folders."""

HUGO = """\
baseURL = "https://small.example/"
[deployment]
[[deployment.targets]]
name = "live"
URL = "s3://{bucket}?endpoint={endpoint}&hostname_immutable=true&use_path_style=true&disable_https=true&region=us-east-1"
[[deployment.matchers]]
pattern = "^.+$"
cacheControl = "public, max-age=0, must-revalidate"
"""


def main(kills: int) -> int:
    """Print the tables, and return how many runs were torn."""
    os.environ.update(ENVIRONMENT)
    print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores, {PAGES:,} pages of {PAGE_BYTES:,} bytes")
    with tempfile.TemporaryDirectory(prefix="site-builder-publishing-") as name:
        folder = Path(name)
        with stores.seaweedfs(_made(folder / "seaweedfs")) as store:
            _print_times(store, folder)
            print()
            return _print_kills(store, folder, kills)


# How long it takes


Work = Callable[[], object]


class Way(NamedTuple):
    """A way to do the work: its name, and what makes ready each part of it; those that a way cannot do are missing."""

    name: str
    parts: dict[str, Callable[[int], Work]]


PARTS = ("first release", f"{PAGES:,} changed", "nothing changed", "rollback")


def _print_times(store: Store, folder: Path) -> None:
    foreign = {f"{each}": b"theirs" for number in range(FOREIGN // 2) for each in (f"own/{number}", f"p{number}/own")}
    buckets = [store.bucket(name) for name in ("ours", "hugo")]
    before = []
    for bucket in buckets:
        for path, data in foreign.items():
            bucket.put(path, data)
        before.append({path: bucket.get(path) for path in foreign})
    ways = [_ours(buckets[0]), *_hugos(buckets[1], folder)]
    took: dict[tuple[str, str], list[float]] = {}
    for turn in range(TIMES):
        for part in PARTS:
            for way in ways:
                if part in way.parts and not (part == "first release" and turn):
                    work = way.parts[part](turn)
                    began = time.monotonic()
                    work()
                    took.setdefault((way.name, part), []).append(time.monotonic() - began)
    print(f"{'seconds, median':<26}" + "".join(f"{part:>17}" for part in PARTS) + f"{'others touched':>17}")
    for way, bucket, lay in zip(ways, buckets, before, strict=False):
        row = "".join(
            f"{median(took[way.name, part]):>17.2f}" if part in way.parts else " " * 16 + "-" for part in PARTS
        )
        touched = sum(bucket.get(path) != each for path, each in lay.items())
        print(f"{way.name:<26}{row}{touched:>17}")


def _ours(bucket: Bucket) -> Way:
    def sending(edition: int) -> Work:
        made = _site(edition)
        files = [
            File(path, digest_bytes(data).hex(), len(data), object_headers(path, Hosting()))
            for path, data in made.items()
        ]

        def send() -> None:
            with _host(bucket) as (host, check):
                intent = intent_to_publish(host, files, is_named_by_content)
                if not intent.is_done:
                    publish(host, intent, lambda file: made[file.path], check)

        return send

    def back() -> None:
        with _host(bucket) as (host, check):
            intent = intent_to_roll_back(host, is_named_by_content)
            assert intent is not None
            roll_back(host, intent, check)

    parts: dict[str, Callable[[int], Work]] = {
        "first release": lambda _: sending(-1),
        f"{PAGES:,} changed": sending,
        "nothing changed": sending,
        "rollback": lambda _: back,
    }
    return Way("site-builder publish", parts)


@contextmanager
def _host(bucket: Bucket) -> Iterator[tuple[Host, Callable[[], object]]]:
    host = S3Host(bucket.name, endpoint=bucket.endpoint)
    with host.locked("a measurement") as check:
        yield host, check


def _hugos(bucket: Bucket, folder: Path) -> list[Way]:
    """Return Hugo's way, if there is one that can deploy."""
    hugo = os.environ.get("HUGO") or shutil.which("hugo")
    if not hugo or b"withdeploy" not in subprocess.run([hugo, "version"], capture_output=True, check=True).stdout:
        return []
    source = _made(folder / "hugo")
    (source / "hugo.toml").write_text(HUGO.format(bucket=bucket.name, endpoint=bucket.endpoint), "utf-8")
    environment = {**os.environ, "HOME": str(source), "AWS_EC2_METADATA_DISABLED": "true"}

    def deploy() -> None:
        command = [hugo, "deploy", "--source", str(source), "--noBuildLock", "--maxDeletes", "-1"]
        subprocess.run(command, env=environment, capture_output=True, check=True)

    def deploying(edition: int) -> Work:
        _lay(source / "public", _site(edition))
        return deploy

    parts: dict[str, Callable[[int], Work]] = {
        "first release": lambda _: deploying(-1),
        f"{PAGES:,} changed": deploying,
        "nothing changed": lambda _: deploy,
    }
    return [Way("hugo deploy", parts)]


def _site(edition: int) -> Tree:
    """Return the files of a site, each page of which is another in each edition."""
    made = {f"p{number}/index.html": _page(number, edition) for number in range(PAGES)}
    made |= {f"css/part{number}.{number:016x}.css": b"p { color: black }\n" * 300 for number in range(20)}
    return made | {"sitemap.xml": f"{edition}".encode() * 10_000}


def _page(number: int, edition: int) -> bytes:
    head = f"<!doctype html><title>{number}</title><p>{edition}</p>"
    return head.encode() + bytes(f"{number:05}" * (PAGE_BYTES // 5), "ascii")


def _lay(folder: Path, made: Tree) -> None:
    for path, data in made.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


# Whether anything is torn


def _print_kills(store: Store, folder: Path, kills: int) -> int:
    with ExitStack() as servers:
        built = [_built(_made(folder / f"edition-{number}"), number) for number in range(3)]
        bucket = store.bucket("killed")
        gateway = servers.enter_context(gateways.before(bucket.endpoint))
        places: dict[str, Place] = {
            "SeaweedFS": StorePlace(bucket, gateway, _made(folder / "store")),
            "a folder": FolderPlace(folder / "live", _made(folder / "folder")),
        }
        if components.sshd() and components.rsync():
            server = servers.enter_context(sshd.running(_made(folder / "sshd")))
            places["rsync"] = RsyncPlace(server, folder / "behind", _made(folder / "rsync"))
        columns = ("killed", "too late", "torn", "wrong after", "pages read", "others touched")
        print(f"{'while somebody reads':<26}" + "".join(f"{column:>17}" for column in columns))
        shares = [len(range(number, kills, len(places))) for number in range(len(places))]
        return sum(
            _killed(name, place, folder / f"project-{name}", built, share)
            for (name, place), share in zip(places.items(), shares, strict=True)
        )


def _killed(name: str, place: Place, root: Path, built: Sequence[Path], kills: int) -> int:
    """Kill so many publishers, print what became of it, and return how many were torn, or not mended by the next."""
    set_up(root, place.settings)
    editions = [contents_of(each) for each in built]
    _sent(place, root, built[0])
    foreign = ["own.txt", "articles/own.html", "css/site.0a1b2c3d4e5f6071.css"]
    for path in foreign:
        place.put(path, b"theirs")
    before = place.marks(foreign)
    out, killed, torn, wrong, pages = 1, 0, 0, 0, 0
    place.steps()
    _sent(place, root, built[1])
    steps = place.steps()
    for number in range(kills):
        new = (out + 1) % len(built)
        stand_in(root, built[new])
        # A little past the end: those that were not killed are done.
        at = int((number + random.random()) / kills * steps * 1.02)
        with place.reading(*editions) as reader:
            killed += place.publisher(root, at=at, number=signal.SIGKILL).end().code == -signal.SIGKILL
            is_back = number % 3 == 2
            run = publish_there(place, root, *(["--rollback"] if is_back else []))
            if is_back:
                run = publish_there(place, root, "--yes")
        out = new
        files = place.files()
        torn += bool(reader.torn)
        wrong += run.code != 0 or any(files.get(path) != data for path, data in editions[out].items())
        pages += reader.pages
        for each in reader.torn[:3]:
            print(f"    {number}: {each}")
    touched = sum(now != then for now, then in zip(place.marks(foreign), before, strict=True))
    print(f"{name:<26}{killed:>17}{kills - killed:>17}{torn:>17}{wrong:>17}{pages:>17,}{touched:>17}")
    return torn + wrong


def _sent(place: Place, root: Path, built: Path) -> None:
    stand_in(root, built)
    run = publish_there(place, root)
    assert run.code == 0, run.err


def _built(folder: Path, number: int) -> Path:
    write_edition(folder / "site", number, target='type = "folder"\npath = "/nowhere"\n')
    run = Publisher(folder / "run", ["--root", str(folder / "site"), *BUILD]).end()
    assert run.code == 0, run.err
    return folder / "site" / "public"


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


if __name__ == "__main__":
    sys.exit(bool(main(int(sys.argv[1]) if len(sys.argv) > 1 else KILLS)))
