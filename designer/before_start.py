"""What is looked at before any process starts, on one process or on several: a wrong setting is named at once."""
from __future__ import annotations

from hilo.business.load import BusinessError, get_shop
from hilo.crm.hubspot.checking import problem as crm_problem
from hilo.memory.database import check_sqlite
from hilo.settings import SettingError, Settings, get_settings

PAYMENTS = ("los pagos son de prueba: los enlaces de pago llevan al simulador de esta máquina, que los clientes no "
            "alcanzan (hilo/sales/provider.py dice qué necesita un proveedor real)")


def checked() -> Settings:
    """The settings; what an operator should know but need not mend now is printed.

    Raises:
        SystemExit: naming the setting or the file that is wrong.
    """
    try:
        settings = get_settings()
        get_shop()
        check_sqlite(settings.database_address)
    except (SettingError, BusinessError) as error:
        raise SystemExit(f"hilo: {error}") from error
    if settings.public_url is None and not (settings.simulates_twilio and settings.simulates_elevenlabs):
        raise SystemExit("hilo: PUBLIC_URL is needed where Twilio or ElevenLabs are set: the address at which they "
                         "reach this server, and which they sign")
    wrong = crm_problem(settings)
    if wrong:
        told, for_good = wrong
        if for_good:
            raise SystemExit(f"hilo: {told}")
        print(f"hilo: {told}", flush=True)  # it may be back in a moment: what it is to be told is kept
    if not settings.simulates_twilio:
        print(f"hilo: {PAYMENTS}", flush=True)
    return settings
