"""The one table of characters: which one is meant by another, which nobody sees, and which say the same to a person.

`ipforms.text` reads it; nothing else does. Sources: Unicode's EquivalentUnifiedIdeograph.txt (radicals),
DerivedCoreProperties.txt (invisible characters), and GB 18030-2022, annex D (characters that older systems of Chinese
offices and companies keep in the private area). Traditional characters are there as far as labels of forms and words
of offices need them.
"""

import unicodedata

_CJK_RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉"
    "⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳"
)
_AS_IDEOGRAPHS = (
    "厂乛乚乙亻冂几刀刂卜㔾小小兀尣尢尢巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王疋罒示礻竹糹纟罓罒网冗网羊羊羊耂肀聿肉臼艹艹艹虎衤覀西见角角讠贝"
    "足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
"""Unicode's ideograph for each; the usual one where Unicode's is a rare variant (⻊ is 足, not U+27FB7)."""

_KANGXI = (  # U+2F00…U+2FD5, in order
    "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日"
    "曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行"
    "衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠"
)
_GB_18030 = (  # U+E815…U+E864, in order; a radical as its ideograph
    "厂𠂇𠂉𠃌乙㑳㑇刀㔾龴㖞㘚㘎小心㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠牛𡗗龸疋䁖䅟竹䌷网羊羊𢦏䎱䎬聿䏝䓖䙡䙌龹䜣䜩䝼䞍足䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓"
    "䴔䴕䴖䴗䴘䴙䶮龻"
)

ONCE_PRIVATE = "".join(each for each in _GB_18030 if not "\u4e00" <= each <= "\u9fa5")
"""Rare characters that older systems keep in the private area: what one of them shows there, another need not."""

_CJK_RADICAL = dict(zip(map(ord, _CJK_RADICALS), _AS_IDEOGRAPHS, strict=True))
RADICALS = _CJK_RADICAL | dict(enumerate(_KANGXI, 0x2F00))
"""Radicals, which fonts of PDFs give in place of the ideographs that look like them."""

MEANT = {
    **RADICALS,
    **dict(enumerate(_GB_18030, 0xE815)),
    **dict(enumerate("︐︒︑︓︔︕︖︗︘︙", 0xE78D)),
    0xE7C7: "ḿ",
    **{
        code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x1D400, 0x1D800)
    },  # 𝟏𝟑𝟖: bold by another digit
    **dict(enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"), 0xFB00)),
}
"""Code → what a person reads there. Compatibility ideographs and decomposed letters are NFC's."""

INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164"
    "\ufe00-\ufe0d\ufeff\ufff9-\ufffb"
)
"""Zero-width characters, marks of direction, selectors of a glyph's variant; they come along when text is pasted."""

JOINERS = "\u200c\u200d"  # ZWNJ and ZWJ: emoji and some scripts need them, Chinese writing and ASCII never do
SELECTORS = "\ufe0e\ufe0f"  # whether an emoji has colours; pasted ticks bring them along, and only emoji need them
PLAIN_NEIGHBOURS = r"\s!-~·\u2010-\u205e\u3001-\u303f\u3400-\u9fff\uff01-\uffe6\U00020000-\U0003ffff"
"""White space, ASCII, Chinese writing and its signs: beside these a joiner or a selector says nothing."""
BOXES_AND_TICKS = r"\u2190-\u22ff\u25a0-\u25ff\u2610-\u2612\u2705-\u2718"

HYPHENS = dict.fromkeys("‐‑−﹣", "-")  # signs that stand for a hyphen or a minus; – and — are signs of their own

LOOK_ALIKES = {
    **dict.fromkeys("。", "."),
    **dict.fromkeys("、", ","),
    **dict.fromkeys("﹕∶︰", ":"),
    **dict.fromkeys("“”„‟〝〞", '"'),
    **dict.fromkeys("‘’‛`", "'"),
    **dict.fromkeys("‒–—―─", "-"),
    **dict.fromkeys("•・‧∙⋅", "·"),
    **dict.fromkeys("[〔【［", "("),
    **dict.fromkeys("]〕】］", ")"),
    **dict.fromkeys("～〜∼", "~"),
}
"""Signs that a person takes for another one; for comparing alone."""


