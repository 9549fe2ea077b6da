"""The languages: whole, alike in their placeholders, and speaking of every exercise."""

from pathlib import Path

import pytest
from support.own_exercises import change

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.folders import shipped_folder
from posecoach.catalog.languages import languages, load_phrases, pick_language, read_phrases
from posecoach.catalog.yaml_files import SpecError
from posecoach.coaching.reasons import Reason

ENGLISH = load_phrases("en")


@pytest.fixture
def german(tmp_path: Path) -> Path:
    path = tmp_path / "voice" / "de.yaml"
    path.parent.mkdir()
    path.write_bytes((shipped_folder() / "voice" / "de.yaml").read_bytes())
    return path


@pytest.mark.parametrize("language", languages())
def test_every_reason_has_its_words(language: str):
    reasons = load_phrases(language).reasons
    for reason in Reason:
        assert reasons[reason], reason
        assert "_" not in reasons[reason]
    assert language == "en" or not [id_ for id_ in Reason if reasons[id_] == ENGLISH.reasons[id_]]


@pytest.mark.parametrize("language", languages())
def test_every_gate_of_every_exercise_has_its_words(language: str):
    for spec in load_specs().values():
        for gate in spec.gates:
            texts = spec.texts_in(language).gates[gate.id]
            assert texts.reason
            assert load_phrases(language).of_gate(spec, gate.id) == texts.cues


@pytest.mark.parametrize("language", languages())
def test_what_is_spoken_is_short_enough_to_be_listened_to(language: str):
    spoken = [text for texts in load_phrases(language).cues.values() for text in texts]
    for spec in load_specs().values():
        spoken += [text for gate in spec.texts_in(language).gates.values() for text in gate.cues]
    assert not [text for text in spoken if len(text.split()) > 14]


@pytest.mark.parametrize("language", sorted({*languages()} - {"en"}))
def test_the_live_page_is_translated_whole(language: str):
    phrases = load_phrases(language)
    alike = {id_ for id_, text in phrases.screen.items() if text == ENGLISH.screen[id_]}
    assert alike <= ({"start"} if language == "de" else set())  # the same word
    assert not [state for state, text in phrases.states.items() if text == ENGLISH.states[state]]
    assert not [id_ for id_, said in phrases.cues.items() if said == ENGLISH.cues[id_] != ("{number}.",)]
    assert not [id_ for id_, said in phrases.cues.items() if len(said) != len(ENGLISH.cues[id_])]


@pytest.mark.parametrize(
    ("how", "message"),
    [
        (lambda d: d["cues"].pop("done"), "expected cues to have done"),
        (lambda d: d["cues"].update(dnoe=["Fertig."]), r"cues\.dnoe: unknown field"),
        (lambda d: d["cues"].update(done="Fertig."), r"cues\.done: expected a list, got 'Fertig\.'"),
        (
            lambda d: d["cues"].update(rest=["{seconds} s Pause. Danach: {titel}."]),
            r"cues\.rest\[0\]: unknown placeholder \{titel\}; expected \{seconds\}, \{title\}",
        ),
        (
            lambda d: d["cues"].update(side_on_leg=["Dreh dich."]),
            r"cues\.side_on_leg\[0\]: expected the placeholder \{leg\}",
        ),
        (lambda d: d["reasons"].pop("too_early"), "expected reasons to have too_early"),
        (lambda d: d["reasons"].update(lazy="faul"), r"reasons\.lazy: unknown field"),
        (lambda d: d["legs"].pop("left"), "expected legs to have left"),
        (lambda d: d["screen"].pop("stop"), r"screen\.stop: this field is required"),
        (lambda d: d["screen"].update(stopp="Ende"), r"screen\.stopp: unknown field"),
        (
            lambda d: d["screen"].update(leg="Bein {log}"),
            r"screen\.leg: expected the placeholders of the English '\{leg\} leg', got 'Bein \{log\}'",
        ),
        (lambda d: d.update(language="fr"), "language: expected 'de', the name of its file, got 'fr'"),
    ],
)
def test_a_mistake_in_a_language_is_named_with_its_place(german: Path, how, message: str):
    change(german, how)
    with pytest.raises(SpecError, match=f"^voice/de.yaml: {message}"):
        read_phrases(german)


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("de-AT", "de"),
        ("DE", "de"),
        ("es-MX", "es"),
        ("en-GB", "en"),
        ("fr", "en"),
        (None, "en"),
        ("", "en"),
        ("es,en;q=0.9", "es"),
    ],
)
def test_the_browsers_language_is_taken_where_there_is_one(locale: str | None, language: str):
    assert pick_language(locale) == language


def test_an_unknown_language_is_named():
    with pytest.raises(SpecError, match=r"unknown language 'xx'; expected one of de, en, es$"):
        load_phrases("xx")


def test_own_exercises_may_bring_their_own_voice(german: Path, monkeypatch: pytest.MonkeyPatch):
    change(german, lambda voice: voice["cues"].update(done=["Fertig."]))
    monkeypatch.setenv("POSECOACH_SPECS", str(german.parents[1]))
    assert languages() == ("de", "en", "es")
    assert load_phrases("de").cues["done"] == ("Fertig.",)
    assert load_phrases("en") == ENGLISH
    monkeypatch.setenv("POSECOACH_BUILTIN", "off")
    assert languages() == ("de",)
    german.unlink()
    assert languages() == ("de", "en", "es")  # without a voice there is no coach
