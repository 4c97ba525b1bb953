"""Help and hope, wherever suicide is spoken of."""

from __future__ import annotations

import pytest

from tests.checks.texts.case import Case

HELP = "Call or text 988 at any time. Call 911 if there is danger now."
AYUDA = "Llame o envíe un mensaje de texto al 988 a cualquier hora. Llame al 911 si hay peligro ahora."

CASES = (
    Case("SAFE-006", "Algunas personas piensan en el suicidio.", "5:32", language="es"),
    Case("SAFE-006", "Si quiere quitarse la vida, llame al 911.", "5:11", language="es"),
    Case(
        "SAFE-006",
        "El suicidio. Llame al 988 o envíe un mensaje de texto al 988. Llame al 911 si hay peligro ahora.",
        language="es",
    ),
    Case("SAFE-006", "Hable con alguien.", language="es"),
    Case("SAFE-006", "Some think of suicide.", language="de"),
    Case("SAFE-006", "Some think of suicide.", "5:15"),
    Case("SAFE-006", "Sad.\n\nIf you have thoughts of ending your life, talk to someone.", "7:13"),
    Case("SAFE-006", "If you want to hurt yourself, call 1-800-273-8255.", "5:16"),
    Case("SAFE-006", "If you are in crisis, call 988.", "5:12"),
    Case("SAFE-006", "If you feel suicidal, call 988 or text HOME to 741741, or call 911.", "5:13"),
    Case("SAFE-006", "The suicide line is 988 by call, text or chat.", "5:5"),
    Case("SAFE-006", "It eases.", "2:12", title="Can suicidal thoughts pass?", kind="question"),
    Case("SAFE-006", f"Some think of suicide. {HELP}"),
    Case("SAFE-006", "Suicidal? Call or text [988](tel:988), or 9-1-1."),
    Case("SAFE-006", "For suicidal thoughts there is 988 (call or text), and 911."),
    Case("SAFE-006", "Thoughts of suicide? 988 is open by phone, text and chat. In danger, dial 911."),
    Case("SAFE-006", f"Thoughts of suicide?\n\n/// emergency | Now\n{HELP}\n///\n"),
    Case("SAFE-006", "With cheese and MAO inhibitors a hypertensive crisis can follow. The opioid crisis goes on."),
    Case("SAFE-006", "Most people who call us aren't in crisis."),
    Case("SAFE-006", "Most are not in crisis. If you are in a crisis, wait.", "5:36"),
    Case("SAFE-006", "Sleep well."),
    Case("SAFE-009", f"It is common. {HELP}", "2:8", title="Suicide in numbers"),
    Case("SAFE-009", "Suicide is common. Suicide has many causes. Men die by suicide more often.", "5:1"),
    Case("SAFE-009", f"Ask directly. {HELP}", "2:16", title="Someone wants to die"),
    Case("SAFE-009", "Suicidal thoughts are frequent. Self-harm too. Many want to die.", "5:1"),
    Case("SAFE-009", "Most people who have suicidal thoughts find help.", title="Suicide in numbers"),
    Case("SAFE-009", f"You are not alone. {HELP}", title="When you think of suicide"),
    Case("SAFE-009", "Such thoughts can ease.", title="Suicidal thoughts"),
    Case("SAFE-009", "Recovery is possible.", title="After a suicide attempt"),
    Case("SAFE-009", "The label warns of suicidal thoughts in young people."),
    Case("SAFE-006", "Algunos piensan en el suicidio.", "5:23", language="es"),
    Case("SAFE-006", "Triste.\n\nSi piensa en quitarse la vida, hable con alguien.", "7:14", language="es-US"),
    Case(
        "SAFE-006",
        "Si quiere hacerse daño, llame al 988 o envíe HOLA por mensaje al 741741, o al 911.",
        "5:11",
        language="es",
    ),
    Case("SAFE-006", "Si está en crisis, llame al 988.", "5:9", language="es"),
    Case("SAFE-006", f"¿Piensa en el suicidio? {AYUDA}", language="es"),
    Case(
        "SAFE-006", "¿Ganas de morir? El 988 atiende por teléfono y por mensaje; el 911, si hay peligro.", language="es"
    ),
    Case("SAFE-006", "La mayoría no está en crisis.", language="es"),
    Case("SAFE-006", "Duerma bien.", language="es"),
    Case("SAFE-009", f"Es común. {AYUDA}", "2:8", title="Suicidio en cifras", language="es"),
    Case("SAFE-009", f"No está sola. {AYUDA}", title="Cuando piensa en el suicidio", language="es"),
    Case("SAFE-009", "Esos pensamientos pueden aliviarse.", title="Pensamientos suicidas", language="es"),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule(case: Case) -> None:
    assert case.heard == case.at


def test_what_is_missing_is_named() -> None:
    (problem,) = Case("SAFE-006", "If you feel suicidal, call 988.").found
    assert problem.message == (
        "“If you feel suicidal, call 988.” The text speaks of this and does not give 988 by text or 911 for danger now."
    )
