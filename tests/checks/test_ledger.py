"""The ledger of addresses."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from site_builder.checks.ledger import addresses_are_kept, addresses_are_noted
from site_builder.checks.survey import Survey
from site_builder.model.document import Document
from site_builder.model.ledger import Ledger, Noted
from site_builder.model.problem import Place
from tests.builders import article, clinic, day, materials, options, page, question, survey, unreadable
from tests.checks.case import Case

BILINGUAL = clinic(languages=("en", "es"))


def noting(found: Survey, *addresses: str, file: str = "content/articles/gone.md") -> Survey:
    """Return `found` with a ledger of these addresses, in the order of its lines from line 5 on."""
    noted = tuple([Noted(address, file, Place(5 + row, 3)) for row, address in enumerate(addresses)])
    return replace(found, ledger=Ledger(noted))


def one(document: Document) -> Survey:
    return noting(survey(document), "/articles/sleep/", file="content/articles/sleep.md")


KEPT = (
    Case("a site without a ledger", addresses_are_kept, survey(page("index"))),
    Case(
        "every address is there",
        addresses_are_kept,
        noting(
            survey(page("index"), page("about"), article("sleep"), question("can-i-nap")),
            "/",
            "/about/",
            "/articles/sleep/",
            "/evidence/",
            "/faq/",
            "/faq/#can-i-nap",
        ),
    ),
    Case(
        "what moved leads on",
        addresses_are_kept,
        noting(
            survey(
                article("rest", aliases=("/articles/sleep", "/blog/sleep.html")), question("nap", aliases=("doze",))
            ),
            "/articles/sleep/",
            "/blog/sleep.html",
            "/faq/#doze",
        ),
    ),
    Case("a page that is held", addresses_are_kept, one(article("sleep", publish_on=day("2026-12-01")))),
    Case("a page that has expired", addresses_are_kept, one(article("sleep", expires=day("2026-11-01")))),
    Case("another file at the same address", addresses_are_kept, one(article("x", slug="sleep"))),
    Case(
        "a file that cannot be read has problems enough",
        addresses_are_kept,
        noting(survey(unreadable("content/articles/sleep.md")), "/articles/sleep/", file="content/articles/sleep.md"),
    ),
    Case(
        "a comparison that cannot be read has problems enough",
        addresses_are_kept,
        noting(
            survey(shown=materials(unread=["content/treatments.yaml"])), "/compare/", file="content/treatments.yaml"
        ),
    ),
    Case(
        "a file that is gone",
        addresses_are_kept,
        noting(survey(article("rest")), "/articles/gone/", "/faq/"),
        """
        content/addresses.yaml:5:3: error[address-gone] Nothing answers at “/articles/gone/” any more: it came from content/articles/gone.md, which is not there.
            hint: Bring the file back; or run `site-builder check --fix`, which writes the redirect if it knows the text under another name; or give the address to the page that takes its place, behind `aliases`.
        """,
    ),
    Case(
        "a page that became a draft",
        addresses_are_kept,
        one(article("sleep", draft=True)),
        """
        content/addresses.yaml:5:3: error[address-gone] Nothing answers at “/articles/sleep/” any more: content/articles/sleep.md is a draft.
            hint: Take `draft: true` out; or give the address to the page that takes its place, behind `aliases`.
        """,
    ),
    Case(
        "the same where the preview shows drafts",
        addresses_are_kept,
        noting(
            survey(article("sleep", draft=True), run=options(drafts=True)),
            "/articles/sleep/",
            file="content/articles/sleep.md",
        ),
        """
        content/addresses.yaml:5:3: error[address-gone] Nothing answers at “/articles/sleep/” any more: content/articles/sleep.md is a draft.
            hint: Take `draft: true` out; or give the address to the page that takes its place, behind `aliases`.
        """,
    ),
    Case(
        "another slug",
        addresses_are_kept,
        one(article("sleep", slug="rest")),
        """
        content/addresses.yaml:5:3: error[address-gone] Nothing answers at “/articles/sleep/” any more: content/articles/sleep.md stands at /articles/rest/ now.
            hint: Run `site-builder check --fix`, which writes the redirect; or give the address to the page that takes its place, behind `aliases`.
        """,
    ),
    Case(
        "a question, in two languages, is told once",
        addresses_are_kept,
        noting(survey(of=BILINGUAL), "/es/faq/#nap", "/faq/#nap", file="content/faq/nap.md"),
        """
        content/addresses.yaml:6:3: error[address-gone] Nothing answers at “/faq/#nap” any more, nor at /es/faq/#nap: it came from content/faq/nap.md, which is not there.
            hint: Bring the file back; or run `site-builder check --fix`, which writes the redirect if it knows the text under another name; or give the address to the page that takes its place, behind `aliases`.
        """,
    ),
    Case(
        "a language that is gone is told once",
        addresses_are_kept,
        noting(survey(page("about")), "/about/", "/es/about/", "/es/faq/", "/es/faq/#nap", file="content/about.md"),
        """
        content/addresses.yaml:6:3: error[address-gone] The pages under “/es/” are gone, 3 addresses in all.
            hint: Name es under `languages` in content/clinic.yaml again; to give them up, delete their lines here.
        """,
    ),
    Case(
        "a page with a short name is no language",
        addresses_are_kept,
        noting(survey(page("about")), "/us/", file="content/us.md"),
        """
        content/addresses.yaml:5:3: error[address-gone] Nothing answers at “/us/” any more: it came from content/us.md, which is not there.
            hint: Bring the file back; or run `site-builder check --fix`, which writes the redirect if it knows the text under another name; or give the address to the page that takes its place, behind `aliases`.
        """,
    ),
)

NOTED = (
    Case("a site that keeps no ledger", addresses_are_noted, survey(article("sleep"))),
    Case(
        "drafts, and what is held, are not published, whatever a preview shows",
        addresses_are_noted,
        noting(
            survey(
                article("a", draft=True),
                article("b", publish_on=day("2026-12-01")),
                run=options(drafts=True, future=True),
            ),
            "/evidence/",
            "/faq/",
        ),
    ),
    Case(
        "a new page in two languages",
        addresses_are_noted,
        noting(survey(article("sleep"), of=BILINGUAL), "/evidence/", "/faq/", "/es/evidence/", "/es/faq/"),
        """
        content/addresses.yaml:1:1: info[ledger-behind] 2 addresses are not in the ledger yet: /articles/sleep/ and /es/articles/sleep/.
            hint: Run `site-builder check --fix`: it notes what is new, so that the address is kept from then on.
        """,
    ),
    Case(
        "many new pages",
        addresses_are_noted,
        noting(survey(*(article(name) for name in "abcde")), "/evidence/", "/faq/"),
        """
        content/addresses.yaml:1:1: info[ledger-behind] 5 addresses are not in the ledger yet: /articles/a/, /articles/b/, /articles/c/ and 2 more.
            hint: Run `site-builder check --fix`: it notes what is new, so that the address is kept from then on.
        """,
    ),
    Case(
        "one new question",
        addresses_are_noted,
        noting(survey(question("nap")), "/evidence/", "/faq/"),
        """
        content/addresses.yaml:1:1: info[ledger-behind] An address is not in the ledger yet: /faq/#nap.
            hint: Run `site-builder check --fix`: it notes what is new, so that the address is kept from then on.
        """,
    ),
)

CASES = (*KEPT, *NOTED)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    assert case.heard == case.expected
