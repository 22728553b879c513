public import CallEngine

/// Turns values into the words that are spoken for them: digits, telephone numbers, numbers, money,
/// dates, times, letters (Documentation/domain.md §3).
public enum Verbalizer {
  /// The languages with rules and clips of their own. Others are read as CLDR spells them.
  public static var languages: [Language] { SpokenLanguages.own.map(\.language) }

  /// Why values can't be read in a language; `nil` if they can.
  public static func obstacle(to language: Language) -> UnreadableLanguage? {
    do throws(UnreadableLanguage) {
      _ = try SpokenLanguages.find(language)
      return nil
    } catch {
      return error
    }
  }

  /// A value as utterances. No value is too long or too large: numbers beyond a language's largest
  /// scale word are read in groups of three digits.
  ///
  /// - Throws: `UnspeakableValue` if the value doesn't fit the form or the language has no rules.
  public static func utterances(
    of value: String, as form: SpokenForm, in language: Language
  ) throws(UnspeakableValue) -> [Utterance] {
    if form.kind == .text {
      let words = Utterance.words(
        value, in: form.language ?? language, rate: form.rate, isPassing: true)
      return words.text.isEmpty ? [] : [words]
    }
    if form.kind == .recording {
      guard let recording = Utterance.recording(value, in: language) else {
        throw UnspeakableValue(value, as: form.kind, .notARecording)
      }
      return [recording]
    }
    let spoken: any SpokenLanguage
    do throws(UnreadableLanguage) {
      spoken = try SpokenLanguages.find(language)
    } catch {
      throw UnspeakableValue(value, as: form.kind, .language(language, error))
    }
    do throws(UnspeakableValue.Reason) {
      return spoken.utterances(of: try spoken.reading(of: value, as: form.kind), form: form)
    } catch {
      throw UnspeakableValue(value, as: form.kind, error)
    }
  }
}

extension SpokenLanguage {
  /// The clips for a value, by group.
  fileprivate func reading(
    of value: String, as kind: SpokenForm.Kind
  ) throws(UnspeakableValue.Reason) -> [[NumberClip]] {
    switch kind {
    case .text, .recording:
      return []
    case .digits(let group):
      let number = try DigitString(value)
      guard let group, group > 0 else { return [digits(number.digits)] }
      return groups(number.groups(of: group))
    case .telephone:
      return telephone(try TelephoneNumber(value))
    case .number:
      return number(try WholeNumber(value))
    case .ordinal:
      let number = try WholeNumber(value)
      guard !number.isNegative else { throw .unexpected("-") }
      return ordinal(number)
    case .currency(let unit):
      return amount(try WholeNumber(value), in: unit)
    case .money(let currency):
      return money(try MoneyAmount(value, in: currency))
    case .date(let calendar):
      let day = try CivilDay(read: value)
      switch calendar ?? self.calendar {
      case .gregorian:
        return date(day)
      case .solarHijri:
        guard let day = SolarHijriDate(day) else { throw .outsideCalendar }
        return date(day)
      }
    case .time:
      return time(try TimeOfDay(value))
    case .letters:
      let groups = letters(value)
      guard !groups.isEmpty else { throw .empty }
      return groups
    }
  }

  fileprivate func utterances(of groups: [[NumberClip]], form: SpokenForm) -> [Utterance] {
    let pause = form.groupPause ?? SpeakingPace.stretched(groupPause, at: form.rate)
    let silence = Utterance.silence(pause, separator: separator, in: language)
    var utterances: [Utterance] = []
    for (place, group) in groups.enumerated() {
      if place > 0 { utterances.append(silence) }
      for clip in group {
        utterances.append(utterance(of: clip, at: form.rate))
      }
    }
    return utterances
  }
}
