"""The editor at /admin/ in a real browser: what it shows of every kind of file, and what saving one changes in it."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from itertools import zip_longest
from typing import NamedTuple

import pytest
from PIL import Image
from playwright.sync_api import Browser, ConsoleMessage, FilePayload, Locator, Page, Request, expect

from site_builder.editor.app import respond
from site_builder.editor.config import Names, form, front_matter_form
from site_builder.model.comparison import TreatmentsFields
from site_builder.model.config import Clinic
from site_builder.model.figures import FiguresFields
from site_builder.model.front_matter import (
    ArticleFields,
    ArticleTranslation,
    PageFields,
    QuestionFields,
    ServiceFields,
)
from site_builder.model.front_matter import Image as PictureFields
from site_builder.text.front_matter import read_front_matter
from tests import components
from tests.browser.conftest import REPOSITORY, need

pytestmark = pytest.mark.browser

FOLDER = "site"
"""What the folder with the site is called that a person would choose: here one that only the browser can see."""

_FILL = f"""async files => {{
    const top = await navigator.storage.getDirectory();
    for (const [path, text] of Object.entries({{ "{FOLDER}/.git/HEAD": "", ...files }})) {{
        const names = path.split("/");
        let folder = top;
        for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name, {{ create: true }});
        const file = await (await folder.getFileHandle(names.at(-1), {{ create: true }})).createWritable();
        await file.write(text);
        await file.close();
    }}
}}"""
_CHOOSE = f"""window.showDirectoryPicker = async () =>
    (await navigator.storage.getDirectory()).getDirectoryHandle("{FOLDER}")"""
_DRAW = """window.IntersectionObserver = class {
    constructor(tell) { this.tell = tell }
    observe(target) { setTimeout(() => this.tell([{ isIntersecting: true, intersectionRatio: 1, target }], this)) }
    unobserve() {}
    disconnect() {}
}"""
"""All of a form is drawn at once, and not what is far below when somebody comes near it."""
_READ = f"""async path => {{
    let folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("{FOLDER}");
    const names = path.split("/");
    for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name);
    return (await (await folder.getFileHandle(names.at(-1))).getFile()).text();
}}"""
_SHOWN = "[...document.querySelectorAll('[data-field-type]')].map(field => field.dataset.keyPath)"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        found = respond(self.path.partition("?")[0], REPOSITORY)
        body = found.body if found else b""
        self.send_response(found.status if found else 404)
        for name, value in found.headers if found else ():
            self.send_header(name, value)
        self.send_header("Content-Type", found.media_type if found else "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing: what is wrong shows in the tests."""


@pytest.fixture(scope="module")
def admin() -> Iterator[str]:
    """Return where the editor is served."""
    need(components.EDITOR)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/admin/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Editor(NamedTuple):
    """The editor with the site open in it, what it asked for and what it complained of."""

    page: Page
    admin: str
    asked: list[Request]
    complaints: list[ConsoleMessage]

    def open(self, place: str) -> None:
        """Open the form of an entry, as in `articles/entries/NAME`."""
        self.page.goto(f"{self.admin}#/collections/{place}")
        self.page.locator("[data-field-type]").first.wait_for()

    def field(self, name: str) -> Locator:
        return self.page.locator(f'[data-key-path="{name}"]').first

    def save(self) -> None:
        self.page.get_by_role("button", name="Save", exact=True).click()
        expect(self.page.locator("[data-field-type]")).to_have_count(0, timeout=20_000)

    def read(self, path: str) -> str:
        return str(self.page.evaluate(_READ, path))


