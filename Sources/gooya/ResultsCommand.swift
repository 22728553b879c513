import ArgumentParser
import CallEngine
import Files
import Foundation
import Store

struct ResultsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "results",
    abstract: "Show what calls brought: the values that a script names under 'results'.",
    discussion: """
      Examples:
        gooya results survey
        gooya results survey --csv --since 2026-03-01 > scores.csv
        gooya results survey --json --since 7d

      A row a call, newest first, with its id: the caller's number is only in its record, which \
      'gooya calls' shows. A call that isn't over has no values.
      """)

  @OptionGroup var script: ScriptOptions

  @Flag(help: "Print comma-separated values for a spreadsheet.")
  var csv = false

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var since: SinceOption

  @OptionGroup var data: DataOptions

  func validate() throws {
    if csv && json { throw ValidationError("--csv and --json can't be used together") }
  }

  func run() throws {
    let compiled = try CompiledScript(script.script, compiler: script.prompts.compiler)
    let names = compiled.program.resultNames
    if names.isEmpty { throw Failure("\(compiled.path) names no 'results'") }
    let store = try data.openToRead()
    let own = CallScript(compiled)
    if csv {
      StandardOutput.line("\(CSVText.row(["call", "time", "ended", "state", "seconds"] + names))")
      return try reporting {
        try store.listCalls(on: own, since: since.since) { call in
          StandardOutput.line("\(CSVText.row(Row(call, names).fields))")
          return !StandardOutput.isBroken
        }
      }
    }
    try printRecords(asJSON: json, text: \.text) { add in
      try store.listCalls(on: own, since: since.since) { try add(Row($0, names)) }
    }
  }

  /// A call's results. The names are a contract.
  private struct Row: Encodable {
    let call: String
    let time: Date
    let ended: String
    /// The state that it ended in.
    let state: String?
    let seconds: Double?
    let results: [String: String?]
    private let names: [String]

    private enum CodingKeys: String, CodingKey {
      case call, time, ended, state, seconds, results
    }

    init(_ record: CallRecord, _ names: [String]) {
      call = record.callID
      time = record.startedAt
      ended = record.ended
      state = record.ending?.path.last
      seconds = record.ending.map { $0.duration / .seconds(1) }
      self.names = names
      let values = record.ending?.results ?? []
      results = Dictionary(
        names.map { name in (name, values.first { $0.name == name }?.value.text) },
        uniquingKeysWith: { first, _ in first })
    }

    private func value(_ name: String) -> String { (results[name] ?? nil) ?? "" }

    var fields: [String] {
      let seconds = seconds.map { String(format: "%.3f", $0) } ?? ""
      return [call, time.ISO8601Format(), ended, state ?? "", seconds] + names.map(value)
    }

    var text: VisibleText {
      let values = names.map { name -> VisibleText in "\n  \(name): \(value(name))" }
      let place: VisibleText = state.map { " in \($0)" } ?? ""
      return "\(time.ISO8601Format())  \(call)  \(ended)\(place)\(values.joined())"
    }
  }
}

extension CallScript {
  init(_ compiled: CompiledScript) {
    self.init(compiled.program, at: compiled.path)
  }

  init(_ program: MenuProgram, at path: String) {
    self.init(
      path: URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().path,
      digest: program.digest, title: program.title)
  }
}

extension CallRecord {
  /// How it ended, in a word: `caller`, `line`, `max_duration`, `circle`; `ongoing`, or `cut_off` if
  /// its process was killed.
  var ended: String {
    guard let ending else { return isCutOff ? "cut_off" : "ongoing" }
    if ending.endedBy == .caller { return HangUpCause.caller.rawValue }
    return switch ending.cause {
    case .recoveryOnTimerExpiry: HangUpCause.maxDuration.rawValue
    case .temporaryFailure: HangUpCause.circle.rawValue
    default: HangUpCause.line.rawValue
    }
  }
}
