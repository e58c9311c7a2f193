"""A tagged XML part → Jinja source → code: the one place where tags become a program.

docxtpl's `patch_xml` turns its tags (`{%tr %}`, `{% vm %}`, tags split by Word into several runs) into plain Jinja. The
tree that Jinja parses from it is then held to what a form needs: field paths, loops over a repeated section, a printed
default. Anything else is refused, so a template cannot hold logic, and a value cannot become one. In the same walk each
printed value gets its escape, which knows the paragraph that it stands in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined, Template, TemplateSyntaxError, nodes

from ipforms import chars
from ipforms.template.place import Place

_ESCAPED = re.compile('[&<>"\n\t\r]|' + chars.NOT_XML.pattern)
_ENTITY = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": '</w:t><w:tab/><w:t xml:space="preserve">'}


class NotXml(ValueError):
    """A value with a character that XML cannot hold."""


def _escape(value: object, line_break: str) -> str:
    text = value if type(value) is str else _printed(value)
    if _ESCAPED.search(text) is None:
        return text

    def entity(match: re.Match[str]) -> str:
        character = match[0]
        if character in "\n\r":
            return line_break
        if character not in _ENTITY:
            raise NotXml(text)
        return _ENTITY[character]

    return _ESCAPED.sub(entity, text)


def _printed(value: object) -> str:
    """Only texts are printed, and the numbers of rows; an undefined name says so when it is turned into a text."""
    if isinstance(value, str | int | StrictUndefined):
        return str(value)
    raise TypeError(f"a template prints texts, not {type(value).__name__}")


def _environment() -> Environment:
    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)
    environment.filters["printed"] = _escape
    return environment


ENVIRONMENT = _environment()


@dataclass
class Names:
    """What a template names: every printed field, and every repeated section with the fields of its rows.

    Attributes:
        fields: patterns of the printed paths: `name`, `ip_units[].unit`.
        loops: for each repeated section, the names used in a row.
        faults: what is wrong with the tags, in Chinese and English.
    """

    fields: list[str] = field(default_factory=list)
    loops: dict[str, list[str]] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)


def compile_part(xml: str, names: Names) -> Template | None:
    """Compile one XML part; None when it has no tags. What it names, and its faults, are added to `names`."""
    try:
        tree = ENVIRONMENT.parse(DocxTemplate(None).patch_xml(xml))
    except TemplateSyntaxError as error:
        names.faults.append((f"标签语法错误：{error.message}", f"tag syntax: {error.message}"))
        return None
    walk = _Walk(names)
    tree.body = walk.block(tree.body, {})
    if not walk.tags or names.faults:
        return None
    return Template.from_code(ENVIRONMENT, ENVIRONMENT.compile(tree), {})


class _Walk:
    """Walks the tree in the order of the document."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.place = Place()
        self.tags = 0

    def block(self, body: list[nodes.Node], rows: dict[str, str]) -> list[nodes.Node]:
        return [self.statement(node, rows) for node in body]

    def statement(self, node: nodes.Node, rows: dict[str, str]) -> nodes.Node:
        if isinstance(node, nodes.Output):
            node.nodes = [self.output(child, rows) for child in node.nodes]
        elif isinstance(node, nodes.For):
            self.tags += 1
            self.loop(node, rows)
        elif isinstance(node, nodes.If) and _dotted(node.test) == "loop.first":
            # What docxtpl makes of {% vm %}: a label merged over the rows of a loop.
            node.body, node.else_ = self.block(node.body, rows), self.block(node.else_, rows)
        else:
            self.fault(node, "只允许字段路径和循环", "only field paths and loops are allowed")
        return node

    def loop(self, node: nodes.For, rows: dict[str, str]) -> None:
        path = _dotted(node.iter)
        if rows or path is None or "." in path or not isinstance(node.target, nodes.Name) or node.test or node.else_:
            self.fault(node, "循环只能写成“for 行 in 字段”，不嵌套", "a loop must read “for row in field”, not nested")
            return
        self.names.loops.setdefault(path, [])
        node.iter = _items(node.iter)
        node.body = self.block(node.body, {node.target.name: path})

    def output(self, node: nodes.Expr, rows: dict[str, str]) -> nodes.Expr:
        if isinstance(node, nodes.TemplateData):
            self.place.feed(node.data)
            return node
        self.tags += 1
        printed = self.expression(node, rows)
        line_break = nodes.Const(self.place.line_break())
        return nodes.Filter(printed, "printed", [line_break], [], None, None, lineno=node.lineno)

    def expression(self, node: nodes.Expr, rows: dict[str, str]) -> nodes.Expr:
        if isinstance(node, nodes.Or) and isinstance(node.right, nodes.Const):
            node.left = self.expression(node.left, rows)
            return node
        path = _dotted(node)
        if path is None:
            self.fault(node, "只允许字段路径", "only a field path is allowed")
        elif not path.startswith("loop."):
            self.name(path, rows)
            return _items(node)
        return node

    def name(self, path: str, rows: dict[str, str]) -> None:
        head, _, rest = path.partition(".")
        if head in rows:
            self.names.loops[rows[head]].append(rest)
            path = f"{rows[head]}[].{rest}"
        self.names.fields.append(path)

    def fault(self, node: nodes.Node, zh: str, en: str) -> None:
        self.names.faults.append((f"{zh}（标签 {type(node).__name__}）", f"{en} ({type(node).__name__})"))


def _dotted(node: nodes.Node) -> str | None:
    """`a.b.c` of a chain of names, or None for any other expression."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        owner = _dotted(node.node)
        return None if owner is None else f"{owner}.{node.attr}"
    return None


def _items(node: nodes.Node) -> nodes.Expr:
    """`a.b` as `a["b"]`: a row's text named like a method of dict is still the text."""
    assert isinstance(node, nodes.Expr)
    if isinstance(node, nodes.Getattr):
        return nodes.Getitem(_items(node.node), nodes.Const(node.attr), "load", lineno=node.lineno)
    return node
