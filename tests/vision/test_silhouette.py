"""The bend of the back on drawn outlines with a known bow."""

import math

import cv2
import numpy as np
import pytest

from posecoach.vision.silhouette import area_beside, back_bend

SIZE = (640, 480)
HIP, SHOULDER, FRONT = 240 + 200j, 400 + 200j, 10 + 160j


def trunk(bow: float, scale: float = 1.0, thickness: float = 35.0) -> np.ndarray:
    """The mask of a level trunk whose back is an arc that bows by ``bow`` trunk lengths."""
    along = np.linspace(-0.1, 1.1, 60)
    length = abs(SHOULDER - HIP)
    back = HIP.imag - thickness - 4 * bow * length * along * (1 - along)
    x = HIP.real + along * length
    outline = np.concatenate([np.stack([x, back], 1), np.stack([x[::-1], np.full(60, HIP.imag + 30)], 1)])
    mask = np.zeros((int(SIZE[1] * scale), int(SIZE[0] * scale)), np.uint8)
    cv2.fillPoly(mask, [np.rint(outline * scale).astype(np.int32)], 1)
    return mask.astype(bool)


def bend_of(bow: float) -> float:
    """Of the arc above: its directions half way along the lower (0.225) and the upper back (0.70)."""
    lower, upper = (math.degrees(math.atan(4 * bow * (1 - 2 * at))) for at in (0.225, 0.70))
    return lower - upper


@pytest.mark.parametrize("bow", [0.0, 0.06, 0.10, 0.15])
@pytest.mark.parametrize("scale", [1.0, 0.5, 2.0])
def test_the_bend_is_read_at_any_resolution(bow: float, scale: float):
    bend = back_bend(trunk(bow, scale), SIZE, HIP, SHOULDER, FRONT)
    assert bend == pytest.approx(bend_of(bow), abs=2.0)  # edges are whole pixels


def test_a_hollow_back_bends_the_other_way():
    assert back_bend(trunk(-0.08), SIZE, HIP, SHOULDER, FRONT) == pytest.approx(bend_of(-0.08), abs=2.0)


def test_a_mirrored_back_reads_the_same():
    mask = trunk(0.12)
    hip, shoulder = (complex(SIZE[0] - p.real, p.imag) for p in (HIP, SHOULDER))
    mirrored = back_bend(mask[:, ::-1], SIZE, hip, shoulder, complex(-FRONT.real, FRONT.imag))
    assert mirrored == pytest.approx(back_bend(mask, SIZE, HIP, SHOULDER, FRONT), abs=1.5)


def test_the_landmarks_need_not_lie_on_the_outline_s_chord():
    # 4% of the trunk beside where they should be: the bend is a difference, the chord drops out
    off = back_bend(trunk(0.12), SIZE, HIP + 6j, SHOULDER - 6j, FRONT)
    assert off == pytest.approx(bend_of(0.12), abs=3.0)


def test_a_back_whose_chord_runs_outside_of_the_belly_is_still_read():
    mask = trunk(0.15)
    mask[192:, 280:360] = False  # the hollow belly of a rounded fold
    assert back_bend(mask, SIZE, HIP, SHOULDER, FRONT) == pytest.approx(bend_of(0.15), abs=2.0)


@pytest.mark.parametrize(
    "mask",
    [np.zeros((480, 640), bool), np.ones((480, 640), bool)],
    ids=["nobody", "no outline"],
)
def test_without_an_outline_there_is_no_number(mask: np.ndarray):
    assert np.isnan(back_bend(mask, SIZE, HIP, SHOULDER, FRONT))


@pytest.mark.parametrize("shoulder", [HIP, HIP + 20, complex(np.nan, 0), 5000 + 5000j])
def test_no_trunk_no_number(shoulder: complex):
    assert np.isnan(back_bend(trunk(0.1), SIZE, HIP, shoulder, FRONT))


def test_no_front_no_number():
    assert np.isnan(back_bend(trunk(0.1), SIZE, HIP, SHOULDER, complex(np.nan, np.nan)))


LEG = np.array([[100 + 100j, 100 + 300j]])
TRUNK = np.array([[100 + 100j, 300 + 100j]])
UNIT = 100.0


def beside(*blocks: tuple[slice, slice], scale: int = 1) -> float:
    """Outline of a leg 40 px wide and of blocks (rows, columns), px of the frame."""
    mask = np.zeros((SIZE[1], SIZE[0]), bool)
    for rows, columns in ((slice(100, 300), slice(80, 120)), *blocks):
        mask[rows, columns] = True
    mask = mask[::scale, ::scale]
    return area_beside(mask, SIZE, LEG, TRUNK, UNIT, 0.35)


def test_a_leg_where_the_engine_has_it_leaves_nothing_beside_it():
    assert beside() == 0


@pytest.mark.parametrize("scale", [1, 2, 4])
def test_what_lies_beside_a_leg_counts_by_its_area_at_any_resolution(scale: int):
    assert beside((slice(280, 320), slice(200, 260)), scale=scale) == pytest.approx(0.24, abs=0.05)


def test_what_is_nearer_to_the_trunk_is_the_trunks():
    assert beside((slice(20, 60), slice(250, 300))) == 0


def test_a_leg_that_is_not_where_it_could_be_measured_is_unknown():
    mask = np.ones((SIZE[1], SIZE[0]), bool)
    assert np.isnan(area_beside(mask, SIZE, LEG * np.nan, TRUNK, UNIT, 0.35))
    assert np.isnan(area_beside(mask, SIZE, LEG, TRUNK, 0.0, 0.35))
