"""What is told of work that ``app`` did, whether a command or the menu asked for it: results, open points, slips."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from drafter.files import typed
from drafter.i18n import N_, _
from drafter.said import said

if TYPE_CHECKING:
    from drafter.app import Drafted, Job
    from drafter.asking import OpenPoint
    from drafter.drafts import Left
    from drafter.learning import Learned
    from drafter.newyear import NewYear
    from drafter.packs.adding import Added
    from drafter.taken import Taking
    from drafter.taking.settle import Settled

MOST_LISTED = 20
_MOST_NAMED = 5
_LONGEST_LINE = 40
_OPEN_PLAIN = N_("文中用【】写着名称的没有填写；没填写或没确认的地方有：")
_OPEN_SHOWN = {
    ".docx": N_("文中标亮并加了批注的，是还没填写或没确认的地方："),
    ".html": N_("文中标亮的，是还没填写或没确认的地方："),
}
_CONFIRMED = {"dates": N_("日期{dates}处"), "claims": N_("“首次”之类的说法{claims}处")}
_LACKING = (N_("标题"), N_("主送机关"), N_("署名"), N_("成文日期"))
_LEFT = {
    "CHANGED": N_("“{name}”在生成以后有人改过，没有覆盖它，新稿写在旁边。"),
    "FOREIGN": N_("“{name}”不是本程序写的，或写好后可能有人改过，没有覆盖它，新稿写在旁边。"),
    "OPEN": N_("“{name}”正被别的程序打开着，或者不许写入，没有覆盖它，新稿写在旁边。"),
}
_SLIPS = {
    "KEY": N_("第{line}行“{name}”不在模板的问题里，没有用上"),
    "COLUMN": N_("第{line}行“{within}”里的“{name}”不是可用的名称，没有用上"),
    "TOPIC": N_("“{within}”里的“{name}”不是模板的主题，没有用上"),
    "HEADING": N_("“{within}”里的“{name}”对不上提纲里的标题，没有用上"),
    "YEAR": N_("文件名是 {within}，里面写的年度却是{name}；草稿按{name}年写，请核对"),
}


def tell_draft(job: Job, done: Drafted, output: Path, out: TextIO) -> None:
    """Where the draft is (``output`` was wanted), or why no final copy was made; what is open."""
    _warn(job, out)
    if done.path is None:
        print(_("还有没填写或没确认的地方，没有生成定稿："), file=out)
    else:
        tell_written(done.path, done.left, output, out)
        if done.open_points or done.doubts:
            print(_(_OPEN_SHOWN.get(done.path.suffix.lower(), _OPEN_PLAIN)), file=out)
    _list_open(done.open_points, out)
    for doubt in done.doubts:
        print(f"  {doubt}", file=out)


def tell_written(path: Path, left: Left | None, wanted: Path, out: TextIO) -> None:
    """Which file was written, and why it is not the one that was wanted."""
    if left is not None:
        print(_(_LEFT[left.name]).format(name=wanted.name), file=out)
    print(_("已生成：{path}").format(path=path), file=out)


def tell_new(made: NewYear, out: TextIO) -> None:
    """What ``new`` made, and what there is to say about what was carried over."""
    print(_("已新建：{path}").format(path=made.path), file=out)
    for note in made.notes:
        print(f"  {note}", file=out)
    if made.gap:
        told = _(
            "提示：底是{base}年的，到{year}年中间隔着{gap}：去年的数看不到，同比要自己填；"
            "上年的问题和安排是{base}年写的，里面的年份已推到{year}年，请逐条核对"
        )
        print(told.format(base=made.base, year=made.year, gap=years_told(made.gap)), file=out)
    elif made.apart:
        print(
            _("提示：上一年的答案文件在另一个文件夹里；要算增长、看去年的数，请把它复制到新文件旁边"),
            file=out,
        )


def years_told(years: Sequence[int]) -> str:
    """Years one after the other in words: 2025年, 2023—2025年."""
    first, last = min(years), max(years)
    return (
        _("{first}年").format(first=first)
        if first == last
        else _("{first}—{last}年").format(first=first, last=last)
    )


def tell_base(base: Path, year: int, out: TextIO) -> None:
    """Which earlier answers a new year starts from though nobody named them, or would not."""
    print(
        _("沿用{year}年的答案：{path}（要从头开始，加 --pack 写明模板包）").format(year=year, path=base),
        file=out,
    )


def tell_unused(base: Path, year: int, out: TextIO) -> None:
    """Earlier answers that a new year did not start from."""
    told = _("提示：这里有{year}年的答案（{path}），没有沿用；要沿用，先删去刚才新建的，再加 --from {typed}")
    print(told.format(year=year, path=base, typed=typed(base)), file=out)


def tell_learned(learned: Learned, out: TextIO, *, told_next: bool = True) -> None:
    """What was understood of a report, and what to do next."""
    made, report = learned.made, learned.report
    title = "".join(piece.text for piece in report.pieces if piece.role.name == "TITLE")
    told = _("已读{year}年的报告《{title}》") if title else _("已读{year}年的报告（没有标题）")
    print(told.format(year=made.year, title=title), file=out)
    _tell_year(learned, out)
    for line in _understood(learned):
        print(f"  {line}", file=out)
    for note in report.notes:
        print(f"  {said(note)}", file=out)
    _tell_removed(report.removed, learned.left_out, out)
    if learned.older is not None:
        _tell_older(learned, out)
    lost = _("  提示：生成的稿子与原文在“{words}”处不完全一样，请核对").format(words=learned.lost)
    whole = _("  还原核对：用学来的模板和答案生成的稿子与原文一字不差（空白除外）")
    print(lost if learned.lost else whole, file=out)
    print(_("模板包：{path}（可以用记事本改，每段一行）").format(path=learned.pack), file=out)
    print(_("去年的答案：{path}").format(path=learned.answers), file=out)
    if learned.older is not None:
        print(_("前年的答案：{path}").format(path=learned.older), file=out)
    if told_next:
        folder, answers = typed(learned.answers.parent), typed(learned.answers)
        command = f"drafter new {folder} --year {made.year + 1} --from {answers}"
        print(_("接着新建下一年：{command}").format(command=command), file=out)


def _tell_year(learned: Learned, out: TextIO) -> None:
    """Where the year of a report was guessed, or is another than it says."""
    made = learned.made
    if learned.guessed:
        print(
            _("  报告里看不出年度，当作{year}年；不对的话，删去这次生成的文件，加 --year 重新学").format(
                year=made.year
            ),
            file=out,
        )
    if learned.stated is not None:
        told = _(
            "  提示：报告里写的是{stated}年，这次按{year}年学：写着{stated}年的地方以后不会变。"
            "不对的话，删去这次生成的文件，不加 --year 重新学"
        )
        print(told.format(stated=learned.stated, year=made.year), file=out)


def _tell_older(learned: Learned, out: TextIO) -> None:
    """What came of the report of the year before."""
    if learned.swapped:
        print(_("  两份报告按年度排了先后：{year}年的在后").format(year=learned.made.year), file=out)
    if learned.renamed is not None:
        told = _("  两份报告的单位名称不同（{then}、{now}），当作同一个单位改了名")
        print(told.format(then=learned.renamed[0], now=learned.renamed[1]), file=out)
    stayed, worded = learned.made.stayed, learned.made.found()["words"]
    print(
        _("  两年对照：{stayed}处数字、日期两年相同，算作文字；{worded}处文字写法不同，明年问").format(
            stayed=len(stayed), worded=worded
        ),
        file=out,
    )
    if stayed:
        print(_("  算作文字、明年不问的数："), file=out)
        for words in stayed[:MOST_LISTED]:
            print(f"    {words}", file=out)
        if len(stayed) > MOST_LISTED:
            print(_("  ……还有{rest}处").format(rest=len(stayed) - MOST_LISTED), file=out)
    if learned.older_lost:
        told = _("  提示：较早的一份在“{words}”前后与现在的结构不同，没有完全还原；不影响新一年")
        print(told.format(words=learned.older_lost), file=out)


def _understood(learned: Learned) -> Iterator[str]:
    """What was found, in a few lines."""
    found = learned.made.found()
    yield _("{parts}个部分，{topics}个方面，{passages}段文字（明年逐段看一眼）").format(**found)
    line = _("数字{figures}处，明年逐个问").format(**found)
    if found["derived"]:
        line += _("；另有{derived}处按公式算").format(**found)
    if found["growth"]:
        line += _("；同比{growth}处，明年由两年的数算").format(**found)
    yield line
    if found["years"]:
        yield _("年份{years}处，逐年顺推").format(**found)
    if found["followed"]:
        yield _("去年的问题和安排{followed}条，明年逐条问下落").format(**found)
    confirmed = [_(told).format(**found) for name, told in _CONFIRMED.items() if found[name]]
    if confirmed:
        yield _("要另外确认的：{what}").format(what=_("，").join(confirmed))
    lacking = [_(name) for name in learned.made.lacking()]
    if lacking:
        yield _("去年的报告里没有：{names}；新建时会问").format(names=_("、").join(lacking))


def _tell_removed(removed: Sequence[str], listed: Path | None, out: TextIO) -> None:
    """What of a page was taken for no part of the report; ``listed``: the file with all of it."""
    if not removed:
        return
    print(_("  正文以外的文字没有读进来（{count}行）：").format(count=len(removed)), file=out)
    for line in removed[:_MOST_NAMED]:
        print(f"    {line[:_LONGEST_LINE]}", file=out)
    if len(removed) > _MOST_NAMED:
        print(_("    ……还有{rest}行").format(rest=len(removed) - _MOST_NAMED), file=out)
    if listed is not None:
        print(_("    全部写在：{path}").format(path=listed), file=out)


def tell_differences(taking: Taking, out: TextIO, *, final: bool = False) -> None:
    """Where an edited copy differs from the draft; ``final``: it is the published version."""
    from drafter.interview.differences import listed

    changes, edited = taking.plan.changes(), taking.edited
    for note in edited.notes:
        print(f"  {note}", file=out)
    if taking.is_older and changes:
        print(_("这份稿子是按较早的答案生成的：只收稿子里改动的地方，后来填的答案不动"), file=out)
    if taking.is_known and not final:
        told = _("《{name}》这个文件已经收过，内容没有变；不逐条定的话，不再收第二遍")
        print(told.format(name=taking.copy.stem), file=out)
    if changes:
        told = _("《{name}》与草稿有{count}处不同：")
        print(told.format(name=taking.copy.stem, count=len(changes)), file=out)
        for line in listed(changes):
            print(line, file=out)
    else:
        print(_("《{name}》与草稿没有要收的不同").format(name=taking.copy.stem), file=out)
    if edited.formats:
        print(_("另有格式改动{count}处，不收").format(count=edited.formats), file=out)


def tell_taken(taking: Taking, settled: Settled, saved: bool, out: TextIO) -> None:
    """What was saved of an edited copy, what follows from it, what is still open."""
    changes = taking.plan.changes()
    if saved:
        told = _("已收进{path}：采纳{taken}处，未采纳{left}处")
        taken = sum(change.is_taken for change in changes)
        path = taking.job.answers.path
        print(told.format(path=path, taken=taken, left=len(changes) - taken), file=out)
    elif changes:
        print(_("答案文件没有变化"), file=out)
    for name, old, new in settled.follows[:MOST_LISTED]:
        told = _("  随之重算或沿用新答案：{name}：{excerpt}")
        print(told.format(name=name, excerpt=excerpt_of(old, new)), file=out)
    open_count = len(taking.left_open())
    if open_count:
        print(_("有{count}处还要您定，已记为待办，下一稿里有批注").format(count=open_count), file=out)


def excerpt_of(old: str, new: str) -> str:
    """How two texts differ."""
    from drafter.taking.excerpt import excerpt

    return excerpt(old, new)


def tell_open(job: Job, out: TextIO) -> None:
    """What keeps a draft from being final."""
    points = job.open_points()
    print(
        _("还有{count}处没填写或没确认").format(count=len(points)) if points else _("全部填写并确认过了"),
        file=out,
    )
    _list_open(points, out)
    _warn(job, out)


def _list_open(points: Sequence[OpenPoint], out: TextIO) -> None:
    for point in points[:MOST_LISTED]:
        label = point.question.label
        name = f"{point.key}（{label}）"
        if label.startswith(point.key):
            name = label
        print(f"  {_(point.reason)}  {name}{_awaited(point)}", file=out)
    if len(points) > MOST_LISTED:
        print(_("  ……还有{rest}处").format(rest=len(points) - MOST_LISTED), file=out)


def _awaited(point: OpenPoint) -> str:
    """Whom an open point waits for."""
    from drafter.answers.model import Status

    if point.reason != Status.WAITING.value:
        return ""
    from drafter.interview.words import waiting

    return "　" + waiting(point.awaited, point.since)


def _warn(job: Job, out: TextIO) -> None:
    """What in the file finds no use, and relations between figures that do not hold."""
    unasked = []
    told = 0
    for slip in job.slips():
        if slip.use.name == "UNASKED":
            unasked.append(slip.name)
            continue
        told += 1
        if told <= MOST_LISTED:
            near = _("，是不是“{near}”？").format(near=slip.near_miss) if slip.near_miss else ""
            words = _(_SLIPS[slip.use.name]).format(line=slip.line, name=slip.name, within=slip.within)
            print(_("提示：{told}").format(told=words + near), file=out)
    if told > MOST_LISTED:
        print(_("  ……还有{rest}处").format(rest=told - MOST_LISTED), file=out)
    if unasked:
        words = _("提示：已答的{count}项没有写进报告（所属主题没有勾选，或深度、条件不要求）：{names}")
        names = "、".join(unasked[:_MOST_NAMED]) + ("……" if len(unasked) > _MOST_NAMED else "")
        print(words.format(count=len(unasked), names=names), file=out)
    for violation in job.violations():
        print(_("核对：{told}").format(told=violation), file=out)


def tell_packs(out: TextIO) -> None:
    """The packs that come with the program."""
    from drafter.packs.find import find_pack, shipped_packs
    from drafter.packs.load import load_pack

    for name in shipped_packs():
        print(f"{name}  {load_pack(find_pack(name, Path())).label}", file=out)


def tell_added(added: Added, out: TextIO) -> None:
    """What ``packs add`` did, and what is left to do."""
    told = _("已从 {lender} 借用主题“{topic}”：{path}")
    print(told.format(lender=added.lender, topic=added.topic, path=added.manifest), file=out)
    outline = added.outline
    if added.heading:
        told = _("放在提纲“{outline}”的“{heading}”下面。")
        print(told.format(outline=outline.label, heading=added.heading), file=out)
        if outline.typed:
            told = _("这份提纲的编号照写：要给它一个标题，在提纲里写成 {{主题: {topic}, 标题: （五）……}}")
            print(told.format(topic=added.topic), file=out)
    else:
        told = _("提纲里没有给它位置，写在“其余: 是”的部分；要放在一个标题下，加 --under 标题。")
        print(told, file=out)
    if added.always:
        print(_("这个主题必备，不用勾选。"), file=out)
    else:
        told = _("要写进报告，请在当年的答案文件里勾上：主题: [{topic}]（原有的照写）")
        print(told.format(topic=added.topic), file=out)
