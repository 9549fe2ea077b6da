import csv
import json
import math
from dataclasses import replace

from support.sets.made_up_repetitions import MIXED, passed_through, repeated_report, timed_report

from posecoach.coaching.feedback import Answer, Fault, GateResult, Measurement, Requirement, Severity, State
from posecoach.records.report.files import report_csv, report_json
from posecoach.vision.model.bundle import Variant

HOLDING = (20, State.VALID, None)


def test_json_has_the_contracts_form(make_report):
    fault = Fault("knee_bent", Severity.BLOCKING, 2.1, 41.0, 30.0)
    faults = [()] * 22 + [(fault,)] * 8 + [()] * 20
    report = make_report([HOLDING, (10, State.FAULT, "knee_bent"), HOLDING], faults=faults)
    report = replace(report, network=Variant.HEAVY)
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
        "network": "heavy",
        "valid_hold_s": 3.8,
        "target_s": 20,
        "timed_only": False,
        "completed": False,
        "repetitions_target": None,
        "repetitions_counted": None,
        "repetitions": None,
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


def test_json_has_every_repetition():
    found = json.loads(report_json(repeated_report(MIXED)))
    assert (found["repetitions_target"], found["repetitions_counted"], found["completed"]) == (4, 2, False)
    assert (found["valid_hold_s"], found["target_s"]) == (7.8, 12.0)
    assert len(found["repetitions"]) == 5
    assert found["repetitions"][:2] == [
        {
            "start_s": 2.0,
            "top_s": 3.0,
            "end_s": 7.6,
            "held_s": 3.4,
            "counted": True,
            "reason": None,
            "best": {"hip_rise": 0.0},
        },
        {
            "start_s": 9.0,
            "top_s": None,
            "end_s": 11.2,
            "held_s": 0.0,
            "counted": False,
            "reason": "hips_up",
            "best": {"hip_rise": -0.14},
        },
    ]


def test_json_of_passed_through_repetitions_is_complete_by_their_number_alone():
    few, enough = (
        json.loads(report_json(repeated_report(MIXED, target=target, spec=passed_through())))
        for target in (3, 2)
    )
    assert (few["target_s"], few["completed"]) == (0.0, False)
    assert (enough["target_s"], enough["completed"]) == (0.0, True)


def test_json_says_that_time_was_not_judged():
    found = json.loads(report_json(timed_report(60.0)))
    assert (found["timed_only"], found["valid_hold_s"], found["repetitions"]) == (True, 60.0, None)


def test_csv_has_the_repetitions_counted_by_then(make_report):
    rows = list(csv.DictReader(report_csv(repeated_report(MIXED)).splitlines()))
    counted = {float(row["t_s"]): row["repetitions_counted"] for row in rows}
    assert [counted[t_s] for t_s in (7.5, 7.6, 19.0, 26.9)] == ["0", "1", "1", "2"]
    hold = csv.DictReader(report_csv(make_report([HOLDING])).splitlines())
    assert {row["repetitions_counted"] for row in hold} == {""}
