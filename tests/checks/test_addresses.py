"""Addresses."""

from __future__ import annotations

import pytest

from site_builder.checks.addresses import anchors_are_distinct, are_distinct, are_portable
from tests.builders import article, heading, options, page, question, service, survey
from tests.checks.case import Case

DISTINCT = (
    Case(
        "every address is claimed once",
        are_distinct,
        survey(
            page("index"), page("about"), article("a", aliases=("/old/", "/old/two.html")), service("a"), question()
        ),
    ),
    Case(
        "two files of one name",
        are_distinct,
        survey(article("a"), article("a", path="content/articles/a/index.md")),
        """
        content/articles/a/index.md:1:1: error[address-taken] This file claims the address /articles/a/, and so does content/articles/a.md.
            hint: Rename the file, or change its slug or alias.
        """,
    ),
    Case(
        "a slug that is another's name",
        are_distinct,
        survey(article("a"), article("b", slug="a", place={"slug": (6, 7)})),
        """
        content/articles/b.md:6:7: error[address-taken] This file claims the address /articles/a/, and so does content/articles/a.md.
            hint: Rename the file, or change its slug or alias.
        """,
    ),
    Case(
        "an alias of what there is, told apart by case and accents only",
        are_distinct,
        survey(
            page("cafe"),
            page(
                "two",
                aliases=("/Caf\u00e9/", "/cafe\u0301/", "/CAFE/"),
                place={"aliases.1": (5, 4), "aliases.2": (6, 4)},
            ),
        ),
        """
        content/two.md:5:4: error[address-taken] This file claims the address /cafe\u0301/, twice.
            hint: Rename the file, or change its slug or alias.
        content/two.md:6:4: error[address-taken] This file claims the address /CAFE/, and so does content/cafe.md.
            hint: Rename the file, or change its slug or alias.
        """,
    ),
    Case(
        "one alias twice, with closing slash and without",
        are_distinct,
        survey(page("about", aliases=("/who", "/who/"), place={"aliases": (5, 10), "aliases.1": (5, 18)})),
        """
        content/about.md:5:18: error[address-taken] This file claims the address /who/, twice.
            hint: Rename the file, or change its slug or alias.
        """,
    ),
    Case(
        "the home page as an old address",
        are_distinct,
        survey(page("index"), page("about", aliases=("/",), place={"aliases.0": (5, 11)})),
        """
        content/about.md:5:11: error[address-taken] This file claims the address /, and so does content/index.md.
            hint: Rename the file, or change its slug or alias.
        """,
    ),
    Case(
        "the file of headers, which is made last, as an old address",
        are_distinct,
        survey(page("about", aliases=("/_headers",), place={"aliases.0": (5, 11)})),
        """
        content/about.md:5:11: error[address-taken] This file claims the address /_headers/, and so does the builder.
            hint: Rename the file, or change its slug or alias.
        """,
    ),
    Case(
        "a page where a list stands, reported in the file that can be renamed",
        are_distinct,
        survey(page("articles")),
        """
        content/articles.md:1:1: error[address-taken] This file claims the address /articles/, and so does content/articles.
            hint: Rename the file, or change its slug or alias.
        """,
    ),
    Case(
        "a file where a folder must stand, however deep",
        are_distinct,
        survey(page("about", aliases=("/feed.xml/", "/old.html", "/old.html/a/b/"), place={"aliases.2": (5, 40)})),
        """
        content/about.md:1:1: error[address-taken] This file claims the address /feed.xml/, and so does content/articles.
            hint: Rename the file, or change its slug or alias.
        content/about.md:5:40: error[address-taken] This file claims the address /old.html/a/b/, twice.
            hint: Rename the file, or change its slug or alias.
        """,
    ),
)

