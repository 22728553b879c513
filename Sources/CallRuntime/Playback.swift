import CallEngine
public import Speech

/// An announcement as it is spoken: which words come when.
public struct Playback: Sendable {
  /// One element of the announcement: a catalog's prompt, a value, a text or a pause.
  public struct Part: Sendable {
    /// The prompt's name; what a value is read as; `text` or `pause`.
    public let id: String
    /// What is read aloud, if it is a value.
    let value: SpokenPrompt.Value?
    /// Its words, timed from `start`.
    public let words: [TimedWord]
    public let start: Duration
    public let end: Duration

    public var isPause: Bool { words.isEmpty }

    /// The words spoken by a moment.
    public func spoken(at now: Duration) -> String {
      Self.line(words.prefix(spokenCount(at: now)))
    }

    /// The words not yet spoken by a moment.
    func unspoken(at now: Duration) -> String {
      Self.line(words.dropFirst(spokenCount(at: now)))
    }

    public var text: String { Self.line(words[...]) }

    /// When the next word after a moment has been spoken.
    public func nextWordEnd(after now: Duration) -> Duration? {
      let spoken = spokenCount(at: now)
      return spoken < words.count ? start + words[spoken].start + words[spoken].length : nil
    }

    /// The part with what was spoken of it.
    fileprivate func prompt(saying text: String) -> SpokenPrompt {
      SpokenPrompt(id, text, value: value)
    }

    private func spokenCount(at now: Duration) -> Int {
      words.prefix { start + $0.start + $0.length <= now }.count
    }

    private static func line(_ words: ArraySlice<TimedWord>) -> String {
      words.line
    }
  }

  public let parts: [Part]
  /// The sound, where there is a voice.
  let track: AnnouncementTrack
  /// Words for which the voice has no sound.
  let unheard: [String]
  /// The first part that hasn't been reported as spoken.
  private var next = 0

  /// - Parameter voice: gives the words their sound, whose length is then theirs.
  init(
    _ announcement: Announcement, by narrator: Narrator, voice: (any Voice)? = nil,
    from start: Duration
  ) {
    var parts: [Part] = []
    var track = AnnouncementTrack()
    var now = start
    let phrases = announcement.items.map(narrator.phrase)
    let sounds = voice.map { voice in phrases.map { Spoken($0.utterances, by: voice) } } ?? []
    let heard = sounds.isEmpty ? phrases : sounds.map { Narrator.Phrase($0.utterances) }
    for _ in 0..<announcement.times {
      for (place, item) in announcement.items.enumerated() {
        parts.append(Part(item, heard[place], from: now))
        for (offset, samples) in sounds.isEmpty ? [] : sounds[place].sounds {
          track.append(samples, at: now + offset)
        }
        now = parts[parts.count - 1].end
      }
    }
    self.parts = parts
    self.track = track
    unheard = sounds.flatMap(\.unheard)
  }

  /// When the last word has been spoken.
  public var end: Duration { parts.last?.end ?? .zero }

  /// The words of the current prompt that have been spoken.
  func wordsUnderWay(at now: Duration) -> String? {
    parts.first { $0.end > now && !$0.isPause }?.spoken(at: now)
  }

  /// When the next word will have been spoken.
  func nextWord(after now: Duration) -> Duration? {
    parts.first { $0.end > now && !$0.isPause }?.nextWordEnd(after: now)
  }

  var nextPromptEnd: Duration? { next < parts.count ? parts[next].end : nil }

  /// Reports the parts spoken to their end by `now`.
  mutating func advance(to now: Duration, report: (TranscriptEvent) -> Void) {
    while next < parts.count, parts[next].end <= now {
      let part = parts[next]
      if !part.isPause {
        report(TranscriptEvent(at: part.end, .said(part.prompt(saying: part.text))))
      }
      next += 1
    }
  }

  /// Reports all that is left as spoken: the announcement has come to its end, which in a call had
  /// again may be before its estimated one.
  mutating func complete(at now: Duration, report: (TranscriptEvent) -> Void) {
    advance(to: now, report: report)
    for part in parts[next...] where !part.isPause {
      report(TranscriptEvent(at: now, .said(SpokenPrompt(part.id, part.text))))
    }
    next = parts.count
  }

  /// Reports the part that is cut off, if any is.
  func cut(at now: Duration, report: (TranscriptEvent) -> Void) {
    guard next < parts.count else { return }
    let part = parts[next]
    let spoken = part.spoken(at: now)
    if !spoken.isEmpty {
      report(TranscriptEvent(at: now, .said(part.prompt(saying: spoken))))
    }
    report(TranscriptEvent(at: now, .cut(SpokenPrompt(part.id, part.unspoken(at: now)))))
  }
}

extension Playback.Part {
  fileprivate init(_ item: Announcement.Item, _ phrase: Narrator.Phrase, from start: Duration) {
    id =
      switch item {
      case .clip(let prompt, _): prompt.name
      case .value(let value): value.form.kind.name
      case .pause: "pause"
      case .text: "text"
      }
    value =
      if case .value(let value) = item {
        SpokenPrompt.Value(value.value.text, as: value.form)
      } else {
        nil
      }
    words = phrase.words
    self.start = start
    end = start + phrase.duration
  }
}
