"""Pictures of pages to files as they are sent: JPEG, PNG, TIFF, PDF of pictures with or without a text layer."""

import random
import zlib
from io import BytesIO

from PIL import Image

from .shot import Shot

ALIKE = {
    "0": "O",
    "1": "l",
    "8": "B",
    "5": "S",
    "有": "冇",
    "日": "曰",
    "人": "入",
    "未": "末",
    "：": ":",
    "业": "亚",
    "土": "士",
}


def jpeg(shot: Shot, quality: int, grey: bool = False) -> bytes:
    """The bytes of a JPEG."""
    out, image = BytesIO(), Image.fromarray(shot.image)
    image = image.convert("L") if grey else image
    image.save(out, "JPEG", quality=quality, dpi=(round(shot.dpi), round(shot.dpi)))
    return out.getvalue()


def picture(shots: list[Shot], form: str, quality: int) -> bytes:
    """One page as PNG or JPEG."""
    if form == "jpg":
        return jpeg(shots[0], quality)
    out = BytesIO()
    Image.fromarray(shots[0].image).save(out, "PNG", compress_level=3, dpi=(shots[0].dpi, shots[0].dpi))
    return out.getvalue()


def tiff(shots: list[Shot], quality: int, bits: bool = False) -> bytes:
    """All pages in one TIFF: LZW, or CCITT group 4 for one bit."""
    out = BytesIO()
    pages = [Image.fromarray(s.image).convert("1" if bits else "RGB") for s in shots]
    how = "group4" if bits else "jpeg"
    more = {} if bits else {"quality": quality}
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], compression=how, dpi=(shots[0].dpi,) * 2, **more)
    return out.getvalue()


class PdfOfPictures:
    """A PDF as scanners write it: a picture a page, at times with the text that the scanner read."""

    def __init__(self):
        self.objects: list[bytes] = [b"", b""]

    def add(self, body: bytes) -> int:
        """An object; its number."""
        self.objects.append(body)
        return len(self.objects)

    def stream(self, head: str, data: bytes) -> int:
        """A stream with the entries of its dictionary."""
        return self.add(f"<<{head}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream")

    def page(self, shot: Shot, data: bytes, kind: str, text: bytes = b"") -> int:
        """A page of the picture's size."""
        high, wide = shot.image.shape[:2]
        dpi = min(max(shot.dpi, 60), 600)
        w, h = wide * 72 / dpi, high * 72 / dpi
        image = self.stream(f"/Type/XObject/Subtype/Image/Width {wide}/Height {high}{kind}", data)
        body = f"q {w:.2f} 0 0 {h:.2f} 0 0 cm /I Do Q\n".encode() + text
        content = self.stream("/Filter/FlateDecode", zlib.compress(body))
        font = self.font() if text else 0
        fonts = f"/Font<</F {font} 0 R>>" if text else ""
        box = f"/MediaBox[0 0 {w:.2f} {h:.2f}]"
        means = f"/Resources<</XObject<</I {image} 0 R>>{fonts}>>"
        return self.add(f"<</Type/Page/Parent 2 0 R{box}{means}/Contents {content} 0 R>>".encode())

    def font(self) -> int:
        """A font that no file holds, as in text layers."""
        system = "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
        below = self.add(f"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light{system}/DW 1000>>".encode())
        head = "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
        return self.add(f"{head}/DescendantFonts[{below} 0 R]>>".encode())

    def bytes(self, pages: list[int]) -> bytes:
        """The file."""
        kids = " ".join(f"{p} 0 R" for p in pages)
        self.objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
        self.objects[1] = f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode()
        out, places = BytesIO(), []
        out.write(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
        for number, body in enumerate(self.objects, 1):
            places.append(out.tell())
            out.write(f"{number} 0 obj\n".encode() + body + b"\nendobj\n")
        start = out.tell()
        out.write(f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode())
        out.write("".join(f"{p:010} 00000 n \n" for p in places).encode())
        out.write(f"trailer<</Size {len(places) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode())
        return out.getvalue()


def pdf(shots: list[Shot], quality: int, rng: random.Random, grey=False, bits=False, layer=False) -> bytes:
    """A PDF of pictures; `layer`: with a text layer in which the scanner misread a share of the characters."""
    out = PdfOfPictures()
    pages = []
    for shot in shots:
        if bits:
            data = zlib.compress(Image.fromarray(shot.image).convert("1").tobytes())
            kind = "/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/FlateDecode"
        else:
            data = jpeg(shot, quality, grey)
            kind = f"/ColorSpace/{'DeviceGray' if grey else 'DeviceRGB'}/BitsPerComponent 8/Filter/DCTDecode"
        pages.append(out.page(shot, data, kind, misread(shot, rng) if layer else b""))
    return out.bytes(pages)


def misread(shot: Shot, rng: random.Random) -> bytes:
    """Invisible text near its places: letters confused, lost, joined."""
    high, parts = shot.image.shape[0], []
    scale, unit = shot.dpi / 300, 72 / shot.dpi
    for char in shot.chars:
        dice = rng.random()
        if dice < 0.04:
            continue
        letter = ALIKE.get(char.text[0], char.text[0]) if dice < 0.3 else char.text[0]
        letter = rng.choice("口一丶的") if dice > 0.985 else letter
        x0, _, _, y1 = (v * scale for v in char.box)
        size = max(5, (char.box[3] - char.box[1]) * scale * unit)
        x, y = (x0 + rng.uniform(-4, 4)) * unit, (high - y1 + rng.uniform(-6, 6)) * unit
        code = letter.encode("utf-16-be", "surrogatepass").hex()
        parts.append(f"BT 3 Tr /F {size:.1f} Tf 1 0 0 1 {x:.1f} {y:.1f} Tm <{code}> Tj ET")
    return "\n".join(parts).encode()
