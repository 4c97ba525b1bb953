"""What the clinic says about itself (`content/clinic.yaml`), and the settings of the builder (`pyproject.toml`)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from site_builder.model.front_matter import Text
from site_builder.model.problem import Place, Problem


class Address(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """Where the clinic is."""

    street: Text
    city: Text
    region: Text
    postal_code: Text
    country: Annotated[Text, Meta(description="Two letters, as in US")]


class Hours(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """Opening hours that several days share; times as in `08:30`."""

    days: tuple[Text, ...]
    opens: Text
    closes: Text


class Crisis(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """The crisis line, shown on every page."""

    phone: Text = "988"
    text: Text = "988"
    emergency: Text = "911"
    message: Text = "Call or text 988 at any time, for free. Call 911 if there is danger now."


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """An author or reviewer."""

    role: Text
    credentials: Text
    page: Annotated[str, Meta(description="The content file that tells about them")] = ""


class NavigationItem(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """One entry of the menu or the footer; `page` is a content file, or a section such as `articles/`."""

    label: Text
    page: Text


class Security(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """The contents of security.txt (RFC 9116)."""

    contact: Text
    expires: date


class Clinic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of `content/clinic.yaml`."""

    name: Text
    tagline: Text
    url: Annotated[Text, Meta(description="The address of the site, with https://")]
    email: Text
    phone: Text
    address: Address
    people: Annotated[dict[str, Person], Meta(description="Authors and reviewers, each under a key")]
    default_author: Annotated[Text, Meta(description="A key of people")]
    description: str = ""
    area_served: tuple[Text, ...] = ()
    hours: tuple[Hours, ...] = ()
    booking_url: str = ""
    directions_url: str = ""
    form_endpoint: str = ""
    crisis: Crisis = Crisis()
    disclaimer: str = ""
    navigation: tuple[NavigationItem, ...] = ()
    footer: tuple[NavigationItem, ...] = ()
    languages: tuple[Text, ...] = ("en",)
    featured_articles: tuple[Text, ...] = ()
    featured_questions: tuple[Text, ...] = ()
    security: Security | None = None


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[tool.site-builder]` of pyproject.toml; each setting is explained in the README."""

    output: str = "public"
    base_url: str = ""
    search: bool = True
    severity: dict[str, str] = {}


class ClinicFile(msgspec.Struct, frozen=True):
    """content/clinic.yaml, read: None where it cannot be, and the place of each value, as `people.nurse.page`."""

    clinic: Clinic | None
    places: tuple[tuple[str, Place], ...]
    problems: tuple[Problem, ...]
