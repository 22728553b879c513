public import CallEngine

/// Turns announcements into utterances: prompts from a library and spoken values.
///
/// It is stateless and never fails: a missing text or an odd value must not end a call.
public struct Narrator: Sendable {
  private let library: PromptLibrary

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
