"""Who is to act in a sentence: `Giao Sở Nội vụ ...`, `Sở Y tế chủ trì ...`, `Căn cứ ..., các sở ...` (guide 3.3)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from loaders.tasks.actors import Names, entry_at, read_names
from loaders.tasks.members import Name
from loaders.tasks.phrases import may_stand, phrase, role
from loaders.tasks.syntax import acts, last_letter, next_word, part_at, two_at, word_at

Shape = Literal["action", "head"]

_ACTION_WITHIN = 90
_NEAR = 40
_MOST_TRIED = 12
_COMMA = re.compile(r",\s+")
_BREAK = re.compile(r"(?P<mark>[,;:])\s+")
_OPENING = re.compile(r"(?P<mark>[,;:])\s+|(?P<bracket>\()")


@dataclass(frozen=True, slots=True)
class Duty:
    """Actors and what they are told: an action in the same sentence, or (`head`) what stands under this line.

    `start` is where the task's own words begin, `action` where those after the actors do.
    """

    names: tuple[Name, ...]
    start: int
    action: int
    shape: Shape = "action"
    request: bool = False


def read_duty(flat: str, start: int, end: int) -> Duty | None:
    """The duty that the sentence at `start:end` tells, None where no body is told to do something."""
    assigned = phrase("assigns").match(flat, start, end)
    if assigned is not None:
        duty = _assigned(flat, start, assigned, end)
    else:
        duty = _told(flat, start, start, end) or _after_circumstance(flat, start, end)
    return duty if duty is not None and _is_work(flat, duty, start, end) else None


def read_handed_on(flat: str, start: int, end: int) -> Duty | None:
    """What is assigned behind a decision or remark (`Đồng ý chủ trương, giao Sở Y tế ...`), unless the past is told."""
    if may_stand(("past",), flat, start, end) and phrase("past").search(flat, start, end):
        return None
    begin = start
    for match in _OPENING.finditer(flat, start, end):
        begin = match.end() if match["mark"] == ";" else begin
        assigned = phrase("hands_on").match(flat, match.end(), end)
        duty = _assigned(flat, begin, assigned, end) if assigned else _labelled(flat, begin, match, end)
        if duty is not None and _is_work(flat, duty, begin, end):
            return duty
    return None


def _labelled(flat: str, begin: int, colon: re.Match[str], end: int) -> Duty | None:
    """What a body is told behind the matter it is about (`Về tuyên truyền: Sở Văn hóa và Thể thao chủ trì ...`).

    In brackets it may only be told to lead or to work with others (`Tổ chức hội nghị (Sở Nội vụ chủ trì)`).
    """
    head = entry_at(flat, colon.end(), end) if colon["mark"] == ":" or colon["bracket"] else None
    if head is None or head.lastgroup not in ("plural", "body", "post"):
        return None
    if phrase("composed_before").search(flat, begin, colon.start()):
        return None
    duty = _told(flat, begin, colon.end(), end)
    if duty is None or duty.shape != "action":
        return None
    return duty if colon["mark"] or two_at(flat, duty.action) in role("lead") else None


def _is_work(flat: str, duty: Duty, start: int, end: int) -> bool:
    """Whether more is told than who carries the document out, pays for itself, reports a problem or is informed.

    A form with blanks to fill in is none.
    """
    return not (
        phrase("execution").search(flat, start, end)
        or phrase("closing").match(flat, start, end)
        or phrase("blank_form").match(flat, duty.start, end)
        or phrase("informs").match(flat, duty.action, end)
        or phrase("self_financed").search(flat, duty.action, min(end, duty.action + _NEAR))
    )


def read_heading(flat: str, start: int, end: int) -> Duty | None:
    """The actors of a heading without an action: `Trách nhiệm của các bộ, ngành`, `ĐỐI VỚI CÁC SỞ`."""
    match = phrase("duty_of").match(flat, start, end)
    if match is None:
        return None
    title = flat[match.end() : end]
    names = read_names(title.lower() if title.isupper() else title, 0, len(title))
    if names is None or names.stop not in ("end", "colon") or title[names.end :].strip(" :."):
        return None
    return Duty(tuple(_moved(name, match.end()) for name in names.names), start, end, "head")


def _moved(name: Name, by: int) -> Name:
    return replace(name, start=name.start + by, end=name.end + by)


def is_accountability(flat: str, start: int, end: int) -> bool:
    """Whether a sentence only says who answers to whom (J13), carries the document out, or when it takes effect."""
    if phrase("closing").match(flat, start, end):
        return True
    return any(phrase(name).search(flat, start, end) for name in ("accountable", "execution", "effect"))


def _assigned(flat: str, start: int, assigned: re.Match[str], end: int) -> Duty | None:
    names = read_names(flat, assigned.end(), end)
    if names is None or names.stop in ("end", "other"):
        return None
    request = phrase("requests").match(assigned[0]) is not None
    shape: Shape = "head" if names.stop == "colon" and not flat[names.end : end].strip(" :") else "action"
    return Duty(names.names, start, names.end, shape, request)


def _told(flat: str, start: int, at: int, end: int) -> Duty | None:
    """The duty of the bodies named at `at`, in a sentence that starts at `start`."""
    names = read_names(flat, at, end)
    if (
        names is None
        or _is_private(flat, names)
        or phrase("accountable").search(flat, names.end, min(end, names.end + _NEAR))
    ):
        return None
    match names.stop:
        case "action" if not _may_act(flat, at, names) or _only_commands(flat, names, end):
            return None
        case "action" if _is_bare_duty(flat, names.end, end):
            return Duty(names.names, start, names.end, "head")
        case "action":
            return _commanded(flat, start, names, end) or Duty(names.names, start, names.end)
        case "circumstance":
            acting = _acts_within(flat, names.end, end) or last_letter(flat, end) == ":"
            return Duty(names.names, start, names.end) if acting else None
        case "colon":
            return _after_colon(flat, start, names, end)
        case "end":
            return Duty(names.names, start, names.end, "head") if names.end >= end - 1 else None
        case _:
            return _told_later(flat, start, names, end)


def _told_later(flat: str, start: int, names: Names, end: int) -> Duty | None:
    """The duty at the end of a remark on the actors (`Bộ X là cơ quan quản lý Đề án có trách nhiệm ...`)."""
    bound = phrase("duty_after").match(flat, names.end, end)
    return Duty(names.names, start, bound.start("duty")) if bound else None


def _is_bare_duty(flat: str, position: int, end: int) -> bool:
    """Whether nothing more is said than that there is a duty: the line leads in those under it."""
    match = phrase("duty").match(flat, position, end)
    return match is not None and not flat[match.end() : end].strip(" :.")


def _is_private(flat: str, names: Names) -> bool:
    """Whether only persons are named (`Tổ chức, cá nhân sử dụng dịch vụ phải ...`): a rule for them is no task."""
    named = flat[names.names[0].start : names.names[-1].end].lower()
    return any(word in named for word in role("private")) and not any(
        word in named for word in role("public")
    )


def _may_act(flat: str, at: int, names: Names) -> bool:
    """One office in plain words (`đơn vị sự nghiệp thuộc Sở`) acts only where a duty is told; several, or names, do.

    A verb that `được` follows only says more of the name (`Trung tâm đào tạo liên kết được xem xét`).
    """
    if word_at(flat, next_word(flat, next_word(flat, names.end))) in role("passive"):
        return False
    head = entry_at(flat, at, names.end)
    plain = head is not None and head.lastgroup in ("generic", "open")
    chained = head is not None and flat[head.end()] == "," and names.names[-1].end > head.end()
    named = flat[names.names[0].start : names.names[0].end]
    told_which = any(word in named for word in role("lead") | role("clause"))
    return not plain or chained or told_which or part_at(flat, names.end) == "duty"


def _commanded(flat: str, start: int, names: Names, end: int) -> Duty | None:
    """What a superior assigns is the work of those that it names (`UBND tỉnh giao Sở Nội vụ ...`).

    So is what anyone asks of others politely, or of several (`Sở Nội vụ đề nghị các sở ...`).
    """
    told = phrase("assigns").match(flat, names.end, end)
    asked = phrase("asks").match(flat, names.end, end)
    if told and (_is_superior(flat, names) or (asked and len(names.names) == 1)):
        return _assigned(flat, start, told, end)
    return None


def _only_commands(flat: str, names: Names, end: int) -> bool:
    """Whether a superior says no more than that it commands (`Thủ tướng Chính phủ yêu cầu:`)."""
    told = phrase("assigns").match(flat, names.end, end)
    return told is not None and _is_superior(flat, names) and not flat[told.end() : end].strip(" :")


def _is_superior(flat: str, names: Names) -> bool:
    return all(flat[name.start : name.end] in role("commander") for name in names.names)


def _after_colon(flat: str, start: int, names: Names, end: int) -> Duty | None:
    """`<bodies>:` alone is a head line; else the members of a collective follow (guide 3.3), or the action."""
    at = next_word(flat, names.end)
    if at >= end:
        return Duty(names.names, start, names.end, "head")
    members = read_names(flat, at, end)
    if members is not None and members.stop in ("action", "circumstance"):
        return Duty(members.names, start, members.end)
    return Duty(names.names, start, at) if acts(flat, at) else None


def _after_circumstance(flat: str, start: int, end: int) -> Duty | None:
    """The actors that come after a circumstance; what a semicolon parts off does not belong to the task's words."""
    if part_at(flat, start) != "opener" and two_at(flat, start) not in role("timely"):
        return None
    concerned = phrase("duty_of").match(flat, start, end)
    named = read_names(flat, concerned.end(), end) if concerned else None
    if named is not None and named.stop == "action" and phrase("duty").match(flat, named.end):
        return Duty(named.names, start, named.end)
    return _after_date(flat, start, end) or next(
        _later(flat, start, named.end if named else start, end), None
    )


