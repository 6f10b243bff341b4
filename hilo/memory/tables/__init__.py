"""The one database's tables, in the product's words. No SQL about people stands outside `hilo.memory`."""
from hilo.memory.tables.base import Base
from hilo.memory.tables.calling import CallBatch, CallRecipient
from hilo.memory.tables.crm import (
    Appointment,
    Cart,
    Coupon,
    CrmJob,
    Deal,
    Note,
    Order,
    OrderEvent,
    Payment,
    Quote,
    StockMove,
    Ticket,
)
from hilo.memory.tables.delivery import EarlyStatus, Inbox, Outbox, Send
from hilo.memory.tables.handoff import Handoff
from hilo.memory.tables.knowledge import Commitment, Consent, Fact, NextAction, Question
from hilo.memory.tables.llm import LlmAnswer, LlmCall
from hilo.memory.tables.people import Contact, Identity, LinkCode, Merge
from hilo.memory.tables.talk import Conversation, Interaction, Message
from hilo.memory.tables.tracker import TrackerEvent, TrackerWindow

__all__ = [
    "Appointment", "Base", "CallBatch", "CallRecipient", "Cart", "Commitment", "Consent", "Contact", "Conversation",
    "Coupon", "CrmJob", "Deal",
    "EarlyStatus", "Fact", "Handoff", "Identity", "Inbox", "Interaction", "LinkCode", "LlmAnswer", "LlmCall",
    "Merge", "Message", "NextAction", "Note", "Order", "OrderEvent", "Outbox", "Payment", "Question", "Quote",
    "Send", "StockMove", "Ticket", "TrackerEvent", "TrackerWindow",
]
