from __future__ import annotations

import re
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from site_builder.errors import EnvironmentFailed, LockLost, UsageError
from site_builder.hosting.objects import object_headers
from site_builder.model.hosting import Hosting
from site_builder.publish.host import STATE, File
from site_builder.publish.s3 import LOCK, S3Host
from tests import components
from tests.browser.conftest import need
from tests.publish import gateway as gateways
from tests.publish import stores
from tests.publish.gateway import Gateway
from tests.publish.host_contract import HOSTILE, HostContract, Place, digest_of, ignore, put
from tests.publish.stores import ENVIRONMENT, KEY, SECRET, Bucket, Store

NAMES = tuple(name for name in HOSTILE if "\t" not in name and "\\" not in name)
"""obstore refuses signs that control something, and SeaweedFS takes a backslash for a slash."""


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


def place_in(bucket: Bucket, prefix: str = "") -> Place:
    folder = f"{prefix}/" if prefix else ""

    def by_others(path: str, data: bytes | None) -> None:
        bucket.delete(folder + path) if data is None else bucket.put(folder + path, data)

    def seen(path: str) -> bytes | None:
        found = bucket.get(folder + path)
        return found.data if found else None

    return Place(lambda: S3Host(bucket.name, prefix=prefix, endpoint=bucket.endpoint), by_others, seen)


class TestBucket(HostContract):
    names = NAMES

    @pytest.fixture
    def place(self, bucket: Bucket) -> Place:
        return place_in(bucket)


class TestPrefix(HostContract):
    names = NAMES

    @pytest.fixture
    def place(self, bucket: Bucket) -> Place:
        return place_in(bucket, "the clinic/año")


@pytest.fixture
def gateway(bucket: Bucket) -> Iterator[Gateway]:
    with gateways.before(bucket.endpoint) as gateway:
        yield gateway


@pytest.fixture
def host(bucket: Bucket, gateway: Gateway) -> S3Host:
    """A publisher that goes through the gateway."""
    return S3Host(bucket.name, endpoint=gateway.endpoint)


def failure(host: S3Host) -> str:
    """Return why a host cannot be published to."""
    with pytest.raises(EnvironmentFailed) as failed, host.locked("a test"):
        put(host, {"index.html": b"home"})
    return str(failed.value)


