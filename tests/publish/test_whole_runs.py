"""`site-builder publish`, whole, on real hosts: killed, interrupted, crowded, and between what belongs to others."""

from __future__ import annotations

import re
import shutil
import signal
import time
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from site_builder.hosting.answers import is_named_by_content
from site_builder.hosting.objects import object_headers
from site_builder.model.hosting import Hosting
from site_builder.publish.host import STATE
from site_builder.publish.release import JOURNAL, MANIFEST
from tests import components
from tests.browser.conftest import need
from tests.conftest import contents_of
from tests.publish import gateway as gateways
from tests.publish import sshd
from tests.publish.editions import BUILD, BUILT, set_up, stand_in, write_edition
from tests.publish.places import FolderPlace, Place, RsyncPlace, StorePlace, Tree, publish
from tests.publish.publishers import Publisher
from tests.publish.stores import SECRET, Bucket

FOREIGN = (
    "mine.txt",
    "articles/mine.html",
    "articles/dreams/deep/er.html",
    "css/site.0a1b2c3d4e5f6071.css",
    "old-site/index.html",
    "wp content/año.txt",
    f"{STATE}mine.txt",
    f"{STATE}kept/0/mine.html",
)
"""Files of somebody else: next to ours, in our folders, and such that look like ours."""

FINE, PROBLEMS, USAGE, ENVIRONMENT, INTERRUPTED = 0, 1, 2, 3, 130


class Editions(NamedTuple):
    """The site in three editions, as `build` writes it: the folders, and what is in them."""

    folders: tuple[Path, ...]
    trees: tuple[Tree, ...]


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    folder = tmp_path_factory.mktemp("editions")
    folders = tuple(_built(folder, number) for number in range(3))
    return Editions(folders, tuple(map(contents_of, folders)))


def _built(folder: Path, number: int) -> Path:
    root = folder / str(number)
    root.mkdir()
    write_edition(root, number, target='type = "folder"\npath = "/nowhere"\n')
    run = Publisher(folder / f"run-{number}", ["--root", str(root), *BUILD]).end()
    assert run.code == FINE, run.err
    return root / "public"


@pytest.fixture(scope="session")
def ssh_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sshd.Sshd]:
    need(components.SSHD)
    need(components.RSYNC)
    with sshd.running(tmp_path_factory.mktemp("sshd")) as server:
        yield server


@pytest.fixture
def folder(tmp_path: Path) -> FolderPlace:
    return FolderPlace(tmp_path / "live", tmp_path / "scratch")


@pytest.fixture
def store(tmp_path: Path, bucket: Bucket) -> Iterator[StorePlace]:
    with gateways.before(bucket.endpoint) as gateway:
        yield StorePlace(bucket, gateway, tmp_path / "scratch", prefix="clinic")


@pytest.fixture
def behind_ssh(tmp_path: Path, ssh_server: sshd.Sshd) -> RsyncPlace:
    return RsyncPlace(ssh_server, tmp_path / "live", tmp_path / "scratch")


@pytest.fixture
def place(request: pytest.FixtureRequest) -> Place:
    """A place of the kind that the test names."""
    found: Place = request.getfixturevalue(request.param)
    return found


on_folder_and_store = pytest.mark.parametrize("place", ["folder", "store"], indirect=True)
on_all = pytest.mark.parametrize("place", ["folder", "store", "behind_ssh"], indirect=True)


class Site:
    """A project, of which some edition is published."""

    def __init__(self, root: Path, editions: Editions) -> None:
        self.root = root
        self.editions = editions

    def set_up(self, place: Place) -> None:
        """Let it be for this place, and be the first edition."""
        set_up(self.root, place.settings)
        self.be(0)

    def be(self, number: int) -> None:
        """Let it be an edition."""
        stand_in(self.root, self.editions.folders[number])


@pytest.fixture
def site(tmp_path: Path, editions: Editions) -> Site:
    (tmp_path / "scratch").mkdir()
    return Site(tmp_path / "site", editions)


def settled(place: Place, site: Site) -> list[str]:
    """Publish the first edition among files of others, and return these."""
    site.set_up(place)
    run = publish(place, site.root)
    assert run.code == FINE, run.err
    for path in FOREIGN:
        place.put(path, f"not yours: {path}".encode())
    return list(FOREIGN)


def look(place: Place, edition: Tree, *others: Tree) -> None:
    """See that this edition is out, whole, and that nothing of others is left but what pages may still ask for."""
    files = {path: data for path, data in place.files().items() if path not in FOREIGN}
    assert {path: files.get(path) for path in edition} == edition
    rest = files.keys() - edition.keys()
    assert all(is_named_by_content(path) and any(path in each for each in others) for path in rest), sorted(rest)
    assert JOURNAL not in place.state()


