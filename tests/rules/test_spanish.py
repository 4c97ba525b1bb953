"""Spanish words of every day that break a rule, in several wordings; beside them, honest words that come near."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from site_builder.checks.texts import broken_in
from site_builder.checks.texts.writing import Writing
from site_builder.language.passages import Role, line_passage, passages
from site_builder.model.problem import Place
from site_builder.model.rule import Rulebook
from site_builder.rules.book import for_language
from site_builder.rules.packs import family_of, shipped

BOOK = for_language(Rulebook(shipped()), "es-US")

FLAGGED = {
    # approval
    "FDA-001-ES": """
        La ketamina está aprobada por la FDA para la depresión.
        La FDA aprobó la ketamina para tratar la depresión en 2019.
        Nuestra ketamina cuenta con la aprobación de la FDA.
        La ketamina es un medicamento autorizado para la ansiedad y la depresión.
        Desde 2019 la ketamina tiene el visto bueno de la FDA.
        La FDA ha dado luz verde a la ketamina para la depresión.
        Ketamina: aprobada por la FDA.
        Nuestro tratamiento de ketamina está avalado por la FDA.
        """,
    # suicide promised away
    "FDA-004-ES": """
        Sí, la ketamina previene el suicidio.
        La ketamina evita el suicidio.
        Las ideas suicidas desaparecen después de dos infusiones.
        El tratamiento frena los pensamientos suicidas en un día.
        La ketamina salva vidas.
        Nuestros pacientes dejaron de pensar en suicidarse con la terapia.
        Esta terapia acaba con los pensamientos suicidas.
        Con la ketamina dejará de tener ideas suicidas.
        La infusión puede salvarle la vida.
        Previene el suicidio.
        """,
    # at home
    "FDA-006-ES": """
        Reciba su ketamina por correo.
        Ofrecemos ketamina en casa con apoyo por video.
        Le enviamos la ketamina a domicilio.
        Disfrute de la ketamina desde la comodidad de su hogar.
        La ketamina llega a la puerta de su casa.
        Tome su ketamina desde casa con nuestro kit.
        Se la enviamos por correo: ketamina en su casa.
        """,
    # one product
    "FDA-007-ES": """
        La ketamina y la esketamina son lo mismo.
        Spravato es el nombre comercial de la ketamina.
        La ketamina (Spravato) se da en la clínica.
        Nuestras infusiones son iguales a Spravato.
        La ketamina, también conocida como esketamina, se inhala.
        Spravato y ketamina: el mismo medicamento.
        """,
    # misuse denied
    "FDA-008-ES": """
        La ketamina no es adictiva.
        No crea dependencia.
        No causa adicción.
        Es un tratamiento sin riesgo de adicción.
        Nadie se engancha a la ketamina.
        La ketamina no es una droga adictiva.
        Al contrario que los opioides, la ketamina no genera adicción.
        No se preocupe, no se hará adicto.
        Cero riesgo de adicción.
        """,
    # leave to drive on the same day
    "FDA-011-ES": """
        Puede conducir a casa dos horas después de la infusión.
        En cuanto se sienta bien, podrá manejar de regreso a casa.
        Dos horas después puede manejar su carro.
        No necesita acompañante.
        Está bien manejar esa misma noche.
        Puede volver sola a casa.
        No hace falta que alguien le recoja.
        Tras un rato de descanso puede conducir.
        Podrá conducir ese mismo día.
        No es necesario que venga acompañado.
        Cuatro horas más tarde ya puede conducir.
        Maneje usted mismo a casa.
        """,
    # cures
    "FTC-001-ES": """
        La ketamina cura la depresión.
        Por fin hay una cura para la depresión.
        Miles de personas se han curado.
        El tratamiento elimina la depresión para siempre.
        Acabe con su tristeza: acabamos con la depresión porque la ketamina acaba con la depresión.
        Es una terapia curativa.
        La infusión sana su depresión.
        Dile adiós a la depresión: te curarás en semanas.
        La depresión tiene cura: la ketamina.
        Hemos curado a cientos de personas.
        """,
    # promises
    "FTC-002-ES": """
        Resultados garantizados.
        Le garantizamos alivio.
        Se sentirá mejor después de la primera visita.
        La infusión funciona para todos.
        Es 100 % eficaz.
        Diga adiós a la tristeza.
        Su depresión desaparecerá.
        Volverá a sonreír.
        No hay duda de que funcionará.
        Con nosotros recuperará su vida.
        Te sentirás como nuevo tras la primera sesión.
        Nuestro método tiene una eficacia garantizada.
        Va a volver a ser usted mismo.
        Tenga la seguridad de que va a mejorar.
        El éxito está asegurado.
        """,
    # safety without limits
    "FTC-003-ES": """
        La ketamina no tiene riesgos.
        Es 100% segura.
        Un tratamiento sin efectos secundarios.
        Es completamente seguro.
        No produce efectos adversos.
        Es un tratamiento inofensivo.
        Es un medicamento libre de riesgos.
        No solo ayuda: es totalmente segura.
        La ketamina es muy segura y apenas tiene riesgos.
        Es un procedimiento sin ningún peligro.
        No hay efectos secundarios graves.
        No conlleva riesgo alguno.
        Prácticamente no tiene efectos secundarios.
        """,
    "FTC-004-ES": """
        Es un tratamiento revolucionario.
        Un verdadero milagro contra la depresión.
        La ketamina le cambiará la vida porque cambia vidas.
        Una terapia innovadora y de vanguardia.
        Hay un antes y un después.
        Un avance increíble que te cambia la vida.
        La revolución en salud mental.
        """,
    # better than others
    "FTC-005-ES": """
        La ketamina es mejor que los antidepresivos.
        Es más eficaz que el Prozac.
        Es mas efectiva que las pastillas.
        Actúa más rápido que los antidepresivos.
        La ketamina supera a los antidepresivos.
        Funciona cuando los antidepresivos fallan.
        Ayuda donde otros tratamientos no han funcionado.
        A diferencia de los antidepresivos, actúa pronto.
        Es el tratamiento más eficaz contra la depresión.
        Tiene menos efectos secundarios que las pastillas.
        Logra lo que ninguna pastilla logra.
        La ketamina ha demostrado ser superior a los antidepresivos tradicionales.
        Los antidepresivos solo tapan el problema; la ketamina es mucho mejor que ellos.
        Nada funciona tan rápido como la ketamina.
        Si las pastillas no le ayudaron, la ketamina sí lo hará.
        Más potente y segura que el Zoloft.
        Los antidepresivos no se le comparan.
        """,
    # figures of people
    "FTC-006-ES": """
        El 70 % de las personas mejora.
        El 70% mejora con la primera dosis.
        Setenta por ciento de los pacientes responde.
        Siete de cada diez personas se alivian.
        9 de cada 10 notan un cambio.
        La mitad de los pacientes mejora.
        La mayoría de nuestros pacientes se sienten mejor.
        Casi todos nuestros pacientes duermen mejor.
        Dos tercios de las personas responden.
        Más del 80 por ciento de nuestros pacientes responde.
        Ocho de 10 personas se recuperan.
        Tres de cada cuatro pacientes responden al tratamiento.
        Un 65,5 % mejoró.
        La tasa de éxito es del 85%.
        """,
    "FTC-007-ES": """
        Creemos que los estudios demuestran su eficacia.
        Sí, los estudios demuestran que ayuda.
        Los estudios demuestran que funciona.
        La ciencia lo ha comprobado.
        Está científicamente probado.
        Varios ensayos clínicos han demostrado su eficacia.
        Según numerosos estudios, ayuda.
        Se ha demostrado que alivia la depresión.
        Es un método avalado por la ciencia.
        La evidencia científica avala este tratamiento.
        Investigaciones recientes han demostrado que funciona.
        Expertos de Harvard confirman sus beneficios.
        Como han mostrado los estudios, la mejoría es real.
        Hay estudios que prueban su eficacia.
        """,
    "FTC-008-ES": """
        La ketamina repara su cerebro.
        Regenera las neuronas.
        La infusión reconecta los circuitos de su cerebro.
        Su cerebro se repara solo con la ketamina.
        Ayuda a su cerebro a crear nuevas conexiones neuronales.
        """,
    # what a patient is said to have said
    "FTC-009-ES": """
        La ketamina me cambió la vida.
        Me salvó la vida, y se lo recomiendo a todos.
        Gracias a la ketamina volví a vivir.
        Me siento como nueva.
        Lea los testimonios de nuestros pacientes.
        «Por fin duermo. Se lo recomiendo a todo el mundo».
        Mi vida cambió gracias a esta clínica.
        Antes lloraba todos los días; ahora soy feliz gracias a ustedes.
        """,
    # hurry, and prices as bait
    "FTC-011-ES": """
        Quedan solo tres cupos.
        ¡No espere más!
        Solo por hoy, 20 % de descuento.
        Cupos limitados.
        Oferta especial de enero.
        Reserve ya su lugar.
        Aproveche nuestros precios especiales.
        Llame antes de que sea tarde.
        Reserva hoy: últimas plazas.
        Promoción de verano: 2x1 en infusiones.
        Pague dos y reciba tres infusiones.
        Llame hoy y ahorre 100 dólares.
        """,
    # fast
    "FTC-013-ES": """
        Alivio inmediato de la depresión.
        Sentirá alivio en cuestión de horas.
        La ketamina alivia en horas.
        Mejore de la noche a la mañana: mejora de la noche a la mañana.
        Funciona desde la primera infusión.
        Resultados al instante.
        La mejoría es casi inmediata.
        Notará los resultados en minutos.
        Se siente mejor al día siguiente: alivio casi instantáneo.
        """,
    "FTC-014-ES": """
        Un alivio duradero.
        Resultados permanentes.
        Termine con esto de una vez por todas.
        La depresión no volverá.
        Resultados que duran años.
        Un alivio que dura para siempre.
        """,
    # a medicine that is to be left off
    "CLIN-001-ES": """
        Deje de tomar sus antidepresivos.
        Puede dejar sus pastillas.
        Ya no necesitará antidepresivos.
        Olvídese de las pastillas.
        Suspenda su sertralina dos días antes.
        Con la ketamina podrá dejar de tomar medicamentos.
        La ketamina reemplaza a los antidepresivos.
        Es hora de dejar el Lexapro.
        Diga adiós a las pastillas.
        Puedes ir dejando tus antidepresivos.
        Tire sus pastillas a la basura.
        Suspenda la fluoxetina antes de venir.
        Ya no va a necesitar más pastillas.
        Le ayudamos a dejar los antidepresivos.
        Cambie sus pastillas por ketamina.
        """,
    # dose and course
    "CLIN-002-ES": """
        Tome 100 mg por la noche.
        La dosis ideal es de 0.5 mg por kilo.
        Usted necesita seis infusiones.
        Recomendamos dos infusiones a la semana, es decir, recomendamos seis sesiones.
        Le conviene una dosis de 1 mg por kilo.
        Un ciclo de seis infusiones es lo indicado para usted.
        La mayoría necesita entre seis y ocho infusiones.
        """,
    # those who should not have it
    "CLIN-007-ES": """
        La ketamina es segura en el embarazo.
        Si está embarazada, puede recibir ketamina.
        También tratamos con ketamina a adolescentes.
        Las madres que amamantan pueden recibir una infusión.
        Los menores de edad son bienvenidos.
        La ketamina también es adecuada para niños.
        Puede ponerse ketamina durante el embarazo sin problema.
        Estar embarazada no es un impedimento para la ketamina.
        """,
    "SAFE-001-ES": """
        Cometió suicidio.
        Muchas personas que cometen suicidio tenían depresión.
        Antes de cometer un suicidio se avisa.
        El riesgo de que cometa suicidio baja.
        """,
    "SAFE-002-ES": """
        Un suicidio exitoso.
        Un intento de suicidio fallido.
        Tras dos intentos fallidos llegó a la clínica.
        Logró quitarse la vida.
        Su intento de suicidio fracasó.
        El suicidio consumado es raro.
        """,
    "SAFE-003-ES": """
        Se ahorcó en su casa.
        Su suicidio por sobredosis fue noticia.
        Se quitó la vida y dejó una nota.
        Se tiró de un puente.
        """,
    "SAFE-008-ES": """
        Si piensa en el suicidio, llámenos.
        ¿Está en crisis? Agende una cita.
        """,
    "LANG-001-ES": """
        Ayudamos a los adictos.
        Los depresivos no duermen.
        Los enfermos mentales son bienvenidos.
        Es bipolar.
        No atendemos a drogadictos.
        Los pacientes depresivos mejoran.
        """,
    "LANG-002-ES": """
        Una persona que sufre de depresión.
        Quienes sufren depresión lo saben.
        Son víctimas de la ansiedad.
        Ella lucha contra la depresión.
        Millones sufren de ansiedad y depresión.
        """,
    "AUTH-008-ES": """
        Somos la mejor clínica de Portland.
        La clínica líder en ketamina.
        Los precios más bajos de Oregón.
        El mejor equipo de psiquiatras del estado.
        """,
    "CLAIM-002-ES": """
        La ketamina es un medicamento seguro y bien tolerado.
        La ketamina es segura y eficaz.
        Es segura.
        Es segura y suave.
        Es un tratamiento seguro.
        La esketamina es una opción segura.
        """,
    "CLAIM-003-ES": """
        Trata la causa de la depresión y no solo los síntomas.
        """,
    "LANG-006-ES": """
        Los antidepresivos corrigen la falta de serotonina.
        """,
    "LANG-004-ES": """
        Usted ha fracasado con varios tratamientos.
        """,
}
"""By the rule that must speak, one text a line."""

HONEST = """
    La ketamina no está aprobada por la FDA para la depresión.
    La FDA no ha aprobado la ketamina para la depresión.
    La ketamina está aprobada como anestésico.
    La esketamina está aprobada para algunos adultos con depresión.
    La ketamina no es lo mismo que la esketamina.
    La ketamina no cura la depresión.
    Nadie puede decir que la ketamina cura la depresión.
    No garantizamos ningún resultado.
    Ningún médico puede garantizar un resultado.
    Es posible que no se sienta mejor.
    Ningún tratamiento está libre de riesgos.
    No es un tratamiento sin riesgos.
    La ketamina no está libre de efectos secundarios.
    La ketamina no es un milagro.
    ¿Es la ketamina mejor que los antidepresivos?
    La ketamina no es mejor que los antidepresivos.
    No se sabe si es más eficaz que los antidepresivos.
    Pregunte qué hacer cuando los antidepresivos no funcionan.
    En un ensayo respondió el 64 % [@murrough2013].
    La mitad recayó en 18 días [@murrough2013b].
    Una de cada dos salas tiene ventana.
    Un ensayo encontró un efecto en un día [@zarate2006].
    Los estudios no demuestran que sea más eficaz.
    No se ha demostrado que prevenga el suicidio.
    En ratas, la ketamina repara conexiones del cerebro [@li2010].
    No se sabe si repara el cerebro.
    No publicamos testimonios de pacientes.
    Tómese el tiempo que necesite para decidir.
    No espere: llame al 911 si hay peligro ahora.
    No es un alivio inmediato.
    El mareo suele pasar en una hora.
    Si se siente peor, avísenos de inmediato.
    El alivio no es permanente.
    No deje de tomar sus antidepresivos sin hablar con quien se los receta.
    Antes de dejar un medicamento, hable con su médico.
    Dejar un antidepresivo puede causar síntomas.
    Algunas personas dejan los antidepresivos por los efectos secundarios.
    Quizá todavía necesite sus pastillas.
    Su profesional decide cuántas infusiones necesita.
    La ketamina no es segura en el embarazo.
    Si está embarazada, la ketamina no es para usted.
    Díganos si está embarazada o amamantando antes de recibir ketamina.
    No debe conducir hasta el día siguiente, tras un sueño reparador.
    Puede volver a conducir al día siguiente, tras dormir.
    Alguien debe llevarle a casa después de la infusión.
    No puede manejar a casa, aunque hayan pasado horas.
    La FDA advierte de los riesgos de la ketamina en casa.
    Al volver a casa después de la ketamina, descanse.
    La ketamina se puede usar de forma indebida y puede causar adicción.
    Es falso que la ketamina no sea adictiva.
    Nadie puede decir que no es adictiva.
    Murió por suicidio.
    Sobrevivió a un intento de suicidio.
    Vive con depresión.
    Tiene trastorno bipolar.
    La depresión no es un desequilibrio químico.
    La clínica abre a las nueve.
    La mejor forma de llegar es el tren.
    La seguridad de la ketamina a largo plazo no se conoce bien.
    Muchas personas se preguntan si la ketamina es segura.
    No podemos decirle si la ketamina le va a funcionar.
    Con el tiempo, la depresión puede volver aunque el tratamiento haya funcionado.
    No se sabe si es un medicamento seguro.
    ¿Es segura?
    Es seguro llamar a cualquier hora.
    No es un medicamento seguro para todas las personas.
    Es un lugar seguro.
    El seguro puede pagar una parte; pregunte a su aseguradora.
    Traiga una lista de sus medicamentos y siga tomándolos como siempre.
    Su médico puede cambiar la dosis de su antidepresivo.
    Al dejar la sertralina algunas personas tienen mareos [@henssler2024].
    La clínica cierra el mismo día que los bancos.
    Puede llamar de inmediato al 988.
    Si usted tiene antecedentes de adicción, díganoslo.
    Los efectos secundarios más comunes son mareo y náuseas [@short2018].
    La primera visita dura una hora y no incluye ketamina.
    Puede conducir a la primera cita, porque no damos ketamina ese día.
    Pida a una amiga que le recoja.
    La esketamina se vende como Spravato y se da en un lugar certificado.
    La ketamina es un anestésico que se usa desde 1970.
    Los antidepresivos tardan semanas en ayudar [@taylor2006].
    No ofrecemos descuentos ni promociones.
    Hable con su médico antes de reducir un medicamento.
    Algunas personas mejoran y otras no.
    Mejor pregunte antes de decidir.
    ¿Cuánto dura el efecto?
    Los niños menores de 18 años no reciben ketamina en esta clínica.
    El costo de la primera infusión es de 500 dólares en noviembre de 2026.
    Si su plan no cubre la ketamina, se lo decimos antes.
    La ketamina puede dañar la vejiga si se usa mucho [@shahani2007].
    El personal le toma la presión cada quince minutos.
    Un familiar puede acompañarle en la sala.
    En Oregón hay otras clínicas con más experiencia.
    """


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


def rules_broken(text: str, rules: Rulebook = BOOK) -> Iterator[str]:
    """Yield the id of each rule of the pack that a Spanish article on ketamine with only this text breaks."""
    pack = {rule.id for rule in family_of("spanish")}
    title = line_passage("Qué es la ketamina", Place(2, 8), Role.TITLE)
    words = [*([title] if title else []), *passages(text, 5)]
    writing = Writing("content/articles/a.es.md", words, language="es")
    yield from (found.rule for found in broken_in(writing, rules) if found.rule in pack)


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule in FLAGGED for text in lines(FLAGGED[rule])])
def test_each_wording_breaks_the_rule(rule: str, text: str) -> None:
    assert rule in [*rules_broken(text)]


@pytest.mark.parametrize("text", lines(HONEST))
def test_honest_words_pass(text: str) -> None:
    assert [*rules_broken(text)] == []


BAD = {
    "FTC-004-ES FTC-005-ES FTC-013-ES": """
        ¿Cansado de vivir con depresión? En nuestra clínica contamos con la terapia de ketamina, un tratamiento
        revolucionario que está cambiando vidas. A diferencia de los antidepresivos, que tardan semanas, la ketamina le
        ofrece alivio en cuestión de horas.
        """,
    "FDA-008-ES FTC-003-ES FTC-006-ES FTC-007-ES FTC-013-ES": """
        Está comprobado que la ketamina es un medicamento muy seguro y que casi no produce efectos secundarios. No crea
        dependencia y 9 de cada 10 de nuestros pacientes notan mejoría desde la primera sesión.
        """,
    "CLIN-001-ES FDA-001-ES": """
        La FDA aprobó la ketamina para tratar la depresión en 2019. Por eso puede usarla con toda confianza y dejar sus
        pastillas desde el primer día.
        """,
    "FTC-009-ES LANG-002-ES": """
        «Llevaba diez años luchando contra la depresión. La ketamina me devolvió la vida», cuenta María, de 34 años.
        """,
    "FDA-011-ES": """
        Al terminar la infusión descansará unos minutos y, en cuanto se sienta despejado, podrá manejar de regreso a
        casa. No hace falta que venga con acompañante.
        """,
    "FDA-004-ES FTC-011-ES SAFE-001-ES SAFE-008-ES": """
        Las ideas suicidas desaparecen después de dos o tres infusiones. Si usted o un ser querido piensa en cometer
        suicidio, agende hoy mismo su cita con nosotros.
        """,
    "CLIN-007-ES": """
        Si está embarazada o amamantando, no se preocupe: la ketamina es un anestésico usado por décadas y también puede
        recibirla.
        """,
    "CLIN-002-ES FDA-006-ES": """
        Ahora puede recibir sus pastillas de ketamina por correo y hacer el tratamiento desde la comodidad de su sofá.
        Empiece con 100 mg y suba la dosis según cómo se sienta.
        """,
    "FDA-007-ES FTC-011-ES": """
        Spravato es simplemente el nombre comercial de la ketamina, así que nuestras infusiones le dan lo mismo por
        menos dinero. ¡Solo por este mes, 20 % de descuento! Quedan pocos lugares.
        """,
    "CLAIM-003-ES FTC-006-ES FTC-007-ES FTC-008-ES LANG-004-ES LANG-006-ES": """
        La depresión se debe a un desequilibrio químico. La ketamina va a la raíz del problema: regenera las neuronas y
        restablece las conexiones del cerebro. Numerosos estudios lo confirman. Los pacientes que fracasaron con dos
        antidepresivos responden en un 70 por ciento.
        """,
    "AUTH-008-ES FTC-001-ES FTC-002-ES FTC-014-ES LANG-001-ES LANG-002-ES": """
        Somos los mejores especialistas de Portland y le garantizamos resultados. Ayudamos a los que sufren de
        depresión, a los adictos y a los enfermos mentales a curarse de una vez por todas.
        """,
}
"""Paragraphs as a clinic's blog might have them, each below all the rules that it breaks."""

