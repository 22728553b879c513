// The telephone: what its parts do together, and what goes to and from the server.

import { makeKeypad } from "./keypad.js";
import { Menu } from "./menu.js";
import { Sound } from "./sound.js";
import { Transcript, clock } from "./transcript.js";
import { changeTongue, digits, figures, isPersian, make, numeral, tell, word, writeWords } from "./words.js";

const part = (id) => document.getElementById(id);
const LONGEST_WAIT = 10_000;

let socket;
let wait = 500;
let lines = [];
let isTrusted = false;
// idle, calling, talking, over: the line has hung up, and its busy tone is heard
let state = "idle";
let began = 0;
let elapsed = 0;
let speed = 1;
let called;
let caller;
// Whether the server still knows a call of this page's.
let isKept = false;
let drawn;
let isSoundHeld = false;

const sound = new Sound(
  (level) => part("level").style.setProperty("--level", Math.min(1, level * 4).toFixed(3)),
  (frame) => { if (state === "talking" && socket?.readyState === WebSocket.OPEN) socket.send(frame); });
const transcript = new Transcript(part("transcript"), part("transcript-frame"),
  (text, from) => order({ do: "reply", text, from }), () => elapsed);
const menu = new Menu(part("picture"), part("way"), part("now"));

// The server

function connect() {
  tell(part("connection"), () => word("connecting"));
  const address = new URL("call", location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  socket = new WebSocket(address);
  socket.binaryType = "arraybuffer";
  socket.onopen = () => {
    wait = 500;
    tell(part("connection"), () => word("connected"));
    document.body.dataset.connection = "open";
  };
  socket.onmessage = ({ data }) => typeof data === "string" ? hear(JSON.parse(data)) : sound.play(data);
  socket.onclose = () => {
    document.body.dataset.connection = "lost";
    tell(part("connection"), () => word("lost"));
    isKept = false;
    become("idle", state === "idle" ? stateName : "lost");
    setTimeout(connect, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  };
}

function order(command) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(command));
}

function hear(report) {
  switch (report.type) {
    case "lines": takeLines(report); break;
    case "picture":
      if (report.line !== part("line").value) break;
      drawn = report.language;
      menu.show(report.svg);
      break;
    case "began":
      isKept = true;
      become("talking");
      caller = report.caller;
      tellCall();
      break;
    case "refused": become("idle"); tell(part("call-state"), () => remark(report.reason)); break;
    case "event": takeEvent(report.event, report.language); break;
    case "words": transcript.setWords(report.text, report.language); break;
    case "over": if (state !== "idle") become("idle", "over"); break;
    case "download": takeDownload(report); break;
    case "script": takeNews(report); break;
  }
}

function tellCall() {
  if (!called || !caller) return;
  part("with").replaceChildren(
    make("bdi", "", called.title), " ", tell(make("bdi", "dim"), () => word("from")(numeral(caller))));
}

/** What the server says to whoever uses the page. */
function remark({ word: name, about }) {
  const text = word(name);
  return typeof text === "function" ? text(about) : text;
}

function takeEvent(event, language) {
  if (event.kind === "cut" || event.kind === "far_cut") sound.cut();
  if (event.kind === "state") menu.enter(event.id);
  if (language !== drawn && drawn) draw(language);
  transcript.add(event, language);
  if (event.kind === "hung_up") {
    elapsed = event.at;
    menu.leave();
    become(event.id === "caller" ? "idle" : "over", "over");
  }
}

// Lines and callers

function takeLines(report) {
  lines = report.lines;
  isTrusted = report.isTrusted;
  part("keep-choice").hidden = !isTrusted;
  document.body.classList.toggle("watching", report.isWatching);
  const chosen = part("line").value;
  const titles = lines.map(({ title }) => title);
  fill(part("line"), lines.map(({ name, title }) =>
    [name, titles.indexOf(title) === titles.lastIndexOf(title) ? title : `${title} · ${name}`]));
  if (lines.some((line) => line.name === chosen)) part("line").value = chosen;
  takeLine();
}

