"""JSON-LD as it stands in a page."""

from __future__ import annotations

import json

from site_builder.json_ld import in_script, question, with_main_entity


def test_nothing_in_it_can_end_the_script() -> None:
    text = in_script({"name": "</script><script>alert(1)</script> <!-- & “more”"})
    assert not {"<", ">", "&"} & set(text)
    assert json.loads(text) == {"name": "</script><script>alert(1)</script> <!-- & “more”"}


def test_what_is_empty_is_left_out_at_any_depth() -> None:
    assert json.loads(in_script({"a": "", "b": None, "c": [], "d": {"e": "", "f": [{"g": "", "h": 1}]}})) == {
        "d": {"f": [{"h": 1}]}
    }


def test_names_stay_in_their_order() -> None:
    assert in_script({"b": "1", "a": "2"}) == '{"b":"1","a":"2"}'


def test_a_page_gets_what_it_is_about() -> None:
    page = in_script({"@type": "FAQPage", "name": "Questions"})
    made = json.loads(with_main_entity(page, [question("Why?", "https://host.example/faq/#why", "<So>.")]))
    assert made == {
        "@type": "FAQPage",
        "name": "Questions",
        "mainEntity": [
            {
                "@type": "Question",
                "name": "Why?",
                "url": "https://host.example/faq/#why",
                "acceptedAnswer": {"@type": "Answer", "text": "<So>."},
            }
        ],
    }


def test_a_question_in_another_language_says_so() -> None:
    assert question("Why?", "u", "So.", language="en")["inLanguage"] == "en"
