"""HubSpot's API by its own client: time limits, further attempts, and one kind of error.

Protocol: HubSpot's CRM API v3 (objects, search, properties, pipelines) and v4 (associations), through the generated
client `hubspot-api-client`. An object is read back by a unique property of ours at once; the search lags behind.
"""
from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import urllib3
from hubspot import HubSpot
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt, stop_after_delay
from urllib3.util.retry import Retry

from hilo.crm.calling import CrmError
from hilo.settings import get_settings

logger = logging.getLogger(__name__)
TIMEOUT = (2.0, 6.0)
"""Seconds to connect, and to answer."""
ATTEMPTS, PATIENCE = 4, 20.0
"""Of one request, and the seconds after which none is added."""
LONGEST_WAIT = 10.0
"""Seconds before the next attempt; HubSpot counts in stretches of ten."""
PAGE = 100
MOST_PAGES = 50
CAUSE = "hilo_cause"


class Thing(NamedTuple):
    """An object of HubSpot's."""

    id: str
    properties: dict[str, str]


class TakenError(Exception):
    """Another object has the value of a property that is unique."""


class HubSpotApi:
    """One account, for all threads."""

    def __init__(self, token: str, url: str | None = None) -> None:
        """`url`: None for the real one. Connects to nothing yet."""
        client = HubSpot(access_token=token, retry=Retry(0, redirect=2), **({"host": url.rstrip("/")} if url else {}))
        self._objects, self._search = client.crm.objects.basic_api, client.crm.objects.search_api
        self._batch, self._links = client.crm.objects.batch_api, client.crm.associations.v4.basic_api
        self._properties, self._groups = client.crm.properties.core_api, client.crm.properties.groups_api
        self._pipelines = client.crm.pipelines.pipelines_api

    def get(self, kind: str, name: str, properties: Iterable[str], by: str | None = None) -> Thing | None:
        """An object by its id, or by a property `by` that is unique; None where there is none."""
        more = {"id_property": by} if by else {}
        found = self._asked(self._objects.get_by_id, kind, name, properties=list(properties), **more)
        return _thing(found) if found else None

    def create(self, kind: str, properties: Mapping[str, Any], linked: Mapping[str, int] | None = None) -> Thing:
        """A new object; linked: ids of others with the type of the association.

        Raises:
            TakenError: a unique value is another's.
        """
        from hubspot.crm.objects import SimplePublicObjectInputForCreate

        links = [{"to": {"id": other}, "types": [{"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": one}]}
                 for other, one in (linked or {}).items()]
        body = SimplePublicObjectInputForCreate(properties=_texts(properties), associations=links)
        return _thing(self._asked(self._objects.create, kind, body))

    def create_once(self, kind: str, cause: str, properties: Mapping[str, Any], linked: Mapping[str, int],
                    read: Iterable[str]) -> tuple[Thing, bool]:
        """The object of that cause, made where there is none; whether it was."""
        read = [*read, CAUSE]
        found = self.get(kind, cause, read, CAUSE)
        if found is not None:
            return found, False
        try:
            made = self.create(kind, {**properties, CAUSE: cause}, linked)
            return Thing(made.id, {**_texts(properties), CAUSE: cause}), True
        except TakenError as error:  # another was quicker, or this is a further attempt at what was done
            found = self.get(kind, cause, read, CAUSE)
            if found is None:
                raise CrmError(f"HubSpot refuses to make a {kind}: {error}") from error
            return found, False

    def update(self, kind: str, number: str, properties: Mapping[str, Any]) -> None:
        """Changes some properties.

        Raises:
            LookupError: there is no such object.
            TakenError: a unique value is another's.
        """
        from hubspot.crm.objects import SimplePublicObjectInput

        body = SimplePublicObjectInput(properties=_texts(properties))
        if self._asked(self._objects.update, kind, number, body) is None:
            raise LookupError(f"{kind} {number}")

    def archive(self, kind: str, number: str) -> None:
        """Deletes an object; HubSpot can bring it back for ninety days."""
        self._asked(self._objects.archive, kind, number)

    def search(self, kind: str, wanted: Mapping[str, list[str]], properties: Iterable[str]) -> list[Thing]:
        """Objects of which any of these properties has any of these values, the oldest first. What was written in the
        last seconds may be missing."""
        from hubspot.crm.objects import PublicObjectSearchRequest

        groups = [{"filters": [{"propertyName": name, "operator": "IN", "values": values}]}
                  for name, values in wanted.items() if values]
        found, after = [], None
        for _ in range(MOST_PAGES):
            request = PublicObjectSearchRequest(
                filter_groups=groups, properties=list(properties), limit=PAGE, after=after,
                sorts=[{"propertyName": "createdate", "direction": "ASCENDING"}])
            page = self._asked(self._search.do_search, kind, request)
            found += [_thing(one) for one in page.results]
            after = page.paging.next.after if page.paging and page.paging.next else None
            if after is None:
                break
        return found

    def linked(self, kind: str, number: str, to: str, properties: Iterable[str]) -> list[Thing]:
        """The objects of a kind that hang on one, the newest first."""
        ids: list[str] = []
        after = None
        for _ in range(MOST_PAGES):
            page = self._asked(self._links.get_page, kind, number, to, limit=PAGE * 5, **(
                {"after": after} if after else {}))
            if page is None:
                break
            ids += [str(one.to_object_id) for one in page.results]
            after = page.paging.next.after if page.paging and page.paging.next else None
            if after is None:
                break
        found = [one for start in range(0, len(ids), PAGE)
                 for one in self._read(to, ids[start:start + PAGE], properties)]
        return sorted(found, key=lambda one: int(one.id), reverse=True)

    def _read(self, kind: str, ids: list[str], properties: Iterable[str]) -> list[Thing]:
        from hubspot.crm.objects import BatchReadInputSimplePublicObjectId

        body = BatchReadInputSimplePublicObjectId(inputs=[{"id": one} for one in ids], properties=list(properties),
                                                  properties_with_history=[])
        return [_thing(one) for one in self._asked(self._batch.read, kind, body).results]

    def pipelines(self, kind: str) -> list[Any]:
        """The pipelines of deals or tickets with their stages, the first one first."""
        return sorted(self._asked(self._pipelines.get_all, kind).results, key=lambda one: one.display_order)

    def property_names(self, kind: str) -> set[str]:
        """The properties that objects of a kind have."""
        return {str(one.name) for one in self._asked(self._properties.get_all, kind).results}

    def add_group(self, kind: str, name: str, label: str) -> None:
        """A heading for properties; nothing where it is there."""
        from hubspot.crm.properties import PropertyGroupCreate

        self._unless_there(self._groups.create, kind, PropertyGroupCreate(name=name, label=label))

    def add_property(self, kind: str, **definition: Any) -> None:
        """A property; nothing where it is there."""
        from hubspot.crm.properties import PropertyCreate

        self._unless_there(self._properties.create, kind, PropertyCreate(**definition))

    def _unless_there(self, work: Callable[..., Any], *given: Any) -> None:
        try:
            self._asked(work, *given)
        except TakenError:
            logger.debug("It is there already.")

    def _asked(self, work: Callable[..., Any], *given: Any, **named: Any) -> Any:
        """One request; None for 404.

        What may have been done is asked for again too: whatever is made bears a unique cause, and is made once.

        Raises:
            CrmError: HubSpot is away, late, or refuses.
            TakenError: a unique value is another's.
        """
        try:
            for attempt in Retrying(retry=retry_if_exception(_passes), wait=_wait, reraise=True,
                                    stop=stop_after_attempt(ATTEMPTS) | stop_after_delay(PATIENCE)):
                with attempt:
                    return work(*given, _request_timeout=TIMEOUT, **named)
        except urllib3.exceptions.HTTPError as error:
            raise CrmError(f"HubSpot is not reached: {type(error).__name__}") from error
        except Exception as error:
            status = getattr(error, "status", None)
            if status == 404:
                return None
            if status == 409 or (status == 400 and "already" in _words(error)):
                raise TakenError(_words(error)) from error
            raise CrmError(f"HubSpot answers {status or type(error).__name__}: {_words(error)}") from error
        return None


