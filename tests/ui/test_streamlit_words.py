"""Streamlit's own words in other languages; the pages in a browser are in tests/end_to_end."""

import re

import pytest
from support.streamlit_texts import bundle

from posecoach.translation import in_language
from posecoach.ui.streamlit_words import INSTEAD, STREAMLIT, words

# Texts that Streamlit puts together, by their pieces; those with placeholders are cut there.
PIECES = {
    "Press Enter to apply": ("Press Enter to ", "apply"),
    "Press Enter to submit form": ("Press Enter to ", "submit form"),
    "Error:": ("Error: ",),
    "{count} option available.": ("optionCount)} option`", " available."),
    "{count} options available.": ("optionCount)} options`", " available."),
    "File must be {size} or smaller.": ("File must be ", " or smaller."),
    "You have requested page /{page}, but no corresponding file was found in the app's pages/ directory. "
    "Running the app's main page.": (
        "You have requested page /",
        ", but no corresponding file was found in the app's pages/ directory",
        ". Running the app's main page.",
    ),
    "The page that you have requested does not seem to exist. Running the app's main page.": (
        "`The page that you have requested does not seem to exist`",
        ". Running the app's main page.",
    ),
}


@pytest.mark.parametrize("text", [*STREAMLIT, *INSTEAD])
def test_streamlit_still_says_it_in_these_words(text: str):
    pieces = PIECES.get(text) or [piece for piece in re.split(r"\{\w+\}", text) if piece]
    assert [piece for piece in pieces if piece not in bundle()] == []


@pytest.mark.parametrize("language", ["de", "es"])
def test_people_read_none_of_it_in_english(language: str):
    same_in_both = {"System", "Error", "Error:"}
    with in_language(language):
        assert {text for text, said in words().items() if text == said} <= same_in_both


def test_what_is_for_developers_has_words_for_people_in_english_too():
    assert all("Streamlit" not in words()[text] for text in INSTEAD)
