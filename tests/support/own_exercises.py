"""A folder of exercises of one's own: copies of the shipped ones, to be changed and added to."""

import shutil
from collections.abc import Callable
from pathlib import Path

import yaml

from posecoach.catalog.folders import shipped_folder


def copy_exercise(id_: str, to: Path, new_id: str | None = None) -> Path:
    """A shipped exercise in another folder, under its own or a new id; where it is."""
    folder = to / (new_id or id_)
    shutil.copytree(shipped_folder() / id_, folder)
    if new_id:
        change(folder / "spec.yaml", lambda spec: spec.update(id=new_id))
    return folder


def change(path: Path, how: Callable[[dict], object]) -> None:
    """Changes what a YAML file says."""
    data = yaml.safe_load(path.read_text("utf-8"))
    how(data)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
