import CallEngine

/// A spoken word and its time, so that a terminal can show it on time and a transcript knows where
/// a prompt was cut off.
public struct TimedWord: Hashable, Sendable {
  /// The word with its punctuation.
  public let text: String
  /// Whether a blank parts it from the word before it, as in most languages.
  public let followsBlank: Bool
  /// When it begins, from the start of the first utterance.
  public let start: Duration
  /// How long it takes.
  public let length: Duration

  public init(
    _ text: String, start: Duration, length: Duration, followsBlank: Bool = true
  ) {
    self.text = text
    self.followsBlank = followsBlank
    self.start = start
    self.length = length
  }
}

extension Sequence<TimedWord> {
  /// The words as a line of text.
  public var line: String {
    var line = ""
    for word in self {
      if word.followsBlank && !line.isEmpty { line += " " }
      line += word.text
    }
    return line
  }
}

extension Utterance {
  /// The words of consecutive utterances. A clip's time is divided evenly among its words. A
  /// separator with a space before it, as in Persian, is a word of its own that lasts as long as
  /// its silence; any other belongs to the word before it.
  public static func timedWords(of utterances: some Sequence<Utterance>) -> [TimedWord] {
    var words: [TimedWord] = []
    var now = Duration.zero
    for utterance in utterances {
      if utterance.sound == .silence {
        words.append(separator: utterance, at: now)
      } else {
        let texts = WordBreaks.words(of: utterance.text)
        for (place, word) in texts.enumerated() {
          let start = now + utterance.duration * place / texts.count
          let end = now + utterance.duration * (place + 1) / texts.count
          let isJoined = place == 0 ? words.last?.text.joins(word.text) == true : !word.followsBlank
          words.append(
            TimedWord(
              String(word.text), start: start, length: end - start, followsBlank: !isJoined))
        }
      }
      now += utterance.duration
    }
    return words
  }
}

extension [TimedWord] {
  fileprivate mutating func append(separator silence: Utterance, at now: Duration) {
    guard let mark = silence.text.split(separator: " ").first else { return }
    if silence.text.first != " ", let last = popLast() {
      append(
        TimedWord(
          last.text + mark, start: last.start, length: last.length,
          followsBlank: last.followsBlank))
    } else {
      append(TimedWord(String(mark), start: now, length: silence.duration))
    }
  }
}
