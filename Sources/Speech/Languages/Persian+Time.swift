extension Persian {
  /// «ساعت هجده و سی دقیقه», as announced.
  func time(_ time: TimeOfDay) -> [[NumberClip]] {
    guard time.minute > 0 else { return [[Self.hours[time.hour]]] }
    return number(WholeNumber(time.minute)).preceded(by: Self.hoursAnd[time.hour])
      .followed(by: [Self.minute])
  }

  func letter(_ character: Character) -> NumberClip? {
    let folded: Character =
      switch character {
      case "ي", "ى", "ئ": "ی"
      case "ك": "ک"
      case "ة", "ۀ": "ه"
      case "أ", "إ", "آ": "ا"
      case "ؤ": "و"
      default: character.lowercased().first ?? character
      }
    return Self.letters[folded] ?? Self.signs[character]
      ?? (character.isLetter ? NumberClip(words: String(character)) : nil)
  }
}
