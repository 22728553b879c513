"""Calls the billing line from a telephone in headless Chromium.

Usage: telephone_page.py LINK SCRIPT FOLDER [PICTURES]

LINK is the page's, SCRIPT the script that it calls and that is watched, FOLDER takes files. One call is
made by the keypad, one by tones that a fake microphone plays, some beside each other. The page is
checked with axe, in light and in dark, in both languages, on a desk and on a phone. Prints one JSON
object.
"""

import array
import json
import math
import pathlib
import sys
import urllib.parse
import wave

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
# A busy machine takes its time.
PATIENCE = 120_000
RATE = 48_000
LOW = [697, 770, 852, 941]
HIGH = [1209, 1336, 1477]


def tones(file, keys):
    """Writes a sound in which keys are pressed at moments, in seconds."""
    samples = array.array("h", [0] * int((max(moment for moment, _ in keys) + 30) * RATE))
    for moment, key in keys:
        place = "123456789*0#".index(key)
        low, high = LOW[place // 3], HIGH[place % 3]
        for number in range(int(0.2 * RATE)):
            angle = 2 * math.pi * number / RATE
            value = 0.25 * (math.sin(angle * low) + math.sin(angle * high))
            samples[int(moment * RATE) + number] = int(value * 32767)
    with wave.open(str(file), "wb") as sound:
        sound.setparams((1, 2, RATE, 0, "NONE", ""))
        sound.writeframes(samples.tobytes())


# The texts of a page that have Latin letters or digits, but for what the line is called and says, what
# is to be keyed in, and what an author has named.
LATIN = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const outside = "noscript, h1, #tongue, #line, #with bdi:not(.dim), #keypad small, #transcript .state, .speech p, #now bdi, #way, svg";
    if (/[A-Za-z0-9]/.test(node.data.replace("scenarios", "")) && !node.parentElement.closest(outside)) found.push(node.data);
  }
  return found;
}"""


class Telephone:
    """A page with a telephone, and everything that it asked for."""

    def __init__(self, browser, link, viewport=DESK, scheme="light", tongue="en-US"):
        self.context = browser.new_context(
            viewport=viewport, color_scheme=scheme, locale=tongue, accept_downloads=True,
            has_touch=viewport is PHONE, is_mobile=viewport is PHONE,
            permissions=["microphone"])
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.requests = []
        self.complaints = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(link)
        self.page.wait_for_selector("body[data-connection=open]")
        self.page.wait_for_selector("#caller option", state="attached")

    def call(self, caller=0, language="en-US", speed="1"):
        self.page.select_option("#caller", index=caller)
        self.page.select_option("#language", language)
        self.page.select_option("#speed", speed)
        self.page.click("#call")
        self.page.wait_for_selector("body[data-state=talking]")

    def wait_for(self, state):
        self.page.wait_for_function(
            "state => document.querySelector('#now bdi')?.textContent === state", arg=state)

    def key(self, digits):
        for digit in digits:
            self.page.click(f"#keypad [data-key='{digit}']")

    def text(self, selector):
        return self.page.locator(selector).inner_text()

    def scenario(self, file, title="From a browser"):
        """Saves the call, and returns what is said of it."""
        if not self.page.locator("#scenario-form").is_visible():
            self.page.click("#scenario")
        self.page.fill("#title", title)
        with self.page.expect_download() as download:
            self.page.get_by_role("button", name="Download").click()
        download.value.save_as(file)
        return self.text("#download-note")

    def end(self):
        self.page.wait_for_selector("body[data-state=over], body[data-state=idle]")
        return self.text("#call-state")

    @property
    def keys(self):
        return "".join(self.page.locator("#transcript kbd").all_inner_texts())

    @property
    def way(self):
        return self.page.locator("#way li").all_text_contents()


def main():
    link, script, folder = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    pictures = pathlib.Path(sys.argv[4]) if len(sys.argv) > 4 else None
    found = {"violations": [], "overflowing": [], "outside": [], "complaints": []}
    sound = folder / "tones.wav"
    tones(sound, [(3, "4"), (7, "#"), (12, "0")])

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--use-fake-ui-for-media-stream",
                  "--use-fake-device-for-media-stream",
                  f"--use-file-for-fake-audio-capture={sound}%noloop"])

        def check(telephone, name):
            for violation in Axe().run(telephone.page).response["violations"]:
                found["violations"] += [
                    f"{name}: {violation['id']}: {node['html']}" for node in violation["nodes"]]
            if telephone.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found["overflowing"].append(name)
            if pictures:
                telephone.page.screenshot(path=pictures / f"{name}.png", full_page=True)

        def leave(telephone):
            found["outside"] += [
                url for url in telephone.requests
                if urllib.parse.urlsplit(url).netloc != urllib.parse.urlsplit(link).netloc
                and not url.startswith("blob:")]
            found["complaints"] += telephone.complaints
            telephone.context.close()

        # A whole call by the keypad, with an SMS that is answered.
        telephone = Telephone(browser, link)
        page = telephone.page
        check(telephone, "ready")
        telephone.call()
        page.keyboard.press("5")
        telephone.wait_for("email_recipient")
        page.wait_for_function(
            "() => Number(document.getElementById('level').style.getPropertyValue('--level')) > 0.05")
        telephone.key("09121112233")
        page.wait_for_selector("#transcript .speech:has-text('press 1') >> nth=-1")
        telephone.key("1")
        page.wait_for_selector("#transcript .message.sms")
        check(telephone, "sms")
        page.get_by_role("button", name="Reply").click()
        page.get_by_role("textbox", name="Answer").fill("me@test.example")
        page.get_by_role("button", name="Send").click()
        page.wait_for_selector("#transcript .message.email")
        found["answer"] = telephone.text("#transcript .message.own .body")
        telephone.wait_for("main")
        telephone.key("4")
        telephone.wait_for("pen_and_paper")
        check(telephone, "call")
        telephone.key("#")
        telephone.wait_for("read_identifiers")
        page.wait_for_selector("#transcript .speech:has-text('bill')")
        telephone.key("#")
        telephone.wait_for("after_identifiers")
        found["underWay"] = telephone.scenario(folder / "under-way.yaml")
        telephone.key("0")
        found["end"] = telephone.end()
        # While the busy tone is heard, and after it.
        found["atOnce"] = telephone.scenario(folder / "at-once.yaml")
        found["way"] = telephone.way
        found["keys"] = telephone.keys
        found["lit"] = page.locator("#picture g.state.walked").count()
        page.wait_for_selector("body[data-state=idle]")
        with page.expect_download() as download:
            page.click("#journal")
        download.value.save_as(folder / "call.jsonl")
        page.check("#keep")
        found["scenario"] = telephone.scenario(folder / "call.yaml")
        found["now"] = page.locator("#picture .now").count()
        page.click("#tongue")
        page.wait_for_selector("#picture g.state.walked")
        page.click("#tongue")
        page.wait_for_selector("#picture g.state.walked")
        found["now"] += page.locator("#picture .now").count()
        found["isStable"] = (folder / "call.yaml").read_text() == (folder / "at-once.yaml").read_text()
        check(telephone, "over")
        leave(telephone)

        # A call by tones alone.
        telephone = Telephone(browser, link)
        telephone.call()
        telephone.wait_for("main")
        telephone.page.click("#microphone")
        telephone.wait_for("pen_and_paper")
        found["listening"] = telephone.text("#sound-note")
        telephone.wait_for("read_identifiers")
        found["toneEnd"] = telephone.end()
        found["toneKeys"] = telephone.keys
        leave(telephone)

        # Several callers, each on a line of his own; on a phone, in the dark, in Persian.
        telephones = [
            Telephone(browser, link, PHONE, scheme, tongue)
            for scheme, tongue in [
                ("light", "en-US"), ("dark", "en-US"), ("light", "fa-IR"), ("dark", "fa-IR")]]
        for number, telephone in enumerate(telephones):
            telephone.call(caller=number % 2, language="fa-IR", speed="2")
        for telephone in telephones:
            telephone.wait_for("main")
        for number, telephone in enumerate(telephones):
            telephone.page.locator(f"#keypad [data-key='{'49'[number % 2]}']").tap()
        for number, telephone in enumerate(telephones):
            telephone.wait_for(["pen_and_paper", "main"][number % 2])
        found["callers"] = [telephone.keys for telephone in telephones]
        found["directions"] = [
            telephone.page.evaluate(
                "[document.documentElement.dir,"
                " getComputedStyle(document.querySelector('#transcript .words')).direction]")
            for telephone in telephones]
        # A script that is saved is taken up at once, and a broken one is told.
        whole = script.read_text()
        script.write_text(whole.replace("then: find_bill }", "then: find_bil }", 1))
        page = telephones[0].page
        page.wait_for_selector(".news.broken li.error")
        found["broken"] = telephones[0].text(".news")
        page.wait_for_selector("#transcript .note .diagnostic")
        found["broken"] += telephones[0].text("#transcript")
        page.click("#tongue")
        check(telephones[0], "broken")
        page.click("#tongue")
        script.write_text(whole.replace("title: Telephone bill", "title: Telephone bill, again", 1))
        page.wait_for_selector(".news.usable")
        page.wait_for_selector("#transcript .note:has-text('the script was saved')")
        found["saved"] = telephones[0].text("#transcript .note >> nth=-1")
        script.write_text(whole)
        # Last, since it takes its time, and the calls go on.
        for number, telephone in enumerate(telephones):
            check(telephone, f"phone-{number}")
        for telephone in telephones:
            telephone.page.click("#call")
            telephone.end()
            leave(telephone)

        # A number that is none is told in words, in Persian too, and Persian digits are digits.
        telephone = Telephone(browser, link, PHONE, tongue="fa-IR")
        page = telephone.page
        page.select_option("#caller", "")
        page.fill("#number", "12a")
        page.click("#call")
        found["latin"] = page.evaluate(LATIN)
        found["fault"] = page.evaluate(
            "document.getElementById(document.activeElement.getAttribute('aria-describedby')).innerText")
        check(telephone, "fault")
        page.fill("#number", "۰۲۱ ۹۹۹۰ ۰۰۰۱")
        found["mended"] = telephone.text("#number-fault")
        page.select_option("#language", "en-US")
        page.click("#call")
        page.wait_for_selector("body[data-state=talking]")
        found["caller"] = telephone.text("#with bdi.dim")
        page.click("#call")
        telephone.end()
        # Of the page's own words none is English.
        found["latin"] += page.evaluate(LATIN)
        leave(telephone)

        # Without a mouse: from the top of the page to the end of a call.
        telephone = Telephone(browser, link)
        page = telephone.page
        page.keyboard.press("Tab")
        found["skip"] = page.evaluate("document.activeElement.getAttribute('href')")
        for _ in range(30):
            if page.evaluate("document.activeElement.id") == "call":
                break
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_selector("body[data-state=talking]")
        page.keyboard.press("4")
        telephone.wait_for("pen_and_paper")
        found["pressed"] = telephone.keys
        page.keyboard.press("Enter")
        found["byKeyboard"] = telephone.end()
        leave(telephone)
        browser.close()
    print(json.dumps(found, ensure_ascii=False))


main()
