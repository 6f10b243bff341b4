"""What an intent means in the middle of the gathering."""
from __future__ import annotations

ANSWERS = frozenset({"inform", "affirm", "deny", "purchase", "product_inquiry", "greet", "out_of_scope", "chitchat",
                     "request_quote", "rate_service", "appointment_booked", "book_appointment"})
"""Intents that, in the middle of the form, may be an answer worded unusually."""
LEAVES = frozenset({"cancel", "not_interested", "goodbye", "request_human", "busy", "follow_up_later", "opt_out",
                    "complaint"})
"""Intents that end the gathering; their rules close the form."""
WORDLESS = "EXTERNAL_"
"""Begins the intents of what says nothing in words (a photo, a place)."""
OPENERS = frozenset({"greet", "deny"})
"""Intents of a first message that are met before anything is asked."""
SURE = 0.4
"""From this confidence a question in the middle of the form is taken for one."""
UNLIKELY = frozenset({"chitchat", "out_of_scope", "request_quote", "book_appointment", "appointment_booked"})
"""Intents for which free words about a thing are often taken; asides only when that is very sure."""
VERY_SURE = 0.7
COURTEOUS = frozenset({"thank", "compliment", "bot_challenge", "help"})  # words that also stand around a value
