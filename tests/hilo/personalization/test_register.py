"""How people of several countries are addressed, from their first message on."""
from __future__ import annotations

import pytest

from hilo.personalization.register import ASKED, GUESSED, HINTED, KNOWN, WRITTEN, Manner, manner_after, slots_after
from hilo.personalization.register import get_registers as table
from hilo.spanish.register import only_asks

FIRST = {
    "AR": [
        ("hola, tenés zapatillas de running en 42?", "vos"),
        ("Buenas! me pasás el precio de la remera cardenal?", "vos"),
        ("che me decís si hacen envios a Posadas", "vos"),
        ("quería saber si podés mandarme fotos del modelo rojo", "vos"),
        ("hola como andas? tenes stock de la campera negra", "vos"),
        ("te consulto, el sabado abren?", "vos"),
        ("Buenas tardes, quisiera saber si tienen sábanas de dos plazas", "vos"),
        ("hola", "vos"),
        ("cuánto sale el envío a Salta capital", "vos"),
        ("necesito que me ayudes con un pedido que no llegó", "vos"),
        ("Buenos días. ¿Usted me podría indicar los horarios del local de Rosario?", "usted"),
        ("Disculpe, ¿me puede decir si el acolchado se lava en casa?", "usted"),
        ("Estimados, les escribo porque mi compra vino con una falla. Saludos cordiales", "usted"),
        ("oiga hace una semana que espero, dígame cuándo llega", "usted"),
        ("hola! soy mexicana viviendo en Córdoba, tienes la blusa en talla chica?", "tu"),
        ("me recomendás algo para regalarle a mi vieja?", "vos"),
        ("avisame cuando entre el talle 38 porfa", "vos"),
        ("se puede pagar con mercado pago?", "vos"),
        ("le compré unas botas a mi hija y le quedaron chicas", "vos"),
        ("me puede llegar antes del viernes?", "vos"),
        ("a vos te parece que después de un mes todavía no haya llegado", "vos"),
        ("escuchame, ya te mandé el comprobante dos veces", "vos"),
    ],
    "MX": [
        ("Hola, ¿tienes tenis blancos del número 5?", "tu"),
        ("buen día, me puedes pasar el catálogo porfa", "tu"),
        ("oye cuánto cuesta el envío a Guadalajara", "tu"),
        ("¿Me podría cotizar 30 playeras para mi empresa, por favor?", "usted"),
        ("Disculpe, ¿usted sabe si hay en talla extra grande?", "usted"),
        ("hola buenas noches, quisiera información de los edredones", "tu"),
        ("bueno, dígame qué necesita para la devolución", "usted"),
        ("mándame foto de cómo se ve puesta", "tu"),
        ("Muy buenas tardes, ¿me ayuda con el estado de mi pedido?", "usted"),
        ("si compro dos me haces descuento?", "tu"),
        ("ándale pues, apártame uno en azul", "tu"),
        ("quiero saber si aceptan tarjeta", "tu"),
        ("le agradecería me confirmara si llegó mi pago", "usted"),
        ("qué onda, tienen gorras?", "tu"),
        ("hágame el favor de cancelar mi pedido", "usted"),
        ("tú crees que me quede bien la M? mido 1.60", "tu"),
        ("me das el precio por mayoreo", "tu"),
        ("y si no me queda me la cambias?", "tu"),
        ("mi jefe quiere factura, le sirve con el RFC?", "tu"),
        ("¿Cómo está? Quisiera hacer un pedido", "usted"),
    ],
    "CO": [
        ("Buenos días, ¿me regala el precio de las botas cafés?", "usted"),
        ("hola buenas, sumercé tiene sábanas para cama doble?", "usted"),
        ("me colabora con el estado de mi pedido por favor", "usted"),
        ("hola, quiero unas zapatillas para trotar", "usted"),
        ("Hola linda, tienes este saco en negro?", "tu"),
        ("qué más, me cuentas cuánto vale el domicilio a Medellín?", "tu"),
        ("parce vos tenés tenis talla 40?", "vos"),
        ("¿ustedes hacen envíos a Bogotá?", "usted"),
        ("que pena molestarlo, ¿me podría decir si ya despacharon?", "usted"),
        ("muéstrame otras opciones más baratas", "tu"),
        ("Regáleme la dirección del local por fa", "usted"),
        ("te escribo para saber de una devolución", "tu"),
        ("cuánto se demora la entrega en Cali", "usted"),
        ("veci me das razón de un pedido?", "tu"),
        ("buenas, será que me puede separar una chaqueta talla S", "usted"),
        ("y usted qué me recomienda para tierra caliente", "usted"),
        ("si quieres te mando la foto del daño", "tu"),
        ("Dios le pague, que tenga buen día", "usted"),
        ("hola, vienen con garantía las lámparas?", "usted"),
        ("mira es que pedí una talla y llegó otra", "tu"),
    ],
    "CL": [
        ("hola, tienes polerones en talla L?", "tu"),
        ("wena, cuánto vale el despacho a Conce", "tu"),
        ("¿Me podría enviar una cotización, por favor?", "usted"),
        ("oye tení stock de las zapatillas grises?", "tu"),
        ("cachai si llegan antes del 18?", "tu"),
        ("Estimada, junto con saludar, le consulto por mi compra", "usted"),
        ("quiero cambiar un chaleco que me quedó chico", "tu"),
        ("dime porfa si tienen tienda en Santiago", "tu"),
        ("¿podís revisar mi pedido?", "tu"),
        ("buenas tardes, necesito boleta de mi compra", "tu"),
        ("usted es una persona o un robot?", "usted"),
        ("ayúdame que me cobraron dos veces", "tu"),
        ("me gustaría saber si hacen ventas a empresas", "tu"),
        ("porfa avísame cuando repongan", "tu"),
        ("gracias, que esté muy bien", "usted"),
        ("y tu tienda queda en Argentina?", "tu"),
    ],
    "ES": [
        ("Hola, ¿tenéis zapatos de piel del 41?", "tu"),
        ("buenas, ¿me puedes decir cuánto tarda un envío a Sevilla?", "tu"),
        ("¿Podría usted confirmarme si la chaqueta es impermeable?", "usted"),
        ("vale, dime cómo pago", "tu"),
        ("oye, que no me ha llegado el correo de confirmación", "tu"),
        ("¿Cuánto cuestan los gastos de envío?", "tu"),
        ("perdone, es la segunda vez que escribo", "usted"),
        ("quería haceros una consulta sobre vuestros precios", "tu"),
        ("¿enviáis a Canarias?", "tu"),
        ("os mando el número de pedido: CB-10234", "tu"),
        ("necesito la factura a nombre de mi empresa", "tu"),
        ("¿sabes si encoge al lavarla?", "tu"),
        ("Buenos días, le escribo en relación con mi pedido", "usted"),
        ("¿Qué tal? Busco un regalo para mi padre", "tu"),
        ("échame una mano, no sé qué talla pedir", "tu"),
        ("disculpe las molestias, ¿sería tan amable de llamarme?", "usted"),
    ],
    "CR": [
        ("Pura vida, ¿usted me puede ayudar con una talla?", "usted"),
        ("hola, cuánto cuesta el envío a Heredia?", "usted"),
        ("mae vos tenés camisas blancas?", "vos"),
        ("Buenas, quería consultarle por unas cobijas", "usted"),
        ("disculpe, ¿me dice el horario?", "usted"),
        ("me ayudas con un cambio porfa", "vos"),
        ("hola! tienes vestidos largos?", "tu"),
        ("quisiera ver zapatos de vestir", "usted"),
        ("¿aceptan dólares?", "usted"),
        ("deme un momentico y le paso la dirección", "usted"),
        ("contame qué colores hay", "vos"),
        ("gracias, muy amable", "usted"),
    ],
    "PE": [
        ("Hola, ¿tienes casacas para hombre?", "tu"),
        ("señorita buenas tardes, ¿me podría ayudar?", "usted"),
        ("causa, cuánto está la gorra?", "tu"),
        ("¿Hacen envíos a Arequipa?", "tu"),
        ("por favor infórmeme sobre los precios al por mayor", "usted"),
        ("pásame tu número para yapearte", "tu"),
        ("quiero comprar dos polos", "tu"),
        ("Buen día, le saluda Rosa. Mi pedido no llega", "usted"),
        ("me avisas cuando haya en talla 36", "tu"),
        ("tienen algo para bebé?", "tu"),
    ],
    None: [
        ("hola", "tu"),
        ("quisiera saber si tienen toallas", "tu"),
        ("¿tenés toallas?", "vos"),
        ("me podrías ayudar?", "tu"),
        ("¿me podría ayudar?", "usted"),
        ("¿cuánto sale?", "tu"),
        ("una taza de te, una tetera y dos tazas", "tu"),
        ("SOS necesito ayuda ya con mi pedido", "tu"),
        ("sos un robot?", "vos"),
        ("me da igual el color", "tu"),
        ("me interesa, me queda cómodo, me llama la atención", "tu"),
        ("además después vemos el estrés del envío", "tu"),
        ("busco unos tenis talla 38 para mujer", "tu"),
    ],
}


