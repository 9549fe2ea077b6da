"""How a person finds a session and its options on the Coach page."""

from playwright.sync_api import Page


def choose(page: Page, session: str) -> None:
    """Picks what Start is to begin, by its id."""
    card = page.locator(f".st-key-choose_{session} button")
    card.wait_for(state="attached")
    if not card.is_visible():
        page.locator(".st-key-exercises summary").click()
    card.click()
    page.locator(f".st-key-card_chosen_{session}").wait_for()


def open_options(page: Page) -> None:
    """Unfolds the options of the chosen session."""
    page.locator(".st-key-options summary").click()


def settled(page: Page) -> None:
    """Waits until the page's script has answered the last press, and nothing moves any more."""
    page.wait_for_timeout(500)  # the press is on its way
    page.wait_for_function("document.querySelector('[data-test-script-state=notRunning]')")
    page.wait_for_timeout(500)
