"""The words of the comments on what was changed in Word: what is open about a record of 改稿, and what to do."""

from __future__ import annotations

from itertools import pairwise

from drafter.answers.edits import Edit
from drafter.compose.slots import OWN
from drafter.document.model import Origin, Span, State, Text

_DONE = "处理好后请在菜单“核对收回来的文字”里确认，或在答案文件“改稿”里把“{at}”这一条的“状态”一行删去"
_DECIDE = (
    "请在菜单“核对收回来的文字”里定；或在答案文件“改稿”里，采纳的把这一条的“状态”一行删去，不要的把这一条删去"
)
_CHECKED = "核对后请把“改稿”里“{at}”这一条的“原”一行删去"


def remark(edit: Edit) -> Origin:
    """A reviewer's comment."""
    return _said(edit, edit.remark, _DONE)


def carried(edit: Edit) -> str:
    """For a wording that came along from last year: the words of the comment."""
    return _said(edit, edit.note or "这一段沿用去年改定的文字，请核对", _DONE).note


def outdated(edit: Edit, now: str) -> str:
    """For a wording whose template has become another one: the words of the comment."""
    words = f"答案或模板变了以后，模板的这一段现在是“{now}”，这里仍用改定的文字"
    return _said(edit, words, _CHECKED).note


def pending(edit: Edit) -> Origin:
    """A change that nobody has decided on."""
    what = "删去" if edit.deleted else f"改作：“{edit.text}”" if edit.text is not None else "移动"
    why = f"{edit.note}；" if edit.note else ""
    return _said(edit, f"“{edit.at}”有一处改动还没有定：{why}{what}", _DECIDE)


def deleted(edit: Edit) -> Origin:
    """A paragraph that was left out last year."""
    return _said(edit, f"“{edit.at}”这一段去年删去了，今年也没有写", _DONE)


def displaced(edit: Edit) -> Origin:
    """A paragraph whose neighbour is gone."""
    words = f"“{edit.at}”原来接在“{edit.after}”后面，那一段今年没有了，请看放得对不对"
    return _said(edit, words, "请在答案文件“改稿”里改它的“接在”")


def lost(edit: Edit) -> Origin:
    """A record whose paragraph this draft does not have."""
    kept = (
        f"改定的文字是：“{edit.text}”" if edit.text else f"原来把它{'删去了' if edit.deleted else '移动了'}"
    )
    words = f"“改稿”里的“{edit.at}”今年找不到这一段（主题没有勾选、数变成了0，或模板改了），没有用上。{kept}"
    return _said(edit, words, "不要了请把这一条从答案文件里删去")


def _said(edit: Edit, words: str, todo: str) -> Origin:
    source = f"（{edit.source}）" if edit.source else ""
    note = f"{words.rstrip('。')}{source}。{todo.format(at=edit.at)}。"
    return Origin((OWN + edit.at,), State.UNCONFIRMED, note)


def attributed(text: Text, origin: Origin) -> Text:
    """A text whose own words come from ``origin``; its note stands only once."""
    made: list[Span] = []
    for span in text:
        if span.origin is None:
            span = Span(span.text, origin)
            origin = Origin(origin.keys, origin.state)
        made.append(span)
    return tuple(made)


def marked(text: Text, start: int, end: int, origin: Origin) -> Text:
    """A text whose own words between two places come from ``origin``; answers among them stay answers."""
    made: list[Span] = []
    place = 0
    for span in text:
        cuts = sorted({0, len(span.text), *(min(max(at - place, 0), len(span.text)) for at in (start, end))})
        for left, right in pairwise(cuts):
            inside = start <= place + left and place + right <= end
            own = origin if inside and span.origin is None else span.origin
            made.append(Span(span.text[left:right], own))
            if own is origin:
                origin = Origin(origin.keys, origin.state)
        place += len(span.text)
    return tuple(made)
