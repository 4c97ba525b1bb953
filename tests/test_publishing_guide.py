"""The guide for those who publish can be followed: each command in it is run, and each answer is what it shows."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from site_builder import cli
from site_builder.hosting.answers import ASK_EACH_TIME, EVERYWHERE, FOR_EVER
from tests import components
from tests.browser.conftest import need
from tests.conftest import TODAY, Project
from tests.hosting.servers import Served, caddy_with, free_ports, nginx_with
from tests.publish import sshd, stores
from tests.publishing_guide import GUIDE, KINDS, Section, is_printed, sections
from tests.writing_site import REPOSITORY

TEXT = GUIDE.read_text(encoding="utf-8")
SECTIONS = {each.title: each for each in sections(TEXT)}
BLOCKS = [block for section in SECTIONS.values() for block in section.blocks]

PROGRAM = ".venv/bin/site-builder"

TIMED = ("build", "check", "hosts", "publish")
"""Commands to which the tests say the day, and that one process is enough."""

CODE_HOSTS = ("GitHub Pages", "Netlify", "Cloudflare Pages", "GitLab Pages")


class Walk:
    """Somebody who follows the guide in the folder of a site, with `values` of her own for those of the guide."""

    def __init__(self, project: Project, monkeypatch: pytest.MonkeyPatch, values: dict[str, str]) -> None:
        self.project = project
        self.monkeypatch = monkeypatch
        self.values = values
        self.told = ""
        self.files: dict[str, str] = {}
        monkeypatch.chdir(project.root)
        self.follow("How publishing works")

    def follow(self, title: str) -> None:
        """Do what a section says, block for block."""
        for block in SECTIONS[title].blocks:
            text = self._own(block.body)
            match block.kind:
                case "sh":
                    self.told = "".join([self.type(line) for line in text.splitlines()])
                case "text":
                    assert is_printed(block.body, self._as_shown(self.told)), f"{GUIDE.name}:{block.line}: {self.told}"
                case "toml":
                    self.project.write("pyproject.toml", f"{self.project.read('pyproject.toml')}\n{text}")
                case "yaml":
                    [(name, value)] = re.findall(r"(\w+): (.+)", text)
                    clinic = self.project.read("content/clinic.yaml")
                    self.project.write("content/clinic.yaml", re.sub(rf"(?m)^{name}: .*$", f"{name}: {value}", clinic))
                case kind:
                    self.files[kind] = text

    def type(self, line: str) -> str:
        """Run a line as a shell would, and return what it prints; the builder is run in this process, to be quick."""
        command, _, file = line.partition(" > ")
        if command.startswith("export "):
            name, _, value = command.removeprefix("export ").partition("=")
            self.monkeypatch.setenv(name, value)
            return ""
        if not command.startswith(PROGRAM):
            done = subprocess.run(["sh", "-ec", line], check=False, capture_output=True, text=True)
            assert done.returncode == 0, done.stderr
            return done.stdout + done.stderr
        words = shlex.split(command)[1:]
        run = self.project.run(*words, *(("--today", TODAY, "--jobs", "1") if words[0] in TIMED else ()))
        assert run.code == 0, f"{line}\n{run.err}"
        if not file:
            return run.out + run.err
        self.project.write(file, run.out)
        return run.err

    def _own(self, text: str) -> str:
        for shown, own in self.values.items():
            text = text.replace(shown, own)
        return text

    def _as_shown(self, text: str) -> str:
        for shown, own in self.values.items():
            text = text.replace(own, shown)
        return text


@contextmanager
def behind_nginx(walk: Walk, folder: Path, hosting: Path) -> Iterator[Served]:
    """Serve what the guide has nginx serve; `hosting` is what it has brought to /etc/nginx/site-builder."""
    need(components.NGINX)
    ports = free_ports(["plain"])
    block = walk.files["nginx"].replace("listen 80;", f"listen 127.0.0.1:{ports['plain']};")
    block = block.replace("listen [::]:80;", "").replace("/etc/nginx/site-builder", str(hosting))
    folder.mkdir()
    with nginx_with(block, ports, folder):
        yield Served(ports)


@contextmanager
def behind_caddy(walk: Walk, folder: Path, root: Path) -> Iterator[Served]:
    """Serve what the guide has Caddy serve."""
    need(components.CADDY)
    ports = free_ports(["plain"])
    own = {"SITE_ADDRESS": f"http://:{ports['plain']}", "SITE_ROOT": str(root)}
    folder.mkdir()
    with caddy_with(f"import {walk.project.root}/hosting/Caddyfile\n", own, ports, folder):
        yield Served(ports)


def visit(served: Served) -> None:
    """See the site as a visitor does: pages, a style, what is missing, and what is none of her business."""
    pages = {path: served.ask(path, Host="clinic.example") for path in ("/", "/articles/sleep/", "/nothing/here/")}
    assert [each.status for each in pages.values()] == [200, 200, 404]
    for page in pages.values():
        assert page.header("Content-Type") == "text/html; charset=utf-8"
        assert page.header("Cache-Control") == ASK_EACH_TIME
        assert page.header("Content-Security-Policy").endswith("; frame-ancestors 'none'")
        assert page.header("Cross-Origin-Opener-Policy") == "same-origin"
        assert [(name, page.header(name)) for name, _ in EVERYWHERE] == [*EVERYWHERE]
    assert b"https://clinic.example/articles/sleep/" in pages["/articles/sleep/"].body
    assert b"<main" in pages["/nothing/here/"].body, "the site's own page"
    [style] = re.findall(r'href="(/css/[^"]+)"', pages["/"].body.decode())
    assert (served.ask(style).status, served.ask(style).header("Cache-Control")) == (200, FOR_EVER)
    moved = served.ask("/articles/sleep")
    assert (moved.status, moved.header("Location")) in [(301, "/articles/sleep/"), (308, "/articles/sleep/")]
    assert served.ask("/.well-known/security.txt").status == 200
    assert served.ask("/.site-builder/manifest.json").status == 404


def see_nothing_of_the_store(served: Served) -> None:
    """See that whoever asks for more than a file does not reach the store, and that it says nothing of itself."""
    page = served.ask("/")
    theirs = [name for name, _ in page.headers if name.startswith(("x-amz-", "seaweed-"))]
    assert theirs == []
    for path in ("/?uploads", "/?list-type=2", "/?acl"):
        assert (served.ask(path).status, served.ask(path).body) == (200, page.body), path
    assert served.ask("/feed.xml?uploads").body == served.ask("/feed.xml").body
    assert [served.ask("/", method=each).status for each in ("HEAD", "POST", "PUT", "DELETE")] == [200, 405, 405, 405]
    assert served.ask("/", Authorization="AWS a:b", Cookie="a=b", X_Amz_Date="never").body == page.body
    assert served.ask("/", If_None_Match=page.header("ETag")).status == 304
    assert served.ask("/es/nothing/here/").body == b"<main lang=es>"
    for path in ("/%0a/clinic-site/", "/..%2fother/a.css", "/a%0d%0aX-Of-Others:%20yes"):
        answer = served.ask(path)
        assert answer.status in (301, 400, 404), path
        assert answer.header("X-Of-Others") == ""


@contextmanager
def published_again(walk: Walk, served: Served) -> Iterator[None]:
    """Publish a change, and see that what is done in the block brings the site before back."""
    before = served.ask("/").body
    walk.project.edit("content/clinic.yaml", "Small Clinic", "Haven")
    walk.type(f"{PROGRAM} publish live")
    assert served.ask("/").body != before
    yield
    assert served.ask("/").body == before


# Hosts to which one publishes


def test_a_folder_behind_nginx_and_back_again(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    www = tmp_path / "www"
    walk = Walk(project, monkeypatch, {"/srv/clinic": str(www)})
    walk.follow("A folder and nginx")
    with behind_nginx(walk, tmp_path / "nginx", project.root / "hosting") as served:
        visit(served)
        with published_again(walk, served):
            walk.follow("Going back")
        visit(served)
        walk.follow("From now on")
        visit(served)


def test_a_folder_behind_caddy(project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    www = tmp_path / "www"
    walk = Walk(project, monkeypatch, {"/srv/clinic": str(www)})
    walk.follow("A folder and Caddy")
    with behind_caddy(walk, tmp_path / "caddy", www) as served:
        visit(served)


def test_rsync(project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    need(components.SSHD)
    need(components.RSYNC)
    (tmp_path / "sshd").mkdir()
    (tmp_path / "home").mkdir()
    with sshd.running(tmp_path / "sshd") as server:
        monkeypatch.setenv("RSYNC_RSH", server.shell())
        values = {
            "publisher@clinic.example:/srv/clinic": server.destination(tmp_path / "www"),
            "publisher@clinic.example:": server.destination(tmp_path / "home/"),
            "/srv/clinic": str(tmp_path / "www"),
        }
        walk = Walk(project, monkeypatch, values)
        walk.follow("rsync over SSH")
        with behind_nginx(walk, tmp_path / "nginx", tmp_path / "home/hosting") as served:
            visit(served)
            with published_again(walk, served):
                walk.type(f"{PROGRAM} publish live --rollback")
    with behind_caddy(walk, tmp_path / "caddy", tmp_path / "www") as served:
        visit(served)


def test_an_s3_store_behind_nginx(project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    need(components.SEAWEEDFS)
    (tmp_path / "store").mkdir()
    with stores.seaweedfs(tmp_path / "store") as store:
        bucket = store.bucket("clinic-site")
        values = {"https://s3.clinic.example": store.endpoint, "YOUR-KEY": stores.KEY, "YOUR-SECRET": stores.SECRET}
        walk = Walk(project, monkeypatch, values)
        walk.follow("An S3 store")
        assert ".site-builder/manifest.json" in bucket.paths()
        with behind_nginx(walk, tmp_path / "nginx", project.root / "hosting") as served:
            visit(served)
            bucket.put("es/404.html", b"<main lang=es>", Content_Type="text/html")
            see_nothing_of_the_store(served)
            with published_again(walk, served):
                walk.type(f"{PROGRAM} publish live --rollback")
    assert stores.SECRET not in project.read("pyproject.toml")


def test_what_cloudfront_is_told_leads_to_pages_and_away_from_what_is_ours(tmp_path: Path) -> None:
    [function] = [each.body for each in SECTIONS["An S3 store"].blocks if each.kind == "js"]
    asked = ["/", "/articles/sleep/", "/articles/sleep", "/css/a.css", "/.site-builder/x", "/.well-known/security.txt"]
    calls = f"{json.dumps(asked)}.map(uri => handler({{request: {{uri}}}}))"
    told = subprocess.run(
        [need(components.NODE), "-e", f"{function}\nconsole.log(JSON.stringify({calls}))"],
        check=True,
        capture_output=True,
        text=True,
    )
    answers = [each.get("uri") or each["statusCode"] for each in json.loads(told.stdout)]
    assert answers == [
        "/index.html",
        "/articles/sleep/index.html",
        301,
        "/css/a.css",
        404,
        "/.well-known/security.txt",
    ]
    policies = [json.loads(each.body) for each in SECTIONS["An S3 store"].blocks if each.kind == "json"]
    assert [len(each["Statement"]) for each in policies] == [2, 1]
    [for_nginx] = policies[1]["Statement"]
    assert for_nginx["Action"] == "s3:GetObject"
    assert list(for_nginx["Condition"]) == ["IpAddress"]


# Hosts that build, and what is asked on the way


def test_hosts_that_build_are_told_how(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = Walk(project, monkeypatch, {})
    project.write(".gitignore", "public/\n")
    walk.follow("GitHub Pages")
    for title in CODE_HOSTS[1:]:
        walk.follow(title)
        [name] = re.findall(r"ci init (\w+)", SECTIONS[title].text)
        assert f"Commit the site and what was written, and push: git add {_added(SECTIONS[title])} &&" in walk.told, (
            name
        )
    assert project.build("--jobs", "1").code == 0
    ours = {path for host in CODE_HOSTS for path in re.findall(r"`([\w./-]+)`", SECTIONS[host].text) if "." in path}
    places = (project.root, project.root / "public")
    missing = [path for path in ours if not any((place / path).exists() for place in places)]
    assert sorted(missing) == ["clinic.example"]
    assert all((project.root / "public" / path).exists() for path in ("_headers", "_redirects"))


def _added(section: Section) -> str:
    [files] = [found for block in section.blocks for found in re.findall(r"git add (.+)", block.body)]
    return str(files)


def test_what_is_checked_written_and_computed(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = Walk(project, monkeypatch, {})
    walk.follow("What is checked on the way")
    assert json.loads(project.read("findings.sarif"))["version"] == "2.1.0"
    assert project.read("findings.xml").startswith("<?xml")
    assert project.read("summary.md").startswith("## The site: ready")
    assert (project.root / "baseline.json").is_file()
    walk.follow("The same site everywhere")
    computed = walk.told.split()[0]
    assert computed in walk.type(f"{PROGRAM} build --verify")
    walk.follow("What it is all made of")
    assert json.loads(project.read("sbom.json"))["specVersion"] == "1.6"


# What the guide says


def test_each_block_is_run_or_of_a_kind_that_cannot_be() -> None:
    followed = {"How publishing works", "A folder and nginx", "A folder and Caddy", "rsync over SSH", "An S3 store"}
    followed |= {*CODE_HOSTS, "What is checked on the way", "Going back", "The same site everywhere"}
    followed |= {"From now on", "What it is all made of"}
    assert {each.title for each in SECTIONS.values() if each.blocks} == followed
    assert len(BLOCKS) == len(re.findall(r"^ *```\w+$", TEXT, re.MULTILINE)) == TEXT.count("```") / 2
    assert {block.kind for block in BLOCKS} == set(KINDS)


def commands() -> Iterator[str]:
    """Yield every command of the builder in the guide."""
    for block in BLOCKS:
        if block.kind in ("sh", "crontab"):
            yield from re.findall(rf"{re.escape(PROGRAM)} ([^>&\n]+)", block.body)


@pytest.mark.parametrize("line", sorted({*commands()}))
def test_a_command_is_there_with_its_options(line: str) -> None:
    words = shlex.split(line)
    assert cli._parser(words).parse_args(words).command == words[0]


def test_nothing_of_ours_is_in_what_no_test_can_run() -> None:
    elsewhere = [line for block in BLOCKS if block.kind == "console" for line in block.body.splitlines()]
    ours = ("apt", "aws", "cat", "curl", "git", "ssh", "ssh-add", "ssh-keygen", "sudo")
    assert [line for line in elsewhere if line.split()[0] not in ours or "site-builder " in line] == []


def test_every_option_is_there() -> None:
    known = " ".join(_usage(command) for command in ("publish", "build", "check", "hosts", "ci", "sbom"))
    ours = re.sub(r"^ *```console\n.*?^ *```$", "", TEXT, flags=re.DOTALL | re.MULTILINE)
    ours = re.sub(r"git pull [^&]*", "", ours)
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", ours))
    assert {"--rollback", "--allow-delete"} <= named
    assert [each for each in named if each not in known] == []


def _usage(command: str) -> str:
    return cli._parser([command]).format_help() + "".join(
        action.choices[command].format_help()
        for action in cli._parser([command])._actions
        if isinstance(action.choices, dict) and command in action.choices
    )


def test_refusals_are_quoted_as_they_are_told() -> None:
    files = [REPOSITORY / "site_builder/project.py"]
    for folder in ("commands", "publish"):
        files += (REPOSITORY / "site_builder" / folder).glob("*.*")
    source = "".join([file.read_text("utf-8") for file in files])
    # What is told stands in the source in parts, one a line.
    source = re.sub(r'"\s*\n\s*f?"', "", source)
    rows = re.findall(r"^\| (`.+?`) \| .+ \|$", SECTIONS["When it refuses"].text, re.MULTILINE)
    quoted = [each for row in rows for each in re.findall(r"`([^`]+)`", row)]
    assert len(quoted) > 20
    assert [each for each in quoted if each not in source] == []


def test_links_lead_somewhere() -> None:
    anchors = {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in re.findall(r"^#+ (.+)$", TEXT, re.M)}
    for target in re.findall(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)", TEXT):
        name, _, anchor = target.partition("#")
        assert not name or (GUIDE.parent / name).is_file(), target
        assert name or anchor in anchors, target


def test_the_readme_leads_to_the_guide() -> None:
    assert "(docs/publishing.md)" in (REPOSITORY / "README.md").read_text("utf-8")
