import json
import re
from dataclasses import replace
from html import unescape
from itertools import pairwise
from xml.etree import ElementTree

import click
import pytest
from support.sets.made_up_repetitions import MIXED, passed_through, repeated_report, timed_report

from posecoach.coaching.feedback import Fault, Severity, State
from posecoach.commands.console.summary import summary
from posecoach.records.report.files import report_json
from posecoach.records.report.html import report_html
from posecoach.translation import in_language
from tools import translations

HOLDING = (20, State.VALID, None)
FAULT = Fault("knee_bent", Severity.BLOCKING, 2.1, 41.0, 30.0)


def page(make_report) -> str:
    faults = [()] * 22 + [(FAULT,)] * 8 + [()] * 20
    return report_html(make_report([HOLDING, (10, State.FAULT, "knee_bent"), HOLDING], faults=faults))


def test_it_tells_the_hold_the_fault_and_what_to_do(make_report):
    text = page(make_report)
    for expected in ("3.8 s", "Bent knee", "41°", "paused the clock", "Straighten your knees.", "right leg"):
        assert expected in text


def test_it_asks_nothing_of_anywhere(make_report):
    text = page(make_report)
    assert not re.search(r"https?:|//\w|\bsrc=|\bhref=|@import|url\(|<script", text)
    assert "default-src 'none'" in text


def test_it_says_what_went_well_and_the_one_thing_to_work_on(make_report):
    text = page(make_report)
    assert "Work on this next." in text
    assert "Straighten your knees. Knee flexion: up to 41°" in text
    assert text.startswith("<!DOCTYPE html>")


def test_the_timeline_covers_the_whole_set_in_order(make_report):
    svg = re.search(r"<svg.*?</svg>", page(make_report), re.DOTALL)
    assert svg
    states = [rect for rect in ElementTree.fromstring(svg.group()).iter("rect") if rect.get("height") == "56"]
    edges = [(float(rect.get("x", "")), float(rect.get("width", ""))) for rect in states]
    assert edges[0][0] == 0
    assert all(abs(x + w - following) < 0.02 for (x, w), (following, _) in pairwise(edges))
    assert abs(sum(edges[-1]) - 1000) < 0.02
    assert [rect.findtext("title", "").split(",")[0] for rect in states] == [
        "Holding",
        "Fix your form",
        "Holding",
    ]


def test_names_of_files_and_specs_are_only_text(make_report):
    report = make_report([HOLDING])
    evil = "<img onerror=alert(1)>"
    texts = {"en": report.spec.english.model_copy(update={"title": evil, "safety": (evil,)})}
    spec = report.spec.model_copy(update={"texts": texts})
    text = report_html(replace(report, spec=spec, video=replace(report.video, path=report.video.path / evil)))
    assert "<img" not in text
    assert "&lt;img onerror=alert(1)&gt;" in text


def test_nothing_counted_is_reported_with_why(make_report):
    text = report_html(make_report([(30, State.NOT_IN_POSITION, "folded")]))
    assert "Why nothing counted" in text
    assert "Mend folded." in text
    assert "Best depth" not in text


def test_a_set_of_one_moment_without_length_has_a_report(make_report):
    report = make_report([(1, State.NO_PERSON, None)])
    text = report_html(replace(report, video=replace(report.video, duration_s=0.0)))
    assert "Nothing counted: there is too little time" in text
    assert not re.search(r"\b(nan|inf)\b", text)


def test_what_is_wrong_with_the_video_is_said(make_report):
    report = make_report([HOLDING])
    cut = replace(report, video=replace(report.video, notes=("The file is cut off at 2.0 s.",)))
    assert "The file is cut off at 2.0 s." in report_html(cut)
    assert "About the video" not in report_html(report)
    assert json.loads(report_json(cut))["video"]["notes"] == ["The file is cut off at 2.0 s."]
    assert "The file is cut off at 2.0 s." in summary(cut)


def test_repetitions_are_listed_each_with_its_times_and_why_it_did_not_count():
    text = report_html(repeated_report(MIXED))
    assert "<title>Bridge - 2 of 4 repetitions, 7.8 s held</title>" in text
    assert "Repetitions<b>2 of 4</b>" in text
    rows = re.findall(r"<tr>(<td class=\"number\">\d+</td>.*?)</tr>", text, re.DOTALL)
    cells = [[re.sub("<.*?>", "", cell).strip() for cell in re.findall("<td.*?</td>", row)] for row in rows]
    assert [row[:5] for row in cells][:2] == [
        ["1", "2.0 s", "3.0 s", "7.6 s", "3.4 s"],
        ["2", "9.0 s", "-", "11.2 s", "0.0 s"],
    ]
    assert [row[-1] for row in cells] == [
        "yes",
        "no: hips not high enough",
        "no: hips not high enough",
        "no: not held for long enough",
        "yes",
    ]
    assert cells[1][5].endswith("-0.14")
    assert "Best depth" not in text  # of a bridge the lowest is the deepest
    assert "Holds and pauses" not in text
    assert text.count("<title>Repetition ") == len(MIXED)


def test_what_is_only_passed_through_is_not_said_to_be_held():
    text = report_html(repeated_report(MIXED, spec=passed_through()))
    assert "Hips lifted, 3.0–" in text
    assert "Holding" not in text
    assert "<th>Held</th>" not in text
    assert "Held<b>" not in text


def test_the_way_up_and_the_rest_on_the_floor_are_not_lost_time():
    assert "What didn" not in report_html(repeated_report(MIXED))
    assert "Why nothing counted" in report_html(repeated_report([]))


def test_the_terminal_lists_repetitions_too():
    lines = click.unstyle(summary(repeated_report(MIXED))).splitlines()
    assert "Repetitions  2 of 4, 2 to go" in lines
    assert "Held         7.8 s" in lines
    assert "  1    2.0 -   7.6 s  held 3.4 s" in lines
    assert "  2    9.0 -  11.2 s  not counted: hips not high enough" in lines
    passed = click.unstyle(summary(repeated_report(MIXED, target=2, spec=passed_through()))).splitlines()
    assert "Repetitions  2 of 2, done" in passed
    assert "  1    2.0 -   7.6 s  counted" in passed
    assert not any(line.startswith("Held") for line in passed)


def test_time_that_is_not_judged_is_reported_as_that():
    text, lines = report_html(timed_report(20.0)), click.unstyle(summary(timed_report(20.0))).splitlines()
    assert "Time         20.0 s of 60 s, 40.0 s to go; not judged" in lines
    assert "how well the exercise is done is not judged" in text
    assert "In place" in text
    for word in ("Holding", "held well", "Valid hold", "valid", "good form", "Best depth", "No faults"):
        assert word not in "\n".join(lines)
        assert word not in re.sub("<style.*?</style>", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("language", ["de", "es"])
def test_no_text_of_it_stays_english(make_report, language: str):
    with in_language(language):
        pages = [page(make_report), report_html(repeated_report(MIXED))]
    translated = {
        message.id for message in translations.read(language) if message.id and message.string != message.id
    }
    for text in pages:
        assert f'<html lang="{language}">' in text
        texts = {unescape(part).strip() for part in re.findall(r">([^<>]+)<", text)}
        assert len(texts) > 30
        assert texts & translated == set()
