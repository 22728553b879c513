// What is said and pressed in a call, as it comes.

import { make, shown, word } from "./words.js";

const CLOSE = 40;

export class Transcript {
  /** @param reply is given an answer to an SMS, and whom it comes from */
  constructor(list, frame, reply) {
    this.list = list;
    this.frame = frame;
    this.reply = reply;
    this.empty = document.getElementById("empty");
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
        rest.title = word("cutOff");
        rest.setAttribute("aria-hidden", "true");
        const mark = make("span", "cut", "✂");
        mark.setAttribute("role", "img");
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
      case "hung_up": this.note("end", at, word("hungUp")[id] ?? text); break;
      case "transfer": this.note("note", at, word("transfer")(to)); break;
      case "transfer_connected": this.note("note", at, word("transferConnected")(to)); break;
      case "transfer_ended":
        this.note("note", at, (typeof word(id) === "function" ? word(id) : word("transferEnded"))(to ?? ""));
        break;
      case "recording": this.note("note", at, `● ${word("recording")}: ${id}`); break;
      case "script": this.note("note pre", at, text); break;
      default: this.note("note", at, text);
    }
  }

  /** Where keys that are pressed one after the other go: from left to right, as they are dialled. */
  keys(at) {
    const label = make("span", "label", word("pressed"));
    label.dataset.word = "pressed";
    const run = make("span", "");
    run.dir = "ltr";
    this.item("pressed", at).append(label, " ", run);
    return run;
  }

  writeKey(key, text) {
    key.textContent = text === "•" || text === "·" ? "•" : text;
    key.classList.toggle("withheld", text === "•" || text === "·");
    if (text === "•") key.setAttribute("aria-label", word("withheld"));
  }

  // Parts

  item(className, at) {
    const item = make("div", className);
    const time = make("time", "", clock(at));
    time.dir = "ltr";
    item.append(time);
    this.list.append(item);
    return item;
  }

  note(className, at, text) {
    this.endBubble();
    const words = make("span", "", text);
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
      const who = make("span", "who", number);
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
    const time = make("time", "", clock(at));
    time.dir = "ltr";
    this.bubble.prepend(time);
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
    const sender = make("bdi", "", id ?? "");
    head.append(`${word(kind)} · `, sender, " · ", make("bdi", "", word("to")(to ?? "")));
    const body = make("p", "body", text);
    body.dir = "auto";
    item.append(head, body);
    if (kind !== "sms" || !to) return;
    const button = make("button", "small", word("reply"));
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
    label.append(make("span", "", word("answer")), area);
    const send = make("button", "small", word("send"));
    form.append(label, send);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.reply(area.value, to);
      area.value = "";
      form.hidden = true;
      button.setAttribute("aria-expanded", "false");
      button.focus();
    });
    item.append(form);
    return form;
  }

  /** Does something, and shows the end again if it was shown before. */
  keepingEnd(change) {
    const { frame } = this;
    const isAtEnd = frame.scrollHeight - frame.scrollTop - frame.clientHeight < CLOSE;
    change();
    if (isAtEnd) frame.scrollTop = frame.scrollHeight;
  }
}

export function clock(seconds) {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
