"""The Content Security Policy in a real browser: nothing on any page breaks it, and what would is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import renewed
from tests.browser.kinds import KINDS

pytestmark = pytest.mark.browser

WATCH = """
window.violations = [];
addEventListener('securitypolicyviolation', event => violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


class Watched(NamedTuple):
    """A tab that notes what is refused in it, and what the browser complains of."""

    page: Page
    told: list[str]


@pytest.fixture(scope="module")
def watching(visitor: BrowserContext) -> Iterator[Watched]:
    """Return a tab that is watched from its opening."""
    page = visitor.new_page()
    told: list[str] = []
    page.on("console", lambda said: told.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.add_init_script(WATCH)
    yield Watched(page, told)
    page.close()


@pytest.fixture
def watched(watching: Watched, address: str) -> Watched:
    """Return that tab like new."""
    renewed(watching.page, address)
    # What the last page still had to say has been said once it is left.
    watching.page.goto(f"{address}/robots.txt")
    watching.told.clear()
    return watching


@pytest.mark.parametrize("path", [*KINDS.values(), "/es/"])
def test_a_page_has_its_policy_first_of_all_and_does_not_break_it(watched: Watched, address: str, path: str) -> None:
    page, told = watched
    answer = page.goto(address + path)
    assert answer is not None
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    first = page.locator("head > :first-child")
    expect(first).to_have_attribute("http-equiv", "Content-Security-Policy")
    policy = first.get_attribute("content") or ""
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe-inline" not in policy
    assert "frame-ancestors" not in policy, "a page cannot say that, and browsers complain"
    page.locator("#page-scheme").select_option("dark")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert page.evaluate("violations") == []
    assert [said for said in told if not (answer.status == 404 and "404 (Not Found)" in said)] == []


@pytest.mark.parametrize("path", ["/faq/", "/search/?q=FDA", "/es/"])
def test_searching_breaks_none_either(watched: Watched, address: str, path: str) -> None:
    page, told = watched
    page.goto(address + path)
    page.get_by_role("combobox").first.fill("FDA")
    expect(page.locator("[role=option] mark").first).to_be_visible()
    assert page.evaluate("violations") == []
    assert told == []


def test_what_others_put_into_a_page_is_refused(watched: Watched, address: str) -> None:
    page = watched.page
    page.goto(address)
    page.evaluate("""() => {
        const script = document.createElement('script')
        script.text = 'window.ran = true'
        document.body.append(script)
        document.body.setAttribute('style', 'color: red')
        document.body.setAttribute('onclick', 'window.ran = true')
        document.body.click()
    }""")
    assert page.evaluate("window.ran") is None
    refused = {each.split()[0] for each in page.evaluate("violations")}
    assert refused == {"script-src-elem", "style-src-attr", "script-src-attr"}
