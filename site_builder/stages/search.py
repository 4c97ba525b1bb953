"""search: finished pages → the index that a visitor's browser searches. The one module that knows Pagefind.

Templates say what is searched in Pagefind's own words: `data-pagefind-body` on an element that is, and on what is left
out of it `data-pagefind-ignore`. A `<details>` that is marked so is a result of its own, at the first id within.

Pagefind cuts its index into small files, and names each by its content: a browser fetches those that a query needs,
and an edit changes few. What bears no such name is its program, so the folder of the index is named for that.
"""

from __future__ import annotations

import subprocess
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from site_builder.cache.memo import Blobs
from site_builder.digest import digest_bytes
from site_builder.dom import Element, parse
from site_builder.errors import EnvironmentFailed
from site_builder.model.search import Finished, IndexTask, Part, Parts, SearchIndex
from site_builder.parts.assets import FINGERPRINT_DIGITS

BODY = "data-pagefind-body"
META = "data-pagefind-meta"

SILENT = 'sup:has(> span > a[href^="#ref-"]), svg'
"""What nobody looks for and has no attribute that says so: marks of sources, a hundred in a long text, and drawings."""

LEFT_OUT = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
"""What Pagefind brings that our own search field stands for, by how the names of the files begin."""


NOTHING = {"nothing.html": f'<html lang="en"><body {BODY}>q0q0q0q0'.encode()}
"""What is searched of a site without texts: a word that nobody types, since Pagefind makes no index of none."""


def index_folder(task: None, blobs: Blobs) -> str:
    """Return the folder of the index within the site, `pagefind/0a1b2c3d4e5f6071/`: named for Pagefind's program."""
    program = _run({"one.html": f'<html lang="en"><body {BODY}>one'.encode()})
    own = [data for path, data in sorted(program.items()) if path.endswith(".js") or path.startswith("wasm.")]
    return f"pagefind/{digest_bytes(b''.join(own)).hex()[:FINGERPRINT_DIGITS]}/"


def cut(task: Finished, blobs: Blobs) -> Parts:
    """Return what is searched of a page: what is in the page's own language, if search engines may have it too."""
    html = blobs.read(task.html).decode()
    if BODY not in html:
        return Parts(())
    root = parse(html)
    if root.first('meta[name="robots"][content~="noindex"]'):
        return Parts(())
    root.remove(SILENT)
    language = root.get("lang")
    bodies = [each for each in root.all(f"[{BODY}]") if _language(each) == language]
    whole = "".join([each.html for each in bodies if each.name != "details"])
    found = {task.url: whole} if whole else {}
    for each in bodies:
        title, answer = each.first("summary"), each.first("[id]")
        if each.name == "details" and title and answer:
            # Pagefind takes the first <h1> for the title, and weighs its words most.
            heading = f'<h1 {META}="{escape(each.get(META))}">{escape(title.text.strip())}</h1>'
            found[f"{task.url}#{answer.get('id')}"] = heading + answer.html
    return Parts(tuple([Part(url, blobs.keep(_document(url, language, body))) for url, body in found.items()]))


def index(task: IndexTask, blobs: Blobs) -> SearchIndex:
    """Return the index of these parts, one for each language. Raises EnvironmentFailed where Pagefind does."""
    # By their addresses, and not by numbers: then a new part changes no other one.
    pages = {f"{digest_bytes(part.url.encode()).hex()}.html": blobs.read(part.html) for part in task.parts}
    made = _run(pages or NOTHING)
    return SearchIndex(tuple([(path, blobs.keep(data), len(data)) for path, data in sorted(made.items())]))


def _language(element: Element) -> str:
    return next((each.get("lang") for each in (element, *element.above) if each.get("lang")), "")


def _document(url: str, language: str, body: str) -> bytes:
    """Return a page for Pagefind that holds one part, and says where it leads to."""
    address = f'<a {META}="url[href]" href="{escape(url)}"></a>'
    return f'<!doctype html><html lang="{escape(language)}"><body {BODY}>{address}{body}'.encode()


def _run(pages: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files that Pagefind makes of these, by their paths."""
    # Not by the package's own client: it takes a tenth of a second for each message, and a page is one.
    from pagefind.service import get_executable

    with TemporaryDirectory(prefix="site-builder-search-") as folder:
        site = Path(folder, "site")
        site.mkdir()
        for name, html in pages.items():
            (site / name).write_bytes(html)
        command = [str(get_executable()), "--silent", "--site", "site", "--output-path", "index"]
        # No environment: settings of Pagefind may lie there that are another project's.
        done = subprocess.run(command, cwd=folder, env={}, capture_output=True, check=False)
        if done.returncode:
            said = (done.stderr or done.stdout).decode(errors="replace").strip()
            raise EnvironmentFailed(f"Pagefind could not make the search index: {said or done.returncode}")
        made = Path(folder, "index")
        return {
            path.relative_to(made).as_posix(): _in_order(path)
            for path in sorted(made.rglob("*"))
            if path.is_file() and not path.name.startswith(LEFT_OUT)
        }


def _in_order(file: Path) -> bytes:
    """Return the bytes of a file of the index: Pagefind names the languages of the site in any order."""
    data = file.read_bytes()
    if file.suffix != ".json":
        return data
    return msgspec.json.encode(msgspec.json.decode(data), order="sorted")
