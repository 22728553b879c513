public import CallEngine
import Foundation

/// A transcript as JSON lines, an object an event.
public struct JSONTranscript {
  private let encoder = JSONEncoder()

  public init() {
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  }

  /// The event as one line, without its end.
  public func line(for event: TranscriptEvent) -> VisibleText {
    let line = Line(event)
    guard let json = try? encoder.encode(line) else {
      preconditionFailure("\(line) can't be written as JSON")
    }
    return VisibleText(json: json)
  }
}

/// The same members whatever the event is, so that scripts needn't know all of them.
private struct Line: Encodable {
  let at: Double
  let kind: String
  let id: String?
  let text: String
  let to: String?

  init(_ event: TranscriptEvent) {
    at = Double(event.at.nanoseconds / 1_000_000) / 1000
    (kind, id, text, to) =
      switch event.content {
      case .state(let name): ("state", name, "", nil)
      case .said(let prompt): ("said", prompt.id, prompt.text, nil)
      case .cut(let rest): ("cut", rest.id, rest.text, nil)
      case .pressed(let key): ("pressed", nil, key.label, nil)
      case .settled(let key): ("settled", nil, key.label, nil)
      case .message(let message):
        (message.medium.rawValue, message.from, message.wholeText, message.to)
      case .spoke(let length): ("spoke", nil, length.tenths, nil)
      case .recording(let name): ("recording", name, "", nil)
      case .recorded(let recording):
        ("recorded", recording.end.rawValue, recording.explanation, nil)
      case .transfer(let number): ("transfer", nil, "", number)
      case .whispered(let text, let number): ("whispered", nil, text, number)
      case .transferConnected(let number):
        ("transfer_connected", nil, TransferEnd.answer(of: number), number)
      case .farSaid(let prompt, let number):
        ("far_said", prompt.id, prompt.withoutValue, number)
      case .farCut(let rest, let number): ("far_cut", rest.id, "", number)
      case .transferEnded(let end, let number):
        ("transfer_ended", end.id, end.explanation(of: number ?? ""), number)
      case .script(let note): ("script", note.name, note.text, note.state)
      case .hungUp(let cause): ("hung_up", cause.rawValue, cause.explanation, nil)
      }
  }
}
