// What the page says, in English and in Persian.

const ENGLISH = {
  tongue: "فارسی", title: "Title", skip: "Skip to the keypad", telephone: "Telephone", line: "Line",
  caller: "Caller", number: "Number", language: "Language", speed: "Speed", own: "the caller’s own",
  other: "another number …", numberMissing: "Type the number that calls.",
  numberWrong: "A telephone number has 1 to 20 digits, perhaps after a +.", call: "Call", hangUp: "Hang up", microphone: "Microphone", sound: "Sound",
  settings: "Settings", echo: "Echo cancellation of the microphone",
  keys: "The keyboard’s 0–9, * and # press keys", aloud: "Screen readers read the transcript as it grows",
  transcript: "Transcript", journal: "Journal", scenario: "Save as scenario", download: "Download",
  keep: "Also keep it in “scenarios” beside the script", empty: "What is said and pressed appears here.",
  menu: "Menu", smaller: "Draw smaller", larger: "Draw larger", whole: "Whole", picture: "Drawing of the menu",
  way: "The way so far", keypad: "Keypad", star: "star", pound: "number sign",
  connecting: "connecting …", connected: "connected", lost: "The connection is lost; trying again …",
  idle: "Ready to call", calling: "Calling …", talking: "On the line", over: "The call is over",
  now: "Now in", endedIn: "Ended in", times: (count) => `${count}×`, from: (caller) => `from ${caller}`, soundOff: "The browser holds the sound back; press “Sound”.",
  listening: "The microphone is on, with echo cancellation.", listeningPlain: "The microphone is on, without echo cancellation.",
  deaf: (why) => `The microphone can’t be opened: ${why}`, NotAllowedError: "the browser isn’t allowed to.",
  NotFoundError: "there is none.", NotReadableError: "another program may be using it.", mute: (why) => `There is no sound: ${why}`, insecure: "Browsers open the microphone only on this machine itself or by HTTPS.",
  pressed: "Key", withheld: "withheld", reply: "Reply", send: "Send", sent: "sent", answer: "Answer", answered: (number) => `SMS from ${number}`,
  sms: "SMS", email: "E-mail", to: (number) => `to ${number}`, cutOff: "cut off",
  saved: "was saved: calls go on in it", broken: "has errors: calls go on as they were", dismiss: "Close",
  error: "error", warning: "warning", passes: "it passes", kept: (place) => `kept as ${place}`,
  fails: "it doesn’t pass: scenarios use the sample data and stand-ins, and something in this call differed",
  recording: (name) => `● recording: ${name}`, spoke: (seconds) => `you spoke for ${seconds} s`,
  recorded: (seconds) => (seconds ? `recorded ${seconds} s` : "recorded nothing"),
  recordingEnd: {
    silence: "ended by silence", key: "ended by a key", longest: "ended by its longest time", full: "ended for want of room",
    hang_up: "ended by the end of the call",
  },
  recordingFailed: "nothing could be recorded",
  scriptContinues: (state) => `the script was saved: the call goes on in “${state}”`,
  scriptRestarts: (state) => `the script was saved without the state “${state}”: the call starts over`,
  scriptBroken: "the script has errors, so the call goes on as it was:",
  noSuchLine: "There is no such line any more.", otherLanguage: (tag) => `The line doesn’t speak “${tag}”.`,
  samplesOnly: "Only sample callers can be chosen here.", unknownNumber: "No line has this number.",
  full: "All lines are busy; try again in a moment.", tooFast: "Too many calls at once; try again in a moment.",
  sourceFull: "There are too many calls from here.", closing: "The exchange is about to end and takes no more calls.",
  storeAway: "The line can’t be served right now; try again in a moment.",
  notBegun: "The call hasn’t begun yet.",
  secret: (state) => `A secret was keyed in in “${state}”, so this call can’t be a scenario.`,
  meantForFarSide: (state) => `Keys pressed right after the far side of “${state}” hung up may have been meant for it, so this call can’t be a scenario.`,
  withheldLine: "A scenario needs the caller’s number, which was withheld.",
  nothingHappened: "Nothing has been said, pressed or sent yet.",
  keysOmitted: "Keys pressed while you were put through aren’t in the scenario: they aren’t kept.",
  exists: (file) => `There is already a ${file}.`, unwritable: (why) => `It couldn’t be kept: ${why}`,
  unreadable: (why) => `It couldn’t be made: ${why}`, transfer: (number) => `put through to ${number}`,
  transferConnected: (number) => `${number} answers`, transferEnded: (number) => `${number}: the transfer is over`,
  busy: (number) => `${number} is busy`, no_answer: (number) => `${number} doesn’t answer`, failed: (number) => `${number} can’t be reached`,
  hungUp: { caller: "you hung up", line: "the line hung up", max_duration: "the line hung up: the call reached its longest time", circle: "the line hung up: the script goes in a circle" },
};

