"""Web pages as government sites publish reports: one text, many shells around it.

Each shell takes a title and the lines of a report and gives a whole page.  All names in them are invented.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

Shell = Callable[[str, Sequence[str]], str]

_MENU = ["网站首页", "政务公开", "政务服务", "互动交流", "走进东岭", "无障碍", "长者助手"]
_RELATED = [
    "东岭县2024年重点民生实事完成情况公示",
    "关于开展冬季燃气安全检查的通知",
    "东岭县综合行政执法局2024年度部门决算公开",
    "县综合行政执法局召开年度工作会议",
    "2025年城区道路停车泊位调整公告",
    "东岭县建筑垃圾处置核准结果公示（第12期）",
]


def _links(names: Sequence[str], dated: bool = False) -> str:
    day = "<span>2025-01-{:02}</span>"
    return "".join(
        f'<li><a href="/art/{n}.html" title="{name}">{name}</a>{day.format(n + 1) if dated else ""}</li>'
        for n, name in enumerate(names)
    )


def _paragraphs(lines: Sequence[str], opening: str = "<p>", closing: str = "</p>") -> str:
    return "\n".join(f"{opening}{escape(line)}{closing}" for line in lines)


def bare(title: str, lines: Sequence[str]) -> str:
    """Nothing but the text."""
    return f"<html><body><h1>{escape(title)}</h1>{_paragraphs(lines)}</body></html>"


def trs(title: str, lines: Sequence[str]) -> str:
    """Breadcrumbs, a line of share words, an editor's box full of styled spans, a footer."""
    body = _paragraphs(
        lines,
        '<p style="text-indent: 2em; line-height: 30px;"><span style="font-family: 仿宋_GB2312; font-size: 16pt">',
        "</span></p>",
    )
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{title}_东岭县人民政府</title>
<meta name="ArticleTitle" content="{title}"><style>.hide {{display:none}}</style></head>
<body><div class="header"><ul class="nav">{_links(_MENU)}</ul></div>
<div class="position">您当前的位置：<a href="/">首页</a>&gt;<a href="/zwgk">政务公开</a>&gt;<a>法治政府建设</a></div>
<div class="article"><div class="title">{title}</div>
<div class="info"><span>发布时间：2025-01-20 09:15</span>&nbsp;&nbsp;<span>来源：县综合行政执法局</span>
<span>浏览次数：<script>document.write(312)</script></span>
<span>【字体：<a>大</a> <a>中</a> <a>小</a>】</span></div>
<div id="zoom" class="TRS_Editor">
{body}
</div>
<div class="fj">附件下载：<a href="./P0202501.docx">{title}.docx</a></div>
<div class="share">分享到：<a>微信</a><a>微博</a></div>
<div class="print"><a>打印本页</a> <a>关闭窗口</a></div>
<div class="more"><p>上一篇：<a>东岭县城管中队开展夜间巡查</a></p><p>下一篇：<a>东岭县行政处罚裁量基准</a></p></div></div>
<div class="aside"><h3>相关信息</h3><ul>{_links(_RELATED, True)}</ul></div>
<div class="footer"><p>主办单位：东岭县人民政府办公室　承办单位：东岭县大数据中心</p>
<p>浙ICP备05000000号-1　浙公网安备33060002000000号　网站标识码：3306000000</p>
<p>联系电话：0575-80000000　网站地图</p></div></body></html>"""


def hanweb(title: str, lines: Sequence[str]) -> str:
    """Tables within tables lay the page out; one cell holds the text, separated by line breaks."""
    text = "<br/>\n".join("&nbsp;&nbsp;&nbsp;&nbsp;" + escape(line) for line in lines)
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body>
<table width="1000" border="0"><tr><td colspan="2"><table><tr>{"".join(f"<td><a>{m}</a></td>" for m in _MENU)}</tr></table>
</td></tr><tr><td width="200" valign="top"><table>{"".join(f"<tr><td><a>{r}</a></td></tr>" for r in _RELATED)}</table></td>
<td><table width="780"><tr><td>当前位置： 首页 &gt;&gt; 信息公开目录 &gt;&gt; 法治政府</td></tr>
<tr><td align="center"><b><font size="5">{title}</font></b></td></tr>
<tr><td align="center">发布日期：2025-01-20 信息来源：县综合行政执法局 访问次数： 208 字号：[ 大 中 小 ]</td></tr>
<tr><td><!--ZJEG_RSS.content.begin--><div class="bt_content">{text}</div><!--ZJEG_RSS.content.end--></td></tr>
<tr><td align="right">[打印] [关闭]</td></tr></table></td></tr>
<tr><td colspan="2" align="center">版权所有：东岭县人民政府 技术支持：大汉网络<br>您是第1234567位访问者</td></tr></table></body></html>"""


