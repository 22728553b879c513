import ArgumentParser
import Sound

/// A language that a report can be written in.
enum ReportLanguage: String, ExpressibleByArgument, CaseIterable {
  case english = "en-US"
  case persian = "fa-IR"

  var words: ReportWords {
    switch self {
    case .english: .english
    case .persian: .persian
    }
  }
}

/// What a report says, in one language. None of it has marks of HTML.
struct ReportWords: Sendable {
  /// As in HTML's `lang` and `dir`.
  let language: String
  let direction: String
  let title: String
  /// From what was played to what was captured.
  let to: String
  let verdict: String
  let grades: [LoopbackVerdict.Grade: String]
  /// What it means that a path has a grade.
  let meanings: [LoopbackVerdict.Grade: String]
  /// That the end of a recording or of a run is missing.
  let incomplete: String
  let figures: String
  let columns: Columns
  let unmeasured: String
  let yes: String
  let no: String
  let baseline: String
  /// Above the changes since a baseline; and in their place if there are none.
  let changed: String
  let unchanged: String
  /// Before figures of which nobody knows whether they changed.
  let uncompared: String
  let change: Change
  let pictures: String
  let response: String
  let latency: String
  let echoes: String
  let dropouts: Dropouts
  let setup: Setup
  let madeBy: String
  /// By the figures' names.
  let labels: [String: String]
  let bandLabel: @Sendable (_ from: String, _ to: String) -> String
  let units: [Figure.Unit: String]
  /// Bounds of a quantity; and that there may be none of it.
  let upTo: @Sendable (String) -> String
  let from: @Sendable (String) -> String
  let between: @Sendable (_ least: String, _ greatest: String) -> String
  let none: String
  let picture: LoopbackPicture.Words
  let echo: EchoPicture.Words
  let soak: SoakPicture.Words
  let channels: (title: String, left: String, right: String)
  /// What is said for the signal that is recognised without a file.
  let signal: String
  /// Where a limit is from, in the language.
  let source: @Sendable (String) -> String
  /// What is wrong where the signal wasn't found; `nil` where the verdict's own words do.
  let nothingHeard: (silent: String, unknown: String, difference: String)?
  let digits: [Character]
  let decimalPoint: String
  let listSeparator: String

  struct Columns: Sendable {
    let figure: String
    let measured: String
    let good: String
    let limit: String
    let grade: String
  }

  struct Change: Sendable {
    let before: String
    let now: String
    let tolerance: String
    let kind: String
    let worse: String
    let better: String
    let other: String
  }

  struct Dropouts: Sendable {
    let title: String
    let kind: String
    let time: String
    let length: String
    let kinds: [Dropout.Kind: String]
    /// Before what spoils a figure, which isn't judged; and before what is merely in its sound.
    let spoilt: String
    let touched: String
    let more: @Sendable (String) -> String
  }

  struct Setup: Sendable {
    let title: String
    let output: String
    let input: String
    let sentFile: String
    let heardFile: String
    let command: String
    let rate: String
    let length: String
    let sent: String
    let heard: String
    let marks: String
    let digitsSent: String
    let digitsHeard: String
    let delays: String
    let profile: String
    let date: String
    let version: String
    let seconds: String
    /// By how much a recording begins later than the signal, and when in the signal it ends early.
    let beginsLate: String
    let endsEarly: String
  }
}

extension ReportWords {
  /// A number's text in the language's digits: `−12.3`, or `۱۲٫۳`.
  ///
  /// - Parameter isDate: whether a hyphen isn't a minus sign.
  func number(_ text: String, isDate: Bool = false) -> String {
    var written = ""
    for character in text {
      if let digit = character.wholeNumberValue, character.isASCII {
        written.append(digits[digit])
      } else if character == "." {
        written += decimalPoint
      } else {
        written.append(character == "-" && !isDate ? "−" : character)
      }
    }
    return written
  }

  func number(_ value: Double, decimals: Int) -> String { number(value.text(decimals: decimals)) }

  func unit(_ unit: Figure.Unit) -> String { units[unit] ?? unit.rawValue }

  func label(_ judged: FigureJudgement) -> String {
    switch judged.subject {
    case .figure(let figure): label(figure)
    case .band(let band):
      bandLabel(
        number(band.lowerBound, decimals: 0), number(band.upperBound, decimals: 0))
    }
  }

  func label(_ figure: Figure) -> String { labels[figure.name] ?? figure.name }
}
