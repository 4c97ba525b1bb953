"""Clean HTML → the structure of an article: its title, levels of headings, lists, footnotes, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from site_builder.urls import slug

LONGEST_TITLE = 100
"""Characters; a longer first line is a sentence."""

_HEADING = re.compile(r"h[1-6]")
_ANCHOR = re.compile(r"^\s*[¶#§🔗]\s*$")
"""The words of a link by which a heading leads to itself."""


class Structured(NamedTuple):
    """The page, the title that it gave up, the texts of its footnotes in order, and what to tell of it."""

    soup: BeautifulSoup
    title: str
    footnotes: list[Tag]
    notes: list[str]


def structured(page: str, title: str, address: str, *, first_line_is_title: bool) -> Structured:
    """Return clean HTML as an article has it, its title apart; `title` is what it is called if it shows none."""
    soup = BeautifulSoup(page, "html.parser")
    _merge_emphasis(soup)
    _make_lists(soup)
    for link in soup.find_all("a", string=_ANCHOR):
        link.decompose()
    own = _take_title(soup, title, first_line=first_line_is_title)
    _close_levels(soup)
    has_references = _has_references(soup)
    footnotes = _take_footnotes(soup)
    for rule in reversed(soup.find_all("hr")):
        if rule.find_next(True) is None or rule.find_previous(True) is None:
            rule.decompose()  # It divided the text from what is not there any more.
    left_out = _resolve_links(soup, address)
    notes = []
    if left_out:
        notes.append(f"Links that lead nowhere on the web (javascript:, file: and such) are plain text: {left_out}.")
    if has_references:
        notes.append(
            "The text has a list of sources. Add them to content/references.bib and cite them where they are used: "
            "[@key]; then delete the list, as the page makes its own."
        )
    return Structured(soup, own or title, footnotes, notes)


def attribute(tag: Tag, name: str) -> str:
    """Return the value of an attribute, "" where there is none."""
    value = tag.get(name)
    return value if isinstance(value, str) else ""


def plain(tag: Tag) -> str:
    """Return the words of an element on one line."""
    return " ".join(tag.get_text().split())


def _merge_emphasis(soup: BeautifulSoup) -> None:
    """Join what is bold with what is bold behind it: programs cut words up, and Markdown cannot."""
    for code in soup.find_all("code"):
        for tag in code.find_all(True):  # Code is printed as it stands.
            tag.replace_with(" ") if tag.name == "br" else tag.unwrap()
    for tag in soup.find_all(["strong", "em", "code", "del", "sup", "sub"]):
        if tag.parent is None:
            continue
        if tag.find_parent(tag.name):
            tag.unwrap()
            continue
        while isinstance(after := tag.next_sibling, Tag) and after.name == tag.name:
            for child in list(after.contents):
                tag.append(child)
            after.decompose()
        if not tag.get_text().strip() and not tag.find("img"):
            tag.unwrap()


_MARKER = re.compile(
    r"\s*(?:[-*•·‣◦▪§–]|o(?=\s)|(?P<number>[0-9]{1,2})[.)]|(?P<letter>[a-z]|[ivx]{1,4})[.)])\s+", re.IGNORECASE
)


def _make_lists(soup: BeautifulSoup) -> None:
    """Make lists of paragraphs that say that they are items, or begin with the sign of one."""
    for paragraph in soup.find_all("p"):
        is_item = re.match(r"\s*[•‣▪]\s", paragraph.get_text()) and not paragraph.find_parent(["td", "th"])
        if is_item and not attribute(paragraph, "data-list"):
            paragraph["data-list"] = "1"
    runs: list[list[Tag]] = []
    for item in soup.find_all("p", attrs={"data-list": True}):
        if runs and _only_space_between(runs[-1][-1], item):
            runs[-1].append(item)
        else:
            runs.append([item])
    for run in runs:
        _make_list(soup, run)


def _only_space_between(one: Tag, other: Tag) -> bool:
    after = one.next_sibling
    while isinstance(after, NavigableString) and not after.strip():
        after = after.next_sibling
    return after is other


def _make_list(soup: BeautifulSoup, run: list[Tag]) -> None:
    """Put items that follow one another into lists within lists, as their levels say."""
    holder = soup.new_tag("div")
    run[0].insert_before(holder)
    open_: list[Tag] = []
    for paragraph in run:
        level = min(int(attribute(paragraph, "data-list")), len(open_) + 1)
        sign = _MARKER.match(paragraph.get_text())
        name = "ol" if sign and (sign["number"] or sign["letter"]) else "ul"
        del open_[level:]
        if len(open_) == level and open_[-1].name != name:
            open_.pop()
        if len(open_) < level:
            start = sign["number"] if sign and sign["number"] else "1"
            new = soup.new_tag(name, attrs={"start": start} if name == "ol" else {})
            (open_[-1].find_all("li")[-1] if open_ else holder).append(new)
            open_.append(new)
        item = soup.new_tag("li")
        open_[-1].append(item)
        del paragraph["data-list"]
        _cut_start(paragraph, len(sign[0]) if sign else 0)
        item.append(paragraph)
    holder.unwrap()


def _cut_start(paragraph: Tag, length: int) -> None:
    """Take the first `length` characters out of a paragraph."""
    for text in list(paragraph.find_all(string=True)):
        if length <= 0:
            return
        cut = str(text)[length:]
        length -= len(str(text))
        text.replace_with(NavigableString(cut))


def _take_title(soup: BeautifulSoup, named: str, *, first_line: bool) -> str:
    """Return the title that the text shows itself, and take it out: the page of an article shows it once.

    `named` is what the text is called elsewhere, if it is.
    """
    headings = soup.find_all(_HEADING)
    first = next((tag for tag in soup.find_all(True) if plain(tag)), None)
    firsts = [tag for tag in headings if tag.name == "h1" and plain(tag)]
    is_only = len(firsts) == 1 and not first_line
    title = firsts[0] if firsts and (is_only or firsts[0] is first) else None
    if title is None and first in headings and (not named or (first and plain(first) == named)):
        title = first
    if title is None and first_line and not named and first is not None and first.name == "p" and _is_line(first):
        title = first
    if title is None or len(plain(title)) > 3 * LONGEST_TITLE:
        return ""
    title.extract()
    return plain(title)


def _is_line(paragraph: Tag) -> bool:
    """Return whether a first paragraph is short, ends in no stop, and is not all there is."""
    words = plain(paragraph)
    after = paragraph.find_next_sibling()
    return len(words) <= LONGEST_TITLE and words[-1] not in ".!?:;," and after is not None


def _close_levels(soup: BeautifulSoup) -> None:
    """Let headings begin at the second level, and none be more than one level below the one above it."""
    above: list[int] = []
    for heading in soup.find_all(_HEADING):
        level = int(heading.name[1])
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        heading.name = f"h{min(len(above) + 1, 6)}"


_MARK = re.compile(r"\W*(?:[0-9]{1,3}|[a-zA-Z]|[ivx]{1,5}|[*†‡§]{1,3})\W*")
_BACK = re.compile(r"\W*\w{0,3}\W*")


def _take_footnotes(soup: BeautifulSoup) -> list[Tag]:
    """Return the texts of the footnotes, and leave a numbered mark wherever one is referred to.

    A footnote is what a link of one sign leads to, if a link of one sign leads back from there: so do Word, Markdown,
    Wikipedia and others that agree on nothing else.
    """
    places = {
        id_: tag for tag in soup.find_all(True, attrs={"data-ids": True}) for id_ in attribute(tag, "data-ids").split()
    }
    notes: dict[int, tuple[int, Tag]] = {}
    for link in soup.find_all("a"):
        place = places.get(attribute(link, "href").removeprefix("#"))
        if place is None or not _MARK.fullmatch(link.get_text()) or any(each is place for each in link.parents):
            continue
        if id(place) not in notes:
            if not _leads_back(place):
                continue
            notes[id(place)] = (len(notes) + 1, place)
        mark = soup.new_tag("x-note")
        mark.string = str(notes[id(place)][0])
        around = link.parent
        (around if around and around.name == "sup" and plain(around) == plain(link) else link).replace_with(mark)
    texts = []
    for _, place in notes.values():
        _clear_note(place)
        above = place.parent
        texts.append(place.extract())
        if above and above.name in ("ol", "ul", "dl") and not above.find(True):
            _drop_with_heading(above)
    return texts


def _leads_back(place: Tag) -> bool:
    return any(
        attribute(link, "href").startswith("#") and _BACK.fullmatch(link.get_text()) for link in place.find_all("a")
    )


def _clear_note(place: Tag) -> None:
    """Take out of a footnote what leads back to the text."""
    for link in place.find_all("a"):
        if attribute(link, "href").startswith("#") and _BACK.fullmatch(link.get_text()):
            around = link.parent
            link.decompose()
            while around is not None and around is not place and not plain(around):
                above = around.parent
                around.decompose()
                around = above


def _drop_with_heading(empty: Tag) -> None:
    """Take out a list whose footnotes were taken, and what stood above it to say that they follow."""
    before = empty.find_previous_sibling()
    if before and (before.name == "hr" or _NOTES.fullmatch(plain(before))):
        before.decompose()
    empty.decompose()


def _resolve_links(soup: BeautifulSoup, address: str) -> int:
    """Make every link one of the web or of this page, or plain text; return how many led to neither."""
    headings = _headings_by_id(soup)
    left_out = 0
    for link in soup.find_all("a"):
        href = attribute(link, "href")
        page, _, part = href.partition("#")
        if part and page in ("", address):
            if target := headings.get(part):
                link["href"] = f"#{target}"
            else:
                link.unwrap()
        elif re.match(r"(?i)(?:javascript|vbscript|data|file|about|blob|[a-z]):", href) or href.startswith("\\"):
            left_out += 1
            link.unwrap()
        elif not page:
            link.unwrap()
        elif address:
            link["href"] = joined(address, href)
    return left_out


def joined(address: str, target: str) -> str:
    """Return where `target` leads from the page at `address`; as it stands where that cannot be told."""
    try:
        return urljoin(address, target)
    except ValueError:
        return target


def _headings_by_id(soup: BeautifulSoup) -> dict[str, str]:
    """Return for each id at a heading the id which that heading will have on the page."""
    found: dict[str, str] = {}
    for heading in soup.find_all(_HEADING):
        for id_ in attribute(heading, "data-ids").split():
            found.setdefault(id_, slug(plain(heading)))
    return {id_: target for id_, target in found.items() if target}


_REFERENCES = re.compile(r"(?:references?|bibliography|sources?|literature|works cited|citations?)\W*", re.IGNORECASE)
_NOTES = re.compile(rf"(?:foot|end)?notes\W*|{_REFERENCES.pattern}", re.IGNORECASE)


def _has_references(soup: BeautifulSoup) -> bool:
    return any(_REFERENCES.fullmatch(plain(tag)) for tag in _lines(soup))


def _lines(soup: BeautifulSoup) -> Iterator[Tag]:
    yield from soup.find_all([*(f"h{level}" for level in range(1, 7)), "p"])
