"""Photos in all formats that phones and browsers write, with damaged bytes."""

import io
import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random

import numpy as np
from PIL import Image

from posecoach.vision.media.images import read_image
from tools.faults.damage import damage_bytes
from tools.faults.kinds.clips import picture
from tools.faults.trial import Trial

_TURNED_BY_EXIF = 6
_ORIENTATION = 0x0112
_SIZES = (0, 1, 7, 65_535, 65_536, 2**31 - 1, 2**31, 2**32 - 1)


@cache
def sound_photos() -> Mapping[str, bytes]:
    """By file name, one sound photo in each format and colour mode."""
    rgb = Image.fromarray(picture(1, 96, 64))
    alpha = rgb.convert("RGBA")
    deep = Image.fromarray((np.arange(64 * 96).reshape(64, 96) * 10).astype(np.uint16))
    turned = Image.Exif()
    turned[_ORIENTATION] = _TURNED_BY_EXIF
    return {
        "photo.jpg": _saved(rgb, "JPEG"),
        "turned.jpg": _saved(rgb, "JPEG", exif=turned),
        "progressive.jpg": _saved(rgb, "JPEG", progressive=True),
        "print.jpg": _saved(rgb.convert("CMYK"), "JPEG"),
        "grey.jpg": _saved(rgb.convert("L"), "JPEG"),
        "shot.png": _saved(rgb, "PNG"),
        "clear.png": _saved(alpha, "PNG", exif=turned),
        "few_colours.png": _saved(rgb.convert("P"), "PNG"),
        "deep.png": _saved(deep, "PNG"),
        "bits.png": _saved(rgb.convert("1"), "PNG"),
        "phone.avif": _saved(rgb, "AVIF", speed=10),
        "turned.avif": _saved(alpha, "AVIF", speed=10, exif=turned),
        "web.webp": _saved(rgb, "WEBP"),
        "exact.webp": _saved(alpha, "WEBP", lossless=True, exif=turned),
        "moving.webp": _saved(
            rgb, "WEBP", save_all=True, append_images=[Image.fromarray(picture(2, 96, 64))]
        ),
        "paint.bmp": _saved(rgb, "BMP"),
        "few_colours.bmp": _saved(rgb.convert("P"), "BMP"),
        "moving.gif": _saved(rgb, "GIF", save_all=True, append_images=[rgb.rotate(90)]),
        "scan.tif": _saved(rgb, "TIFF", compression="tiff_lzw"),
    }


def damaged_photo(random: Random, folder: Path, number: int) -> Trial:
    """A photo that is sound, cut off, damaged, or says that it is enormous; at times under a wrong name."""
    name = random.choice(sorted(sound_photos()))
    content, what = sound_photos()[name], f"{name}: "
    if number < len(sound_photos()):
        name = sorted(sound_photos())[number]
        content, what = sound_photos()[name], f"{name}, sound"
    elif name.endswith("png") and random.random() < 0.3:
        content, how = _resized_png(random, content)
        what += how
    else:
        content, how = damage_bytes(random, content)
        what += how
    path = folder / (random.choice(sorted(sound_photos())) if random.random() < 0.1 else name)
    path.write_bytes(content)

    def run() -> list[str]:
        rgb = read_image(path)
        assert rgb.ndim == 3
        assert rgb.shape[2] == 3
        assert rgb.dtype == np.uint8
        assert rgb.size
        return []

    return Trial(what, run)


def _saved(image: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def _resized_png(random: Random, content: bytes) -> tuple[bytes, str]:
    """A PNG whose header says another size, with the right checksum."""
    header = bytearray(content[12:29])
    size = [random.choice(_SIZES) for _ in range(2)]
    header[4:12] = size[0].to_bytes(4, "big") + size[1].to_bytes(4, "big")
    checked = bytes(header) + zlib.crc32(header).to_bytes(4, "big")
    return content[:12] + checked + content[33:], f"says {size[0]} x {size[1]} pixels"
