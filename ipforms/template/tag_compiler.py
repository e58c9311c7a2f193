"""A tagged XML part → Jinja source → code: the one place where tags become a program.

docxtpl's tags are plain Jinja by then (`plain_jinja`). The tree that Jinja parses from it may hold only what a form
needs: field paths, loops over a repeated section, a printed default. Anything else is refused, so a template cannot
hold logic, and a value cannot become one. In the same walk each printed value gets its escape, which knows the
paragraph that it stands in.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from jinja2 import Environment, StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.compiler import CodeGenerator, Frame

from ipforms.messages import Bilingual
from ipforms.template.numbered_tags import OPENING, NumberedTags
from ipforms.template.plain_jinja import plain_jinja
from ipforms.template.text_room import Typography
from ipforms.template.xml_position import XmlPosition, escape
from ipforms.text.regex import regex

# A form's rows are numbered; the rest of Jinja's `loop` is logic. `self` is Jinja's own name for the template.
_TAG = regex(r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|\{#.*?#\}")
_LOOK_ALIKE = regex(r"[{｛]{1,2}[ ]?[%％]?[ ]?[a-z_]\w[\w. ]*[%％]?[}｝]{1,2}")
"""What somebody meant to be a tag: braces of the other width, or one where two belong."""
_COUNTERS = frozenset({"loop.index", "loop.length"})
_RESERVED = frozenset({"loop", "self"})
_NOT_CLOSED = "Unexpected end of template"  # Jinja's words
_MOST_FAULTS = 50  # of syntax in one part; whoever has more begins with these


class _BytesOfItems(CodeGenerator):
    """`row["unit"]` as Python says it: a field is an item and nothing else, so Jinja need not look for attributes.

    What comes out is encoded: the print when it is compiled, values, which `escape` makes texts of, as they come. Jinja
    has these three methods for its own generator of other things than texts, `jinja2.nativetypes`.
    """

    def _output_const_repr(self, group: Iterable[Any]) -> str:
        return repr("".join(group).encode())

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        pass

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(".encode()")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")


class _FieldEnvironment(Environment):
    code_generator_class = _BytesOfItems


def _environment() -> Environment:
    environment = _FieldEnvironment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)
    environment.filters["printed"] = escape
    return environment


ENVIRONMENT = _environment()


@dataclass
class TemplateNames:
    """What a template names: every printed field, and every repeated section with the fields of its rows."""

    fields: list[str] = field(default_factory=list)  # patterns of the printed paths: `name`, `ip_units[].unit`
    # for each repeated section, the names used in a row; of a section in another one `products[].patents`
    loops: dict[str, list[str]] = field(default_factory=dict)
    # sections as their tags name them: `product.patents` is `products[].patents`
    typed: dict[str, str] = field(default_factory=dict)
    # sections whose entries are printed one by one, `finance[0].revenue`: how many
    columns: dict[str, int] = field(default_factory=dict)
    column_fields: dict[str, list[str]] = field(default_factory=dict)  # of the same, the names that are printed
    faults: list[Bilingual] = field(default_factory=list)  # what is wrong with the tags


@dataclass(frozen=True, slots=True)
class CompiledPart:
    """A part that has tags, compiled."""

    code: Template  # what Jinja made of it; it gives the document in pieces, encoded

    def render(self, texts: dict[str, Any]) -> bytes:
        """The part with texts in their places."""
        pieces: Iterator[Any] = self.code.root_render_func(self.code.new_context(texts))
        return b"".join(pieces)


def compile_part(xml: str, names: TemplateNames, typography: Typography) -> CompiledPart | None:
    """Compile one XML part; None when it has no tags. What it names, and its faults, are added to `names`.

    `typography` tells how much fits in its cells.
    """
    source = NumberedTags(plain_jinja(xml), xml)
    words = _TAG.sub("", re.sub(r"<[^>]*>", "", re.sub(r"</w:p>", "\n", xml)))
    alike = islice(_LOOK_ALIKE.finditer(words), _MOST_FAULTS)
    names.faults += [Bilingual("template.look_alike", {"text": each[0]}) for each in alike]
    tree = _parsed(source, names)
    walk = _TagWalk(names, source, typography)
    tree.body = walk.block(tree.body, {})
    if not (walk.tags or source.has_comments) or names.faults:
        return None
    return CompiledPart(Template.from_code(ENVIRONMENT, ENVIRONMENT.compile(tree), {}))


def _parsed(source: NumberedTags, names: TemplateNames) -> nodes.Template:
    """Parse a part. Jinja stops at the first fault; its tag is blanked and the part parsed again, so all are listed."""
    blanked = 0
    for _ in range(_MOST_FAULTS):
        try:
            return ENVIRONMENT.parse(source.text)
        except TemplateSyntaxError as error:
            is_open = str(error.message).startswith(_NOT_CLOSED)
            line = (source.unclosed() if is_open else 0) or error.lineno
            tag, statement = source.tag(line), source.blank(line)
            is_end = blanked and statement.startswith("end")
            if not is_end:  # what ends a loop that was blanked is no fault of its own
                names.faults.append(_syntax_fault(tag, error))
            blanked += -1 if is_end else statement in OPENING
            if not tag:
                break
    return nodes.Template([])


def _syntax_fault(tag: str, error: TemplateSyntaxError) -> Bilingual:
    if tag.startswith("{%"):
        return Bilingual("template.loop", {"tag": tag})
    return Bilingual("template.syntax", {"tag": tag or "{#", "error": error.message})


class _TagWalk:
    """Walks the tree in the order of the document."""

    def __init__(self, names: TemplateNames, source: NumberedTags, typography: Typography) -> None:
        self.typography = typography
        self.names = names
        self.source = source
        self.position = XmlPosition()
        self.tags = 0

    def block(self, body: list[nodes.Node], rows: dict[str, str]) -> list[nodes.Node]:
        return [self.statement(node, rows) for node in body]

    def statement(self, node: nodes.Node, rows: dict[str, str]) -> nodes.Node:
        if isinstance(node, nodes.Output):
            node.nodes = [self.output(child, rows) for child in node.nodes]
        elif isinstance(node, nodes.For):
            self.tags += 1
            self.loop(node, rows)
        elif isinstance(node, nodes.If) and rows and _dotted(node.test) == "loop.first" and not node.elif_:
            # What docxtpl makes of {% vm %}: a label merged over the rows of a loop.
            node.body, node.else_ = self.block(node.body, rows), self.block(node.else_, rows)
        else:
            self.fault(node, "statement")
            self.inside(node, rows)
        return node

    def inside(self, node: nodes.Node, rows: dict[str, str]) -> None:
        """Go on inside a statement that is refused: its tags may be wrong too."""
        for branch in ("body", "elif_", "else_"):
            self.block(getattr(node, branch, None) or [], rows)

    def loop(self, node: nodes.For, rows: dict[str, str]) -> None:
        path, row = _dotted(node.iter), _dotted(node.target)
        section = _section(path, rows) if path else None
        extra = node.test or node.else_ or node.recursive or row in rows
        if extra or path is None or section is None or row is None or "." in row or _reserved(row):
            self.fault(node, "loop")
            self.inside(node, rows)
            return
        if re.match(r"\{%-?\s*for\b", self.source.tag(node.lineno)):  # neither of rows nor of paragraphs
            self.names.faults.append(Bilingual("template.loop", {"tag": self.source.tag(node.lineno)}))
        self.names.loops.setdefault(section, [])
        self.names.typed[path] = section
        node.iter = _items(node.iter)
        node.body = self.block(node.body, {**rows, row: section})

    def output(self, node: nodes.Expr, rows: dict[str, str]) -> nodes.Expr:
        if isinstance(node, nodes.TemplateData):
            self.position.feed(node.data)
            return node
        self.tags += 1
        if not self.position.in_text:
            self.fault(node, "text")
        printed = self.expression(node, rows)
        room = self.position.room(self.typography)
        about = [nodes.Const(self.position.line_break()), nodes.Const(tuple(room) if room else None)]
        return nodes.Filter(printed, "printed", about, [], None, None, lineno=node.lineno)

    def expression(self, node: nodes.Expr, rows: dict[str, str]) -> nodes.Expr:
        if isinstance(node, nodes.Or) and isinstance(node.right, nodes.Const):
            node.left, node.right = self.expression(node.left, rows), self.default(node.right)
            return node
        path = _dotted(node)
        if rows and path in _COUNTERS:
            return node
        if path is None or any(map(_reserved, re.split(r"\.|\[\d+\]\.?", path))):
            self.fault(node, "path")
            return node
        if path.isascii():
            self.name(node, path, rows)
        else:
            self.fault(node, "name")
        return _items(node)

    def default(self, node: nodes.Const) -> nodes.Const:
        """The text printed where there is no value: in the XML its & is an entity still."""
        if not isinstance(node.value, str):
            self.fault(node, "default")
            return node
        return nodes.Const(node.value.replace("&amp;", "&"), lineno=node.lineno)

    def name(self, node: nodes.Node, path: str, rows: dict[str, str]) -> None:
        head, _, rest = path.partition(".")
        if column := _COLUMN.fullmatch(path):
            section, index, rest = column.groups()
            self.names.columns[section] = max(self.names.columns.get(section, 0), int(index) + 1)
            self.names.column_fields.setdefault(section, []).append(rest)
            self.names.fields.append(f"{section}[].{rest}")
            return
        if "[" in path:
            self.fault(node, "path")
            return
        if head in rows and not rest:
            self.fault(node, "field")
        elif head in rows:
            self.names.loops[rows[head]].append(rest)
            path = f"{rows[head]}[].{rest}"
        self.names.fields.append(path)

    def fault(self, node: nodes.Node, only: str) -> None:
        """Note a tag of which `only` tells what it may be."""
        tag = self.source.tag(node.lineno)
        self.names.faults.append(Bilingual("template.tag", {"tag": tag, "reason": Bilingual(f"template.only.{only}")}))


_COLUMN = regex(r"(\w+)\[(\d{1,2})\]\.([\w.]+)")


def _section(path: str, rows: dict[str, str]) -> str | None:
    """The pattern of the section that a loop goes through: one of the form, or of an entry of a loop around it."""
    head, _, rest = path.partition(".")
    if not rest:
        return None if _reserved(path) or "[" in path or rows else path
    return f"{rows[head]}[].{rest}" if head in rows and not re.search(r"[.\[]|^_", rest) else None


def _reserved(name: str) -> bool:
    return name in _RESERVED or name.startswith("_")


def _dotted(node: nodes.Node) -> str | None:
    """`a.b.c` of a chain of names, or None for any other expression."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        owner = _dotted(node.node)
        return None if owner is None else f"{owner}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const) and type(node.arg.value) is int:
        owner = _dotted(node.node)
        return None if owner is None else f"{owner}[{node.arg.value}]"
    return None


def _items(node: nodes.Node) -> nodes.Expr:
    """`a.b` as `a["b"]`: a row's text named like a method of dict is still the text."""
    assert isinstance(node, nodes.Expr)
    if isinstance(node, nodes.Getattr):
        return nodes.Getitem(_items(node.node), nodes.Const(node.attr), "load", lineno=node.lineno)
    if isinstance(node, nodes.Getitem):
        return nodes.Getitem(_items(node.node), node.arg, "load", lineno=node.lineno)
    return node
