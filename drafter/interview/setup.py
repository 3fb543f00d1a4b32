"""What is settled before the pack's own questions: outline, depth and topics (reserved keys of the answers file)."""

from __future__ import annotations

from msgspec.structs import replace

from drafter.answers.model import DEPTH, OUTLINE, TOPICS, Answers, Raw
from drafter.asking import asked, fits, profile
from drafter.i18n import N_
from drafter.interview.steps import Message, Option
from drafter.packs.schema import Depth, Kind, Outline, Pack, Question, Topic

SETUP = (OUTLINE, DEPTH, TOPICS)


def setup_questions(pack: Pack) -> dict[str, Question]:
    """The questions about the report as a whole; outline and depth are asked only where there is a choice."""
    found = {
        DEPTH: Question(
            DEPTH, N_("问到多细"), Kind.CHOICE, "", help=N_("以后随时可以改；改成完整不影响已答的题")
        ),
        TOPICS: Question(
            TOPICS, N_("写哪些方面"), Kind.CHOICES, "", help=N_("没有勾选的方面不提问，报告里也不出现")
        ),
    }
    if not _has_depth(pack):
        del found[DEPTH]
    if len(pack.outlines) > 1:
        outline = Question(
            OUTLINE, N_("报告按什么提纲写"), Kind.CHOICE, "", help=N_("各级的要求不同，先看今年的通知")
        )
        return {OUTLINE: outline, **found}
    return found


def _has_depth(pack: Pack) -> bool:
    """Whether anything is asked in the full questionnaire only, own items apart: nothing of a learned pack is."""
    depths = [one.depth for one in pack.questions.values() if one.kind is not Kind.ITEMS]
    return Depth.FULL in (*depths, *(topic.depth for topic in pack.topics.values()))


def setup_options(pack: Pack, answers: Answers, key: str) -> tuple[Option, ...]:
    """What can be chosen."""
    if key == OUTLINE:
        known = tuple(Option(outline.name, _outline_label(outline)) for outline in pack.outlines.values())
        own = answers.outline
        return known if not own or own in pack.outlines else (*known, Option(own, own))
    if key == DEPTH:
        return tuple(Option(depth.value, _depth_label(pack, answers, depth)) for depth in Depth)
    return tuple(Option(topic.name, _topic_label(topic)) for topic in choosable(pack, answers))


def choosable(pack: Pack, answers: Answers) -> list[Topic]:
    """The topics the clerk may tick: those not always there that concern such a bureau."""
    kind = profile(answers)
    return [topic for topic in pack.topics.values() if not topic.always and fits(topic.profiles, kind)]


def setup_value(pack: Pack, answers: Answers, key: str) -> tuple[str, ...]:
    """What is chosen now, or is suggested at first."""
    if key == OUTLINE:
        return (answers.outline or pack.default_outline,)
    if key == DEPTH:
        return (answers.depth.value,)
    if answers.topics:
        return answers.topics
    kind = profile(answers)
    return tuple(topic.name for topic in choosable(pack, answers) if _suggested(topic, kind, answers.depth))


def with_setup(answers: Answers, key: str, value: Raw) -> Answers:
    """The answers with another outline, depth or choice of topics."""
    if key == TOPICS:
        return replace(answers, topics=tuple(str(name) for name in value))
    if key == DEPTH:
        return replace(answers, depth=Depth(value))
    return replace(answers, outline=str(value))


def _suggested(topic: Topic, kind: str, depth: Depth) -> bool:
    if topic.depth is Depth.FULL and depth is Depth.ESSENTIAL:
        return False
    return topic.is_suggested(kind)


def _outline_label(outline: Outline) -> str | Message:
    return Message("{label}（内容不全）", {"label": outline.label}) if outline.lacks else outline.label


def _depth_label(pack: Pack, answers: Answers, depth: Depth) -> Message:
    """The depth with the number of questions it would ask of the topics ticked or suggested; computed ones are not."""
    topics = setup_value(pack, replace(answers, depth=depth), TOPICS)
    questions = asked(pack, replace(answers, depth=depth, topics=topics))
    number = sum(1 for question in questions if question.formula is None)
    if depth is Depth.ESSENTIAL:
        return Message("基本（约{number}题）", {"number": number})
    return Message("完整（约{number}题）", {"number": number})


def _topic_label(topic: Topic) -> str:
    heading = "" if "{" in topic.heading or topic.heading == topic.name else f"：{topic.heading}"
    return topic.name + heading
