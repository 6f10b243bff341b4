"""Writing and sending on the chat page: by mouse, by keyboard, twice, too long, with marks in it."""
from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests import questions as ask
from tests.browser.chat import Chat


def test_the_first_screen_says_who_answers_and_offers_ways_to_begin(chat: Chat) -> None:
    expect(chat.view.locator("h1")).to_have_text("Hilo")
    expect(chat.view.locator("#shop")).to_have_text("Asistente de compras de Ceibo")
    expect(chat.view.locator("#greeting")).to_contain_text("asistente virtual de Ceibo")
    expect(chat.view.locator(".starter")).to_have_count(4)
    expect(chat.view.get_by_text("Asistente automático: puede equivocarse.")).to_be_visible()


@pytest.mark.parametrize(("starter", "answer"), [
    (0, ask.PRODUCT), (1, "Mes del descanso"), (2, "días hábiles"), (3, f"{ask.PREFERENCES}|{ask.SIZE}"),
])
def test_each_way_to_begin_leads_somewhere(chat: Chat, starter: int, answer: str) -> None:
    button = chat.view.locator(".starter").nth(starter)
    title = button.inner_text()
    button.click()
    assert re.search(answer, chat.answer(title))
    assert chat.messages("mine") == [title]
    expect(chat.view.locator("#welcome")).to_be_hidden()


def test_the_message_is_sent_by_the_button_too_and_the_box_is_empty_again(chat: Chat) -> None:
    chat.box.fill("hola, ¿cómo va?")
    chat.view.get_by_role("button", name="Enviar").click()
    assert re.search(ask.NEED, chat.answer())
    expect(chat.box).to_have_value("")
    expect(chat.box).to_be_focused()
    expect(chat.view.locator(".mine .state svg")).to_have_attribute("aria-label", "Enviado")


def test_pressing_enter_twice_sends_once(chat: Chat) -> None:
    chat.box.fill("hola, ¿qué cuentan?")
    chat.box.evaluate("""box => { for (let i = 0; i < 2; i += 1)
        box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })); }""")
    chat.answer()
    chat.write("¿cuánto sale la Taza Ronda?")
    assert len(chat.messages("mine")) == 2


def test_shift_and_enter_begins_a_new_line(chat: Chat) -> None:
    chat.box.press_sequentially("hola")
    chat.box.press("Shift+Enter")
    chat.box.press_sequentially("busco una taza")
    expect(chat.box).to_have_value("hola\nbusco una taza")
    assert chat.messages() == []


def test_blanks_alone_are_not_sent(chat: Chat) -> None:
    chat.box.fill("   \n ")
    chat.box.press("Enter")
    assert chat.messages() == []


def test_a_button_can_be_pressed_only_until_it_is_answered(chat: Chat) -> None:
    chat.write("hola, recién llego")
    offered = chat.buttons
    assert len(offered) == 4
    assert re.search(ask.PRODUCT, chat.press(offered[2]))
    assert chat.messages("mine")[-1] == offered[2]
    assert not set(offered) & set(chat.buttons)
    chosen = chat.view.locator(".option.chosen")
    expect(chosen).to_have_text(offered[2])
    expect(chosen).to_be_disabled()


def test_a_button_pressed_twice_in_a_row_answers_once(chat: Chat) -> None:
    chat.write("hola, recién llego")
    chat.button("Otra consulta").dblclick()
    chat.answer()
    assert chat.messages("mine")[1:] == ["Otra consulta"]


def test_writing_instead_of_pressing_closes_the_buttons(chat: Chat) -> None:
    chat.write("hola, recién llego")
    chat.write("¿cuánto vale la Manta Panal?")
    expect(chat.view.locator(".option:enabled")).to_have_count(0)


def test_a_message_too_long_is_refused_with_a_sentence_and_kept(chat: Chat) -> None:
    chat.box.fill("a" * 2_001)
    expect(chat.view.locator("#counter")).to_have_text("2.001 de 2.000")
    chat.box.press("Enter")
    expect(chat.view.locator("#notice")).to_contain_text("puede tener hasta 2.000 caracteres")
    expect(chat.box).to_have_value("a" * 2_001)
    assert chat.messages() == []
    chat.box.fill("hola, era mucho texto")
    expect(chat.view.locator("#notice")).to_be_empty()


@pytest.mark.parametrize("text", [
    "<b>hola</b> quiero <i>una taza</i>", "<script>document.title='roto'</script> hola", "<img src=x onerror=alert(1)>",
    "hola &lt;b&gt; &amp; chau", "*hola* https://ceibo.example",
])
def test_marks_in_a_message_are_shown_as_they_were_typed(chat: Chat, text: str) -> None:
    chat.page.on("dialog", lambda dialog: pytest.fail(f"the text ran: {dialog.message}"))
    title = chat.page.title()
    chat.write(text)
    assert chat.messages("mine") == [text]
    assert chat.view.locator(".mine .body *").count() == 0
    assert chat.page.title() == title


def test_marks_that_come_back_in_an_answer_are_shown_as_text(chat: Chat) -> None:
    chat.write("quiero comprar una campera negra talle M, hasta 150 mil pesos, para el 4 de diciembre")
    assert "b onclick=x()>Villa Elisa</b>" in chat.write("<b onclick=x()>Villa Elisa</b>")
    assert chat.view.locator(".theirs b").count() == 0


def test_names_are_bold_and_the_shops_address_is_a_link_of_its_own_tab(chat: Chat) -> None:
    chat.write("¿cómo es la Zapatilla Quebracho?")
    expect(chat.view.locator(".theirs strong")).to_have_text("Zapatilla Quebracho")
    chat.write("¿dónde los encuentro?")
    link = chat.view.get_by_role("link", name="https://www.ceibo.example").first
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


def test_what_was_being_written_is_still_there_after_a_reload(chat: Chat) -> None:
    chat.box.fill("estaba por preguntar una cosa")
    chat.page.reload()
    expect(chat.box).to_have_value("estaba por preguntar una cosa")


def test_the_privacy_notice_opens_and_closes(chat: Chat) -> None:
    chat.view.get_by_role("button", name="Privacidad").click()
    dialog = chat.view.get_by_role("dialog")
    expect(dialog).to_contain_text("privacidad@ceibo.example")
    dialog.get_by_role("button", name="Entendido").click()
    expect(dialog).to_be_hidden()


def test_all_can_be_done_by_keyboard_alone(chat: Chat) -> None:
    keyboard = chat.page.keyboard
    keyboard.type("hola, recién llego")  # the page puts the cursor in the box
    keyboard.press("Enter")
    chat.answer()
    for _ in range(12):
        keyboard.press("Shift+Tab")
        if chat.view.locator(".option:focus").count():
            break
    expect(chat.view.locator(".option:focus")).to_have_text("Otra consulta")
    keyboard.press("Enter")
    assert "con tus palabras" in chat.answer()
    expect(chat.box).to_be_focused()


def test_two_visitors_do_not_see_each_other(open_chat: Callable[..., Chat]) -> None:
    ana, leo = open_chat(), open_chat()
    ana.write("hola, soy Ana y quiero una taza")
    assert leo.messages() == []
