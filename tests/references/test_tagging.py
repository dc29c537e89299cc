"""The tagger: its weights, its decoding, and what it adds to the rules."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refcheck.references import parse_reference
from refcheck.references.parsing import LONGEST, prepare
from refcheck.references.tagging import LABELS, Tagger, Weights, best_path, shipped
from refcheck.references.token_contexts import context_features, contexts
from refcheck.references.token_features import OFFSETS, offset_features
from tests.support.calls import grows_no_faster

WHOLE = st.integers(-8, 8)
RAW = "Wei AC, Greig PD. Survival after resection. Ann Surg. 2006;13(5):668-76."


def labelled(raw: str) -> list[tuple[str, str]]:
    """The tokens of a reference with the shipped tagger's labels."""
    prepared = prepare(raw)
    assert prepared.ruled is not None
    labels = shipped().label(prepared.tokens, prepared.ruled.labels(prepared.tokens))
    return [(token.text, label) for token, label in zip(prepared.tokens, labels, strict=True)]


class TestDecoding:
    @settings(max_examples=60, deadline=None)
    @given(st.data())
    def test_finds_what_trying_every_sequence_finds(self, data: st.DataObject) -> None:
        count, labels = data.draw(st.integers(1, 5)), data.draw(st.integers(1, 4))
        row = st.lists(WHOLE, min_size=labels, max_size=labels)
        scores = np.array(data.draw(st.lists(row, min_size=count, max_size=count)), dtype=np.int32)
        transitions = np.array(data.draw(st.lists(row, min_size=labels, max_size=labels)), dtype=np.int32)

        def worth(path: tuple[int, ...]) -> float:
            steps = sum(float(transitions[path[at - 1], path[at]]) for at in range(1, count))
            return steps + sum(float(scores[at, label]) for at, label in enumerate(path))

        found = best_path(scores, transitions)
        assert worth(tuple(found)) == max(map(worth, product(range(labels), repeat=count)))

    def test_leaves_the_scores_as_they_were(self) -> None:
        scores = np.ones((3, 2), dtype=np.int32)
        best_path(scores, np.ones((2, 2), dtype=np.int32))
        assert (scores == 1).all()

    @pytest.mark.parametrize(
        "raw", [RAW, "Cohen J. Power. New York: Norton; 1988.", "王伟, 李娜. 治疗. 2016;54:2.", "x"]
    )
    def test_scores_are_the_sums_of_the_features(self, raw: str) -> None:
        prepared = prepare(raw)
        assert prepared.ruled is not None
        tokens, ruled = prepared.tokens, prepared.ruled.labels(prepared.tokens)
        names = sorted(
            {name for keys in contexts(tokens, ruled) for key in keys for name in context_features(key)}
            | {name for token in tokens for offset in OFFSETS for name in offset_features(token.text, offset)}
        )
        lot = np.random.default_rng(7)
        table = {name: lot.integers(-127, 128, len(LABELS)).astype(np.float32) for name in names}
        table[names[0]][0] = 127  # the largest, so that a step is 1
        tagger = Tagger(Weights(table, np.zeros((len(LABELS), len(LABELS)), dtype=np.float32)))
        wanted = np.zeros((len(tokens), len(LABELS)))
        for at, keys in enumerate(zip(*contexts(tokens, ruled), strict=True)):
            for name in [name for key in keys for name in context_features(key)]:
                wanted[at] += table[name]
            for offset in OFFSETS:
                if 0 <= at + offset < len(tokens):
                    wanted[at] += sum(table[name] for name in offset_features(tokens[at + offset].text, offset))
        assert (tagger.scores(tokens, ruled) == wanted).all()


