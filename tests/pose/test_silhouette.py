"""The bulge of the back on drawn outlines with a known bow."""

import cv2
import numpy as np
import pytest

from posecoach.pose.silhouette import back_bulge, uncovered_area

SIZE = (640, 480)
HIP, SHOULDER, FRONT = 240 + 200j, 400 + 200j, 10 + 160j


def trunk(bow: float, scale: float = 1.0, thickness: float = 35.0) -> np.ndarray:
    """The mask of a level trunk whose back is an arc that bows by ``bow`` trunk lengths."""
    along = np.linspace(-0.2, 1.1, 66)
    length = abs(SHOULDER - HIP)
    back = HIP.imag - thickness - 4 * bow * length * along * (1 - along)
    x = HIP.real + along * length
    outline = np.concatenate([np.stack([x, back], 1), np.stack([x[::-1], np.full(66, HIP.imag + 30)], 1)])
    mask = np.zeros((int(SIZE[1] * scale), int(SIZE[0] * scale)), np.uint8)
    cv2.fillPoly(mask, [np.rint(outline * scale).astype(np.int32)], 1)
    return mask.astype(bool)


def bulge_of(bow: float) -> float:
    """Of the arc above: how far its middle stands out over the mean of its ends at -0.1 and 0.8."""
    seat, middle, blades = (4 * bow * at * (1 - at) for at in (-0.1, 0.5, 0.8))
    return middle - (seat + blades) / 2


@pytest.mark.parametrize("bow", [0.0, 0.06, 0.10, 0.15])
@pytest.mark.parametrize("scale", [1.0, 0.5, 2.0])
def test_the_bulge_is_read_at_any_resolution(bow: float, scale: float):
    bulge = back_bulge(trunk(bow, scale), SIZE, HIP, SHOULDER, FRONT)
    assert bulge == pytest.approx(bulge_of(bow), abs=0.01)  # edges are whole pixels


def test_a_hollow_back_bulges_the_other_way():
    assert back_bulge(trunk(-0.08), SIZE, HIP, SHOULDER, FRONT) == pytest.approx(bulge_of(-0.08), abs=0.01)


def test_a_mirrored_back_reads_the_same():
    mask = trunk(0.12)
    hip, shoulder = (complex(SIZE[0] - p.real, p.imag) for p in (HIP, SHOULDER))
    mirrored = back_bulge(mask[:, ::-1], SIZE, hip, shoulder, complex(-FRONT.real, FRONT.imag))
    assert mirrored == pytest.approx(back_bulge(mask, SIZE, HIP, SHOULDER, FRONT), abs=0.01)


def test_the_landmarks_need_not_lie_on_the_outline_s_chord():
    # 4% of the trunk beside where they should be: the bulge is a difference, most of the chord drops out
    off = back_bulge(trunk(0.12), SIZE, HIP + 6j, SHOULDER - 6j, FRONT)
    assert off == pytest.approx(bulge_of(0.12), abs=0.015)


def test_a_back_whose_chord_runs_outside_of_the_belly_is_still_read():
    mask = trunk(0.15)
    mask[192:, 280:360] = False  # the hollow belly of a rounded fold
    assert back_bulge(mask, SIZE, HIP, SHOULDER, FRONT) == pytest.approx(bulge_of(0.15), abs=0.01)


@pytest.mark.parametrize(
    "mask",
    [np.zeros((480, 640), bool), np.ones((480, 640), bool)],
    ids=["nobody", "no outline"],
)
def test_without_an_outline_there_is_no_number(mask: np.ndarray):
    assert np.isnan(back_bulge(mask, SIZE, HIP, SHOULDER, FRONT))


@pytest.mark.parametrize("shoulder", [HIP, HIP + 20, complex(np.nan, 0), 5000 + 5000j])
def test_no_trunk_no_number(shoulder: complex):
    assert np.isnan(back_bulge(trunk(0.1), SIZE, HIP, shoulder, FRONT))


def test_no_front_no_number():
    assert np.isnan(back_bulge(trunk(0.1), SIZE, HIP, SHOULDER, complex(np.nan, np.nan)))


LEG = np.array([[100 + 100j, 100 + 300j]])
TRUNK = np.array([[100 + 100j, 300 + 100j]])
UNIT = 100.0
NOTHING = np.empty((0, 2), complex)


def uncovered(*blocks: tuple[slice, slice], scale: int = 1, left_out: np.ndarray = NOTHING) -> float:
    """Outline of a leg 40 px wide and of blocks (rows, columns), px of the frame."""
    mask = np.zeros((SIZE[1], SIZE[0]), bool)
    for rows, columns in ((slice(100, 300), slice(80, 120)), *blocks):
        mask[rows, columns] = True
    mask = mask[::scale, ::scale]
    return uncovered_area(mask, SIZE, LEG, TRUNK, UNIT, 0.35, left_out, 0.5)


def test_a_leg_where_the_engine_has_it_leaves_nothing_beside_it():
    assert uncovered() == 0


@pytest.mark.parametrize("scale", [1, 2, 4])
def test_what_lies_beside_a_leg_counts_by_its_area_at_any_resolution(scale: int):
    assert uncovered((slice(280, 320), slice(200, 260)), scale=scale) == pytest.approx(0.24, abs=0.05)


def test_what_is_nearer_to_the_trunk_is_the_trunks():
    assert uncovered((slice(20, 60), slice(250, 300))) == 0


def test_what_lies_along_a_line_that_is_left_out_does_not_count():
    block = slice(280, 320), slice(200, 260)
    beside, half, beyond = (np.array([[x + 250j, x + 350j]]) for x in (230, 280, 320))
    assert uncovered(block, left_out=beside) == 0
    assert uncovered(block, left_out=half) == pytest.approx(uncovered(block) / 2, abs=0.05)
    assert uncovered(block, left_out=beyond) == uncovered(block)


def test_a_leg_that_is_not_where_it_could_be_measured_is_unknown():
    mask = np.ones((SIZE[1], SIZE[0]), bool)
    assert np.isnan(uncovered_area(mask, SIZE, LEG * np.nan, TRUNK, UNIT, 0.35, NOTHING, 0.5))
    assert np.isnan(uncovered_area(mask, SIZE, LEG, TRUNK, 0.0, 0.35, NOTHING, 0.5))
