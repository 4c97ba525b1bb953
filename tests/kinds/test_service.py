"""Services."""

from __future__ import annotations

from site_builder.kinds import service as kind
from site_builder.model.front_matter import Image
from site_builder.model.site import Crumb
from tests.builders import PICTURE, by_path, materials, service, site


def test_services_stand_in_their_order_and_each_names_the_others() -> None:
    made = by_path(kind.outputs(site(service("b"), service("a"), service("c", order=0))))
    assert list(made) == [
        "services/index.html",
        "services/c/index.html",
        "services/a/index.html",
        "services/b/index.html",
    ]
    assert [card.url for card in made["services/index.html"].services] == [
        "/services/c/",
        "/services/a/",
        "/services/b/",
    ]
    view = made["services/a/index.html"]
    assert [card.url for card in view.others] == ["/services/c/", "/services/b/"]
    assert (view.head.section, view.head.crumbs) == ("/services/", (Crumb("/services/", "Services"),))


def test_its_picture_may_lie_under_static() -> None:
    shown = materials(pictures=["static/room.png"])
    made = by_path(kind.outputs(site(service("a", image=Image("room.png", "A room")), shown=shown)))
    assert made["services/a/index.html"].image.picture == PICTURE


def test_without_services_the_list_is_empty() -> None:
    made = by_path(kind.outputs(site()))
    assert list(made) == ["services/index.html"]
    assert made["services/index.html"].services == ()
