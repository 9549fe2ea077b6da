"""``posecoach specs``: stretches listed, shown and checked."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from support.command_line import SAMPLES, SPECS, STRETCH, Posecoach, left_behind, refused
from support.own_exercises import change as change_file
from support.own_exercises import copy_exercise

from posecoach.catalog.exercises import find_spec, load_specs


class TestSpecs:
    def test_list_names_every_stretch(self, posecoach: Posecoach):
        run = posecoach("specs", "list")
        assert [line.split()[0] for line in run.out.splitlines()] == list(load_specs())

    def test_show_tells_how_what_and_from_where(self, posecoach: Posecoach):
        run = posecoach("specs", "show", "lying_hamstring")
        spec = find_spec("lying_hamstring")
        limits = [f"{gate.id} (" for gate in spec.gates] + [f"{gate.enter:g}" for gate in spec.gates]
        for told in (*limits, "1. Lie on your back", "pauses the clock", "ACSM", "Safety"):
            assert told in run.out

    def test_show_groups_the_limits_of_repetitions_by_position(self, posecoach: Posecoach):
        lines = posecoach("specs", "show", "bridge").out.splitlines()
        titles = ("What is judged throughout", "In the start position: hips on the floor")
        throughout, start = (lines.index(title) for title in titles)
        work = lines.index("In the working position: hips lifted")
        found = {
            gate.id: next(at for at, line in enumerate(lines) if line.startswith(f"  {gate.id} ("))
            for gate in find_spec("bridge").gates
        }
        assert throughout < found["on_your_back"] < start < found["hips_down"] < work < found["hips_up"]
        assert any(line.startswith("  5 or 8 or 12 repetitions") for line in lines)
        assert any(line.startswith("  held for 3 s each") for line in lines)

    def test_validate_says_ok_for_each_file_of_a_folder(self, posecoach: Posecoach):
        run = posecoach("specs", "validate", SPECS)
        assert run.status == 0
        lines = run.out.splitlines()
        assert {line.split()[0] for line in lines} == {"OK"}
        assert len(lines) == len(list(SPECS.rglob("*.yaml")))
        assert f"OK  {SPECS / 'lying_hamstring' / 'spec.yaml'}: lying_hamstring, 9 gates" in lines

    @pytest.mark.parametrize(
        ("path", "told"),
        [
            (
                "lying_hamstring",
                [
                    "lying_hamstring, 9 gates",
                    "Lying hamstring stretch",
                    "Dehnung im Liegen",
                    "Estiramiento de isquiotibiales boca arriba",
                ],
            ),
            ("lying_hamstring/de.yaml", ["texts, Dehnung im Liegen"]),
            ("lying_hamstring/spec.yaml", ["lying_hamstring, 9 gates"]),
            ("voice/de.yaml", ["the language Deutsch"]),
            ("routines/hamstrings_and_back.yaml", ["routine hamstrings_and_back, 6 sets"]),
            (
                "safety",
                [
                    *(f"safety questions in the language {code}" for code in ("de", "en", "es")),
                    "10 safety questions",
                ],
            ),
        ],
    )
    def test_validate_takes_an_exercise_or_any_file(self, posecoach: Posecoach, path: str, told: list[str]):
        run = posecoach("specs", "validate", SPECS / path)
        assert (run.status, run.err) == (0, "")
        assert len(run.out.splitlines()) == len(told)
        assert all(part in run.out for part in told)

    @pytest.mark.parametrize(
        ("file", "change", "told"),
        [
            (
                "spec.yaml",
                lambda spec: spec["gates"][2].update(enter="abc"),
                "standing_hamstring/spec.yaml: gates[2].enter: expected a number, got 'abc'",
            ),
            ("spec.yaml", lambda spec: spec.update(colour="red"), "colour: unknown field"),
            (
                "en.yaml",
                lambda texts: texts["gates"]["folded"].pop("cues"),
                "standing_hamstring/en.yaml: gates.folded.cues: this field is required",
            ),
            ("spec.yaml", lambda spec: spec["gates"][0].update(measure="elbow"), "measure: expected one of"),
            ("spec.yaml", lambda spec: spec["gates"][5].update(exit=10), "gates[5]: expected exit 10"),
            (
                "de.yaml",
                lambda texts: texts.update(begin_leg=["Dreh die {legg} Seite zu mir."]),
                "standing_hamstring/de.yaml: begin_leg[0]: unknown placeholder {legg}; expected {leg}, "
                "got 'Dreh die {legg} Seite zu mir.'",
            ),
        ],
        ids=["wrong type", "unknown key", "no cue", "unknown measure", "wrong side", "placeholder"],
    )
    @pytest.mark.parametrize("by", ["validate", "analyze"])
    def test_a_mistake_in_one_line(
        self,
        posecoach: Posecoach,
        tmp_path: Path,
        file: str,
        change: Callable[[dict], None],
        told: str,
        by: str,
    ):
        folder = copy_exercise("standing_hamstring", tmp_path)
        change_file(folder / file, change)
        if by == "validate":
            run = posecoach("specs", "validate", folder / file)
            refused(run, told)
            whole = posecoach("specs", "validate", folder)
            assert (whole.status, whole.err) == (2, run.err)
        else:
            clip = SAMPLES / "standing_good_ben.mp4"
            refused(posecoach("analyze", clip, *STRETCH, "--specs", tmp_path, "--json", "set.json"), told)
        assert left_behind(tmp_path) == [folder.name]

    def test_bad_yaml(self, posecoach: Posecoach, tmp_path: Path):
        (tmp_path / "mine.yaml").write_text("id: [unclosed\ntitle: x")
        refused(posecoach("specs", "validate", "mine.yaml"), "mine.yaml", "not valid YAML")

    def test_a_spec_outside_of_a_folder_is_reported_how_to_move(self, posecoach: Posecoach, tmp_path: Path):
        (tmp_path / "calf_stretch.yaml").write_text("id: calf_stretch")
        for command in (("validate", "."), ("validate", "calf_stretch.yaml"), ("list", "--specs", ".")):
            refused(posecoach("specs", *command), "move what judges to calf_stretch/spec.yaml")

    def test_each_wrong_file_gets_a_line(self, posecoach: Posecoach, tmp_path: Path):
        for name in ("standing_hamstring", "seated_hamstring"):
            change_file(copy_exercise(name, tmp_path) / "spec.yaml", lambda spec: spec.pop("leg"))
        change_file(copy_exercise("lying_hamstring", tmp_path) / "de.yaml", lambda texts: texts.update(a=1))
        run = posecoach("specs", "validate", tmp_path)
        assert run.status == 2
        assert [line.split(": ")[1] for line in run.err.splitlines()] == [
            "lying_hamstring/de.yaml",
            "seated_hamstring/spec.yaml",
            "standing_hamstring/spec.yaml",
        ]
        assert len(run.out.splitlines()) == 3

    def test_a_wrong_voice_routine_and_safety_file(self, posecoach: Posecoach, tmp_path: Path):
        for name in ("voice", "routines", "safety"):
            shutil.copytree(SPECS / name, tmp_path / name)
        change_file(tmp_path / "voice" / "de.yaml", lambda voice: voice["reasons"].pop("gap"))
        routine = tmp_path / "routines" / "hamstrings_and_back.yaml"
        change_file(routine, lambda plan: plan["sets"][1].update(stretch="yoga"))
        change_file(tmp_path / "safety" / "de.yaml", lambda texts: texts["answers"].pop("ask_first"))
        run = posecoach("specs", "validate", tmp_path)
        assert run.status == 2
        assert run.err.splitlines() == [
            "posecoach: routines/hamstrings_and_back.yaml: sets[1].stretch: expected one of "
            f"{', '.join(sorted(load_specs()))}, got 'yoga'",
            "posecoach: safety/de.yaml: expected answers to have ask_first",
            "posecoach: voice/de.yaml: expected reasons to have gap",
        ]

    @pytest.mark.parametrize("command", [("list",), ("validate", ".")])
    def test_a_folder_without_specs(self, posecoach: Posecoach, tmp_path: Path, command: tuple[str, ...]):
        where = ("--specs", tmp_path) if command == ("list",) else ()
        refused(posecoach("specs", *command, *where), "holds no exercise")
