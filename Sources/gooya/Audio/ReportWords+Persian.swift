import Sound

// As audio engineers write it: the loan words of the trade stay.
extension ReportWords {
  static let persian = ReportWords(
    language: "fa-IR", direction: "rtl", title: "گزارش مسیر صدا", to: "به",
    verdict: "نتیجه", grades: [.good: "خوب", .usable: "قابل استفاده", .fails: "مردود"],
    meanings: [
      .good: "هیچ‌یک از حدهای مجاز نقض نشده است.",
      .usable: "مسیر قابل استفاده است، ولی تماس‌گیرنده متوجه موارد زیر می‌شود.",
      .fails: "مسیر به دلیل موارد زیر قابل استفاده نیست.",
    ],
    incomplete: "همهٔ سیگنال ضبط یا خوانده نشد؛ فقط آنچه هست ارزیابی شد.",
    figures: "اندازه‌گیری‌ها",
    columns: Columns(
      figure: "کمیت", measured: "مقدار", good: "خوب", limit: "حد مجاز", grade: "نتیجه"),
    unmeasured: "اندازه‌گیری نشد", yes: "دارد", no: "ندارد", baseline: "مقایسه با مبنا",
    changed: "تغییرهایی بیش از خطای تکرار اندازه‌گیری، نسبت به",
    unchanged: "هیچ تغییری بیش از خطای تکرار اندازه‌گیری دیده نشد، نسبت به",
    uncompared: "مقایسه نشد، زیرا قطعی آن را خراب کرده یا فایل ضبط‌شده آن را نشان نمی‌دهد",
    change: Change(
      before: "قبلاً", now: "اکنون", tolerance: "تلرانس", kind: "تغییر", worse: "بدتر",
      better: "بهتر", other: "متفاوت"),
    pictures: "نمودارها", response: "پاسخ فرکانسی", latency: "تأخیر",
    echoes: "پاسخ ضربه: خود صدا در ۰ میلی‌ثانیه، و اکوهای آن",
    dropouts: Dropouts(
      title: "قطعی‌ها و کلیک‌ها", kind: "نوع", time: "زمان", length: "طول",
      kinds: persianKinds,
      spoilt: "ارزیابی نشد، به دلیل", touched: "اندازه‌گیری همراه با",
      more: { "و \($0) مورد دیگر." }),
    setup: Setup(
      title: "مشخصات اندازه‌گیری", output: "دستگاه پخش", input: "دستگاه ضبط",
      sentFile: "سیگنال ارسالی", heardFile: "فایل ضبط‌شده", command: "فرمان",
      rate: "نرخ نمونه‌برداری", length: "طول سیگنال", sent: "سطح تُن ارسالی",
      heard: "سطح تُن دریافتی", marks: "نشانه‌های شنیده‌شده", digitsSent: "رقم‌های ارسالی",
      digitsHeard: "رقم‌های دریافتی", delays: "تأخیر بافرها به گزارش دستگاه، پخش و ضبط",
      profile: "معیار", date: "تاریخ", version: "نسخه", seconds: "ثانیه",
      beginsLate: "شروع ضبط پس از شروع سیگنال", endsEarly: "پایان زودهنگام ضبط، در لحظهٔ سیگنال"),
    madeBy: "تهیه‌شده با",
    labels: [
      "marks_unheard_percent": "نشانه‌های شنیده‌نشده",
      "missing_percent": "بخشی از سیگنال که ضبط نشده است",
      "digits_wrong": "رقم‌های جاافتاده یا نادرست",
      "latency.median_ms": "تأخیر رفت‌وبرگشت، میانه",
      "latency.p95_ms": "تأخیر رفت‌وبرگشت، صدک ۹۵",
      "latency.jitter_ms": "جیتر تأخیر",
      "latency.systemic_ms": "تأخیر بدون صف‌های دستگاه‌ها",
      "snr_db": "نسبت سیگنال به نویز",
      "noise_floor_dbfs": "کف نویز",
      "gain_db": "بهره در ۱۰۲۰ هرتز",
      "peak_dbfs": "سطح پیک",
      "clipped": "کلیپ (بریدگی)",
      "distortion_percent": "اعوجاج",
      "tone.thd_percent": "اعوجاج هارمونیک (THD)",
      "tone.sinad_db": "نسبت سیگنال به نویز و اعوجاج (SINAD)",
      "tone.total_distortion_db": "نسبت سیگنال به کل اعوجاج",
      "intermodulation.strongest_db": "اینترمدولاسیون، قوی‌ترین مؤلفه",
      "hum.level_dbfs": "هام برق شهر",
      "noise.psophometric_dbm0p": "نویز پسوفومتریک",
      "transfer.group_delay_distortion_ms": "اعوجاج تأخیر گروه، ۵۰۰ تا ۲۸۰۰ هرتز",
      "echo_loss_db": "افت قوی‌ترین اکو نسبت به صدا",
      "echo_loss_weighted_db": "افت وزن‌دار همهٔ اکوها (G.122)",
      "weighted_loss_db": "افت وزن‌دار مسیر (G.122)",
      "reverberation.edt_s": "طنین، زمان افت اولیه (EDT)",
      "response.voice_band_spread_db": "ریپل پاسخ، ۵۰۰ تا ۲۵۰۰ هرتز",
      "response.telephone_band_lowest_db": "کمترین بهره، ۳۰۰ تا ۳۴۰۰ هرتز",
      "response.telephone_band_highest_db": "بیشترین بهره، ۳۰۰ تا ۳۴۰۰ هرتز",
      "response.low_hz": "فرکانس قطع پایین، افت ۶ دسی‌بل",
      "response.high_hz": "فرکانس قطع بالا، افت ۶ دسی‌بل",
      "drift_ppm": "اختلاف کلاک ضبط با پخش",
      "lost_percent": "صدای ازدست‌رفته در قطعی‌ها",
      "clicks": "کلیک‌های ناخواسته",
      "xruns": "سرریز و خالی‌شدن بافر (xrun)",
      "channels.dead": "کانال‌های قطع",
      "channels.swapped": "جابه‌جایی چپ و راست",
      "channels.mono": "یکسان بودن دو کانال (مونو)",
      "channels.inverted": "وارونگی پلاریتهٔ یک کانال",
      "channels.crosstalk_db": "هم‌شنوایی دو کانال",
      "channels.balance_db": "بالانس، چپ نسبت به راست",
      "channels.delay_ms": "تأخیر راست نسبت به چپ",
      "channels.right.gain_db": "بهره در ۱۰۲۰ هرتز، کانال راست",
      "channels.right.noise_floor_dbfs": "کف نویز، کانال راست",
      "channels.right.snr_db": "نسبت سیگنال به نویز، کانال راست",
      "channels.right.distortion_percent": "اعوجاج، کانال راست",
    ],
    bandLabel: { "بهره نسبت به ۱ کیلوهرتز، \($0) تا \($1) هرتز" },
    units: [
      .milliseconds: "میلی‌ثانیه", .seconds: "ثانیه", .decibels: "دسی‌بل", .percent: "٪",
      .hertz: "هرتز",
    ],
    upTo: { "حداکثر \($0)" }, from: { "حداقل \($0)" }, between: { "\($0) تا \($1)" },
    none: "هیچ",
    picture: persianPicture,
    echo: EchoPicture.Words(delay: "تأخیر نسبت به صدا، میلی‌ثانیه", level: "سطح نسبت به صدا، دسی‌بل"),
    soak: SoakPicture.Words(
      latency: "تأخیر، میلی‌ثانیه", drift: "اختلاف کلاک، ppm", time: "زمان", days: "روز",
      hours: "ساعت",
      minutes: "دقیقه", seconds: "ثانیه", kinds: persianKinds, xruns: "xrun",
      numbers: persianPicture),
    channels: (title: "کانال‌ها", left: "چپ", right: "راست"),
    signal: "سیگنال gooya",
    source: { source in
      if source.hasPrefix("ITU-T G.114") {
        return "ITU-T G.114، که ۱۵۰ و ۴۰۰ میلی‌ثانیهٔ آن یک‌طرفه است"
      }
      return source.replacing(" clause ", with: "، بند ")
    },
    nothingHeard: (
      silent:
        "فقط سکوت دیجیتال ضبط شد؛ آیا دستگاه ضبط به دستگاه پخش وصل است و صدای هیچ‌کدام قطع نیست؟",
      unknown: "سیگنال در صدای ضبط‌شده پیدا نشد؛ آیا دستگاه درست انتخاب شده و سطح صدا کافی است؟",
      difference:
        "فقط تفاضل دو کانال، چپ منهای راست، می‌رسد؛ صدای مشترک دو کانال از بین می‌رود. سیم‌های یک کانال پیش از ترکیب جابه‌جا شده است."
    ),
    digits: Array("۰۱۲۳۴۵۶۷۸۹"), decimalPoint: "٫", listSeparator: "؛ ")
}

private let persianKinds: [Dropout.Kind: String] = [
  .silence: "سکوت", .skip: "پرش", .delay: "تأخیر ناگهانی", .damage: "خرابی صدا", .click: "کلیک",
]

private let persianPicture = LoopbackPicture.Words(
  frequency: "فرکانس، هرتز", gain: "بهره، دسی‌بل", time: "زمان در سیگنال، ثانیه",
  latency: "تأخیر، میلی‌ثانیه", telephoneBand: "باند تلفنی", hertz: "هرتز",
  digits: Array("۰۱۲۳۴۵۶۷۸۹"), decimalPoint: "٫")
