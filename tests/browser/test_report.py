"""The HTML report in a real Chromium: opened, filtered, followed from finding to claim to reference, and attacked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import Open
from tests.output.test_html import HOSTILE, report
from tests.support.running import ARTICLE, Run

if TYPE_CHECKING:
    from playwright.sync_api import Page

PHONE = {"width": 390, "height": 844}
SHIFTED = '#a1 .finding[data-rule="REF301"]'


def focused(page: Page) -> Any:
    return page.evaluate("document.activeElement.id")


def seen(page: Page) -> int:
    return page.locator(".finding:visible").count()


class TestFilters:
    def test_severities_hide_and_show_findings(self, opened: Open, shipped: Path) -> None:
        with opened(shipped) as page:
            assert seen(page) == 14
            page.get_by_label("warnings (9)").uncheck()
            assert seen(page) == 5
            assert page.get_by_role("status").inner_text() == "5 of 14 findings shown"
            page.get_by_label("warnings (9)").check()
            assert seen(page) == 14

    def test_a_rule_shows_its_findings_only(self, opened: Open, shipped: Path) -> None:
        with opened(shipped) as page:
            page.get_by_label("Rule").select_option("REF405")
            assert seen(page) == 2
            page.get_by_label("infos (3)").uncheck()
            assert seen(page) == 0

    def test_a_link_to_a_hidden_finding_shows_it(self, opened: Open, shipped: Path) -> None:
        with opened(shipped) as page:
            page.get_by_label("errors (2)").uncheck()
            page.locator("#r0-7 .uses a", has_text="REF210").click()
            assert page.locator(f"#{focused(page)}").get_attribute("data-rule") == "REF210"
            assert seen(page) == 14


class TestFollowing:
    def test_from_a_finding_to_its_claim_to_the_reference(self, opened: Open, shipped: Path) -> None:
        with opened(shipped) as page:
            page.locator(f"{SHIFTED} .place a", has_text="nearly 30% at 10 years.6").click()
            citation = focused(page)
            assert page.locator(f"#{citation}").inner_text() == "6"
            page.keyboard.press("Enter")
            card = page.get_by_role("dialog")
            assert "SIR-Spheres® microspheres" in card.inner_text()
            card.get_by_role("link", name="In the list").click()
            assert focused(page) == "r1-5"
            assert page.locator("#r1-5").bounding_box()["y"] >= 0
            page.locator("#r1-5 .uses a", has_text="REF301").click()
            assert page.locator(f"#{focused(page)}").get_attribute("data-rule") == "REF301"

    def test_from_a_finding_to_the_reference_that_fits(self, opened: Open, shipped: Path) -> None:
        with opened(shipped) as page:
            page.locator(f"{SHIFTED} .row a", has_text="Wei 2006").first.click()
            assert focused(page) == "r1-6"

    def test_from_the_contents_to_an_article(self, opened: Open, shipped: Path) -> None:
        with opened(shipped) as page:
            page.get_by_role("navigation").get_by_role("link", name="articles/psoriasis-light.md").click()
            assert focused(page) == "a2"


class TestTheCard:
    def test_opens_where_the_pointer_is_and_stays_while_it_is_read(self, opened: Open, shipped: Path) -> None:
        with opened(shipped) as page:
            page.locator("#c1-3").hover()
            card = page.locator("#card")
            card.wait_for(state="visible")
            assert "Alsina J" in card.inner_text()
            assert "Kennedy AS" in card.inner_text()
            assert "REF301 shifted-citations" in card.inner_text()
            card.hover()
            page.wait_for_timeout(500)
            assert card.is_visible()
            page.locator("h1").hover()
            card.wait_for(state="hidden")

    def test_opens_for_the_keyboard_and_closes_with_escape(self, opened: Open, shipped: Path) -> None:
        with opened(shipped) as page:
            page.locator("#c0-0").focus()
            page.keyboard.press("Tab")
            assert focused(page) == "c0-1"
            assert page.locator("#card").is_visible()
            assert page.locator("#c0-1").get_attribute("aria-describedby") == "card"
            page.keyboard.press("Escape")
            assert page.locator("#card").is_hidden()
            assert focused(page) == "c0-1"

    def test_takes_the_focus_when_it_is_asked_for_and_gives_it_back(self, opened: Open, shipped: Path) -> None:
        with opened(shipped) as page:
            page.locator("#c0-1").focus()
            page.keyboard.press("Enter")
            assert page.evaluate("document.getElementById('card').contains(document.activeElement)")
            page.keyboard.press("Escape")
            assert focused(page) == "c0-1"

    def test_opens_at_the_foot_of_a_phone(self, opened: Open, shipped: Path) -> None:
        with opened(shipped, **PHONE, has_touch=True) as page:
            page.locator("#c0-2").tap()
            box = page.locator("#card").bounding_box()
            assert box is not None
            assert box["y"] + box["height"] == PHONE["height"]
            page.get_by_role("button", name="Close").tap()
            assert page.locator("#card").is_hidden()

    def test_says_that_a_number_is_not_in_the_list(self, opened: Open, run: Run) -> None:
        report(run, "a.md", ARTICLE.replace("[2]", "[9]"))
        with opened(Path("report.html").resolve()) as page:
            page.locator(".c.error").focus()
            page.keyboard.press("Enter")
            assert "The list has no reference of this number." in page.locator("#card").inner_text()


class TestEveryReader:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("width", [1366, 390])
    def test_meets_no_obstacle_that_axe_knows(
        self, opened: Open, shipped: Path, axe: str, scheme: str, width: int
    ) -> None:
        with opened(shipped, width=width, color_scheme=scheme) as page:
            page.locator("#c1-3").click()
            page.evaluate(axe)
            violations = page.evaluate("axe.run()")["violations"]
            assert [(each["id"], each["impact"]) for each in violations] == []

    def test_can_read_and_follow_all_of_it_without_scripts(self, opened: Open, shipped: Path) -> None:
        with opened(shipped, java_script_enabled=False) as page:
            assert seen(page) == 14
            assert page.locator("#filters").is_hidden()
            page.locator("#c1-4").click()
            assert page.url.endswith("#r1-5")

    def test_is_spared_motion_that_it_does_not_want(self, opened: Open, shipped: Path) -> None:
        for wish, behaviour in (("reduce", "auto"), ("no-preference", "smooth")):
            with opened(shipped, reduced_motion=wish) as page:
                assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == behaviour

    @pytest.mark.parametrize("width", [320, 390, 1366])
    def test_never_scrolls_sideways(self, opened: Open, shipped: Path, width: int) -> None:
        with opened(shipped, width=width) as page:
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    def test_prints_without_what_is_for_the_screen(self, opened: Open, shipped: Path) -> None:
        with opened(shipped) as page:
            page.emulate_media(media="print")
            assert page.locator("#filters").is_hidden()
            assert page.locator("#c1-4").is_visible()
            assert seen(page) == 14


class TestAnArticleThatWantsToRunSomething:
    def test_does_not(self, opened: Open, run: Run) -> None:
        for name in ("<img src=x onerror=ran=6>.md", "a.html"):
            report(run, name, HOSTILE)
            with opened(Path("report.html").resolve()) as page:
                page.locator(".c").first.click()
                page.wait_for_timeout(100)
                assert page.evaluate("typeof ran") == "undefined"

    def test_would_not_even_if_it_got_into_the_page(self, browser: Any, run: Run) -> None:
        text = report(run, "a.md", HOSTILE)
        Path("report.html").write_text(
            text.replace("</main>", "<script>ran = 1</script><img src=x onerror='ran = 2'></main>"), "utf-8"
        )
        page = browser.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(Path("report.html").resolve().as_uri())
        assert page.evaluate("typeof ran") == "undefined"
        assert any("Content Security Policy" in line for line in said)
        page.close()