def catalogue(title: str, lines: Sequence[str]) -> str:
    """The information catalogue: a table of metadata, the title above it and again in the text."""
    meta = [
        ("索 引 号", "11330600000000000X/2025-00012", "主题分类", "法治政府建设"),
        ("发布机构", "东岭县综合行政执法局", "成文日期", "2025-01-15"),
        ("文　　号", "", "公开方式", "主动公开"),
    ]
    rows = "".join(f"<tr><th>{a}：</th><td>{b}</td><th>{c}：</th><td>{d}</td></tr>" for a, b, c, d in meta)
    return f"""<html><head><meta charset="UTF-8"><title>{title}</title></head><body>
<div class="top"><a>繁体版</a> | <a>手机版</a> | <a>登录</a></div>
<div class="crumb"><a>首页</a> &gt; <a>政府信息公开</a> &gt; <a>法定主动公开内容</a></div>
<h1>{title}</h1><table class="xxgk" border="1">{rows}</table>
<div id="UCAPCONTENT" class="pages_content"><p style="text-align:center"><strong>{escape(title)}</strong></p>
{_paragraphs(lines)}</div>
<div class="ewm"><p>扫一扫在手机打开当前页</p></div>
<div class="bottom">网站地图 | 联系我们 | 隐私声明<br>Copyright © 2025 东岭县人民政府 版权所有<br>鲁ICP备06000000号</div>
</body></html>"""


def divs(title: str, lines: Sequence[str]) -> str:
    """No paragraphs at all: one div a line, hidden text, scripts in the middle, comments."""
    text = "\n".join(f"<div>　　{escape(line)}</div><div><br></div>" for line in lines)
    return f"""<html><body><script>var a = "<p>一、脚本里的话</p>";</script>
<div style="display:none">分享摘要：{title}</div>
<noscript>请打开脚本</noscript>
<div class="con-title">{title}</div><div class="con-sub">时间：2025-01-20 来源：东岭县综合行政执法局 点击：56 次</div>
<div class="con-txt">{text}<!-- 正文结束 --><script>share()</script></div>
<div>责任编辑：张三</div><div>【打印此页】【返回顶部】【关闭窗口】</div></body></html>"""


def worded(title: str, lines: Sequence[str]) -> str:
    """Pasted from Word: o:p, many spans that cut words and figures."""
    cut = []
    for line in lines:
        middle = len(line) // 2
        cut.append(
            f'<p class="MsoNormal"><span lang="EN-US">{escape(line[:middle])}</span>'
            f"<span>{escape(line[middle:])}</span><o:p></o:p></p>"
        )
    return f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset="utf-8"></head><body>
<div class="wrap"><div class="fl"><a>首页</a><a>机构概况</a><a>新闻中心</a></div>
<p class="MsoTitle" align="center"><b>{title}</b></p>
<p>发布时间： 2025年01月20日 &nbsp; 作者： 法规科 &nbsp; 浏览：<em>18</em> 次 &nbsp; <a>打印</a> <a>收藏</a></p>
{chr(10).join(cut)}
<p><a>【返回】</a></p></div><div>东岭县综合行政执法局 版权所有 地址：东岭县人民路1号 邮编：312000</div></body></html>"""


def articled(title: str, lines: Sequence[str]) -> str:
    """HTML5: header, nav, main, article, aside, footer."""
    return f"""<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{title}</title></head><body>
<header><nav><ul>{_links(_MENU)}</ul></nav></header>
<main><article><h1>{title}</h1><p class="meta"><time>2025-01-20 09:15</time> 来源：县综合行政执法局 阅读量：99</p>
{_paragraphs(lines)}
</article><aside><h2>相关阅读</h2><ul>{_links(_RELATED)}</ul></aside></main>
<footer><p>主办：东岭县人民政府</p><p>京ICP备00000000号</p></footer></body></html>"""


SHELLS: dict[str, Shell] = {
    one.__name__: one for one in (bare, trs, hanweb, catalogue, divs, worded, articled)
}
