"""What the pages of an OFD document share: drawing parameters, pictures, drawings (GB/T 33190-2016, 7.9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ipforms.containers.safe_xml import Element
from ipforms.formats.ofd.ofd_package import OfdPackage

_MOST_BASES = 20  # drawing parameters that rest on each other; more are a circle
_FILES = (("MultiMedia", "MediaFile"), ("Font", "FontFile"))
_COLOURS = ("FillColor", "StrokeColor")


@dataclass(frozen=True, slots=True)
class DrawingStyle:
    """What an object looks like unless it says so itself; None where nothing is said."""

    fill: Element | None = None
    stroke: Element | None = None
    width: str | None = None

    def over(self, other: DrawingStyle) -> DrawingStyle:
        """This style, and where it says nothing the other one."""
        fill = other.fill if self.fill is None else self.fill
        stroke = other.stroke if self.stroke is None else self.stroke
        return DrawingStyle(fill, stroke, self.width or other.width)


def own_style(element: Element) -> DrawingStyle:
    """What an element itself says."""
    fill, stroke = (element.find(name) for name in _COLOURS)
    return DrawingStyle(fill, stroke, element.get("LineWidth"))


@dataclass
class OfdResources:
    """The resources of a document, by their IDs."""

    parameters: dict[str, Element] = field(default_factory=dict)  # elements DrawParam
    files: dict[str, str] = field(default_factory=dict)  # parts that hold pictures and fonts
    drawings: dict[str, Element] = field(default_factory=dict)  # elements CompositeGraphicUnit

    def add(self, package: OfdPackage, root: Element, path: str, beside: str) -> None:
        """Add the resources of the parts that elements name."""
        for part, resources in package.linked(root, path, beside):
            self.parameters |= dict(_by_id(resources, "DrawParam"))
            self.drawings |= dict(_by_id(resources, "CompositeGraphicUnit"))
            base = resources.get("BaseLoc", "").strip("/ ")
            for kind, file in _FILES:
                for key, element in _by_id(resources, kind):
                    name = (element.findtext(file) or "").strip()
                    location = name if name.startswith("/") or not base else f"{base}/{name}"
                    self.files[key] = package.find(location if name else None, part, is_needed=False)

    def style(self, key: str | None) -> DrawingStyle:
        """What drawing parameters say, with those that they rest on."""
        found = DrawingStyle()
        for _ in range(_MOST_BASES):
            element = self.parameters.get(key or "")
            if element is None:
                break
            found, key = found.over(own_style(element)), element.get("Relative")
        return found


def _by_id(resources: Element, name: str) -> Iterator[tuple[str, Element]]:
    return ((each.get("ID", ""), each) for each in resources.iter(name))
