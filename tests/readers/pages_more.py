"""More shells: pages with less order in them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape


def _lines(lines: Sequence[str], opening: str = "<p>", closing: str = "</p>") -> str:
    return "\n".join(opening + escape(line) + closing for line in lines)


def logo(title: str, lines: Sequence[str]) -> str:
    """The site's name is the first heading, a link; the report's title only the second."""
    return f"""<html><head><meta charset=utf-8><title>{title}-东岭县人民政府</title></head><body>
<div class="logo"><h1><a href="/">东岭县人民政府</a></h1></div>
<div class=nav><a>首页</a><a>要闻</a><a>公开</a></div><div class="content"><h2>{title}</h2>
<div class=meta>2025-01-20 10:11:12&nbsp;&nbsp;来源: 县局&nbsp;&nbsp;<span>打印</span></div>
<div class="article">{_lines(lines)}</div></div><div class=foot>东岭县人民政府主办 东岭县大数据局承办<br>
ICP备案序号:浙ICP备00000000号<br>浙公网安备 33000000000000号</div></body></html>"""


def breaks(title: str, lines: Sequence[str]) -> str:
    """No element but line breaks; counters filled by scripts; a file of the report below it."""
    text = "<br><br>".join("　　" + escape(line) for line in lines)
    return f"""<html><body><center><font size=5>{title}</font></center><hr>发布日期：2025/1/20　阅读：<script>x()</script>次<hr>
{text}<br><br>附件：<a href="a.doc">报告.doc</a><br>【<a>打印</a>】【<a>关闭</a>】</body></html>"""


def catalogue_in_rows(title: str, lines: Sequence[str]) -> str:
    """Metadata in a table of two columns without colons; the title centred on two lines."""
    meta = {
        "索引号": "001-2025",
        "组配分类": "法治政府建设年度报告",
        "发布机构": "县综合行政执法局",
        "信息名称": title,
        "生成日期": "2025-01-20",
        "内容概述": title,
    }
    rows = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in meta.items())
    cut = title.index("局") + 1
    return f"""<html><body><table class="gkml">{rows}</table><div class="Zoom" id="zoom">
<p align=center style="text-align:center">{title[:cut]}</p><p align=center>{title[cut:]}</p>
{_lines(lines, "<p>　　")}</div></body></html>"""


def share(title: str, lines: Sequence[str]) -> str:
    """Everything beside everything: metadata as a list, recommendations right behind the text."""
    text = "".join(f"<p><span>{escape(line[:7])}</span><span>{escape(line[7:])}</span></p>" for line in lines)
    more = "".join(f"<p><a>东岭县某事项公告第{n}号</a> <span>2025-01-0{n}</span></p>" for n in range(1, 6))
    return f"""<html><body><ul class="top"><li><a>登录</a></li><li><a>无障碍</a></li></ul>
<div>当前位置: <a>首页</a> / <a>公开</a> / 正文</div><h3>{title}</h3>
<ul><li>发布时间: 2025-01-20</li><li>信息来源: 县局</li><li>点击数: <em id=c></em></li></ul><div>分享：<i></i></div>
{text}<div>扫码分享</div><div>相关附件</div><ul><li><a>报告.pdf</a></li></ul><h4>相关推荐</h4>{more}
<div>地址：东岭县东山路1号 邮编：300000 电话：0571-0000000</div></body></html>"""


def abstracts(title: str, lines: Sequence[str]) -> str:
    """Abstracts of other news, whole sentences, before and behind the report."""
    return f"""<html><body><div class=list><h4>县委召开会议</h4>
<p>1月3日，县委召开会议，研究部署全县法治建设工作，听取工作情况汇报，审议有关文件。会议强调，要坚持问题导向。</p></div>
<div id=main><h1>{title}</h1><p>2025年1月20日 10:00 来源：县局 【大 中 小】</p>{_lines(lines)}</div>
<div class=list><h4>热点</h4>
<p>1月5日，县政府召开常务会议，研究安全生产工作。会议指出，要抓好冬季安全生产各项工作，确保平安。</p></div></body></html>"""


def unclosed(title: str, lines: Sequence[str]) -> str:
    """Elements never closed."""
    text = "<p>".join(map(escape, lines))
    return f"""<html><head><title>{title}</title><body><div><p><b>{title}</b><p>来源：县综合行政执法局<p>{text}
<p>（责编：李四）<div>版权所有"""


def rows(title: str, lines: Sequence[str]) -> str:
    """A table with a row for each paragraph."""
    text = _lines(lines, "<tr><td>", "</td></tr>")
    return f"""<html><body><table width=100%><tr><td align=center><strong>{title}</strong></td></tr>
<tr><td>时间：2025-1-20 | 来源：县局 | 作者：法规股</td></tr>{text}<tr><td>上一条：无 下一条：通知</td></tr></table></body></html>"""


MORE = {one.__name__: one for one in (logo, breaks, catalogue_in_rows, share, abstracts, unclosed, rows)}