def _after_date(flat: str, start: int, end: int) -> Duty | None:
    """The actors right behind a date, without a comma (`Trước ngày 30 tháng 11 năm 2014 các cơ quan ...`)."""
    due = phrase("due_dated").match(flat, start, end)
    moment = phrase("moment").match(flat, due.end(), end) if due else None
    return _told(flat, start, next_word(flat, moment.end() - 1), end) if moment else None


def _later(flat: str, start: int, after: int, end: int) -> Iterator[Duty]:
    """Duties of bodies that are named after a comma, semicolon or colon behind `after`."""
    begin, tried = start, 0
    for match in _BREAK.finditer(flat, after, end):
        begin = match.end() if match["mark"] == ";" else begin
        head = entry_at(flat, match.end(), end)
        if (
            head is None
            or _goes_on(flat, begin, match)
            or not (head.lastgroup in ("plural", "body", "post") or head[0] in role("sole_office"))
        ):
            continue
        duty = _told(flat, begin, match.end(), end)
        if duty is not None:
            yield duty
        tried += 1
        if tried == _MOST_TRIED:
            return


def _goes_on(flat: str, begin: int, comma: re.Match[str]) -> bool:
    """Whether a list of those who receive goes on there: `Hằng năm báo cáo Sở Nội vụ, Văn phòng UBND tỉnh ...`."""
    told = [*phrase("receives").finditer(flat, begin, comma.start())]
    told += phrase("reports_to").finditer(flat, begin, comma.start())
    names = read_names(flat, told[-1].end(), comma.end()) if told and comma["mark"] == "," else None
    return names is not None and names.names[-1].end >= comma.start()


def _acts_within(flat: str, position: int, end: int) -> bool:
    """Whether an action comes after a circumstance (`theo chức năng, nhiệm vụ được giao tổ chức ...`)."""
    if word_at(flat, position) in role("paused"):
        return any(acts(flat, match.end()) for match in _COMMA.finditer(flat, position, end))
    position = next_word(flat, next_word(flat, position))
    for _ in range(_ACTION_WITHIN):
        if position >= end or flat[position] in ";.":
            return False
        if acts(flat, position):
            return True
        position = next_word(flat, position)
    return False
