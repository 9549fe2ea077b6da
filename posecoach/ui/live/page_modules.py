"""The page's ES modules, served to the browser as they lie in the folder ``component``.

Their address carries a digest of all of them. A browser may therefore store them for good, and after an
upgrade it loads the new ones together: the modules import each other by relative addresses.
"""

import hashlib
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_FOLDER = Path(__file__).parent / "component"
_ENTRY = "main.js"
_PATH = "/live/modules"
# A year, the longest that browsers honour.
_HEADERS = {"Cache-Control": "public, max-age=31536000, immutable"}


class PageModules:
    """The modules of a folder, read once.

    Args:
        folder: Where they lie, in sub-folders too. Only ``.js`` files are served.
    """

    def __init__(self, folder: Path = _FOLDER) -> None:
        self._files = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*.js"))
            if not path.name.startswith(".")
        }
        digest = hashlib.sha256()
        for name, content in self._files.items():
            digest.update(f"{name} {len(content)}\n".encode())
            digest.update(content)
        self.version = digest.hexdigest()[:16]
        """Changes with any of the modules."""

    @property
    def entry_path(self) -> str:
        """The path of the module that mounts the component, below the server's base path."""
        return f"{_PATH}/{self.version}/{_ENTRY}"

    def route(self, base_path: str) -> Route:
        """Where the server offers them.

        Args:
            base_path: What all paths of the server begin with; empty, or with a slash in front.
        """
        return Route(f"{base_path}{_PATH}/{{version}}/{{name:path}}", self._serve)

    async def _serve(self, request: Request) -> Response:
        content = self._files.get(request.path_params["name"])
        if content is None or request.path_params["version"] != self.version:
            raise HTTPException(404)
        return Response(content, media_type="text/javascript", headers=_HEADERS)


MODULES = PageModules()
"""The modules of the live page."""
