import CallEngine
import CallRuntime
import Foundation
import Lines
import MenuScript
import Speech

/// The lines of ours that answer the transfers of a call to another of ours.
struct TransferLines {
  private let compiler: MenuScriptCompiler

  /// How many lines a caller is put through to, one after the other. Lines that put callers through in
  /// a ring come to an end there.
  static let mostHops = 5

  /// Why the next one isn't rung, as ITU-T Q.850 has it.
  static func refusal(of title: String) -> String {
    "a transfer by '\(title)' was refused, as the caller had been put through to \(mostHops) lines "
      + "one after the other (exchange routing error, cause 25)"
  }

  /// - Returns: `nil` if a script is nobody's line: its numbers are its author's own.
  init?(of program: MenuProgram, compiler: MenuScriptCompiler) {
    let calls = program.states.compactMap(\.serviceCall).filter { $0.declaration == nil }
    guard
      calls.contains(where: { call in
        LinesOfBusiness.signatures.contains { $0.name == call.service }
      })
    else { return nil }
    self.compiler = compiler
  }

  /// The script of the line that answers a number; `nil` if none of ours does.
  ///
  /// - Throws: `Failure` if it has errors.
  func script(answering number: String) throws -> CompiledScript? {
    guard let line = LinesOfBusiness.all.first(where: { $0.numbersDialled.contains(number) }) else {
      return nil
    }
    return try CompiledScript(ShippedLine(line).folder, compiler: compiler)
  }
}
