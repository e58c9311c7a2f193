"""Returned documents of a few elements, in a short notation: what is no XML becomes a run, a paragraph, a cell.

>>> p("甲", sym("Wingdings", "F0FE"))
'<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>'
"""

from __future__ import annotations

import io
import zipfile

from ipforms.formats.docx import DocxLimits, read
from ipforms.messages import Note
from ipforms.sheet import Sheet, Table

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": f"{OFFICE}/relationships",
        "m": f"{OFFICE}/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def t(text: str) -> str:
    return f"<w:t>{text}</w:t>"


def r(*children: str, look: str = "") -> str:
    """A run; `look` is its properties."""
    inside = "".join(child if child.startswith("<") else t(child) for child in children)
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{inside}</w:r>"


def p(*runs: str, look: str = "") -> str:
    inside = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{inside}</w:p>"


def tc(*blocks: str, look: str = "") -> str:
    inside = "".join(block if block.startswith("<") else p(block) for block in blocks or ("",))
    return f"<w:tc>{f'<w:tcPr>{look}</w:tcPr>' if look else ''}{inside}</w:tc>"


def tr(*cells: str, look: str = "") -> str:
    inside = "".join(cell if cell.startswith("<w:") else tc(cell) for cell in cells)
    return f"<w:tr>{f'<w:trPr>{look}</w:trPr>' if look else ''}{inside}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def sym(font: str, code: str) -> str:
    return r(f'<w:sym w:font="{font}" w:char="{code}"/>')


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def sdt(content: str, look: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{look}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def char(kind: str, data: str = "") -> str:
    return r(f'<w:fldChar w:fldCharType="{kind}">{data}</w:fldChar>')


def field(instruction: str, *result: str, data: str = "") -> str:
    """A complex field; without a result it has no `separate`."""
    shown = char("separate") + "".join(x if x.startswith("<") else r(x) for x in result) if result else ""
    return f"{char('begin', data)}{r(f'<w:instrText>{instruction}</w:instrText>')}{shown}{char('end')}"


def anchored(inside: str, name: str = "") -> str:
    """A run with a drawing that holds `inside`."""
    return r(f'<w:drawing><wp:anchor><wp:docPr id="1" name="{name}"/>{inside}</wp:anchor></w:drawing>')


def textbox(*blocks: str) -> str:
    return f"<wps:wsp><wps:txbx><w:txbxContent>{''.join(blocks)}</w:txbxContent></wps:txbx></wps:wsp>"


def root(body: str, name: str = "document", attributes: str = "") -> str:
    return f"<w:{name} {SPACES} {attributes}>{body}</w:{name}>"


def document(*blocks: str, attributes: str = "") -> str:
    inside = "".join(block if block.startswith("<") else p(block) for block in blocks)
    return root(f"<w:body>{inside}</w:body>", attributes=attributes)


def relationships(**targets: str) -> str:
    """One line a kind; a target that has a colon is outside of the file."""
    lines = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/relationships/{kind}" Target="{target}" '
        f'TargetMode="{"External" if ":" in target else "Internal"}"/>'
        for n, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_RELS}">{lines}</Relationships>'


def package(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in {"_rels/.rels": relationships(officeDocument="word/document.xml"), **parts}.items():
            archive.writestr(name, content)
    return file.getvalue()


def docx(*blocks: str, **parts: str) -> bytes:
    """A document; further parts by the kind of their relationship, as `footer=root(…)`."""
    rels = relationships(**{kind: f"{kind}.xml" for kind in parts})
    others = {f"word/{kind}.xml": content for kind, content in parts.items()}
    return package({"word/document.xml": document(*blocks), "word/_rels/document.xml.rels": rels, **others})


def sheet(*blocks: str, limits: DocxLimits | None = None, **parts: str) -> Sheet:
    return read(docx(*blocks, **parts), limits=limits or DocxLimits())


def texts(*blocks: str, **parts: str) -> list[str]:
    return list(sheet(*blocks, **parts).texts())


def line(*runs: str) -> str:
    """What is read of a paragraph of these runs."""
    (text,) = texts(p(*runs))
    return text


def table(*rows: str) -> Table:
    """What is read of a table of these rows."""
    (block,) = sheet(tbl(*rows)).blocks
    assert isinstance(block, Table)
    return block


def spans(made: Table) -> list[tuple[int, int, int, int, str]]:
    return [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in made.cells]


def traces(made: Sheet) -> list[tuple[str, str]]:
    """Code and text of what was not read as it stands; each must be able to speak."""
    told = [Note(trace.code, {"text": trace.text, **trace.context}) for trace in made.traces]
    assert all(note.message(lang) for note in told for lang in ("zh", "en"))
    return [(trace.code, trace.text) for trace in made.traces]


def codes(made: Sheet) -> list[str]:
    """The notes' codes; each must be able to speak."""
    assert all(note.message(lang) for note in made.notes for lang in ("zh", "en"))
    return [note.code for note in made.notes]
