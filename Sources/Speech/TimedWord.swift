/// A spoken word and its time, so that a terminal can show it on time and a transcript knows where
/// a prompt was cut off.
public struct TimedWord: Hashable, Sendable {
  /// The word with its punctuation. Joined by single spaces, the words give the line's text.
  public let text: String
  /// When it begins, from the start of the first utterance.
  public let start: Duration
  /// How long it takes.
  public let length: Duration

  public init(_ text: String, start: Duration, length: Duration) {
    self.text = text
    self.start = start
    self.length = length
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
        let texts = utterance.text.split(separator: " ")
        for (place, text) in texts.enumerated() {
          let start = now + utterance.duration * place / texts.count
          let end = now + utterance.duration * (place + 1) / texts.count
          words.append(TimedWord(String(text), start: start, length: end - start))
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
      append(TimedWord(last.text + mark, start: last.start, length: last.length))
    } else {
      append(TimedWord(String(mark), start: now, length: silence.duration))
    }
  }
}
