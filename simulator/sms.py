"""What is peculiar to text messages: their segments, the words that Twilio answers itself, the fields of a webhook."""
from __future__ import annotations

from typing import Any

GSM = set("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
          "abcdefghijklmnopqrstuvwxyzäöñüà")
DOUBLE = set("\f^{}\\[~]|€")
STOP = frozenset({"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "optout", "revoke"})
START = frozenset({"start", "yes", "unstop"})
HELP = frozenset({"help", "info"})
"""They are English, which is why the product reads its own."""
ANSWERS = {
    "stop": "You have successfully been unsubscribed. You will not receive any more messages from this number. "
            "Reply START to resubscribe.",
    "start": "You have successfully been re-subscribed to messages from this number. Reply HELP for help. "
             "Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
    "help": "Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
}


def segments(text: str) -> int:
    """SMS that a text is charged as (3GPP TS 23.038 and 23.040)."""
    narrow = all(c in GSM or c in DOUBLE for c in text)
    widths = [2 if (c in DOUBLE if narrow else ord(c) > 0xFFFF) else 1 for c in text]
    alone, each = (160, 153) if narrow else (70, 67)
    if sum(widths) <= alone:
        return 1
    count, used = 1, 0
    for width in widths:
        count, used = (count + 1, width) if used + width > each else (count, used + width)
    return count


def keyword(body: str) -> str | None:
    """Which of its words Twilio takes a message for: stop, start or help. Only a word by itself counts."""
    word = body.strip().lower()
    return next((name for name, words in (("stop", STOP), ("start", START), ("help", HELP)) if word in words), None)


def fields_of(sid: str, account: str, sender: str, ours: str, body: str, media: int) -> dict[str, Any]:
    """What Twilio posts of a text message; there is no name of the sender's, no type."""
    places = {f"{way}{what}": "" for way in ("From", "To") for what in ("City", "State", "Zip", "Country")}
    return {**places, "SmsMessageSid": sid, "NumMedia": str(media), "SmsSid": sid, "SmsStatus": "received",
            "Body": body, "To": ours, "NumSegments": str(segments(body)), "MessageSid": sid, "AccountSid": account,
            "From": sender, "ApiVersion": "2010-04-01"}
