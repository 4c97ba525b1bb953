"""Links from one content file to another."""

from __future__ import annotations

import pytest

from site_builder.checks.links import lead_somewhere
from tests.builders import article, cell, comparison, day, link, materials, page, question, survey, unreadable
from tests.checks.case import Case

CASES = (
    Case(
        "links to files, parts and this very page",
        lead_somewhere,
        survey(
            article(
                "a",
                links=(
                    link("b.md"),
                    link("b.md#more"),
                    link("#own"),
                    link("a.md#own"),
                    link("../faq/q.md#more"),
                    link("../index.md"),
                ),
                ids=("own",),
            ),
            article("b", ids=("more",)),
            question("q", ids=("q-more",), links=(link("#q-more"), link("q.md#more"))),
            page("index"),
        ),
    ),
    Case(
        "links to the comparison and from it",
        lead_somewhere,
        survey(
            article("a", links=(link("../treatments.yaml"), link("../treatments.yaml#cost")), ids=("more",)),
            shown=materials(
                compared=comparison(cost=(cell(links=[link("articles/a.md#more"), link("#cost")]), cell()))
            ),
        ),
    ),
    Case(
        "a link to a comparison that cannot be read, which has been told",
        lead_somewhere,
        survey(
            article("a", links=(link("../treatments.yaml#cost"),)),
            shown=materials(unread=["content/treatments.yaml"]),
        ),
    ),
    Case(
        "a link in the comparison to nothing",
        lead_somewhere,
        survey(
            article("a", links=(link("../treatments.yaml#cots", 12, 5),)),
            shown=materials(
                compared=comparison(cost=(cell(links=[link("a.md", 20, 9), link("#cots", 21, 3)]), cell()))
            ),
        ),
        """
        content/articles/a.md:12:5: error[anchor-broken] The link leads to the part 'cots' of content/treatments.yaml, and there is no such part.
            hint: Did you mean 'cost'?
        content/treatments.yaml:20:9: error[link-broken] The link leads to 'a.md', and there is no such file.
            hint: Did you mean 'articles/a.md'?
        content/treatments.yaml:21:3: error[anchor-broken] The link leads to the part 'cots' of content/treatments.yaml, and there is no such part.
            hint: Did you mean 'cost'?
        """,
    ),
    Case(
        "a link to nothing",
        lead_somewhere,
        survey(
            article("a", links=(link("slep.md", 14, 3), link("../../pyproject.toml", 15, 7), link("can-i.md", 16, 1))),
            article("sleep"),
            question("can-i"),
        ),
        """
        content/articles/a.md:14:3: error[link-broken] The link leads to 'slep.md', and there is no such file.
            hint: Did you mean 'sleep.md'?
        content/articles/a.md:15:7: error[link-broken] The link leads to '../../pyproject.toml', and there is no such file.
            hint: Name a content file, as in other.md.
        content/articles/a.md:16:1: error[link-broken] The link leads to 'can-i.md', and there is no such file.
            hint: Did you mean '../faq/can-i.md'?
        """,
    ),
    Case(
        "a link to a part that is not there",
        lead_somewhere,
        survey(
            article(
                "a",
                links=(link("b.md#mroe", 14, 3), link("#xyz", 20, 1), link("../faq/q.md#mroe", 21, 1)),
                ids=("own",),
            ),
            article("b", ids=("more",)),
            question("q", ids=("q-more",)),
        ),
        """
        content/articles/a.md:14:3: error[anchor-broken] The link leads to the part 'mroe' of content/articles/b.md, and there is no such part.
            hint: Did you mean 'more'?
        content/articles/a.md:20:1: error[anchor-broken] The link leads to the part 'xyz' of content/articles/a.md, and there is no such part.
            hint: A heading's part is its words, with hyphens.
        content/articles/a.md:21:1: error[anchor-broken] The link leads to the part 'mroe' of content/faq/q.md, and there is no such part.
            hint: Did you mean 'more'?
        """,
    ),
    Case(
        "links to a draft and to a held page are errors",
        lead_somewhere,
        survey(
            article("a", links=(link("b.md", 14, 3), link("c.md#more", 15, 3))),
            article("b", draft=True),
            article("c", date=day("2027-01-01"), ids=("more",)),
        ),
        """
        content/articles/a.md:14:3: error[link-unpublished] The link leads to 'b.md', which is not on the site: it is a draft.
            hint: Take the link out, or lead it to another page.
        content/articles/a.md:15:3: error[link-unpublished] The link leads to 'c.md#more', which is not on the site: it is held until 2027-01-01.
            hint: Take the link out, or lead it to another page.
        """,
    ),
    Case(
        "a link to a page that expired is a warning",
        lead_somewhere,
        survey(article("a", links=(link("b.md", 14, 3),)), article("b", expires=day("2026-11-20"))),
        """
        content/articles/a.md:14:3: warning[link-unpublished] The link leads to 'b.md', which is not on the site: it expired on 2026-11-20.
            hint: Take the link out, or lead it to another page.
        """,
    ),
    Case(
        "a link to a file that cannot be read names the true cause",
        lead_somewhere,
        survey(article("a", links=(link("broken.md", 14, 3),)), unreadable("content/articles/broken.md")),
        """
        content/articles/a.md:14:3: error[link-unpublished] The link leads to 'broken.md', which is not on the site: its front matter cannot be used.
            hint: Take the link out, or lead it to another page.
        """,
    ),
    Case(
        "in a draft they are warnings",
        lead_somewhere,
        survey(
            article("a", draft=True, links=(link("gone.md", 14, 3), link("b.md#x", 15, 3))), page("index"), article("b")
        ),
        """
        content/articles/a.md:14:3: warning[link-broken] The link leads to 'gone.md', and there is no such file. Once it is no draft, this is an error.
            hint: Did you mean 'b.md'?
        content/articles/a.md:15:3: warning[anchor-broken] The link leads to the part 'x' of content/articles/b.md, and there is no such part. Once it is no draft, this is an error.
            hint: A heading's part is its words, with hyphens.
        """,
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_links(case: Case) -> None:
    assert case.heard == case.expected
