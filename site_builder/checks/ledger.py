"""The ledger of addresses: what was published once answers for ever, and what is new is noted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from site_builder.checks.survey import Survey
from site_builder.model.ledger import FILE, Noted
from site_builder.model.problem import Place, Problem, Severity, problem
from site_builder.parts.addresses import Stand, addresses, gone, lost_language, without_prefix
from site_builder.parts.status import State


def addresses_are_kept(survey: Survey) -> Iterator[Problem]:
    """Yield a problem for each address that was published, and where nothing answers now.

    One is enough for a page that is gone in every language, and for a language that is gone with all its pages.
    """
    if survey.ledger is None:
        return
    now, prefixes, unreadable = _now(survey), _prefixes(survey), _unreadable(survey)
    known = {each.address for each in survey.ledger.addresses}
    lost = [each for each in gone(survey.ledger, now) if each.file not in unreadable]
    languages: dict[str, list[Noted]] = defaultdict(list)
    pages: dict[str, list[Noted]] = defaultdict(list)
    for each in lost:
        if language := lost_language(each.address, known, prefixes):
            languages[language].append(each)
        else:
            pages[without_prefix(each.address, prefixes)].append(each)
    for language, every in languages.items():
        yield _language_gone(language, every)
    for every in pages.values():
        yield _page_gone(sorted(every, key=lambda each: len(each.address)), now, survey)


def addresses_are_noted(survey: Survey) -> Iterator[Problem]:
    """Yield a note where the ledger does not know all addresses of the site; a site without a ledger keeps none."""
    if survey.ledger is None:
        return
    known = {each.address for each in survey.ledger.addresses}
    new = [address for address, stand in _now(survey).items() if stand.state is State.PUBLISHED]
    if new := sorted(set(new) - known):
        what = "An address is" if len(new) == 1 else f"{len(new)} addresses are"
        message = f"{what} not in the ledger yet: {_listed(new)}."
        hint = "Run `site-builder check --fix`: it notes what is new, so that the address is kept from then on."
        yield problem("ledger-behind", message, hint, file=FILE, severity=Severity.INFO)


def _now(survey: Survey) -> dict[str, Stand]:
    compared = survey.site.materials.comparison is not None
    return addresses(survey.documents, _prefixes(survey), survey.options, compared=compared)


def _prefixes(survey: Survey) -> list[str]:
    return [site.prefix for site in (survey.site, *survey.others)]


def _unreadable(survey: Survey) -> set[str]:
    """Return the files that cannot be read: nobody knows which addresses they have, and problems have said so."""
    return {*survey.site.materials.unread, *(each.path for each in survey.documents if each.fields is None)}


def _language_gone(language: str, every: list[Noted]) -> Problem:
    message = f"The pages under “/{language}/” are gone, {len(every)} addresses in all."
    hint = f"Name {language} under `languages` in content/clinic.yaml again; to give them up, delete their lines here."
    return _told(message, hint, every[0].place)


def _page_gone(every: list[Noted], now: Mapping[str, Stand], survey: Survey) -> Problem:
    """Return the problem of an address, in all languages in which it is gone, the first of them first."""
    first, *others = every
    too = f", nor at {_listed([each.address for each in others])}" if others else ""
    why, hint = _reason(first, now, survey)
    return _told(f"Nothing answers at “{first.address}” any more{too}: {why}.", hint, first.place)


def _reason(noted: Noted, now: Mapping[str, Stand], survey: Survey) -> tuple[str, str]:
    """Return why an address is gone, and what to do about it."""
    document = next((each for each in survey.documents if each.path == noted.file), None)
    by_hand = "give the address to the page that takes its place, behind `aliases`."
    if document is None or document.fields is None:
        hint = "Bring the file back; or run `site-builder check --fix`, which writes the redirect if it knows the text"
        return f"it came from {noted.file}, which is not there", f"{hint} under another name; or {by_hand}"
    if document.fields.draft:
        return f"{noted.file} is a draft", f"Take `draft: true` out; or {by_hand}"
    own = next((address for address, stand in now.items() if stand.file == noted.file), "")
    return (
        f"{noted.file} stands at {own} now",
        f"Run `site-builder check --fix`, which writes the redirect; or {by_hand}",
    )


def _told(message: str, hint: str, place: Place) -> Problem:
    return problem("address-gone", message, hint, file=FILE, place=place)


def _listed(names: list[str]) -> str:
    """Return the first of the names, and how many more there are."""
    *front, last = names if len(names) <= MOST_NAMED else [*names[:MOST_NAMED], f"{len(names) - MOST_NAMED} more"]
    return f"{', '.join(front)} and {last}" if front else last


MOST_NAMED = 3
