"""The files of a project with a handful of phrases."""
SHIPPING = """\
version: "3.1"

# Lo que la gente pregunta de los envíos.
nlu:
- intent: shipping_inquiry   # también los plazos
  examples: |
    - cuánto sale mandarlo a [Rosario](city)
    - llegan hasta [Tarija](city)?
    - el envío de las [zapatillas](product) demora mucho?

- intent: price_inquiry
  examples: |
    - qué precio tienen las [botas](product)
    - a cómo la [mochila](product)
"""
TALK = """\
version: "3.1"
nlu:
- intent: out_of_scope
  examples: |
    - me ayudas con la tarea de matemática
    - quién ganó el partido
- intent: inform
  examples: |
    - me llamo [Valentina](person_name)
    - mi correo es [a@b.example](email)
    - el cel es [310 555 0178](phone)
"""
HELD_OUT = """\
version: "3.1"
nlu:
- intent: shipping_inquiry
  examples: |
    - mandan hasta [Ushuaia](city)
"""
STORIES = """\
version: "3.1"
stories:
- story: somebody asks
  steps:
  - user: me lo dejan en la puerta?
    intent: shipping_inquiry
  - action: utter_x
"""
DOMAIN = """\
version: "3.1"
responses:
  utter_meaning_shipping_inquiry:
  - text: Consultar un envío
"""
