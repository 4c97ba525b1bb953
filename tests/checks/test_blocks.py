"""Blocks that show shared data."""

from __future__ import annotations

import pytest

from site_builder.checks.blocks import comparisons_are_known, figures_are_known, figures_are_used
from site_builder.model.figures import Figures
from site_builder.model.problem import Place
from tests.builders import (
    article,
    block,
    cell,
    compare,
    comparison,
    icon_array,
    materials,
    question,
    survey,
    timeline,
)
from tests.checks.case import Case

DRAWN = materials(
    drawn=Figures(
        {"onset": timeline()},
        {"remission": icon_array()},
        refused=("refused",),
        named=(("onset", Place(3, 3)), ("remission", Place(19, 3))),
    )
)

UNREADABLE = Figures(is_readable=False)

COMPARED = materials(compared=comparison(onset=(cell(), cell()), cost=(cell(), cell())))

CASES = (
    Case(
        "a comparison whole and in part",
        comparisons_are_known,
        survey(
            article("a", blocks=(compare(), block("consultation"), compare(rows=["cost", "onset"], columns=["pill"]))),
            question("q", blocks=(compare(columns=["spray", "pill"]),)),
            shown=COMPARED,
        ),
    ),
    Case(
        "rows and columns that are unknown or named twice",
        comparisons_are_known,
        survey(
            article("a", blocks=(compare(14, rows=["onest", "cost", "cost"], columns=["drip", "pill", "pill"]),)),
            question("q", blocks=(compare(7), compare(20, rows=["xyz"]))),
            shown=COMPARED,
        ),
        """
        content/articles/a.md:14:1: error[comparison-row-unknown] The comparison has no row 'onest'.
            hint: Did you mean onset?
        content/articles/a.md:14:1: error[comparison-row-repeated] The row 'cost' is named twice.
            hint: Delete one of the two.
        content/articles/a.md:14:1: error[comparison-column-unknown] The comparison has no column 'drip'.
            hint: The columns are pill, spray.
        content/articles/a.md:14:1: error[comparison-column-repeated] The column 'pill' is named twice.
            hint: Delete one of the two.
        content/faq/q.md:20:1: error[comparison-row-unknown] The comparison has no row 'xyz'.
            hint: The rows are onset, cost.
        """,
    ),
    Case(
        "a comparison that is not there; in a draft it is a warning",
        comparisons_are_known,
        survey(article("a", blocks=(compare(rows=["cost"]),)), article("b", draft=True, blocks=(compare(),))),
        """
        content/articles/a.md:9:1: error[comparison-missing] There is nothing to compare: content/treatments.yaml is missing.
            hint: Write the file, or take the block out.
        content/articles/b.md:9:1: warning[comparison-missing] There is nothing to compare: content/treatments.yaml is missing. Once it is no draft, this is an error.
            hint: Write the file, or take the block out.
        """,
    ),
    Case(
        "a comparison in a file that cannot be read, which has been told",
        comparisons_are_known,
        survey(article("a", blocks=(compare(rows=["cost"]),)), shown=materials(unread=["content/treatments.yaml"])),
    ),
    Case(
        "figures of their kind",
        figures_are_known,
        survey(
            article("a", blocks=(block("timeline", figure="onset"), block("icon-array", figure="remission"))),
            article("b", blocks=(block("icon-array", figure="refused"), block("timeline"), block("consultation"))),
            shown=DRAWN,
        ),
    ),
    Case(
        "figures that are not there, or of another kind; in a draft it is a warning",
        figures_are_known,
        survey(
            article("a", blocks=(block("timeline", figure="onsett"), block("icon-array", figure="onset"))),
            article("b", draft=True, blocks=(block("icon-array", figure="xyz"),)),
            shown=DRAWN,
        ),
        """
        content/articles/a.md:9:1: error[figure-unknown] There is no figure 'onsett' of this kind in content/figures.yaml.
            hint: Did you mean onset?
        content/articles/a.md:9:1: error[figure-unknown] There is no figure 'onset' of this kind in content/figures.yaml.
            hint: It is shown by /// timeline.
        content/articles/b.md:9:1: warning[figure-unknown] There is no figure 'xyz' of this kind in content/figures.yaml. Once it is no draft, this is an error.
            hint: Those for /// icon-array are remission.
        """,
    ),
    Case(
        "a figure where there are none at all",
        figures_are_known,
        survey(article("a", blocks=(block("timeline", figure="onset"),))),
        """
        content/articles/a.md:9:1: error[figure-unknown] There is no figure 'onset' of this kind in content/figures.yaml.
            hint: There are none yet for /// timeline; write one.
        """,
    ),
    Case(
        "a figure of a file that cannot be read, which has been told",
        figures_are_known,
        survey(article("a", blocks=(block("timeline", figure="onset"),)), shown=materials(drawn=UNREADABLE)),
    ),
    Case(
        "figures that are shown, one by a draft only",
        figures_are_used,
        survey(
            article("a", blocks=(block("timeline", figure="onset"),)),
            article("b", draft=True, blocks=(block("icon-array", figure="remission"),)),
            shown=DRAWN,
        ),
    ),
    Case(
        "a figure that nothing shows",
        figures_are_used,
        survey(article("a", blocks=(block("timeline", figure="onset"),)), shown=DRAWN),
        """
        content/figures.yaml:19:3: info[figure-unused] No text shows the figure “remission”.
            hint: Show it with a block in a text, or delete it.
        """,
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_blocks(case: Case) -> None:
    assert case.heard == case.expected
