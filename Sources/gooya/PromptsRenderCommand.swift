import ArgumentParser
import CallEngine
import Foundation
import Sound
import Speech
import Synchronization

struct PromptsRenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Render missing and stale clips with a synthetic voice.",
    discussion: """
      Example:
        gooya prompts render --language en-US --catalog common
        gooya prompts render --language en-US --voice hibari

      Recordings are never touched. A prompt that the voice mispronounces can be respelt in \
      pronunciation.yaml beside its clips. An interrupted run is continued by the next.

      Exit status: 0, or 1 if a clip could not be rendered or a recording is stale.
      """)

  @OptionGroup var shelf: PromptShelf

  @Flag(help: "Also render current clips, and overwrite files that aren't in the manifest.")
  var force = false

  @Option(
    help: ArgumentHelp(
      """
      The voice: espeak-ng (default), hibari, or piper:MODEL.onnx. espeak-ng replaces clips of the \
      others only with --force.
      """, valueName: "voice"), transform: VoiceOption.read)
  var voice: NamedVoice?

  func run() throws {
    let catalogs = try shelf.catalogs()
    Interruption.watch()
    var renderers: [ClipRenderer] = []
    var faults: [String] = []
    for catalog in catalogs {
      let language = catalog.folder.language
      guard let voice = voice.map({ $0.voice(of: language) }) ?? SyntheticVoice(of: language) else {
        faults.append("\(catalog.folder.path): there is no voice for \(language)")
        continue
      }
      do {
        renderers.append(try ClipRenderer(catalog, voice: voice, force: force))
      } catch {
        faults.append("\(error)")
      }
    }
    faults += renderers.flatMap(\.staleRecordings).map(\.description)
    let count = renderers.reduce(0) { $0 + $1.prompts.count }
    let engines = try renderers.map { $0.prompts.isEmpty ? "" : try Self.engine(of: $0.voice) }
    let progress = Progress(of: count)
    var failures: [SoundFileError] = []
    for (renderer, engine) in zip(renderers, engines) where Interruption.signal == nil {
      failures += renderer.run(
        engine: engine,
        finished: { progress.finished("\(renderer.folder.path)/\($0.id)") },
        isStopped: { Interruption.signal != nil })
    }
    let rendered = progress.end()
    faults += failures.map(\.description)
    for fault in faults { StandardError.line("\(fault)") }
    if let signal = Interruption.signal {
      StandardError.line("\(rendered) of \(count) clips rendered; the next run continues from here")
      throw ExitCode(128 + signal)
    }
    if count == 0, faults.isEmpty {
      StandardOutput.line("all clips are current")
    } else {
      StandardOutput.line("clips rendered: \(rendered)")
    }
    for language in Set(catalogs.map(\.folder.language)).sorted(by: { $0.tag < $1.tag }) {
      if let note = Self.note(on: language) { StandardError.line("\(note)") }
    }
    if !faults.isEmpty { throw ExitCode(1) }
  }

  /// What of a language has no clips.
  private static func note(on language: Language) -> VisibleText? {
    guard Verbalizer.obstacle(to: language) == nil, !Verbalizer.languages.contains(language) else {
      return nil
    }
    return """
      \(language): numbers, dates, money and other values need no clips; the voice speaks them \
      during the call
      """
  }

  private static func engine(of voice: SyntheticVoice) throws -> String {
    do { return try voice.engineVersion() } catch { throw Failure("\(error)") }
  }
}

/// The progress of long work: a bar in a terminal, otherwise one line per piece.
private final class Progress: Sendable {
  private let count: Int
  private let done = Mutex(0)
  private let isTerminal = isatty(STDERR_FILENO) != 0

  init(of count: Int) { self.count = count }

  func finished(_ name: String) {
    let done = done.withLock { done in
      done += 1
      return done
    }
    guard isTerminal else { return StandardOutput.line("\(name)") }
    let width = 20
    let filled = width * done / max(count, 1)
    let bar =
      String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    StandardError.text("\r\u{1B}[K\(bar) \(done) of \(count)  \(name.suffix(32))")
  }

  /// - Returns: how many pieces were finished.
  func end() -> Int {
    let done = done.withLock { $0 }
    if isTerminal, done > 0 { StandardError.text("\r\u{1B}[K") }
    return done
  }
}
