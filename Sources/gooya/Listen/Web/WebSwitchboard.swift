import CallEngine
import CallRuntime
import Foundation
import Lines
import Speech
import WebHandset
import Workbench

/// Connects the telephones of pages with the exchange's lines.
final class WebSwitchboard: PhoneExchange {
  private let exchange: Exchange
  private let watcher: LineWatcher?
  let isTrusting: Bool

  /// - Parameter isTrusting: whether pages are used by whoever owns this machine. Others call from
  ///   sample numbers alone: with another they would hear somebody's bill.
  init(_ exchange: Exchange, watcher: LineWatcher?, isTrusting: Bool) {
    self.exchange = exchange
    self.watcher = watcher
    self.isTrusting = isTrusting
  }

  var isWatching: Bool { watcher != nil }

  var lines: [PhoneLine] {
    exchange.webLines.map { name, line in
      let business = LinesOfBusiness.all.line(of: line.script.program)
      return PhoneLine(
        name: name, title: line.title, languages: line.script.program.languages.map(\.tag),
        callers: business.sample.callers.map {
          PhoneLine.Caller($0.number, $0.note, persian: $0.persianNote)
        })
    }
  }

  private func line(named name: String) -> ListenLine? {
    exchange.webLines.first { $0.name == name }?.line
  }

  func picture(of name: String, in language: String?) -> PhonePicture? {
    guard let line = line(named: name) else { return nil }
    let program = line.script.program
    let chosen = language.map { Language($0) }.flatMap { tag in
      program.languages.first { $0 == tag }
    }
    let graph = MenuGraph(
      program, in: chosen ?? program.languages[0], narrator: line.script.narrator)
    return PhonePicture(
      svg: MenuDrawing.svg(of: graph).description, language: graph.language.tag)
  }

  // MARK: Calls

  func begin(_ order: PhoneOrder, on leg: PhoneLeg) throws(PhoneRemark) -> any PhoneCall {
    guard let line = line(named: order.line) else { throw PhoneRemark(.noSuchLine) }
    let program = line.script.program
    if let tag = order.language, !program.languages.contains(Language(tag)) {
      throw PhoneRemark(.otherLanguage, tag)
    }
    let samples = LinesOfBusiness.all.line(of: program).sample.callers.map(\.number)
    let caller = order.caller ?? samples.first ?? ""
    guard isTrusting || caller.isEmpty || samples.contains(caller) else {
      throw PhoneRemark(.samplesOnly)
    }
    let incoming = IncomingCall(
      network: .web, from: caller, numberDialled: exchange.number(of: line) ?? "",
      language: order.language, source: leg.source, script: line.script.path)
    switch exchange.answer(incoming) {
    case .refused(let refusal): throw PhoneRemark(refusal.word)
    case .line(let accepted):
      let call = WebCall(
        accepted, of: exchange, on: leg, speed: order.speed, keepsScenarios: isTrusting)
      leg.began(order.line, from: caller)
      call.begin(changes: watcher?.changes(of: accepted.line))
      return call
    }
  }
}

extension Exchange {
  /// The lines with what pages call them by; they needn't know paths.
  var webLines: [(name: String, line: ListenLine)] {
    var count: [String: Int] = [:]
    return lines.map { line in
      let name = line.webName
      count[name, default: 0] += 1
      return (count[name] == 1 ? name : "\(name) \(count[name] ?? 0)", line)
    }
  }
}

extension ListenLine {
  /// Its folder, and its file if that isn't the usual one.
  fileprivate var webName: String {
    let path = URL(filePath: script.path).standardizedFileURL
    let name = path.deletingPathExtension().lastPathComponent
    let folder = path.deletingLastPathComponent().lastPathComponent
    return name == "menu" ? folder : "\(folder)/\(name)"
  }
}

extension CallRefusal {
  /// What is said of it to whoever calls.
  fileprivate var word: PhoneRemark.Word {
    switch self {
    case .unknownNumber: .unknownNumber
    // No page is asked who it is, or needs ports.
    case .full, .unauthorized, .noPorts: .full
    case .tooFast: .tooFast
    case .sourceFull: .sourceFull
    case .closing: .closing
    case .storeAway: .storeAway
    }
  }
}