class TestKilled:
    @pytest.mark.parametrize(
        ("place", "moments"),
        [("folder", (0.1, 0.45, 0.6)), ("store", (0.05, 0.5, 0.95)), ("behind_ssh", (0.7,))],
        indirect=["place"],
    )
    def test_at_any_moment_no_page_is_torn_and_the_next_run_goes_on(
        self, place: Place, moments: tuple[float, ...], site: Site, editions: Editions
    ) -> None:
        foreign = settled(place, site)
        before = place.marks(foreign)
        with place.reading(*editions.trees) as reader:
            steps, out = _steps_to_the_next(place, site), 1
            for number, moment in enumerate(moments):
                new = (out + 1) % 3
                site.be(new)
                killed = place.publisher(site.root, at=int(moment * steps), number=signal.SIGKILL).end()
                assert killed.code == -signal.SIGKILL, killed
                # On, or back.
                options = ("--rollback",) if number == 1 else ()
                out = out if options else new
                run = publish(place, site.root, *options)
                assert run.code == FINE, run.err
                look(place, editions.trees[out], *editions.trees)
        assert reader.torn == []
        assert reader.pages > 10
        assert place.marks(foreign) == before


class TestInterrupted:
    @pytest.mark.parametrize(
        ("place", "moments"),
        [("folder", (0.2, 0.7)), ("store", (0.3, 0.8)), ("behind_ssh", (0.7,))],
        indirect=["place"],
    )
    def test_the_host_is_byte_for_byte_as_it_was(self, place: Place, moments: tuple[float, ...], site: Site) -> None:
        foreign = settled(place, site)
        steps = _steps_to_the_next(place, site)
        before, marks = place.state(), place.marks(foreign)
        for moment, number in zip(moments, (signal.SIGTERM, signal.SIGINT), strict=False):
            run = place.publisher(site.root, at=int(moment * steps), number=number).end()
            assert (run.code, run.err.splitlines()[-1]) == (INTERRUPTED, "site-builder: interrupted")
            assert place.state() == before
        assert place.marks(foreign) == marks

    @on_folder_and_store
    def test_nothing_is_left_of_a_first_release(self, place: Place, site: Site) -> None:
        site.set_up(place)
        run = place.publisher(site.root, at=20, number=signal.SIGTERM).end()
        assert run.code == INTERRUPTED, run.err
        assert place.state() == {}


def _steps_to_the_next(place: Place, site: Site) -> int:
    """Publish the next edition, let there be one more to publish, and return how many steps that will have."""
    site.be(1)
    place.steps()
    assert publish(place, site.root).code == FINE
    site.be(2)
    return place.steps()


class TestManyAtOnce:
    @on_folder_and_store
    def test_of_sixteen_one_publishes_and_fifteen_name_it(
        self, place: Place, site: Site, tmp_path: Path, editions: Editions
    ) -> None:
        site.set_up(place)
        gate = tmp_path / "gate"
        # Whoever has the lock waits until all others have ended.
        crowd = [place.publisher(site.root, gate=str(gate)) for _ in range(16)]
        deadline = time.monotonic() + 60
        while sum(each.is_running for each in crowd) > 1 and time.monotonic() < deadline:
            time.sleep(0.02)
        gate.touch()
        runs = [each.end() for each in crowd]
        assert sorted(run.code for run in runs) == [FINE] + [ENVIRONMENT] * 15
        said = {run.err for run in runs if run.code == ENVIRONMENT}
        assert len(said) == 1
        assert re.search(r" is being published to by \S.* on \S+ \(process \d+\), since \d\d:\d\d UTC; ", said.pop())
        look(place, editions.trees[0])


class TestOthers:
    @on_folder_and_store
    def test_a_file_of_theirs_in_the_way_is_told_and_nothing_is_changed(self, place: Place, site: Site) -> None:
        settled(place, site)
        site.be(1)
        place.put("articles/night-1-1/index.html", b"theirs")
        # A file where a folder of ours would have to be.
        place.put("articles/night-1-2", b"theirs")
        before = place.state()
        run = publish(place, site.root)
        assert run.code == ENVIRONMENT
        told = "articles/night-1-1/index.html, articles/night-1-2 are there already and are not site-builder's"
        assert told in " ".join(run.err.split())
        assert place.state() == before

    @on_folder_and_store
    def test_what_they_changed_is_told_and_replaced_only_if_that_is_meant(
        self, place: Place, site: Site, editions: Editions
    ) -> None:
        settled(place, site)
        place.put("about/index.html", b"by hand")
        place.delete("privacy/index.html")
        before = place.state()
        run = publish(place, site.root)
        assert run.code == ENVIRONMENT
        assert "about/index.html: changed there by somebody else, and to be replaced" in run.err
        assert "privacy/index.html: taken away there by somebody else, and to be sent again" in run.err
        assert place.state() == before
        assert publish(place, site.root, "--yes").code == FINE
        look(place, editions.trees[0])


