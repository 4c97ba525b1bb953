"""What an article must tell beside its text."""

from __future__ import annotations

import pytest

from tests.checks.pages.case import changed, found, rules


def test_the_disclaimer_is_shown() -> None:
    assert rules(disclaimer="") == ["CLIN-003"]
    assert rules(disclaimer="<p>General\n  information, <b>not</b> advice.</p>") == []


def test_whoever_paid_is_named_near_the_top() -> None:
    sponsored = changed(sponsor="Acme")
    [flaw] = found(view=sponsored)
    assert flaw.rule == "FTC-015"
    assert "Acme paid" in flaw.message
    assert rules("<p>Acme paid for this article.</p>", view=sponsored) == []
    assert rules(f"<p>{'Words. ' * 200}</p><p>Acme paid for this article.</p>", view=sponsored) == ["FTC-015"]


@pytest.mark.parametrize(
    "html",
    [
        '<blockquote class="testimonial">It saved my life. A.</blockquote>',
        '<div class="card testimonials__item">Great!</div>',
        '<span class="star-rating">5</span>',
        '<div itemprop="reviewRating">5</div>',
    ],
)
def test_praise_and_stars_need_a_release(html: str) -> None:
    assert rules(html) == ["FTC-009"]
    assert rules(html, view=changed(authorization_id="R-17")) == []


def test_a_plain_quotation_is_no_praise() -> None:
    assert rules('<blockquote class="quote">The label warns of this.</blockquote><b class="start">x</b>') == []
