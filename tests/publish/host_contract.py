"""What any host must do. A test module has a fixture `place` and a class that inherits `HostContract`.

class TestFolder(HostContract):
    pass
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from site_builder.digest import digest_bytes
from site_builder.errors import EnvironmentFailed
from site_builder.publish.host import KEPT, STATE, File, Host

HOSTILE = (
    "two words/index.html",
    "$(touch owned)/`touch owned`.html",
    "-rf",
    "--delete/-e sh.html",
    'it\'s "quoted"/a;b&c|d<e>f.html',
    "*/?[a].html",
    "back\\slash\\#012.html",
    "#comment",
    "; comment",
    "~/home.html",
    "año/日本/é.html",
    " leading and trailing ",
    "a\ttab",
)
"""Names that a shell, an option parser, a list in a file or a pattern could take for something else."""


class Place(NamedTuple):
    """Somewhere to publish to: `host` returns a new publisher, and the others go there without one.

    `by_others` puts a file there, or takes it away where it is given None; `seen` returns what a visitor gets.
    """

    host: Callable[[], Host]
    by_others: Callable[[str, bytes | None], None]
    seen: Callable[[str], bytes | None]


def put(host: Host, made: dict[str, bytes]) -> dict[str, str]:
    """Put files on a host, and return their tags."""
    told = host.put(files_of(made), lambda file: made[file.path], lambda _: None)
    return told or host.listing(sorted({path.partition("/")[0] for path in made}))


def files_of(made: dict[str, bytes]) -> list[File]:
    return [File(path, digest_of(data), len(data)) for path, data in made.items()]


def digest_of(data: bytes) -> str:
    return digest_bytes(data).hex()


def ignore(number: int) -> None:
    """Be told how many files were dealt with."""


class HostContract:
    names: tuple[str, ...] = HOSTILE
    """Names that the host can give to a file."""

    def test_what_is_put_is_there_and_listed_with_the_tags_that_were_told(self, place: Place) -> None:
        made = {"index.html": b"home", "a/index.html": b"\0\xff" * 5000, "a/b/c.txt": b""}
        host = place.host()
        with host.locked("a test") as check:
            tags = put(host, made)
            check()
            assert host.listing(["index.html", "a"]) == tags
        assert {path: place.seen(path) for path in made} == made
        assert place.host().listing(["index.html", "a"]) == tags
        assert len(set(tags.values())) > 1

    def test_only_what_is_asked_for_is_listed(self, place: Place) -> None:
        host = place.host()
        assert host.listing(["a"]) == {}
        with host.locked("a test"):
            put(host, {"a/x.html": b"x", "ab/x.html": b"x", "b.html": b"x"})
            host.write(f"{STATE}manifest.json", b"{}")
            assert set(host.listing(["a", "none", "b"])) == {"a/x.html"}
            assert set(host.listing(["b.html", "a"])) == {"b.html", "a/x.html"}
            assert host.listing([]) == {}

    def test_a_file_that_others_have_changed_has_another_tag_and_another_digest(self, place: Place) -> None:
        host = place.host()
        with host.locked("a test"):
            before = put(host, {"a.html": b"ours", "b.html": b"ours", "c.html": b"ours"})
            place.by_others("a.html", b"mine")
            place.by_others("b.html", None)
            after = host.listing(["a.html", "b.html", "c.html"])
            assert after.keys() == {"a.html", "c.html"}
            assert after["a.html"] != before["a.html"]
            assert after["c.html"] == before["c.html"]
            assert host.digests(["a.html", "b.html"]) == {"a.html": digest_of(b"mine")}
            assert host.digests([]) == {}

    def test_what_is_kept_can_be_put_back_byte_for_byte(self, place: Place) -> None:
        made = {"index.html": b"old", "a/index.html": b"\0old\n" * 3000, "a/same.html": b"old"}
        host = place.host()
        with host.locked("a test"):
            put(host, made)
            put(host, {"index.html": b"older"})
            host.keep({"index.html": "1/index.html"}, ignore)
            put(host, made)
            host.keep({path: f"1/{path}" for path in made}, ignore)
            # Once more, as a publication does that goes on where another was cut short.
            host.keep({path: f"1/{path}" for path in made}, ignore)
            put(host, {"index.html": b"new"})
            host.delete(["a/index.html"], ignore)
            before = host.listing(["index.html", "a"])
            host.restore({path: f"1/{path}" for path in made if path != "a/same.html"}, ignore)
            after = host.listing(["index.html", "a"])
            assert after.keys() == made.keys()
            assert after["index.html"] != before["index.html"]
            # It can be done again: what is kept stays so.
            host.restore({path: f"1/{path}" for path in made}, ignore)
        assert {path: place.seen(path) for path in made} == made

    def test_what_is_not_kept_cannot_be_put_back_and_that_is_told(self, place: Place) -> None:
        host = place.host()
        with host.locked("a test"):
            put(host, {"a.html": b"a"})
            with pytest.raises(EnvironmentFailed):
                host.restore({"a.html": "1/a.html"}, ignore)
        assert place.seen("a.html") == b"a"

    def test_only_what_is_named_is_deleted(self, place: Place) -> None:
        host = place.host()
        with host.locked("a test"):
            put(host, {"a/x.html": b"x", "a/y.html": b"y", "b/c/x.html": b"x", "d/x.html": b"x"})
            place.by_others("a/theirs.txt", b"theirs")
            place.by_others("theirs.txt", b"theirs")
            host.write(f"{STATE}journal.json", b"{}")
            host.keep({"a/x.html": "1/a/x.html"}, ignore)
            host.delete(["a/x.html", "b/c/x.html", "d/none.html", "none/none.html", f"{STATE}journal.json"], ignore)
            host.delete([f"{KEPT}1/a/x.html"], ignore)
            assert host.listing(["a", "b", "d"]).keys() == {"a/y.html", "a/theirs.txt", "d/x.html"}
            assert host.read(f"{STATE}journal.json") is None
            assert host.read(f"{KEPT}1/a/x.html") is None
        assert place.seen("theirs.txt") == b"theirs"

    def test_files_of_the_state_are_written_whole_and_read(self, place: Place) -> None:
        host = place.host()
        assert host.read(f"{STATE}manifest.json") is None
        with host.locked("a test"):
            for data in (b"", b"\0\r\n\xff no line feed", b"x" * 300_000):
                host.write(f"{STATE}manifest.json", data)
                assert host.read(f"{STATE}manifest.json") == data
        assert place.host().read(f"{STATE}manifest.json") == data

    def test_a_name_is_nothing_but_a_name(self, place: Place) -> None:
        made = {name: name.encode() for name in self.names}
        tops = sorted({name.partition("/")[0] for name in self.names})
        keys = {path: f"1/{path}" for path in made}
        host = place.host()
        with host.locked('$(touch owned) "a test"'):
            assert put(host, made) == host.listing(tops)
            assert {path: place.seen(path) for path in made} == made
            assert host.digests(list(made)) == {path: digest_of(data) for path, data in made.items()}
            host.keep(keys, ignore)
            put(host, dict.fromkeys(made, b"new"))
            host.restore(keys, ignore)
            assert {path: place.seen(path) for path in made} == made
            host.delete(list(made), ignore)
            assert host.listing(tops) == {}
        assert place.seen("owned") is None

    def test_every_file_is_counted_once(self, place: Place) -> None:
        made = {f"{number}/index.html": b"page" for number in range(7)}
        counted: list[int] = []
        host = place.host()
        with host.locked("a test"):
            host.put(files_of(made), lambda file: made[file.path], counted.append)
            assert sum(counted) == 7
            keys = {path: digest_of(path.encode()) for path in made}
            host.keep(keys, counted.append)
            assert sum(counted) == 14
            host.restore(keys, counted.append)
            assert sum(counted) == 21
            host.delete(list(made), counted.append)
            assert sum(counted) == 28

    def test_nothing_to_do_is_done(self, place: Place) -> None:
        host = place.host()
        with host.locked("a test"):
            assert host.put([], lambda _: b"", ignore) == {}
            host.keep({}, ignore)
            host.restore({}, ignore)
            host.delete([], ignore)

    def test_there_is_one_lock_and_its_holder_is_named(self, place: Place) -> None:
        with place.host().locked("Ada on her machine"):
            with pytest.raises(EnvironmentFailed, match="Ada on her machine"), place.host().locked("Grace"):
                pass
            with pytest.raises(EnvironmentFailed, match="Ada on her machine"), place.host().locked("Grace"):
                pass
        with pytest.raises(KeyError), place.host().locked("Grace"):
            raise KeyError
        with place.host().locked("Ada") as check:
            check()
