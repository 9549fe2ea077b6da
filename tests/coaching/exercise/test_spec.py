"""Spec files: the three that come with the program, and what is said of wrong ones."""

from pathlib import Path

import pytest
import yaml

from posecoach.coaching.exercise.spec import default_folder, find_spec, load_spec, load_specs
from posecoach.coaching.exercise.spec_file import SpecError

STANDING = "standing_hamstring.yaml"


@pytest.fixture
def spec_file(tmp_path: Path) -> Path:
    path = tmp_path / STANDING
    path.write_text((default_folder() / STANDING).read_text())
    return path


def test_the_three_stretches_are_there():
    assert list(load_specs()) == ["lying_hamstring", "seated_hamstring", "standing_hamstring"]


@pytest.mark.parametrize("spec", load_specs().values(), ids=lambda spec: spec.id)
def test_every_stretch_has_what_the_design_promises(spec):
    assert (spec.hold.target_s.value, spec.hold.options_s) == (20, (20, 30))
    assert {gate.id for gate in spec.gates if gate.severity == "blocking"} >= {"knee_bent", "bouncing"}
    rounded = [gate for gate in spec.gates if gate.id == "back_rounded"]
    assert all(gate.severity == "advice" for gate in rounded)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d["gates"][2].update(enter="abc"), "gates[2].enter: expected a number, got 'abc'"),
        (lambda d: d["gates"][2].update(enter=True), "gates[2].enter: expected a number, got True"),
        (
            lambda d: d["gates"][2].update(enter=float("nan")),
            "gates[2].enter: expected a finite number",
        ),
        (lambda d: d.update(colour="red"), "colour: unknown field, take it out or check its spelling"),
        (lambda d: d["gates"][0].pop("source"), "gates[0].source: this field is required"),
        (lambda d: d["gates"][0].update(measure="elbow"), "gates[0].measure: expected one of hip_flexion,"),
        (lambda d: d["gates"][0].update(kind="pose"), "gates[0].kind: expected 'position' or 'fault'"),
        (
            lambda d: d["gates"][0].update(exit=10),
            "gates[0]: expected exit 10 on the forgiving side",
        ),
        (lambda d: d["gates"][0].update(severity="advice"), "gates[0]: expected a severity on a fault gate"),
        (
            lambda d: d["gates"][1].update(id="folded"),
            "expected gate ids that differ, got folded",
        ),
        (
            lambda d: d["gates"][0].update(sure_beyond=0.5),
            "gates[0]: expected sure_beyond below 1 on a gate whose severity is advice",
        ),
        (
            lambda d: d["gates"][0].update(unless={"measure": "reach", "source": "ours"}),
            "gates[0].unless: expected one of at_least and at_most",
        ),
        (lambda d: d["gates"][0].update(cues=[]), "gates[0].cues: expected at least one entry"),
        (
            lambda d: d["hold"]["arm_s"].update(value=-1),
            "hold.arm_s.value: expected a number above 0",
        ),
        (lambda d: d["hold"].update(options_s=[30]), "hold: expected options_s to hold the target of 20 s"),
        (lambda d: d.update(leg="third"), "leg: expected 'nearest', 'extended' or 'raised', got 'third'"),
        (lambda d: d.update(schema_version=2), "schema_version: expected 1, got 2"),
        (lambda d: d.update(id="Standing One"), "id: expected small letters, digits and underscores"),
        (lambda d: d.update(steps="bend"), "steps: expected a list, got 'bend'"),
        (lambda d: d.update(title=""), "title: expected some text, got ''"),
    ],
)
def test_a_mistake_is_named_with_file_field_value_and_expectation(spec_file: Path, change, message: str):
    data = yaml.safe_load(spec_file.read_text())
    change(data)
    spec_file.write_text(yaml.safe_dump(data))
    with pytest.raises(SpecError) as caught:
        load_spec(spec_file)
    text = str(caught.value)
    assert text.startswith(f"{STANDING}: {message}")
    assert "\n" not in text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"gates: [", "is not valid YAML in line 1"),
        (b"- a\n- b\n", "expected a mapping of fields"),
        (b"", "expected a mapping of fields"),
        (b"\xff\xfe\x00", "is not a text file in UTF-8"),
    ],
)
def test_a_file_that_is_no_spec_is_told(tmp_path: Path, content: bytes, message: str):
    path = tmp_path / "wrong.yaml"
    path.write_bytes(content)
    with pytest.raises(SpecError, match=message) as caught:
        load_spec(path)
    assert str(caught.value).startswith("wrong.yaml: ")


def test_a_missing_file_is_told(tmp_path: Path):
    with pytest.raises(SpecError, match=r"none\.yaml: can't be read"):
        load_spec(tmp_path / "none.yaml")


def test_another_folder_by_argument_or_by_variable(
    spec_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    assert list(load_specs(tmp_path)) == ["standing_hamstring"]
    monkeypatch.setenv("POSECOACH_SPECS", str(tmp_path))
    assert list(load_specs()) == ["standing_hamstring"]


def test_an_unknown_stretch_is_told_with_those_that_there_are():
    with pytest.raises(SpecError, match="unknown stretch 'yoga'; expected one of lying_hamstring, seated"):
        find_spec("yoga")


def test_a_folder_without_specs_is_told(tmp_path: Path):
    with pytest.raises(SpecError, match=r"holds no \*\.yaml spec"):
        load_specs(tmp_path)


def test_the_same_id_twice_is_told(spec_file: Path, tmp_path: Path):
    (tmp_path / "zz.yaml").write_text(spec_file.read_text())
    with pytest.raises(SpecError, match="a second time"):
        load_specs(tmp_path)
