from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.errors import EnvironmentFailed, LockLost
from site_builder.publish.host import STATE
from site_builder.publish.release import JOURNAL, MANIFEST, journal_of, manifest_of
from tests.publish.memory import Killed, MemoryHost
from tests.publish.sites import Site, Step, lacking, send, send_back, site, without_retired

FIRST = site("a", "b", "c")
SECOND = site("a", "b", "d", style="b", words="new")


def failing(number: int, error: BaseException) -> Step:
    """Return what lets the step of this number fail, and all after it where the publisher was killed."""
    steps = iter(range(1000))

    def step(path: str) -> None:
        at = next(steps)
        if at == number or (at > number and isinstance(error, Killed)):
            raise error

    return step


def number_of_steps(host: MemoryHost, made: Site) -> int:
    """Return how many changes it takes to publish a site."""
    taken: list[str] = []
    host.before_step = taken.append
    send(host, made)
    host.before_step = lambda _: None
    return len(taken)


def holding(made: Site, *, has_headers: bool = False) -> MemoryHost:
    host = MemoryHost(has_headers=has_headers)
    send(host, made, has_headers=has_headers)
    return host


STEPS = number_of_steps(holding(FIRST), SECOND)


def test_the_host_holds_the_site_and_nothing_else_of_it() -> None:
    host = holding(FIRST)
    assert host.site == FIRST
    assert sorted(path for path in host.files if path.startswith(STATE)) == [MANIFEST]


def test_a_second_release_replaces_the_first_and_leaves_what_open_pages_ask_for() -> None:
    host = holding(FIRST)
    send(host, SECOND)
    assert without_retired(host.site, SECOND) == SECOND
    assert host.site.keys() - SECOND.keys() == {path for path in FIRST if path.startswith("css/")}


def test_what_open_pages_asked_for_goes_with_the_release_after_the_next() -> None:
    host = holding(FIRST)
    send(host, SECOND)
    send(host, site("a", style="b"))
    assert not {path for path in FIRST if path.startswith("css/")} & host.site.keys()


def test_publishing_the_same_again_changes_nothing() -> None:
    host = holding(FIRST)
    send(host, SECOND)
    before = dict(host.files)
    assert send(host, SECOND).is_done
    assert host.site == {path: data for path, (data, _) in before.items() if not path.startswith(STATE)}


def test_a_page_never_lacks_its_files() -> None:
    host = holding(FIRST)

    def look(path: str) -> None:
        assert lacking(host.site) == []

    host.before_step = look
    send(host, SECOND)
    send_back(host)
    assert lacking(host.site) == []


def test_lists_come_after_pages_and_deletions_last() -> None:
    host = holding(FIRST)
    order: list[str] = []
    host.before_step = order.append
    send(host, SECOND)
    sent = [path for path in order if not path.startswith(STATE)]
    assert [path for path in sent if path.startswith("css/")] == sent[:1]
    assert sent.index("d/index.html") < sent.index("index.html") < sent.index("sitemap.xml")
    assert sent[-1] == "c/index.html"


@pytest.mark.parametrize("number", range(STEPS - 2))  # the last two only tidy up
@pytest.mark.parametrize("error", [EnvironmentFailed("no network"), KeyboardInterrupt()], ids=["failed", "interrupted"])
def test_what_fails_halfway_is_taken_back(number: int, error: BaseException) -> None:
    host = holding(FIRST)
    before = dict(host.files)
    host.before_step = failing(number, error)
    with pytest.raises(type(error)):
        send(host, SECOND)
    assert host.files == before


@pytest.mark.parametrize("number", range(STEPS))
def test_a_publisher_that_was_killed_is_followed_by_one_that_goes_on(number: int) -> None:
    host = holding(FIRST)
    host.before_step = failing(number, Killed())
    with pytest.raises(Killed):
        send(host, SECOND)
    assert lacking(host.site) == []
    host.before_step = lambda _: None
    send(host, SECOND)
    assert without_retired(host.site, SECOND) == SECOND
    assert JOURNAL not in host.files
    send_back(host)
    assert without_retired(host.site, FIRST) == FIRST


@pytest.mark.parametrize("number", range(STEPS - 2))
def test_a_publisher_that_was_killed_can_be_rolled_back(number: int) -> None:
    host = holding(FIRST)
    host.before_step = failing(number, Killed())
    with pytest.raises(Killed):
        send(host, SECOND)
    host.before_step = lambda _: None
    send_back(host)
    assert without_retired(host.site, FIRST) == FIRST
    assert JOURNAL not in host.files


