"""How settings of several places come together."""

from __future__ import annotations

from refcheck.config.layers import Layer, Origin, Setting, Settings, Where


def layer(**settings: object) -> Layer:
    """One layer, as a file would give it."""
    return {key.replace("_", "-"): Setting(value, Origin(Where.FILE)) for key, value in settings.items()}


def codes(*layers: Layer) -> set[str]:
    """The rules that run."""
    return {rule.code for rule in Settings(layers).rules()}


class TestRules:
    def test_without_settings_the_default_rules_run(self) -> None:
        assert "REF102" in codes()
        assert "REF103" not in codes()

    def test_what_is_ignored_and_added_adds_up(self) -> None:
        assert codes() - codes(layer(ignore=("REF102",)), layer(ignore=("REF101",))) == {"REF101", "REF102"}
        assert codes(layer(extend_select=("REF103",)), layer(ignore=("REF101",))) - codes() == {"REF103"}

    def test_a_stronger_layer_that_selects_begins_anew(self) -> None:
        assert codes(layer(extend_select=("REF103",), ignore=("REF102",)), layer(select=("REF102",))) == {"REF102"}

    def test_a_stronger_layer_undoes_what_a_weaker_one_ignores_or_names(self) -> None:
        assert "REF102" in codes(layer(ignore=("REF102",)), layer(extend_select=("REF1",)))
        assert "REF201" not in codes(layer(extend_select=("REF201",)), layer(ignore=("REF2",)))

    def test_within_a_layer_what_names_a_rule_more_exactly_wins(self) -> None:
        assert "REF201" in codes(layer(extend_select=("REF201",), ignore=("REF2",)))


class TestValues:
    def test_the_strongest_layer_wins(self) -> None:
        settings = Settings((layer(min_confidence=0.1), layer(min_confidence=0.2), layer(mailto="a@b.org")))
        assert settings.value("min-confidence") == 0.2
        assert settings.setting("offline") == Setting(False, Origin(Where.DEFAULT))

    def test_severities_add_up_rule_by_rule(self) -> None:
        settings = Settings((layer(severity={"REF1": "info", "REF2": "info"}), layer(severity={"REF1": "error"})))
        assert settings.value("severity") == {"REF1": "error", "REF2": "info"}
        assert [part.value for part in settings.parts("severity")] == [{"REF2": "info"}, {"REF1": "error"}]
