// What is said and pressed in a call, as it comes.

import { figures, make, numeral, shown, tell, word } from "./words.js";

const CLOSE = 40;

export class Transcript {
  /**
   * @param reply is given an answer to an SMS, and whom it comes from
   * @param now tells the time of the call
   */
  constructor(list, frame, reply, now) {
    this.list = list;
    this.frame = frame;
    this.reply = reply;
    this.now = now;
    this.empty = document.getElementById("empty");
    // What opens beside it makes it smaller: the end that was shown is shown again.
    this.isAtEnd = true;
    frame.addEventListener("scroll", () => { this.isAtEnd = this.showsEnd(); });
    new ResizeObserver(() => { if (this.isAtEnd) this.showEnd(); }).observe(frame);
  }

  clear() {
    this.list.replaceChildren();
    this.bubble = this.underWay = undefined;
    this.open = [];
    this.empty.hidden = false;
  }

  /** What has been spoken of the prompt under way. Screen readers wait for the whole. */
  setWords(text, language) {
    if (text === "") {
      this.underWay?.remove();
      this.underWay = undefined;
      if (this.bubble && this.bubble.querySelector(".words").childElementCount === 0) this.dropBubble();
      return;
    }
    this.keepingEnd(() => {
      const words = this.speech(language, this.by ?? "line");
      if (!this.underWay) {
        this.underWay = make("span", "under-way");
        this.underWay.setAttribute("aria-hidden", "true");
        words.append(this.underWay);
      }
      this.underWay.textContent = shown(text);
    });
  }

  /** Adds a line of the call's transcript. */
  add(event, language) {
    this.keepingEnd(() => this.write(event, language));
  }

  write(event, language) {
    this.empty.hidden = true;
    const { at, kind, id, text, to } = event;
    switch (kind) {
      case "state": {
        this.endBubble();
        const item = this.item("state", at);
        const name = make("span", "", id);
        name.dir = "ltr";
        item.append(name);
        item.setAttribute("aria-hidden", "true");
        break;
      }
      case "said": case "far_said": case "whispered": {
        if (text === "" && id === "pause") break;
        this.underWay?.remove();
        this.underWay = undefined;
        const by = kind === "said" ? "line" : "far";
        this.speech(language, by, at, to).append(make("span", "", text));
        break;
      }
      case "cut": case "far_cut": {
        this.underWay?.remove();
        this.underWay = undefined;
        if (!this.bubble) break;
        const rest = make("span", "rest", text === "" ? "" : text);
        rest.setAttribute("aria-hidden", "true");
        const mark = make("span", "cut", "✂");
        mark.setAttribute("role", "img");
        mark.dataset.label = "cutOff";
        mark.setAttribute("aria-label", word("cutOff"));
        this.bubble.querySelector(".words").append(mark, rest);
        this.endBubble();
        break;
      }
      case "pressed": {
        // What the key cuts off comes after it, and belongs above it.
        if (!this.underWay) this.endBubble();
        const last = this.list.lastElementChild;
        const run = last?.classList.contains("pressed") ? last.lastElementChild : this.keys(at);
        const key = make("kbd", "");
        run.append(key, " ");
        this.writeKey(key, text);
        if (text === "·") this.open.push(key);
        break;
      }
      case "settled": {
        const key = this.open.shift();
        if (key) this.writeKey(key, text);
        break;
      }
      case "sms": case "email": this.message(event); break;
      case "hung_up": this.note("end", at, () => word("hungUp")[id] ?? text); break;
      case "transfer": this.note("note", at, () => word("transfer")(numeral(to))); break;
      case "transfer_connected": this.note("note", at, () => word("transferConnected")(numeral(to))); break;
      case "transfer_ended":
        this.note("note", at, () => (typeof word(id) === "function" ? word(id) : word("transferEnded"))(numeral(to ?? "")));
        break;
      case "recording": this.note("note", at, () => word("recording")(id)); break;
      case "recorded": this.note("note", at, () => recorded(id, text)); break;
      case "spoke": this.note("note", at, () => word("spoke")(figures(text))); break;
      case "script": this.script(event); break;
      default: this.note("note", at, () => text);
    }
  }

  script({ at, id, text, to }) {
    if (id !== "broken") {
      this.note("note", at, () => word(id === "continues" ? "scriptContinues" : "scriptRestarts")(to));
      return;
    }
    this.note("note", at, () => word("scriptBroken"));
    const [, ...diagnostics] = text.split("\n");
    for (const line of diagnostics) {
      const said = make("p", "diagnostic", line);
      said.dir = "ltr";
      said.lang = "en";
      this.list.lastElementChild.append(said);
    }
  }

  /** Where keys that are pressed one after the other go: from left to right, as they are dialled. */
  keys(at) {
    const label = tell(make("span", "label"), () => word("pressed"));
    const run = make("span", "");
    run.dir = "ltr";
    this.item("pressed", at).append(label, " ", run);
    return run;
  }

