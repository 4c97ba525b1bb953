"""make bench: what builds of N realistic articles cost, as whole processes.

`python -m tests.bench 1000 10000` makes sites of so many articles out of the sections of the ones that ship, builds
each cold, with nothing changed, after one edit and after an edit of a template, and prints the medians.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

REPOSITORY = Path(__file__).resolve().parent.parent
SECTIONS_AN_ARTICLE = 6


def main(sizes: list[int]) -> None:
    """Print a table with a row for each size and kind of build."""
    print(f"{'articles':>8}  {'build':<13} {'seconds':>8}  {'least':>6}  {'most':>6}  {'MiB a process':>13}")
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="site-builder-bench-") as folder:
            root = Path(folder)
            make_site(root, size)
            for name, prepare, runs in _builds(root, size):
                report(size, name, [measure(root, prepare) for _ in range(runs)])


def make_site(root: Path, size: int) -> None:
    """Write a project with `size` articles of about 1,000 words."""
    for name in ("content", "static", "templates"):
        shutil.copytree(REPOSITORY / name, root / name)
    (root / "pyproject.toml").write_text("[tool.site-builder]\nsearch = false\n", encoding="utf-8")
    shipped = sorted((REPOSITORY / "content" / "articles").rglob("*.md"))
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
        f"{size:>8,}  {name:<13} {statistics.median(times):>8.2f}  {min(times):>6.2f}  {max(times):>6.2f}"
        f"  {max(run.mebibytes for run in runs):>13.0f}",
        flush=True,
    )


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [1000])
