import CallEngine
import CallRuntime
import Foundation
import Lines
import MenuScript
import Speech

/// The lines of ours that answer the transfers of a call: those of the configuration, and, for a call
/// to one that comes with gooya, the others that do.
struct TransferLines {
  private let compiler: MenuScriptCompiler
  /// Whether the numbers that callers are put through to may be those of the lines that come with gooya.
  private let areOurs: Bool
  private let configured: Configured?
  /// How many lines the caller has been put through to, one after the other.
  private let hops: Int

  /// The lines of the configuration.
  struct Configured {
    /// Scripts by number.
    let scripts: [String: String]
    /// What such a script needs that isn't its caller's line's.
    let equip: (CompiledScript) throws -> Equipment
  }

  /// What a line of the configuration has itself.
  struct Equipment {
    let desk: ServiceDesk
    let live: LiveServices?
    let voice: any Voice
  }

  /// How many lines a caller is put through to, one after the other. Lines that put callers through in
  /// a ring come to an end there.
  static let mostHops = 5

  /// Why the next one isn't rung, as ITU-T Q.850 has it.
  static func refusal(of title: String) -> String {
    "a transfer by '\(title)' was refused, as the caller had been put through to \(mostHops) lines "
      + "one after the other (exchange routing error, cause 25)"
  }

  /// - Returns: `nil` if no line of ours can answer: a script that is nobody's line has numbers of its
  ///   author's own.
  init?(
    of program: MenuProgram, compiler: MenuScriptCompiler, _ configured: Configured? = nil,
    hops: Int = 0
  ) {
    let calls = program.states.compactMap(\.serviceCall).filter { $0.declaration == nil }
    areOurs = calls.contains { call in
      LinesOfBusiness.signatures.contains { $0.name == call.service }
    }
    guard areOurs || configured?.scripts.isEmpty == false else { return nil }
    self.compiler = compiler
    self.configured = configured
    self.hops = hops
  }

  /// Whether a caller who has come so far isn't put through to another line.
  var areUsedUp: Bool { hops >= Self.mostHops }

  /// The lines that answer the transfers of one that answered.
  func beyond(_ program: MenuProgram) -> TransferLines? {
    TransferLines(of: program, compiler: compiler, configured, hops: hops + 1)
  }

  /// The script of the line that answers a number; `nil` if none of ours does.
  ///
  /// - Throws: `Failure` if it has errors or can't be served.
  func script(answering number: String) throws -> (script: CompiledScript, own: Equipment?)? {
    let dialled = (try? CallSetup.number(number, option: "")) ?? number
    if let configured, let place = configured.scripts[dialled] {
      let script = try CompiledScript(CompiledScript.path(place), compiler: compiler)
      // Nothing is recorded of a caller who has been put through.
      guard script.program.recordingNames.isEmpty else { return nil }
      return (script, try configured.equip(script))
    }
    guard areOurs,
      let line = LinesOfBusiness.all.first(where: { $0.numbersDialled.contains(number) })
    else { return nil }
    return (try CompiledScript(ShippedLine(line).folder, compiler: compiler), nil)
  }
}