@pytest.mark.parametrize(("country", "text", "register"),
                         [(country, *row) for country, rows in FIRST.items() for row in rows])
def test_the_first_message(country: str | None, text: str, register: str) -> None:
    assert manner_after(text, None, country, table()).register == register


def test_there_are_enough_of_them_from_enough_countries() -> None:
    assert sum(map(len, FIRST.values())) >= 120
    assert sum(len(rows) >= 10 for country, rows in FIRST.items() if country) >= 6


@pytest.mark.parametrize(("text", "country", "register", "alone"), [
    ("tutéame", "MX", "tu", True),
    ("tuteame porfa", "AR", "vos", True),
    ("me puedes tutear, no hay problema", "CO", "tu", True),
    ("podés vosearme", "AR", "vos", True),
    ("tratame de vos, dale", None, "vos", True),
    ("trátame de usted", "MX", "usted", True),
    ("trátame de usted, por favor", "AR", "usted", True),
    ("¿me podés tratar de usted?", "AR", "usted", True),
    ("No me trate de usted, que no soy tan vieja", "CL", "tu", True),
    ("no me trate de usted, que no soy tan vieja", "AR", "vos", True),
    ("ay no me digas usted, tengo 20 años", None, "tu", True),
    ("no me digas usted que me haces sentir viejo jaja", "UY", "vos", True),
    ("preferiría que no me trates de usted", "AR", "vos", True),
    ("Prefiero que me hable de usted, gracias.", "ES", "usted", True),
    ("prefiero que me hables de tú", "CO", "tu", True),
    ("no me tutee", "MX", "usted", True),
    ("por favor no me tutees, no nos conocemos", "ES", "usted", True),
    ("no me vosees, acá hablamos de tú", "PE", "tu", True),
    ("dejemos el usted", "AR", "vos", True),
    ("mejor nos tuteamos", "ES", "tu", True),
    ("¿te puedo tutear?", "MX", "tu", True),
    ("háblame de tú", "MX", "tu", True),
    ("no me trate de señora", "AR", "vos", True),
    ("podría tratarme con más respeto?", "CO", "usted", True),
    ("Tutéame por favor. ¿Cuánto sale el envío a Rosario?", "MX", "tu", False),
    ("podés hablarme de vos y decirme cuánto sale el envío", "AR", "vos", False),
    ("Tráteme de usted. Quiero devolver unas botas que me quedan chicas", "CO", "usted", False),
])
def test_what_is_asked_for_is_granted(text: str, country: str | None, register: str, alone: bool) -> None:
    before = Manner("usted" if register != "usted" else "tu", WRITTEN)
    assert manner_after(text, before, country, table()) == Manner(register, ASKED)
    assert only_asks(text) is alone


