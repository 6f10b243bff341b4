"""Whether HubSpot lets us in, asked before the processes start."""
from __future__ import annotations

from hilo.crm.calling import CrmError
from hilo.settings import Settings

SCOPES = ("crm.objects.contacts, crm.objects.deals, crm.schemas.contacts, crm.schemas.deals (read and write each) "
          "and tickets")


def problem(settings: Settings) -> tuple[str, bool] | None:
    """What is wrong with the account of the settings, and whether it will not pass by itself; None: all is well."""
    if settings.hubspot_access_token is None:
        return None
    from hilo.crm.hubspot.api import get_api
    from hilo.crm.hubspot.schema import prepared

    try:
        prepared(get_api())
    except CrmError as error:
        if " 401" in str(error):
            return f"HUBSPOT_ACCESS_TOKEN: HubSpot refuses it ({error})", True
        if " 403" in str(error):
            return f"HUBSPOT_ACCESS_TOKEN: the private app lacks rights; it needs {SCOPES} ({error})", True
        return f"HubSpot cannot be used now: {error}", False
    return None
