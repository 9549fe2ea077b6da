"""People's own texts on pages that render Markdown."""

import re
from typing import Final

# All that Markdown, formulas ($) and Streamlit's directives (:red[...]) begin with.
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&=])")


def plain(text: str) -> str:
    """A text of one line that is shown as it is, whatever it holds."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
