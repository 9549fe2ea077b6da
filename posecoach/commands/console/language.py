"""The language in which the terminal speaks to a newcomer: that of the pages."""

from babel import UnknownLocaleError, default_locale

from posecoach.translation import ENGLISH


def terminal_language() -> str:
    """The language chosen last on this computer, else the system's."""
    try:
        from posecoach.records.preferences import load_preferences

        chosen = load_preferences().language
    except ImportError:  # the doctor has to speak where a library is broken
        chosen = None
    return chosen or _of_the_system()


def _of_the_system() -> str:
    try:
        named = default_locale("LC_MESSAGES")
    except (ValueError, UnknownLocaleError):
        named = None
    return (named or ENGLISH).partition("_")[0].lower()
