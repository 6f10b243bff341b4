"""Why the assistant answered so: the last turn of a tracker, read against the rules as they are written."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from designer.validate.contents import Story
from designer.validate.project import Project
from designer.validate.slots import slot_settings

UNTOLD = frozenset({"action_listen", "action_session_start", "action_extract_slots"})
"""Actions that are there in every turn."""


@dataclass(frozen=True)
class Moment:
    """An action, and what was known when it was decided."""

    name: str
    policy: str
    confidence: float
    slots: Mapping[str, Any]
    loop: str | None


@dataclass
class Turn:
    """The last message of the person, and what followed."""

    message: Mapping[str, Any] = field(default_factory=dict)
    moments: list[Moment] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    slots_before: dict[str, Any] = field(default_factory=dict)
    slots: dict[str, Any] = field(default_factory=dict)
    action_before: str | None = None
    """The last action before the message."""

    @property
    def intent(self) -> str:
        """The likeliest intent."""
        return str((self.message.get("intent") or {}).get("name") or "")

    def changed(self) -> dict[str, Any]:
        """The slots that this turn gave another value."""
        return {name: value for name, value in self.slots.items() if self.slots_before.get(name) != value}


def last_turn(events: Iterable[Mapping[str, Any]]) -> Turn:
    """Reads a tracker's events up to the end; an empty turn where nobody has spoken yet."""
    turn = Turn()
    loop: str | None = None
    for event in events:
        kind, name = event.get("event"), event.get("name")
        if kind == "user":
            turn = Turn(event.get("parse_data") or {}, slots_before=dict(turn.slots), slots=dict(turn.slots),
                        action_before=turn.moments[-1].name if turn.moments else None)
        elif kind == "slot":
            turn.slots[str(name)] = event.get("value")
        elif kind == "active_loop":
            loop = name
        elif kind == "bot":
            turn.said.append(str((event.get("metadata") or {}).get("utter_action") or event.get("text") or ""))
        elif kind == "action" and name not in UNTOLD:
            policy = str(event.get("policy") or "").split("_")[-1]
            turn.moments.append(Moment(str(name), policy, float(event.get("confidence") or 0), dict(turn.slots), loop))
    return turn


def _fits_state(step: Mapping[str, Any], moment: Moment) -> bool:
    """Whether the slots and the loop of a step are those of a moment."""
    if "active_loop" in step and step["active_loop"] != moment.loop:
        return False
    for name, value in slot_settings(step):
        held = moment.slots.get(name)
        if (held is None) if value is ... else (held != value):
            return False
    return True


def _leads(story: Story, place: int, turn: Turn, index: int) -> bool:
    """Whether the steps up to `place` are what happened up to the moment `index`, and what came right before."""
    moments = turn.moments
    moment = moments[index]
    for at, step in reversed(list(enumerate(story.steps[:place]))):
        if "action" in step:
            index -= 1
            if index < 0 or moments[index].name != step["action"]:
                return False
            moment = moments[index]
        elif "intent" in step or "or" in step:
            wanted = {step.get("intent"), *(choice.get("intent") for choice in step.get("or") or [])}
            before = [earlier["action"] for earlier in story.steps[:at] if "action" in earlier]
            if index != 0 or turn.intent not in wanted or (before and before[-1] != turn.action_before):
                return False
            break
        elif not _fits_state(step, moment):
            return False
    return all(_fits_state(condition, moment) for condition in story.conditions)


def rule_for(project: Project, turn: Turn, index: int) -> Story | None:
    """The rule or story that leads to a moment of the turn; of several the most particular one."""
    found: list[tuple[int, Story]] = []
    kind = "story" if turn.moments[index].policy == "StoryPolicy" else "rule"
    for story in project.stories:
        if story.kind != kind:
            continue
        for place, step in enumerate(story.steps):
            same = step.get("action") == turn.moments[index].name
            if same and _leads(story, place, turn, index):
                found.append((len(story.conditions) + place, story))
    return max(found, key=lambda pair: pair[0])[1] if found else None


def reason(project: Project, turn: Turn, index: int) -> str:
    """What led to a moment, in words: a rule with its place, the open form, or a policy by itself."""
    moment = turn.moments[index]
    if moment.loop == moment.name:
        return "porque el formulario sigue abierto"
    rule = rule_for(project, turn, index) if moment.policy in ("RulePolicy", "StoryPolicy") else None
    if rule:
        kind = "la regla" if rule.kind == "rule" else "la historia"
        return f"por {kind} «{rule.name}» {rule.path}:{rule.line}"
    if moment.policy == "RulePolicy" and moment.confidence < 1:
        return "ninguna regla: ninguna sirve para esto, y RulePolicy pide aclarar"
    return f"ninguna regla: lo decidió {moment.policy or 'Rasa'}"


def _number(value: Any) -> str:
    return f"{float(value or 0):.2f}"


def _understood(turn: Turn) -> Iterable[tuple[str, str]]:
    message = turn.message
    ranking = [r for r in message.get("intent_ranking") or [] if r.get("name") != turn.intent]
    others = ", ".join(f"{r['name']} {_number(r['confidence'])}" for r in ranking[:3])
    yield "intención", (f"{turn.intent or '(ninguna)'} {_number((message.get('intent') or {}).get('confidence'))}"
                        + (f"   después: {others}" if others else ""))
    text = str(message.get("text") or "")
    for entity in message.get("entities") or []:
        said = text[entity["start"]:entity["end"]] if entity.get("end") else ""
        yield "dato", f"{entity.get('entity')} = {entity.get('value')}" + (f"   de «{said}»" if said else "")
    sentiment, emotion, urgency = (message.get(name) or {} for name in ("sentiment", "emotion", "urgency"))
    if sentiment:
        yield "ánimo", (f"sentimiento {sentiment.get('label')} {_number(sentiment.get('score'))}, "
                        f"emoción {emotion.get('label')} {_number(emotion.get('confidence'))}, "
                        f"urgencia {urgency.get('label')} {_number(urgency.get('score'))}")


def explain(project: Project, events: Iterable[Mapping[str, Any]]) -> list[str]:
    """The lines that `/porque` shows for the last turn."""
    turn = last_turn(events)
    rows = list(_understood(turn))
    for index, moment in enumerate(turn.moments):
        rows.append(("acción", f"{moment.name}   {moment.policy} {_number(moment.confidence)}"))
        rows.append(("", f"  {reason(project, turn, index)}"))
    if not turn.moments:
        rows.append(("acción", "ninguna"))
    for name in turn.said:
        place = project.responses.get(name)
        rows.append(("texto", f"{name}   {place.path}:{place.line}" if place else f"«{name}»"))
    rows += [("variable", f"{name} = {value}") for name, value in turn.changed().items()]
    width = max(len(label) for label, _ in rows)
    return [f"  {label:<{width}}  {shown}" for label, shown in rows]
