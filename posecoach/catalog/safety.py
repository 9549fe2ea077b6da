"""The questions before the first session: ``safety/safety.yaml``, with a file of texts for every language."""

from pathlib import Path

from posecoach.catalog.folders import safety_file
from posecoach.catalog.yaml_files import SpecError, named, read_model
from posecoach.coaching.exercise.safety import SafetyRules, SafetyScreen, SafetyTexts
from posecoach.files import is_file
from posecoach.messages import ENGLISH, FieldError
from posecoach.translation import language
from posecoach.validation import in_words


def load_safety_screen() -> SafetyScreen:
    """The questions in the language that texts are in; all of them in English where they lack it.

    Raises:
        SpecError: where a file is wrong.
    """
    path = safety_file()
    rules = read_model(path, SafetyRules)
    translated = path.with_name(f"{language()}.yaml")
    texts = translated if is_file(translated) else path.with_name(f"{ENGLISH}.yaml")
    return SafetyScreen.of(rules, read_safety_texts(texts, rules))


def read_safety_texts(path: Path, rules: SafetyRules) -> SafetyTexts:
    """The texts of the questions in one language.

    Raises:
        SpecError: where the file can't be read, a field is wrong, or a question has no text.
    """
    texts = read_model(path, SafetyTexts)
    try:
        texts.check_questions([question.id for question in rules.questions])
    except FieldError as error:
        raise SpecError(f"{named(path)}: {in_words(error)}") from None
    return texts
