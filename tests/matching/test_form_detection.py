"""Which forms a document holds."""

from __future__ import annotations

from dataclasses import replace

import ipforms
from ipforms.matching import match_document
from tests.matching.sheet_notation import filled, matcher, sheet

ONE = "单位名称 | {{ name }}\n法定代表人 | {{ head }}\n注册资金 | {{ capital }}"
OTHER = "市场名称 | {{ name }}\n商户数量 | {{ merchants }}\n营业面积 | {{ area }}"
MATCHERS = {"one": matcher(ONE), "other": matcher(OTHER)}
FILLED = "单位名称 | 甲公司\n法定代表人 | 张三\n注册资金 | 5"
BLANK = "单位名称 | \n法定代表人 | \n注册资金 | "


def found(document):
    document = match_document(MATCHERS, sheet(document))
    return [(each.form_id, filled(each.match).get("name", "")) for each in document.instances], [
        block.text for block in document.outside if block.text
    ]


def test_the_form_is_the_one_whose_print_the_document_has():
    assert found("首页\n" + FILLED) == ([("one", "甲公司")], [])
    assert found("市场名称 | 乙市场\n营业面积 | 5") == ([("other", "乙市场")], [])


def test_running_text_of_labels_before_their_values_is_the_form_too():
    assert found("首页\n单位名称：甲公司\n法定代表人：张三\n注册资金：5") == ([("one", "甲公司")], [])
    assert found("单位名称：甲公司\n事由：来函\n附：三件\n日期：今日")[0] == []


def test_a_document_with_too_little_of_any_form_s_print_is_none():
    assert found("单位名称 | 甲公司\n其他 | 张三") == ([], ["单位名称", "甲公司", "其他", "张三"])


def test_what_stands_behind_the_form_belongs_to_none():
    assert found("首页\n" + FILLED + "\n此致\n敬礼") == ([("one", "甲公司")], ["此致", "敬礼"])


def test_annexes_of_one_file_are_forms_of_their_own():
    document = f"附件1\n{FILLED}\n附件2：\n市场名称 | 乙市场\n商户数量 | 9\n营业面积 | 5\n附件3\n会议通知"
    assert found(document) == ([("one", "甲公司"), ("other", "乙市场")], ["附件3", "会议通知"])


def test_the_form_that_is_filled_in_comes_first_and_a_second_copy_of_it_is_another_one():
    assert found(f"样表\n{BLANK}\n以下填写\n{FILLED}")[0] == [("one", "甲公司"), ("one", "")]


def test_a_header_that_is_repeated_is_no_second_form():
    assert found(f"首页\n{FILLED}\n单位名称 | 甲公司")[0] == [("one", "甲公司")]


def test_labels_before_colons_are_print_too():
    assert found("1、单位名称：甲公司\n2、法定代表人：张三\n3、注册资金：5") == ([("one", "甲公司")], [])


def test_entries_that_repeat_their_labels_are_no_further_forms():
    listed = (
        "推荐单位：{{ by }}\n名称 | 地址\n{%tr for p in firms %} | <\n{{ p.name }} | {{ p.at }}\n{%tr endfor %} | <"
    )
    cards = "推荐单位：某局\n名称 | 甲厂\n地址 | 甲路\n\n名称 | 乙厂\n地址 | 乙路"
    (instance,) = match_document({"listed": matcher(listed)}, sheet(cards)).instances
    assert [text for path, text in filled(instance.match).items() if "name" in path] == ["甲厂", "乙厂"]


def test_a_list_that_is_begun_anew_for_each_entry_is_one_form():
    listed = """重点企业推荐表
推荐单位： | {{ by }}
名称 | 地址 | 电话
{%tr for p in firms %} | < | <
{{ p.name }} | {{ p.at }} | {{ p.phone }}
{%tr endfor %} | < | <
填表人： | {{ who }}"""
    of = {"list": matcher(listed)}

    def copies(*parts):
        document = "\n".join(
            f"重点企业推荐表\n推荐单位： | {by}\n名称 | {name}\n地址 | 一路\n电话 | 1\n填表人： | 张三"
            for by, name in parts
        )
        return [filled(each.match) for each in match_document(of, sheet(document)).instances]

    (one,) = copies(("甲局", "甲公司"), ("甲局", "乙公司"))
    assert one == {
        "by": "甲局",
        "who": "张三",
        "firms[0].name": "甲公司",
        "firms[1].name": "乙公司",
        **{f"firms[{at}].{key}": text for at in (0, 1) for key, text in (("at", "一路"), ("phone", "1"))},
    }
    assert len(copies(("甲局", "甲公司"), ("甲局", "甲公司"))) == 2  # a draft and what became of it
    assert len(copies(("甲局", "甲公司"), ("乙局", "乙公司"))) == 2


