"""What each host must be told to build and publish a site: the files of `hosts/`, made for one project.

A file of `hosts/` is what is written, but for two things: of the lines between `#: builder`, `#: site` and `#: end`
only those of the kind of project stay, and names between `@` are put in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

TEMPLATES = Path(__file__).parent / "hosts"


MAIN = "main"
"""How hosts call the branch that is published, where nothing says otherwise."""

A_BUCKET = "s3"
"""How a bucket is called in pyproject.toml until somebody gives it another name."""


class Project(NamedTuple):
    """What the files say of a project: its name as part of an address, its output folder, its first target of type s3.

    `bucket` is the name of that target in pyproject.toml, "" where there is none yet.
    `is_builder` where the project is the builder's own repository, which has a Makefile; any other brings the builder
    along as a wheel. `branch` is the one that is published.
    """

    name: str
    output: str
    bucket: str
    is_builder: bool
    branch: str = MAIN


class Host(NamedTuple):
    """Where each template goes in a project, and what is left for a person to do, in order."""

    files: dict[str, str]
    steps: tuple[str, ...]


_PUSH = (
    "Commit the site and what was written, and push: git add {files} && git commit -m 'Publish the site' "
    "&& git push -u origin HEAD"
)
_DAILY = (
    "For pages that are held or expire, have any scheduler call {hook} every day; the first lines of {file} say how."
)

_CHECK = {".github/workflows/check.yml": "github-check.yml"}

HOSTS = {
    "netlify": Host(
        {"netlify.toml": "netlify.toml"},
        (
            _PUSH,
            "At Netlify: Add new project > Import an existing project, and the repository; netlify.toml says the rest.",
            "Give the address that Netlify shows as url in content/clinic.yaml.",
            _DAILY.format(hook="a build hook", file="netlify.toml"),
        ),
    ),
    "cloudflare": Host(
        {"wrangler.toml": "wrangler.toml", ".python-version": "python-version"},
        (
            _PUSH,
            "At Cloudflare: Workers & Pages > Create > Pages > Connect to Git, and name the project {name}.",
            "Copy the build command out of the first lines of wrangler.toml; Cloudflare reads it nowhere else.",
            "Give the address that Cloudflare shows as url in content/clinic.yaml.",
            _DAILY.format(hook="a deploy hook", file="wrangler.toml"),
        ),
    ),
    "gitlab": Host(
        {".gitlab-ci.yml": "gitlab.yml"},
        (
            _PUSH,
            "Deploy > Pages shows the address. Decide there on “Use unique domain” before others link to you.",
            "Give the address that visitors use as url in content/clinic.yaml.",
            "For pages that are held or expire: Build > Pipeline schedules > New schedule, `17 0 * * *`, in UTC.",
        ),
    ),
    "s3": Host(
        {**_CHECK, ".github/workflows/publish-s3.yml": "s3-publish.yml"},
        (
            "Make a role in AWS, and give the repository its ARN; the first lines of publish-s3.yml say how.",
            "See what would be sent, with keys of your own in the environment: site-builder publish {bucket} --dry-run",
            _PUSH,
        ),
    ),
    "github": Host(
        {**_CHECK, ".github/workflows/publish.yml": "github-publish.yml"},
        (
            "At GitHub: Settings > Pages > Build and deployment > Source: GitHub Actions.",
            _PUSH,
            "Actions > Publish shows the first run, and at its end the address.",
        ),
    ),
}
"""Every host, in the order in which the command names them."""


def files_of(host: str, project: Project) -> dict[str, bytes]:
    """Return what `host` must be told to publish `project`, by path in the project."""
    templates = {path: TEMPLATES / name for path, name in HOSTS[host].files.items()}
    return {path: _made_for(file.read_text("utf-8"), project).encode() for path, file in templates.items()}


def steps_of(host: str, project: Project, files: Iterable[str]) -> tuple[str, ...]:
    """Return what is left for a person to do, once what it takes to publish is in these `files`."""
    named = " ".join(dict.fromkeys(file.partition("/")[0] for file in files))
    names = {"name": project.name, "bucket": project.bucket or A_BUCKET, "files": named}
    return tuple(step.format_map(names) for step in HOSTS[host].steps)


def _made_for(template: str, project: Project) -> str:
    ours = "builder" if project.is_builder else "site"
    lines, kind = [], ours
    for line in template.splitlines(keepends=True):
        if marker := re.fullmatch(r" *#: (builder|site|end)\n", line):
            kind = ours if marker[1] == "end" else marker[1]
        elif kind == ours:
            lines.append(line)
    names = {
        "@project@": project.name,
        "@output@": project.output,
        "@bucket@": project.bucket or A_BUCKET,
        "@branch@": project.branch,
    }
    return re.sub("|".join(names), lambda name: names[name[0]], "".join(lines))
