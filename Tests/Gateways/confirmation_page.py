"""Answers the link of an SMS in headless Chromium, as a subscriber does on a phone.

Usage: confirmation_page.py LINK ADDRESS [PICTURES]

Every page is checked with axe, in light and in dark; the way to the end is gone without JavaScript.
Prints one JSON object.
"""

import json
import pathlib
import sys
import urllib.parse

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

PHONE = {"width": 390, "height": 844}


class Visit:
    """A browser window, and everything that it asked for."""

    def __init__(self, browser, scheme, javascript):
        self.context = browser.new_context(
            viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True,
            color_scheme=scheme, java_script_enabled=javascript)
        self.page = self.context.new_page()
        self.requests = []
        self.complaints = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))


def violations(page):
    return [
        f"{violation['id']}: {node['html']}"
        for violation in Axe().run(page).response["violations"] for node in violation["nodes"]]


def main():
    link, address = sys.argv[1:3]
    pictures = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else None
    found = {"violations": [], "overflowing": [], "focus": [], "outside": [], "complaints": []}

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"])

        def look(visit, name):
            if pictures:
                visit.page.screenshot(path=pictures / f"{name}.png", full_page=True)

        for scheme in ["light", "dark"]:
            visit = Visit(browser, scheme, javascript=True)
            page = visit.page

            def check(name):
                found["violations"] += [f"{name} {scheme}: {line}" for line in violations(page)]
                if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                    found["overflowing"].append(name)
                look(visit, f"{name}-{scheme}")

            page.goto(link)
            check("form")
            page.get_by_role("textbox").fill("me@")
            page.get_by_role("button").click()
            check("mistake")
            found["focus"].append(page.evaluate("document.activeElement.id"))
            found["described"] = page.evaluate(
                "document.activeElement.getAttribute('aria-describedby').split(' ')"
                ".map(id => document.getElementById(id).textContent.trim())")
            page.get_by_role("textbox").fill(address)
            with page.expect_navigation():
                page.keyboard.press("Enter")
            check("check")
            page.get_by_role("button").nth(1).click()
            assert page.get_by_role("textbox").input_value() == address
            page.goto(urllib.parse.urljoin(link, "/c/unknown"))
            check("unknown")
            found["outside"] += [
                url for url in visit.requests
                if urllib.parse.urlsplit(url).netloc != urllib.parse.urlsplit(link).netloc]
            # A page that isn't there is told on the console too.
            found["complaints"] += [
                text for text in visit.complaints if "the server responded with a status" not in text]
            visit.context.close()

        visit = Visit(browser, "light", javascript=False)
        page = visit.page
        page.goto(link)
        found["language"] = page.locator("html").get_attribute("lang")
        found["direction"] = page.locator("html").get_attribute("dir")
        page.get_by_role("textbox").fill(address)
        page.get_by_role("button").click()
        found["asked"] = page.locator(".address").inner_text()
        page.get_by_role("button").first.click()
        found["done"] = page.get_by_role("heading").inner_text()
        done = page.content()
        page.reload()
        found["reloaded"] = page.content() == done
        look(visit, "done-light")
        found["cookies"] = visit.context.cookies()
        found["requests"] = sorted({
            urllib.parse.urlsplit(url).path.split("/")[1] for url in visit.requests})
        page.goto(link)
        found["again"] = page.get_by_role("heading").first.inner_text()
        visit.context.close()

        # The last page, with axe: a browser with JavaScript shows what the other one got.
        for scheme in ["light", "dark"]:
            visit = Visit(browser, scheme, javascript=True)
            visit.page.set_content(done)
            found["violations"] += [f"done {scheme}: {line}" for line in violations(visit.page)]
            look(visit, f"done-{scheme}")
        browser.close()
    print(json.dumps(found, ensure_ascii=False))


main()