_TRADITIONAL = (
    "並亂亞來係倉個們偉側備傳債傷傾僅價儀億償優儲兒內兩冊凍別刪剎剛創劃劇劉劍劑動務勝勞勢勳勵勸匯區協卻參員問喬單嘆"
    "嘩嚴國圍園圓圖團執報場塊壇壓壞壽夠奪奮婦媽孫學實寧審寫寬寵寶將專尋對導層屬岡島帥師帳帶幣幫幹幾庫廈廠廢廣廳張強"
    "彈彙從復徵態慣憲應懲戰戶擁擇擊擋擔據擬擴攜攝敗敵數斷時曉曬書會東條業榮構樂樑標樣樸機欄權歐歡歲歷歸殘殺毀氣決況"
    "淨減測湊準溫滅滬滿漢漲濕濟濱灣災為無煙熱燈營爐爭爾牆狀獎獨獲獸獻現瑪環產畫異當疊療發盜監盤盧眾碩確碼禍禮稅種稱"
    "穀積穩窩窮競筆範築簡簽籃籌糧紀約紅納純紙級細終組結絕絡給統經綠維網緊線編緩練縣縮總績織繪繫繳繼續纖羅義習聖聞聯"
    "聰聲職聽肅膠臉臨臺與興舉舊艦芻華萬葉蓋薦藝藥蘇蘭處虛號虧蟲術衛衝補裝裡製複襲見規視親覽觀訂計訊討訓記訪設許診註"
    "評詞詢試詩話該詳誌認語誠誤說課調請論諮諸諾謀謝謹證識譚譯議護譽讀變讓豐貝負財貢貨販貫責貴買貸費貼貿賀資賓賠賣質"
    "賬賴購賽贈趕趙趨跡踐躍車軌軍軟輔輕輝輪輸轉辦農運過達遞遠適遷選遺邊郵鄉鄧鄭醫釋針鈔銀銅銘銳銷鋁鋒鋪鋼錄錢錦錫鍵"
    "鎮鏈鐘鐵鑑鑒鑿長門閉開間閣閱闊關陝陰陳陸陽隊階際隨險隱隸雙雜雞離難雲電霧靈靜韓頁頂項順須預領頭頻顆題額願類顧顯"
    "風飛飯飲飾養餘館馬馮駕騎驗驚體魚鮮鳥鳳鴻鵬麗麥黃點黨齊齒龍"
)
_SIMPLIFIED = (
    "并乱亚来系仓个们伟侧备传债伤倾仅价仪亿偿优储儿内两册冻别删刹刚创划剧刘剑剂动务胜劳势勋励劝汇区协却参员问乔单叹"
    "哗严国围园圆图团执报场块坛压坏寿够夺奋妇妈孙学实宁审写宽宠宝将专寻对导层属冈岛帅师帐带币帮干几库厦厂废广厅张强"
    "弹汇从复征态惯宪应惩战户拥择击挡担据拟扩携摄败敌数断时晓晒书会东条业荣构乐梁标样朴机栏权欧欢岁历归残杀毁气决况"
    "净减测凑准温灭沪满汉涨湿济滨湾灾为无烟热灯营炉争尔墙状奖独获兽献现玛环产画异当叠疗发盗监盘卢众硕确码祸礼税种称"
    "谷积稳窝穷竞笔范筑简签篮筹粮纪约红纳纯纸级细终组结绝络给统经绿维网紧线编缓练县缩总绩织绘系缴继续纤罗义习圣闻联"
    "聪声职听肃胶脸临台与兴举旧舰刍华万叶盖荐艺药苏兰处虚号亏虫术卫冲补装里制复袭见规视亲览观订计讯讨训记访设许诊注"
    "评词询试诗话该详志认语诚误说课调请论谘诸诺谋谢谨证识谭译议护誉读变让丰贝负财贡货贩贯责贵买贷费贴贸贺资宾赔卖质"
    "账赖购赛赠赶赵趋迹践跃车轨军软辅轻辉轮输转办农运过达递远适迁选遗边邮乡邓郑医释针钞银铜铭锐销铝锋铺钢录钱锦锡键"
    "镇链钟铁鉴鉴凿长门闭开间阁阅阔关陕阴陈陆阳队阶际随险隐隶双杂鸡离难云电雾灵静韩页顶项顺须预领头频颗题额愿类顾显"
    "风飞饭饮饰养余馆马冯驾骑验惊体鱼鲜鸟凤鸿鹏丽麦黄点党齐齿龙"
)
"""The simplified one of each, in the same order."""
_TABLE = str.maketrans(dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True)))


def simplified(text: str) -> str:
    """A text with the simplified characters that stand for its traditional ones.

    >>> simplified("單位名稱"), simplified("单位名称")
    ('单位名称', '单位名称')
    """
    return text.translate(_TABLE)
