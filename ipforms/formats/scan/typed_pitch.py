"""Chinese characters that stand at one pitch, as type does in any face: a hand leaves now more room, now less."""

from collections.abc import Sequence
from itertools import groupby

import numpy as np

from ipforms.formats.scan.text_segmentation import InkBox

_FEWEST = 5  # characters side by side; three that a hand wrote may stand evenly
# Mean distance from places at one pitch, in pitches: ink of type, which is not in the middle of its room, has 0.004 to
# 0.025, writing by hand 0.04 to 0.2.
_UNEVEN = 0.03


def at_one_pitch(places: Sequence[int], boxes: Sequence[InkBox]) -> bool:
    """Whether most of some characters do.

    Args:
        places: the number of each in its line.
        boxes: where their ink is.

    >>> row = [InkBox(10 * at, 0, 10 * at + 8, 9) for at in range(6)]
    >>> at_one_pitch(range(6), row), at_one_pitch(range(6), [*row[:3], *(each._replace(left=45) for each in row[3:])])
    (True, False)
    """
    runs = [[at for _, at in run] for _, run in groupby(enumerate(places), key=lambda each: each[1] - each[0])]
    longest, start = max((len(run), -sum(map(len, runs[:number]))) for number, run in enumerate(runs))
    if longest < max(_FEWEST, len(places) / 2):
        return False
    own = np.array(boxes[-start : longest - start], float)
    middles, numbers = own[:, [0, 2]].mean(1), np.arange(longest)
    pitch, first = np.polyfit(numbers, middles, 1)
    return bool(np.abs(middles - first - pitch * numbers).mean() < _UNEVEN * pitch)
