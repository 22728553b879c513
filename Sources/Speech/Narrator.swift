public import CallEngine
internal import Synchronization

/// Turns announcements into utterances: prompts from a library and spoken values.
///
/// It never fails: a missing text or an odd value must not end a call. All it keeps is what it has
/// put into words already, since the calls to a line say the same again and again.
public struct Narrator: Sendable {
  /// An item in words.
  public struct Phrase: Sendable {
    public let utterances: [Utterance]
    /// Timed from its beginning.
    public let words: [TimedWord]
    public let duration: Duration

    public init(_ utterances: [Utterance]) {
      self.utterances = utterances
      words = Utterance.timedWords(of: utterances)
      duration = Utterance.duration(of: utterances)
    }
  }

  private let library: PromptLibrary
  private let known = KnownPhrases()

  public init(library: PromptLibrary) {
    self.library = library
  }

  /// Everything an announcement says, with its repetitions. Stops at a day's length, longer than
  /// any call, so that repetitions can't exhaust the memory.
  public func utterances(for announcement: Announcement) -> [Utterance] {
    let once = announcement.items.flatMap(utterances)
    // Very short utterances count as a tenth of a second.
    let length = max(Utterance.duration(of: once), .milliseconds(100))
    let fitting = max(1, Int(Utterance.longestSilence / length))
    let times = min(max(announcement.times, 0), fitting)
    return Array(repeating: once, count: times).flatMap { $0 }
  }

  /// What one item says, word by word.
  public func phrase(for item: Announcement.Item) -> Phrase {
    switch item {
    // As many as a line has prompts; there is no end of values.
    case .clip, .text: known.phrase(for: item) { Phrase(utterances(for: item)) }
    case .value, .pause: Phrase(utterances(for: item))
    }
  }

  /// How long it takes to say an announcement, with its repetitions.
  public func duration(of announcement: Announcement) -> Duration {
    announcement.items.reduce(.zero) { $0 + duration(of: $1) } * announcement.times
  }

  private func duration(of item: Announcement.Item) -> Duration {
    switch item {
    case .clip, .text: phrase(for: item).duration
    case .value, .pause: Utterance.duration(of: utterances(for: item))
    }
  }

  /// What one item says. A prompt without a text in its language is spoken in another one, or shown
  /// as its id in angle brackets; a value that can't be read as asked is spoken as it is.
  public func utterances(for item: Announcement.Item) -> [Utterance] {
    switch item {
    case .clip(let id, let language):
      guard let prompt = library.prompt(id.name, in: language) else {
        return [.words("<\(id.name)>", in: language)]
      }
      return [.clip(prompt.clip, text: prompt.text.singleSpaced, in: prompt.language)]
    case .value(let item):
      let (text, form) = (item.value.text, item.form)
      if let read = try? Verbalizer.utterances(of: text, as: form, in: item.language) {
        return read
      }
      let asText = SpokenForm(.text, groupPause: form.groupPause, rate: form.rate)
      return (try? Verbalizer.utterances(of: text, as: asText, in: item.language)) ?? []
    case .pause(let duration):
      return [.silence(duration)]
    case .text(let text, let language):
      let words = Utterance.words(text, in: language)
      return words.text.isEmpty ? [] : [words]
    }
  }
}

/// The phrases of prompts, by prompt.
private final class KnownPhrases: Sendable {
  private let phrases = Mutex<[Announcement.Item: Narrator.Phrase]>([:])

  func phrase(
    for item: Announcement.Item, _ make: () -> Narrator.Phrase
  ) -> Narrator.Phrase {
    if let phrase = phrases.withLock({ $0[item] }) { return phrase }
    let phrase = make()
    phrases.withLock { $0[item] = phrase }
    return phrase
  }
}