@pytest.mark.parametrize("number", range(1, STEPS - 2))
def test_another_release_can_follow_one_that_was_cut_short(number: int) -> None:
    host, third = holding(FIRST), site("a", "e", style="c", words="third")
    host.before_step = failing(number, Killed())
    with pytest.raises(Killed):
        send(host, SECOND)
    host.before_step = lambda _: None
    send(host, third)
    assert without_retired(host.site, third) == third
    send_back(host)
    assert without_retired(host.site, FIRST) == FIRST


def test_after_several_that_were_cut_short_the_release_that_is_out_can_be_brought_back() -> None:
    host = holding(FIRST)
    for words in ("second", "third", "fourth"):
        host.before_step = failing(7, Killed())
        with pytest.raises((Killed, EnvironmentFailed)):  # what would be undone cannot be: nothing of it runs any more
            send(host, site("a", "b", words, words=words))
    host.before_step = lambda _: None
    intent = send_back(host)
    assert intent
    assert not intent.plan.changed
    assert without_retired(host.site, FIRST) == FIRST


def test_what_several_left_that_were_cut_short_is_ours() -> None:
    host = holding(FIRST)
    for words in ("second", "third"):
        host.before_step = failing(7, Killed())
        with pytest.raises((Killed, EnvironmentFailed)):  # what would be undone cannot be: nothing of it runs any more
            send(host, site("a", "b", words, words=words))
    host.before_step = lambda _: None
    send(host, SECOND)
    assert without_retired(host.site, SECOND) == SECOND


@pytest.mark.parametrize("path", ["../theirs.txt", "/theirs.txt", "a/../../theirs.txt", ".site-builder/lock", ""])
def test_a_manifest_leads_nowhere_but_to_files_of_the_site(path: str) -> None:
    host = holding(FIRST)
    host.write(MANIFEST, host.files[MANIFEST][0].replace(b'"sitemap.xml"', f'"{path}"'.encode()))
    with pytest.raises(EnvironmentFailed, match=r"manifest\.json, and that cannot be read"):
        send(host, SECOND)


@pytest.mark.parametrize("data", [b"{}", b'{"serial":1,"format":2}', b'{"serial":1,"x":1}', b"", b"[]"])
def test_what_is_no_manifest_is_not_taken_for_one(data: bytes) -> None:
    host = holding(FIRST)
    host.write(MANIFEST, data)
    with pytest.raises(EnvironmentFailed, match=r"manifest\.json, and that cannot be read"):
        send(host, SECOND)


def test_a_journal_that_cannot_be_read_is_named() -> None:
    host = holding(FIRST)
    host.write(JOURNAL, b"{")
    with pytest.raises(EnvironmentFailed, match=r"journal\.json, and that cannot be read"):
        send(host, SECOND)


def test_a_rollback_brings_back_bytes_and_headers() -> None:
    host = holding(FIRST, has_headers=True)
    before = {path: what for path, what in host.files.items() if not path.startswith(STATE)}
    send(host, SECOND)
    send_back(host)
    assert {path: host.files[path] for path in before} == before


def test_a_rollback_can_be_taken_back() -> None:
    host = holding(FIRST)
    send(host, SECOND)
    send_back(host)
    send_back(host)
    assert without_retired(host.site, SECOND) == SECOND


def test_there_is_nothing_before_the_first_release() -> None:
    assert send_back(holding(FIRST)) is None
    assert send_back(MemoryHost()) is None


def test_what_others_changed_is_noticed_and_replaced() -> None:
    host = holding(FIRST)
    host.by_others("a/index.html", b"defaced")
    intent = send(host, FIRST)
    assert intent.plan.changed == ("a/index.html",)
    assert host.site == FIRST


def test_a_rollback_does_not_bring_back_what_others_made_of_a_page_that_is_ours_in_both_releases() -> None:
    both = {"about/index.html": b"about"}
    host = holding(FIRST | both)
    host.by_others("about/index.html", b"defaced")
    send(host, SECOND | both)
    send_back(host)
    assert without_retired(host.site, FIRST | both) == FIRST | both


def test_what_others_changed_and_the_site_needs_no_more_is_left_to_them() -> None:
    host = holding(FIRST)
    host.by_others("c/index.html", b"theirs")
    intent = send(host, SECOND)
    assert intent.plan.let_be == ("c/index.html",)
    assert host.site["c/index.html"] == b"theirs"
    send_back(host)
    assert host.site["c/index.html"] == b"theirs"


def test_what_others_took_away_is_noticed_and_sent_again() -> None:
    host = holding(FIRST)
    host.by_others("a/index.html", None)
    assert send(host, FIRST).plan.gone == ("a/index.html",)
    assert host.site == FIRST


