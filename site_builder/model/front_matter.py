"""What each kind of content file says about itself: the one declaration of every field.

The checks of the front matter, the JSON Schemas and the editor's forms are all made from these classes, so a field
added here appears in all of them. `DEMANDED_OF_PUBLISHED` fields may be missing while `draft: true`. A translation
has the fields of its kind, most of which it leaves to its original.
"""

from __future__ import annotations

import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

Day = datetime.date
Text = Annotated[str, Meta(min_length=1)]
Order = Annotated[int, Meta(ge=0)]

LAYOUTS = ("page", "home", "consultation")

# The drawings of static/drawings.svg that cards can show.
DRAWINGS = (
    *("lantern", "two", "dawn", "fading", "spark", "shelter", "seal", "people"),
    *("door", "fork", "chair", "infusion", "spray", "tablets", "screen", "both"),
)


class Image(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A picture named in front matter."""

    src: Annotated[Text, Meta(description="The picture's file, beside this file or under static/")]
    alt: Annotated[Text, Meta(description="What the picture shows, for people who cannot see it")]
    caption: Annotated[str, Meta(description="A line under the picture")] = ""


class ArticleFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="article"):
    """The front matter of an article."""

    title: Annotated[Text, Meta(description="The heading of the page")]
    description: Annotated[Text, Meta(description="The answer in one sentence, shown under the title and in lists")]
    date: Annotated[Day, Meta(description="The day of first publication")]
    updated: Annotated[Day | None, Meta(description="The day of the last change that matters to a reader")] = None
    author: Annotated[
        str, Meta(description="Who wrote it: a key of people in clinic.yaml", examples=["nurse-lead"])
    ] = ""
    reviewed: Annotated[Day | None, Meta(description="The day of the last medical review")] = None
    reviewed_by: Annotated[
        str, Meta(description="Who reviewed it: a key of people, not the author", examples=["medical-director"])
    ] = ""
    review_due: Annotated[Day | None, Meta(description="When to review again; a year after reviewed if not given")] = (
        None
    )
    review_digest: Annotated[str, Meta(description="What was signed; the builder writes it, leave it alone")] = ""
    topics: Annotated[
        tuple[Text, ...],
        Meta(description="What it is about, in a few free words each", examples=["[safety, your visit]"]),
    ] = ()
    key_points: Annotated[
        tuple[Text, ...],
        Meta(description="The article in three to five sentences", examples=['["One sentence.", "Another."]']),
    ] = ()
    questions: Annotated[
        tuple[Text, ...],
        Meta(description="Questions to show below: file names in faq/", examples=["[can-i-drive-home]"]),
    ] = ()
    related: Annotated[
        tuple[Text, ...],
        Meta(description="Articles to read next: file names in articles/", examples=["[side-effects-and-risks]"]),
    ] = ()
    image: Annotated[
        Image | None,
        Meta(description="The picture at the head of the article", examples=['{src: photo.jpg, alt: "What it shows"}']),
    ] = None
    drawing: Annotated[
        str,
        Meta(
            description="The small drawing in lists and on cards",
            examples=["dawn"],
            extra_json_schema={"enum": [*DRAWINGS]},
        ),
    ] = "lantern"
    slug: Annotated[
        str, Meta(description="The last part of the address, if not the file's name", examples=["how-long-it-lasts"])
    ] = ""
    aliases: Annotated[
        tuple[Text, ...], Meta(description="Old addresses that lead here", examples=["[/articles/old-name/]"])
    ] = ()
    draft: Annotated[bool, Meta(description="true keeps it off the site")] = False
    publish_on: Annotated[Day | None, Meta(description="Hold the page until this day")] = None
    expires: Annotated[Day | None, Meta(description="Take the page off the site on this day")] = None
    regulatory_as_of: Annotated[
        Day | None, Meta(description="The day on which statements about rules were checked")
    ] = None
    sponsored: Annotated[str, Meta(description="Who paid for the article, if anybody did")] = ""
    authorization_id: Annotated[str, Meta(description="The number of the signed release, where a patient is shown")] = (
        ""
    )


class QuestionFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="question"):
    """The front matter of a question; the body of the file is the answer."""

    question: Annotated[Text, Meta(description="The question as a patient would ask it")]
    topic: Annotated[Text, Meta(description="Where it stands on the page of questions, in a few free words")]
    order: Annotated[Order | None, Meta(description="Its place within the topic; lower comes first")] = None
    reviewed: Annotated[Day | None, Meta(description="The day of the last medical review")] = None
    reviewed_by: Annotated[str, Meta(description="Who reviewed it: a key of people", examples=["medical-director"])] = (
        ""
    )
    review_due: Annotated[Day | None, Meta(description="When to review again; a year after reviewed if not given")] = (
        None
    )
    review_digest: Annotated[str, Meta(description="What was signed; the builder writes it, leave it alone")] = ""
    aliases: Annotated[
        tuple[Text, ...], Meta(description="Old names, kept as places on the page", examples=["[old-name]"])
    ] = ()
    draft: Annotated[bool, Meta(description="true keeps it off the site")] = False


class ServiceFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="service"):
    """The front matter of a service."""

    title: Annotated[Text, Meta(description="The heading of the page")]
    description: Annotated[Text, Meta(description="The service in one sentence")]
    order: Annotated[Order | None, Meta(description="Its place in the list; lower comes first")] = None
    image: Annotated[
        Image | None,
        Meta(description="The picture at the head of the page", examples=['{src: photo.jpg, alt: "What it shows"}']),
    ] = None
    drawing: Annotated[
        str,
        Meta(
            description="The small drawing in lists and on cards",
            examples=["dawn"],
            extra_json_schema={"enum": [*DRAWINGS]},
        ),
    ] = "lantern"
    updated: Annotated[Day | None, Meta(description="The day of the last change that matters to a reader")] = None
    aliases: Annotated[
        tuple[Text, ...], Meta(description="Old addresses that lead here", examples=["[/articles/old-name/]"])
    ] = ()
    regulatory_as_of: Annotated[
        Day | None, Meta(description="The day on which statements about rules were checked")
    ] = None
    draft: Annotated[bool, Meta(description="true keeps it off the site")] = False


class PageFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="page"):
    """The front matter of a standing page."""

    title: Annotated[Text, Meta(description="The heading of the page")]
    description: Annotated[Text, Meta(description="The page in one sentence")]
    layout: Annotated[
        str,
        Meta(description="home, consultation or page", examples=["page"], extra_json_schema={"enum": [*LAYOUTS]}),
    ] = "page"
    updated: Annotated[Day | None, Meta(description="The day of the last change that matters to a reader")] = None
    aliases: Annotated[
        tuple[Text, ...], Meta(description="Old addresses that lead here", examples=["[/articles/old-name/]"])
    ] = ()
    regulatory_as_of: Annotated[
        Day | None, Meta(description="The day on which statements about rules were checked")
    ] = None
    draft: Annotated[bool, Meta(description="true keeps it off the site")] = False


type_of_kind = {"article": ArticleFields, "question": QuestionFields, "service": ServiceFields, "page": PageFields}


# Translations. What one does not give is its original's; what is required below is what it must translate.

OriginalDigest = Annotated[
    str, Meta(description="Which text was translated: the warning about a translation gives the line to write")
]


class TranslatedImage(Image, frozen=True, kw_only=True):
    """The words of a picture in another language; the picture is the original's."""

    src: str = ""


class ArticleTranslation(ArticleFields, frozen=True, tag="article-translation"):
    """The front matter of a translated article; its topics pair with those of the original by their order."""

    date: Day = datetime.date.min
    image: TranslatedImage | None = None
    original_digest: OriginalDigest = ""


class QuestionTranslation(QuestionFields, frozen=True, tag="question-translation"):
    """The front matter of a translated question."""

    topic: str = ""
    original_digest: OriginalDigest = ""


class ServiceTranslation(ServiceFields, frozen=True, tag="service-translation"):
    """The front matter of a translated service."""

    image: TranslatedImage | None = None
    original_digest: OriginalDigest = ""


class PageTranslation(PageFields, frozen=True, tag="page-translation"):
    """The front matter of a translated standing page."""

    layout: str = ""
    original_digest: OriginalDigest = ""


translation_of_kind = {
    "article": ArticleTranslation,
    "question": QuestionTranslation,
    "service": ServiceTranslation,
    "page": PageTranslation,
}

TRANSLATED = frozenset(
    {
        *("title", "description", "key_points", "image", "topics", "question", "topic", "sponsored"),
        *("updated", "regulatory_as_of", "reviewed", "reviewed_by", "review_due", "review_digest"),
        *("draft", "original_digest"),
    }
)
"""The fields that a translation may have of its own; all others are the original's."""

Translation = ArticleTranslation | QuestionTranslation | ServiceTranslation | PageTranslation

FrontMatter = ArticleFields | QuestionFields | ServiceFields | PageFields | Translation

DEMANDED_OF_PUBLISHED = frozenset({"reviewed", "reviewed_by"})
"""Fields that an article or a question must have before it may be published, and a draft need not."""
