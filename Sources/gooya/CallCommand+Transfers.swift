import CallEngine
import Lines
import MenuScript
import Store

/// A call that is put through to lines of the configuration.
extension CallCommand {
  /// The lines of the configuration, to which callers are put through.
  ///
  /// - Throws: `ValidationError` for a bad number.
  func transferLines(
    over store: Store, _ shelf: RecordingShelf, _ configuration: Configuration
  ) throws -> TransferLines.Configured {
    var scripts: [String: String] = [:]
    for (number, script) in configuration.lines {
      scripts[try CallSetup.number(number, option: "lines")] = script
    }
    return TransferLines.Configured(scripts: scripts) { script in
      TransferLines.Equipment(
        desk: ServiceDesk(
          store: store, texts: try LineTexts.find(for: script.program, ofScriptAt: script.path),
          stubs: try stubs.behaviours(for: script.program), configuration),
        live: try live.services(of: script.program),
        voice: LineVoice(
          prompts: script.promptFolder, cache: data.speechCache, named: sound.voice,
          recordings: shelf.path(ofValue:)))
    }
  }
}
