"""What is recorded can be read without loading what decodes videos or finds poses."""

import subprocess
import sys
from pathlib import Path

import posecoach

ROOT = Path(posecoach.__file__).parent.parent

# Alembic alone runs the migrations' environment.
IMPORT_ALL = """
import importlib, pkgutil, sys
import posecoach.records as package
for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    if ".migrations" not in found.name:
        importlib.import_module(found.name)
assert "posecoach.records.report.model" in sys.modules
print(*{"av", "cv2", "mediapipe"} & set(sys.modules))
"""


def test_records_load_neither_video_nor_pose_engine():
    answer = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert answer.stdout.split() == []