def _thing(found: Any) -> Thing:
    return Thing(str(found.id), {name: value for name, value in (found.properties or {}).items() if value is not None})


def _texts(properties: Mapping[str, Any]) -> dict[str, str]:
    return {name: "" if value is None else str(value) for name, value in properties.items()}


def _passes(error: BaseException) -> bool:
    """Whether it may go better in a moment."""
    status = getattr(error, "status", None)
    return isinstance(error, urllib3.exceptions.HTTPError) or status == 429 or (status is not None and status >= 500)


def _wait(state: RetryCallState) -> float:
    """As long as HubSpot says, else twice as long each time."""
    error = state.outcome.exception() if state.outcome else None
    told = (getattr(error, "headers", None) or {}).get("Retry-After", "")
    return min(LONGEST_WAIT, float(told) if str(told).isdigit() else 0.3 * 2 ** (state.attempt_number - 1))


def _words(error: BaseException) -> str:
    """HubSpot's own message, without what was sent."""
    try:
        return str(json.loads(getattr(error, "body", None) or "{}").get("message") or "")[:300]
    except (TypeError, ValueError):
        return type(error).__name__


@lru_cache(maxsize=1)
def get_api() -> HubSpotApi:
    """The account of the settings."""
    settings = get_settings()
    return HubSpotApi(str(settings.hubspot_access_token), settings.hubspot_api_url)
