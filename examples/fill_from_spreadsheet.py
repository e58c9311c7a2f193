"""A form for each row of a spreadsheet, and a list of the rows that are wrong.

    python examples/fill_from_spreadsheet.py [out/spreadsheet [table.xlsx]]

Without a table it takes one that a colleague has sent back. What Excel has done to it is undone where nothing was
lost; a row that cannot be used is refused with the reason, and the others are filled all the same. XLSX, XLS, ODS, CSV
and JSON are read alike.
"""

from __future__ import annotations

import sys
from pathlib import Path

import ipforms

TABLE = Path(__file__).parent / "data" / "returned-by-a-colleague.csv"


def main(out: str = "out/spreadsheet", table: str | Path = TABLE) -> None:
    """Write the forms, and what is to be put right, into the folder `out`."""
    form = ipforms.form("guangzhou-enterprise")
    faults: list[str] = []

    def note(result: ipforms.bulk.FillResult) -> None:
        bad = result.status in ("refused", "failed")
        for problem in result.problems:
            line = f"第{problem.row}行\t{result.name}\t{problem.column}\t{problem.reason()}"
            print("错误" if bad else "提示", line, sep="\t")
            if bad:
                faults.append(line)

    with ipforms.bulk.open_source(table) as source:
        rows = ipforms.bulk.Rows(form, source)
        summary = ipforms.bulk.fill(form, rows, out, on_result=note)
    print(f"已生成 {summary.written + summary.unchanged} 份，退回 {summary.refused + summary.failed} 行。")
    if faults:
        (Path(out) / "退回修改.txt").write_text("\n".join(faults) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:3])