const PERSIAN = {
  tongue: "English", title: "عنوان", skip: "پرش به صفحهٔ شماره‌گیری", telephone: "تلفن", line: "خط",
  caller: "تماس‌گیرنده", number: "شماره", language: "زبان", speed: "سرعت", own: "زبان خود مشترک",
  other: "شمارهٔ دیگر …", numberMissing: "شماره‌ای را که از آن تماس گرفته می‌شود بنویسید.",
  numberWrong: "شمارهٔ تلفن ۱ تا ۲۰ رقم دارد و می‌تواند با + آغاز شود.", call: "تماس", hangUp: "قطع", microphone: "میکروفون", sound: "صدا",
  settings: "تنظیمات", echo: "حذف پژواک میکروفون",
  keys: "کلیدهای ۰ تا ۹ و * و # رایانه، کلیدهای تلفن باشند", aloud: "صفحه‌خوان متن مکالمه را هم‌زمان بخواند",
  transcript: "متن مکالمه", journal: "گزارش تماس", scenario: "ذخیره به‌صورت سناریو", download: "دریافت",
  keep: "در پوشهٔ scenarios کنار اسکریپت هم نگه داشته شود", empty: "گفته‌ها و کلیدها اینجا می‌آیند.",
  menu: "منو", smaller: "کوچک‌تر", larger: "بزرگ‌تر", whole: "نمای کامل", picture: "نقشهٔ منو",
  way: "مسیر طی‌شده", keypad: "صفحهٔ شماره‌گیری", star: "ستاره", pound: "مربع",
  connecting: "در حال اتصال …", connected: "متصل", lost: "ارتباط قطع شد؛ تلاش دوباره …",
  idle: "آمادهٔ تماس", calling: "در حال تماس …", talking: "تماس برقرار است", over: "تماس پایان یافت",
  now: "اکنون در", endedIn: "پایان در", times: (count) => (count === "1" ? "عادی" : `${count} برابر`), from: (caller) => `از ${caller}`, soundOff: "مرورگر صدا را نگه داشته است؛ «صدا» را بزنید.",
  listening: "میکروفون روشن است، با حذف پژواک.", listeningPlain: "میکروفون روشن است، بدون حذف پژواک.",
  deaf: (why) => `میکروفون باز نشد: ${why}`, NotAllowedError: "مرورگر اجازه ندارد.",
  NotFoundError: "میکروفونی پیدا نشد.", NotReadableError: "شاید برنامهٔ دیگری از آن استفاده می‌کند.", mute: (why) => `صدا پخش نمی‌شود: ${why}`, insecure: "مرورگر میکروفون را فقط روی همین رایانه یا با HTTPS باز می‌کند.",
  pressed: "کلید", withheld: "پنهان", reply: "پاسخ", send: "ارسال", sent: "فرستاده شد", answer: "متن پاسخ", answered: (number) => `پیامک از ${number}`,
  sms: "پیامک", email: "ایمیل", to: (number) => `به ${number}`, cutOff: "قطع شد",
  saved: "ذخیره شد: تماس‌ها در آن ادامه می‌یابند", broken: "خطا دارد: تماس‌ها مانند پیش ادامه می‌یابند", dismiss: "بستن",
  error: "خطا", warning: "هشدار", passes: "آزمون موفق بود", kept: (place) => `در ${place} نگه داشته شد`,
  fails: "آزمون ناموفق بود: سناریوها با دادهٔ نمونه اجرا می‌شوند و چیزی در این تماس فرق داشت",
  recording: (name) => `● در حال ضبط: ${name}`, spoke: (seconds) => `شما ${seconds} ثانیه حرف زدید`,
  recorded: (seconds) => (seconds ? `${seconds} ثانیه ضبط شد` : "چیزی ضبط نشد"),
  recordingEnd: {
    silence: "با سکوت پایان یافت", key: "با زدن کلید پایان یافت", longest: "به بیشترین زمان خود رسید", full: "جا تمام شد",
    hang_up: "با پایان تماس تمام شد",
  },
  recordingFailed: "ضبط انجام نشد",
  scriptContinues: (state) => `اسکریپت ذخیره شد: تماس در «${state}» ادامه می‌یابد`,
  scriptRestarts: (state) => `اسکریپت بدون وضعیت «${state}» ذخیره شد: تماس از نو آغاز می‌شود`,
  scriptBroken: "اسکریپت خطا دارد و تماس مانند پیش ادامه می‌یابد:",
  noSuchLine: "این خط دیگر وجود ندارد.", otherLanguage: (tag) => `این خط به زبان «${tag}» پاسخ نمی‌دهد.`,
  samplesOnly: "اینجا فقط تماس‌گیرنده‌های نمونه را می‌توان برگزید.", unknownNumber: "هیچ خطی این شماره را ندارد.",
  full: "همهٔ خط‌ها مشغول‌اند؛ کمی بعد دوباره تماس بگیرید.", tooFast: "تماس‌ها بیش از اندازه است؛ کمی بعد دوباره تماس بگیرید.",
  sourceFull: "تعداد تماس‌ها از اینجا بیش از حد مجاز است.", closing: "برنامه در حال بسته شدن است و تماس تازه نمی‌پذیرد.",
  storeAway: "این خط اکنون پاسخگو نیست؛ کمی بعد دوباره تماس بگیرید.",
  notBegun: "تماس هنوز آغاز نشده است.",
  secret: (state) => `در «${state}» رمز وارد شده است؛ از این تماس نمی‌توان سناریو ساخت.`,
  meantForFarSide: (state) => `کلیدهایی که درست پس از قطع طرف دیگر در «${state}» زده شد شاید برای او بوده است؛ از این تماس نمی‌توان سناریو ساخت.`,
  withheldLine: "سناریو شمارهٔ تماس‌گیرنده را لازم دارد و این شماره پنهان بوده است.",
  nothingHappened: "هنوز چیزی گفته، زده یا فرستاده نشده است.",
  keysOmitted: "کلیدهایی که هنگام وصل بودن به طرف دیگر زدید در سناریو نیست، چون نگه داشته نمی‌شود.",
  exists: (file) => `${file} از پیش وجود دارد.`, unwritable: (why) => `نگه داشته نشد: ${why}`,
  unreadable: (why) => `ساخته نشد: ${why}`, transfer: (number) => `در حال اتصال به ${number}`,
  transferConnected: (number) => `${number} پاسخ داد`, transferEnded: (number) => `${number}: انتقال پایان یافت`,
  busy: (number) => `${number} مشغول است`, no_answer: (number) => `${number} پاسخ نمی‌دهد`, failed: (number) => `${number} در دسترس نیست`,
  hungUp: { caller: "شما قطع کردید", line: "خط قطع کرد", max_duration: "خط قطع کرد: تماس به بیشترین زمان خود رسید", circle: "خط قطع کرد: اسکریپت دور خودش می‌چرخد" },
};

