"""The kinds of inputs, and how many of each make up the whole suite."""

from tools.faults.kinds.commands import whole_command
from tools.faults.kinds.histories import damaged_history
from tools.faults.kinds.known import KNOWN, known_case
from tools.faults.kinds.odd_paths import odd_path
from tools.faults.kinds.photos import damaged_photo
from tools.faults.kinds.routines import own_routines_with_a_bad_one
from tools.faults.kinds.specs import damaged_specs
from tools.faults.kinds.tables import damaged_labels, damaged_truth
from tools.faults.kinds.videos import cut_video, damaged_video, odd_video
from tools.faults.trial import Kind

KINDS = {
    kind.name: kind
    for kind in (
        Kind("known", len(KNOWN), known_case),
        Kind("video-cut", 1200, cut_video),
        Kind("video-damaged", 2000, damaged_video),
        Kind("video-odd", 1000, odd_video),
        Kind("photo", 1900, damaged_photo),
        Kind("spec", 900, damaged_specs),
        Kind("routine", 700, own_routines_with_a_bad_one),
        Kind("label", 700, damaged_labels),
        Kind("truth", 500, damaged_truth),
        Kind("history", 400, damaged_history),
        Kind("path", 600 - len(KNOWN), odd_path),
        # The pose engine takes its time, so these are few.
        Kind("command", 100, whole_command, limit_s=120.0),
    )
}
