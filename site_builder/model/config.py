"""What the clinic says about itself (`content/clinic.yaml`), and the settings of the builder (`pyproject.toml`)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from site_builder.model.budget import Budget
from site_builder.model.document import Translates
from site_builder.model.front_matter import OriginalDigest, Text
from site_builder.model.problem import Place, Problem
from site_builder.model.rule import Reading

CLINIC = "content/clinic.yaml"


class Address(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """Where the clinic is."""

    street: Annotated[Text, Meta(description="Street and house number")]
    city: Annotated[Text, Meta(description="City")]
    region: Annotated[Text, Meta(description="State, in its two letters in the US", examples=["OR"])]
    postal_code: Annotated[Text, Meta(description="Postal code", examples=["97205"])]
    country: Annotated[Text, Meta(description="Country, in two letters", examples=["US"])]


class Hours(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """Opening hours that several days share; times as in `08:30`."""

    days: Annotated[tuple[Text, ...], Meta(description="Days of the week in full", examples=["[Monday, Friday]"])]
    opens: Annotated[Text, Meta(description="Time of day, in quotation marks", examples=['"08:30"'])]
    closes: Annotated[Text, Meta(description="Time of day, in quotation marks", examples=['"17:00"'])]


class Crisis(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """The crisis line, shown on every page."""

    phone: Annotated[Text, Meta(description="Whom to call at any time")] = "988"
    text: Annotated[Text, Meta(description="Whom to text at any time")] = "988"
    emergency: Annotated[Text, Meta(description="Whom to call where there is danger now")] = "911"
    message: Annotated[Text, Meta(description="What is said beside the numbers; it names them")] = (
        "Call or text 988 at any time, for free. Call 911 if there is danger now."
    )


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """An author or reviewer."""

    role: Annotated[
        Text, Meta(description="What they do at the clinic; shown instead of a name", examples=["Medical director"])
    ]
    credentials: Annotated[Text, Meta(description="What they are trained and licensed in")]
    page: Annotated[str, Meta(description="The content file that tells about them")] = ""


class NavigationItem(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """One entry of the menu or the footer; `page` is a content file, or a section such as `articles/`."""

    label: Annotated[Text, Meta(description="The words of the link")]
    page: Annotated[
        Text, Meta(description="A content file, or a section with a slash behind it", examples=["articles/"])
    ]


class Specialty(StrEnum):
    """A field of medicine, by its name at schema.org (MedicalSpecialty)."""

    ANESTHESIA = "Anesthesia"
    CARDIOVASCULAR = "Cardiovascular"
    COMMUNITY_HEALTH = "CommunityHealth"
    DENTISTRY = "Dentistry"
    DERMATOLOGY = "Dermatology"
    DIET_AND_NUTRITION = "DietNutrition"
    EMERGENCY = "Emergency"
    ENDOCRINE = "Endocrine"
    GASTROENTEROLOGIC = "Gastroenterologic"
    GERIATRIC = "Geriatric"
    GYNECOLOGIC = "Gynecologic"
    INFECTIOUS = "Infectious"
    MIDWIFERY = "Midwifery"
    MUSCULOSKELETAL = "Musculoskeletal"
    NEUROLOGIC = "Neurologic"
    NURSING = "Nursing"
    OBSTETRIC = "Obstetric"
    ONCOLOGIC = "Oncologic"
    OPTOMETRIC = "Optometric"
    OTOLARYNGOLOGIC = "Otolaryngologic"
    PEDIATRIC = "Pediatric"
    PHYSIOTHERAPY = "Physiotherapy"
    PODIATRIC = "Podiatric"
    PRIMARY_CARE = "PrimaryCare"
    PSYCHIATRIC = "Psychiatric"
    PULMONARY = "Pulmonary"
    RENAL = "Renal"
    RHEUMATOLOGIC = "Rheumatologic"
    SPEECH_PATHOLOGY = "SpeechPathology"
    SURGICAL = "Surgical"
    UROLOGIC = "Urologic"


class Security(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """The contents of security.txt (RFC 9116)."""

    contact: Annotated[
        Text, Meta(description="Where to report a fault of the site", examples=["mailto:security@clinic.example"])
    ]
    expires: Annotated[date, Meta(description="Until when that holds; less than a year from now")]


class Clinic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of `content/clinic.yaml`."""

    name: Annotated[Text, Meta(description="Name of the clinic")]
    tagline: Annotated[Text, Meta(description="What it does, in one sentence")]
    url: Annotated[Text, Meta(description="The address of the site, with https://")]
    email: Annotated[Text, Meta(description="E-mail address")]
    phone: Annotated[Text, Meta(description="Telephone number with its area code, in quotation marks")]
    address: Annotated[Address, Meta(description="Where the clinic is")]
    people: Annotated[dict[str, Person], Meta(description="Authors and reviewers, each under a key")]
    default_author: Annotated[Text, Meta(description="A key of people")]
    description: Annotated[str, Meta(description="The clinic in 140 to 160 characters, for search engines")] = ""
    area_served: Annotated[
        tuple[Text, ...], Meta(description="Places that its patients come from", examples=["[Portland, Salem]"])
    ] = ()
    hours: Annotated[tuple[Hours, ...], Meta(description="Opening hours")] = ()
    booking_url: Annotated[str, Meta(description="Where to book, with https://")] = ""
    directions_url: Annotated[str, Meta(description="A map, with https://")] = ""
    form_endpoint: Annotated[str, Meta(description="Where a form is sent, with https://")] = ""
    crisis: Annotated[Crisis, Meta(description="The crisis line, shown on every page")] = Crisis()
    disclaimer: Annotated[str, Meta(description="What the site does not replace, said below every text")] = ""
    navigation: Annotated[
        tuple[NavigationItem, ...], Meta(description="The menu; its last entry is the one action of the site")
    ] = ()
    footer: Annotated[tuple[NavigationItem, ...], Meta(description="The links at the foot of every page")] = ()
    languages: Annotated[
        tuple[Text, ...],
        Meta(description="Languages of the site, the first that of its originals", examples=["[en, es]"]),
    ] = ("en",)
    featured_articles: Annotated[
        tuple[Text, ...], Meta(description="Articles for the home page: file names in articles/")
    ] = ()
    featured_questions: Annotated[
        tuple[Text, ...], Meta(description="Questions for the home page: file names in faq/")
    ] = ()
    specialty: Annotated[
        Specialty | None, Meta(description="The field of medicine, for search engines", examples=["Psychiatric"])
    ] = None
    security: Annotated[Security | None, Meta(description="The contact for whoever finds a fault of the site")] = None


