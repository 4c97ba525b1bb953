"""What to read next."""

from __future__ import annotations

from site_builder.model.document import Document
from site_builder.parts.related import related_articles
from tests.builders import article, day, site


def related(document: Document, *others: Document) -> list[str]:
    """Return the names of what is shown below `document`."""
    found = related_articles(site(document, *others))[document.name]
    return [card.url.removeprefix("/articles/").rstrip("/") for card in found]


def test_those_that_the_writer_names_come_in_that_order_and_no_others() -> None:
    document = article(related=("c", "gone", "hidden", "a", "c"), topics=("rest",))
    others = [article("a"), article("b", topics=("rest",)), article("c"), article("hidden", draft=True)]
    assert related(document, *others) == ["c", "a"]


def test_else_the_newest_of_its_topic_and_never_itself() -> None:
    others = [article(f"n{n}", topics=("rest",), date=day(f"2026-01-0{n}")) for n in range(1, 6)]
    assert related(article(topics=("rest",), date=day("2026-01-09")), *others) == ["n5", "n4", "n3"]
    assert related(others[4], *others[:4]) == ["n4", "n3", "n2"]


def test_a_rare_topic_counts_more_than_one_that_all_have() -> None:
    common = [article(f"n{n}", topics=("evidence",), date=day("2026-09-01")) for n in range(4)]
    rare = article("old", topics=("evidence", "sleep"), date=day("2025-01-01"))
    assert related(article("a", topics=("evidence", "sleep")), *common, rare)[0] == "old"
    other = article("z", topics=("sleep",), date=day("2025-01-01"))
    assert related(article("a", topics=("evidence", "sleep")), *common, other)[0] == "z"


def test_two_shared_topics_count_more_than_one() -> None:
    both = article("both", topics=("b", "a"), date=day("2025-01-01"))
    assert related(article("x", topics=("a", "b")), article("one", topics=("a",)), both) == ["both", "one"]


def test_days_that_are_the_same_leave_the_order_of_names() -> None:
    assert related(article("x", topics=("a",)), *[article(name, topics=("a",)) for name in "dbca"]) == ["a", "b", "c"]


class TestSuicide:
    SUBJECT = article("thoughts", title="Suicidal thoughts: what to do", topics=("safety",), date=day("2026-11-01"))
    OTHERS = (article("a", topics=("safety",)), article("b", topics=("safety",)))

    def test_it_is_not_put_first_before_who_reads_about_something_else(self) -> None:
        assert related(article("x", topics=("safety",)), self.SUBJECT, *self.OTHERS) == ["a", "b", "thoughts"]

    def test_who_reads_about_it_finds_more_of_it(self) -> None:
        document = article("x", title="Helping a suicidal friend", topics=("safety",))
        assert related(document, self.SUBJECT, *self.OTHERS)[0] == "thoughts"

    def test_a_writer_may_name_it(self) -> None:
        assert related(article("x", related=("thoughts",)), self.SUBJECT) == ["thoughts"]


def test_without_a_topic_in_common_there_is_none() -> None:
    assert related(article("x", topics=("a",)), article("y", topics=("b",)), article("z")) == []


def test_spellings_of_one_topic_are_one() -> None:
    assert related(article("x", topics=("Rest & Sleep",)), article("y", topics=("rest sleep",))) == ["y"]
