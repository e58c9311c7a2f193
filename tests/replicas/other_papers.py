"""What else is in a file: letters, other annexes, remarks. The texts are those of the two notices."""

from __future__ import annotations

from collections.abc import Collection

from tests.replicas.model import Block, Line, Paper, Span, line, lines
from tests.replicas.value_writer import TICKS

_GUANGZHOU_LETTER = (
    "转发关于《广州市知识产权局关于印发关于加强\n重点企业和重点市场知识产权行政保护的措施的通知》\n（穗知〔2017〕5号）的通知",
    "各会员单位：",
    "现将 《广州市知识产权局关于印发关于加强重点企业和重点市场知识产权行政保护的措施的通知》（穗知〔2017〕5号）"
    "（以下简称通知）转发给你们，请你们结合单位实际情况，按照《通知》要求于4月16日前向所属区知识产权局递送申报书"
    "（包括要求报送的材料），请各单位积极响应，争取入库。",
    "专此通知。",
    "附件：《广州市知识产权局关于印发关于加强重点企业和重点市场知识产权行政保护的措施的通知》（穗知〔2017〕5号）  ",
    " 广州医药行业协会",
    "                              2017年3月9日",
    "（联系人：陈志祥，联系电话：81050369）",
)
_JINHUA_LETTER = (
    "关于组织申报金华市知识产权保护直通车重点企业的通知",
    "各县（市、区）知识产权管理部门：",
    "各单位要高度重视营商环境建设工作，强化企业知识产权保护，积极推行重点企业知识产权保护直通车制度，"
    "积极组织企业申报金华市知识产权保护直通车重点企业，如实填报企业入库申报材料，"
    "并将申报材料报送市知识产权保护和广告监督管理处。",
    "联系人：王工，联系电话：0579-82060000，电子邮箱：office@example.com",
    "                              2022年4月20日",
)
_GUANGZHOU_ANNEX = (
    "附件1",
    "关于加强重点企业和重点市场知识产权\n\n行政保护的措施",
    "二、工作任务",
    "（一）建立重点企业、重点市场数据库",
    "1．重点企业入库的基本条件",
    "（2）在本市行政区域内注册的法人;",
    "（3）设立了专门的知识产权管理部门和完善的管理制度;",
    "（4）拥有自主知识产权，其中专利、商标申请量或拥有量要在30件以上，或拥有一定数量软件著作权。",
    "2．重点市场入库的基本条件",
    "（2）市场营业面积在1万平方米以上，或入驻商家在150家以上；",
)
_JINHUA_ANNEX = (
    "附件1",
    "金华市知识产权保护直通车重点企业\n入库申报指南",
    "为落实金华市重点企业知识产权保护直通车制度，现制定金华市知识产权保护直通车重点企业入库申报指南，"
    "具体申报材料如下：",
    "一、企业入库申报材料（一式一份）",
    "（一）金华市知识产权保护直通车重点企业申报表（附件2）；",
    "（二）营业执照复印件（复印件与原件核对无误，盖企业印章）；",
    "（三）提供以下证明材料之一：",
    "（1）有效的专利、商标证书复印件（复印件与原件核对无误，盖企业印章）；",
    "（2）国家高新技术企业认定证书复印件（复印件与原件核对无误，盖企业印章）；",
    "（3）市级以上知识产权示范、优势培育、试点企业认定文件复印件（复印件与原件核对无误）。",
    "二、推荐单位汇总材料（一式一份）",
    "（一）金华市知识产权保护直通车重点企业推荐表（附件3）；",
    "（二）企业入库申报材料。",
)
_REMARKS = ("备注：纸质材料已于昨日快递寄出，请查收。", "经办人微信同手机号，如有问题请联系小王。")


def letter(form_id: str) -> list[Block]:
    return _text(_GUANGZHOU_LETTER if form_id.startswith("guangzhou") else _JINHUA_LETTER)


def first_annex(form_id: str) -> list[Block]:
    return _text(_GUANGZHOU_ANNEX if form_id.startswith("guangzhou") else _JINHUA_ANNEX)


def remarks(paper: Paper, on: Collection[str], form_id: str) -> None:
    if "extra_text" in on:
        paper.foot += [Line([Span(remark, kind="extra")]) for remark in _REMARKS]
    if TICKS & set(on) and form_id == "jinhua-recommendation":
        paper.foot.append(Line([Span("☑以上企业信息均已核实  □未核实", kind="tick")]))
    if TICKS & set(on) and not any(span.path for each in lines(paper.blocks) for span in each.spans):
        paper.foot.append(Line([Span("□已核对", kind="tick")]))


def _text(paragraphs: tuple[str, ...]) -> list[Block]:
    return [line(Span(paragraph), align="center" if "\n" in paragraph else "left") for paragraph in paragraphs]
