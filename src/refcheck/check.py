"""The engine: an article and what its references resolved to go in, findings come out. Knows neither click nor HTTP."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from refcheck.errors import UsageError
from refcheck.rules import RULES, Examination, Needs
from refcheck.work import DoiState, Unchecked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from refcheck.alignment.scorer import Scorer
    from refcheck.article import Article, Suppression
    from refcheck.finding import Finding
    from refcheck.rules import Rule
    from refcheck.work import Resolution


def check_article(
    article: Article,
    resolutions: Sequence[Resolution],
    *,
    rules: Iterable[Rule],
    today: date,
    scorer: Scorer | None = None,
    before: Article | None = None,
) -> tuple[Finding, ...]:
    """Run rules over one article.

    Args:
        article: the article.
        resolutions: one for each of its references, in order.
        rules: the rules to run.
        today: the date that "in the future" is measured by.
        scorer: what weighs claims against references; None for words alone.
        before: what the article was before the change that is looked at, if one is: where its list was edited since and
            its text was not, the numbers are off.

    Returns:
        The findings in the order of their places, suppressed ones taken out.
    """
    rules = tuple(rules)
    examination = Examination(article, resolutions, today, scorer, before)
    first = [rule for rule in rules if rule.needs is not Needs.FINDINGS]
    found = [finding for rule in first for finding in rule.check(rule, examination)]
    examination = replace(examination, unused=_unused(examination, found, first))
    last = [rule for rule in rules if rule.needs is Needs.FINDINGS]
    found += [finding for rule in last for finding in rule.check(rule, examination)]
    found.sort(key=lambda finding: (finding.location.start.offset, finding.code, finding.message))
    silenced = {id(finding) for comment in article.suppressions for finding in _silenced(comment, found)}
    return tuple(finding for finding in found if id(finding) not in silenced)


def select_rules(
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    *,
    extend: Sequence[str] = (),
    base: Iterable[Rule] | None = None,
) -> tuple[Rule, ...]:
    """The rules that a user asks for.

    Args:
        select: codes, names, beginnings of codes ("REF2") or "ALL"; empty takes those of `base`.
        ignore: the same, taken away from the selection. What names a rule more exactly wins: ``select=["REF201"],
            ignore=["REF2"]`` runs REF201.
        extend: the same, added to the selection.
        base: the rules that run unless something is selected; None for those that run by default.

    Returns:
        The rules in code order.

    Raises:
        UsageError: for a word that names no rule; the nearest one that does is suggested.
    """
    base = [rule for rule in RULES if rule.default] if base is None else base
    chosen = {} if select else {rule.code: 1 for rule in base}
    for word in (*select, *extend):
        for rule in _named(word):
            chosen[rule.code] = max(chosen.get(rule.code, 0), exactness(word, rule))
    for word in ignore:
        for rule in _named(word):
            if exactness(word, rule) >= chosen.get(rule.code, 0):
                chosen[rule.code] = 0
    return tuple(rule for rule in RULES if chosen.get(rule.code))


def _named(word: str) -> list[Rule]:
    """The rules that a word names."""
    found = [rule for rule in RULES if exactness(word, rule)]
    if not found:
        known = ["ALL", *(rule.code for rule in RULES), *(rule.name for rule in RULES)]
        near = get_close_matches(word.upper(), known, 1, 0.6) or get_close_matches(word.lower(), known, 1, 0.6)
        raise UsageError(f"no rule is called {word!r}" + (f"; did you mean {near[0]}?" if near else ""))
    return found


def exactness(word: str, rule: Rule) -> int:
    """How exactly a word names a rule.

    Returns:
        0 if it does not name it, more for a longer beginning of its code, most for the whole code or the name.
    """
    word = word.strip()
    if word.lower() == rule.name or word.upper() == rule.code:
        return len(rule.code) + 1
    if word.upper() == "ALL":
        return 1
    return len(word) if len(word) >= len("REF") and rule.code.startswith(word.upper()) else 0


def _silenced(comment: Suppression, found: Sequence[Finding]) -> list[Finding]:
    """What a comment silences of the findings, which are in the order of their places."""
    # A finding may stand at the very end of a file.
    first, last = (
        bisect_left(found, offset, key=lambda finding: finding.location.start.offset)
        for offset in (comment.covers.start, comment.covers.end + comment.whole_file)
    )
    covered = found[first:last]
    if comment.codes:
        return [each for each in covered if any(_means(code, each.code, each.name) for code in comment.codes)]
    # A comment that names nothing does not silence what is said about comments.
    return [each for each in covered if each.location.start.offset not in comment.span]


def _means(written: str, code: str, name: str) -> bool:
    """Whether a code as written in a comment names a rule."""
    return written.strip().upper() == code or written.strip().lower() == name


def _unused(
    examination: Examination, found: Sequence[Finding], rules: Sequence[Rule]
) -> list[tuple[Suppression, tuple[str, ...]]]:
    """The comments that silenced nothing, each with the codes in it that are to blame (none: it names none)."""
    out = []
    found = sorted(found, key=lambda finding: finding.location.start.offset)
    for comment in examination.article.suppressions:
        if comment.flaw:
            out.append((comment, comment.codes))
            continue
        silenced = _silenced(comment, found)
        idle = tuple(
            code
            for code in comment.codes
            if not any(_means(code, finding.code, finding.name) for finding in silenced)
            and _could_tell(code, examination, rules)
        )
        if idle or (not comment.codes and not silenced):
            out.append((comment, idle))
    return out


def _could_tell(code: str, examination: Examination, rules: Sequence[Rule]) -> bool:
    """Whether the rule that a comment names ran over everything; a code that no rule has is idle for certain."""
    if not any(_means(code, rule.code, rule.name) for rule in RULES):
        return True
    rule = next((rule for rule in rules if _means(code, rule.code, rule.name)), None)
    if rule is None:
        return False
    return rule.needs is Needs.ARTICLE or not any(
        isinstance(resolution.outcome, Unchecked) or resolution.doi is DoiState.UNCHECKED
        for resolution in examination.resolutions
    )
