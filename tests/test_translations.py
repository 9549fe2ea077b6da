"""The catalogues: every text of the program is in every language, with the same placeholders."""

from datetime import date
from string import Formatter

import pytest
from babel.messages.catalog import Message

from posecoach.catalog.languages import languages
from posecoach.translation import (
    catalogues,
    format_date,
    format_number,
    format_share,
    in_language,
    language,
    translate,
    translate_plural,
    use_language,
)
from tools import translations

LANGUAGES = sorted(translations.files())
# The modules whose texts are the reasons of the live socket.
CLOSES = {f"posecoach/ui/live/{name}.py" for name in ("frames", "guards", "sessions", "socket", "wire")}


def texts(message: Message) -> list[tuple[str, str]]:
    """Every English text of a message with its translation; of plural forms, those for many."""
    if isinstance(message.id, str):
        return [(message.id, str(message.string))]
    one, *many = message.string
    return [(message.id[0], one), *((message.id[1], form) for form in many)]


def placeholders(text: str) -> set[str]:
    return {f"{name}!{shape}" for _, name, shape, _ in Formatter().parse(text) if name is not None}


def test_the_languages_are_those_of_the_voice():
    assert catalogues() >= {"de", "es", "en"}
    assert set(LANGUAGES) <= catalogues()
    assert set(languages()) <= catalogues()


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_text_of_the_program_is_translated(code: str):
    asked = {message.id for message in translations.extracted() if message.id}
    catalogue = translations.read(code)
    there = {message.id for message in catalogue if message.id}
    assert sorted(map(str, asked - there)) == [], "not in the catalogue; run: make translations"
    assert sorted(map(str, there - asked)) == [], "no longer in the program; run: make translations"
    assert not catalogue.obsolete
    assert [message.id for message in translations.untranslated(catalogue)] == []
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_translation_fills_in_what_the_text_does(code: str):
    catalogue = translations.read(code)
    for message in catalogue:
        if not message.id:
            continue
        assert list(message.check(catalogue)) == [], message.id
        for english, translated in texts(message):
            assert placeholders(translated) <= placeholders(english) | placeholders(texts(message)[-1][0])
            if "{count}" not in english:
                assert placeholders(translated) == placeholders(english), english
            edges = [text[: len(text) - len(text.lstrip())] for text in (english, translated)]
            assert edges[0] == edges[1], f"{english!r} begins differently"


@pytest.mark.parametrize("code", LANGUAGES)
def test_why_a_socket_closes_fits_its_close_message(code: str):
    reasons = [
        str(message.string).format(most=4096) if "{most}" in str(message.string) else str(message.string)
        for message in translations.read(code)
        if {path for path, _ in message.locations} & CLOSES
    ]
    assert len(reasons) > 10
    assert [text for text in reasons if len(text.encode()) > 123] == []


def test_texts_follow_the_language_within_its_block_only():
    assert translate("Progress") == "Progress"
    with in_language("de"):
        assert (language(), translate("Progress")) == ("de", "Fortschritt")
        with in_language("es"):
            assert translate("Progress") == "Progreso"
        assert translate("Progress") == "Fortschritt"
    assert language() == "en"


def test_a_language_without_a_catalogue_is_english():
    with in_language("de"):
        use_language("xx")
        assert translate("Progress") == "Progress"


@pytest.mark.parametrize("text", ["", "No one has translated this sentence."])
def test_what_is_in_no_catalogue_stays_as_it_is(text: str):
    with in_language("de"):
        assert translate(text) == text
        assert translate_plural("one thing", "{count} things", 2) == "{count} things"


@pytest.mark.parametrize(
    ("code", "number", "share", "day"),
    [
        ("en", "1,234.50", "50%", "26 Nov 2026"),
        ("de", "1.234,50", "50\N{NO-BREAK SPACE}%", "26.11.2026"),
        ("es", "1.234,50", "50\N{NO-BREAK SPACE}%", "26 nov 2026"),
    ],
)
def test_numbers_and_dates_are_written_as_people_write_them(code: str, number: str, share: str, day: str):
    with in_language(code):
        assert format_number(1234.5, 2) == number
        assert format_share(0.5) == share
        assert format_date(date(2026, 11, 26)) == day
