"""What the tests do with the page, in a reader's words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
PATIENCE = 60  # seconds for a condition on the page; a busy machine is no failure
# Answers of the API that the page is there to explain; the browser notes them in its console all the same.
EXPECTED = re.compile(r"/v1/\S* - Failed to load resource: (?:the server responded with a status|net::ERR_BLOCKED)")


class Page:
    """The reading page in the current tab."""

    def __init__(self, driver: Chrome, url: str, artifacts: Path, downloads: Path) -> None:
        self.driver = driver
        self.url = url
        self.artifacts = artifacts
        self.downloads = downloads
        saving = {"behavior": "allow", "downloadPath": str(downloads)}
        driver.execute_cdp_cmd("Browser.setDownloadBehavior", saving)

    def open(self, path: str = "/") -> None:
        """Go to an address of the service."""
        self.driver.get(self.url + path)

    def open_article(self, article_id: str, fragment: str = "") -> None:
        """Go to an article that has been read, and wait until it is drawn."""
        self.open(f"/articles/{article_id}{fragment}")
        self.wait_for_article()

    def wait_for_article(self) -> None:
        """Wait until an article is drawn."""
        self.wait("return document.querySelector('#view-article:not([hidden]) #text-body p') !== null")

    def emulate(self, width: int = 1280, height: int = 900, scheme: str = "light", media: str = "screen") -> None:
        """Choose the window's size and the reader's preferences."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        features = [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})
        self.driver.execute_cdp_cmd("Emulation.setFocusEmulationEnabled", {"enabled": True})

    def run(self, script: str, *arguments: Any) -> Any:
        """Run a script in the page."""
        return self.driver.execute_script(script, *arguments)

    def wait(self, script: str, *arguments: Any) -> Any:
        """Wait until a script gives something true."""
        return WebDriverWait(self.driver, PATIENCE, poll_frequency=0.03).until(
            lambda _: self.run(script, *arguments), f"never true: {script} {arguments}"
        )

    def find(self, selector: str) -> WebElement:
        """The first element that matches."""
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        """Every element that matches."""
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector: str) -> str:
        """What an element says, shown or not."""
        return str(self.run("return document.querySelector(arguments[0]).textContent", selector))

    def click(self, selector: str) -> None:
        """Click where the reader would."""
        element = self.find(selector)
        self.run("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def unfold(self, card: str) -> None:
        """Open a source card and wait until its quotes are listed: the browser tells of the opening a moment later."""
        self.click(f"{card} summary")
        self.wait("return document.querySelector(arguments[0]) !== null", f"{card} .quotes > li")

    def type(self, selector: str, text: str) -> None:
        """Type into a field."""
        self.find(selector).send_keys(text)

    def paste(self, selector: str, text: str) -> None:
        """Put a text into a field at once."""
        script = "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', {bubbles: true}))"
        self.run(script, self.find(selector), text)

    def press(self, *keys: str) -> None:
        """Press keys where the focus is."""
        self.driver.switch_to.active_element.send_keys(*keys)

    def focused(self) -> str:
        """The id of what has the focus."""
        return str(self.run("return document.activeElement.id"))

    def wait_for_problem(self) -> str:
        """Wait for an error message, and give it."""
        self.wait("return !document.querySelector('#problem').hidden")
        return self.text("#problem")

    def body(self) -> str:
        """The article as shown, without the names put beside its quotes."""
        script = """
            const copy = document.querySelector('#text-body').cloneNode(true);
            copy.querySelectorAll('.ref, .aside').forEach((added) => added.remove());
            return [...copy.children].map((paragraph) => paragraph.textContent).join('\\n');
        """
        return str(self.run(script))

    def barriers(self, part: str = "html") -> list[str]:
        """What axe-core finds wrong with the page (or a part of it) as it is now, as lines to read."""
        if not self.run("return 'axe' in window"):
            self.run(AXE.read_text(encoding="utf-8"))
        script = """
            const done = arguments[arguments.length - 1];
            const lines = (rule) => rule.nodes.map((node) => `${rule.id}: ${node.target} ${node.failureSummary}`);
            axe.run(arguments[0], {runOnly: arguments[1], resultTypes: ['violations']}).then(
                (found) => done(found.violations.flatMap(lines)),
                (error) => done([String(error)]),
            );
        """
        self.driver.set_script_timeout(PATIENCE)
        found: list[str] = self.driver.execute_async_script(script, part, list(RULES))
        return found

    def picture(self, name: str) -> None:
        """Keep what is shown."""
        self.artifacts.mkdir(exist_ok=True)
        self.driver.save_screenshot(str(self.artifacts / f"{re.sub(r'[^A-Za-z0-9-]+', '-', name).strip('-')}.png"))

    def complaints(self) -> list[str]:
        """What the browser's console holds: errors of our code, refusals of the security policy."""
        entries: list[dict[str, Any]] = self.driver.get_log("browser")  # type: ignore[no-untyped-call]
        return [entry["message"] for entry in entries if not EXPECTED.search(entry["message"])]

    def strangers(self) -> list[str]:
        """Addresses outside the service that the page asked for anything."""
        script = "return performance.getEntriesByType('resource').map((entry) => entry.name)"
        return [name for name in self.run(script) if not name.startswith(self.url)]

    def downloaded(self, name: str) -> str:
        """The content of a file that a click saved."""
        path = self.downloads / name
        wait = WebDriverWait(self.driver, PATIENCE, poll_frequency=0.03)
        wait.until(lambda _: path.exists(), f"{name} was not saved")
        return path.read_text(encoding="utf-8")


TAB, ENTER, ESCAPE = Keys.TAB, Keys.ENTER, Keys.ESCAPE
