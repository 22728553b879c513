// What the page says, in English and in Persian.

const ENGLISH = {
  tongue: "فارسی", title: "Title", skip: "Skip to the keypad", telephone: "Telephone", line: "Line",
  caller: "Caller", number: "Number", language: "Language", speed: "Speed", own: "the caller’s own",
  other: "another number …", call: "Call", hangUp: "Hang up", microphone: "Microphone", sound: "Sound",
  settings: "Settings", echo: "Echo cancellation of the microphone",
  keys: "The keyboard’s 0–9, * and # press keys", aloud: "Screen readers read the transcript as it grows",
  transcript: "Transcript", journal: "Journal", scenario: "Save as scenario", download: "Download",
  keep: "Also keep it in “scenarios” beside the script", empty: "What is said and pressed appears here.",
  menu: "Menu", smaller: "Draw smaller", larger: "Draw larger", whole: "Whole", picture: "Drawing of the menu",
  way: "The way so far", keypad: "Keypad", star: "star", pound: "number sign",
  connecting: "connecting …", connected: "connected", lost: "The connection is lost; trying again …",
  idle: "Ready to call", calling: "Calling …", talking: "On the line", over: "The call is over",
  now: "Now in", from: (caller) => `from ${caller}`, soundOff: "The browser holds the sound back; press “Sound”.",
  listening: "The microphone is on, with echo cancellation.", listeningPlain: "The microphone is on, without echo cancellation.",
  deaf: "The microphone can’t be opened: ", insecure: "Browsers open the microphone only on this machine itself or by HTTPS.",
  pressed: "Key", withheld: "withheld", reply: "Reply", send: "Send", sent: "sent", answer: "Answer",
  sms: "SMS", email: "E-mail", to: (number) => `to ${number}`, cutOff: "cut off",
  saved: "was saved: calls go on in it", broken: "has errors: calls go on as they were", clean: "no complaints", dismiss: "Close",
  error: "error", warning: "warning", passes: "it passes", kept: (place) => `kept as ${place}`,
  fails: "it doesn’t pass: scenarios use the sample data and stand-ins, and something in this call differed",
  recording: "recording", recorded: "recorded", transfer: (number) => `put through to ${number}`,
  transferConnected: (number) => `${number} answers`, transferEnded: (number) => `${number}: the transfer is over`,
  busy: (number) => `${number} is busy`, no_answer: (number) => `${number} doesn’t answer`, failed: (number) => `${number} can’t be reached`,
  hungUp: { caller: "you hung up", line: "the line hung up", max_duration: "the line hung up: the call reached its longest time", circle: "the line hung up: the script goes in a circle" },
};

const PERSIAN = {
  tongue: "English", title: "عنوان", skip: "پرش به صفحه‌کلید", telephone: "تلفن", line: "خط",
  caller: "تماس‌گیرنده", number: "شماره", language: "زبان", speed: "سرعت", own: "زبان خود مشترک",
  other: "شمارهٔ دیگر …", call: "تماس", hangUp: "قطع", microphone: "میکروفون", sound: "صدا",
  settings: "تنظیمات", echo: "حذف پژواک میکروفون",
  keys: "کلیدهای ۰ تا ۹ و * و # رایانه، کلید تلفن‌اند", aloud: "صفحه‌خوان متن مکالمه را هم‌زمان بخواند",
  transcript: "متن مکالمه", journal: "دفتر تماس", scenario: "ذخیره به‌صورت سناریو", download: "دریافت",
  keep: "در پوشهٔ scenarios کنار اسکریپت هم نگه داشته شود", empty: "گفته‌ها و کلیدها اینجا می‌آیند.",
  menu: "منو", smaller: "کوچک‌تر", larger: "بزرگ‌تر", whole: "همه", picture: "نقشهٔ منو",
  way: "راه پیموده", keypad: "صفحه‌کلید", star: "ستاره", pound: "مربع",
  connecting: "در حال اتصال …", connected: "متصل", lost: "ارتباط قطع شد؛ تلاش دوباره …",
  idle: "آمادهٔ تماس", calling: "در حال تماس …", talking: "تماس برقرار است", over: "تماس پایان یافت",
  now: "اکنون در", from: (caller) => `از ${caller}`, soundOff: "مرورگر صدا را نگه داشته است؛ «صدا» را بزنید.",
  listening: "میکروفون روشن است، با حذف پژواک.", listeningPlain: "میکروفون روشن است، بدون حذف پژواک.",
  deaf: "میکروفون باز نشد: ", insecure: "مرورگر میکروفون را فقط روی همین رایانه یا با HTTPS باز می‌کند.",
  pressed: "کلید", withheld: "پنهان", reply: "پاسخ", send: "ارسال", sent: "فرستاده شد", answer: "متن پاسخ",
  sms: "پیامک", email: "رایانامه", to: (number) => `به ${number}`, cutOff: "قطع شد",
  saved: "ذخیره شد: تماس‌ها در آن ادامه می‌یابند", broken: "خطا دارد: تماس‌ها مانند پیش ادامه می‌یابند", clean: "بدون ایراد", dismiss: "بستن",
  error: "خطا", warning: "هشدار", passes: "قبول است", kept: (place) => `در ${place} نگه داشته شد`,
  fails: "قبول نیست: سناریوها دادهٔ نمونه دارند و چیزی در این تماس فرق داشت",
  recording: "ضبط", recorded: "ضبط شد", transfer: (number) => `وصل به ${number}`,
  transferConnected: (number) => `${number} پاسخ داد`, transferEnded: (number) => `${number}: انتقال پایان یافت`,
  busy: (number) => `${number} مشغول است`, no_answer: (number) => `${number} پاسخ نمی‌دهد`, failed: (number) => `${number} در دسترس نیست`,
  hungUp: { caller: "شما قطع کردید", line: "خط قطع کرد", max_duration: "خط قطع کرد: تماس به درازترین زمانش رسید", circle: "خط قطع کرد: اسکریپت دور خودش می‌چرخد" },
};

const KEPT = "gooya.tongue";

function remembered() {
  try { return localStorage.getItem(KEPT); } catch { return null; }
}

let tongue = remembered() ?? (navigator.languages.some((tag) => /^fa\b/i.test(tag)) ? "fa" : "en");

export function word(name) { return (tongue === "fa" ? PERSIAN : ENGLISH)[name]; }

export function isPersian() { return tongue === "fa"; }

/** Writes every text of the page that has a name. */
export function writeWords() {
  document.documentElement.lang = tongue;
  document.documentElement.dir = tongue === "fa" ? "rtl" : "ltr";
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", word(element.dataset.label));
  const button = document.getElementById("tongue");
  button.textContent = word("tongue");
  button.lang = tongue === "fa" ? "en" : "fa";
}

export function changeTongue() {
  tongue = tongue === "fa" ? "en" : "fa";
  try { localStorage.setItem(KEPT, tongue); } catch { /* Then it is asked for again. */ }
  writeWords();
}

/** A text from outside, in which nothing can hide or turn what stands beside it. */
export function shown(text) {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u{${character.charCodeAt(0).toString(16).toUpperCase()}}`);
}

export function make(name, className, text) {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = shown(text);
  return element;
}
