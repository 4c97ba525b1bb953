"""A static website generator for clinics.

content/  templates/  static/  pyproject.toml
   │ load     files → Inputs                 the only stage that looks into the project folder
   │ parse    Source → Document              one file at a time; knows no other file
   │ plan     Documents → Site → Outputs     all files together: addresses, links, topics
   │ render   RenderTask → Rendered          one page at a time; knows only what its task carries
   ▼ Build    every file of the site and every Problem
write · check · serve · publish              thin users of the same Build
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from site_builder.project import Outcome

__all__ = ["build"]


def build(
    root: str | Path,
    *,
    today: date | None = None,
    output: str = "",
    base_url: str = "",
    drafts: bool = False,
    future: bool = False,
    strict: bool = False,
    jobs: int = 0,
    cache: bool = True,
    write: bool = True,
) -> Outcome:
    """Build the site of the project at `root` and, unless `write` is False, write it where nothing is an error.

    The arguments are the options of the command `build`. The outcome holds every problem, the number of pages, and
    whether the output folder holds the site. Raises errors.UsageError, errors.EnvironmentFailed and OSError.
    """
    # Late: a command that finds nothing to do loads no more than it needs.
    from site_builder.project import Request, day_of, run

    request = Request(
        root=Path(root).resolve(),
        today=today or day_of(),
        output=output,
        base_url=base_url,
        drafts=drafts,
        future=future,
        strict=strict,
        jobs=jobs,
        cache=cache,
    )
    return run(request, write=write)
