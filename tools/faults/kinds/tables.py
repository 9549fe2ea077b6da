"""Labels of photos, joints placed by hand, and ground truth, with damage."""

import json
from pathlib import Path
from random import Random
from typing import Any

from posecoach.catalog.exercises import load_specs
from posecoach.evaluation.ground_truth.samples import load_samples
from posecoach.evaluation.ground_truth.truth import SUFFIX
from posecoach.evaluation.labelled.labels import load_joints, load_labels
from tools.faults.damage import damage_bytes, damage_text, damage_tree
from tools.faults.trial import Trial

_LABELS = "\n".join(
    (
        "file\tpose_class\tstanding_hamstring\tseated_hamstring",
        "a.jpg\tSTANDING\tvalid\tinvalid",
        "b.jpg\tSEATED\tinvalid\tvalid",
        "c.jpg\tOTHER\teither\tinvalid",
    )
)
_JOINTS = "\n".join(
    (
        "file\tclass\tsx\tsy\thx\thy\tkx\tky\tax\tay\thip_deg\tknee_deg",
        "a.jpg\tSTANDING\t10\t20\t30.5\t40\t50\t60\t70\t80\t90\t175",
        "b.jpg\tSEATED\t11\t21\t31\t41\t51\t61\t71\t81\t-1e2\t170",
    )
)
_CELLS = ("", "nan", "inf", "-inf", "1e999", "valid ", "VALID", '"', '"a', "a\tb", "\0", "朝", "x" * 200_000)


def damaged_labels(random: Random, folder: Path, number: int) -> Trial:
    """A table of labels or joints."""
    text = random.choice((_LABELS, _JOINTS))
    how = random.choice(("cell", "text", "bytes"))
    if how == "cell":
        rows = [line.split("\t") for line in text.split("\n")]
        row = random.randrange(len(rows))
        column = random.randrange(len(rows[row]))
        rows[row][column] = random.choice(_CELLS)
        rows[row] = rows[row][: random.randrange(len(rows[row]) + 1)] if random.random() < 0.2 else rows[row]
        content, told = "\n".join("\t".join(row) for row in rows).encode(), f"row {row}, column {column}"
    elif how == "text":
        damaged, told = damage_text(random, text)
        content = damaged.encode(random.choice(("utf-8", "utf-8-sig", "utf-16", "latin-1")), "replace")
    else:
        content, told = damage_bytes(random, text.encode())
    path = folder / "table.tsv"
    path.write_bytes(content)

    def run() -> list[str]:
        if text is _LABELS:
            assert load_labels(path, load_specs())
        else:
            assert load_joints(path)
        return []

    return Trial(f"{'labels' if text is _LABELS else 'joints'}: {told}", run)


def damaged_truth(random: Random, folder: Path, number: int) -> Trial:
    """The ground truth of a clip, beside a stray file of macOS."""
    text = json.dumps(_truth())
    how = random.choice(("tree", "tree", "text", "bytes"))
    if how == "tree":
        tree, told = damage_tree(random, _truth())
        content = json.dumps(tree, default=str).encode()
    elif how == "text":
        damaged, told = damage_text(random, text)
        content = damaged.encode(random.choice(("utf-8", "utf-16")))
    else:
        content, told = damage_bytes(random, text.encode())
    (folder / "clip.mp4").write_bytes(b"")
    (folder / f"clip{SUFFIX}").write_bytes(content)
    (folder / "._clip.mp4").write_bytes(b"\0\5\26\7")
    (folder / f"._clip{SUFFIX}").write_bytes(b"\0\5\26\7")

    def run() -> list[str]:
        assert [sample.title for sample in load_samples(folder)]
        return []

    return Trial(f"truth: {told}", run)


def _truth() -> dict[str, Any]:
    both = {"left": 4.0, "right": 5.0}
    return {
        "stretch": "standing_hamstring",
        "side": "right",
        "view": "side",
        "fps": 30.0,
        "shows": "bent knees",
        "frames": [{"t_s": at / 10, "hip_flexion": both, "knee_flexion": both} for at in range(4)],
        "valid": [[0.1, 0.2]],
        "faults": [{"id": "knee_bent", "start_s": 0.1, "end_s": 0.2}],
    }
