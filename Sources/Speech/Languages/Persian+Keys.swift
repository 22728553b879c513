import CallEngine

extension Persian {
  var keyWords: KeyWords {
    KeyWords(
      names: [
        "صفر": .zero, "یک": .one, "دو": .two, "سه": .three, "چهار": .four, "پنج": .five,
        "شش": .six, "هفت": .seven, "هشت": .eight, "نه": .nine, "ستاره": .star, "مربع": .pound,
      ],
      before: [
        "عدد", "کلید", "شماره", "شمارهٔ", "شماره‌ی", "دکمه", "دکمهٔ", "دکمه‌ی", "گزینه", "گزینهٔ",
        "گزینه‌ی", "رقم",
      ], after: ["را"], notBefore: ["بار", "رقم"], skipped: ["های"], or: ["یا", "و"], to: ["تا"])
  }
}