class TestRollback:
    @on_folder_and_store
    def test_the_release_before_is_back_byte_for_byte_and_so_is_the_one_after_it(
        self, place: Place, site: Site, editions: Editions
    ) -> None:
        foreign = settled(place, site)
        marks = place.marks(foreign)
        old = _site(place)
        site.be(1)
        assert publish(place, site.root).code == FINE
        new = _site(place)
        assert publish(place, site.root, "--rollback").code == FINE
        look(place, editions.trees[0], *editions.trees)
        assert _part(place, old) == old
        # Nothing is built for that.
        (site.root / BUILT).unlink()
        assert publish(place, site.root, "--rollback").code == FINE
        look(place, editions.trees[1], *editions.trees)
        assert _part(place, new) == new
        assert place.marks(foreign) == marks

    def test_without_a_release_before_that_is_told(self, folder: FolderPlace, site: Site) -> None:
        settled(folder, site)
        before = folder.state()
        run = publish(folder, site.root, "--rollback")
        assert (run.code, run.err.count("\n")) == (USAGE, 1)
        assert "has no release before the one that is out" in run.err
        assert folder.state() == before


def _site(place: Place) -> dict[str, Any]:
    return {path: each for path, each in place.state().items() if not path.startswith(STATE)}


def _part(place: Place, paths: Collection[str]) -> dict[str, Any]:
    """Return what lies there of these files now."""
    return {path: each for path, each in _site(place).items() if path in paths}


class TestNothingIsWritten:
    @on_folder_and_store
    def test_by_a_dry_run_which_tells_what_would_be(self, place: Place, site: Site) -> None:
        settled(place, site)
        site.be(1)
        before = place.state()
        place.steps()
        run = publish(place, site.root, "--dry-run")
        assert run.code == FINE, run.err
        assert place.state() == before
        assert place.steps() == 0
        words = [line.split() for line in run.out.splitlines()]
        assert ["delete", "articles/night-0-0/index.html"] in words
        assert any(line[:2] == ["add", "articles/night-1-0/index.html"] and line[3] == "bytes" for line in words)
        assert any(line[:2] == ["change", "index.html"] for line in words)
        assert " 3 to delete" in run.out
        assert " bytes to send" in run.out

    def test_of_a_first_dry_run_not_even_a_folder(self, folder: FolderPlace, site: Site) -> None:
        site.set_up(folder)
        assert publish(folder, site.root, "--dry-run").code == FINE
        assert not folder.folder.exists()

    @on_folder_and_store
    def test_but_the_lock_where_nothing_was_changed(self, place: Place, site: Site) -> None:
        foreign = settled(place, site)
        paths = [*foreign, MANIFEST, "index.html"]
        before, marks = place.state(), place.marks(paths)
        place.steps()
        run = publish(place, site.root)
        assert (run.code, "nothing to do" in run.err) == (FINE, True)
        _only_locked(place)
        assert place.state() == before
        assert place.marks(paths) == marks

    @on_folder_and_store
    def test_but_the_lock_where_the_site_has_errors(self, place: Place, site: Site) -> None:
        settled(place, site)
        before = place.state()
        place.steps()
        (site.root / BUILT).unlink()
        shutil.rmtree(site.root)
        write_edition(site.root, 0, place.settings)
        (site.root / "content/about.md").write_text("---\ntitle: About\n---\n\n[Nowhere](nowhere.md)\n", "utf-8")
        run = publish(place, site.root)
        assert run.code == PROBLEMS
        assert "content/about.md:" in run.err
        assert "site-builder: nothing was published, because of" in run.err
        _only_locked(place)
        assert place.state() == before

    @on_folder_and_store
    def test_where_more_than_a_fifth_would_go_unless_that_is_allowed(
        self, place: Place, site: Site, editions: Editions, tmp_path: Path
    ) -> None:
        settled(place, site)
        before = place.state()
        place.steps()
        shutil.copytree(editions.folders[0], tmp_path / "less")
        for name in ("articles", "topics"):
            shutil.rmtree(tmp_path / "less" / name)
        stand_in(site.root, tmp_path / "less")
        run = publish(place, site.root)
        assert run.code == USAGE, run.err
        assert "20 % are allowed" in run.err
        _only_locked(place)
        assert place.state() == before
        assert publish(place, site.root, "--allow-delete", "100").code == FINE
        assert "articles/dreams/index.html" not in place.state()


def _only_locked(place: Place) -> None:
    if isinstance(place, StorePlace):
        assert {path.rpartition("/")[2] for _, path in place.gateway.changes} == {"lock.json"}


class TestStore:
    """With real builds: what only a store has, headers, and secrets to get in."""

    def test_every_object_says_what_it_is_and_no_secret_is_told_or_kept_anywhere(
        self, store: StorePlace, site: Site, editions: Editions
    ) -> None:
        write_edition(site.root, 0, store.settings)
        runs = [publish(store, site.root, "--dry-run"), publish(store, site.root)]
        write_edition(site.root, 1)
        runs += [publish(store, site.root), publish(store, site.root, "--rollback")]
        assert [run.code for run in runs] == [FINE] * 4
        for path, data in editions.trees[0].items():
            found = store.bucket.get(f"clinic/{path}")
            assert found is not None
            said = (("Content-Type", found.headers[0]), ("Cache-Control", found.headers[1]))
            assert (found.data, said) == (data, object_headers(path, Hosting())), path
        lying = [each.data for each in store.bucket.objects().values()]
        kept = list(contents_of(site.root).values())
        said_of_it = [text.encode() for run in runs for text in (run.out, run.err)]
        assert not any(SECRET.encode() in data for data in (*lying, *kept, *said_of_it))
