"""What the models of files refuse: each refusal can be translated."""

import ast
from pathlib import Path

import pytest

from posecoach.coaching import exercise
from posecoach.evaluation.ground_truth import truth
from posecoach.messages import FieldError
from posecoach.translation import in_language
from posecoach.validation import in_words

MODELS = [*sorted(Path(exercise.__file__).parent.glob("*.py")), Path(truth.__file__)]


@pytest.mark.parametrize("module", MODELS, ids=lambda path: path.stem)
def test_what_a_model_refuses_is_marked_for_translation(module: Path):
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            raised, text = ast.unparse(node.exc.func), ast.unparse(node.exc.args[0])
            assert raised != "ValueError", node.lineno
            if raised == "FieldError":
                assert text == "error.text" or text.startswith("N_("), node.lineno


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "gates.a: unknown gate; expected one of b, c"),
        ("de", "gates.a: unbekanntes Gate; es gibt b, c"),
        ("es", "gates.a: criterio desconocido; los que hay son b, c"),
    ],
)
def test_a_refusal_is_said_in_the_language_of_who_reads_it(language: str, said: str):
    error = FieldError("unknown gate; expected one of {known}", place="gates.a", known="b, c")
    with in_language(language):
        assert in_words(error) == said
    assert str(error) == "gates.a: unknown gate; expected one of b, c"
