"""Times of display out of timestamps, the wild ones too."""

from fractions import Fraction

import pytest

from posecoach.vision.media.display_times import FrameClock, Packet, display_times

TENTH = Fraction(1, 10)


def _packets(*stamps: int) -> list[Packet]:
    return [Packet(stamp, None) for stamp in stamps]


def _shown(*stamps: int, tick: Fraction = TENTH) -> list[float]:
    return [t_s for _, t_s in display_times(_packets(*stamps), tick, stamps[0]).entries]


def test_frames_decoded_before_earlier_ones_are_in_order_of_display():
    assert _shown(0, 40, 20, 10, 30, tick=TENTH) == pytest.approx([0, 1, 2, 3, 4])


def test_a_hole_of_hours_is_a_gap_and_said():
    times = display_times(_packets(*range(20), *range(100_000, 100_020)), TENTH, 0)
    shown = [t_s for _, t_s in times.entries]
    assert shown[19:21] == pytest.approx([1.9, 3.9])
    assert times.duration_s == pytest.approx(5.9)
    assert times.notes == ("No pictures for 9998 s after 1.9 s: shortened to a gap.",)


def test_a_short_hole_stays_as_it_is():
    times = display_times(_packets(*range(20), *range(70, 90)), TENTH, 0)
    assert times.duration_s == pytest.approx(9.0)
    assert times.notes == ()


def test_a_wild_timestamp_in_the_middle_moves_no_other():
    times = display_times(_packets(*range(20), 5_000_000, *range(21, 41)), TENTH, 0)
    assert times.duration_s == pytest.approx(4.1)
    assert len(times.entries) == 40


def test_timestamps_that_start_again_continue():
    shown = _shown(*range(100, 130), *range(100, 130))
    assert shown == pytest.approx([index / 10 for index in range(60)])


def test_of_doubles_the_second_is_left_out():
    times = display_times(_packets(0, 1, 1, 2), TENTH, 0)
    clock = FrameClock(times)
    assert [clock.time_of(pts, None) for pts in (0, 1, 1, 2)] == pytest.approx([0, 0.1, None, 0.2])
    assert times.notes == ("1 of 4 frames left out: their timestamps don't fit the others.",)


def test_without_times_of_display_those_of_decoding_count():
    packets = [Packet(pts, dts) for pts, dts in ((None, 0), (1, 1), (None, 2), (3, 3))]
    clock = FrameClock(display_times(packets, TENTH, 0))
    frames = [(1, 1), (None, 2), (3, 3), (None, None)]
    assert [clock.time_of(*frame) for frame in frames] == pytest.approx([0.1, 0.2, 0.3, 0.4])


def test_frames_that_were_not_decoded_leave_their_time_empty():
    clock = FrameClock(display_times(_packets(*range(10)), TENTH, 0))
    assert [clock.time_of(pts, None) for pts in (0, 1, 7, 8)] == pytest.approx([0, 0.1, 0.7, 0.8])


def test_equal_steps_give_the_times_that_division_gives():
    """Frames at 25 a second are at n / 25 s to the bit: windows of whole frames hold equally many of them."""
    packets = [Packet(3600 * n, None) for n in range(500)]
    entries = display_times(packets, Fraction(1, 90_000), 0).entries
    assert [t_s for _, t_s in entries] == [n / 25 for n in range(500)]


def test_b_frames_of_a_film_with_few_pictures_are_all_kept():
    shown = display_times(_packets(0, 120, 60, 30, 90, 240, 180, 150, 210), TENTH, 0)
    assert [t_s for _, t_s in shown.entries] == pytest.approx([3.0 * number for number in range(9)])
    assert shown.notes == ()
