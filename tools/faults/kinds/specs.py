"""Exercises, their texts, voices and safety questions with damage, by themselves and in use."""

import os
import shutil
from functools import cache
from pathlib import Path
from random import Random
from unittest.mock import patch

import numpy as np
import yaml

from posecoach.catalog.checks import check_file, files_to_check
from posecoach.catalog.exercises import load_specs
from posecoach.catalog.folders import SPECS_VARIABLE, shipped_folder
from posecoach.catalog.languages import load_phrases, readable_languages
from posecoach.catalog.safety import load_safety_screen
from posecoach.coaching.coach import Coach
from posecoach.coaching.context import SessionContext
from posecoach.coaching.exercise.spec import StretchSpec
from posecoach.coaching.still import judge_still
from posecoach.errors import PoseCoachError
from posecoach.pose.landmarks import Landmark, Pose
from posecoach.pose.observation import Observation
from tools.faults.damage import damage_bytes, damage_text, damage_tree
from tools.faults.kinds.command_line import posecoach
from tools.faults.trial import Trial

# YAML that other programs fell for.
_ODD_YAML = (
    "&a [*a]",
    "&a {b: *a}",
    "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n",
    "a: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9)),
    "!!python/object/apply:os.system [true]",
    "!unknown {a: 1}",
    "a: 2026-99-99",
    "a: 9999-12-31T23:59:59+99:99",
    "a: !!float x",
    "a: !!int x",
    "a: !!timestamp x",
    "a: !!binary x",
    "a: 1:99999999999999999999",
    "? [a, b]\n: c",
    "? {a: b}\n: c",
    "<<: [1, 2]",
    "a: &x {b: 1}\nc: {<<: *x, <<: *x}",
    "--- a\n--- b",
    "%YAML 9.9\n---\na: 1",
    'a: "\\ud800"',
    'a: "\\xff\\0"',
    "a: 0o9\nb: 08\nc: 0x\nd: .inf\ne: .nan\nf: 1e999",
    "a: 1\na: 2",
    "",
    "~",
    "- 1",
    "\ufeffa: 1",
)


def damaged_yaml(random: Random, text: str) -> tuple[bytes, str]:
    """A YAML file with damage to its bytes, its syntax, or what it says; also says how."""
    how = random.choice(("tree", "tree", "tree", "text", "bytes", "odd"))
    if how == "tree":
        tree, told = damage_tree(random, yaml.safe_load(text))
        return yaml.safe_dump(tree, sort_keys=False, allow_unicode=True).encode(errors="surrogatepass"), told
    if how == "text":
        damaged, told = damage_text(random, text)
        return damaged.encode(random.choice(("utf-8", "utf-8", "utf-16", "latin-1")), "replace"), told
    if how == "bytes":
        return damage_bytes(random, text.encode())
    odd = random.choice(_ODD_YAML)
    put = random.choice((odd, f"{text}\n{odd}", f"{text}\nextra: {odd}"))
    return put.encode(), f"with the YAML {odd[:40]!r}"


def damaged_specs(random: Random, folder: Path, number: int) -> Trial:
    """The shipped folder with one file of it damaged."""
    specs = folder / "specs"
    shutil.copytree(shipped_folder(), specs)
    path = random.choice(sorted(path for path in specs.rglob("*.yaml") if path.parent.name != "routines"))
    content, how = damaged_yaml(random, path.read_text(encoding="utf-8"))
    path.write_bytes(content)
    stray = path.with_name(f"._{path.name}")  # as macOS leaves them
    stray.write_bytes(b"\0\5\26\7\0\2\0\0Mac OS X")

    def run() -> list[str]:
        with patch.dict(os.environ, {SPECS_VARIABLE: str(specs)}):
            return _use(specs)

    return Trial(f"{path.relative_to(specs)}: {how}", run)


def _use(specs: Path) -> list[str]:
    lines = []
    for path in files_to_check(specs):
        try:
            check_file(path)
        except PoseCoachError as error:
            lines.append(str(error))
    _, wrong = readable_languages()
    load_safety_screen()
    for spec in load_specs(specs).values():
        judge(spec)
        posecoach("specs", "show", spec.id, "--specs", specs)
    return [*lines, *wrong]


def judge(spec: StretchSpec) -> None:
    """An exercise that can be read can be judged by, whatever its numbers."""
    observation = Observation(_pose(), light=0.6, second_person=0.0)
    phrases = load_phrases()
    judge_still(observation, spec, phrases)
    coach = Coach(spec, SessionContext(phrases))
    for frame in range(8):
        coach.update(observation, frame / 4)
    coach.finish()


@cache
def _pose() -> Pose:
    """Somebody, somehow."""
    chance = np.random.default_rng(5)
    count = len(Landmark)
    points = chance.uniform(50, 400, (count, 2))
    return Pose(points, np.ones(count), chance.normal(size=(count, 3)), 640, 480, np.ones((48, 64), bool))
