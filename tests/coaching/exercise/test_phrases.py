"""The languages: whole, and speaking of every gate."""

import string
from pathlib import Path

import pytest
import yaml

from posecoach.coaching.exercise.phrases import Phrases, languages, load_phrases, pick_language
from posecoach.coaching.exercise.spec import load_specs, shipped_folder
from posecoach.coaching.exercise.spec_file import SpecError, read_model
from posecoach.coaching.feedback import CueKind
from posecoach.pose.landmarks import Side

VOICE = shipped_folder() / "voice"
ENGLISH = load_phrases("en")


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", languages())
def test_a_language_has_all_that_english_has(language: str):
    phrases = load_phrases(language)
    assert phrases.language == language
    assert phrases.cues.keys() == ENGLISH.cues.keys()
    assert phrases.screen.keys() == ENGLISH.screen.keys()
    for id_, texts in ENGLISH.cues.items():
        assert {frozenset(fields(text)) for text in phrases.cues[id_]} == {
            frozenset(fields(text)) for text in texts
        }
    for id_, text in ENGLISH.screen.items():
        assert fields(phrases.screen[id_]) == fields(text)


@pytest.mark.parametrize("language", set(languages()) - {"en"})
def test_a_translation_speaks_of_every_stretch_and_gate(language: str):
    phrases = load_phrases(language)
    for spec in load_specs().values():
        words = phrases.stretches[spec.id]
        assert words.title
        assert words.gates.keys() == {gate.id for gate in spec.gates}
        for gate in spec.gates:
            assert len(phrases.of_gate(spec, gate.id)) == len(gate.cues)


def test_cues_are_short_enough_to_be_listened_to():
    for language in languages():
        phrases = load_phrases(language)
        for texts in phrases.cues.values():
            assert all(len(text.split()) <= 14 for text in texts)


def test_a_stretch_without_words_of_its_own_speaks_its_spec():
    spec = load_specs()["seated_hamstring"].model_copy(update={"id": "mine", "title": "My own"})
    cue = ENGLISH.begin(spec, Side.LEFT, times=0)
    assert cue.text == f"My own. {spec.steps[0]}"
    assert ENGLISH.of_gate(spec, "knee_bent") == next(
        gate.cues for gate in spec.gates if gate.id == "knee_bent"
    )


def test_the_leg_is_named_where_there_is_one():
    assert ENGLISH.cue("side_on", CueKind.FRAMING, Side.RIGHT).text.count("right") == 1
    assert load_phrases("de").cue("side_on", CueKind.FRAMING, Side.LEFT).text.count("linke") == 1


@pytest.mark.parametrize(
    ("locale", "language"),
    [("de-AT", "de"), ("DE", "de"), ("en-GB", "en"), ("fr", "en"), (None, "en"), ("", "en")],
)
def test_the_browsers_language_is_taken_where_there_is_one(locale: str | None, language: str):
    assert pick_language(locale) == language


def test_an_unknown_language_is_told():
    with pytest.raises(SpecError, match="unknown language 'xx'; expected one of de, en"):
        load_phrases("xx")


def test_a_language_that_lacks_a_cue_is_told_which(tmp_path: Path):
    data = yaml.safe_load((VOICE / "en.yaml").read_text("utf-8"))
    del data["cues"]["done"]
    (tmp_path / "en.yaml").write_text(yaml.safe_dump(data))
    with pytest.raises(SpecError, match=r"en\.yaml: expected cues to have done"):
        read_model(tmp_path / "en.yaml", Phrases)
