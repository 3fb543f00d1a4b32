"""The words of the comments on what was changed in Word: what is open about a record of 改稿, and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from drafter.answers.edits import Edit
from drafter.compose.slots import OWN
from drafter.document.model import Origin, State

_TITLE, _AROUND, _LONG = 16, 12, 60
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


def pending(edit: Edit, texts: Mapping[str, str], words: str) -> Origin:
    """A change that nobody has decided on; ``texts``: the paragraphs as they are; ``words``: what it would say."""
    now = texts.get(edit.at, "")
    if edit.deleted:
        what = f"删去“{_short(now)}”" if now else "删去"
    elif edit.text is not None:
        what = f"增加“{words}”" if edit.is_new else f"改作：“{_differing(now, words) if now else words}”"
    else:
        what = f"把“{_short(now)}”移到“{_short(texts.get(edit.after, edit.after))}”后面"
    why = f"{edit.note}；" if edit.note else ""
    return _said(edit, f"“{_title(now) or edit.at}”有一处改动还没有定：{why}{what}", _DECIDE)


def _title(text: str) -> str:
    return text if len(text) <= _TITLE else text[:_TITLE].rstrip("，。；：、（") + "……"


def _short(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[: _LONG - 15]}……{text[-10:]}"


def _differing(old: str, new: str) -> str:
    """Both texts in one: 〔旧→新〕 where they differ, and what stands around it."""
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    before, after = old[start : len(old) - end], new[start : len(new) - end]
    return f"{_ahead(old[:start])}〔{before}→{after}〕{_behind(old[len(old) - end :])}"


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _ahead(text: str) -> str:
    return text if len(text) <= _AROUND else f"……{text[-_AROUND:]}"


def _behind(text: str) -> str:
    return text if len(text) <= _AROUND else f"{text[:_AROUND]}……"


def deleted(edit: Edit) -> Origin:
    """A paragraph that was left out last year."""
    return _said(edit, f"“{edit.at}”这一段去年删去了，今年也没有写", _DONE)


def displaced(edit: Edit) -> Origin:
    """A paragraph whose neighbour is gone."""
    words = f"“{edit.at}”原来接在“{edit.after}”后面，那一段今年没有了，请看放得对不对"
    return _said(edit, words, "请在答案文件“改稿”里改它的“接在”")


def vanished(edit: Edit, name: str) -> Origin:
    """A place of the template's paragraph that a wording prints, and that is not there any more: an item fewer."""
    words = f"改定的文字在这里写的是模板这一段的“{name}”，现在模板的这一段没有这一处了，请看这一处怎么写"
    return _said(edit, words, "请改“改稿”里“{at}”这一条的“文”")


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
