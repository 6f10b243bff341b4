"""What every prompt is told about the company: its name, how it speaks, how it is reached, what day it is."""
from __future__ import annotations

from hilo import wording
from hilo.business.load import get_shop
from hilo.business.models import DAYS, WeekHours
from hilo.clock import now

_WEEK = dict(zip(DAYS, "lunes martes miércoles jueves viernes sábado domingo".split(), strict=True))
REGISTERS = {"tu": "tratándola de tú («tienes», «dime»), nunca de usted ni de vos.",
             "vos": "tratándola de vos («tenés», «decime»), nunca de tú ni de usted.",
             "usted": "tratándola de usted («tiene», «dígame»), nunca de tú ni de vos."}


def register_or_tu(register: str | None) -> str:
    """The person's register; tú where none is known."""
    return register if register in REGISTERS else "tu"


def voice(register: str | None) -> dict[str, str]:
    """The places `company`, `assistant`, `tone`, `register`."""
    company = get_shop().company
    return {"company": company.profile.name, "assistant": company.profile.assistant_name,
            "tone": "\n".join(f"- {line}" for line in company.brand.tone),
            "register": REGISTERS[register_or_tu(register)]}


def today() -> str:
    """«lunes 23 de noviembre de 2026»."""
    day = now(get_shop().company.profile.time_zone).date()
    return f"{wording.day(day)} de {day.year}"


def contact() -> str:
    """How the company is reached, and when."""
    profile = get_shop().company.profile
    branches = [f"{b.name}: {b.address}, {b.city}, teléfono {b.phone}. {_hours(b.hours)}" for b in profile.branches]
    return "\n\n".join([f"Teléfono: {profile.contact.phone}. WhatsApp: {profile.contact.whatsapp}. Correo: "
                        f"{profile.contact.email}. Página: {profile.contact.web}. Personas del equipo en el chat: "
                        f"{_hours(profile.online_attention)}", *branches])


def _hours(week: WeekHours) -> str:
    said = [f"{name} {wording.listing([f'{s.start:%H:%M} a {s.end:%H:%M}' for s in getattr(week, day)]) or 'cerrado'}"
            for day, name in _WEEK.items()]
    return "; ".join(said) + "."
