/// Times of day in words, as announcements give them, in a language without rules of its own.
struct SpelledTime: Sendable {
  let code: String
  let speller: NumberSpeller
  let plural: @Sendable (Int) -> String

  func text(_ time: TimeOfDay) -> String {
    let minute = counted(time.minute)
    let isWhole = time.minute == 0
    switch code {
    case "en":
      return English.clock(time, number: counted) { $0 }.joined(separator: " ")
    case "de":
      return "\(number(time.hour, .masculine)) Uhr" + (isWhole ? "" : " \(minute)")
    case "fr":
      let hours = "\(number(time.hour, .feminine)) \(time.hour < 2 ? "heure" : "heures")"
      return isWhole ? hours : "\(hours) \(number(time.minute, .feminine))"
    case "es":
      let hours = "\(number(time.hour, .feminine)) \(time.hour == 1 ? "hora" : "horas")"
      let minutes =
        "\(number(time.minute, .masculine)) \(time.minute == 1 ? "minuto" : "minutos")"
      return isWhole ? hours : "\(hours) y \(minutes)"
    case "pt":
      let hours = "\(number(time.hour, .feminine)) \(time.hour < 2 ? "hora" : "horas")"
      let minutes =
        "\(number(time.minute, .masculine)) \(time.minute == 1 ? "minuto" : "minutos")"
      return isWhole ? hours : "\(hours) e \(minutes)"
    case "it":
      let hour = time.hour == 1 ? number(1, .feminine) : counted(time.hour)
      return isWhole ? "ore \(hour)" : "ore \(hour) e \(minute)"
    case "nl":
      return "\(counted(time.hour)) uur" + (isWhole ? "" : " \(minute)")
    case "sv": return clock("klockan", time)
    case "da": return clock("klokken", time)
    case "nb", "no", "nn": return clock("klokken", time)
    case "fi": return clock("kello", time)
    case "tr": return clock("saat", time)
    case "id", "ms": return clock("pukul", time)
    case "ro":
      let hour = "ora \(time.hour == 1 ? counted(1) : number(time.hour, .feminine))"
      if isWhole { return hour }
      let noun = time.minute == 1 ? "minut" : time.minute < 20 ? "minute" : "de minute"
      let count = number(time.minute, time.minute == 1 ? .masculine : .feminine)
      return "\(hour) și \(count) \(noun)"
    case "el":
      return "\(number(time.hour, .feminine))" + (isWhole ? " ακριβώς" : " και \(minute)")
    case "pl":
      return "godzina \(Self.polishHours[time.hour])" + (isWhole ? "" : " \(spokenMinute(time))")
    case "cs":
      return inUnits(time, ("hodina", "hodiny", "hodin"), ("minuta", "minuty", "minut"))
    case "sk":
      return inUnits(time, ("hodina", "hodiny", "hodín"), ("minúta", "minúty", "minút"))
    case "ru":
      return inUnits(
        time, ("час", "часа", "часов"), ("минута", "минуты", "минут"), hours: .masculine)
    case "uk":
      return inUnits(time, ("година", "години", "годин"), ("хвилина", "хвилини", "хвилин"))
    case "bg":
      return inUnits(
        time, ("час", "часа", "часа"), ("минута", "минути", "минути"), hours: .masculine, "и ")
    case "hr", "bs":
      return inUnits(
        time, ("sat", "sata", "sati"), ("minuta", "minute", "minuta"), hours: .masculine)
    case "hu":
      let hour = number(time.hour, .masculine)
      return isWhole ? "\(hour) óra" : "\(hour) óra \(number(time.minute, .masculine)) perc"
    case "ar": return arabic(time)
    case "he":
      return number(time.hourOfTwelve, .feminine) + (isWhole ? "" : " ו\(minute)")
        + (time.hour < 12 ? " בבוקר" : time.hour < 18 ? " אחר הצהריים" : " בערב")
    case "hi":
      return isWhole ? "\(counted(time.hour)) बजे" : "\(counted(time.hour)) बजकर \(minute) मिनट"
    case "ko":
      let hour = speller.words(Int64(time.hourOfTwelve), .named("cardinal-native-attributive"))
      return "\(time.hour < 12 ? "오전" : "오후") \(hour ?? counted(time.hourOfTwelve)) 시"
        + (isWhole ? "" : " \(minute) 분")
    case "ja":
      return "\(japanese(time.hour))時" + (isWhole ? "" : "\(japanese(time.minute))分")
    case "th":
      return "\(counted(time.hour))นาฬิกา" + (isWhole ? "" : "\(minute)นาที")
    case "vi":
      return "\(counted(time.hour)) giờ" + (isWhole ? "" : " \(minute) phút")
    default:
      // Hours and minutes as two numbers, such as are understood in most languages.
      return "\(counted(time.hour)) \(spokenMinute(time))"
    }
  }

