"""Words of the genre that the rules about numerals lean on: units, standing expressions, hotlines.

Plain data, by kind.  Sources: GB/T 15835-2011 (4.2: standing expressions stay Chinese), and the reports read.
"""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


PERCENT = _words("% ‰ 个百分点 百分点 个千分点")
MONEY = _words("美元 元")
AREAS = _words("平方公里 平方米 公顷 亩 ㎡")
_PEOPLE = _words("人 名 位")
_VISITS = _words(
    "人次 人(次) 家(次) 户(次) 件(次) 辆(次) 车(次) 家次 户次 车次 辆次 台次 件次 宗次 批次 条次 项次 架次"
)
_SIZES = _words("立方米 公里 千米 米 吨 公斤 千克 升 兆瓦 千瓦时 页")
_TIMES = _words("个工作日 工作日 个小时 小时 分钟 秒 个月 周年 课时 学时")
_EVENTS = _words("场次 场(次) 班次 次 场 期 轮 堂 讲 集")
_COUNTED = _words(
    "件 宗 起 例 项 条 份 篇 部 册 本 张 批 类 种 个 家 户 处 辆 台 套 只 块 幅 栋 幢 座 间 盏 株 棵 支 组 倍 门"
    " 艘 架 枚 箱 盒 根 颗 封 笔"
)
_ARABIC_ONLY = _words(
    "周岁 岁 年 日 周 天 成 步 点 站 队 班 课 号 分 卷 国 度 字 节 届 级 方 口 回 面 对 路 片 单 层 款 股 头 所 通 顶 尾"
)
"""Words that count after Arabic digits, but after Chinese ones mostly belong to names and set phrases."""


def _longest_first(*groups: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted((word for group in groups for word in group), key=lambda word: (-len(word), word)))


CHINESE_UNITS = _longest_first(PERCENT, MONEY, AREAS, _PEOPLE, _VISITS, _SIZES, _TIMES, _EVENTS, _COUNTED)
UNITS = _longest_first(CHINESE_UNITS, _ARABIC_ONLY)

STANDING = _words(
    "三项制度 八项规定 三项清单 三张清单 四张清单 两张清单 四套班子 三级书记 四级书记 两个确立 两个维护"
    " 四个意识 四个自信 四个全面 四个服从 四个最严 两个责任 三个清单 两个毫不动摇 三个区分开来 两个务必"
    " 三个务必 四个伟大 三个代表 两个一百年 四个讲清楚 十个明确 十一个坚持 十个坚持 九个坚持 六个必须"
    " 六个坚持 三个统一 四个专项 三项机制 三个善于 三个规定 两个健康 三轮车 四轮车 两轮车 两轮电动 两人以上"
    " 三件套 四件套 十件实事 十项实事 民生十件 千人计划 万人计划 三位一体 四位一体 五位一体 六位一体"
    " 两项改革 三种人 三类人 两个文明 两个先行 三个不相信 三个一批 三张网"
)
"""Expressions with a counting word that count nothing in a report of a year."""

GENERAL_NOUNS = _words(
    "能力 关键 方面 环节 层面 维度 导向 重点 原则 转变 坚持 统一 到位 明确 强化 结合 聚焦 突出 抓好 确保"
)
"""After a Chinese numeral and 个, 项 … these make a phrase of the outline (三种能力), not a count."""

HOTLINES = _words(
    "12345 12388 12319 12315 12348 12309 12368 12329 12333 12328 12336 12369 12350 12320 12356 12380 12337"
    " 12358 12331 12365 96111 12366 12393 12305 12316 12318 12301 12340 12349 12351 12355 12338 12367 12360 12363 12378 12395"
)
SHORT_HOTLINES = _words("110 119 120 122 114")

NOT_PREFIX = {
    "约": "预签节合公契违条制特相失爽赴邀订续履",
    "近": "最附亲临邻靠接新将贴相就远",
    "超": "赶高反",
}
"""Characters before which a word ends in 约, 近, 超, so that it qualifies no number (违约3起, 最近2次)."""
