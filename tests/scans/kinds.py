"""The kinds of returns, split into two halves by this list before anybody measured; no kind is in both."""

from collections.abc import Callable
from dataclasses import dataclass, field

from . import camera, scanner, stationery


@dataclass
class Kind:
    """How a document comes back."""

    name: str
    half: str
    effects: tuple  # what happens to each page, in order
    container: str = "pdf"  # pdf, pdf-grey, pdf-1bit, pdf-layer, tiff, tiff-1bit, jpg, png (pictures: one-page forms)
    quality: tuple = (72, 88)
    hand: int = 0  # cells written by hand
    fixes: int = 0  # values corrected by hand
    ticks: bool = False
    dates: float = 0.45  # share of dates that are written by hand in a block
    seal: dict = field(default_factory=dict)
    extras: tuple[Callable, ...] = ()
    shuffled: bool = False
    through: bool = False  # the back shines through
    forms: tuple[str, ...] = ()
    source: str = ""


SEVERAL_PAGES = ("guangzhou-enterprise", "guangzhou-market")
ONE_PAGE = ("jinhua-application", "jinhua-recommendation")
APPLICATION = ("jinhua-application",)
LAID = scanner.skewed(0.0, 0.6)
S200 = (LAID, scanner.at(200), scanner.tones(), scanner.sharpened)
S300 = (LAID, scanner.at(300), scanner.tones(), scanner.sharpened)
CAMERA = camera.sensor()


def scan(name, half, *effects, **more) -> Kind:
    """A scan of 200 dpi with more effects at its end."""
    return Kind(name, half, (*S200, *effects), **more)


def photo(name, half, ground, quality=(80, 93), container="pdf", last=CAMERA, forms=(), **more) -> Kind:
    """A phone's photo."""
    return Kind(name, half, (camera.photo(ground, **more), last), container, quality, forms=forms)


DOUBLE_COPY = (scanner.skewed(0, 0.5), scanner.at(200), scanner.grey, scanner.copied_dirt)
FAX = (scanner.skewed(0, 1.0), scanner.at(200), scanner.one_bit)
MANY = {"many": True}
PALE = {"strength": (0.22, 0.42), "blotch": 0.9}
PARTIAL = {"strength": (0.5, 0.8), "blotch": 1.0, "partial": True}

OPEN = [
    Kind("scan-300", "open", S300),
    Kind("scan-150", "open", (LAID, scanner.at(150), scanner.tones(), scanner.sharpened)),
    Kind("grey-copy", "open", (*DOUBLE_COPY, scanner.tones(noise=(2, 5))), "pdf-grey"),
    Kind("skewed", "open", (scanner.skewed(1.0, 3.0), *S200[1:])),
    scan("on-its-side", "open", scanner.turned(1, 3)),
    scan("borders-and-holes", "open", scanner.borders_and_holes),
    scan("dirty-glass", "open", scanner.dust_and_lines),
    scan("low-jpeg", "open", quality=(22, 38)),
    scan("wrong-text-layer", "open", container="pdf-layer"),
    scan("seals-several", "open", seal=MANY),
    scan("red-letterhead", "open", extras=(stationery.red_header,)),
    scan("cells-by-hand", "open", hand=4, dates=0.9),
    scan("ticks-by-hand", "open", ticks=True, dates=0.8, forms=APPLICATION, source="retyped"),
    scan("png-one-page", "open", container="png", forms=ONE_PAGE, source="own"),
    photo("photo-wood", "open", camera.wood),
    photo("photo-shadow", "open", camera.wood, shadow=0.45, light=0.4, tilt=9),
    photo("photo-curled", "open", camera.dark_cloth, bend=0.016, tilt=8),
    photo("photo-screen-moire", "open", camera.screen_frame, screen=True, tilt=6, light=0.1),
]
HELD = [
    Kind("scan-200", "held", S200),
    Kind("fax-1-bit", "held", FAX, "tiff-1bit"),
    Kind("bits-300", "held", (LAID, scanner.at(300), scanner.one_bit), "pdf-1bit"),
    scan("uneven-light", "held", scanner.uneven()),
    scan("upside-down", "held", scanner.turned(2)),
    scan("pages-shuffled", "held", shuffled=True, forms=SEVERAL_PAGES),
    scan("stapled", "held", scanner.stapled),
    scan("bleed-through", "held", through=True),
    Kind("tiff-pages", "held", S300, "tiff"),
    scan("seals-pale", "held", seal=PALE),
    scan("seals-partial", "held", seal=PARTIAL),
    Kind("grey-seals", "held", (LAID, scanner.at(300), scanner.grey, scanner.tones()), "pdf-grey", seal=MANY),
    scan("receipt-stamp", "held", extras=(stationery.receipt,)),
    scan("corrected-by-hand", "held", fixes=3, dates=0.8),
    photo("photo-white-desk", "held", camera.white_desk),
    photo("photo-folded", "held", camera.dark_cloth, bend=0.009, fold=True, tilt=9, light=0.3),
    photo(
        "photo-dim-blurred",
        "held",
        camera.wood,
        tilt=8,
        light=0.45,
        last=camera.sensor((5, 9), (0.9, 1.3), (0.6, 0.8), 3),
    ),
    Kind(
        "messenger-jpeg",
        "held",
        (camera.photo(camera.white_desk, tilt=7, share=(0.95, 1.0)), CAMERA, scanner.shrunk(1920)),
        "jpg",
        (50, 68),
        forms=ONE_PAGE,
        source="own",
    ),
]


def kinds(half: str) -> list[Kind]:
    """The kinds of a half."""
    return OPEN if half == "open" else HELD
