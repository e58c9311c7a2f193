"""The record of a case as the form that a check was written for."""

from __future__ import annotations

from typing import cast

from ipforms.checks.case import Case
from ipforms.schemas.guangzhou import GuangzhouEnterprise, GuangzhouMarket
from ipforms.schemas.jinhua import JinhuaApplication, JinhuaRecommendation


def enterprise(case: Case) -> GuangzhouEnterprise:
    """穗知〔2017〕5号附件2."""
    return cast("GuangzhouEnterprise", case.record)


def market(case: Case) -> GuangzhouMarket:
    """穗知〔2017〕5号附件3."""
    return cast("GuangzhouMarket", case.record)


def guangzhou(case: Case) -> GuangzhouEnterprise | GuangzhouMarket:
    """Either 申报书 of 穗知〔2017〕5号."""
    return cast("GuangzhouEnterprise | GuangzhouMarket", case.record)


def application(case: Case) -> JinhuaApplication:
    """金华附件2."""
    return cast("JinhuaApplication", case.record)


def recommendation(case: Case) -> JinhuaRecommendation:
    """金华附件3."""
    return cast("JinhuaRecommendation", case.record)
