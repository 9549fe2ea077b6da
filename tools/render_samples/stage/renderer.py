"""Drawing a room once and people in it many times, off screen (moderngl on EGL)."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import moderngl
import numpy as np

from tools.render_samples.posing.rotations import FloatArray, unit
from tools.render_samples.stage.camera import Camera, Image, looking, orthographic
from tools.render_samples.stage.geometry import Mesh
from tools.render_samples.stage.light import Light

SHADERS = Path(__file__).parent / "shaders"
SAMPLES = 4
"""For each pixel of a frame, against jagged edges."""
ROOM_SUPERSAMPLING = 2
"""The empty room is drawn so many times larger each way, and averaged."""
KEY_MAP_PX, OVERHEAD_MAP_PX = 768, 256
"""Sizes of the shadow maps."""
ROOM_HALF_M, PERSON_HALF_M = 4.0, 1.7
"""Half the width of what the shadow maps cover, in the empty room and around a person."""
LIGHT_DISTANCE_M, LIGHT_NEAR_M, LIGHT_FAR_M = 4.0, 0.1, 9.0
OVERHEAD = np.array([0.01, LIGHT_DISTANCE_M, 0.01])
"""A little off the vertical."""
PERSON_MIDDLE_M = 0.6
"""Height of the middle of a person's shadow maps."""
BACKGROUND = (0.8, 0.8, 0.8, 1.0)
EVERY_POINT = 3
"""One point of a figure in so many is enough to find the pixels that it can touch."""
SOFT_SHADOW_M = 0.2
"""So far the overhead shadow spreads on the floor."""
MARGIN_PX = 6


class RendererError(Exception):
    """There is no OpenGL to draw with; the message says what to do."""


@dataclass
class _Uploaded:
    """A mesh on the graphics card, ready for each of the programs."""

    mesh: Mesh
    person: Any
    room: Any
    backdrop: Any
    depth: Any
    buffers: tuple[Any, Any]

    def release(self) -> None:
        for thing in (self.person, self.room, self.backdrop, self.depth, *self.buffers):
            thing.release()


def _shader(name: str) -> str:
    return (SHADERS / name).read_text().replace("#include light", (SHADERS / "light.glsl").read_text())


def _off_screen() -> Any:
    try:
        return moderngl.create_context(standalone=True, backend="egl")  # type: ignore[arg-type]
    except Exception as error:  # moderngl raises nothing narrower
        raise RendererError(
            f"no OpenGL without a screen ({error}): install EGL and Mesa's software renderer, "
            "on Debian and Ubuntu with: sudo apt-get install libegl1 libgl1-mesa-dri"
        ) from error


def _bytes(matrix: FloatArray) -> bytes:
    return matrix.T.astype("f4").tobytes()


