"""Whether a JPEG or PNG can be drawn, tried with Pillow. Runs only in the limited child."""

from __future__ import annotations

import io
import warnings
from typing import Literal

from PIL import Image

from citizen_portal.files.refusals import refused

MOST_PIXELS = 40_000_000


def read_picture(data: bytes, kind: Literal["JPEG", "PNG"]) -> None:
    """Draw the picture once. Raises ``FileRefused``: broken, image_too_large."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[kind]) as picture:
                picture.verify()
            with Image.open(io.BytesIO(data), formats=[kind]) as picture:
                # A JPEG draws at an eighth of its size: all bytes read, little memory used.
                picture.draft(None, (picture.width // 8, picture.height // 8))
                picture.load()
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise refused("image_too_large") from None
    except (
        OSError,
        ValueError,
        SyntaxError,
        TypeError,
        KeyError,
        IndexError,
        EOFError,
    ):
        raise refused("broken") from None
