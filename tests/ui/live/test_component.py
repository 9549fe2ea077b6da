"""What the Start button says of the session that it begins."""

import pytest

from posecoach.catalog.exercises import load_specs
from posecoach.catalog.routines import load_routines
from posecoach.translation import in_language
from posecoach.ui.live.component import _about


@pytest.mark.parametrize(
    ("language", "sets"), [("en", "(6 sets)"), ("de", "(6 Sätze)"), ("es", "(6 series)")]
)
def test_the_number_of_sets_is_in_the_language_of_the_page(language: str, sets: str):
    routines, _ = load_routines(load_specs())
    with in_language(language):
        assert _about(routines["hamstrings_and_back"]).endswith(sets)
