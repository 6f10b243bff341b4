"""The embedded CRM: what people buy, ask to be mended, book and are quoted. Written by `hilo.crm.embedded` alone.

`key` is in each table the cause of the row («message:<id>:order»): what is asked for twice is there once.
`lines` is a list of {product, name, color, size, units, price}, as sold: a later change of the catalogue changes
nothing of it. Amounts are in units of `currency` (ISO 4217).
"""
from __future__ import annotations

from sqlalchemy import Column, Date, Float, ForeignKey, Index, Integer, String, Text, text

from hilo.memory.tables.base import Base, Data, Id, Moment, Number


class Deal(Base):
    """A possible sale. stage: new, qualified, quoted, won or lost. title: what it is about."""

    __tablename__ = "crm_deals"
    id = Column(Number, primary_key=True, autoincrement=True)
    contact_id = Column(Id, ForeignKey("contacts.id"), nullable=False, index=True)
    key = Column(String(255), nullable=False, unique=True)
    title = Column(Text, nullable=False)
    stage = Column(String(16), nullable=False)
    amount = Column(Float)
    currency = Column(String(3))
    created_at = Column(Moment, nullable=False)
    updated_at = Column(Moment, nullable=False)


class Note(Base):
    """A remark for people. author: bot, or who of the team."""

    __tablename__ = "crm_notes"
    id = Column(Number, primary_key=True, autoincrement=True)
    contact_id = Column(Id, ForeignKey("contacts.id"), nullable=False, index=True)
    key = Column(String(255), nullable=False, unique=True)
    author = Column(String(80), nullable=False)
    text = Column(Text, nullable=False)
    at = Column(Moment, nullable=False)


class Order(Base):
    """An order. number: as the customer knows it. status: awaiting_payment, paid, preparing, shipped, delayed,
    delivered, cancelled or returned. discount, shipping: amounts. delivery: {way: home|pick_up, address, city, branch}.
    promised_from, promised_until: the days on which it was to arrive. tracking: {carrier, code}. coupon: its code.
    """

    __tablename__ = "crm_orders"
    id = Column(Number, primary_key=True, autoincrement=True)
    number = Column(String(32), unique=True)
    contact_id = Column(Id, ForeignKey("contacts.id"), nullable=False, index=True)
    key = Column(String(255), nullable=False, unique=True)
    status = Column(String(24), nullable=False)
    lines = Column(Data, nullable=False)
    currency = Column(String(3), nullable=False)
    discount = Column(Float, nullable=False, default=0.0)
    shipping = Column(Float, nullable=False, default=0.0)
    total = Column(Float, nullable=False)
    delivery = Column(Data, nullable=False)
    promised_from = Column(Date)
    promised_until = Column(Date)
    tracking = Column(Data)
    coupon = Column(String(32))
    placed_at = Column(Moment, nullable=False)
    updated_at = Column(Moment, nullable=False)


class OrderEvent(Base):
    """What happened to an order: each status it came into, once. note: why. told_at: when the person was told of it;
    null: not yet, or nothing to tell."""

    __tablename__ = "crm_order_events"
    id = Column(Number, primary_key=True, autoincrement=True)
    contact_id = Column(Id, ForeignKey("contacts.id"), nullable=False, index=True)
    order_number = Column(String(32), nullable=False, index=True)
    key = Column(String(255), nullable=False, unique=True)
    status = Column(String(24), nullable=False)
    note = Column(Text)
    at = Column(Moment, nullable=False)
    told_at = Column(Moment)


class Cart(Base):
    """What somebody is about to buy. status: open, ordered or abandoned."""

    __tablename__ = "crm_carts"
    id = Column(Number, primary_key=True, autoincrement=True)
    contact_id = Column(Id, ForeignKey("contacts.id"), nullable=False, index=True)
    key = Column(String(255), nullable=False, unique=True)
    status = Column(String(16), nullable=False)
    lines = Column(Data, nullable=False)
    currency = Column(String(3), nullable=False)
    data = Column(Data)
    created_at = Column(Moment, nullable=False)
    updated_at = Column(Moment, nullable=False)


class StockMove(Base):
    """Units of a variant that the catalogue's figure no longer has. status: held (for an order not yet paid, until
    `until`), sold or released. order_number: for which order."""

    __tablename__ = "crm_stock_moves"
    id = Column(Number, primary_key=True, autoincrement=True)
    contact_id = Column(Id, ForeignKey("contacts.id"), nullable=False, index=True)
    order_number = Column(String(32), nullable=False, index=True)
    product = Column(String(80), nullable=False)
    color = Column(String(40), nullable=False)
    size = Column(String(20), nullable=False)
    units = Column(Integer, nullable=False)
    status = Column(String(16), nullable=False)
    until = Column(Moment)
    at = Column(Moment, nullable=False)
    __table_args__ = (Index("ix_crm_stock_moves_variant", "product", "color", "size", "status"),)


