extension Mandarin {
  /// 下午六点半, 凌晨零点零五分, 中午十二点.
  func time(_ time: TimeOfDay) -> [[NumberClip]] {
    let period = Self.periods.first { time.hour < $0.end }.map { [$0.clip] } ?? []
    let hour = Self.hours[time.hour > 12 ? time.hour - 12 : time.hour]
    let minutes =
      switch time.minute {
      case 0: [NumberClip]()
      case 30: [Self.half]
      default: [Self.minutes[time.minute - 1]]
      }
    return [period + [hour] + minutes]
  }

  func letter(_ character: Character) -> NumberClip? {
    character.lowercased().first.flatMap { Self.letters[$0] } ?? Self.signs[character]
      ?? (character.isLetter ? NumberClip(words: String(character)) : nil)
  }
}

extension TelephoneNumber {
  /// Whether the number was written with China's country code.
  var isChinese: Bool { isInternational && groups.first == [8, 6] }

  /// The groups in which Chinese say a number: a mobile number as 3-4-4, a landline's area code before
  /// the rest, a number of a service as 3-3-4; others as they are.
  var chineseGroups: [[UInt8]] {
    let all = groups.flatMap { $0 }
    let digits = isChinese ? Array(all.dropFirst(2)) : all
    guard isChinese || !isInternational else { return groups }
    switch (digits.count, digits.first) {
    case (11, 1): return Self.cut(digits, [3, 4, 4])
    case (10, 4), (10, 8): return Self.cut(digits, [3, 3, 4])
    case (10...12, 0):
      // 010 and 02x are the area codes of three digits.
      let area = digits[1] == 1 || digits[1] == 2 ? 3 : 4
      let rest = digits.count - area
      return Self.cut(digits, rest == 8 ? [area, 4, 4] : rest == 7 ? [area, 3, 4] : [area, rest])
    case (...6, _): return [digits]
    case (7, _): return Self.cut(digits, [3, 4])
    case (8, _): return Self.cut(digits, [4, 4])
    default: return isChinese ? [digits] : groups
    }
  }
}