class TestWeights:
    def test_come_back_from_bytes_as_they_were(self) -> None:
        table = {"0w=ö": np.eye(len(LABELS), dtype=np.float32)[2], "r=A": -np.ones(len(LABELS), dtype=np.float32)}
        transitions = np.zeros((len(LABELS), len(LABELS)), dtype=np.float32)
        transitions[3, 4] = 0.5
        back = Weights.unpacked(Weights(table, transitions).packed())
        assert back.features.keys() == table.keys()
        assert all(np.allclose(back.features[name], table[name], atol=0.01) for name in table)
        assert np.allclose(back.transitions, transitions, atol=0.01)

    def test_shipped_ones_label_every_token(self) -> None:
        found = labelled(RAW)
        assert "".join(label for _, label in found).strip(LABELS) == ""
        assert [word for word, label in found if label == "T"][:3] == ["Survival", "after", "resection"]
        assert [word for word, label in found if label == "C"][:2] == ["Ann", "Surg"]

    def test_no_tokens_have_no_labels(self) -> None:
        assert shipped().label([], []) == ""


class TestWhatRulesLeave:
    """Shapes that rules alone read wrongly or not at all; the wording is made up."""

    @pytest.mark.parametrize(
        ("raw", "wanted"),
        [
            (
                "Lindqvist, Maja. 2011. The Harbour and the Town: Trade on a Northern Coast. Uppsala: Almqvist.",
                {"title": "The Harbour and the Town: Trade on a Northern Coast", "place": "Uppsala", "year": 2011},
            ),
            (
                "K. Osei and T. Brandt. Learning to schedule with delayed rewards. In Proceedings of the 14th "
                "International Conference on Machine Learning, pages 201-209, 1997.",
                {
                    "title": "Learning to schedule with delayed rewards",
                    "container": "Proceedings of the 14th International Conference on Machine Learning",
                    "pages": "201-209",
                },
            ),
            (
                "Moreau, Paul, « Les ports de la Manche », Revue d'histoire maritime, vol. 12, n° 3, 2004, p. 45-61.",
                {"title": "Les ports de la Manche", "container": "Revue d'histoire maritime", "year": 2004},
            ),
            (
                "Dankwart Rust, ‘Roads to Order: Toward a Model’, Comparative Order, 2: 3 (1970), 337-363.",
                {"container": "Comparative Order", "volume": "2", "issue": "3", "pages": "337-363"},
            ),
            (
                "Orlov, B. (2009). Memory in later life. In J. Hale & M. Stone (Eds.), Handbook of ageing "
                "(pp. 33–58). New York: Guilford Press.",
                {"title": "Memory in later life", "container": "Handbook of ageing", "publisher": "Guilford Press"},
            ),
            (
                "The Editors. Retraction: Warm baths and the course of fever in small children. Lancet. "
                "2010;375(9713):445.",
                {"title": "Retraction: Warm baths and the course of fever in small children", "container": "Lancet"},
            ),
        ],
    )
    def test_is_read(self, raw: str, wanted: dict[str, object]) -> None:
        fields = parse_reference(raw)
        assert {name: getattr(fields, name) for name in wanted} == wanted

    def test_editors_before_a_book_are_not_its_authors(self) -> None:
        fields = parse_reference("Hale, Janet, and Mark Stone, eds. Ageing Well. Chicago: Dorsey Press, 1988.")
        assert (fields.authors, fields.title) == ((), "Ageing Well")

    def test_a_complete_knot_of_numbers_is_the_rules(self) -> None:
        fields = parse_reference(RAW)
        assert (fields.year, fields.volume, fields.issue, fields.pages) == (2006, "13", "5", "668-76")


class TestAnyText:
    @settings(deadline=None)
    @given(st.text(max_size=200))
    def test_has_a_label_for_each_token(self, raw: str) -> None:
        prepared = prepare(raw)
        if prepared.ruled is not None:
            labels = shipped().label(prepared.tokens, prepared.ruled.labels(prepared.tokens))
            assert len(labels) == len(prepared.tokens)

    @pytest.mark.parametrize("unit", ["Wei AC, ", "(", "In: A (ed), 12:3-4; ", "Ann. "])
    def test_takes_work_that_grows_with_its_length(self, unit: str) -> None:
        def parsing(length: int) -> None:
            parse_reference((unit * (length // len(unit) + 1))[:length])

        assert grows_no_faster(parsing, LONGEST // 4)