  writeKey(key, text) {
    tell(key, () => (text === "•" || text === "·" ? "•" : figures(text)));
    key.classList.toggle("withheld", text === "•" || text === "·");
    if (text !== "•") return;
    key.dataset.label = "withheld";
    key.setAttribute("aria-label", word("withheld"));
  }

  // Parts

  item(className, at) {
    const item = make("div", className);
    item.append(moment(at));
    this.list.append(item);
    return item;
  }

  /** @param text makes its words, in the page's language */
  note(className, at, text) {
    this.endBubble();
    const words = tell(make("span", ""), text);
    words.dir = "auto";
    this.item(className, at).append(words);
  }

  /** Where the line's next words go: beside those before them, if nothing came between. */
  speech(language, by, at, number) {
    if (this.bubble && this.bubble.lang === language && this.by === by) {
      if (at !== undefined && !this.bubble.dataset.at) this.stamp(at);
      return this.bubble.querySelector(".words");
    }
    this.endBubble();
    this.empty.hidden = true;
    this.by = by;
    this.bubble = make("div", `speech ${by}`);
    this.bubble.lang = language;
    if (number) {
      const who = tell(make("span", "who"), () => numeral(number));
      who.dir = "ltr";
      this.bubble.append(who);
    }
    const words = make("p", "words");
    words.dir = "auto";
    this.bubble.append(words);
    this.list.append(this.bubble);
    if (at !== undefined) this.stamp(at);
    return words;
  }

  stamp(at) {
    this.bubble.dataset.at = at;
    this.bubble.prepend(moment(at));
  }

  endBubble() {
    this.underWay?.remove();
    this.underWay = undefined;
    if (this.bubble && this.bubble.querySelector(".words").childElementCount === 0) this.dropBubble();
    this.bubble = this.by = undefined;
  }

  dropBubble() {
    this.bubble.remove();
    this.bubble = undefined;
  }

  message({ at, kind, id, text, to }) {
    this.endBubble();
    const item = this.item(`message ${kind}`, at);
    const head = make("p", "who");
    const named = (text) => tell(make("bdi", ""), text);
    head.append(
      named(() => word(kind)), " · ", named(() => numeral(id ?? "")), " · ", named(() => word("to")(numeral(to ?? ""))));
    const body = make("p", "body", text);
    body.dir = "auto";
    item.append(head, body);
    if (kind !== "sms" || !to) return;
    const button = tell(make("button", "small"), () => word("reply"));
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    item.append(button);
    let form;
    button.addEventListener("click", () => {
      form ??= this.form(item, to, button);
      form.hidden = !form.hidden;
      button.setAttribute("aria-expanded", String(!form.hidden));
      if (!form.hidden) form.querySelector("textarea").focus();
    });
  }

  form(item, to, button) {
    const form = make("form", "answer");
    form.hidden = true;
    const label = make("label", "");
    const area = make("textarea", "");
    area.maxLength = 670;
    area.rows = 2;
    area.dir = "auto";
    area.required = true;
    label.append(tell(make("span", ""), () => word("answer")), area);
    const send = tell(make("button", "small"), () => word("send"));
    form.append(label, send);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.answered(area.value, to);
      this.reply(area.value, to);
      area.value = "";
      form.hidden = true;
      button.setAttribute("aria-expanded", "false");
      button.focus();
    });
    item.append(form);
    return form;
  }

  /** Shows an SMS that whoever uses the page has written. */
  answered(text, from) {
    this.keepingEnd(() => {
      this.endBubble();
      const item = this.item("message own", this.now());
      const body = make("p", "body", text);
      body.dir = "auto";
      item.append(tell(make("p", "who"), () => word("answered")(numeral(from))), body);
    });
  }

  showsEnd() {
    const { frame } = this;
    return frame.scrollHeight - frame.scrollTop - frame.clientHeight < CLOSE;
  }

  showEnd() { this.frame.scrollTop = this.frame.scrollHeight; }

  /** Does something, and shows the end again if it was shown before. */
  keepingEnd(change) {
    const isAtEnd = this.showsEnd();
    change();
    if (isAtEnd) this.showEnd();
  }
}

/** What became of a recording. */
function recorded(end, text) {
  if (end === "failed") return word("recordingFailed");
  const [seconds] = text.match(/\d+(\.\d+)?/) ?? [];
  return figures(`${word("recorded")(seconds)} · ${word("recordingEnd")[end] ?? end}`);
}

function moment(at) {
  const time = tell(make("time", ""), () => clock(at));
  time.dir = "ltr";
  return time;
}

export function clock(seconds) {
  const whole = Math.floor(seconds);
  return figures(`${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`);
}