class TestObjects:
    def test_each_has_the_headers_that_it_was_given(self, bucket: Bucket, host: S3Host) -> None:
        paths = ("index.html", "css/site.0a1b2c3d4e5f6071.css", "feed.xml", "a/b.png", "search/box.json", "no-ending")
        files = [File(path, digest_of(path.encode()), len(path), object_headers(path, Hosting())) for path in paths]
        with host.locked("a test"):
            host.put(files, lambda file: file.path.encode(), ignore)
        for file in files:
            found = bucket.get(file.path)
            assert found is not None
            assert (("Content-Type", found.headers[0]), ("Cache-Control", found.headers[1])) == file.headers

    def test_headers_are_kept_and_put_back_with_the_object(self, bucket: Bucket, host: S3Host) -> None:
        def sent(data: bytes, *headers: tuple[str, str]) -> None:
            file = File("a.html", digest_of(data), len(data), headers)
            host.put([file], lambda _: data, ignore)

        with host.locked("a test"):
            sent(b"old", ("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "max-age=7"))
            before = bucket.get("a.html")
            host.keep({"a.html": "0/a.html"}, ignore)
            sent(b"new", ("Content-Type", "text/plain"), ("Cache-Control", "no-store"))
            host.restore({"a.html": "0/a.html"}, ignore)
        after = bucket.get("a.html")
        assert before is not None
        assert after is not None
        assert after.said == before.said

    def test_more_names_are_listed_than_a_store_tells_at_once(self, bucket: Bucket) -> None:
        made = {f"a/{number}.txt": b"x" for number in range(1003)}
        host = S3Host(bucket.name, endpoint=bucket.endpoint)
        with host.locked("a test"):
            assert put(host, made) == host.listing(["a"])
            host.delete(list(made), ignore)

    def test_what_lies_outside_the_prefix_is_not_seen_or_touched(self, bucket: Bucket) -> None:
        for path in ("index.html", "live", "live.html", "live-old/index.html", f"{STATE}manifest.json"):
            bucket.put(path, b"theirs")
        before = bucket.objects()
        host = S3Host(bucket.name, prefix="/live/", endpoint=bucket.endpoint)
        with host.locked("a test"):
            assert host.listing(["index.html", "live", "live.html"]) == {}
            assert host.read(f"{STATE}manifest.json") is None
            put(host, {"index.html": b"ours"})
            host.delete(["index.html", "live.html"], ignore)
        assert bucket.objects() == before

    def test_a_name_that_cannot_be_is_told(self, host: S3Host) -> None:
        with (
            host.locked("a test"),
            pytest.raises(EnvironmentFailed, match=r"could not put files there: .*a\\x07b|parse"),
        ):
            put(host, {"a\x07b": b""})


class TestLock:
    def test_that_of_a_dead_publisher_on_another_machine_ends_in_time(self, bucket: Bucket, host: S3Host) -> None:
        bucket.put(LOCK, b'{"holder":"Ada","token":"1","until":%d}' % (time.time() + 60))
        assert "Ada" in failure(host)
        bucket.put(LOCK, b'{"holder":"Ada","token":"1","until":%d}' % (time.time() - 1))
        with host.locked("a test") as check:
            check()
        assert bucket.get(LOCK) is None

    def test_one_that_cannot_be_read_is_nobodys(self, bucket: Bucket, host: S3Host) -> None:
        bucket.put(LOCK, b"\0")
        with host.locked("a test") as check:
            check()

    def test_whoever_has_lost_it_does_nothing_more_and_leaves_that_of_the_other(
        self, bucket: Bucket, host: S3Host
    ) -> None:
        theirs = b'{"holder":"Ada","token":"1","until":%d}' % (time.time() + 60)
        with host.locked("a test") as check:
            bucket.put(LOCK, theirs)
            with pytest.raises(LockLost, match="another publisher"):
                check()
        found = bucket.get(LOCK)
        assert found is not None
        assert found.data == theirs

    def test_it_is_renewed_while_much_is_sent(
        self, bucket: Bucket, host: S3Host, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("site_builder.publish.lease.LEASE_S", 0.2)
        with host.locked("a test"):
            for number in range(4):
                time.sleep(0.1)
                put(host, {f"{number}.html": b"x"})
            assert "being published to by a test" in failure(S3Host(bucket.name, endpoint=bucket.endpoint))
        assert bucket.get(LOCK) is None

    def test_it_is_ours_where_the_answer_to_the_first_request_was_lost(
        self, bucket: Bucket, host: S3Host, gateway: Gateway
    ) -> None:
        gateway.is_lost = lambda number: number == 0
        with host.locked("a test") as check:
            check()
        assert bucket.get(LOCK) is None

    def test_none_is_left_where_the_work_is_broken_off(self, bucket: Bucket, host: S3Host) -> None:
        with pytest.raises(KeyboardInterrupt), host.locked("a test"):
            raise KeyboardInterrupt
        assert bucket.paths() == []


class TestFailures:
    """What does not go right is told in a line that says what to do, or is tried again."""

    @pytest.mark.parametrize(
        ("name", "value", "why"),
        [
            ("AWS_ACCESS_KEY_ID", "no-such-key", "InvalidAccessKeyId"),
            ("AWS_SECRET_ACCESS_KEY", "wr0ng/+secret", "SignatureDoesNotMatch"),
        ],
    )
    def test_wrong_credentials(
        self, bucket: Bucket, name: str, value: str, why: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(name, value)
        said = failure(S3Host(bucket.name, endpoint=bucket.endpoint))
        assert f"{bucket.address}: could not read the lock: {why}" in said
        assert value not in said
        assert bucket.paths() == []

    def test_half_of_the_credentials(self, bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
        with pytest.raises(EnvironmentFailed, match=r"the environment .* Missing SecretAccessKey"):
            S3Host(bucket.name, endpoint=bucket.endpoint)

    def test_unknown_bucket(self, seaweedfs: Store) -> None:
        said = failure(S3Host("no-such-bucket", endpoint=seaweedfs.endpoint))
        assert "/no-such-bucket: could not put the lock there: NoSuchBucket" in said

    def test_nobody_answers(self) -> None:
        began = time.monotonic()
        nobody = f"http://127.0.0.1:{stores.free_ports(1)[0]}"
        said = failure(S3Host("live", endpoint=nobody))
        why = "there is no answer; check the endpoint in pyproject.toml, and the network"
        assert said == f"{nobody}/live: could not read the lock: {why}"
        assert time.monotonic() - began < 15

    @pytest.mark.parametrize(
        "endpoint",
        ["nonsense", "http://", "ftp://127.0.0.1/", "http://[::1", "http://127.0.0.1:99999", "http://1.2.3.400"],
    )
    def test_what_is_no_endpoint(self, endpoint: str) -> None:
        with pytest.raises(UsageError, match=f"the endpoint {re.escape(endpoint)} is not the address of a server"):
            S3Host("live", endpoint=endpoint)

    @pytest.mark.parametrize("status", [500, 503])
    def test_a_store_that_stumbles_is_asked_again(
        self, bucket: Bucket, host: S3Host, gateway: Gateway, status: int
    ) -> None:
        asked = count()
        # One of three requests fails.
        gateway.answer = lambda *_: status if next(asked) % 3 == 1 else 0
        made = {f"{number}.html": b"x" for number in range(6)}
        with host.locked("a test") as check:
            put(host, made)
            host.keep({"0.html": "0/0.html"}, ignore)
            host.restore({"0.html": "0/0.html"}, ignore)
            host.delete(["5.html"], ignore)
            check()
            assert host.listing(["0.html", "5.html"]).keys() == {"0.html"}
        assert LOCK not in bucket.paths()

    def test_a_store_that_is_broken_is_given_up_within_bearable_time(self, host: S3Host, gateway: Gateway) -> None:
        began = time.monotonic()
        gateway.answer = lambda *_: 500
        said = failure(host)
        assert "could not read the lock" in said
        assert "\n" not in said
        assert time.monotonic() - began < 15
        assert len(gateway.asked) > 3


class TestSecrets:
    def test_without_credentials_nobody_is_asked_for_them(
        self, bucket: Bucket, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ENVIRONMENT:
            monkeypatch.delenv(name)
        # Where obstore would look for them: on Amazon's machines, and by way of a proxy.
        for name in ("AWS_METADATA_ENDPOINT", "HTTP_PROXY", "HTTPS_PROXY"):
            monkeypatch.setenv(name, gateway.endpoint)
        with pytest.raises(EnvironmentFailed, match="set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"):
            S3Host(bucket.name, endpoint=bucket.endpoint)
        assert gateway.asked == []

    def test_nothing_is_asked_of_anybody_but_the_endpoint(
        self, bucket: Bucket, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("AWS_METADATA_ENDPOINT", "HTTP_PROXY", "HTTPS_PROXY"):
            monkeypatch.setenv(name, gateway.endpoint)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        host = S3Host(bucket.name, endpoint=bucket.endpoint)
        with host.locked("a test"):
            put(host, {"index.html": b"home"})
        assert gateway.asked == []
        assert bucket.paths() == ["index.html"]

    def test_what_else_is_set_for_amazon_leads_nowhere_else(
        self, bucket: Bucket, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        strangers = {
            "AWS_ENDPOINT": gateway.endpoint,
            "AWS_ENDPOINT_URL": gateway.endpoint,
            "AWS_ENDPOINT_URL_S3": gateway.endpoint,
            "AWS_BUCKET": "other",
            "AWS_DEFAULT_BUCKET": "other",
            "AWS_SKIP_SIGNATURE": "true",
            "AWS_CONDITIONAL_PUT": "disabled",
            "AWS_S3_EXPRESS": "true",
            "AWS_COPY_IF_NOT_EXISTS": "multipart",
            "AWS_REQUEST_PAYER": "true",
            "AWS_VIRTUAL_HOSTED_STYLE_REQUEST": "true",
            "AWS_REGION": "eu-north-7",
            "AWS_PROFILE": "other",
        }
        for name, value in strangers.items():
            monkeypatch.setenv(name, value)
        host = S3Host(bucket.name, endpoint=bucket.endpoint)
        with host.locked("a test"):
            put(host, {"index.html": b"home"})
            assert "being published to by a test" in failure(S3Host(bucket.name, endpoint=bucket.endpoint))
        assert gateway.asked == []
        assert bucket.paths() == ["index.html"]

    def test_they_are_in_no_request_and_no_object(self, bucket: Bucket, host: S3Host, gateway: Gateway) -> None:
        with host.locked("a test"):
            put(host, {"index.html": b"home"})
            host.write(f"{STATE}manifest.json", b"{}")
            found = [each.data for each in bucket.objects().values()]
        assert all(SECRET not in path for _, path in gateway.asked)
        assert not any(KEY.encode() in data or SECRET.encode() in data for data in found)

    @pytest.mark.parametrize("secret", ["SignatureDoesNotMatch", "the", 'a"b', "live"])
    def test_a_message_that_holds_one_does_not_tell_it(
        self, bucket: Bucket, secret: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", secret)
        said = failure(S3Host("no-such-bucket", endpoint=bucket.endpoint))
        assert secret not in said.removeprefix(f"{bucket.endpoint}/no-such-bucket: could not read the lock: ")


class TestWithoutConditions:
    """rclone's store puts an object whatever the conditions."""

    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[tuple[Store, Path]]:
        need(components.RCLONE)
        with stores.rclone(tmp_path, "live") as store:
            yield store, tmp_path / "data" / "live"

    def test_that_is_told_and_nothing_is_left_behind(self, store: tuple[Store, Path]) -> None:
        said = failure(S3Host("live", endpoint=store[0].endpoint))
        assert "/live ignores conditions" in said
        assert "--allow-unconditional" in said
        assert list(store[1].rglob("*")) == []

    def test_where_it_is_allowed_all_goes_on(self, store: tuple[Store, Path]) -> None:
        host = S3Host("live", endpoint=store[0].endpoint, allow_unconditional=True)
        made = {"index.html": b"home", "a b/é.html": b"page"}
        with host.locked("a test") as check:
            put(host, made)
            check()
            assert host.listing(["index.html", "a b"]).keys() == made.keys()
            host.delete(list(made), ignore)
        assert [file for file in store[1].rglob("*") if file.is_file()] == []
