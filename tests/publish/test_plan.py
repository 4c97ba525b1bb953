from __future__ import annotations

from site_builder.hosting.answers import is_named_by_content
from site_builder.publish.host import File
from site_builder.publish.plan import Held, Plan, Present, as_found, kept_for, plan, share_deleted, tops
from site_builder.publish.release import Release, Sent

STYLE, OTHER_STYLE = "css/site.0123456789abcdef.css", "css/site.fedcba9876543210.css"


def file(path: str, digest: str = "1", headers: tuple[tuple[str, str], ...] = ()) -> File:
    return File(path, digest, 10, headers)


def release(*paths: str, retired: tuple[str, ...] = (), digest: str = "1") -> Release:
    return Release(
        {path: Sent(digest, 10, (), f"tag of {path}") for path in paths},
        {path: Sent(digest, 10, (), f"tag of {path}") for path in retired},
    )


def lying(*paths: str) -> dict[str, Present]:
    """Return files that lie there as they were left."""
    return {path: Present(f"tag of {path}") for path in paths}


def planned(wanted: list[File], out: Release | None = None, present: dict[str, Present] | None = None) -> Plan:
    return plan(wanted, Held(out or Release(), (), present or {}), is_named_by_content)


def paths(files: tuple[File, ...]) -> list[str]:
    return [each.path for each in files]


def test_files_that_pages_show_come_before_pages_and_lists_after_them() -> None:
    wanted = ["sitemap.xml", "index.html", STYLE, "favicon.svg", "es/feed.xml", "about/index.html", "search/box.json"]
    made = planned([file(path) for path in wanted])
    assert [paths(phase) for phase in made.phases] == [
        [STYLE, "favicon.svg"],
        ["about/index.html", "index.html"],
        ["es/feed.xml", "search/box.json", "sitemap.xml"],
    ]


def test_a_twin_goes_with_what_it_is_a_twin_of() -> None:
    made = planned([file(path) for path in ("index.html.br", "sitemap.xml.gz", f"{STYLE}.gz")])
    assert [paths(phase) for phase in made.phases] == [[f"{STYLE}.gz"], ["index.html.br"], ["sitemap.xml.gz"]]


def test_a_new_page_is_there_before_another_leads_to_it() -> None:
    out = release("index.html")
    made = planned([file("index.html", "2"), file("new/index.html")], out, lying("index.html"))
    assert [paths(phase) for phase in made.phases] == [["new/index.html"], ["index.html"]]


def test_what_is_as_it_is_to_be_is_left_alone() -> None:
    assert planned([file("index.html")], release("index.html"), lying("index.html")).is_empty


def test_another_header_is_a_change() -> None:
    made = planned([file("index.html", headers=(("a", "b"),))], release("index.html"), lying("index.html"))
    assert paths(made.change) == ["index.html"]


def test_only_what_is_lost_is_kept() -> None:
    out = release("index.html", "old/index.html", "same.txt", STYLE)
    made = planned(
        [file("index.html", "2"), file("same.txt"), file("new.txt"), file(OTHER_STYLE)], out, lying(*out.files)
    )
    assert made.lost == ("index.html", "old/index.html")
    assert made.delete == ("old/index.html",)
    assert list(made.retired) == [STYLE]


def test_what_was_retired_before_is_deleted() -> None:
    out = release("index.html", retired=(STYLE,))
    made = planned([file("index.html", "2")], out, lying("index.html", STYLE))
    assert made.delete == (STYLE,)


def test_what_was_retired_stays_as_long_as_there_is_no_other_release() -> None:
    out = release("index.html", retired=(STYLE,))
    made = planned([file("index.html")], out, lying("index.html", STYLE))
    assert (made.is_empty, list(made.retired)) == (True, [STYLE])


def test_what_was_retired_and_is_wanted_again_is_there() -> None:
    out = release("index.html", retired=(STYLE,))
    made = planned([file("index.html", "2"), file(STYLE)], out, lying("index.html", STYLE))
    assert paths(made.change) == ["index.html"]
    assert made.delete == ()


def test_what_others_changed_and_what_is_in_the_way_are_two_things() -> None:
    out = release("index.html", "old.txt")
    present = {"index.html": Present("x", "9"), "old.txt": Present("x", "9"), "new.txt": Present("x", "9")}
    made = planned([file("index.html"), file("new.txt")], out, present)
    assert (made.changed, made.let_be, made.foreign) == (("index.html",), ("old.txt",), ("new.txt",))


def test_a_file_that_was_only_touched_is_ours_still() -> None:
    made = planned([file("index.html")], release("index.html"), {"index.html": Present("another tag", "1")})
    assert made.is_empty


def test_how_much_is_deleted_is_counted_without_what_is_named_by_its_content() -> None:
    out = release("a.html", "b.html", "c.html", "d.html", STYLE, OTHER_STYLE)
    made = planned([file("a.html"), file("b.html"), file("c.html")], out, lying(*out.files))
    assert share_deleted(made, out, is_named_by_content) == 0.25
    assert share_deleted(made, Release(), is_named_by_content) == 0.0


def test_what_must_be_kept_is_what_has_another_content_or_is_gone() -> None:
    before = release("index.html", "old.html", "same.html", STYLE)
    now = Release({"index.html": Sent("2", 10), "same.html": Sent("1", 10)}, {STYLE: Sent("1", 10)})
    assert kept_for(before, now) == ["index.html", "old.html"]


def test_a_release_can_be_brought_back_as_far_as_its_files_are_known() -> None:
    out = release("same.html", "defaced.html", "defaced and new.html", "gone.html", "gone and new.html")
    defaced = {path: Present("x", "9") for path in ("defaced.html", "defaced and new.html")}
    held = Held(out, (), {**lying("same.html"), **defaced})
    wanted = [file(path, "2" if "new" in path else "1") for path in out.files]
    found = as_found(held, plan(wanted, held, is_named_by_content))
    assert {path: sent.digest for path, sent in found.files.items()} == {
        "same.html": "1",
        "defaced.html": "1",
        "defaced and new.html": "9",
        "gone.html": "1",
    }


def test_a_host_is_asked_for_the_first_parts_of_paths() -> None:
    asked = tops(release("a/b.html", retired=(STYLE,)), wanted=[file("index.html"), file("a/c.html")])
    assert asked == ("a", "css", "index.html")
