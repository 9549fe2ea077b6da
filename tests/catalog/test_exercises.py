"""The exercises' folders: the ones that come with the program, and what is said of wrong ones."""

import re
from pathlib import Path

import pytest
from support.own_exercises import change, copy_exercise

from posecoach.catalog.checks import files_to_check
from posecoach.catalog.exercise_texts import texts_of
from posecoach.catalog.exercises import find_spec, load_spec, load_specs
from posecoach.catalog.folders import shipped_folder
from posecoach.catalog.languages import languages
from posecoach.catalog.yaml_files import SpecError
from posecoach.translation import in_language

STANDING = "standing_hamstring"
# Of messages, not of fields and of what a wrong file says.
ENGLISH_WORDS = re.compile(r"\b(?:expected|got|unknown|this|of|or|has|and)\b")


@pytest.fixture
def exercise(tmp_path: Path) -> Path:
    return copy_exercise(STANDING, tmp_path)


def mistake(folder: Path) -> str:
    """What is said of a wrong exercise in English; in the other languages nothing of it is English."""
    said = {}
    for language in languages():
        with in_language(language), pytest.raises(SpecError) as caught:
            load_spec(folder)
        said[language] = str(caught.value)
        assert "\n" not in said[language]
    english = said.pop("en")
    for text in said.values():
        assert text != english
        assert ENGLISH_WORDS.findall(text) == [], text
    return english


def test_the_shipped_exercises_are_those_that_have_a_folder():
    folders = sorted(path.parent.name for path in shipped_folder().glob("*/spec.yaml"))
    assert list(load_specs()) == folders
    assert STANDING in folders


@pytest.mark.parametrize("stretch", ["standing_hamstring", "seated_hamstring", "lying_hamstring"])
def test_a_hamstring_stretch_has_what_the_design_promises(stretch: str):
    spec = find_spec(stretch)
    assert (spec.hold.target_s.value, spec.hold.options_s) == (20, (20, 30))
    assert {gate.id for gate in spec.gates if gate.severity == "blocking"} >= {"knee_bent", "bouncing"}
    rounded = [gate for gate in spec.gates if gate.id == "back_rounded"]
    assert all(gate.severity == "advice" for gate in rounded)


@pytest.mark.parametrize("spec", load_specs().values(), ids=lambda spec: spec.id)
@pytest.mark.parametrize("language", sorted({*languages()} - {"en"}))
def test_a_shipped_stretch_is_translated_whole(spec, language: str):
    texts, english = spec.texts[language].model_dump(), spec.english.model_dump()
    assert texts.keys() == english.keys()
    assert texts["gates"].keys() == english["gates"].keys() == {gate.id for gate in spec.gates}
    for field in ("title", "name", "summary", "camera", "steps", "safety", "begin", "begin_leg"):
        assert texts[field] != english[field], field
    assert (texts["norm"] is None) == (english["norm"] is None)
    for id_, gate in english["gates"].items():
        assert texts["gates"][id_]["reason"] != gate["reason"]
        assert len(texts["gates"][id_]["cues"]) == len(gate["cues"])
    for part, said in (english["movement"] or {}).items():
        assert texts["movement"][part] != said
        assert isinstance(said, str) or len(texts["movement"][part]) == len(said)


# After which words a leg's word may stand: linke after an article, izquierda after a feminine noun.
BEFORE_A_LEG = {"de": {"das", "die"}, "es": {"pierna", "rodilla"}}


@pytest.mark.parametrize("spec", load_specs().values(), ids=lambda spec: spec.id)
@pytest.mark.parametrize("language", sorted({*languages()} - {"en"}))
def test_a_leg_is_named_where_its_word_fits_the_grammar(spec, language: str):
    before = re.findall(r"(\w+) \{leg\}", " ".join(spec.texts[language].begin_leg))
    assert before
    assert {word.lower() for word in before} <= BEFORE_A_LEG[language]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    "gate", ["on_your_back", "hips_on_floor", "head_lifted", "other_leg_lifted", "bouncing"]
)
def test_the_same_mistake_is_called_the_same_in_every_exercise(gate: str, language: str):
    gates = [spec.texts[language].gates for spec in load_specs().values()]
    assert len({one[gate].reason for one in gates if gate in one}) == 1
    if gate != "other_leg_lifted":  # which is a foot where the knees are bent
        assert len({one[gate].cues[0] for one in gates if gate in one}) == 1


