"""Serves the film that shows an exercise done well, for the rest before it."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from posecoach.errors import PoseCoachError
from posecoach.ui.stretch_pictures import demonstration

DEMONSTRATIONS_PATH = "/live/demonstrations"
# The films change with the program only.
_HEADERS = {"Cache-Control": "private, max-age=3600"}


def demonstrations_route(base_path: str) -> Route:
    """Where the server offers the films, by exercise; 404 for one without a film.

    Args:
        base_path: What all paths of the server begin with; empty, or with a slash in front.
    """
    return Route(f"{base_path}{DEMONSTRATIONS_PATH}/{{stretch}}.mp4", _serve)


def _serve(request: Request) -> Response:
    try:
        film = demonstration(request.path_params["stretch"])
    except PoseCoachError:  # a sample's truth file that can't be read
        film = None
    if film is None:
        raise HTTPException(404)
    return FileResponse(film, media_type="video/mp4", headers=_HEADERS)
