"""Run all benchmarks and print their tables in Markdown."""

from __future__ import annotations

import os
import platform
import sys
from importlib.metadata import version

from benchmarks import (
    checking,
    fill_memory,
    filling,
    ofd,
    office,
    pdf,
    pdf_form,
    pdf_reading,
    reading,
    registry,
    render,
)


def main() -> None:
    """Print what was measured, and on what."""
    print(
        f"Python {sys.version.split()[0]}, docxtpl {version('docxtpl')}, python-docx {version('python-docx')}, "
        f"{platform.machine()}, {os.cpu_count()} cores\n"
    )
    print("## Filling")
    filling.main()
    print("\n## Rendering\n")
    render.main()
    print("\n## PDF\n")
    pdf.main()
    print("\n## Fillable PDF\n")
    pdf_form.main()
    print("\n## Reading\n")
    reading.main()
    print("\n## Reading PDF\n")
    pdf_reading.main()
    print("\n## OFD\n")
    ofd.main()
    print("\n## Old Office formats\n")
    office.main()
    print("\n## Checking\n")
    checking.main()
    print("\n## Registry\n")
    registry.main()
    print(f"\n## Memory of a stream of records ({fill_memory.FORM})\n")
    fill_memory.main()


if __name__ == "__main__":
    main()
