import CallEngine
import CallRuntime
import Foundation
import Lines
import MenuScript
import Store

/// A script that is ready to answer calls.
final class ListenLine: Sendable {
  let script: CompiledScript
  let record: CallScript
  let hours: DeclaredHours
  let tones: LineTones
  let voice: SharedVoice
  let desk: ServiceDesk
  /// What stubs were told to do: a scenario of a call says it too.
  let given: [Scenario.Provision]
  /// By whom web hooks are really asked; `nil` if they answer from their examples.
  let live: LiveServices?
  /// Whether the numbers that it puts callers through to may be those of our own lines.
  let putsThroughToOurs: Bool
  /// Whether callers of other lines can be put through to it here: what they say there isn't recorded.
  let takesCallers: Bool

  init(
    _ script: CompiledScript, voice: SharedVoice, desk: ServiceDesk,
    given: [Scenario.Provision], live: LiveServices?, compiler: MenuScriptCompiler
  ) {
    self.script = script
    self.voice = voice
    self.desk = desk
    self.given = given
    self.live = live
    record = CallScript(script)
    hours = DeclaredHours(of: script.program, otherwise: .current)
    tones = LineTones(of: script.program)
    takesCallers = script.program.recordingNames.isEmpty
    putsThroughToOurs = TransferLines(of: script.program, compiler: compiler) != nil
  }

  var title: String { script.program.title }
}
