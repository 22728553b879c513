import ArgumentParser
import CallEngine
import CallRuntime

enum TranscriptFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case jsonl
}

/// Prints a transcript as it comes, one line per event.
struct TranscriptPrinter {
  private let format: TranscriptFormat
  private let text = TextTranscript()
  private let json = JSONTranscript()

  init(_ format: TranscriptFormat) {
    self.format = format
  }

  /// Says who calls whom; programs find it in the call's record.
  func begin(_ call: CallParameters, title: String) {
    guard format == .text else { return }
    StandardOutput.line(
      call.direction == .outgoing
        ? "\(title) calls \(call.line), who answers" : "\(call.line) calls \(title)")
  }

  func show(_ event: TranscriptEvent) {
    switch format {
    case .text: StandardOutput.line(text.text(for: event))
    case .jsonl: StandardOutput.line(json.line(for: event))
    }
  }
}
