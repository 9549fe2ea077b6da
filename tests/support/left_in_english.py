"""Texts of a page that a catalogue would have translated."""

from streamlit.testing.v1 import AppTest

from tools import translations


def left_in_english(app: AppTest, language: str) -> set[str]:
    """The texts on a page that are English though the language has a translation of them."""
    translated = {
        message.id
        for message in translations.read(language)
        if isinstance(message.id, str) and message.id and message.string != message.id
    }
    return shown(app) & translated


def shown(app: AppTest) -> set[str]:
    """Every text, label and option of a page."""
    texts: set[str] = set()
    for element in app.main:
        for name in ("value", "label", "body", "help", "placeholder"):
            text = getattr(element, name, None)
            texts |= {text} if isinstance(text, str) else set()
        texts |= {str(option) for option in getattr(element, "options", None) or ()}
    for table in app.table:
        texts |= {str(column) for column in table.value.columns}
        texts |= {str(cell) for row in table.value.itertuples(index=False) for cell in row}
    return texts
