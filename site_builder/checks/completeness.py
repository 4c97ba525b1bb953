"""What a site must have."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.checks.survey import Survey
from site_builder.model.problem import Problem, problem


def home_is_there(survey: Survey) -> Iterator[Problem]:
    """Yield a problem where no page stands at the address of the site itself."""
    if not any(entry.document.name == "index" for entry in survey.site.pages):
        message = "There is no home page: content/index.md is missing, or a draft."
        yield problem("home-missing", message, "Write one: a page with `layout: home`.", file="content/index.md")