@pytest.mark.parametrize("text", [
    "háblame de tu tienda", "contame de vos", "¿me lo recomienda usted?", "quiero hablar con usted", "depende de usted",
    "quiero tratar de cambiar el pedido", "trato de pagar y no puedo", "la atención de ustedes es muy mala",
    "me dijeron que hablara con usted", "no me trates de tonto", "¿me habla de la garantía?", "soy vieja clienta",
    "zapatos más formales", "algo más formal para una boda", "usted me dijo que llegaba hoy",
])
def test_what_asks_for_no_register(text: str) -> None:
    assert manner_after(text, Manner("tu", WRITTEN), "AR", table()) == Manner("tu", WRITTEN)
    assert only_asks(text) is False


@pytest.mark.parametrize(("before", "text", "after"), [
    (Manner("vos", WRITTEN), "disculpe, ¿usted me puede decir?", Manner("vos", WRITTEN)),
    (Manner("usted", WRITTEN), "tenés razón", Manner("usted", WRITTEN)),
    (Manner("usted", ASKED), "dime cuánto sale", Manner("usted", ASKED)),
    (Manner("vos", GUESSED), "¿tienes la M?", Manner("tu", WRITTEN)),
    (Manner("usted", HINTED), "¿tenés la M?", Manner("vos", WRITTEN)),
    (Manner("usted", KNOWN), "¿tenés la M?", Manner("vos", WRITTEN)),
    (Manner("usted", GUESSED), "la talla M", Manner("usted", GUESSED)),
    (Manner("tu", KNOWN), "hola", Manner("tu", KNOWN)),
])
def test_it_stays_once_it_shows(before: Manner, text: str, after: Manner) -> None:
    assert manner_after(text, before, "AR", table()) == after


def test_a_new_conversation_hears_how_they_write_now() -> None:
    held = {"register": "usted", "register_from": WRITTEN}
    assert slots_after("¿tenés la M?", held, "AR", anew=True)["register"] == "vos"
    assert slots_after("¿tenés la M?", held, "AR", anew=False)["register"] == "usted"
    assert slots_after("¿tenés la M?", {**held, "register_from": ASKED}, "AR", anew=True)["register"] == "usted"


def test_a_button_says_nothing_of_a_person() -> None:
    assert slots_after("", {}, "AR", anew=True) == {"register": "vos", "register_from": GUESSED}


@pytest.mark.parametrize(("before", "text", "style"), [
    (None, "hola", "casual"), ("casual", "Disculpe, quisiera una cotización", "formal"),
    ("formal", "holis!!", "formal"),
    (None, "talle M", None),
])
def test_the_style_stays_too(before: str | None, text: str, style: str | None) -> None:
    assert slots_after(text, {"communication_style": before}, None, anew=False).get("communication_style") == style


@pytest.mark.parametrize(("word", "register"), [
    ("mandámelo", "vos"), ("mándamelo", "tu"), ("mándemelo", "usted"), ("mandemelo", "usted"), ("escribime", "vos"),
    ("escríbeme", "tu"), ("escríbame", "usted"), ("contame", "vos"), ("cuéntame", "tu"), ("cuenteme", "usted"),
    ("agréguenme", "tu"), ("el uniforme", "tu"), ("un informe", "tu"), ("agregueme a la lista", "usted"),
])
def test_commands_by_the_letter_before_me(word: str, register: str) -> None:
    assert manner_after(word, None, None, table()).register == register
