"""What the words around a figure say: the clause before it without what names nothing, the noun behind it.

A clause such as 我局全年共受理各类信访件 keeps 受理信访件; what it is about (``topic``) is 信访.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.genre.segment import beginning, ending

LONGEST = 13
_LONGEST_END = 60
_TOPIC = 9
_HAN = re.compile(r"[A-Za-z\u3400-\u9fff〇]+")
_MARKS = re.compile("[“”‘’「」《》〈〉\"'{}\\[\\]]")
_BRACKETED = re.compile(r"[（(][^（）()\d，。；：]{1,12}[）)]")
_COUNTIES = re.compile("(?<=县)[（(](市(?:、?区)?|区)[）)]")
_OPENED = re.compile("“(?=[^“”]*$)")
"""The beginning of a quotation that has not ended: what stands before it says nothing of the figures inside."""
BREAK = re.compile(r"[，,。；;：:！!？?（）()|｜\n\r\t]|其中|\.(?=\D)")
_MARKER = re.compile(r"[（(][一二三四五六七八九十\d]+[）)]|^\s*(?:\d+[.．、]|[一二三四五六七八九十]{1,3}、)")
_FIXED = re.compile(
    r"[较比]\d{4}年(?:同期|底|末)?的?|第?\d+(?:\.\d+)?(?:[-—至~]\d+)?(?:个?小时|个?工作日|吨|公里|千伏|周?岁(?:以[上下])?|[年月日号项个条级届批次类])?(?:以[上下]|(?<=[时日月天年])以?内)?"
)
"""Numbers inside a clause that are no figures (24小时, 第一批): they name nothing."""


def _alternatives(text: str) -> str:
    return "|".join(sorted(text.split(), key=len, reverse=True))


_ADVERBS = (
    _alternatives(
        "今年以来 今年来 今年 去年 全年 全局 全街道 全系统 年度 年内 年来 以来 年底 年末 年初 年终 本年 本年度 我局 我委 我市"
        " 我县 我区 我省 我办 我厅 我镇 我街道 我乡 我们 本局 本级 本市 局机关 目前 截至目前 截止目前 截至 累计 共计 总计 合计 已经 已 共有 总共 "
        " 先后 陆续 分别 并 还 均 各 等 达到 是 有 对 从 就 将 把 为 与 和 及 以及 也 也是 又 再 要 应当 力争 坚持 确保 计划 继续 其中 另 另外 此外 该 "
        " 及时 积极 扎实 持续 深入 成功 顺利 全面 依法 严格 认真 大力 切实 着力 不断 有效 了 的 至少 特别是 截至目前 明确要求 要求 明确 累计已 现有 "
        " 现行有效 上半年 下半年 一年来 三年来 五年来 共同 主动 率先 定期 专门 具体 逐步 但 虽 而 仅剩 仅 尚剩 仍有 尚有 仍 尚 只要 只 约有 连同"
    )
    + "|达(?!标|成)|共(?!享|同|治|青|管|产|建(?!成))|在(?!编|职|岗|册|校|建|线|押|办|用|营|库|矫|训|读|管|审|核)|前(?=实现|完成|形成)|中(?=首批|有)|到(?=取得|获得)|加上(?!年)|加(?=上年|旧存|历年)|由(?!于)|其(?!他|它|余|中)|全[市县区省州镇乡国](?!性|域)|现(?!行|场|金|代|存|有|职)|含(?=上年|历年|往年)|因此引发|因此|(?:成立|组建)由|超过(?!计划|目标)|应(?!急|诉|用|对|届|邀|收|征|聘)|需(?!求|要)|起(?=承接|施行|实施|开展)|前(?=印发|发布|制定|已|完成)"
)
_EMPTY = _alternatives(
    "组织开展 组织召开 组织举办 组织实施 组织 组织了 开展 举办 召开 完成 进行 实施 参与 制定 编发 印发 推动 做好 共有 实现 建立 落实 推出 推行 推进 "
    " 开展了 举办了 召开了 完成了"
)
"""Verbs in front that add nothing to a name: 开展联合执法 125次 is the number of 联合执法."""
_LEAD = re.compile(f"^(?:[一二三四五六七八九十]是|[一二三四五六七八九十]要|{_ADVERBS}|{_EMPTY})+")
_SOFT_LEAD = re.compile(f"^(?:[一二三四五六七八九十][是要]|{_ADVERBS})++")
_TRAIL = re.compile(
    "(?:累计|共计|总计|合计|力争|争取|确保|实有|仍有|尚有|(?<=中)居|位居|达到|均达|(?<![送抵])达|保持在|稳定在|控制在|维持在|提高到|提升到|提高至|提升至|增至|增加到|上升到|降至|降到|下降到|不低于|不少于|不超过|超过|突破|"
    "(?<![行作认])为|是|有|共|已|仍|了|的|(?<![人户日月年案])均|各|至少|仅剩|还剩|尚剩|仅|从|对|就|每|以及|和|(?<!参)与|或|(?<![惠涉普])及|等|其(?!他)|中|至|(?<![违签节合公契])约|在|应|需|年均|最[高多]|分别|(?<=...)更新|(?<=...)调整|动态|拓展到|扩大到|延伸到|同比|环比|平均|虽|每年|每月|每季度|今年|去年)+$"
)
VERBS = _alternatives(
    "收到 接收到 接收 接到 接报 接访 接待 受理 办理 查处 查办 排查 检查 抽查 抽检 巡查 督查 督办 督促 清理 拆除 审查 审核 审批 审议 审理 发放 印制 印发 制发 下发 下达 发出 发布 "
    "公布 公开 公示 出具 提出 派出 出动 登记 劝导 劝阻 劝离 劝谕 教育劝导 处理 化解 调处 调解 整治 整改 责令改正 责令整改 责令 作出 移送 移交 建成 建设 新建 改建 扩建 修复 更换 维修 修补 补植 "
    "设置 设立 聘请 聘任 聘用 选聘 培训 轮训 培育 挽回 追回 惠及 覆盖 走访 推送 拍摄 张贴 悬挂 制作 编印 编制 修订 修改 制定 废止 立案查处 投入 拨付 新增 "
    "取消 下放 承接 承办 代理 评选 选派 开发 采集 抓获 破获 上传 录入 归集 签发 核发 颁发 收集 解决 争取 涉及 适用 启动 指导 参加 新培育 新发 新登记 新设 新聘 新招 新招录 招录 配备 查出 反馈 排查发现 编制 接入 抓捕 执行 查询 纠正 报备 备案 通报 "
    "认定 培养 创建 打造 检测 监测 发现 治理 征收 收缴 没收 罚没 返还 减免 节约 组建 汇聚 实施 出台 起草 报送 派驻 下沉 购买 落实 纳入 推广 发表 刊发 播放 展出 接受 汇编 征集 采纳 参与 组织 开展 举办 召开 完成"
)
_VERB = re.compile(f"^(?:{VERBS}|规范(?![性文化])|立(?=刑事|治安))(?:了)?")
_SPEAKING = _alternatives(
    "收到 接收 接收到 接到 接报 受理 办理 查处 查办 承办 承接 抽查 发放 公开 公布 发布 出具 提出 出动 排查 清理 审查 审核 设立 发表 接待 开展 召开 举办 组织 立案 聘请 检查 拆除 调处 调解 化解 制发 印发 报备 备案 建成 专题研究 报告工作 讲授 移送 设置 劝导 完成 推送 听取"
)
"""Verbs that begin what a sentence says of its subject."""
_SAID_OF = re.compile(
    f"^[^的]{{1,12}}?(?:共计?|累计|总共|已经|已|共有|现有|新|全年|今年)(?={_SPEAKING})|^[^的]{{0,8}}(?:部门|系统|机关|大队|支队|分局|单位)(?:各|全年)?(?={_SPEAKING})"
)
_OWN_MATTER = re.compile("复议|仲裁|信访|援助|调解|公证|监察")
"""Subjects whose matter a generic object needs: 行政复议机关收到申请."""
_BY_MEANS = re.compile(
    f"^[^的]{{0,6}}?(?:通过|利用|依托|借助|运用|采[取用]|(?P<how>按照|根据|围绕|针对|结合)|以|在|向|于)(?P<means>[^的]{{2,22}}?)(?P<verb>{_SPEAKING})(?P<rest>.*)"
)
_AND_SO_ON = re.compile(
    "^.+等(?:平台|渠道|方式|形式|节点|部门|领域|媒体|载体|途径|活动|单位|重点|多种形式|内容|地|各类)*(?=..)"
)
_AND_SUCH = re.compile("等(?:平台|渠道|方式|形式|节点|部门|领域|媒体|载体|途径|法律)|[》”]等")
_MODIFIERS = re.compile(
    "各级各类|各类|各种|各项|相关|有关|各级|群众(?=信访|来信)|至少|平均(?=每)|(?<=..)(?:累计|共计|先后|陆续|分别|全年)"
)
_NOUN_STOPS = re.compile(
    "平均|均|仅|全部|全员|全程|被|完成|进行|参[加与](?!率)|获[评得批]?|荣获|纳入|通过|实现|免于|列入|作为|开展|挂牌|提供|自领|逐|中(?!队|心|小|介|药|学|央|国|层)|"
    "以及|并(?!购)|和|及(?!时)|就|已|^未|^不|不予|正在|予以|得到|受到|用于|移送|细化|追发|追讨|讨回|减免|包联|任(?=[正副]?组长)|(?<=..)(?:依法|书面|亲自|新收|全年)|(?<=方面)[对就]|(?<![行作认])为|下沉|集中清理|参训|集体(?!劳动|土地|合同|经济|资产|产权|矛盾|所有|林地|协商)|共同|推行|实行|统一|配备|进驻|入选|"
    "可以|能够|全覆盖|需(?!求)|应当|(?<=..)(?:落实|推进|执行|承担|负责(?!人)|换发|签约|落地|投用|达到|组成|建立|公示|公布|录入|追回|追薪|挽回|发放|办理|上线|划转|接入|安装)|(?<=车)(?:接入|安装|完成)|(?<=.)[有是将由在](?!编|职|岗|册)|共(?!享|同|建|治|青|管|产)|从(?!业)|对(?!象)"
)
_NO_NOUN = re.compile(
    "(?:荣|获|均|被|正|尚|仍|已|未|不(?!合格[一-鿿]{2}|达标[一-鿿]{2})|结转|如下|以[上下内]|左右|[，、]|并|全部|实现|开展|进行|得到|办结|完成|通过|纳入|列入|移送|由|在(?![校册岗编职籍押建读])|内(?![部容河涝陆控])|为|从|到|压减|减至|缩|降|精|是|有(?!限|机|色|轨|毒|害)|的|和|与|至|及|就|即|破|按|减少|下降|增长|增加|同比|共(?!享|同|建|治|青|管|产)|中(?!队|小|学|心|层|央|医|药|介))"
)
_NOUN_ENDS = re.compile("(?:工作|等|中|内|上|均|也)$")
_ORGANISED = re.compile("^(?:组织|开展|召开|举办|进行|制定|实施|完成|集体|专题)(?=..)")


def plain(text: str) -> str:
    """A text without short brackets: 镇（街）, 乡镇（街道）; 县（市、区） stays 县市区."""
    return _BRACKETED.sub("", _COUNTIES.sub(lambda found: found[1].replace("、", ""), text))


def without_end(pattern: re.Pattern[str], words: str) -> str:
    """Words without the end that a pattern finds; only so much is looked at as an end may be long."""
    return words[:-_LONGEST_END] + pattern.sub("", words[-_LONGEST_END:])


def bare(words: str) -> str:
    """Only the characters that a name may have."""
    return "".join(_HAN.findall(_FIXED.sub("", _MARKS.sub("", words))))


def last_clause(before: str) -> str:
    """The words right before a figure, from the last mark on; a row A、B keeps what governs it."""
    clause = _MARKER.sub("", _OPENED.split(BREAK.split(plain(before))[-1])[-1])
    return clause.replace(" ", "").replace("　", "").strip()


def stem_of(clause: str) -> str:
    """What a clause names, shortened to what a name may have."""
    whole = _row(clause)
    words = _stripped(whole)
    return _fitted(words)


def _row(clause: str) -> str:
    """Of a row of things: all of them where that is short, else the verb and the last (劝谕清理…、流动摊贩)."""
    clause = clause.strip("、")
    if "等" in clause and ("、" in clause or _AND_SUCH.search(clause)):
        clause = _listed(clause)
    first, *others = clause.split("、")
    if not others:
        return clause
    if len(_stripped(clause)) <= LONGEST - 1:
        return clause.replace("、", "")
    lead = _SOFT_LEAD.sub("", bare(first))
    verbs = re.match(f"(?:{VERBS}|{_EMPTY})+", lead)
    last = others[-1] if len(bare(others[-1])) > 1 else "".join(others[-2:])
    if verbs and not re.match(f"(?:{VERBS}|{_EMPTY})", bare(last)):
        return verbs.group() + last
    return last


def _listed(clause: str) -> str:
    """“A”、“B”等主题服务 is 主题服务; of what is too short alone the first thing listed is kept."""
    rest = _AND_SO_ON.sub("", clause)
    if rest != clause and len(bare(rest)) < 3:
        return clause.split("、")[0] + "等" + rest if "、" in clause else clause
    return rest


_FOR_WHOM = re.compile("^为(?P<whom>[^的]{1,8}?)(?P<did>追发|追回|挽回|减免|节约|清退|退还)(?P<what>.*)")
_INNER = re.compile(f"..(?P<rest>(?:{_SPEAKING}).{{3,}})$")
_HELD = re.compile("^[^的]{2,}?(?:组织开展|开展|举办|召开)(?P<rest>.{4,})$")


def _stripped(clause: str) -> str:
    words = _MODIFIERS.sub("", bare(clause))
    words = _FOR_WHOM.sub(lambda found: found["did"] + (found["what"] or found["whom"]), words)
    said = _SAID_OF.sub("", words)
    of = words[: len(words) - len(said)]
    if len(said) > 2 and not (said.endswith(_GENERIC) and _OWN_MATTER.search(of)):
        words = said
    means = _BY_MEANS.match(words)
    if means and means["how"] and len(means["rest"]) < 2:
        words = means["verb"] + means["rest"]
    elif means:
        words = means["verb"] + means["rest"] if len(means["rest"]) > 1 else means["means"] + means["verb"]
    trimmed = without_end(_TRAIL, words)
    short = _LEAD.sub("", trimmed)
    held = _HELD.match(short)
    short = held["rest"] if held else short
    if trimmed in ("成功", "继续有效"):
        return trimmed
    if len(short) < 2:
        short = _SOFT_LEAD.sub("", trimmed)
    return trimmed if len(short) < 2 and trimmed.endswith(("率", "度")) else short


def _fitted(words: str) -> str:
    """A long row of words cut to its end, the verb in front kept."""
    if len(words) <= LONGEST:
        return words
    said = _INNER.search(words)
    if said and len(said["rest"]) <= LONGEST:
        return _LEAD.sub("", said["rest"])
    for cut in ("的", "以及"):
        rest = words.rpartition(cut)[2]
        if rest != words and 2 < len(rest) <= LONGEST:
            return _LEAD.sub("", rest) or rest
    verb = _VERB.match(words)
    if verb and len(verb.group()) < 5:
        return verb.group() + _LEAD.sub("", _end(words[verb.end() :], LONGEST - len(verb.group()) - 1))
    rest = _end(words, LONGEST - 1)
    return _LEAD.sub("", rest) or rest


def _end(words: str, longest: int) -> str:
    """The end of a row of words; of things joined by 和 the last, where the first is cut."""
    rest = ending(words, longest)
    last = re.split("以及|[和与及]", rest)[-1]
    if rest != words and len(last) > 3:
        return last
    return rest.lstrip("的了和与及或对将把等中")


def noun_after(after: str) -> str:
    """The noun that follows a counting word at once: 七件…轻微违法行为, 12个乡镇; "" where there is none."""
    words, *others = re.split(BREAK.pattern, re.sub("^([^“”]*)”的.*", r"\1", plain(after)))[0].split("、")
    words = _MARKS.sub("", _shared_head(words, others))
    unsaid = _NO_NOUN.match(words) and not re.match("[未已不有在].{2,14}?的..", words)
    if after[:1] in ")）》（(" or not _HAN.match(words) or unsaid:
        return ""
    verb = re.match("(?:选树|举行|开展|召开|轮训|参加)(?=..)", words)
    words = "".join(_HAN.findall(_FIXED.sub("", words[verb.end() :] if verb else words)))
    joined = re.search("以及|并(?!购)|(?<=..)(?<!参)[和与]", words)
    if joined and joined.start() > 1:
        words = words[: joined.start()]
    ends = _NOUN_STOPS.search(words)
    if ends and 1 < ends.start() < words.find("的"):
        words = words[: ends.start()]
    of = re.match("[^的]{2,3}(?=的)|[^的]{2,8}(?=的(?:合法)?[权利]益)", words)
    if of and of.group() not in ("重大", "典型", "突出", "严重", "新", "有效", "优秀"):
        return of.group()
    modified = re.match("(?:[^的]*?的)+(?=..)", words)
    noun = words[modified.end() :] if modified else words
    ends = _NOUN_STOPS.search(noun, 1)
    noun = noun[: ends.start()] if ends else noun
    short = _NOUN_ENDS.sub("", noun)
    noun = _MODIFIERS.sub("", short if len(short) > 1 else noun).strip("的")
    return ending(noun, LONGEST - 2) if len(noun) > LONGEST - 2 else noun


_KIND = re.compile("(?:企业|单位|机构|场所|人员|部门|门店)")


def _shared_head(words: str, others: Sequence[str]) -> str:
    """生产、经营企业: the first of a row with the head that the next one has for both."""
    head = _KIND.search(others[0]) if others else None
    shared = head and head.start() < 4 and len(words) > 1 and not _KIND.search(words)
    return words + head.group() if head and shared else words


def joined(stem: str, noun: str) -> str:
    """The words before and behind a number in one: 督促 130家 餐饮店; the noun alone where that gets too long."""
    if not stem or _LEAD.fullmatch(stem):
        return noun
    if stem.endswith(noun) or noun.endswith(stem):
        return noun if len(noun) >= len(stem) else stem
    verb = _VERB.fullmatch(stem)
    if "在" in stem[1:] and len(stem) > 4:
        stem = stem.rpartition("在")[2] or stem
    if stem in ("内容", "业务", "范围", "覆盖面"):
        return noun
    if len(stem) + len(noun) <= LONGEST - 2 or (verb and len(stem) + len(noun) <= LONGEST):
        return stem + noun
    verb = _VERB.match(stem)
    if verb and len(verb.group()) + len(noun) <= LONGEST - 2:
        return noun
    return noun if len(noun) > 2 else ending(stem, LONGEST - 2 - len(noun)) + noun


_TOPIC_TAILS = re.compile(
    "(?:金额|不予处罚|立案查处|立案|受理|办理|收到|审结|办结|结案|发生|审查|审核|备案|报备|应当出庭|出庭|应诉|送达|核查|查处|处罚|"
    "(?<=..)(?:案件|申请|事项|情况|工作)|(?<=信访)件)+$"
)
_TOO_BARE = ("违法", "行政", "重大", "处罚", "典型", "安全", "一般", "普通", "经济", "刑事", "治安", "适用")
_SUBJECT = re.compile(
    "^[^的]{2,12}?(?:收到|受理|接到|接报|查处|承接|办理|发放|出具|抽查|处理|承办|流转|查出|反馈|调解(?=纠纷|案件))(?=..)"
)
_GENERIC = ("申请", "案件", "事项", "请求", "问题", "线索")
_BODY = re.compile("(?:机关|机构|部门|单位|组织|委员会|中心)$")
_FIELD = re.compile("^.{2,8}?领域")


def topic_of(stem: str) -> str:
    """What a stem is about, to stand before 办结, 罚款, 满意率: 信访 of 收到信访件."""
    words = stem.rpartition("的")[2] if len(stem.rpartition("的")[2]) > 2 else stem
    verb = _VERB.match(words)
    while verb and len(words) - verb.end() > 1:
        words = words[verb.end() :]
        verb = _VERB.match(words)
    said = _SUBJECT.match(words)
    rest = words[said.end() :] if said else words
    if said and rest in _GENERIC:
        rest = _BODY.sub("", re.sub("(?:收到|受理|接到|办理|承办|处理)$", "", said.group()))
    words = _MODIFIERS.sub("", rest)
    short = without_end(_TOPIC_TAILS, words)
    words = short if len(short) > 1 and short not in _TOO_BARE else words
    field = _FIELD.match(words)
    words = field.group() if field else words
    words = _ORGANISED.sub("", words)
    words = re.sub("(?<=...)(?:涉及|覆盖|惠及).*$", "", words)
    return words if len(words) <= _TOPIC else ending(words, _TOPIC - 1).lstrip("的了和与及")


_EFFORT = re.compile(
    "(?:进一步|持续|深入|全面|切实|着力|不断|严格|扎实|做好|抓好|抓实|加强|强化|推进|推动|提升|完善|健全|规范(?!性)|深化|落实|坚持|优化|加大|提高|畅通|"
    "严把|做实|守好|积极|认真|大力|有序|稳步|高效|聚焦|突出|紧盯|打造|构建|建立|夯实|压实|和(?=加强|规范|完善))+(?=..)"
)


def heading_topic(heading: str, longest: int = 8) -> str:
    """A few words of a heading that may stand before a name that says too little."""
    words = bare(re.split("[，,。；;：:、]", heading)[0])
    lead = _EFFORT.match(words)
    words = words[lead.end() :] if lead else words
    words = re.sub("(?<=..)(?:情况|方面|工作|有力|到位|力度|成效明显)+$", "", words)
    return whole_words(words, longest)


def whole_words(words: str, longest: int) -> str:
    """The beginning of some words, ending with a word that can end a name."""
    return re.sub("(?<=..)(?:[的了和与及或对将把从在由被等以]|以及|通过|为)+$", "", beginning(words, longest))


def without_adverbs(words: str) -> str:
    """Words without 今年以来, 我局, 积极 … in front."""
    return _SOFT_LEAD.sub("", words)


def common_end(words: Sequence[str]) -> str:
    """What all words end with, of two characters and more; else ""."""
    end = words[0]
    while end and not all(word.endswith(end) for word in words):
        end = end[1:]
    return end if len(end) > 1 else ""


def unbracketed(before: str, after: str) -> tuple[str, str]:
    """摊点群（1153）个, 《目录（394项）》: a figure alone in brackets belongs to the words before them."""
    if before[-1:] in ("（", "(") and len(before) > 1 and after[:1] in ("）", ")"):
        return before[:-1], re.sub("^[）)][个项件条》」]*", "", after)
    return before, after


def said_after(after: str) -> str:
    """The first words behind a figure, where those before it say nothing."""
    words = re.sub("^(?:就能|就可|即可|内|以上|以下|左右|能|可)", "", bare(BREAK.split(after.strip())[0]))
    return whole_words(words, 8) if len(words) > 1 else ""


def noun_before_change(after: str) -> str:
    """将原33项政务审批精减到10项: the noun between the number and the change."""
    found = re.match("[项个件条家]?(?P<noun>[一-鿿]{2,10}?)(?:精简|精减|压减|压缩|减少)", after.strip())
    return found["noun"] if found else ""
