"""What the Unicode CLDR says of a language. The only module that knows Babel, which takes 30 ms to load."""

from __future__ import annotations

import re

from babel import Locale as BabelLocale
from babel import UnknownLocaleError
from babel.numbers import format_decimal

from site_builder.model.interface import Locale, Pieces


def find_locale(tag: str) -> Locale | None:
    """Return what is known of `tag`, a language with or without a country, as in `es-US`; None for an unknown one."""
    try:
        found = BabelLocale.parse(tag, sep="-", resolve_likely_subtags=False)
    except (UnknownLocaleError, ValueError):
        return None
    marks = found.number_symbols.get("latn", found.number_symbols)
    return Locale(
        tag=tag,
        name=found.languages.get(found.language, tag),
        direction=found.text_direction,
        months=tuple([found.months["format"]["wide"][month] for month in range(1, 13)]),
        weekdays=tuple([found.days["stand-alone"]["wide"][weekday] for weekday in range(7)]),
        day=_pieces(found.date_formats["long"].pattern, _DAY_FIELDS),
        clock=_pieces(found.time_formats["short"].pattern, _CLOCK_FIELDS),
        categories=tuple([found.plural_form(count) for count in range(200)]),
        plurals=(*sorted(found.plural_form.tags), "other"),
        decimal=marks["decimal"],
        group=marks["group"],
        grouped_from=1_000 if marks["group"] in format_decimal(1_000, locale=found) else 10_000,
    )


_DAY_FIELDS = {
    "y": "year",
    "M": "number",
    "MM": "number2",
    "MMM": "month",
    "MMMM": "month",
    "L": "number",
    "LL": "number2",
    "LLLL": "month",
    "d": "day",
    "dd": "day2",
}

_CLOCK_FIELDS = {
    "h": "hour12",
    "hh": "hour12",
    "H": "hour",
    "HH": "hour2",
    "m": "minute",
    "mm": "minute",
    "a": "period",
}
"""Fields of CLDR's patterns (Unicode TR 35, Date Field Symbol Table), each with the place that we call it by."""

_FIELD = re.compile(r"'(?P<quoted>[^']*)'|(?P<field>([A-Za-z])\3*)")


def _pieces(pattern: str, fields: dict[str, str]) -> Pieces:
    """Return the pieces of a pattern such as `d 'de' MMMM 'de' y`; a field that we have no place for is left out."""
    pieces, end = [""], 0
    for found in _FIELD.finditer(pattern):
        pieces[-1] += pattern[end : found.start()]
        end = found.end()
        if found["field"] is None:
            pieces[-1] += found["quoted"] or "'"
        elif found["field"] in fields:
            pieces += [fields[found["field"]], ""]
    pieces[-1] += pattern[end:]
    # A space as narrow as CLDR has it is missing from many fonts; two are left where a field was left out.
    return tuple([piece.replace("\u202f", " ").replace("  ", " ") for piece in pieces])
