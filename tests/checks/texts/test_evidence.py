"""Evidence told whole."""

from __future__ import annotations

import pytest

from tests.builders import day
from tests.checks.texts.case import Case

CASES = (
    # numbers needed to treat
    Case("CLIN-004", "Ketamine has a low NNT.", "5:16"),
    Case("CLIN-004", "The number needed to treat was about six.", "5:5"),
    Case("CLIN-004", "Against placebo the NNT is 7 for response.", "5:21"),
    Case("CLIN-004", "The NNT is 7 against placebo at 4 weeks.", "5:5"),
    Case("CLIN-004", "One has an NNT of 3.\n\nIt has an NNH of 9.", "5:12 7:11"),
    Case("CLIN-004", "| Drug | Number |\n|---|---|\n| A | NNT 3 for response |", "7:7"),
    Case("CLIN-004", "NNT 8 for response at 4 weeks against placebo [@citrome2020]."),
    Case("CLIN-004", "It eased. Its number needed to treat is 8. That is for remission, at 4 weeks, versus saline."),
    Case("CLIN-004", "| Drug, at 4 weeks | Response against placebo |\n|---|---|\n| A | NNT 3 |"),
    Case("CLIN-004", "The NNT (number needed to treat) says how many people must be treated for one more to get well."),
    Case("CLIN-004", "A lower number is better. Ask for the NNT."),
    # speed and how long
    Case("CLIN-005", "Ketamine works within hours.", "5:10"),
    Case("CLIN-005", "Relief with ketamine can come quickly.", "5:1"),
    Case("CLIN-005", "Ketamine.\n\n## Why is ketamine fast?\n\nNobody knows.", "7:8"),
    Case("CLIN-005", "Unlike antidepressants, which take weeks, ketamine brings rapid relief.", "5:8"),
    Case("CLIN-005", "Spravato works fast.\n\n## Later\n\nIt fades within weeks.", "5:10"),
    Case("CLIN-005", "With ketamine, people often feel better the same day.", "5:29"),
    Case("CLIN-005", "How long until it works? With ketamine many feel better within the first 24 hours.", "5:45"),
    Case("CLIN-005", "Yes, it works within hours.", "2:22", title="Does ketamine work fast?", kind="question"),
    Case("CLIN-005", "Ketamine works within hours. Half had relapsed 18 days later [@murrough2013b]."),
    Case("CLIN-005", "Ketamine can bring rapid relief, which often fades within a week."),
    Case("CLIN-005", "Ketamine brings rapid relief. Most people need maintenance doses."),
    Case("CLIN-005", "Side effects of ketamine wear off quickly, within hours."),
    Case("CLIN-005", "No one knows whether ketamine works faster."),
    Case("CLIN-005", "After ketamine about 1 in 4 people feel sick in the first hours."),
    Case("CLIN-005", "Ketamine made some people feel very queasy within minutes."),
    Case("CLIN-005", "After ketamine people feel well in the first hours.", "5:23"),
    Case("CLIN-005", "Con la ketamina, una de cada 4 personas se siente mal en las primeras horas.", language="es"),
    Case("CLIN-005", "A brisk walk brings quick relief."),
    Case("CLIN-005", "Ketamine is one treatment. Write to us, and we answer within two hours."),
    Case("CLIN-005", "The dizzy feeling that ketamine can bring was gone within an hour for most."),
    Case("CLIN-005", "Call us and we will book a visit quickly. Ketamine is one option."),
    Case("CLIN-005", "La ketamina actúa rápido.", "5:13", language="es"),
    Case("CLIN-005", "Con la infusión de ketamina sentirá alivio en un día.", "5:29", language="es"),
    Case("CLIN-005", "La ketamina actúa en horas. Los antidepresivos tardan semanas.", "5:13", language="es"),
    Case("CLIN-005", "La ketamina puede actuar en un día, y a menudo se desvanece en semanas.", language="es"),
    Case("CLIN-005", "La ketamina no actúa más rápido que otros.", language="es"),
    Case("CLIN-005", "La ketamina es una opción. Contestamos los mensajes en dos horas.", language="es"),
    Case("CLIN-005", "El mareo de la ketamina pasa rápido.", language="es"),
    # evidence on both sides
    Case("CLIN-008", "It lifts mood [@murrough2013].", "2:8", title="How ketamine works"),
    Case("CLIN-008", "Trials in ketamine.", "2:8", title="The science of ketamine"),
    Case("CLIN-008", "It eases.", "2:8", title="About ketamine", fields={"topics": ("evidence",)}),
    Case("CLIN-008", "It does.", "2:8", title="Does ketamine work?", kind="question", fields={"topic": "how it works"}),
    Case("CLIN-008", "It lifts mood [@murrough2013]. Its certainty is low [@dean2021].", title="How ketamine works"),
    Case("CLIN-008", "One trial found no difference from placebo [@other2020].", title="How ketamine works"),
    Case("CLIN-008", "It slows reuptake.", title="How antidepressants work"),
    Case("CLIN-008", "You rest.", title="Your ketamine session", fields={"date": day("2026-01-01")}),
    # therapy
    Case("CLIN-009", "Ketamine.\n\nIntegration is essential for lasting results.", "7:1"),
    Case("CLIN-009", "After ketamine, psychotherapy is a vital part of care.", "5:17"),
    Case("CLIN-009", "It is crucial to work with a therapist around ketamine.", "5:7"),
    Case("CLIN-009", "Ketamine opens a window. Integration is where the real healing happens.", "5:26"),
    Case("CLIN-009", "With ketamine, talk therapy is proven to help.", "5:16"),
    Case("CLIN-009", "Therapy after ketamine may help, but trials are small [@wilkinson2021]."),
    Case("CLIN-009", "With ketamine, psychotherapy is essential [@wilkinson2021]."),
    Case("CLIN-009", "Talk therapy has not been proven to make ketamine last."),
    Case("CLIN-009", "Is psychotherapy essential with ketamine?"),
    Case("CLIN-009", "Psychotherapy is essential in panic disorder."),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule(case: Case) -> None:
    assert case.heard == case.at


def test_what_is_missing_of_a_number_needed_is_named() -> None:
    (problem,) = Case("CLIN-004", "The NNT is 7 for response.").found
    assert problem.message == (
        "“The NNT is 7 for response.” The paragraph does not give a comparator (such as placebo)"
        " or a time (such as 4 weeks) with this number."
    )
