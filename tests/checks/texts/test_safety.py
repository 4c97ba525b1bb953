"""The other side of a treatment."""

from __future__ import annotations

import pytest

from tests.checks.texts.case import Case

RISKS = "\n\n## Risks and side effects\n\nFeeling detached, and higher blood pressure.\n"
HOME = "You must not drive until the next day after a restful sleep. Someone must take you home."
MEDICINES = (
    "benzodiazepines, lamotrigine, MAO inhibitors, stimulants and sedatives. Tell us all the medicines you take."
)
EXCLUDED = (
    "Not with an aneurysm, past bleeding in the brain, an allergy, in pregnancy, when breastfeeding or under 18."
    " Extra checks: blood pressure, psychosis, substance use."
)

CASES = (
    # a benefit needs the risks
    Case("FDA-009", "Ketamine can lift depression.", "5:1"),
    Case("FDA-009", "It is new.\n\nRelief may come with an infusion of ketamine.", "7:1"),
    Case("FDA-009", "Spravato works when other medicines have not.", "5:1"),
    Case("FDA-009", "Studies confirm the efficacy of ketamine.", "5:21"),
    Case("FDA-009", "Most people notice a shift in mood.", "5:1", title="Ketamine: what to know"),
    Case("FDA-009", "Ketamine helps many.\n\n## Is it safe?\n\nIt has been used for decades.", "5:1"),
    Case("FDA-009", "Ketamine reduces symptoms.\n\n## Warning signs\n\nSadness, headaches and nausea.", "5:1"),
    Case("FDA-009", f"Ketamine can lift depression.{RISKS}"),
    Case("FDA-009", "Esketamine helps some.\n\n## Is it safe?\n\nNot for all.\n\n### On the day\n\nNausea, dizziness."),
    Case("FDA-009", "It may help. Nausea and dizziness are common.", title="The side effects of ketamine"),
    Case("FDA-009", "Ketamine has not been shown to relieve pain."),
    Case("FDA-009", "Does ketamine help? It is not known whether ketamine works."),
    Case("FDA-009", "Ketamine helps many.", title="Does ketamine help?", kind="question"),
    Case("FDA-009", "Ketamine is an anesthetic. A walk improves mood."),
    Case("FDA-009", "A warm bath relieves tension and helps you sleep."),
    Case("FDA-009", "La ketamina alivia la depresión.", "5:4", language="es"),
    Case("FDA-009", "La ketamina ayuda.\n\n## ¿Es segura?\n\nSe usa mucho.", "5:4", language="es"),
    Case("FDA-009", "La ketamina ayuda.\n\n## Riesgos\n\nMareo, náuseas, presión arterial.", language="es"),
    Case("FDA-009", "La ketamina no ayuda a todo el mundo.", language="es"),
    Case("FDA-009", "Un baño alivia y ayuda a dormir.", language="es"),
    Case("FDA-009", "It works on glutamate, and doctors give it.", title="Ketamine: what it is"),
    # the way home
    Case("FDA-011", "Ketamine is slow.\n\n## What to expect during your infusion\n\nYou rest.", "7:4"),
    Case("FDA-011", "Ketamine drips in. You rest.", "2:13", title="Your treatment day with ketamine"),
    Case("FDA-011", "You rest. Arrange a ride home.", "2:8", title="Your first ketamine infusion"),
    Case("FDA-011", "With Spravato you rest.", "2:8", title="What happens on the day of treatment?", kind="question"),
    Case(
        "FDA-011",
        "The ketamine infusion takes about 40 minutes. You lie in a comfortable chair. We monitor your vital signs."
        " Do not drive for the rest of the day. A friend must drive you home.",
        "5:14",
    ),
    Case("FDA-011", "Someone takes you home. Do not drive.", "2:18", title="Spravato: on the day"),
    Case("FDA-011", HOME, title="Your ketamine infusion day"),
    Case("FDA-011", "Don't drive for 24 hours. Bring someone to drive you home.", title="Your ketamine infusion day"),
    Case("FDA-011", "You cannot drive until the following morning, so get a ride.", title="A ketamine session day"),
    Case("FDA-011", "Ketamine was tested over 40 minutes in a trial.", title="What trials of ketamine found"),
    Case("FDA-011", "You will meet the team.", title="What to expect at your first visit"),
    Case("FDA-011", "It depends.", title="Will insurance pay for ketamine?", kind="question"),
    # other medicines
    Case(
        "CLIN-006", "In many cases, yes.", "2:14", title="Can I take ketamine with my antidepressant?", kind="question"
    ),
    Case("CLIN-006", "Most can.", "2:14", title="Can I take both? Ketamine too?", kind="question"),
    Case("CLIN-006", "You can keep taking your antidepressants.", "5:5", title="Ketamine therapy"),
    Case("CLIN-006", "Ketamine may be safely combined with SSRIs.", "5:10", title="Ketamine therapy"),
    Case("CLIN-006", "Yes.", "2:8", title="Drug interactions of ketamine"),
    Case("CLIN-006", MEDICINES.partition("Tell")[0], "2:8", title="Drug interactions of ketamine"),
    Case("CLIN-006", f"Some matter: {MEDICINES}", title="Can I take both?", kind="question"),
    Case("CLIN-006", f"Some matter: {MEDICINES}", title="Ketamine and your medicines: drug interactions"),
    Case("CLIN-006", "Ketamine and antidepressants differ.", title="Ketamine and antidepressants compared"),
    Case("CLIN-006", "You can keep taking your antidepressants while you taper."),
    Case("CLIN-006", "Please do not.", title="Should I stop my antidepressant before ketamine?", kind="question"),
    Case("CLIN-006", "Most medications are compatible with it.", "5:6", title="Ketamine therapy"),
    # who should not have it
    Case("CLIN-007", "Ketamine.\n\n## Who is a good candidate?\n\nPeople with depression.", "7:18", title="Ketamine"),
    Case("CLIN-007", "People with depression.", "2:8", title="Is ketamine right for you?"),
    Case("CLIN-007", "Adults.", "2:8", title="Who should not have ketamine?", kind="question"),
    Case("CLIN-007", "Adults.\n\n## Do you qualify?\n\nCall us.", "7:11", title="Spravato", kind="service"),
    Case("CLIN-007", EXCLUDED.replace("breastfeeding", "older"), "2:8", title="Who should not have ketamine?"),
    Case("CLIN-007", EXCLUDED, title="Who should not have ketamine?"),
    Case("CLIN-007", EXCLUDED, title="Is ketamine right for me?"),
    Case("CLIN-007", "Anyone.", title="Who should keep a sleep diary?"),
    Case("CLIN-007", "Those with pain. We do not give ketamine.", title="Who may benefit from a medication review?"),
    Case("CLIN-007", "Ketamine is a drug.", title="How ketamine works"),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule(case: Case) -> None:
    assert case.heard == case.at


def test_a_section_on_risks_that_names_none_is_named() -> None:
    (problem,) = Case("FDA-009", "Ketamine helps.\n\n## Is it safe?\n\nIt is old.").found
    assert "its section “Is it safe?” does not name the risks" in problem.message


def test_what_is_missing_is_named() -> None:
    (problem,) = Case("FDA-011", "You cannot drive.", title="Your ketamine infusion day").found
    assert problem.message == (
        "“Your ketamine infusion day” The text describes the day of treatment and does not say that the patient must"
        " not drive until the next day after a restful sleep and that someone must take the patient home."
    )
    (problem,) = Case(
        "CLIN-006", "Mind benzos, Lamictal, MAOIs and Ritalin.", title="Ketamine: drug interactions"
    ).found
    assert problem.message.endswith(
        "does not name sedatives and does not ask the reader to tell the clinician about all medicines."
    )
