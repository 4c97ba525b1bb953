"""make bench: what builds of N realistic articles cost, as whole processes, and what a save costs in the preview.

`python -m tests.bench 1000 10000` makes sites of so many articles out of the sections of the ones that ship, builds
each cold, with nothing changed, after one edit and after an edit of a template, and prints the medians. Then it serves
the site, saves an article again and again, and prints how long it takes until the open page is told of it, and until
the new page has been fetched.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tornado.httpclient import AsyncHTTPClient
from tornado.websocket import websocket_connect

REPOSITORY = Path(__file__).resolve().parent.parent
SECTIONS_AN_ARTICLE = 6

SETTINGS = """\
[tool.site-builder]
search = false

[tool.site-builder.severity]
FDA-002 = "info"
FDA-009 = "info"
FDA-011 = "info"
SAFE-006 = "info"
"""
"""What these rules ask for stands in another section of the article that a section was taken from."""


def main(sizes: list[int]) -> None:
    """Print a table with a row for each size and kind of build."""
    print(f"{'articles':>8}  {'build':<14} {'seconds':>8}  {'least':>6}  {'most':>6}  {'MiB a process':>13}")
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="site-builder-bench-") as folder:
            root = Path(folder)
            make_site(root, size)
            for name, prepare, runs in _builds(root, size):
                report(size, name, [measure(root, prepare) for _ in range(runs)])
            saves(root, size)


def make_site(root: Path, size: int) -> None:
    """Write a project with `size` articles of about 1,000 words."""
    for name in ("content", "static", "templates"):
        shutil.copytree(REPOSITORY / name, root / name)
    (root / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    # Not the translations, which have fields of their own.
    shipped = [each for each in sorted((REPOSITORY / "content" / "articles").rglob("*.md")) if "." not in each.stem]
    heads, sections = zip(*map(_split, shipped), strict=True)
    pool = [section for each in sections for section in each if "](treatment-room" not in section]
    for number in range(size - len(shipped)):
        chosen = [pool[(number * 7 + step * step * 11 + step) % len(pool)] for step in range(SECTIONS_AN_ARTICLE)]
        body = _linked("".join(chosen), number, size)
        head = re.sub(
            r"^title: .*", f"title: Article {number} about depression care", heads[number % len(heads)], flags=re.M
        )
        head = re.sub(r"^(aliases|image):.*\n(  .*\n)*", "", head, flags=re.M)
        (root / "content" / "articles" / f"article-{number}.md").write_text(
            f"---\n{head}---\n\n{body}", encoding="utf-8"
        )


def _split(path: Path) -> tuple[str, list[str]]:
    """Return the front matter of an article and its sections, links written as from a file in articles/ itself."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    body = re.sub(r"^/// consultation\n///\n", "", body, flags=re.M)

    def moved(match: re.Match[str]) -> str:
        target = (path.parent / match[1]).resolve()
        return f"]({os.path.relpath(target, REPOSITORY / 'content' / 'articles')})"

    body = re.sub(r"\]\(([./a-z-]+\.md)\)", moved, body)
    return head, [f"## {section}" for section in re.split(r"^## ", body, flags=re.M)[1:]]


def _linked(body: str, number: int, size: int) -> str:
    """Return the text with a link to another article at its end."""
    return f"{body}\n\nSee also [another article](article-{(number * 13 + 1) % max(1, size - 20)}.md).\n"


class Run(NamedTuple):
    """One measured build."""

    seconds: float
    mebibytes: float


def measure(root: Path, prepare: Callable[[], None]) -> Run:
    """Return what one build costs after `prepare`."""
    prepare()
    time.sleep(0.05)
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "site_builder", "--root", str(root), "build", "--today", "2026-11-20"],
        cwd=REPOSITORY,
        stderr=subprocess.PIPE,
        text=True,
    )
    said = process.stderr.read() if process.stderr else ""
    # wait4 tells the memory of this process and its own, not of every one that was measured before.
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(said[-2000:])
    return Run(time.perf_counter() - started, usage.ru_maxrss / 1024)


