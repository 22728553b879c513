extension English {
  func time(_ time: TimeOfDay) -> [[NumberClip]] {
    [Self.clock(time, number: { Self.units[$0] }, word: { Self.clockWords[$0] ?? Self.oh })]
  }

  func letter(_ character: Character) -> NumberClip? {
    if let clip = character.lowercased().first.flatMap({ Self.letters[$0] }) { return clip }
    return Self.signs[character]
      ?? (character.isLetter ? NumberClip(words: String(character)) : nil)
  }

  /// A time as English says it: "six thirty p.m.", "six oh five a.m.", "twelve noon".
  static func clock<Word>(
    _ time: TimeOfDay, number: (Int) -> Word, word: (String) -> Word
  ) -> [Word] {
    let hour = number(time.hourOfTwelve)
    switch (time.hour, time.minute) {
    case (0, 0): return [hour, word("midnight")]
    case (12, 0): return [hour, word("noon")]
    default:
      let minutes: [Word] =
        switch time.minute {
        case 0: []
        case 1...9: [word("oh"), number(time.minute)]
        default: [number(time.minute)]
        }
      return [hour] + minutes + [word(time.hour < 12 ? "a.m." : "p.m.")]
    }
  }

  private static let clockWords = ["noon": noon, "midnight": midnight, "a.m.": am, "p.m.": pm]
}
