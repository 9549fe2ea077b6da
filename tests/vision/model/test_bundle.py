from pathlib import Path

import pytest

from posecoach.vision.model.bundle import (
    DETECTOR,
    LANDMARKS,
    ModelError,
    Variant,
    inspect_bundle,
    write_bundle,
)


def network(size: int) -> bytes:
    return b"\x00\x00\x00\x00TFL3".ljust(size, b"\x01")


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    path = tmp_path / "model.task"
    write_bundle(path, {DETECTOR: network(100), LANDMARKS: network(1000)})
    return path


@pytest.mark.parametrize(
    ("bytes_of_network", "variant"),
    [
        (2_818_700, Variant.LITE),
        (6_439_152, Variant.FULL),
        (27_705_196, Variant.HEAVY),
        (4_000_000, Variant.UNKNOWN),
    ],
)
def test_variant_is_reported_by_the_size_of_the_landmark_network(
    tmp_path: Path, bytes_of_network: int, variant: Variant
) -> None:
    path = tmp_path / "any_name.task"
    write_bundle(path, {DETECTOR: network(100), LANDMARKS: network(bytes_of_network)})
    assert inspect_bundle(path) is variant


def test_same_networks_give_the_same_file(bundle: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.task"
    write_bundle(again, {DETECTOR: network(100), LANDMARKS: network(1000)})
    assert again.read_bytes() == bundle.read_bytes()


def test_one_flipped_byte_is_noticed(bundle: Path) -> None:
    data = bytearray(bundle.read_bytes())
    data[len(data) // 2] ^= 0xFF
    bundle.write_bytes(data)
    with pytest.raises(ModelError, match="damaged"):
        inspect_bundle(bundle)


def test_cut_file_is_noticed(bundle: Path) -> None:
    bundle.write_bytes(bundle.read_bytes()[:-50])
    with pytest.raises(ModelError, match="damaged"):
        inspect_bundle(bundle)


def test_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.task"
    path.write_text("hello\n")
    with pytest.raises(ModelError, match="no Pose Landmarker bundle"):
        inspect_bundle(path)


def test_bundle_of_another_task_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "hand_landmarker.task"
    write_bundle(path, {"hand_detector.tflite": network(100), "hand_landmarks_detector.tflite": network(100)})
    with pytest.raises(ModelError, match="lacks one of its two networks"):
        inspect_bundle(path)


def test_networks_of_another_format_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.task"
    write_bundle(path, {DETECTOR: network(100), LANDMARKS: b"onnx" * 100})
    with pytest.raises(ModelError, match="not TensorFlow Lite"):
        inspect_bundle(path)


def test_missing_file_and_folder_are_reported_in_one_line(tmp_path: Path) -> None:
    for path in (tmp_path / "none.task", tmp_path):
        with pytest.raises(ModelError, match="can't be read") as refusal:
            inspect_bundle(path)
        assert str(path) in str(refusal.value)
        assert "\n" not in str(refusal.value)
