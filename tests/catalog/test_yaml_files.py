"""Files that can't be read at all: named, with what is wrong, in one line."""

from pathlib import Path

import pytest

from posecoach.catalog.yaml_files import SpecError, folder_name, read_yaml


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"gates: [", "is not valid YAML in line 1"),
        (b"a: 2026-99-99", "is not valid YAML"),
        (b"a: !!float x", "is not valid YAML"),
        (b"a: !!bool x", "is not valid YAML"),
        (b"a: !!timestamp x", "is not valid YAML"),
        (b"a: " + b"9" * 5000, "is not valid YAML"),
        (b"id: a\nb: " + b"[" * 100_000, "is not valid YAML in line 2"),
        (b"- " * 100_000, "is not valid YAML in line 1"),
        (b"- a\n- b\n", "expected a mapping of fields"),
        (b"", "expected a mapping of fields"),
        (b"\xff\xfe\x00", "is not a text file in UTF-8"),
    ],
)
def test_a_file_that_is_no_mapping_in_yaml(tmp_path: Path, content: bytes, message: str):
    path = tmp_path / "calf_stretch" / "wrong.yaml"
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(SpecError, match=message) as caught:
        read_yaml(path)
    assert str(caught.value).startswith("calf_stretch/wrong.yaml: ")


def test_a_missing_file(tmp_path: Path):
    with pytest.raises(SpecError, match=r"none\.yaml: can't be read \(No such file or directory\)"):
        read_yaml(tmp_path / "none.yaml")


def test_a_folder_has_a_name_also_where_it_is_given_as_a_dot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "calf_stretch").mkdir()
    monkeypatch.chdir(tmp_path / "calf_stretch")
    assert folder_name(Path()) == "calf_stretch"
    assert folder_name(Path("..")) == tmp_path.name
