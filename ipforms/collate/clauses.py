"""The clauses on applications and the recommendation table, in the words of Jinhua's plan."""

from __future__ import annotations

from ipforms.rules.verdicts import Clause

_PLAN = "金华方案"

HAND_IN = Clause(_PLAN, "四（二）", "将《金华市知识产权保护直通车重点企业推荐表》和企业入库申报材料上报市局")
SELECT = Clause(_PLAN, "四（二）", "按照申报条件的要求确定推荐企业名单")
VERIFY = Clause(_PLAN, "四（二）", "核实企业申报信息的真实性，核查专利、商标的有效数量")
