"""Exercises that have no texts in the program's language: the page says so and offers their English ones.

Never a mixture: an exercise is shown, and a session is spoken, in one language from beginning to end.
"""

from collections.abc import Iterable

import streamlit as st

from posecoach.catalog.exercise_texts import texts_of
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.exercise.texts import ExerciseTexts
from posecoach.translation import ENGLISH, language
from posecoach.translation import translate as _


def texts_to_show(spec: StretchSpec) -> ExerciseTexts | None:
    """The texts of an exercise; None where they are only in English and the person hasn't asked for it."""
    if spec.speaks(language()):
        return texts_of(spec)
    st.info(_("This exercise isn't available in your language yet."), icon=":material/translate:")
    if st.toggle(_("Show it in English"), key=f"english_{spec.id}"):
        return spec.english
    return None


def session_language(specs: Iterable[StretchSpec]) -> str | None:
    """The language of a session: the program's where all its exercises have it.

    Returns:
        The language; None where it could only be English, and the person hasn't asked for it.
    """
    missing = dict.fromkeys(texts_of(spec).title for spec in specs if not spec.speaks(language()))
    if not missing:
        return language()
    st.info(
        _("Not available in your language yet: {exercises}.").format(exercises=", ".join(missing)),
        icon=":material/translate:",
    )
    return ENGLISH if st.toggle(_("Do the session in English")) else None
