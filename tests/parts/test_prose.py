"""A document's text as pages show it."""

from __future__ import annotations

from site_builder.model.document import Document
from site_builder.model.figures import Figures
from site_builder.model.front_matter import Image
from site_builder.model.site import (
    CaptionedPicture,
    ConsultationBlock,
    IconArrayBlock,
    Materials,
    MissingBlock,
    PlacedBlock,
    Prose,
    ReferenceEntry,
    TimelineBlock,
)
from site_builder.parts.prose import NOTHING, captioned, illustration, picture_path, prose, references
from tests.builders import (
    PICTURE,
    article,
    block,
    cites,
    icon_array,
    link,
    materials,
    reference,
    shows,
    site,
    timeline,
)


def shown(document: Document, *others: Document, using: Materials | None = None) -> Prose:
    """Return the text of `document` on a site with these others."""
    made = site(document, *others, shown=using)
    return prose(document, made.targets, made.materials, made.interface)


def test_a_text_is_known_by_its_digest() -> None:
    assert shown(article(text=b"digest")) == Prose(text=b"digest")


def test_each_link_has_its_address_or_none() -> None:
    document = article("a", links=(link("b.md#part"), link("c.md"), link("#here")))
    assert shown(document, article("b"), article("c", draft=True)).links == ("/articles/b/#part", "", "#here")


def test_each_source_is_named_with_the_number_of_its_marks() -> None:
    document = article(citations=(cites("b2020", (3, 1), (9, 5)), cites("a2020", (9, 1))))
    assert shown(document).sources == (("b2020", 2), ("a2020", 1))


def test_each_picture_is_found_or_is_an_empty_one() -> None:
    using = materials(pictures=["content/articles/room.png", "static/map.png"])
    document = article(pictures=(shows("room.png"), shows("map.png"), shows("static/map.png"), shows("gone.png")))
    assert shown(document, using=using).pictures == (PICTURE, PICTURE, PICTURE, NOTHING)


def test_a_consultation_block_carries_its_heading() -> None:
    document = article(blocks=(block("consultation", heading="Talk to us"), block("consultation")))
    assert shown(document).blocks == (
        PlacedBlock(ConsultationBlock("Talk to us")),
        PlacedBlock(ConsultationBlock("")),
    )


class TestFigures:
    DOCUMENT = article(blocks=(block("timeline", figure="onset"), block("icon-array", figure="remission")))
    DRAWN = Figures({"onset": timeline()}, {"remission": icon_array()})

    def test_a_block_becomes_the_figure_that_it_names(self) -> None:
        using = materials(sources=["zarate2006", "lee2020", "citrome2020"], drawn=self.DRAWN)
        assert [type(placed.block) for placed in shown(self.DOCUMENT, using=using).blocks] == [
            TimelineBlock,
            IconArrayBlock,
        ]

    def test_a_figure_that_is_not_there_or_of_another_kind_draws_nothing(self) -> None:
        uses = (block("timeline", figure="remission"), block("icon-array", figure="gone"), block("timeline"))
        using = materials(sources=["citrome2020"], drawn=self.DRAWN)
        assert shown(article(blocks=uses), using=using).blocks == (PlacedBlock(MissingBlock()),) * 3

    def test_a_figure_draws_nothing_while_a_source_of_it_is_not_there(self) -> None:
        using = materials(sources=["zarate2006", "citrome2020"], drawn=self.DRAWN)
        timeline_, icon_array_ = shown(self.DOCUMENT, using=using).blocks
        assert timeline_ == PlacedBlock(MissingBlock())
        assert isinstance(icon_array_.block, IconArrayBlock)


class TestReferences:
    def test_sources_of_several_texts_are_listed_once_in_order_of_appearance(self) -> None:
        known = {key: reference(key) for key in ("a2020", "b2020", "c2020")}
        first = Prose(b"1", sources=(("b2020", 2), ("a2020", 1)))
        second = Prose(b"2", sources=(("c2020", 1), ("b2020", 1)))
        assert references(known, first, second) == (
            ReferenceEntry("b2020", "<cite>b2020</cite>", "trial"),
            ReferenceEntry("a2020", "<cite>a2020</cite>", "trial"),
            ReferenceEntry("c2020", "<cite>c2020</cite>", "trial"),
        )

    def test_unknown_keys_are_left_out(self) -> None:
        text = Prose(b"1", sources=(("gone", 1), ("a2020", 1)))
        assert [entry.key for entry in references({"a2020": reference("a2020")}, text)] == ["a2020"]

    def test_no_text_has_no_sources(self) -> None:
        assert references({}) == ()


class TestPictures:
    USING = materials(pictures=["content/articles/night/room.png", "static/img/map.png", "static/room.png"])

    def test_one_beside_the_file_comes_before_one_under_static(self) -> None:
        assert picture_path("room.png", "content/articles/night/index.md", self.USING) == (
            "content/articles/night/room.png"
        )
        assert picture_path("room.png", "content/articles/sleep.md", self.USING) == "static/room.png"

    def test_one_under_static_is_named_with_or_without_that_folder(self) -> None:
        for src in ("img/map.png", "static/img/map.png"):
            assert illustration(src, "content/articles/sleep.md", self.USING) == PICTURE

    def test_the_picture_of_the_front_matter_has_its_words(self) -> None:
        made = captioned(Image("room.png", "A room", "Ours"), "content/articles/night/index.md", self.USING)
        assert made == CaptionedPicture(PICTURE, "A room", "Ours")
        assert captioned(None, "content/articles/night/index.md", self.USING) is None
