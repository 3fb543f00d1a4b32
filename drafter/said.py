"""Errors and remarks that are put together elsewhere, in Chinese, told in the clerk's language.

The modules that work on files know no language; what they say is found here again by its pattern.  Words that nobody
has translated stay as they are.
"""

from __future__ import annotations

import re
from functools import lru_cache

from drafter.errors import DrafterError
from drafter.i18n import N_, _, is_source

_BLANK = re.compile(r"\{(\w+)\}")
_PLACE = N_("{path}，第{line}行")
SENTENCES = (
    N_("没有这个文件"),
    N_("没有这个文件（文件名太长）"),
    N_("请核对文件名和文件夹"),
    N_("请检查文件名和所在的文件夹"),
    N_("没有读取权限"),
    N_("请核对访问权限，或先关闭正在使用该文件的程序"),
    N_("请核对文件名、访问权限和磁盘空间"),
    N_("这是一个文件夹，不是文件"),
    N_("请写出文件夹里的文件，如 本局/2026.yaml"),
    N_("请在路径后面加上文件名，例如 报告.docx"),
    N_("读写出错（{why}）"),
    N_("写入失败（{why}），没有保存"),
    N_("文件名太长，没有保存"),
    N_("请换一个短一些的文件名"),
    N_("文件名里有不能用的字符，没有保存"),
    N_('文件名里不要有 \\ / : * ? " < > |'),
    N_("文件夹不存在，没有保存"),
    N_("请先新建文件夹；路径没有写错的，看看U盘或网络盘是否已断开"),
    N_("路径中有一段不是文件夹，没有保存"),
    N_("请检查路径有没有写错"),
    N_("没有写入权限，没有保存"),
    N_("没有写入权限（所在的盘是只读的），没有保存"),
    N_("请关闭正在使用该文件的程序（如 Word、WPS），或换一个可以写入的文件夹（如“文档”）"),
    N_("请换一个可以写入的文件夹（如“文档”）"),
    N_("请换一个文件夹或文件名再试"),
    N_("磁盘已满，没有保存"),
    N_("磁盘配额已用完，没有保存"),
    N_("请先腾出磁盘空间，或换一个盘"),
    N_("文件正被打开着，没有写入"),
    N_("文件已经存在，没有改动它"),
    N_("请继续填写这个文件，或先把它改名"),
    N_("这个文件正由另一个窗口的本程序编辑{who}"),
    N_("请回到那个窗口继续，或先关掉它"),
    N_("找不到模板包“{name}”"),
    N_("是不是“{near}”？"),
    N_("现有模板包：{names}"),
    N_("找不到提纲“{name}”"),
    N_("可用的提纲：{names}"),
    N_("{path} 是 {base} 年的，不能用来新建 {year} 年"),
    N_("--from 要用以前年度的答案文件"),
    N_("报告里只有标题和落款，没有正文"),
    N_("请给出报告全文，例如从单位网站存下的网页或当时的 Word 文件"),
    N_("{path}是{year}年的报告，不早于{before}年"),
    N_("{path}里看不出是哪一年的报告"),
    N_("两份报告要是前后两年的，请换一份"),
    N_("请写明报告年度，例如 --year 2025"),
    N_("请用以前年度的报告，或核对年度"),
    N_("已经有了，没有改动它"),
    N_("要接着用，请从它新建：{command}；要重新学，请换一个文件夹"),
    N_("要重新学，请换一个文件夹"),
    N_("这两份报告不是一个单位的：一份是{then}的，一份是{now}的，文字也很少相同"),
    N_("请给出同一个单位连续两年的报告；只学一份，就只写那一份"),
    N_("里面没有文字"),
    N_("请打开看一看：报告的文字是否在里面，是否只是图片"),
    N_("有的网页要等正文显示出来后才能另存；或者在网页上选中报告全文，复制后粘贴"),
    N_("里面没有一个小标题，也没有一个数字，不像是一份工作报告"),
    N_("只有几个字，没有标题和小标题，不像是一份工作报告"),
    N_("PDF 第{numbers}页有并排的文字，先后可能读得不对，请与原文对照"),
    N_("PDF 里的引号没有读准（不成对，或者里面是空的），请与原文对照；有 Word 文件的话，读 Word 文件更准"),
    N_("要读的是去年的法治政府建设年度报告（或工作总结）全文，例如从单位网站存下的网页或当时的 Word 文件"),
    N_("没有第{number}份：一共只有{count}份报告"),
    N_("没有第{number}份：里面只有一份报告"),
    N_("请写 1 到 {count} 之间的数"),
    N_("里面有{count}份报告，读的是第1份《{name}》，另有{others}"),
    N_("全角数字已转为半角"),
    N_("夹在字后面的注音已去掉"),
    N_("繁体已转为简体"),
    N_("修订标记按已接受读取（共{count}处）"),
    N_("脚注和尾注没有读（共{count}处）"),
    N_("隐藏文字没有读（共{count}处）"),
    N_("这个文件是空的"),
    N_("请检查是不是给错了文件"),
    N_("请检查是不是给错了文件，或者还没有保存"),
    N_("文件太大，不像是一份报告"),
    N_("打不开：{why}"),
    N_("请先在 Word 或 WPS 里关掉它，并检查是否有权限打开"),
    N_("请给出里面那份报告的文件名"),
    N_("不认识这种文件（{ending}）"),
    N_(
        "能读的是 .docx、网页（.html）、文本（.txt）、PDF，装有 LibreOffice 时还有 .doc、.wps；其他的请另存为 .docx"
    ),
    N_("这个 {ending} 文件已经损坏，或者不是{kind}"),
    N_("请用 Word 或 WPS 打开看一看，能打开就另存为 .docx 再读"),
    N_("请先在 Word 或 WPS 里打开它，另存为 .docx 再读"),
    N_("请用 Word 或 WPS 打开看一看，能打开就另存为一个新的 .docx 再读"),
    N_("请用 Word 或 WPS 输入密码打开，去掉密码后另存为 .docx 再读"),
    N_("这个文件有密码，读不了"),
    N_("请给出报告的 Word 文件、网页或文本文件"),
    N_("这个 Word 文件不完整或已经损坏"),
    N_("这个 Word 文件里面已经损坏"),
    N_("这个压缩包不是 Word 文件"),
    N_("这个文件不是文本，或者用了不认识的编码"),
    N_("请用记事本打开它，另存为 UTF-8 编码的文本文件"),
    N_("这个网页文件里没有网页"),
    N_("请在浏览器里重新打开那个网页，另存为“网页，仅 HTML”"),
    N_("这份 PDF 是扫描的图片，里面没有文字"),
    N_("请找当时的 Word 文件或网页；或者先做文字识别（OCR），校对后存成文本再读"),
    N_("这份 PDF 有密码，读不了"),
    N_("请去掉密码（另存或打印成新的 PDF）再读"),
    N_("这份 PDF 已经损坏"),
    N_("这份 PDF 里面已经损坏"),
    N_("请用浏览器打开看一看，能打开就另存一份再读"),
    N_("请用浏览器打开看一看，能打开就打印成新的 PDF 再读"),
    N_("{ending} 要用 LibreOffice 转换，这台电脑上没有装"),
    N_("LibreOffice 没能转换这个 {ending} 文件"),
    N_("LibreOffice 转换了{seconds}秒还没有完成，已经停下"),
)
"""As they stand in the code, with names for what is put in."""


def shown(error: DrafterError) -> str:
    """What an error says."""
    if is_source():
        return str(error)
    place = str(error.place.path)
    if error.place.line:
        place = _(_PLACE).format(path=place, line=error.place.line)
    where = f"{place}: " if place else ""
    advice = f"\n  → {said(error.advice)}" if error.advice else ""
    return f"{where}{said(error.what)}{advice}"


def said(text: str) -> str:
    """A sentence that was put together elsewhere."""
    if is_source() or not text:
        return text
    for sentence, pattern in _patterns():
        found = pattern.fullmatch(text)
        if found is not None:
            return _(sentence).format(**found.groupdict())
    return text


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """The sentences, those with the most words of their own first."""
    ordered = sorted(SENTENCES, key=lambda sentence: -len(_BLANK.sub("", sentence)))
    return [(sentence, re.compile(_pattern(sentence), re.DOTALL)) for sentence in ordered]


def _pattern(sentence: str) -> str:
    parts = _BLANK.split(sentence)
    return "".join(f"(?P<{part}>.*)" if at % 2 else re.escape(part) for at, part in enumerate(parts))