def test_a_file_of_others_in_the_way_is_told() -> None:
    host = MemoryHost()
    host.by_others("a/index.html", b"theirs")
    host.by_others("b", b"a file where a folder is to be")
    with host.locked("a test"):
        from site_builder.hosting.answers import is_named_by_content
        from site_builder.publish.run import intent_to_publish
        from tests.publish.sites import files_of

        intent = intent_to_publish(host, files_of(FIRST), is_named_by_content)
    assert intent.plan.foreign == ("a/index.html", "b")


def test_after_the_loss_of_the_manifest_the_same_site_is_known_again() -> None:
    host = holding(FIRST)
    host.delete([MANIFEST], lambda _: None)
    intent = send(host, FIRST)
    assert not intent.plan.foreign
    assert send(host, FIRST).is_done


def test_a_manifest_that_cannot_be_read_is_told_and_nothing_is_changed() -> None:
    host = holding(FIRST)
    host.by_others(MANIFEST, b"{")
    with pytest.raises(EnvironmentFailed, match=r"manifest\.json"):
        send(host, SECOND)
    assert host.site == FIRST


def test_who_has_lost_the_lock_changes_nothing_more() -> None:
    host = holding(FIRST)
    from site_builder.hosting.answers import is_named_by_content
    from site_builder.publish.run import intent_to_publish, publish
    from tests.publish.sites import files_of

    intent = intent_to_publish(host, files_of(SECOND), is_named_by_content)

    def check() -> None:
        raise LockLost("somebody else")

    with pytest.raises(LockLost):
        publish(host, intent, lambda file: SECOND[file.path], check)
    assert host.site == FIRST


def test_where_taking_back_fails_too_it_is_said_what_to_do() -> None:
    host = holding(FIRST)
    taken: list[str] = []

    def step(path: str) -> None:
        taken.append(path)
        if len(taken) > STEPS // 2:
            raise EnvironmentFailed("no network")

    host.before_step = step
    with pytest.raises(EnvironmentFailed, match=r"^no network\n.*parts of two releases.*--rollback"):
        send(host, SECOND)
    host.before_step = lambda _: None
    send(host, SECOND)
    assert without_retired(host.site, SECOND) == SECOND


PAGES = st.lists(st.sampled_from("abcde"), unique=True, max_size=4)
SITES = st.builds(
    lambda pages, style, words: site(*pages, style=style, words=words),
    PAGES,
    st.sampled_from("xyz"),
    st.sampled_from(["", "1", "2"]),
)
EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("publish"), SITES),
        st.tuples(st.just("roll back"), st.none()),
        st.tuples(st.just("kill"), st.tuples(SITES, st.integers(0, 20))),
        st.tuples(st.just("fail"), st.tuples(SITES, st.integers(0, 20))),
    ),
    max_size=8,
)


@settings(max_examples=150)
@given(EVENTS, st.booleans())
def test_whatever_happens_a_release_is_whole_and_what_is_foreign_stays(
    events: list[tuple[str, object]], has_headers: bool
) -> None:
    host = MemoryHost(has_headers=has_headers)
    host.by_others("a/theirs.txt", b"theirs")
    host.by_others("css/theirs.css", b"theirs")
    out: Site = {}
    before: Site | None = None
    is_cut_short = False
    for what, value in events:
        if what == "roll back":
            if send_back(host) is None:
                continue
            if not is_cut_short and before is not None:
                out, before = before, out
            is_cut_short = False
        else:
            made, number = value if isinstance(value, tuple) else (value, -1)
            assert isinstance(made, dict)
            serial = manifest_of(host).serial
            host.before_step = failing(number, Killed() if what == "kill" else EnvironmentFailed("no network"))
            try:
                send(host, made, has_headers=has_headers)
                out, before, is_cut_short = made, (before if made == out else out or None), False
            except Killed:
                host.before_step = lambda _: None
                journal, manifest = journal_of(host), manifest_of(host)
                is_cut_short = journal is not None and journal.serial > manifest.serial
                if manifest.serial > serial:
                    # It had come so far that only tidying up was left.
                    out, before = made, (before if made == out else out or None)
            except EnvironmentFailed:
                pass
            host.before_step = lambda _: None
        assert lacking(host.site) == []
        foreign = {"a/theirs.txt": b"theirs", "css/theirs.css": b"theirs"}
        assert {path: host.site[path] for path in foreign} == foreign
        if not is_cut_short:
            assert without_retired(host.site, out | foreign) == out | foreign
