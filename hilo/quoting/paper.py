"""The quotation as a PDF that a company would send. Its words are the designers' (data/flows/quotes/domain.yml)."""
from __future__ import annotations

import io
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import HRFlowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from hilo import wording
from hilo.business.company import Shop
from hilo.business.quotes import get_quote_rules
from hilo.crm.lines import subtotal
from hilo.crm.quotes import Quote
from hilo.texts import texts

ACCENT, SOFT, LINE = colors.HexColor("#a32034"), colors.HexColor("#665049"), colors.HexColor("#e2d4c4")
_PLAIN = ParagraphStyle("plain", fontName="Helvetica", fontSize=9.5, leading=13)
_SOFT = ParagraphStyle("soft", parent=_PLAIN, textColor=SOFT, fontSize=8.5, leading=12)
_NAME = ParagraphStyle("name", parent=_PLAIN, fontName="Helvetica-Bold", fontSize=20, leading=24, textColor=ACCENT)
_TITLE = ParagraphStyle("title", parent=_PLAIN, fontName="Helvetica-Bold", fontSize=13, leading=17, alignment=TA_RIGHT)
_RIGHT = ParagraphStyle("right", parent=_PLAIN, alignment=TA_RIGHT)
_HEAD = ParagraphStyle("head", parent=_PLAIN, fontName="Helvetica-Bold", fontSize=8.5, textColor=colors.white)
_HEAD_RIGHT = ParagraphStyle("head right", parent=_HEAD, alignment=TA_RIGHT)
_SUM = ParagraphStyle("sum", parent=_RIGHT, fontName="Helvetica-Bold", fontSize=11, leading=15)
_WIDTHS = (72 * mm, 38 * mm, 18 * mm, 27 * mm, 29 * mm)


def paper(shop: Shop, quote: Quote, at: date, register: str | None = None) -> bytes:
    """The PDF's bytes. at: the day on which it was made, in the company's zone. register: of the person who asked for
    it, as their country says things («talla», «talle»)."""
    made = io.BytesIO()
    profile = shop.company.profile
    page = SimpleDocTemplate(made, pagesize=A4, leftMargin=13 * mm, rightMargin=13 * mm, topMargin=15 * mm,
                             bottomMargin=18 * mm, title=_said("title", number=quote.number), author=profile.name,
                             lang="es", invariant=1)
    story = [_head(shop, quote, at), Spacer(1, 6 * mm), *_buyer(quote), Spacer(1, 5 * mm), _goods(quote, register),
             Spacer(1, 3 * mm), KeepTogether([_sums(quote), Spacer(1, 7 * mm), *_terms(quote)])]

    def foot(canvas: Canvas, _: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.setFillColor(SOFT)
        canvas.drawString(13 * mm, 10 * mm, f"{profile.legal_name} · {profile.contact.web}")
        told = _said("page", number=quote.number, page=canvas.getPageNumber())
        canvas.drawRightString(A4[0] - 13 * mm, 10 * mm, told)

    page.build(story, onFirstPage=foot, onLaterPages=foot)
    return made.getvalue()


def _said(name: str, **values: Any) -> str:
    return texts.fill(f"utter_quote_paper_{name}", **values)


def _head(shop: Shop, quote: Quote, at: date) -> Table:
    profile = shop.company.profile
    branch = profile.branches[0]
    ours = [Paragraph(escape(profile.name), _NAME),
            Paragraph(escape(f"{profile.legal_name} · {_said('tax_id')} {profile.tax_id}"), _SOFT),
            Paragraph(escape(f"{branch.address}, {branch.city}"), _SOFT),
            Paragraph(escape(f"{profile.contact.phone} · {profile.contact.email}"), _SOFT)]
    its = [Paragraph(escape(_said("title", number=quote.number)), _TITLE),
           Paragraph(escape(_said("date", date=wording.long_date(at))), _RIGHT),
           Paragraph(escape(_said("valid", date=wording.long_date(quote.valid_until))), _RIGHT)]
    head = Table([[ours, its]], colWidths=(sum(_WIDTHS) * 0.55, sum(_WIDTHS) * 0.45))
    head.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
                              ("RIGHTPADDING", (0, 0), (-1, -1), 0), ("LINEBELOW", (0, 0), (-1, -1), 1.2, ACCENT),
                              ("BOTTOMPADDING", (0, 0), (-1, -1), 8)]))
    return head