class CrisisTranslation(Crisis, frozen=True):
    """The crisis line in another language: the numbers that are not given are the original's."""

    phone: str = ""
    text: str = ""
    emergency: str = ""
    message: str = ""


class ClinicTranslation(Clinic, frozen=True, omit_defaults=True):
    """The whole of `content/clinic.LANG.yaml`: what it does not give is as in `content/clinic.yaml`."""

    name: str = ""
    tagline: str = ""
    url: str = ""
    email: str = ""
    phone: str = ""
    address: Address = Address("", "", "", "", "")
    people: dict[str, Person] = {}
    default_author: str = ""
    crisis: CrisisTranslation = CrisisTranslation()
    languages: tuple[str, ...] = ()
    original_digest: OriginalDigest = ""


class Ages(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """`[tool.site-builder.ages]`: how old something may grow before a check speaks up.

    `source_years` is the age of a source that is cited; statements about approvals and laws are counted from
    `regulatory_as_of`, prices from the day that the text gives them.
    """

    source_years: Annotated[int, Meta(ge=1)] = 30
    regulatory_days: Annotated[int, Meta(ge=1)] = 180
    price_days: Annotated[int, Meta(ge=1)] = 365


class AdminBackend(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """`[tool.site-builder.admin_backend]`: the code host where the editor of the published site reads and writes.

    `name` is `github`, `gitlab` or `gitea`, `repo` is as in `owner/name`; `base_url` is the address of a host of one's
    own, or of what signs people in.
    """

    name: str = ""
    repo: str = ""
    branch: str = "main"
    base_url: str = ""


class PublishTarget(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """`[tool.site-builder.publish.NAME]`: a place to publish to.

    `type` is `folder` with `path`, `rsync` with `destination`, as in `user@host:/var/www/site`, or `s3` with `bucket`
    and, as far as they are needed, `prefix`, `endpoint` and `region`. Secrets come from the environment only.
    """

    type: str = ""
    path: str = ""
    destination: str = ""
    bucket: str = ""
    prefix: str = ""
    endpoint: str = ""
    region: str = ""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[tool.site-builder]` of pyproject.toml; each setting is explained in the README."""

    output: str = "public"
    base_url: str = ""
    search: bool = True
    severity: dict[str, str] = {}
    ages: Ages = Ages()
    reading: Reading = Reading()
    budgets: dict[str, Budget] = {}
    precompressed: tuple[str, ...] = ()
    baseline: str = "baseline.json"
    admin: bool = False
    admin_backend: AdminBackend = AdminBackend()
    publish: dict[str, PublishTarget] = {}


class ClinicFile(msgspec.Struct, frozen=True):
    """content/clinic.yaml, read: None where it cannot be, and the place of each value, as `people.nurse.page`.

    `wording` is the digest of what people wrote in it for readers.
    """

    clinic: Clinic | None
    places: tuple[tuple[str, Place], ...]
    problems: tuple[Problem, ...]
    wording: bytes = b""


class ClinicTranslationFile(msgspec.Struct, frozen=True):
    """content/clinic.LANG.yaml, read."""

    clinic: ClinicTranslation | None
    places: tuple[tuple[str, Place], ...]
    problems: tuple[Problem, ...]
    translates: Translates | None = None