class Renderer:
    """One room seen by one camera. Use as a context manager."""

    def __init__(
        self, camera: Camera, light: Light, shell: Sequence[Mesh], furniture: Sequence[Mesh]
    ) -> None:
        self._camera, self._light = camera, light
        self._to_key = unit(np.array(light.direction))
        self._context = ctx = _off_screen()
        self._person_program = self._program("person.vert", "person.frag")
        self._room_program = self._program("surface.vert", "room.frag")
        self._backdrop_program = self._program("surface.vert", "backdrop.frag")
        self._depth_program = self._program("depth.vert", "depth.frag")
        self._maps = [self._shadow_map(size) for size in (KEY_MAP_PX, OVERHEAD_MAP_PX)]
        ctx.enable(moderngl.DEPTH_TEST)
        shadeless, casting = ([self._upload(mesh) for mesh in meshes] for meshes in (shell, furniture))
        # Near things first: what they hide is then not shaded.
        eye = camera.eye
        self._room = sorted(
            [*shadeless, *casting],
            key=lambda thing: float(np.linalg.norm(thing.mesh.points.mean(axis=0) - eye)),
        )
        self._room_image = self._draw_room(casting)
        height, width = self._room_image.shape[:2]
        self._room_texture = ctx.texture((width, height), 3, self._room_image.tobytes(), alignment=1)
        self._target, self._resolved = self._framebuffers(width, height)

    def __enter__(self) -> "Renderer":
        return self

    def __exit__(self, *_: object) -> None:
        self._context.release()

    def _program(self, vertex: str, fragment: str) -> Any:
        return self._context.program(vertex_shader=_shader(vertex), fragment_shader=_shader(fragment))

    def _shadow_map(self, size: int) -> tuple[Any, Any]:
        texture = self._context.depth_texture((size, size))
        texture.compare_func, texture.repeat_x, texture.repeat_y = "<=", False, False
        return texture, self._context.framebuffer(depth_attachment=texture)

    def _framebuffers(self, width: int, height: int) -> tuple[Any, Any]:
        ctx, size = self._context, (width, height)
        many = ctx.framebuffer(
            [ctx.renderbuffer(size, 4, samples=SAMPLES)], ctx.depth_renderbuffer(size, samples=SAMPLES)
        )
        return many, ctx.framebuffer([ctx.renderbuffer(size, 4)])

    def _upload(self, mesh: Mesh) -> _Uploaded:
        ctx = self._context
        table = np.concatenate([mesh.points, mesh.normals, mesh.colours, mesh.cut[:, None]], axis=1)
        vertices, indices = (
            ctx.buffer(table.astype("f4").tobytes()),
            ctx.buffer(mesh.faces.astype("i4").tobytes()),
        )
        full = [(vertices, "3f 3f 3f 1f", "point", "normal", "colour", "cut")]
        uncut = [(vertices, "3f 3f 3f 4x", "point", "normal", "colour")]
        shape = [(vertices, "3f 3f 16x", "point", "normal")]
        return _Uploaded(
            mesh,
            ctx.vertex_array(self._person_program, full, indices),
            ctx.vertex_array(self._room_program, uncut, indices),
            ctx.vertex_array(self._backdrop_program, shape, indices),
            ctx.vertex_array(self._depth_program, [(vertices, "3f 24x 1f", "point", "cut")], indices),
            (vertices, indices),
        )

    def _draw_room(self, casting: Sequence[_Uploaded]) -> Image:
        """(h, w, 3) the empty room, bottom row first, smoothed by supersampling."""
        width, height = self._camera.width * ROOM_SUPERSAMPLING, self._camera.height * ROOM_SUPERSAMPLING
        target, resolved = self._framebuffers(width, height)
        views = self._shadows(casting, np.zeros(3), half_size=ROOM_HALF_M)
        target.use()
        target.clear(*BACKGROUND, depth=1.0)
        program = self._room_program
        self._set_lamps(program, views)
        for thing in self._room:
            program["material"].value = int(thing.mesh.material)
            thing.room.render()
        self._context.copy_framebuffer(resolved, target)
        image = np.frombuffer(resolved.read(components=3), np.uint8)
        fine = image.reshape(
            self._camera.height, ROOM_SUPERSAMPLING, self._camera.width, ROOM_SUPERSAMPLING, 3
        )
        target.release()
        resolved.release()
        return np.ascontiguousarray(fine.mean(axis=(1, 3)).astype(np.uint8))

    def _shadows(
        self, casters: Sequence[_Uploaded], centre: FloatArray, half_size: float
    ) -> tuple[FloatArray, FloatArray]:
        box = orthographic(half_size, LIGHT_NEAR_M, LIGHT_FAR_M)
        views = (
            box @ looking(centre + self._to_key * LIGHT_DISTANCE_M, centre, np.array([0.0, 1.0, 0.0])),
            box @ looking(centre + OVERHEAD, centre, np.array([0.0, 0.0, 1.0])),
        )
        for (_, target), view in zip(self._maps, views, strict=True):
            target.use()
            target.clear(depth=1.0)
            self._depth_program["view"].write(_bytes(view))
            for thing in casters:
                thing.depth.render()
        return views

    def _set_light(self, program: Any, views: tuple[FloatArray, FloatArray]) -> None:
        program["view"].write(_bytes(self._camera.matrix()))
        program["key_view"].write(_bytes(views[0]))
        program["overhead_view"].write(_bytes(views[1]))
        program["to_key"].value = tuple(self._to_key)
        for slot, (name, (texture, _)) in enumerate(
            zip(("key_map", "overhead_map"), self._maps, strict=True)
        ):
            texture.use(slot)
            program[name].value = slot

    def _set_lamps(self, program: Any, views: tuple[FloatArray, FloatArray]) -> None:
        self._set_light(program, views)
        program["eye"].value = tuple(self._camera.eye)
        program["key_light"].value = self._light.key
        program["sky"].value, program["ground"].value = self._light.sky, self._light.ground

    def frame(self, figures: Sequence[Mesh]) -> Image:
        """(h, w, 3) RGB of the room with figures in it; the empty room for none."""
        picture = self._room_image.copy()
        if figures:
            uploaded = [self._upload(mesh) for mesh in figures]
            self._draw_figures(uploaded, picture)
            for thing in uploaded:
                thing.release()
        return picture[::-1]

    def _draw_figures(self, uploaded: Sequence[_Uploaded], picture: Image) -> None:
        points = np.concatenate([thing.mesh.points[::EVERY_POINT] for thing in uploaded])
        left, bottom, right, top = self._pixels_of(points)
        if right <= left or top <= bottom:
            return
        centre = np.append(points.mean(axis=0)[[0]], [PERSON_MIDDLE_M, points.mean(axis=0)[2]])
        views = self._shadows(uploaded, centre, PERSON_HALF_M)
        self._target.use()
        self._target.scissor = (left, bottom, right - left, top - bottom)
        self._target.clear(*BACKGROUND, depth=1.0)
        program = self._person_program
        self._set_lamps(program, views)
        for thing in uploaded:
            program["material"].value = int(thing.mesh.material)
            thing.person.render()
        self._set_light(self._backdrop_program, views)
        self._room_texture.use(2)
        self._backdrop_program["room"].value = 2
        self._backdrop_program["size"].value = (self._camera.width, self._camera.height)
        for thing in self._room:
            thing.backdrop.render()
        self._target.scissor = None
        self._context.copy_framebuffer(self._resolved, self._target)
        raw = self._resolved.read(
            viewport=(left, bottom, right - left, top - bottom), components=3, alignment=1
        )
        picture[bottom:top, left:right] = np.frombuffer(raw, np.uint8).reshape(top - bottom, right - left, 3)

    def _pixels_of(self, points: FloatArray) -> tuple[int, int, int, int]:
        """Pixels (left, bottom, right, top; from the bottom) that figures and their shadows can touch."""
        on_floor = points - self._to_key * (points[:, 1:2] / self._to_key[1])
        below = points * [1, 0, 1]
        around = [
            below + np.array(step) * SOFT_SHADOW_M
            for step in ((1, 0, 1), (-1, 0, 1), (1, 0, -1), (-1, 0, -1))
        ]
        pixels = self._camera.project(np.concatenate([points, on_floor, *around]))
        width, height = self._camera.width, self._camera.height
        pixels[:, 1] = height - pixels[:, 1]
        left, bottom = np.clip(pixels.min(axis=0) - MARGIN_PX, 0, [width, height]).astype(int)
        right, top = np.clip(pixels.max(axis=0) + MARGIN_PX, 0, [width, height]).astype(int)
        return int(left), int(bottom), int(right), int(top)