ANCHORS = (
    Case(
        "each question has its own places",
        anchors_are_distinct,
        survey(question("a", aliases=("old",), ids=("a-more",)), question("b", ids=("b-more",))),
    ),
    Case(
        "an old name that another question has",
        anchors_are_distinct,
        survey(question("a"), question("b", aliases=("c", "a"), place={"aliases.1": (7, 14)})),
        """
        content/faq/b.md:7:14: error[address-taken] This file claims the address /faq/#a, and so does content/faq/a.md.
            hint: Rename the file, its alias or heading.
        """,
    ),
    Case(
        "an old name that is the name",
        anchors_are_distinct,
        survey(question("a", aliases=("a",), place={"aliases.0": (7, 11)})),
        """
        content/faq/a.md:7:11: error[address-taken] This file claims the address /faq/#a, twice.
            hint: Rename the file, its alias or heading.
        """,
    ),
    Case(
        "a heading of one answer that is the name of another question",
        anchors_are_distinct,
        survey(question("a-more"), question("b", ids=("a-more",), headings=(heading(2, "A more"),))),
        """
        content/faq/b.md:9:1: error[address-taken] This file claims the address /faq/#a-more, and so does content/faq/a-more.md.
            hint: Rename the file, its alias or heading.
        """,
    ),
    Case(
        "a question that is called like the heading of a topic",
        anchors_are_distinct,
        survey(question("topic-rest", topic="rest")),
        """
        content/faq/topic-rest.md:1:1: error[address-taken] This file claims the address /faq/#topic-rest, and so does the heading of a topic.
            hint: Rename the file, its alias or heading.
        """,
    ),
)

PORTABLE = (
    Case(
        "names that every machine can hold",
        are_portable,
        survey(page("about"), article("睡眠", slug="sleep", topics=("Épilepsie",)), question(topic="cost")),
    ),
    Case(
        "a name without a Latin letter",
        are_portable,
        survey(article("睡眠")),
        """
        content/articles/睡眠.md:1:1: error[address-empty] No address can be made of the name '睡眠'.
            hint: Rename the file with Latin letters, digits and hyphens.
        """,
    ),
    Case(
        "topics without a Latin letter",
        are_portable,
        survey(
            article("a", topics=("rest", "睡眠"), place={"topics": (6, 9), "topics.1": (6, 16)}),
            question("q", topic="??", place={"topic": (3, 8)}),
        ),
        """
        content/articles/a.md:6:16: error[topic-empty] No address can be made of the topic '睡眠'.
            hint: Use Latin letters.
        content/faq/q.md:3:8: error[topic-empty] No address can be made of the topic '??'.
            hint: Use Latin letters.
        """,
    ),
    Case(
        "in a draft they are warnings",
        are_portable,
        survey(article("睡眠", topics=("睡眠",), draft=True, place={"topics.0": (6, 10)})),
        """
        content/articles/睡眠.md:1:1: warning[address-empty] No address can be made of the name '睡眠'. Once it is no draft, this is an error.
            hint: Rename the file with Latin letters, digits and hyphens.
        content/articles/睡眠.md:6:10: warning[topic-empty] No address can be made of the topic '睡眠'. Once it is no draft, this is an error.
            hint: Use Latin letters.
        """,
    ),
    Case(
        "addresses that Windows cannot hold",
        are_portable,
        survey(
            page("con"),
            article("a", slug="nul", topics=("aux",), place={"slug": (6, 7)}),
            service("b", aliases=("/ok/", "/what%3F/"), place={"aliases.1": (4, 17)}),
            run=options(),
        ),
        """
        content/con.md:1:1: error[address-unportable] The page would stand at 'con/index.html', which Windows cannot hold: the name is reserved for a device.
            hint: Give another name, topic, slug or alias.
        content/articles/a.md:6:7: error[address-unportable] The page would stand at 'articles/nul/index.html', which Windows cannot hold: the name is reserved for a device.
            hint: Give another name, topic, slug or alias.
        content:1:1: error[address-unportable] The page would stand at 'topics/aux/index.html', which Windows cannot hold: the name is reserved for a device.
            hint: Give another name, topic, slug or alias.
        content/services/b.md:4:17: error[address-unportable] The page would stand at 'what?/index.html', which Windows cannot hold: it contains '?'.
            hint: Give another name, topic, slug or alias.
        """,
    ),
    *(
        Case(
            f"an address that is too long {how}",
            are_portable,
            survey(page("about", aliases=(f"/{old}/",), place={"aliases.0": (4, 11)})),
            f"""
            content/about.md:4:11: error[address-unportable] The page would stand at '{old}/index.html', which Windows cannot hold: it is longer than 255 bytes.
                hint: Give another name, topic, slug or alias.
            """,
        )
        for how, old in (("in one part", "a" * 256), ("as a whole", "/".join(["abc"] * 250)))
    ),
)

CASES = (*DISTINCT, *ANCHORS, *PORTABLE)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_addresses(case: Case) -> None:
    assert case.heard == case.expected
