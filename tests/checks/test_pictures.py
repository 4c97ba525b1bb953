"""Pictures that a text or its front matter names."""

from __future__ import annotations

import pytest

from site_builder.checks.pictures import are_there, titles_can_be_drawn
from site_builder.model.front_matter import Image
from site_builder.model.picture import SharePicture
from tests.builders import article, clinic, materials, page, service, shows, survey
from tests.checks.case import Case

THERE = materials(pictures=["content/articles/room.png", "static/map.png"])

DRAWN = SharePicture(b"digest", 1, "")

CASES = (
    Case(
        "pictures beside the file and under static",
        are_there,
        survey(
            article("a", pictures=(shows("room.png"), shows("map.png")), image=Image("room.png", "A room")),
            page("about", pictures=(shows("static/map.png"),)),
            shown=THERE,
        ),
    ),
    Case(
        "a picture that is nowhere",
        are_there,
        survey(
            page("about", pictures=(shows("room.png", 7, 5),)),
            article("a", pictures=(shows("Room.png", 9, 1),)),
            shown=THERE,
        ),
        """
        content/about.md:7:5: error[picture-missing] The picture 'room.png' is neither beside this file nor under static/.
            hint: Put the picture's file beside this one; look at its spelling, capitals too.
        content/articles/a.md:9:1: error[picture-missing] The picture 'Room.png' is neither beside this file nor under static/.
            hint: Put the picture's file beside this one; look at its spelling, capitals too.
        """,
    ),
    Case(
        "a picture of the front matter that is nowhere",
        are_there,
        survey(
            service("a", image=Image("gone.png", "Nothing"), place={"image": (5, 3), "image.src": (6, 8)}), shown=THERE
        ),
        """
        content/services/a.md:6:8: error[picture-missing] The picture 'gone.png' is neither beside this file nor under static/.
            hint: Put the picture's file beside this one; look at its spelling, capitals too.
        """,
    ),
    Case(
        "titles that can be drawn for shared links",
        titles_can_be_drawn,
        survey(article("a"), shown=materials(share={"en": DRAWN, "content/articles/a.md": DRAWN})),
    ),
    Case(
        "a title that cannot",
        titles_can_be_drawn,
        survey(
            article("a", place={"title": (2, 8)}),
            shown=materials(share={"en": DRAWN, "content/articles/a.md": SharePicture(b"", 0, "睡眠")}),
        ),
        """
        content/articles/a.md:2:8: info[share-picture-letters] The picture of the site stands for this title: its typeface has not “睡眠”.
            hint: You need do nothing. Latin, Greek and Cyrillic letters can be drawn; other scripts cannot.
        """,
    ),
    Case(
        "a name of the clinic that cannot is told once",
        titles_can_be_drawn,
        survey(
            article("a"),
            of=clinic(name="睡"),
            clinic_place={"name": (1, 7), "tagline": (2, 10)},
            shown=materials(share=dict.fromkeys(("en", "content/articles/a.md"), SharePicture(b"", 0, "睡"))),
        ),
        """
        content/clinic.yaml:1:7: info[share-picture-letters] The picture of the site has no words: its typeface has not “睡”.
            hint: You need do nothing. Latin, Greek and Cyrillic letters can be drawn; other scripts cannot.
        """,
    ),
    Case(
        "in a draft it is a warning",
        are_there,
        survey(article("a", draft=True, pictures=(shows("gone.png", 9, 1),))),
        """
        content/articles/a.md:9:1: warning[picture-missing] The picture 'gone.png' is neither beside this file nor under static/. Once it is no draft, this is an error.
            hint: Put the picture's file beside this one; look at its spelling, capitals too.
        """,
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_pictures(case: Case) -> None:
    assert case.heard == case.expected
