"""The one palette: told apart by the colour-blind, read by weak eyes, and repeated nowhere otherwise."""

import itertools
import re
import tomllib
from pathlib import Path

import cv2
import numpy as np
import pytest

from posecoach.coaching.feedback import Severity, State
from posecoach.records import palette
from posecoach.records.words import STATE_WORDS

ROOT = Path(__file__).resolve().parents[2]
COMPONENT = ROOT / "posecoach" / "ui" / "live" / "component"
BASE_PAGE = ROOT / "posecoach" / "records" / "templates" / "base.html"

# What linear RGB becomes for eyes without one kind of cones (Machado, Oliveira and Fernandes, 2009).
EYES = {
    "all cones": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
# Of CIELAB; 2.3 can just be noticed where two colours touch.
TOLD_APART = 10.0

MARKS = {**palette.STATES, "advice": palette.SEVERITIES[Severity.ADVICE], "between": palette.BETWEEN}
TEXTS = (palette.GOOD_TEXT, palette.BAD_TEXT, palette.WARNING_TEXT)


def linear(colour: str) -> np.ndarray:
    channels = np.array(palette.rgb(colour)) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """As WCAG 2.2 defines it."""
    dark, light = sorted(float(linear(colour) @ (0.2126, 0.7152, 0.0722)) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def seen(colour: str, eyes: np.ndarray) -> np.ndarray:
    """A colour in CIELAB, as eyes see it."""
    light = np.clip(eyes @ linear(colour), 0, 1)
    encoded = np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
    return cv2.cvtColor(np.float32([[encoded]]), cv2.COLOR_RGB2LAB)[0, 0]


@pytest.mark.parametrize("eyes", EYES)
def test_any_two_colours_are_told_apart_by_the_colour_blind(eyes: str):
    for (one, colour), (other, another) in itertools.combinations(MARKS.items(), 2):
        distance = np.linalg.norm(seen(colour, EYES[eyes]) - seen(another, EYES[eyes]))
        assert distance >= TOLD_APART, f"{one} and {other}"


@pytest.mark.parametrize("colour", [*MARKS.values(), palette.LOST])
def test_words_can_be_read_on_every_colour(colour: str):
    assert contrast(colour, palette.WORDS) >= 4.5


def test_every_state_and_severity_has_a_colour():
    assert set(palette.STATES) == set(State)
    assert set(palette.SEVERITIES) == set(Severity)
    assert {state: words.css_colour for state, words in STATE_WORDS.items()} == palette.STATES


@pytest.mark.parametrize("name", ["light", "dark"])
def test_coloured_words_can_be_read_on_every_ground(name: str):
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"][name]
    grounds = [theme["backgroundColor"], theme["secondaryBackgroundColor"]]
    light, dark = re.findall(r"--paper: (#\w{6}); --card: (#\w{6})", BASE_PAGE.read_text(encoding="utf-8"))
    for colours in TEXTS:
        for ground in (*grounds, *(light if name == "light" else dark)):
            assert contrast(colours[name], ground) >= 4.5, (colours[name], ground)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_theme_of_the_pages_repeats_the_palette(name: str):
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"][name]
    repeated = (theme["greenTextColor"], theme["redTextColor"], theme["orangeTextColor"])
    assert repeated == (palette.GOOD_TEXT[name], palette.BAD_TEXT[name], palette.WARNING_TEXT[name])


def test_the_stage_repeats_the_palette():
    sheet = (COMPONENT / "component.css").read_text(encoding="utf-8")
    assert re.findall(r"--on-state: ([^;]+)", sheet) == [palette.WORDS]
    assert re.findall(r"--state: (#[^;]+)", sheet) == [palette.BETWEEN]
    view = (COMPONENT / "view" / "live_view.js").read_text(encoding="utf-8")
    colours = dict(re.findall(r'(\w+)_COLOUR = "(#\w{6})"', view))
    assert colours == {"REST": palette.BETWEEN, "LOST": palette.LOST, "READY": palette.STATES[State.VALID]}


@pytest.mark.parametrize("suffix", ["css", "js"])
def test_the_stage_has_no_colours_of_its_own(suffix: str):
    known = {*MARKS.values(), palette.LOST, *(colour for texts in TEXTS for colour in texts.values())}
    for path in COMPONENT.rglob(f"*.{suffix}"):
        for colour in re.findall(r"#[0-9a-fA-F]{6}\b", path.read_text(encoding="utf-8")):
            channels = palette.rgb(colour)
            assert max(channels) - min(channels) < 8 or colour.upper() in known, (path.name, colour)