function fill(select, options) {
  select.replaceChildren(...options.map(([value, text]) => {
    const option = make("option", "", text);
    option.value = value;
    return option;
  }));
}

function chosenLine() { return lines.find((line) => line.name === part("line").value); }

function takeLine() {
  const line = chosenLine();
  if (!line) return;
  const callers = line.callers.map(({ number, note, persianNote }) =>
    [number, `${figures(number)} · ${isPersian() ? persianNote : note}`]);
  if (isTrusted || callers.length === 0) callers.push(["", word("other")]);
  fill(part("caller"), callers);
  fill(part("language"), [["", word("own")], ...line.languages.map((tag) => [tag, languageName(tag)])]);
  takeCaller();
  draw();
}

/** Asks for the drawing, with the words of a language. */
function draw(language = part("language").value || null) {
  drawn = undefined;
  order({ do: "picture", line: part("line").value, language });
}

function languageName(tag) {
  try { return new Intl.DisplayNames([document.documentElement.lang], { type: "language" }).of(tag); } catch { return tag; }
}

function takeCaller() {
  part("other-number").hidden = part("caller").value !== "";
  acceptNumber();
}

// The fault appears in an alert, and is what describes the field from then on.
function refuseNumber(name) {
  part("number").setAttribute("aria-invalid", "true");
  part("number").setAttribute("aria-describedby", "number-fault");
  tell(part("number-fault"), () => word(name));
  part("number").focus();
}

function acceptNumber() {
  part("number").removeAttribute("aria-invalid");
  part("number").removeAttribute("aria-describedby");
  tell(part("number-fault"), () => "");
}

// The call

async function call() {
  const line = chosenLine();
  if (!line || state === "calling" || state === "talking") return;
  const number = part("caller").value || digits(part("number").value).replace(/[\s\-()/]/g, "");
  // Without a number the first sample would call; a line without samples has callers without one.
  if (number ? !/^\+?[0-9]{1,20}$/.test(number) : line.callers.length > 0) {
    refuseNumber(number ? "numberWrong" : "numberMissing");
    return;
  }
  acceptNumber();
  called = line;
  isKept = false;
  speed = Number(part("speed").value);
  transcript.clear();
  menu.clear();
  tell(part("download-note"), () => "");
  become("calling");
  await sounding();
  sound.cut();
  sound.hurry(speed);
  order({ do: "call", line: line.name, caller: number || null, language: part("language").value || null, speed });
}

async function sounding() {
  try { note((await sound.begin()) ? "" : "soundOff"); } catch (error) {
    tell(part("sound-note"), () => word("mute")(error.message));
  }
}

function note(name) {
  isSoundHeld = name === "soundOff";
  tell(part("sound-note"), () => (name ? word(name) : ""));
}

function press(key) {
  sound.press(key);
  if (state === "talking") order({ do: "key", key });
}

function become(next, name) {
  const wasTalking = state === "talking";
  state = next;
  if (next === "talking" && !wasTalking) began = performance.now();
  if (next === "idle") sound.cut();
  document.body.dataset.state = next;
  tellState(name);
  const isCalling = next === "calling" || next === "talking";
  tell(part("call").querySelector("span"), () => word(isCalling ? "hangUp" : "call"));
  for (const field of part("order").elements) field.disabled = isCalling;
  for (const id of ["journal", "scenario"]) part(id).disabled = !isKept;
}

let stateName = "idle";
function tellState(name) {
  stateName = name ?? state;
  tell(part("call-state"), () => word(stateName));
}

setInterval(() => {
  if (state === "talking") elapsed = ((performance.now() - began) / 1000) * speed;
  part("clock").textContent = clock(elapsed);
}, 200);

// Files and news

