"""The page's modules as the server offers them: all of them, nothing else, and never an old one."""

import asyncio
import posixpath
import re
from pathlib import Path

import pytest
from starlette.applications import Starlette

from posecoach.ui.live import page_modules, routes
from posecoach.ui.live.page_modules import MODULES, PageModules

FOLDER = Path(page_modules.__file__).with_name("component")
IMPORT = re.compile(r'from "(\.\.?/[\w./]+)"')


def get(app: Starlette, path: str) -> tuple[int, dict[str, str], bytes]:
    """The answer to a GET request: status, headers and body."""
    sent = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b""}
    asyncio.run(app(scope, receive, send))
    start, *bodies = sent
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    return start["status"], headers, b"".join(message["body"] for message in bodies)


def serving(modules: PageModules, base_path: str = "") -> Starlette:
    return Starlette(routes=[modules.route(base_path)])


def all_imported_by(name: str) -> set[str]:
    """A module and all that it imports, directly or not."""
    found, to_read = set(), [name]
    while to_read:
        module = to_read.pop()
        if module not in found:
            found.add(module)
            imported = IMPORT.findall((FOLDER / module).read_text(encoding="utf-8"))
            to_read += [
                posixpath.normpath(f"{posixpath.dirname(module)}/{name}").lstrip("/") for name in imported
            ]
    return found


def test_the_entry_and_all_that_it_imports_are_served_as_javascript():
    folder, entry = MODULES.entry_path.rsplit("/", 1)
    names = all_imported_by(entry)
    assert names == {
        path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.js")
    }  # none is left over
    app = serving(MODULES)
    for name in names:
        status, headers, body = get(app, f"{folder}/{name}")
        assert (status, body) == (200, (FOLDER / name).read_bytes())
        assert headers["content-type"] == "text/javascript; charset=utf-8"
        assert "immutable" in headers["cache-control"]


@pytest.mark.parametrize(
    "name", ["", "package.json", "component.html", "../wire.py", "..%2fwire.py", "/etc/passwd", "main"]
)
def test_nothing_else_is_served(name: str):
    folder = MODULES.entry_path.rsplit("/", 1)[0]
    assert get(serving(MODULES), f"{folder}/{name}")[0] == 404


def test_after_a_change_the_address_is_another_and_the_old_one_is_gone(tmp_path: Path):
    (tmp_path / "main.js").write_text("export default 1;")
    (tmp_path / "other.js").write_text("export default 2;")
    before = PageModules(tmp_path)
    (tmp_path / "other.js").write_text("export default 3;")
    after = PageModules(tmp_path)
    assert before.entry_path != after.entry_path
    assert get(serving(after), after.entry_path)[0] == 200
    assert get(serving(after), before.entry_path)[0] == 404
    # What is served stays what was read, also while an upgrade replaces the files.
    assert get(serving(before), before.entry_path)[2] == b"export default 1;"


@pytest.mark.parametrize(("option", "base"), [("", ""), ("coach", "/coach"), ("/a/b/", "/a/b")])
def test_all_routes_lie_below_the_servers_base_path(option: str, base: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(routes.st, "get_option", {"server.baseUrlPath": option}.__getitem__)
    assert [route.path for route in routes.live_routes()] == [
        f"{base}/live/coach",
        f"{base}/live/modules/{{version}}/{{name:path}}",
        f"{base}/live/demonstrations/{{stretch}}.mp4",
    ]
    assert get(serving(MODULES, base), base + MODULES.entry_path)[0] == 200
