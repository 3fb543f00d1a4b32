"""Named leaders in a text: a title and a name (县长张某某, 李某某局长), who may hold another post a year later.

A surname alone proves nothing (高度、严格、安全 begin with one), so a name is one only right beside a title, with a
word boundary or a verb of reports on its other side.  Leaders of the country are named by rule and are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_SURNAMES = (
    "王李张刘陈杨赵黄吴周徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范石姚谭廖邹熊"
    "陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易武乔贺赖龚樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦向柳邢岳齐梅莫庄辛管祝左涂谷祁时"
    "舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边净阴闫佘付肖戚褚滕巫于"
)
_COMPOUND = "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|慕容|司徒|令狐"
_NO_NAME = (
    "高度|严格|严肃|严明|安排|安全|安置|常务|常委|常态|成立|成效|方面|方案|文件|单位|单独|时刻|时任|温馨|陈述|宣讲|包案|包联|包保|包片|"
    "连续|金融|江河|田间|路长|万[人名件]|向[上下全各基]|和谐|于是|强[调化]|明确|明年|平安|平时|应当|应急|关于|关[心注口键]|管理|管[党辖]|"
    "解[决读]|查[看处找办阅]|左右|甘于|成[员果为]|项目|司法|时间|时期|华侨|宁可|包括|易地|易于|车间|边[防境]|房[产屋]|周[边期密]|"
    "游[客览]|史上|毕业|白[天酒]|盛[大会]|童年|曲折|季[度末]|章程|石[油化]|汤|谷雨|施[工行策政]|龙头|雷厉|牛|向|于|"
    "马上|武装|康[复养]|夏[季天粮]|何[时种]|任|钟点|洪[水涝]|叶|余[人名件]|计|许[可多]|罗列|程序|卫[生健]|景[区观]|顾[问及]|苗|祝|申[请报]"
)
_GIVEN = "[一-龥]"
_NOT_GIVEN = "省市县区镇乡村街道局委办院厅处科室所站组会部副党支队长任的了和与及等在为是"
_NAME = f"(?!{_NO_NAME})(?:(?:{_COMPOUND})|[{_SURNAMES}])(?:(?![{_NOT_GIVEN}]){_GIVEN}){{1,2}}"
_BLANKED = "[某×＊*]{2,3}|[一-龥][某×＊*]{1,2}"
_TITLE = (
    "(?:常务副|副)?(?:书记|[省市县区州盟旗乡镇村]长|专员|主席|局长|厅长|主任|部长|院长|检察长|司长|处长|科长|股长|所长|站长|队长|组长|"
    "秘书长|委员|会长|校长|主委|总队长|支队长|大队长)"
)
_VERBS = (
    "同志|主持|带队|带领|率|先后|多次|亲自|在|到|就|对|担任|任|出席|参加|作|做|讲|强调|指出|要求|同|与|和|及|等|听取|深入|赴|签|批|组织|"
    "召开|专题|围绕|以|专门|代表|分别|宣|开展|带头|进行|检查|调研|督|传达|领学|授课|致|发表|为|前往|现场|牵头|主讲|包|挂|接|下|走访|调度|部署|安排|研究|推动|审|述法|陪同|介绍|汇报|参与|抓|每|定期|还|也|均|共|都|首|全程|被|获|荣|[，,、。；;：:（(）)”]"
)
_BEFORE = "(?:^|(?<=[，,、。；;：:（(“\\s由经在请邀据对与和及]))"
_AFTER_TITLE = "(?!办公|[信室热会责负助信接专])"
_PATTERN = re.compile(
    f"{_TITLE}(?P<behind>(?:{_NAME}|{_BLANKED})(?=$|{_VERBS}))|"
    f"{_BEFORE}(?P<ahead>(?:{_NAME}|{_BLANKED}){_TITLE}){_AFTER_TITLE}|"
    f"(?:(?<=负责人)|(?<=成员)|(?<=领导)|(?<![一-鿿]))(?P<comrade>(?:{_NAME}|{_BLANKED})(?=同志))",
    re.MULTILINE,
)


def leaders(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each named leader, title included where it stands in one word with the name."""
    for match in _PATTERN.finditer(text):
        yield match.span("ahead" if match["ahead"] is not None else 0)