function takeDownload({ kind, name, text, passes, place, remarks }) {
  tell(part("download-note"), () => {
    const told = text ? [place ? word("kept")(place) : name] : [];
    if (typeof passes === "boolean") told.push(word(passes ? "passes" : "fails"));
    return [...told, ...remarks.map(remark)].join(" · ");
  });
  if (text === null || text === undefined) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: kind === "journal" ? "application/x-ndjson" : "application/yaml" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function takeNews({ line, isUsable, findings }) {
  const news = make("div", `news ${isUsable ? "usable" : "broken"}`);
  const title = lines.find(({ name }) => name === line)?.title ?? line;
  const head = make("p", "");
  head.append(make("bdi", "", title), " ", tell(make("span", ""), () => word(isUsable ? "saved" : "broken")));
  const close = tell(make("button", "small"), () => word("dismiss"));
  close.type = "button";
  close.addEventListener("click", () => news.remove());
  head.append(" ", close);
  news.append(head);
  if (findings.length > 0) {
    const list = make("ul", "");
    for (const { isError, place, message, code } of findings) {
      const item = make("li", isError ? "error" : "warning");
      // What `gooya check` says is English, whatever the page speaks.
      const said = make("span", "message", message);
      said.lang = "en";
      said.dir = "ltr";
      item.append(
        tell(make("span", ""), () => word(isError ? "error" : "warning")), " ",
        make("code", "", place), " ", make("code", "", `[${code}]`), said);
      list.append(item);
    }
    news.append(list);
  }
  part("script-news").replaceChildren(news);
  if (isUsable && line === part("line").value) draw();
}

// The microphone

async function toggleMicrophone() {
  if (sound.isListening) {
    sound.deafen();
    note("");
  } else if (!navigator.mediaDevices) {
    note("insecure");
  } else {
    try { note((await sound.listen(part("echo").checked)) ? "listening" : "listeningPlain"); } catch (error) {
      tell(part("sound-note"), () => word("deaf")(word(error.name) ?? error.message));
    }
  }
  part("microphone").setAttribute("aria-pressed", String(sound.isListening));
}

// Beginning

part("tongue").addEventListener("click", () => {
  changeTongue();
  const kept = ["caller", "language"].map((id) => [id, part(id).value]);
  takeLine();
  for (const [id, value] of kept) part(id).value = value;
  part("other-number").hidden = part("caller").value !== "";
});
part("line").addEventListener("change", takeLine);
part("caller").addEventListener("change", takeCaller);
part("number").addEventListener("input", acceptNumber);
part("language").addEventListener("change", () => draw());
part("order").addEventListener("submit", (event) => { event.preventDefault(); call(); });
part("call").addEventListener("click", () => {
  if (state === "calling" || state === "talking") order({ do: "hang up" });
  else call();
});
part("microphone").addEventListener("click", toggleMicrophone);
part("echo").addEventListener("change", async () => {
  if (!sound.isListening) return;
  sound.deafen();
  await toggleMicrophone();
});
part("sound").addEventListener("click", () => {
  const isOn = part("sound").getAttribute("aria-pressed") !== "true" || isSoundHeld;
  part("sound").setAttribute("aria-pressed", String(isOn));
  sound.turn(isOn);
  if (isOn) sounding();
});
part("aloud").addEventListener("change", () => {
  part("transcript-frame").setAttribute("aria-live", part("aloud").checked ? "polite" : "off");
});
part("journal").addEventListener("click", () => order({ do: "journal" }));
part("scenario").addEventListener("click", () => {
  const form = part("scenario-form");
  form.hidden = !form.hidden;
  part("scenario").setAttribute("aria-expanded", String(!form.hidden));
  if (!form.hidden) part("title").focus();
});
part("scenario-form").addEventListener("submit", (event) => {
  event.preventDefault();
  order({ do: "scenario", text: part("title").value, keep: isTrusted && part("keep").checked });
});
part("smaller").addEventListener("click", () => { part("whole").setAttribute("aria-pressed", "false"); menu.enlarge(0.8); });
part("larger").addEventListener("click", () => { part("whole").setAttribute("aria-pressed", "false"); menu.enlarge(1.25); });
part("whole").addEventListener("click", () => {
  const isWhole = part("whole").getAttribute("aria-pressed") !== "true";
  part("whole").setAttribute("aria-pressed", String(isWhole));
  menu.showWhole(isWhole);
});

for (const option of part("speed").options) tell(option, () => figures(word("times")(option.value)));
makeKeypad(part("keypad"), press, () => part("keys").checked);
writeWords();
become("idle");
connect();
