"""What is written for hosts: held to the published schemas, to our own rules, and to the commands that there are."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema.validators import validator_for
from ruamel.yaml import YAML

from site_builder import cli
from site_builder.ci import HOSTS, TEMPLATES, Project, files_of, steps_of

REPOSITORY = Path(__file__).parents[2]
PUBLISHED = Path(str(files("check_jsonschema"))) / "builtin_schemas/vendor"
MAKEFILE = (REPOSITORY / "Makefile").read_text("utf-8")

BUILDER = Project("clinic", "public", "store", is_builder=True)
SITE = BUILDER._replace(is_builder=False)

FILES = {
    f"{path} ({'the builder' if project.is_builder else 'a site'})": data.decode()
    for project in (BUILDER, SITE)
    for host in HOSTS
    for path, data in files_of(host, project).items()
}
WORKFLOWS = {name: text for name, text in FILES.items() if name.startswith(".github/")}

PINNED = {
    "actions/checkout": ("08c6903cd8c0fde910a37f88322edcfb5dd907a8", "v5.0.0"),
    "actions/configure-pages": ("983d7736d9b0ae728b81ab479565c72886d7745b", "v5.0.0"),
    "actions/deploy-pages": ("d6db90164ac5ed86f2b6aed7e0febac5b3c0c03e", "v4.0.5"),
    "actions/setup-python": ("e797f83bcb11b83ae66e0230d6156d7c80228e7c", "v6.0.0"),
    "actions/upload-artifact": ("ea165f8d65b6e75b540449e92b4886f43607fa02", "v4.6.2"),
    "actions/upload-pages-artifact": ("fc324d3547104276b827a68afc52ff2a11cc49c9", "v5.0.0"),
    "github/codeql-action/upload-sarif": ("f443b600d91635bebf5b0d9ebc620189c0d6fba5", "v4.30.8"),
}
"""Every action that may be called, each as several workflows of others have it that do not know each other."""

IMAGE = "python:3.11-bookworm@sha256:35d3a4a3d5e42e02ab916d44513a050689f12c0533d45598d229672503fe77ca # 3.11.16"
"""The one image that is run, known in the same way."""

MAY_WRITE = {"security-events", "pages", "id-token"}
"""What a job may be allowed beyond reading: to hand in findings, to publish, to be vouched for; never to push."""


@cache
def parsed(name: str) -> Any:
    """Return a YAML file as GitHub and GitLab read it, in version 1.2, where `on` is a word."""
    return YAML(typ="safe", pure=True).load(FILES[name])


def jobs(name: str) -> dict[str, Any]:
    return dict(parsed(name)["jobs"])


def steps(name: str) -> Iterator[dict[str, Any]]:
    for job in jobs(name).values():
        yield from job["steps"]


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        *((name, "github-workflows") for name in WORKFLOWS),
        *((name, "gitlab-ci") for name in FILES if name.startswith(".gitlab-ci.yml")),
    ],
)
def test_a_file_is_valid_by_the_schema_that_its_host_has_published(name: str, schema: str) -> None:
    published = json.loads((PUBLISHED / f"{schema}.json").read_bytes())
    validator = validator_for(published)(published)
    assert [error.message for error in validator.iter_errors(parsed(name))] == []
    assert list(validator.iter_errors({"jobs": 1})) != [], "the schema refuses nothing"


@pytest.mark.parametrize("name", [".github/workflows/check.yml", ".github/workflows/publish.yml"])
def test_the_repository_has_the_workflows_that_the_command_writes(name: str) -> None:
    written = files_of("github", Project("main", "public", "", is_builder=True))
    assert (REPOSITORY / name).read_bytes() == written[name], "delete it, and run `site-builder ci init github`"


@pytest.mark.parametrize("name", FILES)
def test_nothing_of_a_template_is_left(name: str) -> None:
    assert "#:" not in FILES[name]
    assert re.findall(r"@[a-z]+@", FILES[name]) == []
    assert not re.search(r"[ \t]$|\n\n\n|\n\n\Z", FILES[name], re.MULTILINE)


@pytest.mark.parametrize("file", sorted(TEMPLATES.iterdir()), ids=lambda file: file.name)
def test_every_part_of_a_template_has_its_end(file: Path) -> None:
    markers = "".join(each[0] for each in re.findall(r"^ *#: (builder|site|end)$", file.read_text("utf-8"), re.M))
    assert re.fullmatch(r"(bs?e|se)*", markers)
    assert file.name in {name for host in HOSTS.values() for name in host.files.values()}


# Workflows of GitHub


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_action_is_pinned_by_its_whole_digest_with_its_version_beside_it(name: str) -> None:
    lines = [line for line in WORKFLOWS[name].splitlines() if "uses:" in line]
    assert lines
    for line in lines:
        found = re.fullmatch(r" *(?:- )?uses: ([\w./-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)", line)
        assert found, line
        assert PINNED[found[1]] == (found[2], found[3])


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith("(the builder)")])
def test_every_image_is_pinned_too(name: str) -> None:
    assert {each[1] for each in re.finditer(r"(?:container|image): (.+)", FILES[name])} <= {IMAGE}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_permissions_are_none_at_the_top_and_few_in_a_job(name: str) -> None:
    assert parsed(name)["permissions"] == {}
    for job in jobs(name).values():
        assert job["permissions"]
        assert {what for what, right in job["permissions"].items() if right != "read"} <= MAY_WRITE
        assert set(job["permissions"].values()) <= {"read", "write"}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_nothing_that_others_wrote_gets_into_a_script(name: str) -> None:
    assert [step["run"] for step in steps(name) if "${{" in step.get("run", "")] == []
    assert "pull_request_target" not in WORKFLOWS[name]
    assert "workflow_run" not in WORKFLOWS[name]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_no_run_is_cancelled_and_none_goes_on_for_ever(name: str) -> None:
    assert parsed(name)["concurrency"]["cancel-in-progress"] is False
    assert all(0 < job["timeout-minutes"] <= 30 for job in jobs(name).values())


@pytest.mark.parametrize("name", WORKFLOWS)
def test_no_token_is_left_in_the_checkout_and_nothing_is_kept_from_run_to_run(name: str) -> None:
    for step in steps(name):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"] == {"persist-credentials": False}
        assert "cache" not in step.get("with", {})
    assert "actions/cache" not in WORKFLOWS[name]
    assert "{{ secrets." not in WORKFLOWS[name]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_what_is_scheduled_does_not_come_on_the_hour(name: str) -> None:
    for schedule in parsed(name)["on"].get("schedule", []):
        minute, hour, *_ = schedule["cron"].split()
        assert 5 < int(minute) < 55
        assert hour.isdigit()


@pytest.mark.parametrize("name", [name for name in WORKFLOWS if "publish" in name])
def test_a_site_is_published_after_a_push_every_day_and_by_hand(name: str) -> None:
    begins = parsed(name)["on"]
    assert begins["push"] == {"branches": ["main"]}
    assert [each["cron"].split()[2:] for each in begins["schedule"]] == [["*", "*", "*"]]
    assert "workflow_dispatch" in begins
    assert "pull_request" not in begins
    assert [job["if"] for job in jobs(name).values() if "id-token" in job["permissions"]] == [
        "github.ref == 'refs/heads/main'"
    ]


@pytest.mark.parametrize("name", [name for name in WORKFLOWS if "check" in name])
def test_findings_are_handed_in_though_the_check_fails_but_not_from_a_fork(name: str) -> None:
    [check, write, hand_in] = [step for step in steps(name) if re.search("site-builder check|upload-sarif", str(step))]
    assert "if" not in check
    assert write["if"].startswith("${{ !cancelled() && ")
    assert write["run"].endswith(' || test "$?" -eq 1')
    assert "head.repo.full_name == github.repository" in hand_in["if"]
    assert "!github.event.repository.private" in hand_in["if"]
    assert write["run"].split()[-6] == hand_in["with"]["sarif_file"]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_hidden_files_are_published_and_kept(name: str) -> None:
    for step in steps(name):
        if "upload-artifact" in step.get("uses", "") or "upload-pages-artifact" in step.get("uses", ""):
            assert step["with"]["include-hidden-files"] is True


# Other hosts


@pytest.mark.parametrize("project", [BUILDER, SITE])
def test_netlify_publishes_what_the_build_leaves_as_it_is(project: Project) -> None:
    stated = tomllib.loads(files_of("netlify", project._replace(output="out"))["netlify.toml"].decode())
    assert set(stated) == {"build"}
    assert set(stated["build"]) == {"command", "publish", "environment", "processing"}
    assert stated["build"]["publish"] == "out"
    assert stated["build"]["processing"] == {"skip_processing": True}


@pytest.mark.parametrize("project", [BUILDER, SITE])
def test_cloudflare_publishes_the_output_folder_with_a_python_that_will_do(project: Project) -> None:
    files = files_of("cloudflare", project)
    assert tomllib.loads(files["wrangler.toml"].decode()) == {
        "name": "clinic",
        "pages_build_output_dir": "./public",
    }
    major, minor, _ = files[".python-version"].decode().split(".")
    assert (int(major), int(minor)) >= (3, 11)


@pytest.mark.parametrize("project", [BUILDER, SITE])
def test_gitlab_publishes_the_default_branch_alone_and_wherever_the_project_writes(project: Project) -> None:
    stated = YAML(typ="safe", pure=True).load(files_of("gitlab", project._replace(output="out"))[".gitlab-ci.yml"])
    pages = stated["pages"]
    assert pages["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    assert (pages["artifacts"], pages["interruptible"]) == ({"paths": ["public"]}, False)
    assert "--output public" in pages["script"][0]
    assert pages["script"][0].endswith(' --base-url "$SITE_URL"'), "empty, it is the one of clinic.yaml"
    assert stated["site"]["artifacts"]["reports"] == {"junit": "findings.xml"}


@pytest.mark.parametrize("host", HOSTS)
def test_the_branch_that_is_published_is_that_of_the_project(host: str) -> None:
    for path, data in files_of(host, SITE._replace(branch="feature/on-it")).items():
        text = data.decode()
        assert not re.search(r"heads/main|\[\W?main", text), path
        if path.startswith(".github/"):
            assert YAML(typ="safe", pure=True).load(text)["on"]["push"] == {"branches": ["feature/on-it"]}
        if "publish" in path:
            assert "github.ref == 'refs/heads/feature/on-it'" in text


def test_a_bucket_is_called_as_the_settings_call_it() -> None:
    workflow = files_of("s3", SITE)[".github/workflows/publish-s3.yml"].decode()
    assert "site-builder publish store" in workflow
    assert "site-builder publish store --dry-run" in " ".join(steps_of("s3", SITE, ()))


@pytest.mark.parametrize("host", HOSTS)
def test_what_is_left_to_do_names_what_was_written(host: str) -> None:
    told = "\n".join(steps_of(host, SITE, files_of(host, SITE)))
    assert "git add " in told
    assert not re.search(r"[{}]", told)


# Every command in them


def scripts(name: str) -> Iterator[str]:
    """Yield every script of a file."""
    if name.startswith(".github/"):
        yield from (step["run"] for step in steps(name) if "run" in step)
    elif name.startswith(".gitlab"):
        for about in parsed(name).values():
            if isinstance(about, dict):
                yield from (*about.get("script", []), *about.get("before_script", []))
    elif name.startswith("netlify"):
        yield tomllib.loads(FILES[name])["build"]["command"]
    elif name.startswith("wrangler"):
        yield from re.findall(r"^#     (.+)$", FILES[name], re.MULTILINE)


def commands(script: str) -> Iterator[list[str]]:
    """Yield the words of each command of a shell script, without what comes and goes to files."""
    for line in script.replace("\\\n", " ").splitlines():
        words = shlex.shlex(line, posix=True, punctuation_chars="|&<>;")
        words.whitespace_split = True
        command: list[str] = []
        for word in [*words, ";"]:
            if re.fullmatch(r"[|&;]+", word):
                yield command
                command = []
            else:
                command.append(word)


CALLED = [
    (name, [word for word in command if word not in (">", ">>")])
    for name in FILES
    for script in scripts(name)
    for command in commands(script)
    if command
]


def test_commands_were_found_in_every_file() -> None:
    assert {name for name, _ in CALLED} == {name for name in FILES if not name.startswith(".python-version")}


@pytest.mark.parametrize(("name", "command"), CALLED, ids=lambda each: each if isinstance(each, str) else each[0])
def test_a_command_is_one_that_there_is(name: str, command: list[str]) -> None:
    program, *words = command
    match Path(program).name:
        case "site-builder":
            if "findings" in words[-1]:
                words.pop()  # what is written goes there
            assert cli._parser(words).parse_args(words).command == words[0]
        case "make":
            assert "the builder" in name, "a site has no Makefile"
            assert re.search(rf"^{words[0]}:", MAKEFILE, re.MULTILINE)
        case "python":
            assert words[0] == "-c" or words[-2:] in (["-r", "requirements.lock"], ["-r", "builder/requirements.txt"])
            assert words[0] == "-c" or "--require-hashes" in words
        case known:
            assert known in ("curl", "echo", "export", "test")