const KEPT = "gooya.tongue";

function remembered() {
  try { return localStorage.getItem(KEPT); } catch { return null; }
}

let tongue = remembered() ?? (navigator.languages.some((tag) => /^fa\b/i.test(tag)) ? "fa" : "en");

export function word(name) { return (tongue === "fa" ? PERSIAN : ENGLISH)[name]; }

export function isPersian() { return tongue === "fa"; }

/** A text with its digits as the page's language writes them. */
export function figures(text) {
  const written = String(text);
  if (tongue !== "fa") return written;
  return written.replace(/[0-9]/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[digit]).replace(/(?<=[۰-۹])\.(?=[۰-۹])/g, "٫");
}

/** A text with its Persian and Arabic digits as 0–9. */
export function digits(text) {
  return text.replace(/[۰-۹٠-٩]/g, (digit) => String("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩".indexOf(digit) % 10));
}

/** A telephone number as the page's language writes it; what is none stays as it is. */
export function numeral(text) { return /^\+?[0-9]+$/.test(text) ? figures(text) : text; }

const tellers = new WeakMap();

/**
 * Has an element say something, anew whenever the page's language changes.
 * @param text makes the text
 */
export function tell(element, text) {
  tellers.set(element, text);
  element.dataset.told = "";
  element.textContent = shown(text());
  return element;
}

/** Writes every text of the page anew. */
export function writeWords() {
  document.documentElement.lang = tongue;
  document.documentElement.dir = tongue === "fa" ? "rtl" : "ltr";
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll("[data-told]")) element.textContent = shown(tellers.get(element)());
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
