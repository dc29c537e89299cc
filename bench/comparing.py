"""How often references that are right are accused, and how often a field that is wrong is found.

5,000 real references, half of them records of Crossref printed in 30 citation styles, half of them references of
published articles with what their mark-up says as the record (`_printed_works`). Each is read from its string alone and
goes through the rules as in a run: the DOI that it prints is looked up among all records at hand and verified.

- Untouched: every warning and every error is a false alarm, for what is printed is the record.
- With one field wrong (`_field_faults`): found if the rule for that field says so, as a warning or an error. Said: in
  the words that name the slip. Mended (looked at for the first 200 of each kind): with the edits that the finding
  offers applied, no rule objects to the reference.

The references are told apart into two halves by a hash of their DOI or their article: the figures are of the half that
was not looked at during development, without 2,500 of each source that a first measurement showed.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from bench import _material
from bench._field_faults import KINDS, Pool
from bench._printed_works import Sample, is_measuring, jats, styles
from refcheck.article import Article, Reference
from refcheck.check import check_article, select_rules
from refcheck.finding import Severity
from refcheck.references import parse_reference
from refcheck.resolution.dois import printed_dois
from refcheck.resolution.matching import Verdict, verify
from refcheck.resolution.printed import Printed
from refcheck.source import MappedText, Source, Span
from refcheck.work import DoiState, Resolution, Work

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from refcheck.finding import Finding

SEED = 20261129
EACH = 2500
# Of each kind so many faults are mended and looked at again.
MENDED = 200
CODES = ("REF202", "REF204", "REF205", "REF206", "REF207", "REF208", "REF209")
# The bars: false alarms per 100 references at most, and the share of every kind of fault that is found at least.
FALSE_ALARMS, FOUND = 0.5, 0.97
_TODAY = date(2026, 11, 29)
_RULES = select_rules(CODES)


def main(argv: list[str]) -> int:
    """Print false alarms by rule and by style, and a table of what is found of each kind of fault."""
    parser = argparse.ArgumentParser(prog="python -m bench comparing", description=__doc__)
    parser.add_argument("--development", action="store_true", help="the other half, to be read while developing")
    parser.add_argument("--sample", type=int, default=EACH, help="so many references of each source")
    parser.add_argument("--only", help="one source: styles or jats")
    parser.add_argument("--show", type=int, default=0, help="list so many false alarms, and misses of each kind")
    parser.add_argument("--kind", help="one kind of fault only")
    options = parser.parse_args(argv)
    folder = _material.require()
    sources = {"styles": list(styles(folder)), "jats": list(jats(folder))}
    pool = Pool.of(sample for samples in sources.values() for sample in samples)
    for name, samples in sources.items():
        if options.only not in (None, name):
            continue
        works = {sample.record.doi: sample.record for sample in samples if sample.record.doi}
        half = [sample for sample in samples if is_measuring(sample.key) is not options.development]
        if not options.development:
            seen = {id(sample) for sample in random.Random(SEED).sample(half, min(EACH, len(half)))}
            half = [sample for sample in half if id(sample) not in seen]
        chosen = random.Random(SEED + 1).sample(half, min(options.sample, len(half)))
        which = "development" if options.development else "measuring"
        print(f"{name}: {len(chosen)} references of {len(half)} in the {which} half")
        untouched(chosen, works, options.show)
        print(f"  {'one field wrong':20} {'drawn':>6} {'found':>6} {'share':>7} {'said':>7} {'mended':>7}")
        for kind in KINDS:
            if options.kind in (None, kind):
                wrong(kind, chosen, pool, works, options.show)
    return 0


def untouched(samples: Sequence[Sample], works: Mapping[str, Work], show: int) -> None:
    """Print the false alarms on references as they are."""
    by_rule: Counter[str] = Counter()
    by_style: dict[str, Counter[str]] = defaultdict(Counter)
    shown: list[str] = []
    infos = 0
    for sample in samples:
        raw = sample.untouched
        found = findings(raw, sample.record, works)
        alarms = [finding for finding in found if is_accusation(finding)]
        infos += len(found) - len(alarms)
        by_style[sample.style].update(["references"] + ["alarms"] * len(alarms))
        by_rule.update(finding.code for finding in alarms)
        shown += [f"- {finding.code} {sample.style}: {finding.message}\n    {raw[:400]}" for finding in alarms]
    rate = 100 * by_rule.total() / len(samples)
    print(
        f"  untouched: {by_rule.total()} false alarms, {rate:.2f} per 100 (bar: {FALSE_ALARMS}); informations: {infos}"
    )
    print("  by rule:", ", ".join(f"{code} {by_rule[code]}" for code in CODES))
    ordered = sorted(by_style.items(), key=lambda each: (-each[1]["alarms"], each[0]))
    print("  by style:", ", ".join(f"{style} {counts['alarms']}/{counts['references']}" for style, counts in ordered))
    print("\n".join(shown[:show]), end="\n" if shown[:show] else "")


@dataclass
class Tally:
    """What came of the faults of one kind; `to_say` are those that have a name of their own."""

    drawn: int = 0
    found: int = 0
    said: int = 0
    to_say: int = 0
    mended: int = 0
    missed: list[str] = field(default_factory=list)


def measured(kind: str, samples: Sequence[Sample], pool: Pool, works: Mapping[str, Work]) -> Tally:
    """Make faults of one kind in references, one in each that can have it, and count those that are found."""
    tally = Tally()
    for sample in samples:
        fault = KINDS[kind](sample, random.Random(f"{SEED} {kind} {sample.key} {sample.record.title}"), pool)
        raw = sample.print(fault.changes) if fault is not None else ""
        if fault is None or raw in ("", sample.untouched):
            continue
        tally.drawn += 1
        hits = [one for one in findings(raw, sample.record, works) if one.code == fault.code and is_accusation(one)]
        tally.found += bool(hits)
        tally.to_say += bool(fault.said)
        tally.said += bool(fault.said) and any(fault.said in finding.message for finding in hits)
        if tally.drawn <= MENDED:
            tally.mended += is_mended(raw, hits, sample.record, works)
        if not hits:
            tally.missed.append(f"- {sample.style} {sample.record.doi} {fault.code} {fault.changes}\n    {raw[:400]}")
    return tally


def wrong(kind: str, samples: Sequence[Sample], pool: Pool, works: Mapping[str, Work], show: int) -> None:
    """Print how many faults of one kind are found."""
    tally = measured(kind, samples, pool, works)
    share = tally.found / tally.drawn if tally.drawn else 0.0
    said = f"{tally.said / tally.to_say:.3f}" if tally.to_say else "-"
    mended = f"{tally.mended / min(tally.drawn, MENDED):.3f}" if tally.drawn else "-"
    below = "" if share >= FOUND else f"  below {FOUND}"
    print(f"  {kind:20} {tally.drawn:6} {tally.found:6} {share:7.3f} {said:>7} {mended:>7}{below}")
    print("\n".join(tally.missed[:show]), end="\n" if tally.missed[:show] else "")


def is_mended(raw: str, hits: Sequence[Finding], record: Work, works: Mapping[str, Work]) -> bool:
    """Whether what a finding offers leaves nothing to object to."""
    offered = [mended(raw, finding) for finding in hits if finding.fixes]
    return any(not any(map(is_accusation, findings(each, record, works))) for each in offered)


def is_accusation(finding: Finding) -> bool:
    """Whether a finding fails a run by default."""
    return finding.severity.rank >= Severity.WARNING.rank


def findings(raw: str, record: Work, works: Mapping[str, Work]) -> Sequence[Finding]:
    """What the rules say of a reference whose record was found.

    Args:
        raw: the reference, without its label.
        record: its record.
        works: what the DOIs that may be printed lead to.
    """
    text, whole = MappedText.of(raw), Span(0, len(raw))
    reference = Reference(1, "", text, whole, Span(0, 0), parse_reference(raw))
    article = Article(Source("list", raw, "text"), (), (reference,))
    return check_article(article, [resolved(reference, record, works)], rules=_RULES, today=_TODAY)


def resolved(reference: Reference, record: Work, works: Mapping[str, Work]) -> Resolution:
    """How a reference resolves whose words lead to its record: the DOI that it prints is verified."""
    led = next((works[doi] for doi in printed_dois(reference) if doi in works), None)
    if led is None:
        return Resolution(record)
    if verify(Printed(reference.raw), led)[0] is Verdict.OTHER:
        return Resolution(record, DoiState.OTHER_WORK, led)
    return Resolution(record if led.doi == record.doi else led, DoiState.VERIFIED)


def mended(raw: str, finding: Finding) -> str:
    """The reference with what a finding offers applied."""
    for fix in finding.fixes:
        for edit in sorted(fix.edits, key=lambda edit: edit.span, reverse=True):
            raw = raw[: edit.span.start] + edit.text + raw[edit.span.end :]
    return raw
