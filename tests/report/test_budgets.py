from __future__ import annotations

from site_builder.model.budget import Heaviest, KindWeight
from site_builder.report.budgets import in_markdown


def test_a_row_tells_what_a_kind_has_of_what_it_may_have_and_what_is_nearest_to_its_limit() -> None:
    article = (
        Heaviest("/articles/long/", 76_000, 80_000),
        Heaviest("/articles/long/", 17_634, 18_000),
        Heaviest("/articles/seen/", 5, 8),
        Heaviest("/articles/seen/", 57_846, None),
    )
    faq = (Heaviest("/faq/", 1_250, 1_000), *[Heaviest("/faq/", 1, None)] * 3)
    home = (Heaviest("/", 1, None),) * 4
    assert in_markdown(
        [KindWeight("home", 2, home), KindWeight("article", 2_400, article), KindWeight("faq", 1, faq)]
    ).splitlines() == [
        "### Budgets",
        "",
        "| kind | pages | HTML | compressed | requests | pictures | nearest to its limit |",
        "| --- | ---: | ---: | ---: | ---: | ---: | --- |",
        "| home | 2 | 1 | 1 | 1 | 1 | no limit |",
        "| article | 2,400 | 76,000 of 80,000 | 17,634 of 18,000 | 5 of 8 | 57,846 | "
        "compressed: 366 left (98% used), `/articles/long/` |",
        "| faq | 1 | 1,250 of 1,000 | 1 | 1 | 1 | HTML: **250 too many** (125% used), `/faq/` |",
        "",
        "The most that a page of each kind has, of what it may have: bytes of HTML, the same as gzip sends it, files "
        "that a browser fetches at once, bytes of pictures.",
    ]


def test_a_site_without_pages_has_no_table() -> None:
    assert in_markdown([]) == ""


def test_the_block_ends_in_one_line_feed() -> None:
    text = in_markdown([KindWeight("home", 1, (Heaviest("/", 1, None),) * 4)])
    assert text.endswith(".\n")
