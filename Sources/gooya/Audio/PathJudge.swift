import ArgumentParser
import CallEngine
import Files
import Sound

/// Holds a report to limits and to a baseline, and writes down what came of it.
struct PathJudge {
  let profile: LimitProfile
  let baseline: BaselineFile?
  let junit: OutputFile?
  let page: OutputFile?
  let impulse: ImpulseFile?
  let language: ReportLanguage

  func judge(_ report: LoopbackReport, of path: MeasuredPath) -> JudgedPath {
    JudgedPath(
      report: report, path: path, judgement: PathJudgement(report, by: profile),
      baseline: baseline.map { file in
        (
          file.path,
          file.baseline.changes(to: report, tolerances: profile.tolerances),
          file.baseline.uncompared(with: report)
        )
      })
  }

  /// Writes the files that were asked for.
  ///
  /// - Throws: `Failure`.
  func write(_ judged: JudgedPath) throws {
    if let junit { try write(PathJUnit(judged).xml.description, to: junit) }
    if let page { try write(PathPage(judged, in: language).html.description, to: page) }
    try impulse?.write(judged.report)
  }

  private func write(_ text: String, to file: OutputFile) throws {
    do throws(FileFault) { try file.replace(with: text.utf8) } catch {
      throw Failure("'\(file.path)' can't be written: \(error.reason)")
    }
  }
}

/// What was measured, for a report's head.
struct MeasuredPath {
  /// The command that measured it, such as `gooya audio loopback`.
  let command: String
  /// What stands for the file of a signal that was recognised by itself.
  static let signal = "the signal"

  /// What played, and what captured: devices or files.
  let output: String
  let input: String

  /// The program's.
  static let version = Gooya.configuration.version
}

/// A report with what it was held to.
struct JudgedPath {
  let report: LoopbackReport
  let path: MeasuredPath
  let judgement: PathJudgement
  /// The baseline's file, what changed since, and what nobody knows of.
  let baseline: JudgedBaseline?

  var regressions: [Baseline.Change] { baseline?.changes.filter(\.isRegression) ?? [] }

  /// What is wrong with the recording, or ended it; its end is missing then.
  var trouble: String?

  /// The verdict on the path, which fails too if it became worse than its baseline.
  var grade: LoopbackVerdict.Grade {
    regressions.isEmpty ? judgement.verdict.grade : .fails
  }

  /// Whether the exit status tells of a fault.
  var hasFailed: Bool { grade == .fails || trouble != nil }
}

/// What became of a baseline.
typealias JudgedBaseline = (
  file: String, changes: [Baseline.Change], uncompared: [Baseline.Uncompared]
)