@pytest.fixture(scope="module")
def editor(browser: Browser, admin: str) -> Iterator[Editor]:
    """Return the editor with a copy of the site that ships, after a person has chosen its folder."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-US")
    context.set_default_timeout(20_000)
    context.add_init_script(_CHOOSE)
    context.add_init_script(_DRAW)
    page = context.new_page()
    asked: list[Request] = []
    complaints: list[ConsoleMessage] = []
    context.on("request", lambda request: asked.append(request))
    context.on("console", lambda said: complaints.append(said) if said.type in ("error", "warning") else None)
    page.goto(f"{admin}licences.html")
    files = {f"content/{each.path}" for each in FORMS.values()}
    page.evaluate(_FILL, {f"{FOLDER}/{path}": (REPOSITORY / path).read_bytes().decode() for path in sorted(files)})
    page.goto(admin)
    page.get_by_role("button", name="Work with Local Repository").click()
    page.get_by_role("grid").first.wait_for()
    yield Editor(page, admin, asked, complaints)
    context.close()


class Form(NamedTuple):
    """A form: where it is opened, the file that it edits, what has its fields, and the one in which a word changes."""

    place: str
    path: str
    declared_by: type
    field: str

    @property
    def names(self) -> set[str]:
        """The fields that a person is to see."""
        is_data = self.path.endswith(".yaml")
        fields = form(self.declared_by, {}, NAMES) if is_data else front_matter_form(self.declared_by, NAMES)
        return {each["name"] for each in fields if each["widget"] != "hidden"}


NAMES = Names({}, {})
FORMS = {
    "article": Form("articles/entries/how-long-it-lasts", "articles/how-long-it-lasts.md", ArticleFields, "body"),
    "article in a folder": Form(
        "articles-in-folders/entries/what-a-session-is-like/index",
        "articles/what-a-session-is-like/index.md",
        ArticleFields,
        "body",
    ),
    "question": Form("faq/entries/can-i-drive-home", "faq/can-i-drive-home.md", QuestionFields, "question"),
    "service": Form("services/entries/ketamine-infusion", "services/ketamine-infusion.md", ServiceFields, "title"),
    "page": Form("pages/entries/about", "about.md", PageFields, "description"),
    "translation": Form(
        "articles-es/entries/how-long-it-lasts.es",
        "articles/how-long-it-lasts.es.md",
        ArticleTranslation,
        "description",
    ),
    "clinic": Form("data/entries/clinic", "clinic.yaml", Clinic, "tagline"),
    "comparison": Form("data/entries/treatments", "treatments.yaml", TreatmentsFields, "description"),
    "figures": Form("data/entries/figures", "figures.yaml", FiguresFields, ""),
}


@pytest.mark.parametrize("shown", FORMS.values(), ids=FORMS)
def test_a_form_has_every_field_and_saving_changes_the_one_word_in_its_file(editor: Editor, shown: Form) -> None:
    editor.open(shown.place)
    for name in shown.names:
        editor.field(name).wait_for()
    assert not {"_source", "_is"} & set(editor.page.evaluate(_SHOWN))
    if not shown.field:
        return
    box = editor.field(shown.field).locator("textarea, input").first
    text = box.input_value()
    word = next(each for each in text.split() if each.isalpha() and len(each) > 4)
    box.fill(text.replace(word, "Owls", 1))
    before = editor.read(f"content/{shown.path}")
    editor.save()
    after = editor.read(f"content/{shown.path}")
    assert changes(before, after) == [(word, "Owls")]


def changes(before: str, after: str) -> list[tuple[str, str]]:
    """Return each word that is another, and each gap: of what, and into what."""
    one, other = (re.split(r"(\s+)", text) for text in (before, after))
    return [(old, new) for old, new in zip_longest(one, other, fillvalue="") if old != new]


def test_a_new_article_is_a_draft_that_the_builder_reads_with_its_picture_beside_it(editor: Editor) -> None:
    editor.open("articles/new")
    editor.field("title").locator("input").fill("What to bring: a list")
    editor.field("description").locator("textarea").fill("Bring a list.")
    editor.field("body").locator("textarea").fill("Bring *this*.\n\n/// note\nOne.\n///")
    editor.field("date").locator("input").fill("2026-11-02")
    editor.field("image").get_by_role("checkbox").click()
    picture = BytesIO()
    Image.new("RGB", (40, 30)).save(picture, "PNG")
    file: FilePayload = {"name": "Our room.png", "mimeType": "image/png", "buffer": picture.getvalue()}
    editor.field("image.src").locator("input[type=file]").first.set_input_files(file)
    editor.field("image.alt").locator("input").fill("A room")
    editor.save()
    path = "content/articles/what-to-bring-a-list.md"
    found = read_front_matter(path, editor.read(path).encode(), ArticleFields)
    assert found.problems == []
    assert found.fields == ArticleFields(
        title="What to bring: a list",
        description="Bring a list.",
        date=date(2026, 11, 2),
        image=PictureFields("our-room.png", "A room"),
        draft=True,
    )
    assert found.body == "\nBring *this*.\n\n/// note\nOne.\n///\n"
    assert editor.read("content/articles/our-room.png")[1:4] == "PNG"


def test_nothing_was_asked_of_another_host_and_nothing_was_wrong(editor: Editor) -> None:
    origin = editor.admin.removesuffix("admin/")
    foreign = [each.url for each in editor.asked if not each.url.startswith((origin, f"blob:{origin}", "data:"))]
    assert foreign == []
    assert [f"{each.type}: {each.text}" for each in editor.complaints] == []
    assert editor.page.evaluate("navigator.serviceWorker.getRegistrations().then(found => found.length)") == 0