GOOD = (
    """
    La ketamina no cura la depresión y nadie puede garantizarle un resultado. A algunas personas les ayuda durante un
    tiempo, y a otras no.
    """,
    """
    El uso de la ketamina para la depresión es fuera de indicación: la FDA no lo ha aprobado. La esketamina (Spravato)
    sí está aprobada para algunos adultos con depresión resistente al tratamiento [@spravatopi].
    """,
    """
    Después de la infusión no debe manejar hasta el día siguiente, tras un sueño reparador. Alguien debe llevarle a
    casa, aunque se sienta bien a las dos horas.
    """,
    """
    En un ensayo con 72 personas, el 64 % había respondido un día después de una infusión de ketamina, frente al 28 %
    después de midazolam [@murrough2013]. A la semana, el efecto se había desvanecido en muchas.
    """,
    """
    No se ha demostrado que la ketamina prevenga el suicidio [@wilkinson2018]. Si piensa en quitarse la vida, llame o
    envíe un mensaje de texto al 988 a cualquier hora; llame al 911 si hay peligro ahora.
    """,
)


@pytest.mark.parametrize("rules", BAD)
def test_a_bad_paragraph_breaks_these_rules_and_no_others(rules: str) -> None:
    assert sorted({*rules_broken(" ".join(lines(BAD[rules])))}) == rules.split()


@pytest.mark.parametrize("text", GOOD)
def test_a_good_paragraph_passes(text: str) -> None:
    assert [*rules_broken(" ".join(lines(text)))] == []


def test_english_texts_are_not_held_to_spanish_rules_nor_spanish_ones_to_english() -> None:
    english = for_language(Rulebook(shipped()), "en-US")
    assert {rule.id for rule in english.rules} & {rule.id for rule in family_of("spanish")} == set()
    assert "FTC-001" not in {rule.id for rule in BOOK.rules}


def test_each_rule_is_built_on_one_for_english_texts() -> None:
    others = {rule.id: rule for rule in shipped()}
    for rule in family_of("spanish"):
        assert rule.id.endswith("-ES")
        original = others[rule.id.removesuffix("-ES")]
        assert (rule.severity, rule.source) == (original.severity, original.source)
