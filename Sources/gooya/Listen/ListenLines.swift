import CallEngine
import Foundation
import Lines
import MenuScript
import Store

/// Which line answers which number.
struct ListenLines: Sendable {
  /// By the place of the script.
  private var lines: [String: ListenLine] = [:]
  /// The script's place by the number dialled.
  private var places: [String: String] = [:]
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
      places[try CallSetup.number(number, option: "lines")] = try add(script, maker)
    }
    for script in scripts {
      let place = try add(script, maker)
      if let line = lines[place] { claim(line, place) }
      other = other ?? place
    }
    if numbers.isEmpty, scripts.isEmpty { try addOwn(maker) }
    if lines.values.contains(where: \.putsThroughToOurs) { try findOurs(maker) }
  }

  private mutating func addOwn(_ maker: ListenLineMaker) throws {
    for business in LinesOfBusiness.all {
      let place = try add(try ShippedLine(business).folder, maker)
      for number in business.numbersDialled where places[number] == nil { places[number] = place }
      other = other ?? place
    }
  }

  /// The line that answers a number.
  func line(dialled number: String) -> ListenLine? {
    (places[number] ?? other).flatMap { lines[$0] }
  }

  /// The line of a script by its place or its title.
  func line(of script: String) -> ListenLine? {
    lines[script] ?? lines.values.first { $0.title == script }
  }

  /// The line of gooya's that callers of another one are put through to.
  func ours(answering number: String) -> ListenLine? { ours[number] }

  private mutating func findOurs(_ maker: ListenLineMaker) throws {
    for business in LinesOfBusiness.all {
      let place = try CompiledScript.path(ShippedLine(business).folder)
      let line =
        try lines[place] ?? maker.line(CompiledScript(place, compiler: maker.compiler))
      for number in business.numbersDialled { ours[number] = line }
    }
  }

  var all: [ListenLine] { lines.values.sorted { $0.script.path < $1.script.path } }

  /// Takes another version of a line.
  mutating func replace(_ line: ListenLine) {
    let path = line.script.path
    if lines[path] != nil { lines[path] = line }
    for (number, old) in ours where old.script.path == path { ours[number] = line }
  }

  /// Reads all scripts again. One that has errors stays as it was.
  ///
  /// - Returns: how many were read, and the scripts that have errors.
  mutating func reload(_ maker: ListenLineMaker) -> (count: Int, faults: [String]) {
    var count = 0
    var faults: [String] = []
    for (place, line) in lines {
      do {
        lines[place] = try maker.line(CompiledScript(place, compiler: maker.compiler))
        count += 1
      } catch {
        faults.append(line.script.path)
      }
    }
    if !ours.isEmpty, faults.isEmpty { try? findOurs(maker) }
    return (count, faults.sorted())
  }

  private mutating func add(_ script: String, _ maker: ListenLineMaker) throws -> String {
    let place = try CompiledScript.path(script)
    if lines[place] == nil {
      lines[place] = try maker.line(CompiledScript(place, compiler: maker.compiler))
    }
    return place
  }

  /// Gives a line the numbers of its business, unless another has them.
  private mutating func claim(_ line: ListenLine, _ place: String) {
    let business = LinesOfBusiness.all.line(of: line.script.program)
    for number in business.numbersDialled where places[number] == nil { places[number] = place }
  }
}
