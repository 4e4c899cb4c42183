"""What axe-core says of pages in a browser; it says nothing of what only a person can judge."""

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parent.parent / "lighthouse" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (rules) => {
  const { violations } = await axe.run(document, { runOnly: { type: "tag", values: rules } });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`));
}"""
ALL_OPEN = "for (const one of document.querySelectorAll('details')) one.open = true"


@dataclass(frozen=True, slots=True)
class Audit:
    """What axe says of each state that a browser is brought into."""

    page: Page
    axe: str
    found: dict[str, list[str]] = field(default_factory=dict)

    def open(self, address: str, state: str, status: int = 200) -> None:
        """Judge a page as it comes."""
        answer = self.page.goto(address)
        assert answer
        assert answer.status == status, state
        self.judge(state)

    def unfold(self, state: str) -> None:
        """Open all that can be opened on the page, and judge it again."""
        self.page.evaluate(ALL_OPEN)
        self.judge(state)

    def press(self, button: str, state: str, status: int = 200) -> None:
        """Send a form, and judge what comes back."""
        with self.page.expect_navigation() as answer:
            self.page.get_by_role("button", name=button, exact=True).click()
        assert answer.value.status == status, state
        self.judge(state)

    def refuse(self, label: str, text: str, button: str) -> None:
        """Send a form with something wrong in it, and judge what comes back."""
        self.page.get_by_label(label).fill(text)
        self.press(button, f"{label}: refused", 422)

    def judge(self, state: str) -> None:
        """Judge the page as it stands."""
        self.page.evaluate(self.axe)
        self.found[state] = self.page.evaluate(RUN, RULES)

    def faults(self) -> dict[str, list[str]]:
        """Return the rules that are broken, and by what, by state."""
        return {state: found for state, found in self.found.items() if found}
