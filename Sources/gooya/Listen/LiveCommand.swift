import ArgumentParser
import CallEngine
import Foundation
import Glibc

struct LiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "live",
    abstract: "Show the calls that 'gooya listen' has now, by their states.",
    discussion: """
      In a terminal the view is kept up to date until Ctrl-C. It has no numbers, keys or words of \
      callers.

      Exit status: 1 if nothing is listening on the data.
      """)

  @Flag(help: "Show the calls once.")
  var once = false

  @Flag(help: "Print the calls as JSON, once.")
  var json = false

  @OptionGroup var data: DataOptions

  private static let interval = 1.0

  func run() throws {
    if json { return try printJSON(try pictures()) }
    guard !once, isatty(STDOUT_FILENO) == 1 else {
      return StandardOutput.text(LiveView(try pictures(), at: Date()).text)
    }
    Interruption.watch()
    while Interruption.signal == nil, !StandardOutput.isAbandoned {
      let view = LiveView(try pictures(), at: Date())
      StandardOutput.text("\u{1B}[H\u{1B}[J\(view.text)")
      Thread.sleep(forTimeInterval: Self.interval)
    }
    try Interruption.tell(unlessCtrlCEnds: true)
  }

  private func pictures() throws -> [LiveSocket.Picture] {
    let pictures = LiveSocket.pictures(in: data.url)
    if pictures.isEmpty { throw Failure("nothing listens on the data in \(data.url.path)") }
    return pictures
  }
}

/// The calls of listeners in words.
struct LiveView {
  let text: VisibleText

  init(_ pictures: [LiveSocket.Picture], at now: Date) {
    var lines: [VisibleText] = []
    for picture in pictures {
      let count = picture.calls.count
      let subject = count == 1 ? "1 call" : "\(String(count)) calls"
      let state = picture.state == "running" ? "" : ", \(picture.state)"
      lines.append(
        "\(picture.places.joined(separator: ", ")): \(subject)\(state)")
      for (place, calls) in Self.byState(picture.calls) {
        let longest = calls.map(\.stateSince).min().map { now.timeIntervalSince($0) } ?? 0
        lines.append(
          """
          \(String(calls.count).padded(to: 6))  \(place.line)  \(place.state)  \
          longest \(Duration.seconds(max(0, longest)).tenths) s
          """)
      }
    }
    text = lines.reduce("") { $0 + $1 + "\n" }
  }

  private static func byState(
    _ calls: [CallBoard.Entry]
  ) -> [(place: (line: String, state: String), calls: [CallBoard.Entry])] {
    Dictionary(grouping: calls) { [$0.line, $0.state] }
      .map { (($0.key[0], $0.key[1]), $0.value) }
      .sorted {
        ($1.calls.count, $0.place.line, $0.place.state) < (
          $0.calls.count, $1.place.line, $1.place.state
        )
      }
  }
}

extension String {
  /// Blanks before it, up to a width.
  fileprivate func padded(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }
}