def _builds(root: Path, size: int) -> list[tuple[str, Callable[[], None], int]]:
    edited = root / "content" / "articles" / f"article-{size // 2}.md"
    template = root / "templates" / "layouts" / "base.html"
    stamp = iter(range(10**6))

    def cold() -> None:
        shutil.rmtree(root / ".cache", ignore_errors=True)
        shutil.rmtree(root / "public", ignore_errors=True)

    def edit() -> None:
        with edited.open("a", encoding="utf-8") as file:
            file.write(f"\nOne more sentence, number {next(stamp)}.\n")

    def edit_template() -> None:
        template.write_text(
            re.sub(r"(<!-- \d+ -->)?</body>", f"<!-- {next(stamp)} --></body>", template.read_text(encoding="utf-8")),
            encoding="utf-8",
        )

    few = 3 if size > 2000 else 5
    return [
        ("cold", cold, few),
        ("no change", lambda: None, 7),
        ("one edit", edit, 7),
        ("template edit", edit_template, few),
    ]


def report(size: int, name: str, runs: list[Run]) -> None:
    """Print a row."""
    times = [run.seconds for run in runs]
    print(
        f"{size:>8,}  {name:<14} {statistics.median(times):>8.3f}  {min(times):>6.3f}  {max(times):>6.3f}"
        f"  {max(run.mebibytes for run in runs):>13.0f}",
        flush=True,
    )


SAVES = 25
PAUSE_S = 0.3
"""Between two saves, so that none is measured while the one before is being looked at once more."""


def saves(root: Path, size: int) -> None:
    """Print a row each for what passes between a save and the message to the open page, and the page itself."""
    with preview(root) as (address, process):
        told, served = zip(*asyncio.run(_saved(root, size, address)), strict=True)
        memory = _resident(process.pid)
    report(size, "save to told", [Run(seconds, memory) for seconds in told])
    report(size, "save to served", [Run(seconds, memory) for seconds in served])


@contextmanager
def preview(root: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Serve the site at `root`, and give its address and its process."""
    command = [sys.executable, "-m", "site_builder", "--root", str(root), "serve", "--port", "0"]
    process = subprocess.Popen([*command, "--today", "2026-11-20"], cwd=REPOSITORY, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr
        address = next(found[1] for line in process.stderr if (found := re.search(r"is at (http://\S+/)", line)))
        # Nobody reads what else it says; a full pipe would stop it.
        threading.Thread(target=process.stderr.read, daemon=True).start()
        yield address, process
    finally:
        process.terminate()
        process.wait()


async def _saved(root: Path, size: int, address: str) -> list[tuple[float, float]]:
    """Save an article again and again, and return the seconds until it was told of and until it was served."""
    name = f"article-{size // 2}"
    file, page = root / "content" / "articles" / f"{name}.md", f"{address}articles/{name}/"
    text, fetch, found = file.read_text(encoding="utf-8"), AsyncHTTPClient().fetch, []
    line = await websocket_connect(f"{address.replace('http', 'ws', 1)}livereload")
    await line.write_message(json.dumps({"command": "info", "url": page}))
    for number in range(SAVES):
        await asyncio.sleep(PAUSE_S)
        said = f"One more sentence, number {number} of many."
        started = time.perf_counter()
        file.write_text(f"{text}\n{said}\n", encoding="utf-8")
        told = served = 0.0
        while not served:
            message = json.loads(await line.read_message() or "{}")
            if message.get("command") == "reload":
                told = told or time.perf_counter() - started
                if said.encode() in (await fetch(page)).body:
                    served = time.perf_counter() - started
        found.append((told, served))
    return found


def _resident(process: int) -> float:
    """Return how many MiB a process holds now."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [1000])