def test_two_forms_with_much_print_in_common_are_told_apart_by_the_alignment():
    common = "单位名称 | {{ name }}\n地址 | {{ at }}\n邮编 | {{ code }}\n"
    forms = {"one": matcher(common + "专利情况 | {{ own }}"), "other": matcher(common + "商户情况 | {{ own }}")}
    document = sheet("单位名称 | 甲\n地址 | 乙\n邮编 | 丙\n商户的情况 | 丁")
    assert [each.form_id for each in match_document(forms, document).instances] == ["other"]


def test_of_forms_that_are_as_near_only_what_they_do_not_share_decides():
    """The two forms of a city share most labels, so that little is one's alone; that speaks for no other city's."""
    lines = """广州市知识产权行政保护重点企业申报书
申报单位：甲厂    组织单位：广州市海珠区知识产权局
联系人：许家乐    申报时间：2017年3月13日
单位名称：甲厂
注册地址：广州市海珠区新滘东路288号    注册时间：
统一社会信用代码：91440105MA5F987Q8X    组织机构代码：MA5F987Q-8
法定代表人：柯伟杰    身份证号码：440101198710140551
电话：020-51277034、13384321874    电子邮箱：a@b.cn
联系人：许家乐    身份证号码：440101197905070149
通信地址：广州市海珠区新滘东路288号    邮政编码：510310
专利：申请量39件，授权量19件，有效量18件
商标：申请量13件，授权量10件，有效量   件
版权：计算机软件32件，著作权6件
三、知识产权工作机构
序号 | 机构名称 | 人员数量 | 姓名 | 联系电话
1 | 知识产权部 | 4人 | 卓润生 | 020-47955514
四、知识产权制度
序号 | 制度名称 | 制定时间 | 数量
1 | 保密协议管理规定 | 2012年2月25日 | 1
五、申报单位概述
我公司主营耐火电缆的研发、生产与销售。
本单位保证所提供的资料真实有效，并承担因虚报材料可能引起的一切后果。
法定代表人（签名）：柯伟杰"""
    matchers = {form.id: form.matcher for form in ipforms.forms()}
    assert [each.form_id for each in match_document(matchers, sheet(lines)).instances] == ["guangzhou-enterprise"]


OF_GUANGZHOU = """统一社会信用代码 | 9144011565368784X8
组织机构代码 | 65368784-X
注册时间 | 2002-03-18
注册地址 | 广州市南沙区环市大道南2号
通信地址 | 广州市南沙区环市大道南2号
邮政编码 | 511465
法定代表人-姓名 | 龚文静
法定代表人-电话 | 020-82007719
联系人-姓名 | 盛志刚
联系人-电话 | 13900008486
联系人-电子邮箱 | ipr@nanwan.example.com
专利申请量 | 109
专利授权量 | 76
专利有效量 | 74
商标申请量 | 19
商标授权量 | 15
商标有效量 | 14"""


def of_official_forms(text):
    matchers = {form.id: form.matcher for form in ipforms.forms()}
    return [each.form_id for each in match_document(matchers, sheet(text)).instances]


def test_values_where_their_labels_say_make_a_form_of_what_has_little_of_its_print():
    assert of_official_forms("单位名称 | 广州南湾新材料科技有限公司\n" + OF_GUANGZHOU) == ["guangzhou-enterprise"]


def test_most_of_what_a_form_holds_belongs_to_it():
    about_something_else = "\n".join(f"其他事项{number} | {'与申报无关的内容' * 5}" for number in range(20))
    assert of_official_forms(f"{OF_GUANGZHOU}\n{about_something_else}") == []


def test_a_title_speaks_for_a_form_and_some_of_the_print_alone_does_not():
    """The print that a recommendation of another office has in common with ours, without a value."""
    print_ = "序号 | 企业名称 | 企业地址 | 联系人 | 联系电话 | 电子邮箱\n1 | | | | | \n推荐单位（盖章）：\n年 月 日"
    title = "金华市知识产权保护直通车重点企业推荐表\n"
    assert (of_official_forms("科技创新先进单位推荐名单\n" + print_), of_official_forms(title + print_)) == (
        [],
        ["jinhua-recommendation"],
    )


