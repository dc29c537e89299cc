"""Showing the figures of the reading benchmark."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bench._reading_score import Score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench._reading_styles import Style

CLAIMS_BAR, REFERENCES_BAR = 0.98, 0.998


@dataclass
class Results:
    """The scores of one style."""

    total: Score = field(default_factory=Score)
    each: dict[str, Score] = field(default_factory=dict)

    def add(self, name: str, score: Score) -> None:
        """Count an article; its faults are kept."""
        self.total.add(score)
        if score.faults:
            self.each[name] = score


def line(style: Style, total: Score) -> str:
    """The figures of a style on one line."""
    if not total.articles:
        return f"{style.title}: no reader"
    return (
        f"{style.title}: groups P {total.precision:.4f} R {total.recall:.4f} F1 {total.f1:.4f} of {total.true}"
        f" (+{total.optional} unlinked); claims {total.claim_share:.4f} of {total.claims}"
        f" (+{total.cells} in cells, not compared); references {total.entry_share:.4f} of {total.entries},"
        f" {total.entries_read - total.entries:+d} read; {total.seconds / total.articles:.3f} s/article;"
        f" {total.failed} failed"
    )


def print_worst(results: Results, worst: int, examples: int, kind: str) -> None:
    """The articles with the most faults, with some of them."""
    shown = {
        name: [fault for fault in score.faults if not kind or fault[0] == kind] for name, score in results.each.items()
    }
    order = sorted(shown, key=lambda name: len(shown[name]) if kind else results.each[name].wrong, reverse=True)
    for name in order[:worst]:
        if not shown[name]:
            continue
        score = results.each[name]
        print(
            f"  {name}: {score.true - score.right} missed, {score.read - score.right} false,"
            f" {score.claims - score.claims_right} claims, {score.entries - score.entries_right} references wrong"
        )
        by_kind: dict[str, int] = {}
        for fault, text in shown[name]:
            by_kind[fault] = by_kind.get(fault, 0) + 1
            if by_kind[fault] <= examples:
                print(f"      {fault}: {text}")


def table(rows: Sequence[tuple[Style, Score]]) -> str:
    """The figures as a Markdown table; what misses its bar is bold."""
    lines = [
        "| format and style | groups | precision | recall | F1 | claims right | references right | s per article |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for style, total in rows:
        if not total.articles:
            lines.append(f"| {style.title} | no reader | | | | | | |")
            continue
        cells = [
            _figure(total.precision, style.bars[0]),
            _figure(total.recall, style.bars[1]),
            f"{total.f1:.4f}",
            _figure(total.claim_share, CLAIMS_BAR),
            _figure(total.entry_share, REFERENCES_BAR),
            f"{total.seconds / total.articles:.3f}",
        ]
        lines.append(f"| {style.title} | {total.true:,} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _figure(value: float, bar: float) -> str:
    return f"{value:.4f}" if value >= bar else f"**{value:.4f}**"
