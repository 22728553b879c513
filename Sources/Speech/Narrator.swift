public import CallEngine

/// Turns announcements into utterances: prompts from a library, values read aloud.
///
/// It never fails, since a call must not die of a missing text or an odd value, and it remembers
/// nothing.
public struct Narrator: Sendable {
  private let library: PromptLibrary

  public init(library: PromptLibrary) {
    self.library = library
  }

  /// All that an announcement says, with its repetitions. They end once they have filled a day, more
  /// than any call has, so that no number of them exhausts the memory.
  public func utterances(for announcement: Announcement) -> [Utterance] {
    let once = announcement.items.flatMap(utterances)
    // Whatever takes hardly any time counts as a tenth of a second.
    let length = max(Utterance.duration(of: once), .milliseconds(100))
    let fitting = max(1, Int(Utterance.longestSilence / length))
    let times = min(max(announcement.times, 0), fitting)
    return Array(repeating: once, count: times).flatMap { $0 }
  }

  /// What one item says. A prompt without a text in its language is said in another one, else shown
  /// as its id in angle brackets; a value that can't be read as asked is said as it stands.
  public func utterances(for item: Announcement.Item) -> [Utterance] {
    switch item {
    case .clip(let id, let language):
      guard let prompt = library.prompt(id.name, in: language) else {
        return [.words("<\(id.name)>", in: language)]
      }
      return [.clip(prompt.clip, text: prompt.text.singleSpaced, in: prompt.language)]
    case .value(let value, let form, let language):
      if let read = try? Reader.read(value.text, as: form, in: language) { return read }
      let asText = SpokenForm(.text, groupPause: form.groupPause, rate: form.rate)
      return (try? Reader.read(value.text, as: asText, in: language)) ?? []
    case .pause(let duration):
      return [.silence(duration)]
    case .text(let text, let language):
      let words = Utterance.words(text, in: language)
      return words.text.isEmpty ? [] : [words]
    }
  }
}
