"""A new exercise is a folder and nothing else: listed, checked, shown, judged in a video and coached live."""

import asyncio
import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest
from support.browser.asgi_client import Client, Estimator, Server
from support.cuts import Cut
from support.stick_figures import STANDING, Person

from posecoach.catalog.folders import shipped_folder
from posecoach.cli import main
from posecoach.pose.observation import Observation

SPEC = """
schema_version: 1
id: calf_stretch
posture: standing
leg: nearest
not_for: []
hold:
  target_s: {value: 2, source: ours}
  options_s: [2, 30]
  arm_s: {value: 0.4, source: ours}
  grace_s: {value: 1.0, source: ours}
  max_gap_s: {value: 0.5, source: ours}
  fault_after_s: {value: 0.4, source: ours}
  still_deg_per_s: {value: 20, source: ours}
gates:
  - {id: tall, kind: position, measure: trunk_lean, pass_when: at_most, enter: 25, exit: 30, source: ours}
  - id: back_knee_bent
    kind: fault
    severity: blocking
    measure: knee_flexion
    pass_when: at_most
    enter: 25
    exit: 26
    source: ours
sources: [{title: ours}]
"""
TEXTS = """
schema_version: 1
title: Calf stretch at the wall
name: Calf
summary: Lean against a wall with one leg back.
camera: Stand side-on to the laptop, two metres away.
steps: [Put your hands on the wall., Press the back heel down.]
safety: [Keep it gentle.]
begin: [Face the wall and step one leg back.]
begin_leg: ["Face the wall and step the {leg} leg back."]
gates:
  tall: {reason: body not upright, cues: [Stand tall.]}
  back_knee_bent: {reason: back knee bent, cues: [Straighten the back knee.]}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped exercises and one more."""
    folder = tmp_path / "exercises"
    shutil.copytree(shipped_folder(), folder)
    (folder / "calf_stretch").mkdir()
    (folder / "calf_stretch" / "spec.yaml").write_text(SPEC)
    (folder / "calf_stretch" / "en.yaml").write_text(TEXTS)
    monkeypatch.setenv("POSECOACH_SPECS", str(folder))
    return folder


def posecoach(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    assert (ended.value.code or 0, printed.err) == (0, "")
    return printed.out


def test_it_is_checked_listed_and_shown(folder: Path, capsys: pytest.CaptureFixture[str]):
    checked = posecoach(capsys, "specs", "validate", folder / "calf_stretch")
    assert [line.split(": ")[1] for line in checked.splitlines()] == [
        "calf_stretch, 2 gates",
        "texts, Calf stretch at the wall",
    ]
    assert "\ncalf_stretch " in f"\n{posecoach(capsys, 'specs', 'list')}"
    assert "back_knee_bent (pauses the clock)" in posecoach(capsys, "specs", "show", "calf_stretch")


def test_it_is_judged_in_a_video(capsys: pytest.CaptureFixture[str], model_path: Path, tmp_path: Path):
    files = [part for kind in ("json", "html") for part in (f"--{kind}", tmp_path / f"set.{kind}")]
    short = Cut("no_upright_standing_karl", end_s=3.6, every=2)
    posecoach(capsys, "analyze", short.write(tmp_path), "--stretch", "calf_stretch", *files)
    written = json.loads((tmp_path / "set.json").read_text())
    assert (written["stretch"], written["completed"]) == ("calf_stretch", True)
    assert {gate["id"] for gate in written["timeline"][-1]["gates"]} == {"tall", "back_knee_bent"}
    assert "Calf stretch at the wall" in (tmp_path / "set.html").read_text()


def _page() -> None:
    from posecoach.ui.pages.stretches import stretches_page

    stretches_page()


def test_it_is_on_the_stretches_page(monkeypatch: pytest.MonkeyPatch):
    # The samples show the shipped stretches only, and take long to read.
    monkeypatch.setattr("posecoach.ui.pages.stretches.fault_pairs", lambda spec: ())
    monkeypatch.setattr("posecoach.ui.pages.stretches.demonstration", lambda stretch: None)
    app = AppTest.from_function(_page, default_timeout=30).run()
    assert not app.exception
    assert not app.error
    app.button_group[1].set_value("calf_stretch").run()
    assert [header.value for header in app.header] == ["Calf stretch at the wall"]
    shown = "\n".join(element.value for element in (*app.markdown, *app.warning))
    assert "1. Put your hands on the wall.\n2. Press the back heel down." in shown
    assert "Keep it gentle." in shown
    assert any("back knee bent: pauses the clock" in table.value.to_string() for table in app.table)


class Watching(Estimator):
    """Sees one person, who keeps still."""

    def __init__(self, person: Person) -> None:
        super().__init__()
        self._pose = person.pose()

    def estimate(self, rgb: np.ndarray, t_s: float) -> Observation:
        super().estimate(rgb, t_s)
        return Observation(self._pose)


async def a_set(person: Person, language: str) -> tuple[dict, list[dict], dict]:
    """What the live socket says of a set in which a person keeps still for almost two seconds."""
    server = Server()
    server._open_estimator = lambda: Watching(person)
    client = Client(server)
    client.start(server.sessions.issue(), "calf_stretch", language=language, target_s=0.8)
    begun = await client.receive("session")
    answers = []
    for number in range(20):
        client.frame(number, number / 10)
        answers.append(await client.receive("feedback"))
    client.send('{"type": "stop"}')
    return begun, answers, await client.receive("summary")


def test_it_is_coached_live():
    begun, _, summary = asyncio.run(a_set(STANDING, "de"))
    assert begun["language"] == "de"
    assert begun["sets"][0]["title"] == "Calf stretch at the wall"  # it has no German texts
    assert [one["ended"] for one in summary["sets"]] == ["fertig"]


def test_its_fault_pauses_the_clock_in_its_own_words():
    _, answers, summary = asyncio.run(a_set(replace(STANDING, knee=50, other_knee=50), "en"))
    last = answers[-1]["judged"]
    assert (last["state"], last["faults"], last["valid_s"]) == ("fault", ["back_knee_bent"], 0.0)
    (told,) = summary["sets"]
    assert "back knee bent for" in told["story"]
