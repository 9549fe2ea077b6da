import csv
import json
import math
from dataclasses import replace

from posecoach.coaching.feedback import Answer, Fault, GateResult, Measurement, Requirement, Severity, State
from posecoach.records.report.files import report_csv, report_json

HOLDING = (20, State.VALID, None)


def test_json_has_the_contracts_form(make_report):
    fault = Fault("knee_bent", Severity.BLOCKING, 2.1, 41.0, 30.0)
    faults = [()] * 22 + [(fault,)] * 8 + [()] * 20
    report = make_report([HOLDING, (10, State.FAULT, "knee_bent"), HOLDING], faults=faults)
    found = json.loads(report_json(report))
    timeline = found.pop("timeline")
    assert found == {
        "schema_version": 2,
        "stretch": "standing_hamstring",
        "side": "right",
        "video": {
            "path": "me.mp4",
            "frames": 50,
            "duration_s": 10.0,
            "width": 640,
            "height": 480,
            "notes": [],
        },
        "valid_hold_s": 3.8,
        "target_s": 20,
        "completed": False,
        "holds": [{"start_s": 0.0, "end_s": 4.9, "valid_s": 3.8}],
        "pauses": [{"start_s": 1.9, "end_s": 3.0, "reason": "knee_bent"}],
        "faults": [
            {
                "id": "knee_bent",
                "severity": "blocking",
                "start_s": 2.1,
                "end_s": 3.0,
                "worst": 41.0,
                "limit": 30.0,
            }
        ],
        "best": {"hip_flexion": 100.0},
    }
    assert len(timeline) == 50
    assert timeline[0] == {
        "t_s": 0.0,
        "state": "valid",
        "reason": None,
        "side": "right",
        "cue": None,
        "faults": [],
        "framing": [],
        "gates": [],
        "measures": {"hip_flexion": {"value": 100.0, "sigma": 6.0, "known": True}},
    }
    assert timeline[25]["state"] == "fault"
    assert timeline[25]["cue"] == "Mend knee_bent."
    assert timeline[25]["faults"] == ["knee_bent"]


def test_json_tells_what_the_picture_lacks_and_what_to_do(make_report):
    report = make_report([(1, State.NOT_FRAMED, "side_on")])
    needs = (Requirement("whole_body", True, "Move."), Requirement("side_on", False, "Turn."))
    frame = replace(report.timeline[0], framing=needs)
    written = json.loads(report_json(replace(report, timeline=(frame,))))
    assert written["timeline"][0]["framing"] == [{"requirement": "side_on", "ready": False, "fix": "Turn."}]


def test_json_tells_what_each_answer_rests_on(make_report):
    report = make_report([(1, State.NOT_IN_POSITION, "folded")])
    unknown = GateResult("knee_bent", "knee_flexion", Answer.UNKNOWN, math.nan, 6.0, 36.0, "leg_not_seen")
    failed = GateResult("folded", "hip_flexion", Answer.FAIL, 12.0, 10.0, 40.0)
    frame = replace(report.timeline[0], gates=(failed, unknown))
    found = json.loads(report_json(replace(report, timeline=(frame,))))["timeline"][0]["gates"]
    assert found[0] == {
        "id": "folded",
        "measure": "hip_flexion",
        "answer": "fail",
        "value": 12.0,
        "sigma": 10.0,
        "limit": 40.0,
    }
    assert (found[1]["answer"], found[1]["value"], found[1]["why_not"]) == ("unknown", None, "leg_not_seen")


def test_json_has_null_where_there_is_no_number(make_report):
    hips = [Measurement(math.nan, math.inf, False, "leg_not_seen")]
    found = json.loads(report_json(make_report([(1, State.UNKNOWN, "leg_not_seen")], hips=hips)))
    assert found["best"] == {"hip_flexion": None}
    assert found["timeline"][0]["measures"]["hip_flexion"] == {
        "value": None,
        "sigma": None,
        "known": False,
        "why_not": "leg_not_seen",
    }


def test_csv_has_one_row_a_frame(make_report):
    hips = [Measurement(math.nan, 6.0, False, "leg_not_seen"), Measurement(101.5, 6.0, True)]
    report = make_report([(2, State.NOT_IN_POSITION, "folded")], hips=hips)
    first, second = csv.DictReader(report_csv(report).splitlines())
    assert (first["t_s"], first["state"], first["reason"]) == ("0.0", "not_in_position", "folded")
    assert (first["hip_flexion"], first["hip_flexion_known"]) == ("", "0")
    assert first["hip_flexion_why_not"] == "leg_not_seen"
    assert (second["hip_flexion"], second["hip_flexion_sigma"]) == ("101.5", "6.0")


def test_csv_has_a_column_for_measures_that_come_later(make_report):
    report = make_report([(2, State.NOT_IN_POSITION, "folded")])
    report.timeline[1].measures["reach"] = Measurement(0.1, 0.01, True)
    first, second = csv.DictReader(report_csv(report).splitlines())
    assert (first["reach"], second["reach"]) == ("", "0.1")