  private func counted(_ number: Int) -> String {
    speller.words(Int64(number)) ?? String(number)
  }

  private func number(_ number: Int, _ gender: NumberSpeller.Gender) -> String {
    speller.words(Int64(number), .with(gender)) ?? String(number)
  }

  /// The minutes as two figures: "oh five" and "zero zero" rather than five and nothing.
  private func spokenMinute(_ time: TimeOfDay) -> String {
    time.minute < 10 ? "\(counted(0)) \(counted(time.minute))" : counted(time.minute)
  }

  /// The word for a clock, then hours and minutes as numbers.
  private func clock(_ word: String, _ time: TimeOfDay) -> String {
    let hour = "\(word) \(counted(time.hour))"
    return time.minute == 0 ? hour : "\(hour) \(spokenMinute(time))"
  }

  /// Both with their nouns, whose minutes are feminine.
  private func inUnits(
    _ time: TimeOfDay, _ hour: (one: String, few: String, many: String),
    _ minute: (one: String, few: String, many: String), hours: NumberSpeller.Gender = .feminine,
    _ conjunction: String = ""
  ) -> String {
    func unit(_ count: Int, _ noun: (one: String, few: String, many: String)) -> String {
      switch plural(count) {
      case "one": noun.one
      case "few": noun.few
      default: noun.many
      }
    }
    let full = "\(number(time.hour, hours)) \(unit(time.hour, hour))"
    guard time.minute > 0 else { return full }
    return "\(full) \(conjunction)\(number(time.minute, .feminine)) \(unit(time.minute, minute))"
  }

  private func japanese(_ number: Int) -> String { number == 0 ? "零" : counted(number) }

  /// The hour as an ordinal of twelve, as announcers give it.
  private func arabic(_ time: TimeOfDay) -> String {
    let hour = "الساعة \(Self.arabicHours[time.hourOfTwelve - 1])"
    let half = time.hour < 12 ? "صباحاً" : time.hour == 12 ? "ظهراً" : "مساءً"
    switch time.minute {
    case 0: return "\(hour) \(half)"
    case 1: return "\(hour) ودقيقة \(half)"
    case 2: return "\(hour) ودقيقتان \(half)"
    case 15: return "\(hour) والربع \(half)"
    case 30: return "\(hour) والنصف \(half)"
    case 3...10: return "\(hour) و\(Self.arabicMinutes[time.minute - 3]) دقائق \(half)"
    default: return "\(hour) و\(number(time.minute, .feminine)) دقيقة \(half)"
    }
  }

  private static let arabicHours = [
    "الواحدة", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة",
    "التاسعة", "العاشرة", "الحادية عشرة", "الثانية عشرة",
  ]
  /// 3 to 10, with a feminine noun.
  private static let arabicMinutes = [
    "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر",
  ]
  private static let polishHours = [
    "zerowa", "pierwsza", "druga", "trzecia", "czwarta", "piąta", "szósta", "siódma", "ósma",
    "dziewiąta", "dziesiąta", "jedenasta", "dwunasta", "trzynasta", "czternasta", "piętnasta",
    "szesnasta", "siedemnasta", "osiemnasta", "dziewiętnasta", "dwudziesta", "dwudziesta pierwsza",
    "dwudziesta druga", "dwudziesta trzecia",
  ]
}
