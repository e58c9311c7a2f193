"""Pictures of lines → characters with their places and probabilities: PP-OCR's recogniser, run by ONNX Runtime.

The model lies in the wheel of `rapidocr`, which is not imported: its own way goes over whole pages, with a detector of
text that knows nothing of cells. The model reads a line of 48 pixels' height and says every 8 pixels which character it
sees, or none (connectionist temporal classification).
"""

import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from ipforms.errors import MissingExtra
from ipforms.formats.scan.raster import Pixels

_MODEL = "PP-OCRv6_rec_small.onnx"
_HEIGHT, _STEP = 48, 8  # pixels: what the model was trained on, and its stride
_NARROWEST, _WIDEST = 16, 3_200  # pixels; a line of A3 landscape in small print has 3,000
_BATCH = 1_280  # pixels of width in one run: 24 MB of probabilities; with twice as many a page takes 7 % longer
_RAGGED = 1.1  # ratio of widths in one run: a fifth to a third of what was read was room behind shorter lines
_FEW = 5  # alternatives that are kept
_LEAST = 0.002  # probability of an alternative
_THREADS = "IPFORMS_SCAN_THREADS"


class ReadCharacter(NamedTuple):
    """A character of a line."""

    text: str  # what it is most likely
    probability: float  # how likely, says the model
    middle: float  # where its middle is, from the left of the picture, in heights of the picture
    others: tuple[tuple[str, float], ...] = ()  # what else it may be, the most likely first, with probabilities


class TextRecogniser:
    """The model, loaded."""

    def __init__(self, model: bytes | str, threads: int) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        options.add_session_config_entry(
            "session.intra_op.allow_spinning", "0"
        )  # waiting threads leave the others alone
        options.enable_cpu_mem_arena = False  # batches differ in width, and an arena keeps room for each
        self._session: Any = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._input = self._session.get_inputs()[0].name
        known = self._session.get_modelmeta().custom_metadata_map["character"].split("\n")
        self._characters = ["", *known, " "]

    def read(self, lines: Sequence[Pixels], stretch: float = 1.0) -> list[list[ReadCharacter]]:
        """The characters of each line.

        Args:
            lines: grey pictures of one line each.
            stretch: how wide their characters are, as a multiple of what they were.
        """
        pictures = [_scaled(line) for line in lines]
        found: list[list[ReadCharacter]] = [[] for _ in lines]
        for numbers in _batches([picture.shape[1] for picture in pictures]):
            width = max(pictures[number].shape[1] for number in numbers)
            batch = np.zeros((len(numbers), 3, _HEIGHT, width), np.float32)
            for row, number in enumerate(numbers):
                batch[row, :, :, : pictures[number].shape[1]] = pictures[number] / 127.5 - 1.0
            (probabilities,) = self._session.run(None, {self._input: batch})
            for row, number in enumerate(numbers):
                steps = -(-pictures[number].shape[1] // _STEP)
                read = self._characters_of(probabilities[row, :steps])
                found[number] = [each._replace(middle=each.middle / stretch) for each in read]
        return found

    def _characters_of(self, probabilities: npt.NDArray[np.float32]) -> Iterator[ReadCharacter]:
        """Characters where the best guess changes, and is not none."""
        best = probabilities.argmax(1)
        steps = np.flatnonzero(best)
        runs = np.split(steps, np.flatnonzero((np.diff(steps) > 1) | (np.diff(best[steps]) != 0)) + 1)
        for run in runs if len(steps) else ():
            peak = probabilities[run[0] : run[-1] + 1].max(0)
            own, likely = int(best[run[0]]), np.flatnonzero(peak > _LEAST)
            ranked = sorted(((float(peak[each]), int(each)) for each in likely if each), reverse=True)
            middle = (float(np.average(run, weights=probabilities[run, own])) + 0.5) * _STEP / _HEIGHT
            others = tuple((self._characters[at], chance) for chance, at in ranked if at != own)
            yield ReadCharacter(self._characters[own], float(peak[own]), middle, others[:_FEW])


def narrowed(line: Pixels, width: float) -> Pixels:
    """A picture of a line with characters of a part of their width."""
    if width == 1.0:
        return line
    size = max(1, round(line.shape[1] * width)), line.shape[0]
    return np.asarray(cv2.resize(line, size, None, 0, 0, cv2.INTER_AREA), np.uint8)


def _scaled(line: Pixels) -> Pixels:
    height, width = line.shape
    wide = min(max(_NARROWEST, round(width * _HEIGHT / height)), _WIDEST)
    way = cv2.INTER_AREA if height > _HEIGHT else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(line, (wide, _HEIGHT), None, 0, 0, way), np.uint8)


def _batches(widths: Sequence[int]) -> Iterator[list[int]]:
    """Numbers of lines of about one width, so that little is read of what fills up the shorter ones."""
    batch: list[int] = []
    for number in sorted(range(len(widths)), key=widths.__getitem__):
        is_wider = batch and widths[number] > _RAGGED * widths[batch[0]]
        if is_wider or (batch and (len(batch) + 1) * widths[number] > _BATCH):
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch


@lru_cache(maxsize=1)
def recogniser() -> TextRecogniser:
    """The recogniser of this process.

    Raises:
        MissingExtra: it is not installed.
    """
    package = find_spec("rapidocr")
    if package is None or package.origin is None or find_spec("onnxruntime") is None:
        raise MissingExtra(package="rapidocr", extra="scan")
    threads = os.environ.get(_THREADS, "")
    count = int(threads) if threads.isdigit() and threads != "0" else len(os.sched_getaffinity(0))
    return TextRecogniser(str(Path(package.origin).parent / "models" / _MODEL), count)
