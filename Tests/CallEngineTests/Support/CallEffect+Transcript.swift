import CallEngine

extension CallEffect {
  /// The effect in a few words, ids left out, so that a test reads as a transcript.
  func transcript(in program: MenuProgram) -> String {
    switch self {
    case .play(let announcement, _):
      (["play"] + announcement.items.map { $0.transcript(default: program.languages[0]) }
        + (announcement.times == 1 ? [] : ["×\(announcement.times)"])).joined(separator: " ")
    case .stopPlaying: "stop"
    case .invoke(let request, _):
      (["invoke", request.service] + request.input.map { "\($0.name)=\($0.value.text)" })
        .joined(separator: " ")
    case .record(_, let rules): "record" + (rules.beeps ? " after a beep" : "")
    case .stopRecording(_, let end): "stop recording: \(end.rawValue)"
    case .transfer(let target, _): "transfer \(target)"
    case .endTransfer: "end transfer"
    case .whisper(let announcement, _, _):
      (["whisper"] + announcement.items.map { $0.transcript(default: program.languages[0]) })
        .joined(separator: " ")
    case .forward(let digit, _): "forward \(digit.character)"
    case .hangUp(let cause): "hang up: \(cause.rawValue)"
    case .note(.entered(let state)): "in \(program[state].name)"
    case .note(.noinput(let count)): "noinput \(count)"
    case .note(.nomatch(let count)): "nomatch \(count)"
    case .note(.took(let exit)): "took \(program[exit].name)"
    case .note(.withheld(let keys, let verdict)):
      "withheld \(keys.lowerBound)..<\(keys.upperBound) \(verdict.rawValue)"
    }
  }

  /// Whether a replay had the same effect, but that a withheld value may stand for one of its
  /// length.
  func isEqualButForWithheldValues(to replayed: CallEffect) -> Bool {
    switch (self, replayed) {
    case (.play(let original, let id), .play(let other, let otherID)):
      id == otherID && original.times == other.times && original.items.count == other.items.count
        && zip(original.items, other.items).allSatisfy { $0.isEqualButForWithheldValues(to: $1) }
    case (.whisper(let original, let id, let play), .whisper(let other, let otherID, let otherPlay)):
      id == otherID && play == otherPlay
        && zip(original.items, other.items).allSatisfy { $0.isEqualButForWithheldValues(to: $1) }
    case (.invoke(let original, let id), .invoke(let other, let otherID)):
      id == otherID && original.service == other.service
        && original.input.map(\.name) == other.input.map(\.name)
        && zip(original.input, other.input).allSatisfy { $0.value.isEqual(orWithheldIn: $1.value) }
    case (.transfer(let original, let id), .transfer(let other, let otherID)):
      id == otherID
        && (original == other || CallValue.text(original).isWithheld(as: other.count))
    default: self == replayed
    }
  }
}

extension Announcement.Item {
  fileprivate func transcript(default language: Language) -> String {
    func tagged(_ text: String, _ spoken: Language) -> String {
      spoken == language ? text : "\(text)@\(spoken)"
    }
    return switch self {
    case .clip(let id, let spoken): tagged(id.name, spoken)
    case .value(let item): tagged("'\(item.value.text)'", item.language)
    case .pause(let pause): "~\(pause.components.seconds)"
    case .text(let text, let spoken): tagged("\"\(text)\"", spoken)
    }
  }

  fileprivate func isEqualButForWithheldValues(to other: Announcement.Item) -> Bool {
    if case .value(let item) = self, case .value(let otherItem) = other {
      return item.form == otherItem.form && item.language == otherItem.language
        && item.value.isEqual(orWithheldIn: otherItem.value)
    }
    return self == other
  }
}

extension CallValue {
  fileprivate func isEqual(orWithheldIn other: CallValue) -> Bool {
    if case .redacted(let length) = other { return isWithheld(as: length) }
    return self == other
  }

  /// Whether it can come from so many keys: digits are as many as their keys.
  fileprivate func isWithheld(as keys: Int) -> Bool {
    text.allSatisfy(\.isNumber) ? text.count == keys : keys > 0
  }
}