def stricter(none_at: float, all_at: float) -> dict[str, object]:
    return {"measure": "reach", "by": 1, "none_at": none_at, "all_at": all_at, "source": "ours"}


@pytest.mark.parametrize(
    ("how", "message"),
    [
        (lambda d: d["gates"][2].update(enter="abc"), "gates[2].enter: expected a number, got 'abc'"),
        (lambda d: d["gates"][2].update(enter=True), "gates[2].enter: expected a number, got True"),
        (
            lambda d: d["gates"][2].update(enter=float("nan")),
            "gates[2].enter: expected a finite number",
        ),
        (lambda d: d.update(colour="red"), "colour: unknown field, take it out or check its spelling"),
        (lambda d: d["gates"][0].update(cues=["Up."]), "gates[0].cues: unknown field"),
        (lambda d: d["gates"][0].pop("source"), "gates[0].source: this field is required"),
        (lambda d: d["gates"][0].update(measure="elbow"), "gates[0].measure: expected one of hip_flexion,"),
        (
            lambda d: d["gates"][0].update(kind="pose"),
            "gates[0].kind: expected 'position' or 'fault', got 'pose'",
        ),
        (lambda d: d["gates"][0].update(exit=10), "gates[0]: expected exit 10 on the forgiving side"),
        (lambda d: d["gates"][0].update(severity="advice"), "gates[0]: expected a severity on a fault gate"),
        (lambda d: d["gates"][1].update(id="folded"), "expected gate ids that differ, got folded"),
        (
            lambda d: d["gates"][1].update(id="near_limit"),
            "gates[1].id: expected an id that is not one of the coach's own reasons or states, got 'near_",
        ),
        (
            lambda d: d["gates"][0].update(sure_beyond=0.5),
            "gates[0]: expected sure_beyond below 1 on a gate whose severity is advice",
        ),
        (
            lambda d: d["gates"][0].update(stricter=stricter(90, 60)),
            "gates[0]: expected stricter on a gate whose severity is advice",
        ),
        (
            lambda d: d["gates"][0].update(stricter=stricter(90, 90)),
            "gates[0].stricter: expected all_at and none_at to differ",
        ),
        (
            lambda d: d["gates"][0].update(unless={"measure": "reach", "source": "ours"}),
            "gates[0].unless: expected one of at_least and at_most",
        ),
        (lambda d: d["hold"]["arm_s"].update(value=-1), "hold.arm_s.value: expected a number above 0"),
        (lambda d: d["hold"].update(options_s=[30]), "hold: expected options_s to hold the target of 20 s"),
        (
            lambda d: d["hold"].update(options_s=[20, "x"]),
            "hold.options_s[1]: expected a number, got 'x'",
        ),
        (lambda d: d.update(leg="third"), "leg: expected 'nearest', 'extended', 'raised' or 'bent', got"),
        (
            lambda d: d.update(posture="kneeling"),
            "posture: expected 'standing', 'seated', 'all_fours', 'lying',",
        ),
        (lambda d: d.pop("not_for"), "not_for: this field is required"),
        (
            lambda d: d.update(not_for=["sitting"]),
            "not_for[0]: expected 'bending', 'extension', 'hip_replacement' or 'pregnancy', got 'sitting'",
        ),
        (lambda d: d.update(schema_version=2), "schema_version: expected 1, got 2"),
        (lambda d: d.update(id="Standing One"), "id: expected small letters, digits and underscores"),
        (lambda d: d.update(id="standing"), f"id: expected '{STANDING}', the name of its folder"),
        (lambda d: d.update(gates="bend"), "gates: expected a list, got 'bend'"),
        (lambda d: d.update(gates=[]), "gates: expected at least one entry"),
        (lambda d: d.update(gates=["knee"]), "gates[0]: expected a mapping of fields, got 'knee'"),
    ],
)
def test_a_mistake_in_a_spec_is_named_with_file_field_value_and_expectation(
    exercise: Path, how, message: str
):
    change(exercise / "spec.yaml", how)
    refusal = mistake(exercise)
    assert refusal.startswith(f"{STANDING}/spec.yaml: {message}")
    assert " more)" not in refusal


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    ("how", "message"),
    [
        (lambda d: d.update(title=""), "title: expected some text, got ''"),
        (lambda d: d.update(steps="bend"), "steps: expected a list, got 'bend'"),
        (lambda d: d.update(steps=["Bend.", 3]), "steps[1]: expected text, got 3"),
        (lambda d: d.update(colour="red"), "colour: unknown field, take it out or check its spelling"),
        (lambda d: d.update(gates=["x"]), "gates: expected a mapping of fields, got a list"),
        (
            lambda d: d["gates"].update(folded="deep"),
            "gates.folded: expected a mapping of fields, got 'deep'",
        ),
        (lambda d: d["gates"]["folded"].update(cues=[]), "gates.folded.cues: expected at least one entry"),
        (
            lambda d: d["gates"].update(foldd=d["gates"].pop("folded")),
            "gates.foldd: unknown gate; expected one of on_your_feet, leaning_forward, folded,",
        ),
        (
            lambda d: d["begin_leg"].append("Turn your {leggs} side."),
            "begin_leg[2]: unknown placeholder {leggs}; expected {leg}, got 'Turn your {leggs} side.'",
        ),
        (
            lambda d: d["begin_leg"].append("Turn your left side."),
            "begin_leg[2]: expected the placeholder {leg}, got 'Turn your left side.'",
        ),
        (
            lambda d: d["begin"].append("Turn your {leg} side."),
            "begin[2]: unknown placeholder {leg}; this text has none",
        ),
        (
            lambda d: d["gates"]["folded"].update(cues=["Bend the {leg} knee."]),
            "gates.folded.cues[0]: unknown placeholder {leg}; this text has none",
        ),
        (
            lambda d: d["begin_leg"].append("Turn your {leg side."),
            "begin_leg[2]: expected braces in pairs, as in {leg}",
        ),
    ],
)
def test_a_mistake_in_texts_is_named_as_precisely_as_in_a_spec(
    exercise: Path, language: str, how, message: str
):
    change(exercise / f"{language}.yaml", how)
    assert mistake(exercise).startswith(f"{STANDING}/{language}.yaml: {message}")


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(
    ("how", "message"),
    [
        (lambda d: d.pop("summary"), "summary: this field is required"),
        (lambda d: d["gates"].pop("folded"), "gates.folded: this gate of the exercise has no texts"),
        (lambda d: d["gates"]["folded"].pop("cues"), "gates.folded.cues: this field is required"),
    ],
)
def test_every_language_must_be_whole(exercise: Path, language: str, how, message: str):
    change(exercise / f"{language}.yaml", how)
    assert mistake(exercise).startswith(f"{STANDING}/{language}.yaml: {message}")