class Payment(Base):
    """A way to pay an order, once. provider_id: its name there. url: where the person pays. status: pending, paid,
    failed, expired or refunded. paid_at: when the provider said so."""

    __tablename__ = "crm_payments"
    id = Column(Number, primary_key=True, autoincrement=True)
    contact_id = Column(Id, ForeignKey("contacts.id"), nullable=False, index=True)
    order_number = Column(String(32), nullable=False, index=True)
    provider = Column(String(32), nullable=False)
    provider_id = Column(String(128), nullable=False, unique=True)
    url = Column(Text, nullable=False)
    amount = Column(Float, nullable=False)
    currency = Column(String(3), nullable=False)
    status = Column(String(16), nullable=False)
    created_at = Column(Moment, nullable=False)
    paid_at = Column(Moment)


class Ticket(Base):
    """A matter that people work on. kind: support, complaint, return, exchange or cancellation. subject: in a line.
    details: {symptom, steps: […], product, wish …}. urgency: low, medium or high. status: open, waiting, solved or
    closed. compensation: what was granted, {kind, percent, amount, coupon, until}, or null."""

    __tablename__ = "crm_tickets"
    id = Column(Number, primary_key=True, autoincrement=True)
    number = Column(String(32), unique=True)
    contact_id = Column(Id, ForeignKey("contacts.id"), nullable=False, index=True)
    key = Column(String(255), nullable=False, unique=True)
    kind = Column(String(16), nullable=False)
    subject = Column(Text, nullable=False)
    details = Column(Data)
    urgency = Column(String(8), nullable=False)
    status = Column(String(16), nullable=False)
    order_number = Column(String(32))
    compensation = Column(Data)
    created_at = Column(Moment, nullable=False)
    updated_at = Column(Moment, nullable=False)


class Coupon(Base):
    """A discount that one person may use once. percent or amount (in `currency`). used_by: the order's number."""

    __tablename__ = "crm_coupons"
    id = Column(Number, primary_key=True, autoincrement=True)
    contact_id = Column(Id, ForeignKey("contacts.id"), nullable=False, index=True)
    code = Column(String(32), nullable=False, unique=True)
    key = Column(String(255), nullable=False, unique=True)
    percent = Column(Float)
    amount = Column(Float)
    currency = Column(String(3))
    reason = Column(Text, nullable=False)
    valid_until = Column(Date, nullable=False)
    used_by = Column(String(32))
    created_at = Column(Moment, nullable=False)


class Appointment(Base):
    """A meeting with an adviser. agenda: whose time. starts_at, ends_at: when. status: booked, cancelled or done.
    changes: how often it was moved (the .ics file's SEQUENCE, RFC 5545)."""

    __tablename__ = "crm_appointments"
    id = Column(Number, primary_key=True, autoincrement=True)
    number = Column(String(32), unique=True)
    contact_id = Column(Id, ForeignKey("contacts.id"), nullable=False, index=True)
    key = Column(String(255), nullable=False, unique=True)
    agenda = Column(String(40), nullable=False)
    topic = Column(Text)
    starts_at = Column(Moment, nullable=False)
    ends_at = Column(Moment, nullable=False)
    status = Column(String(16), nullable=False)
    changes = Column(Integer, nullable=False, default=0)
    created_at = Column(Moment, nullable=False)
    updated_at = Column(Moment, nullable=False)
    __table_args__ = (Index("uq_crm_appointments_slot", "agenda", "starts_at", unique=True,
                            sqlite_where=text("status = 'booked'"), postgresql_where=text("status = 'booked'")),)


class Quote(Base):
    """A quotation. number: as it is printed. buyer: {name, company, tax_id, email}. discount, tax: amounts;
    tax_percent: of which rate. valid_until: the last day. status: sent, accepted, expired or withdrawn."""

    __tablename__ = "crm_quotes"
    id = Column(Number, primary_key=True, autoincrement=True)
    number = Column(String(32), unique=True)
    contact_id = Column(Id, ForeignKey("contacts.id"), nullable=False, index=True)
    key = Column(String(255), nullable=False, unique=True)
    buyer = Column(Data, nullable=False)
    lines = Column(Data, nullable=False)
    currency = Column(String(3), nullable=False)
    discount = Column(Float, nullable=False, default=0.0)
    tax = Column(Float, nullable=False)
    tax_percent = Column(Float, nullable=False)
    shipping = Column(Float, nullable=False, default=0.0)
    total = Column(Float, nullable=False)
    needed_by = Column(Date)
    valid_until = Column(Date, nullable=False)
    status = Column(String(16), nullable=False)
    created_at = Column(Moment, nullable=False)


class CrmJob(Base):
    """Something the CRM was asked while it was away; done by the worker as soon as it is back. kind: what. data: with
    what. status: open, done, refused or failed. retry_at: not before."""

    __tablename__ = "crm_jobs"
    id = Column(Number, primary_key=True, autoincrement=True)
    contact_id = Column(Id, ForeignKey("contacts.id"), nullable=False, index=True)
    key = Column(String(255), nullable=False, unique=True)
    kind = Column(String(32), nullable=False)
    data = Column(Data, nullable=False)
    status = Column(String(16), nullable=False)
    attempts = Column(Integer, nullable=False, default=0)
    error = Column(Text)
    created_at = Column(Moment, nullable=False)
    retry_at = Column(Moment)
    __table_args__ = (Index("ix_crm_jobs_status", "status", "retry_at"),)
