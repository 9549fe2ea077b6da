"""Compiles the translations into the wheel; a checkout reads them as they are written."""

import tempfile
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledTranslations(BuildHookInterface):
    """Puts a ``.mo`` where each ``.po`` is."""

    PLUGIN_NAME = "translations"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compiles the catalogues before the files of a wheel are collected."""
        if version == "editable":
            return
        self._folder = tempfile.TemporaryDirectory()
        root = Path(self.root)
        for written in root.glob("posecoach/locale/*/LC_MESSAGES/*.po"):
            language = written.parent.parent.name
            compiled = Path(self._folder.name) / f"{language}.mo"
            with written.open("rb") as source, compiled.open("wb") as target:
                write_mo(target, read_po(source, locale=language))
            inside = written.with_suffix(".mo").relative_to(root)
            build_data["force_include"][str(compiled)] = str(inside)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Removes what was compiled."""
        if version != "editable":
            self._folder.cleanup()