def _buyer(quote: Quote) -> list[Paragraph]:
    buyer = quote.buyer
    who = [buyer.company, buyer.name, f"{_said('buyer_tax_id')} {buyer.tax_id}" if buyer.tax_id else None, buyer.email]
    told = [Paragraph(escape(line), _PLAIN) for line in who if line]
    if quote.needed_by:
        told.append(Paragraph(escape(_said("needed_by", date=wording.long_date(quote.needed_by))), _PLAIN))
    return [Paragraph(escape(_said("for")), _SOFT), *told]


def _goods(quote: Quote, register: str | None) -> Table:
    names = texts.fill("utter_quote_paper_columns", register=register).split(" | ")
    rows: list[list[Any]] = [[Paragraph(escape(name), _HEAD if place < 2 else _HEAD_RIGHT)
                              for place, name in enumerate(names)]]
    for line in quote.lines:
        variant = ", ".join(part for part in (line.color, line.size) if part) or _said("mixed")
        rows.append([Paragraph(escape(line.name), _PLAIN), Paragraph(escape(variant), _PLAIN),
                     Paragraph(str(line.units), _RIGHT), Paragraph(escape(_money(line.price, quote)), _RIGHT),
                     Paragraph(escape(_money(line.total, quote)), _RIGHT)])
    goods = Table(rows, colWidths=_WIDTHS, repeatRows=1)
    goods.setStyle(TableStyle([("BACKGROUND", (0, 0), (-1, 0), ACCENT), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                               ("LINEBELOW", (0, 1), (-1, -1), 0.5, LINE), ("TOPPADDING", (0, 0), (-1, -1), 5),
                               ("BOTTOMPADDING", (0, 0), (-1, -1), 5)]))
    return goods


def _sums(quote: Quote) -> Table:
    goods = subtotal(quote.lines)
    rows = [(_said("subtotal" if quote.tax else "subtotal_untaxed"), goods, _RIGHT)]
    if quote.discount:
        rows.insert(0, (_said("discount"), -quote.discount, _RIGHT))
        rows.insert(0, (_said("list"), goods + quote.discount, _RIGHT))
    if quote.tax:
        rows.append((f"{get_quote_rules().tax.name} {quote.tax_percent:g} %", quote.tax, _RIGHT))
    if quote.shipping:
        rows.append((_said("shipping"), quote.shipping, _RIGHT))
    rows.append((_said("total"), quote.total, _SUM))
    sums = Table([[Paragraph(escape(name), style), Paragraph(escape(_money(amount, quote)), style)]
                  for name, amount, style in rows], colWidths=(50 * mm, 38 * mm), hAlign="RIGHT")
    sums.setStyle(TableStyle([("LINEABOVE", (0, -1), (-1, -1), 1, ACCENT), ("TOPPADDING", (0, 0), (-1, -1), 3),
                              ("BOTTOMPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (1, 0), (1, -1), 6)]))
    return sums


def _terms(quote: Quote) -> list[Any]:
    rules = get_quote_rules()
    values = {"validity": wording.long_date(quote.valid_until), "currency": wording.currency(quote.currency),
              "tax": rules.tax.name, "percent": f"{quote.tax_percent:g}"}
    told = (rules.terms if quote.tax or not rules.terms_abroad else rules.terms_abroad)
    return [HRFlowable(width="100%", thickness=0.5, color=LINE, spaceAfter=4),
            *(Paragraph("• " + escape(term.format(**values)), _SOFT) for term in told)]


def _money(amount: float, quote: Quote) -> str:
    return wording.exact_money(amount, quote.currency)
