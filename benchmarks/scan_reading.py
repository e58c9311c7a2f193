"""Reading a scan, all of `ipforms.read`, beside RapidOCR over the same whole pages, in alternating rounds of one run.

RapidOCR finds lines of text and reads them with the model that is ours too: no cells, seals, handwriting, no form.
The pages are those of our own PDF of each form's full record, as grey pictures of 200 dpi with grain. Both have one
thread, and seconds are those of the core, so that a busy machine gives the same ratio as a quiet one.
"""

from __future__ import annotations

import io
import os
import time
from importlib.util import find_spec

import ipforms
from benchmarks.data import contract
from benchmarks.timing import medians

DPI = 200
GRAIN = 4.0  # of 255: standard deviation of what a scanner adds
ROUNDS = 3


def _scan(pdf: bytes) -> tuple[bytes, list[object]]:
    """A PDF of pictures of the pages of another one; and these pictures."""
    import numpy as np
    import pypdfium2
    from PIL import Image

    dice, pages = np.random.default_rng(1), []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            ink = np.asarray(page.render(scale=DPI / 72).to_pil().convert("L"))
            grain = dice.normal(12, GRAIN, ink.shape)
            pages.append(Image.fromarray((ink * 0.9 + grain).clip(0, 255).astype(np.uint8)))
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=DPI, quality=85)
    return out.getvalue(), [np.dstack([np.asarray(page)] * 3) for page in pages]


def main() -> None:
    """Print the table."""
    if find_spec("rapidocr") is None:
        print("(pip install 'ipforms[scan]' for this one)")
        return
    from rapidocr import RapidOCR

    os.environ["IPFORMS_SCAN_THREADS"] = "1"
    engine = "EngineConfig.onnxruntime"
    one = {f"{engine}.intra_op_num_threads": 1, f"{engine}.inter_op_num_threads": 1}
    whole = RapidOCR(params={"Global.log_level": "error", **one})
    print("| form | pages | RapidOCR, s a page | ipforms reads, s a page | ratio |\n|---|--:|--:|--:|--:|")
    for form in ipforms.forms():
        data, pages = _scan(ipforms.render(form.model.model_validate(contract(form)), "pdf"))
        assert ipforms.read(data).form is form
        works = [lambda: [whole(page) for page in pages], lambda: ipforms.read(data)]  # noqa: B023 called at once
        theirs, ours = (taken / len(pages) for taken in medians(works, ROUNDS, time.process_time))
        print(f"| {form.id} | {len(pages)} | {theirs:.2f} | {ours:.2f} | {ours / theirs:.2f} |", flush=True)


if __name__ == "__main__":
    main()
