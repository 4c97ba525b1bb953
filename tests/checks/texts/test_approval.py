"""What is approved and what is not, and when it was checked."""

from __future__ import annotations

import pytest

from tests.builders import day
from tests.checks.texts.case import Case

LABEL = (
    "Esketamine is for adults. It can bring sedation, dissociation, respiratory depression, abuse and misuse, and"
    " suicidal thoughts in young people. It is given under a REMS. Read the prescribing information. Call or text 988,"
    " or 911."
)

CASES = (
    # ketamine for the mind without a word on approval
    Case("FDA-002", "Ketamine for depression can bring relief.", "5:1"),
    Case("FDA-002", "We treat the whole person.\n\nOur ketamine infusions help with PTSD.", "7:5"),
    Case("FDA-002", "It may lift your mood.", "2:8", title="Ketamine therapy"),
    Case("FDA-002", "TMS and ketamine are options in severe depression.", "5:9"),
    Case("FDA-002", "Ketamine eases depression. Is it FDA-approved?", "5:1"),
    Case("FDA-002", "Ketamine eases depression. Spravato is not approved for children.", "5:1"),
    Case("FDA-002", "Some **ketamine** clinics treat\nanxiety.", "5:8"),
    Case("FDA-002", "Yes, in depression.", "2:12", title="Can ketamine help?", kind="question"),
    Case("FDA-002", "Ketamine for depression is an off-label use."),
    Case("FDA-002", "Ketamine lifts depression. The FDA has not approved it for this."),
    Case("FDA-002", "Ketamine is used for depression. It is approved only as an anesthetic."),
    Case("FDA-002", "Ketamine isn't FDA-approved for anxiety."),
    Case("FDA-002", "This unapproved use of ketamine in depression is common."),
    Case("FDA-002", "Spravato (esketamine) is used in depression."),
    Case("FDA-002", "Ketamine was first made in 1962. It is an anesthetic for surgery."),
    Case("FDA-002", "Sleep well. Depression and sleep go together."),
    Case("FDA-002", "La ketamina alivia la depresión.", "5:4", language="es"),
    Case("FDA-002", "Nuestras infusiones de ketamina ayudan con el TEPT.", "5:24", language="es"),
    Case("FDA-002", "Sube el ánimo.", "2:8", title="Ketamina", language="es"),
    Case("FDA-002", "La ketamina ayuda en la depresión. Spravato no está aprobado para niños.", "5:4", language="es"),
    Case("FDA-002", "La ketamina para la depresión es un uso fuera de indicación.", language="es"),
    Case("FDA-002", "La ketamina alivia la depresión. La FDA no la ha aprobado para eso.", language="es"),
    Case("FDA-002", "La esketamina (Spravato) se usa en la depresión.", language="es"),
    Case("FDA-002", "La ketamina se hizo en 1962. Es un anestésico.", language="es"),
    # the core of the label
    Case("FDA-010", "Spravato lifts depression.", "2:18", title="All about Spravato"),
    Case("FDA-010", "It works.", "2:8", title="Esketamine nasal spray", kind="service"),
    Case("FDA-010", "It is a spray.", "2:16", title="What is Spravato?", kind="question"),
    Case("FDA-010", "Esketamine is a spray. Esketamine works. We give esketamine. You sniff esketamine.", "5:1"),
    Case("FDA-010", LABEL.replace("REMS", "program"), "2:8", title="Spravato"),
    Case("FDA-010", LABEL, title="Spravato"),
    Case("FDA-010", LABEL.replace("Read the prescribing information", "It works [@spravatopi]"), title="Spravato"),
    Case("FDA-010", "Ketamine is a drug. Esketamine is another. " + "Ketamine is old. " * 12, title="Ketamine"),
    Case("FDA-010", "They are not the same.", title="Are ketamine and esketamine the same?", kind="question"),
    Case("FDA-010", "Within a day.", title="How fast does Spravato work?", kind="question"),
    Case("FDA-010", "It depends on your plan.", title="How much does Spravato cost?", kind="question"),
    # when it was checked
    Case("FDA-012", "The FDA approved it in 2019.", "5:5"),
    Case("FDA-012", "It was approved by the Food and Drug Administration.", "5:24"),
    Case("FDA-012", "It is not FDA-approved.", "5:11", kind="service"),
    Case("FDA-012", "Ketamine is a Schedule III drug.", "5:15"),
    Case("FDA-012", "It is a controlled substance.", "5:9", kind="page"),
    Case("FDA-012", "Medicare covers it for some.", "5:1"),
    Case("FDA-012", "A federal rule allows telehealth for now.", "5:3"),
    Case("FDA-012", "Is it FDA-approved? Spravato is given under a REMS program.", "5:47"),
    Case("FDA-012", "The FDA approved it.", fields={"regulatory_as_of": day("2026-11-20")}),
    Case("FDA-012", "Is it FDA-approved?"),
    Case("FDA-012", "The FDA approved it in 2019.", kind="question"),
    Case("FDA-012", "In REM sleep the eyes move. Rems are short. We follow the rules of the road."),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule(case: Case) -> None:
    assert case.heard == case.at


def test_what_is_missing_of_the_label_is_named() -> None:
    (problem,) = Case("FDA-010", LABEL.replace("adults", "you"), title="Spravato").found
    assert problem.message == (
        "“Spravato” The text is about esketamine (Spravato) and does not give that it is for adults."
    )


def test_a_missing_date_is_an_error_whatever_the_pack_says() -> None:
    (problem,) = Case("FDA-012", "The FDA approved it.").found
    assert problem.severity == "error"


@pytest.mark.parametrize(
    ("title", "text", "said"),
    [
        ("Ketamine for anxiety", "It eases depression too.", "“Ketamine for anxiety is off-label"),
        ("Ketamine", "Our infusions ease PTSD and depression.", "“Ketamine for depression and PTSD is off-label"),
        ("Ketamine", "It may lift your mood.", "“Ketamine for a mental-health condition is off-label"),
    ],
)
def test_the_hint_on_off_label_names_the_condition_of_the_text(title: str, text: str, said: str) -> None:
    (problem,) = Case("FDA-002", text, title=title).found
    assert said in problem.hint


def test_the_hint_on_a_spanish_text_is_a_spanish_sentence() -> None:
    (problem,) = Case("FDA-002", "Alivia la ansiedad y la depresión.", title="Ketamina", language="es").found
    assert "“El uso de la ketamina para la depresión y la ansiedad es fuera de indicación" in problem.hint
