"""What the pages say of times, channels and values."""
from __future__ import annotations

from datetime import datetime
from typing import Any

from hilo import wording
from hilo.business.load import get_shop
from hilo.texts import texts
from hilo.turns.summarise import budget_in_words

CHANNELS = {"webchat": "Chat web", "whatsapp": "WhatsApp", "sms": "SMS", "conversation": "API", "voice": "Teléfono",
            "phone": "Teléfono", "call": "Teléfono", "email": "Correo"}
STATUS = {"bot": "Con el asistente", "waiting_human": "Espera a una persona", "human": "Con una persona",
          "closed": "Terminada"}
FACTS = {"product": "Producto", "color": "Color", "size": "Talle", "quantity": "Cantidad", "budget": "Presupuesto",
         "city": "Ciudad", "needed_by": "Para cuándo", "person_name": "Nombre", "email": "Correo", "phone": "Teléfono",
         "alt_phone": "Otro teléfono", "order_number": "Pedido", "company": "Empresa", "occasion": "Ocasión",
         "callback_at": "Llamar", "product_problem": "Problema", "delivery_address": "Dirección",
         "payment_method": "Pago", "competitor": "Otra tienda", "tax_id_given": "Dio su documento",
         "adviser_note": "Nota del equipo", "date_time": "Fecha"}
ACTIONS = {"answer": "Responder", "call_back": "Llamar", "write": "Escribir", "send_quote": "Enviar cotización"}
DELIVERY = {"queued": "por enviar", "sent": "enviado", "delivered": "entregado", "read": "leído",
            "failed": "no se entregó"}
REASONS = {"asked": "Pidió una persona", "misunderstood": "No se entendió lo que quería", "upset": "Enojo y urgencia",
           "reserved": "Asunto reservado", "failure": "Falló el asistente", "adviser": "Tomada por el equipo",
           "stopped": "Frenó los SMS con STOP: por ahí no le llega nada"}
FILES = {"image": "Foto", "video": "Video", "audio": "Mensaje de voz", "text": "Contacto"}
AUTHORS = {"customer": "", "bot": "Asistente", "agent": "Equipo"}


def local(moment: datetime) -> datetime:
    """At the company's place."""
    return moment.astimezone(get_shop().calendar.zone)


def moment(value: datetime, at: datetime) -> str:
    """«10:32» of today, «lun 23/11, 10:32» of another day."""
    there, today = local(value), local(at).date()
    hour = there.strftime("%H:%M")
    return hour if there.date() == today else f"{wording.day(there.date())[:3]} {there.day}/{there.month}, {hour}"


def waited(since: datetime, at: datetime) -> str:
    """«recién», «4 min», «2 h 5 min», «3 días»."""
    minutes = max(0, int((at - since).total_seconds() // 60))
    if minutes < 1:
        return "recién"
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 24 * 60:
        return f"{minutes // 60} h {minutes % 60} min" if minutes % 60 else f"{minutes // 60} h"
    days = minutes // (24 * 60)
    return f"{days} día{'s' if days > 1 else ''}"


def matter(topics: list[str]) -> str:
    """What a conversation is about, in a few words."""
    known = set(texts.names("utter_meaning_"))
    names = [texts.fill(f"utter_meaning_{name}") for name in topics[:2] if f"utter_meaning_{name}" in known]
    return " · ".join(names)


def mood(name: str, urgent: bool) -> str:
    """«Enojo, con urgencia»."""
    text = texts.fill(f"utter_about_mood_{name}")
    return texts.fill("utter_about_mood_urgent", mood=text) if urgent else text


def fact(value: Any) -> str:
    """A fact's value for people."""
    if isinstance(value, dict) and {"amount", "min", "max"} & set(value):
        return budget_in_words(value)
    if isinstance(value, bool):
        return "sí" if value else "no"
    return str(value)


def initials(name: str | None) -> str:
    """One or two letters for the round mark."""
    words = (name or "").split()
    return "".join(word[0] for word in words[:2]).upper() or "?"
