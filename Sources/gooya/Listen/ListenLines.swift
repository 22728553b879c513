import CallEngine
import Foundation
import Lines
import MenuScript
import Store

/// Which line answers which number.
struct ListenLines: Sendable {
  /// By the place of the script.
  private var lines: [String: ListenLine] = [:]
  /// The scripts' places: those named on the command line in their order, then those that the
  /// configuration has numbers for.
  private var order: [String] = []
  /// The script's place by the number dialled.
  private var places: [String: String] = [:]
  /// The numbers of `lines:` in the configuration.
  private var configured: Set<String> = []
  /// The number by which a script is usually reached, by the script's place.
  private var usual: [String: String] = [:]
  /// What answers all other numbers; `nil` if nothing does.
  private var other: String?

  /// The lines of gooya's that callers can be put through to, by their numbers.
  private var ours: [String: ListenLine] = [:]

  /// Compiles scripts; diagnostics go to standard error.
  ///
  /// - Parameters:
  ///   - numbers: scripts by the numbers that they answer (`lines:` of the configuration).
  ///   - scripts: those named besides: each answers its line's own numbers, and the first all others.
  ///     If there are neither, gooya's own lines answer.
  /// - Throws: `Failure` if a script has errors or doesn't exist, `ValidationError` for a bad number.
  init(
    numbers: [(number: String, script: String)], scripts: [String], _ maker: ListenLineMaker
  ) throws {
    for (number, script) in numbers {
      let dialled = try CallSetup.number(number, option: "lines")
      assign(dialled, to: try add(script, maker))
      configured.insert(dialled)
    }
    let others = order
    order = []
    for script in scripts {
      let place = try add(script, maker)
      if !order.contains(place) { order.append(place) }
      if let line = lines[place] { claim(line, place) }
      other = other ?? place
    }
    order += others.filter { !order.contains($0) }
    if numbers.isEmpty, scripts.isEmpty { try addOwn(maker) }
    if lines.values.contains(where: \.putsThroughToOurs) { try findOurs(maker) }
  }

  private mutating func addOwn(_ maker: ListenLineMaker) throws {
    for business in LinesOfBusiness.all {
      let place = try add(try ShippedLine(business).folder, maker)
      for number in business.numbersDialled where places[number] == nil {
        assign(number, to: place)
      }
      other = other ?? place
    }
  }

  private mutating func assign(_ number: String, to place: String) {
    places[number] = place
    usual[place] = usual[place] ?? number
  }

  /// The number by which a line is usually reached; `nil` if it has none of its own.
  func number(of line: ListenLine) -> String? {
    usual[Self.place(of: line.script.path)]
  }

  /// The line that answers a number.
  func line(dialled number: String) -> ListenLine? {
    (places[number] ?? other).flatMap { lines[$0] }
  }

  /// The line of a script by its place or its title.
  func line(of script: String) -> ListenLine? {
    lines[Self.place(of: script)] ?? lines.values.first { $0.title == script }
  }

  /// The line that callers of any other are put through to at a number of the configuration's.
  func configured(answering number: String) -> ListenLine? {
    let dialled = (try? CallSetup.number(number, option: "")) ?? number
    guard configured.contains(dialled), let line = line(dialled: dialled), line.takesCallers else {
      return nil
    }
    return line
  }

  /// The line of gooya's that callers of another one are put through to.
  func ours(answering number: String) -> ListenLine? { ours[number] }

  private mutating func findOurs(_ maker: ListenLineMaker) throws {
    for business in LinesOfBusiness.all {
      let path = try CompiledScript.path(ShippedLine(business).folder)
      let line = try lines[Self.place(of: path)] ?? maker.line(ofScript: path)
      for number in business.numbersDialled { ours[number] = line }
    }
  }

  /// In the order in which they are offered.
  var all: [ListenLine] { order.compactMap { lines[$0] } }

  /// Takes another version of a line.
  mutating func replace(_ line: ListenLine) {
    let place = Self.place(of: line.script.path)
    if lines[place] != nil { lines[place] = line }
    for (number, old) in ours where Self.place(of: old.script.path) == place {
      ours[number] = line
    }
  }

  /// Reads all scripts again. One that has errors stays as it was.
  ///
  /// - Returns: how many were read, and the scripts that can't be used with the reasons.
  mutating func reload(
    _ maker: ListenLineMaker
  ) -> (count: Int, faults: [(script: String, reason: String)]) {
    var count = 0
    var faults: [(script: String, reason: String)] = []
    for (place, line) in lines {
      var fault: String?
      do {
        lines[place] = try maker.line(ofScript: line.script.path) { fault = $0 }
        count += 1
      } catch {
        let failure = (error as? Failure)?.message.description ?? "\(error)"
        faults.append((line.script.path, fault ?? failure))
      }
    }
    if !ours.isEmpty, faults.isEmpty { try? findOurs(maker) }
    return (count, faults.sorted { $0.script < $1.script })
  }

  private mutating func add(_ script: String, _ maker: ListenLineMaker) throws -> String {
    let path = try CompiledScript.path(script)
    let place = Self.place(of: path)
    if lines[place] == nil {
      lines[place] = try maker.line(ofScript: path)
      order.append(place)
    }
    return place
  }

  /// What a script is known by: the same, however it is named.
  private static func place(of path: String) -> String {
    URL(filePath: path).resolvingSymlinksInPath().standardizedFileURL.path
  }

  /// Gives a line the numbers of the business whose services it calls, unless another has them.
  private mutating func claim(_ line: ListenLine, _ place: String) {
    let program = line.script.program
    let business = LinesOfBusiness.all.line(of: program)
    guard business.isCalled(by: program) else { return }
    for number in business.numbersDialled where places[number] == nil { assign(number, to: place) }
  }
}
