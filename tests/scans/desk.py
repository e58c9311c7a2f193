"""Printed pages become paper on a desk: ink of the printer, pens and seals; every mark with its place."""

import cv2
import numpy as np

from . import fonts, ink, seals
from .plan import Plan, leaves, shown
from .shot import Mark, Shot, outline
from .typeset import Page, Span, find

MM = seals.MM
RED = ((205, 35, 40), (190, 30, 45), (215, 55, 45), (180, 40, 60))


class Desk:
    """One document's pages while people write on them and seal them."""

    def __init__(self, plan: Plan, pages: list[Page]):
        self.plan, self.pages, self.rng = plan, pages, plan.rng
        self.toner = self.rng.uniform(12, 55)
        self.pen = self.rng.choice(ink.PENS)
        self.red = self.rng.choice(RED)
        self.hand = self.rng.choice(fonts.hands())
        seed = str(self.rng.random())
        self.shots = [Shot(self._print(page), [], page.chars, number=i, seed=seed) for i, page in enumerate(pages)]

        self.sealed = [np.zeros(page.image.shape, bool) for page in pages]

    def _print(self, page: Page) -> np.ndarray:
        """The printer's black is not black and not even."""
        rng, dark = self.rng, 1 - page.image.astype(np.float32) / 255
        if rng.random() < 0.5:
            dark = np.clip(cv2.GaussianBlur(dark, (0, 0), 0.8) * 1.25 - 0.05, 0, 1)
        dark *= np.clip(0.95 + 0.05 * ink.grain(dark.shape, 200, rng), 0.75, 1)
        grey = np.clip(255 - dark * (255 - self.toner), 0, 255).astype(np.uint8)
        return np.repeat(grey[:, :, None], 3, axis=2)

    def work(self) -> list[Shot]:
        """Everything that people do, in their order: writing, signing, sealing."""
        self._ticks()
        for path, (wrong, right) in list(self.plan.fixes.items()):
            self._correct(path, wrong, right)
        blank = {block.date: block for block in self.plan.blocks if block.date in self.plan.hand}
        for path, text in list(self.plan.hand.items()):
            if path in blank or any(path == b.signatory and b.signed for b in self.plan.blocks):
                continue
            self._by_hand(path, text)
        for i, block in enumerate(self.plan.blocks):
            if block.filled:
                self._block(i, block, block.date in blank)
            elif block.sign:
                self._unsigned(i, block)
        for extra in self.plan.kind.extras:
            extra(self)
        self._under_seals()
        return self.shots

    def _place(self, path: str, text: str) -> Span | None:
        """Where the value of a path stands in print: the k-th of equal values is the k-th on the paper."""
        same = [p for p, v in leaves(self.plan.printed) if shown(v) == text]
        spots = find(self.pages, text)
        if path not in same or len(same) != len(spots):
            return None
        return spots[same.index(path)]

    def _by_hand(self, path: str, text: str) -> None:
        span = self._place(path, text)
        if span is None:
            del self.plan.hand[path]  # stays printed
            return
        self._wipe(span)
        self._write(span.page, span.box, text)

    def _wipe(self, span: Span) -> None:
        image, page = self.shots[span.page].image, self.pages[span.page]
        for char in span.chars:
            x0, y0, x1, y1 = (int(v) for v in char.box)
            image[y0 - 3 : y1 + 4, x0 - 3 : x1 + 4] = 255
            page.image[y0 - 3 : y1 + 4, x0 - 3 : x1 + 4] = 255

    def _write(self, page: int, box, text: str, big: float = 1.0, room=None):
        """Handwriting in the free part of the line around a box; its own box in return."""
        x0, y0, _, y1 = box
        wide = any(ord(c) > 255 for c in text)
        height = np.clip((y1 - y0) * (1.15 if wide else 1.9) * big, 36, 70)
        cover = ink.writing(text, height, self.rng, self.hand)
        left, right = room or self._free(page, box)
        scale = min(1.0, (right - left - 10) / cover.shape[1])
        if scale < 1:
            cover = cv2.resize(cover, None, fx=scale, fy=max(scale, 0.75), interpolation=cv2.INTER_AREA)
        x = max(left + 4, min(x0 - self.rng.uniform(0, 12), right - cover.shape[1] - 4))
        y = (y0 + y1) / 2 - cover.shape[0] / 2 + self.rng.uniform(-4, 3)
        ink.put(self.shots[page].image, cover, self.pen, x, y)
        return (x, y, x + cover.shape[1], y + cover.shape[0])

    def _free(self, page: int, box) -> tuple[float, float]:
        """How far a line is white to both sides of a box."""
        x0, y0, x1, y1 = (int(v) for v in box)
        dark = (self.pages[page].image[y0:y1, :] < 150).any(axis=0)
        inside = (x0 + x1) // 2
        right = np.where(dark[max(inside, x1 - 4) :])[0]
        left = np.where(dark[: min(inside, x0 + 4)])[0]
        return (left[-1] if len(left) else x0), (max(inside, x1 - 4) + right[0] if len(right) else x1)

    def _correct(self, path: str, wrong: str, right: str) -> None:
        """Strikes a printed value and writes the right one beside or above it."""
        span = self._place(path, wrong)
        if span is None:
            del self.plan.fixes[path]
            self._restore(path, wrong)
            return
        x0, y0, x1, y1 = span.box
        line = ink.struck(x1 - x0 + 12, y1 - y0 + 8, self.rng)
        ink.put(self.shots[span.page].image, line, self.pen, x0 - 6, y0 - 4)
        left, free = self._free(span.page, span.box)
        high = y1 - y0
        if free - x1 > (x1 - x0) * 0.5:
            self._write(span.page, (x1 + 16, y0, x1 + 16, y1), right, 0.9, room=(x1 + 8, free))
        else:
            self._write(
                span.page, (x0, y0 - high * 1.05, x1, y0 - high * 0.15), right, 0.9, room=(left - 30, free + 30)
            )

    def _under_seals(self) -> None:
        """Tells the plan which printed values have ink of a seal on a tenth of their place."""
        for path, value in leaves(self.plan.printed):
            span = self._place(path, shown(value)) if shown(value) else None
            if span is not None and self.sealed[span.page].any():
                x0, y0, x1, y1 = (int(v) for v in span.box)
                if self.sealed[span.page][y0:y1, x0:x1].mean() > 0.1:
                    self.plan.under.append(path)

    def _restore(self, path: str, wrong: str) -> None:
        """What could not be corrected on the paper stays as it is printed: that is the truth then."""
        from .plan import get, put

        put(self.plan.values, path, get(self.plan.printed, path))

    def _ticks(self) -> None:
        boxes = find(self.pages, "□", whole=False)
        for _, index in self.plan.ticks:
            span = boxes[index]
            x0, y0, x1, y1 = span.box
            cover = ink.tick(max(30, y1 - y0), self.rng)
            x, y = (x0 + x1 - cover.shape[1]) / 2 + 4, (y0 + y1 - cover.shape[0]) / 2 - 6
            ink.put(self.shots[span.page].image, cover, self.pen, x, y)

    def _label(self, i: int, which: str) -> Span | None:
        """The label of a block: the first of its words below the labels of the blocks before."""
        blocks, floor = self.plan.blocks, (-1, -1)
        for number, block in enumerate(blocks[: i + 1]):
            below = []
            for part in ("sign", "seal"):
                words = getattr(block, part)
                spans = find(self.pages, words, whole=False) if words else []
                spans = [s for s in spans if (s.page, s.start) > floor]
                if number == i and part == which:
                    return spans[0] if spans else None
                below += [(s.page, s.start) for s in spans[:1]]
            floor = max([floor, *below])
        return None

    def _unsigned(self, i: int, block) -> None:
        span = self._label(i, "sign")
        if span is not None:
            self._tell(span.page, self._sign_room(span), block, False)

    def _sign_room(self, span: Span):
        _, y0, x1, y1 = span.box
        middle, end = (y0 + y1) / 2, x1 + 40 * MM
        for char in self.pages[span.page].chars[span.start + len(span.chars) :]:
            if char.text not in "：:" and char.box[1] < middle < char.box[3] and x1 < char.box[0] < end + 150:
                end = char.box[0] - (150 if char.text == "年" else 10)  # a date on the same line
                break
        return (x1 + 10, middle - 5 * MM, max(end, x1 + 15 * MM), middle + 5 * MM)

    def _tell(self, page: int, box, block, present: bool) -> None:
        told = {"path": block.signatory, "present": present}
        self.shots[page].marks.append(Mark("signature", outline(*box), told))

    def _block(self, i: int, block, date_by_hand: bool) -> None:
        sign, seal = self._label(i, "sign"), self._label(i, "seal")
        anchor = sign or seal
        if anchor is None:
            return
        if date_by_hand:
            self._date(anchor, block)
        if sign is not None:
            self._sign(sign, block)
        if block.sealed and seal is not None:
            self._seal(seal, block, sign)

    def _sign(self, span: Span, block) -> None:
        if not block.signed:
            self._tell(span.page, self._sign_room(span), block, False)
            return
        if block.name == "prepared_by":
            self.plan.hand[block.signatory] = self.plan.values["prepared_by"]
        _, y0, x1, y1 = span.box
        cover = ink.signature(self.plan.hand[block.signatory], self.rng.uniform(40, 62), self.rng)
        if cover.shape[1] > 48 * MM:
            cover = cv2.resize(cover, None, fx=48 * MM / cover.shape[1], fy=0.8, interpolation=cv2.INTER_AREA)
        x, y = x1 + self.rng.uniform(20, 70), (y0 + y1) / 2 - cover.shape[0] * self.rng.uniform(0.45, 0.65)
        ink.put(self.shots[span.page].image, cover, self.pen, x, y)
        self._tell(span.page, (x, y, x + cover.shape[1], y + cover.shape[0]), block, True)

    def _date(self, anchor: Span, block) -> None:
        """Digits by hand in the gaps before 年, 月 and 日."""
        chars = self.pages[anchor.page].chars
        start = next(i for i, c in enumerate(chars) if c is anchor.chars[-1]) + 1
        follow, spots = "年月日", []
        for char in chars[start : start + 40]:
            if len(spots) < 3 and char.text == follow[len(spots)]:
                spots.append(char)
        if len(spots) < 3:
            del self.plan.hand[block.date]
            self.plan.values[block.name]["date"] = None
            return
        year, month, day = self.plan.hand[block.date][:-1].replace("年", "月").split("月")
        page, high = anchor.page, spots[0].box[3] - spots[0].box[1]
        hand = self.hand if block.unit == self.plan.blocks[0].unit else self.rng.choice(fonts.hands())
        for number, spot, before in ((year, spots[0], None), (month, spots[1], spots[0]), (day, spots[2], spots[1])):
            cover = ink.writing(number, high * self.rng.uniform(1.2, 1.5), self.rng, hand)
            gap = spot.box[0] - before.box[2] if before else high * 2.6
            if cover.shape[1] > gap + 14:
                cover = cv2.resize(cover, (int(gap + 14), cover.shape[0]), interpolation=cv2.INTER_AREA)
            x = spot.box[0] - cover.shape[1] - (8 if not before else max(-6, (gap - cover.shape[1]) / 2))
            y = (spot.box[1] + spot.box[3]) / 2 - cover.shape[0] / 2 + self.rng.uniform(-5, 3)
            ink.put(self.shots[page].image, cover, self.pen, x, y)

    def _seal(self, label: Span, block, sign: Span | None) -> None:
        """The round seal beside or over its label, often over the date."""
        rng, look = self.rng, self.plan.kind.seal
        office = block.unit.endswith("局")
        cover = seals.round_seal(block.unit, rng, office)
        x0, y0, x1, y1 = label.box
        x = (
            x1 + rng.uniform(2, 22) * MM
            if sign is None or rng.random() < 0.6
            else (x0 + x1) / 2 + rng.uniform(-3, 15) * MM
        )
        y = (y0 + y1) / 2 + rng.uniform(-6, 6) * MM
        self.stamp(label.page, cover, (x, y), "round", block.unit, look)
        if look.get("many") and block.unit == self.plan.blocks[0].unit:
            self._more_seals(label, (x, y), look)

    def _more_seals(self, label: Span, spot, look) -> None:
        rng, unit, values = self.rng, self.plan.blocks[0].unit, self.plan.values
        x = spot[0] + rng.choice((-1, 1)) * rng.uniform(44, 52) * MM
        if unit.endswith("局"):
            cover = seals.round_seal(unit, rng, office=True, purpose="业务专用章")
            self.stamp(label.page, cover, (x, spot[1]), "round", unit, look)
            return
        if rng.random() < 0.6:
            name = values.get("legal_representative", {}).get("name") or values.get("contact_name") or ""
            if 2 <= len(name) <= 4:
                self.stamp(label.page, seals.square_chop(name, rng), (x, spot[1]), "square", name, look)
                return
        code = values.get("uscc") or "91330700MA2" + "".join(rng.choice("0123456789") for _ in range(7))
        self.stamp(label.page, seals.oval_seal(unit, code, rng), (x, spot[1]), "oval", unit, look)

    def _aside(self, page: int, x: float, y: float, width: int) -> tuple[float, float]:
        """Nobody puts a seal right onto another one: moved to where they touch at most."""
        for mark in (m for m in self.shots[page].marks if m.kind == "seal"):
            low, high = mark.points.min(axis=0), mark.points.max(axis=0)
            if (
                abs((low[0] + high[0]) / 2 - x - width / 2) < 0.6 * width
                and abs((low[1] + high[1]) / 2 - y - width / 2) < 0.6 * width
            ):
                right = high[0] - 0.1 * width
                x = right if right + width < self.shots[page].image.shape[1] - 20 else max(20, low[0] - 0.9 * width)
        return x, y

    def stamp(self, page: int, cover, centre, shape: str, text: str, look: dict) -> None:
        """Presses a seal and tells it; it stays on the paper."""
        rng, image = self.rng, self.shots[page].image
        low, high = look.get("strength", (0.68, 0.95))
        cover = seals.pressed(
            cover, rng, rng.uniform(low, high), look.get("blotch", rng.uniform(0.1, 0.7)), look.get("partial", False)
        )
        height, width = cover.shape
        x = float(np.clip(centre[0] - width / 2, 20, image.shape[1] - width - 20))
        y = float(np.clip(centre[1] - height / 2, 20, image.shape[0] - height - 20))
        x, y = self._aside(page, x, y, width)
        ink.put(image, cover, self.red, x, y)
        self.sealed[page][int(y) : int(y) + height, int(x) : int(x) + width] |= cover[:height, :width] > 0.25
        told = {"shape": shape, "text": text, "colour": "red"}
        self.shots[page].marks.append(Mark("seal", outline(x, y, x + width, y + height, shape), told))
