"""名录库三年：60 家企业、5 个市场的申报、入库、走访、培育、复核、退出，和由此制作的全部文书。

    python -m examples.three_years [文件夹] [起始年份]

The life of 60 enterprises (50 of Guangzhou, 10 of Jinhua) and 5 markets over three years, with every document that
comes of it.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from examples.three_years.story import FIRST_YEAR, Story
from ipforms.registry import DocumentRequest, Registry, registry_documents
from ipforms.registry.document_kinds import DOCUMENT_FORMATS


def make_documents(story: Story, folder: Path) -> list[Path]:
    """Every document of the three years, tables in all three formats."""
    now, day = story.now.date(), story.day
    office: dict[str, Any] = {"contact": "陈工，020-80001234"}
    wanted: tuple[tuple[str, str, date, dict[str, Any]], ...] = (
        ("publicity", "guangzhou", day(1, 5, 17), {"days": 7}),
        ("admission", "guangzhou", day(1, 5, 15), {}),
        ("ledger", "guangzhou", day(1, 12, 31), {}),
        ("lead-bulletin", "guangzhou", day(2, 12, 31), {}),
        ("leaving", "guangzhou", day(2, 12, 22), {}),
        ("ledger", "guangzhou", now, {}),
        ("list", "guangzhou", now, {}),
        ("liaisons", "guangzhou", now, {}),
        ("acceptance", "guangzhou", now, {}),
        ("lead-transfer", "guangzhou", now, {"to": "广州市工商行政管理局"}),
        ("list", "jinhua", now, {}),
        ("liaisons", "jinhua", now, {}),
        ("jurisdiction", "jinhua", now, {"office": "金华市市场监督管理局"}),
    )
    written = []
    for kind, programme, on, more in wanted:
        asked = DocumentRequest(programme, on, **office, **more)
        for made in registry_documents(story.registry, kind, asked):
            many = kind in ("admission",)
            for format in DOCUMENT_FORMATS[:1] if many else DOCUMENT_FORMATS:
                path = folder / programme / on.isoformat() / f"{made.stem}.{format}"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(made.rendered(format).data)
                written.append(path)
    return written


def main(folder: Path, first_year: int = FIRST_YEAR) -> None:
    """Tell the story, and print what is overdue at its end."""
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / "registry.db"
    place.unlink(missing_ok=True)
    registry = Registry.create(place)
    story = Story(registry, first_year)
    story.tell()
    written = make_documents(story, folder)
    for year in range(first_year, first_year + 3):
        last = min(date(year, 12, 31), story.now.date())
        for each in registry.report(year, last):
            print(f"{year} {each.programme} {each.title.text('zh')}：{each.arithmetic}")
    for item in registry.due(story.now, timedelta(days=30)):
        overdue = "已逾期" if item.overdue else "将到期"
        print(f"{overdue} {item.due:%Y-%m-%d %H:%M} {item.title.text('zh')} {item.name} {item.what}")
    print(f"{len(registry.parties())} 家单位，{len(registry.events())} 条变动记录，{len(written)} 份文书：{folder}")
    registry.close()


if __name__ == "__main__":
    given = sys.argv[1:]
    main(Path(given[0] if given else "out/three-years"), int(given[1]) if len(given) > 1 else FIRST_YEAR)