def test_a_language_that_an_exercise_lacks_is_english_throughout(exercise: Path):
    (exercise / "de.yaml").unlink()
    spec = load_spec(exercise)
    assert not spec.speaks("de")
    assert spec.texts_in("de") is spec.english
    with in_language("de"):
        assert texts_of(spec) is spec.english


def test_an_exercise_is_named_in_the_language_of_the_program():
    with in_language("de"):
        assert texts_of(find_spec(STANDING)).title == "Dehnung im Stehen"


def test_without_english_texts_there_is_no_exercise(exercise: Path):
    (exercise / "en.yaml").unlink()
    assert mistake(exercise) == f"{STANDING}: has no en.yaml; add the English texts"


def test_a_file_that_is_no_language_is_named(exercise: Path):
    (exercise / "notes.yaml").write_text("mine: true")
    assert mistake(exercise).startswith(f"{STANDING}/notes.yaml: expected spec.yaml, or a name of the two")


def test_own_exercises_are_added_by_argument_or_by_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    builtin = set(load_specs())
    copy_exercise(STANDING, tmp_path, "calf_stretch")
    for own in (tmp_path, None):
        assert list(load_specs(own)) == sorted({*builtin, "calf_stretch"})
        monkeypatch.setenv("POSECOACH_SPECS", str(tmp_path))


