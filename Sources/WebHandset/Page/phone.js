// The telephone: what its parts do together, and what goes to and from the server.

import { makeKeypad } from "./keypad.js";
import { Menu } from "./menu.js";
import { Sound } from "./sound.js";
import { Transcript, clock } from "./transcript.js";
import { changeTongue, make, shown, word, writeWords } from "./words.js";

const part = (id) => document.getElementById(id);
const LONGEST_WAIT = 10_000;

let socket;
let wait = 500;
let lines = [];
let isTrusted = false;
// idle, calling, talking, over: the line has hung up, and its busy tone is heard
let state = "idle";
let began = 0;
let speed = 1;
let called;
let caller;
let drawn;
let noteName = "";

const sound = new Sound(
  (level) => part("level").style.setProperty("--level", Math.min(1, level * 4).toFixed(3)),
  (frame) => { if (state === "talking" && socket?.readyState === WebSocket.OPEN) socket.send(frame); });
const transcript = new Transcript(part("transcript"), part("transcript-frame"),
  (text, from) => order({ do: "reply", text, from }));
const menu = new Menu(part("picture"), part("way"), part("now"));

// The server

function connect() {
  part("connection").textContent = word("connecting");
  const address = new URL("call", location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  socket = new WebSocket(address);
  socket.binaryType = "arraybuffer";
  socket.onopen = () => {
    wait = 500;
    part("connection").textContent = word("connected");
    document.body.dataset.connection = "open";
  };
  socket.onmessage = ({ data }) => typeof data === "string" ? hear(JSON.parse(data)) : sound.play(data);
  socket.onclose = () => {
    document.body.dataset.connection = "lost";
    part("connection").textContent = word("lost");
    if (state !== "idle") become("idle", "lost");
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
      become("talking");
      caller = report.caller;
      tellCall();
      break;
    case "refused": become("idle"); part("call-state").textContent = shown(report.reason); break;
    case "event": takeEvent(report.event, report.language); break;
    case "words": transcript.setWords(report.text, report.language); break;
    case "over": if (state !== "idle") become("idle", "over"); break;
    case "download": takeDownload(report); break;
    case "script": takeNews(report); break;
  }
}

function tellCall() {
  if (!called || !caller) return;
  part("with").replaceChildren(make("bdi", "", called.title), " ", make("bdi", "dim", word("from")(caller)));
}

function takeEvent(event, language) {
  if (event.kind === "cut" || event.kind === "far_cut") sound.cut();
  if (event.kind === "state") menu.enter(event.id);
  if (language !== drawn && drawn) draw(language);
  transcript.add(event, language);
  if (event.kind === "hung_up") {
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
  fill(part("line"), lines.map((line) => [line.name, line.title]));
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
  const callers = line.callers.map(({ number, note }) => [number, `${number} · ${note}`]);
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

function takeCaller() { part("other-number").hidden = part("caller").value !== ""; }

// The call

async function call() {
  const line = chosenLine();
  if (!line || state === "calling" || state === "talking") return;
  const number = part("caller").value || part("number").value.replace(/[\s\-()/]/g, "");
  // Without a number the first sample would call; a line without samples has callers without one.
  if (number ? !/^\+?[0-9]{1,20}$/.test(number) : line.callers.length > 0) {
    part("number").focus();
    part("number").setAttribute("aria-invalid", "true");
    return;
  }
  part("number").removeAttribute("aria-invalid");
  called = line;
  speed = Number(part("speed").value);
  transcript.clear();
  menu.clear();
  part("download-note").textContent = "";
  become("calling");
  await sounding();
  sound.cut();
  sound.hurry(speed);
  order({ do: "call", line: line.name, caller: number || null, language: part("language").value || null, speed });
}

async function sounding() {
  try { note((await sound.begin()) ? "" : "soundOff"); } catch (error) { part("sound-note").textContent = shown(String(error)); }
}

function note(name) {
  noteName = name;
  part("sound-note").textContent = name ? word(name) : "";
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
  part("call").querySelector("span").dataset.word = isCalling ? "hangUp" : "call";
  part("call").querySelector("span").textContent = word(isCalling ? "hangUp" : "call");
  for (const field of part("order").elements) field.disabled = isCalling;
  for (const id of ["journal", "scenario"]) part(id).disabled = called === undefined || next === "calling";
}

let stateName = "idle";
function tellState(name) {
  stateName = name ?? state;
  part("call-state").textContent = word(stateName);
}

setInterval(() => {
  if (state === "talking") part("clock").textContent = clock(((performance.now() - began) / 1000) * speed);
}, 200);

// Files and news

function takeDownload({ kind, name, text, passes, place, remark }) {
  const told = [place ? word("kept")(place) : name];
  if (passes !== undefined && passes !== null) told.push(word(passes ? "passes" : "fails"));
  if (remark) told.push(remark);
  part("download-note").textContent = shown((text ? told : [remark]).join(" · "));
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
  head.append(make("bdi", "", title), ` ${word(isUsable ? "saved" : "broken")}`);
  const close = make("button", "small", word("dismiss"));
  close.type = "button";
  close.addEventListener("click", () => news.remove());
  head.append(" ", close);
  news.append(head);
  if (findings.length > 0) {
    const list = make("ul", "");
    for (const { isError, place, message, code } of findings) {
      const item = make("li", isError ? "error" : "warning");
      item.append(make("code", "", place), ` ${word(isError ? "error" : "warning")}: `, make("bdi", "", message), " ", make("code", "", `[${code}]`));
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
      part("sound-note").textContent = word("deaf") + shown(error.message);
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
  takeCaller();
  part("call").querySelector("span").textContent = word(part("call").querySelector("span").dataset.word);
  part("call-state").textContent = word(stateName);
  if (noteName) note(noteName);
  tellCall();
  part("connection").textContent = word(document.body.dataset.connection === "open" ? "connected" : "lost");
});
part("line").addEventListener("change", takeLine);
part("caller").addEventListener("change", takeCaller);
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
  const isOn = part("sound").getAttribute("aria-pressed") !== "true" || noteName === "soundOff";
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

makeKeypad(part("keypad"), press, () => part("keys").checked);
writeWords();
document.body.dataset.state = "idle";
tellState("idle");
connect();
