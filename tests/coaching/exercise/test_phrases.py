"""What is said in one language: the leg where there is one, wordings in turn, an exercise's own texts."""

import pytest

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.languages import load_phrases
from posecoach.coaching.feedback import CueKind
from posecoach.pose.landmarks import Side

ENGLISH = load_phrases("en")
SPEC = load_specs()["seated_hamstring"]


def test_the_leg_is_named_where_there_is_one():
    assert ENGLISH.cue("side_on", CueKind.FRAMING, Side.RIGHT).text.count("right") == 1
    assert "{" not in ENGLISH.cue("side_on", CueKind.FRAMING).text
    assert load_phrases("de").cue("side_on", CueKind.FRAMING, Side.LEFT).text.count("linke") == 1


@pytest.mark.parametrize(("language", "leg"), [("en", "left"), ("de", "linke"), ("es", "izquierda")])
def test_the_way_into_a_stretch_is_said_in_its_own_texts(language: str, leg: str):
    phrases, texts = load_phrases(language), SPEC.texts_in(language)
    first, again, later = (phrases.begin(SPEC, Side.LEFT, times=times).text for times in range(3))
    assert first == texts.begin_leg[0].format(leg=leg)
    assert again == later == texts.begin_leg[1].format(leg=leg)
    assert phrases.begin(SPEC, None, times=0).text == texts.begin[0]
    assert phrases.title(SPEC) == texts.title


def test_a_language_that_a_stretch_does_not_have_speaks_english():
    only_english = SPEC.model_copy(update={"texts": {"en": SPEC.english}})
    german = load_phrases("de")
    assert german.of_gate(only_english, "knee_bent") == SPEC.english.gates["knee_bent"].cues
    assert german.title(only_english) == SPEC.english.title