def test_an_own_exercise_stands_for_the_built_in_one_of_its_id(exercise: Path, tmp_path: Path):
    change(exercise / "spec.yaml", lambda spec: spec["hold"]["arm_s"].update(value=0.75))
    (exercise / "de.yaml").unlink()
    own, builtin = find_spec(STANDING, tmp_path), find_spec(STANDING)
    assert (own.hold.arm_s.value, builtin.hold.arm_s.value) == (0.75, 0.6)
    assert own.texts_in("de") == own.english  # nothing is mixed in of the other


@pytest.mark.parametrize("word", ["off", "OFF", "no", "0", "false"])
def test_the_built_in_exercises_can_be_left_out(
    exercise: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str
):
    monkeypatch.setenv("POSECOACH_BUILTIN", word)
    assert list(load_specs(tmp_path)) == [STANDING]
    assert len(load_specs()) > 1  # there is nothing else


@pytest.mark.parametrize("word", ["on", "", "yes"])
def test_they_are_there_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str):
    monkeypatch.setenv("POSECOACH_BUILTIN", word)
    copy_exercise(STANDING, tmp_path, "calf_stretch")
    assert {"calf_stretch", STANDING} <= load_specs(tmp_path).keys()


def test_a_folder_with_a_voice_alone_has_no_exercise_to_add(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "voice").mkdir()
    assert load_specs(tmp_path) == load_specs()
    monkeypatch.setenv("POSECOACH_BUILTIN", "off")
    with pytest.raises(
        SpecError, match="POSECOACH_BUILTIN leaves out the built-in ones; add an exercise, or"
    ):
        load_specs(tmp_path)


def test_a_file_that_changes_is_read_again(exercise: Path):
    assert load_spec(exercise).hold.arm_s.value == 0.6
    change(exercise / "spec.yaml", lambda spec: spec["hold"]["arm_s"].update(value=0.75))
    assert load_spec(exercise).hold.arm_s.value == 0.75


def test_an_unknown_stretch_is_named_with_those_that_there_are():
    with pytest.raises(SpecError, match="unknown stretch 'yoga'; expected one of bird_dog, bottom_to"):
        find_spec("yoga")


def test_a_folder_without_exercises_is_refused(tmp_path: Path):
    (tmp_path / "pictures").mkdir()
    with pytest.raises(SpecError, match=r"holds no exercise, a folder with a spec\.yaml; name a folder"):
        load_specs(tmp_path)


def test_a_folder_of_texts_without_a_spec_is_refused(exercise: Path, tmp_path: Path):
    (exercise / "spec.yaml").unlink()
    with pytest.raises(SpecError, match=f"{STANDING}: has no spec.yaml; add one"):
        load_specs(tmp_path)


def test_a_flat_folder_of_an_earlier_version_says_how_to_convert_it(exercise: Path, tmp_path: Path):
    (tmp_path / "calf_stretch.yaml").write_text("id: calf_stretch")
    with pytest.raises(
        SpecError,
        match=r"calf_stretch\.yaml: an exercise is a folder; move what judges to calf_stretch/spec\.yaml, "
        r"and the texts .* to calf_stretch/en\.yaml",
    ):
        load_specs(tmp_path)


def test_hidden_files_are_ignored_wherever_they_lie(exercise: Path):
    hidden = b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X\xb0"
    for place in (exercise, exercise.parent):
        (place / "._own_morning.yaml").write_bytes(hidden)
        (place / ".#spec.yaml").symlink_to("me@here.1234")  # an editor's lock
    stray = exercise.parent / ".Trash"
    stray.mkdir()
    (stray / "old.yaml").write_bytes(hidden)
    assert load_specs(exercise.parent) == load_specs()
    assert not [path for path in files_to_check(exercise.parent) if path.name.startswith(".")]
