"""Messages that a person writes on the telephone, as Twilio hands them to the product."""
from __future__ import annotations

import base64
import binascii
from typing import Any

from hilo.settings import get_settings
from simulator import sms
from simulator.clock import now
from simulator.webhooks import Webhooks
from simulator.world import Message, World, new_sid

PICTURE = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmM"
                           "IQAAAABJRU5ErkJggg==")
"""What is sent as a photo where none is given: one pixel."""
MOST_MEDIA = 200
ORDER = frozenset({"from", "body", "name", "button", "item", "media", "location", "reply_to", "referral", "user_id",
                   "fields", "sid", "wait"})
"""What a message to be written may have (`Writer.write`)."""
KINDS = {"image": "image/png", "audio": "audio/ogg", "video": "video/mp4", "file": "application/pdf"}


class OrderError(ValueError):
    """What is to be written cannot be; the message says why."""


class Writer:
    """Writes on behalf of the people of the played world."""

    def __init__(self, world: World, webhooks: Webhooks) -> None:
        """`webhooks` carries the messages."""
        self._world, self._webhooks = world, webhooks

    async def write(self, order: dict[str, Any], channel: str = "whatsapp") -> dict[str, Any]:
        """A person writes: {from, body?, name?, button?: {title, payload}, item?: {title, payload}, media?: [{type,
        data?}] or "image", location?: {latitude, longitude, address?, label?}, reply_to?, referral?: {CtwaClid…},
        user_id?, fields?: any of Twilio's own, sid?, wait?: false}.

        Returns {sid, delivery} once the product has answered; `wait: false`: at once.

        Raises:
            OrderError
        """
        sender, prefix = str(order.get("from") or ""), f"{channel}:" if channel == "whatsapp" else ""
        if not sender:
            raise OrderError("from: a number is needed")
        sender = sender if sender.startswith(prefix) else prefix + sender
        ours = prefix + self._ours(channel)
        fields, message = self._read(order, sender, ours)
        if message.sid not in self._world.messages:
            self._world.add(message)
        delivery = self._deliver(f"{get_settings().public_address}/webhooks/{channel}/webhook", fields, message)
        if order.get("wait") is False:
            self._webhooks.later(delivery)
            return {"sid": message.sid}
        return {"sid": message.sid, "delivery": await delivery}

    async def _deliver(self, url: str, fields: dict[str, str], message: Message) -> dict[str, Any]:
        delivery = await self._webhooks.form(url, fields, message.sender)
        message.arrived = 200 <= delivery["status"] < 300
        self._world.changed()
        return delivery

    @staticmethod
    def _ours(channel: str) -> str:
        settings = get_settings()
        number = settings.twilio_whatsapp_number if channel == "whatsapp" else settings.sms_number
        return number or "+5493424550101"

    def _read(self, order: dict[str, Any], sender: str, ours: str) -> tuple[dict[str, str], Message]:
        """Twilio's fields, and the message as the telephone shows it."""
        pressed = order.get("button") or order.get("item") or {}
        body = str(order.get("body") or pressed.get("title") or "")
        sid = str(order.get("sid") or new_sid("MM" if order.get("media") else "SM"))
        media = self._media(order.get("media"), sid)
        account = get_settings().twilio.sid
        kind = ("location" if order.get("location") else "interactive" if order.get("item")
                else "button" if order.get("button") else media[0]["type"].partition("/")[0] if media else "text")
        is_sms = not sender.startswith("whatsapp:")
        fields = sms.fields_of(sid, account, sender, ours, body, len(media)) if is_sms else {
            "SmsMessageSid": sid, "NumMedia": str(len(media)), "ProfileName": str(order.get("name") or ""),
            "MessageType": kind, "SmsSid": sid, "SmsStatus": "received", "Body": body, "To": ours, "NumSegments": "1",
            "ReferralNumMedia": "0", "MessageSid": sid, "AccountSid": account, "From": sender,
            "ApiVersion": "2010-04-01"}
        if sender.startswith("whatsapp:"):
            fields["WaId"] = sender.removeprefix("whatsapp:").removeprefix("+")
            fields["ChannelMetadata"] = '{"type":"whatsapp","data":{"context":{}}}'
        names = ("ButtonText", "ButtonPayload") if order.get("button") else ("ListTitle", "ListId")
        if pressed:
            fields |= {names[0]: str(pressed.get("title") or ""), names[1]: str(pressed.get("payload") or "")}
        for number, one in enumerate(media):
            fields |= {f"MediaUrl{number}": one["url"], f"MediaContentType{number}": one["type"]}
        place = order.get("location") or {}
        fields |= {name.capitalize(): str(place[name]) for name in ("latitude", "longitude", "address", "label")
                   if place.get(name) is not None}
        if order.get("reply_to"):
            fields |= {"OriginalRepliedMessageSid": str(order["reply_to"]), "OriginalRepliedMessageSender": ours}
        fields |= {f"Referral{name}": str(value) for name, value in (order.get("referral") or {}).items()}
        if order.get("user_id"):
            fields["ExternalUserId"] = str(order["user_id"])
        fields |= {str(name): str(value) for name, value in (order.get("fields") or {}).items()}
        shown = {"location": place} if place else {}
        return fields, Message(sid, sender, ours, body, "inbound", "received", now(),
                               media=media, shown=shown)

    def _media(self, wanted: Any, sid: str) -> list[dict[str, str]]:
        if not wanted:
            return []
        wanted = [{"type": KINDS.get(wanted, wanted)}] if isinstance(wanted, str) else wanted
        found = []
        for one in wanted:
            try:
                data = base64.b64decode(one["data"], validate=True) if one.get("data") else PICTURE
            except (binascii.Error, TypeError, ValueError):
                raise OrderError("media: data is no base64") from None
            name = new_sid("ME")
            self._world.media[name] = (str(one.get("type") or KINDS["image"]), data)
            while len(self._world.media) > MOST_MEDIA:
                self._world.media.popitem(last=False)
            settings = get_settings()
            found.append({"type": self._world.media[name][0],
                          "url": f"{settings.twilio.url or settings.simulator_address}/2010-04-01/Accounts/"
                                 f"{settings.twilio.sid}/Messages/{sid}/Media/{name}"})
        return found
