/// How suitable an audio path is for telephone calls, with reasons.
package struct LoopbackVerdict: Hashable, Sendable {
  package enum Grade: String, Hashable, Comparable, Sendable {
    /// Suitable for calls.
    case good
    /// Usable for calls, but a caller would notice the reasons.
    case usable
    /// Not usable for calls.
    case fails

    private var rank: Int {
      switch self {
      case .good: 0
      case .usable: 1
      case .fails: 2
      }
    }

    package static func < (a: Grade, b: Grade) -> Bool { a.rank < b.rank }
  }

  /// One fault.
  package struct Reason: Hashable, Sendable {
    /// The best grade that it allows.
    package let grade: Grade
    /// The name of the figure that shows it.
    package let figure: String
    /// What was measured, and the limit.
    package let text: String
  }

  /// The worst of the reasons' grades.
  package var grade: Grade { reasons.map(\.grade).max() ?? .good }
  /// The worst first.
  package let reasons: [Reason]

  /// - Parameter reasons: in any order.
  init(reasons: [Reason]) {
    self.reasons = reasons.enumerated()
      .sorted { ($1.element.grade, $0.offset) < ($0.element.grade, $1.offset) }.map(\.element)
  }
}

extension LoopbackVerdict {
  /// The verdict on a path that the signal wasn't found on.
  static func nothingHeard(_ report: LoopbackReport) -> LoopbackVerdict {
    LoopbackVerdict(reasons: [
      Reason(grade: .fails, figure: "marks_heard", text: silence(report))
    ])
  }

  /// The verdict on a path that passes only what the channels don't have in common.
  static let differenceHeard = LoopbackVerdict(reasons: [
    Reason(
      grade: .fails, figure: "channels.difference",
      text: "only the difference of the channels is passed, left minus right: what is on both, such"
        + " as a voice in the middle, is lost; one channel's wires are swapped before a mix")
  ])

  private static func silence(_ report: LoopbackReport) -> String {
    if report.isFromFile {
      return report.isSilent
        ? "there is only digital silence in the recording"
        : "the signal was not found in the recording, whose peak is "
          + "\(report.peak.text(decimals: 1)) dBFS; was this file sent, at this rate and length, and"
          + " was the recording made while it played?"
    }
    if report.isSilent {
      return
        "only digital silence was captured; is the capture device connected to the playback"
        + " device, and is neither muted?"
    }
    return
      "the signal was not found in the capture, whose peak is \(report.peak.text(decimals: 1))"
      + " dBFS; is it the right device, and is the level high enough?"
  }
}