def test_questions_in_other_words_are_known_by_the_answers():
    lines = """题号 | 问题 | 回答
1 | 市场管理单位名称 | 广州番禺大石五金建材城有限公司
2 | ☆ 市场周边有没有地铁站？ | 有
3 | 注册地址 / 注册时间 | 广州市番禺区大石街朝阳东路99号 / 2007年7月
4 | 统一社会信用代码 | 91440113MA59UT904L
5 | 注册资金有多少？ | 200万元
6 | 去年营业收入多少？ | 1890万元
7 | 市场营业面积有多大？ | 45000㎡
8 | 目前进驻多少商家？ | 513
9 | 法定代表人姓名和手机 | 程一，13902890071
10 | 联系人姓名、身份证号、座机、手机 | 秦二，440101198505152019，020-34780055，13640890123
11 | 知识产权保护做了哪些工作？ | 张贴举报电话，设立先行赔付基金20万元。"""
    assert of_official_forms(lines) == ["guangzhou-market"]


def test_of_two_forms_of_one_city_the_one_whose_values_are_there_is_meant():
    lines = """——金华市知识产权保护直通车重点企业
企业：浙江金义轨道装备有限公司
地址：金华市金义都市新区广顺街500号
联系人：吴孟德，海外业务总监
手机：18505791630    电话：（0579）83750066
E-mail：mwu@jyrail.example.com
人数：总人数640，研发人员131
知识产权部门：单独设立
类别 | 国内 | 国外 | 小计
发明专利 | 21 | 4 | 25
实用新型专利 | 60 | 0 | 60
国家高新技术企业 | √ | GR202233001188
驰名商标 | × |
附：代表性专利清单
序号 | 名称 | 专利号 | 申请日
1 | 一种轨道扣件 | ZL 2017 1 1204417.X | 2017-11-25"""
    assert of_official_forms(lines) == ["jinhua-application"]


def test_of_two_forms_as_near_the_one_that_the_heading_is_liker_to_is_meant():
    both = "\n".join(line for line in OF_GUANGZHOU.split("\n") if "量" not in line)
    headings = ("关于申请列入知识产权行政保护重点市场的函", "关于申请列入知识产权行政保护重点企业的函")
    assert [of_official_forms(f"{each}\n{both}") for each in headings] == [
        ["guangzhou-market"],
        ["guangzhou-enterprise"],
    ]


def test_a_letter_with_the_table_that_it_sends_is_no_form_of_its_own():
    letter = """武义县市场监督管理局文件
关于推荐金华市知识产权保护直通车重点企业的函
金华市市场监督管理局：
我局对企业申报材料进行了核查，现将推荐表报上。
武义县市场监督管理局
2022年6月6日
（联系人：廖伟，电话：0579-87662315）
附件1
金华市知识产权保护直通车重点企业推荐表
推荐单位（盖章）：武义县市场监督管理局
序号 | 推荐企业名称 | 企业地址 | 涉足领域 | 重点保护商标 | 重点保护专利 | 企业联络人及职务 | 联系电话 | 电子邮箱
1 | 甲公司 | 武义县白洋街道1号 | 休闲用品 | 云骑 19904482 | ZL201830618840.3 | 雷鸣春（总经理） | 13758937712 | a@b.cn
填表人：廖伟　　联系电话：0579-87662315　　填写日期：2022年6月2日"""
    document = match_document({form.id: form.matcher for form in ipforms.forms()}, sheet(letter))
    (instance,) = document.instances
    assert filled(instance.match)["prepared_on"] == "2022年6月2日"
    assert "2022年6月6日" in [block.text for block in document.outside]


def test_labels_of_a_form_of_which_a_document_has_little_do_not_part_its_cells():
    # A cell with a table in it is a text, unless that table has labels of a form that the document may be.
    document = sheet(f"{FILLED}\n产品 | ")
    inner = sheet("商户数量 | 营业面积\n9 | 5").blocks[0]
    cell = document.blocks[0].cells[-1]._replace(text="商户数量\t营业面积\n9\t5", tables=(inner,))
    table = replace(document.blocks[0], cells=(*document.blocks[0].cells[:-1], cell))
    form = matcher(f"{ONE}\n产品 | {{{{ products }}}}")
    read = match_document({"one": form, "other": MATCHERS["other"]}, replace(document, blocks=(table,)))
    assert filled(read.instances[0].match)["products"] == "商户数量\t营业面积\n9\t5"
