package import CallEngine
import Files
import Processes

/// A voice of espeak-ng, or of a better engine where the user has one.
///
/// Each text is spoken by a process of its own: if one process speaks several, the later ones
/// differ from run to run.
package struct SyntheticVoice: Hashable, Sendable {
  /// The engine's name of the voice; the file of its model for piper.
  let name: String
  /// Words a minute, as espeak-ng counts them; other engines speak at their own pace.
  let speed: Int
  let engine: VoiceEngine
  /// The program; only tests use another than the engine's.
  var program: String

  /// The voice of a language; `nil` if its tag can't be a language's. Whether espeak-ng has a voice
  /// of that name shows when it speaks.
  package init?(of language: Language) {
    let subtags = language.tag.lowercased().split(separator: "-", omittingEmptySubsequences: false)
    guard let code = subtags.first, (2...3).contains(code.count),
      code.allSatisfy({ $0.isASCII && $0.isLetter })
    else {
      return nil
    }
    let region = subtags.dropFirst().first { $0.count == 2 || $0.first?.isNumber == true } ?? ""
    switch (code, region) {
    case ("fa", _): self.init(name: "fa", speed: 175)
    case ("en", ""), ("en", "us"), ("en", "ca"): self.init(name: "en-us", speed: 150)
    case ("en", _): self.init(name: "en-gb", speed: 150)
    // The voice "cmn" spells out Chinese characters.
    case ("zh", _): self.init(name: "cmn-latn-pinyin", speed: 160)
    case ("fr", "be"), ("fr", "ch"), ("pt", "br"): self.init(name: "\(code)-\(region)", speed: 160)
    case ("fr", _): self.init(name: "fr-fr", speed: 160)
    case ("es", ""), ("es", "es"): self.init(name: "es", speed: 160)
    case ("es", _): self.init(name: "es-419", speed: 160)
    // Norwegian has one voice, whichever way it is written.
    case ("no", _), ("nn", _): self.init(name: "nb", speed: 160)
    default: self.init(name: String(code), speed: 160)
    }
  }

  init(name: String, speed: Int, engine: VoiceEngine = .espeak) {
    self.name = name
    self.speed = speed
    self.engine = engine
    program = engine.program
  }

  /// The voice and its settings, as recorded in a manifest.
  package var description: String {
    switch engine {
    case .espeak: "\(name) -s \(speed)"
    case .hibari: "hibari \(name) --seed 1"
    case .piper:
      "piper \(name.split(separator: "/").last ?? "") --noise-scale 0 --noise-w-scale 0"
    }
  }

  /// Whether clips that a voice made needn't be made again: its own, and for espeak-ng those of
  /// any better engine.
  func accepts(_ recorded: String?) -> Bool {
    if recorded == description { return true }
    return engine == .espeak
      && (recorded?.hasPrefix("hibari ") == true || recorded?.hasPrefix("piper ") == true)
  }

  /// Why a voice can't speak.
  package enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
    case notInstalled
    /// Another engine than espeak-ng, with its package.
    case engineMissing(String, package: String)
    case failed(String)

    package var description: String {
      switch self {
      case .notInstalled: "espeak-ng isn't installed; on Debian: apt-get install espeak-ng"
      case .engineMissing(let name, let package):
        "\(name) isn't installed; it is the package \(package) of PyPI"
      case .failed(let reason): reason
      }
    }
  }

  /// The engine's name and version.
  package func engineVersion() throws(Fault) -> String {
    switch engine {
    case .espeak: return try Self.engine(program)
    // It prints the version alone.
    case .hibari:
      return "hibari-tts \(try Self.run(program, ["--version"]).filter { !$0.isNewline })"
    // It has no option for it.
    case .piper: return "piper"
    }
  }

  /// The program's name and version, such as `espeak-ng 1.51`.
  ///
  /// - Throws: if it is missing.
  package static func engine(_ program: String = "espeak-ng") throws(Fault) -> String {
    let printed = try run(program, ["--version"])
    // "eSpeak NG text-to-speech: 1.51  Data at: …"
    let words = printed.split(whereSeparator: \.isWhitespace)
    guard let version = words.first(where: { $0.first?.isNumber == true }) else {
      throw .failed("\(program) doesn't report its version")
    }
    return "espeak-ng \(version)"
  }

  /// Speaks a text at the voice's own sample rate and level.
  package func speak(_ text: String) throws(Fault) -> AudioClip {
    let (words, sound): (UnnamedFile, UnnamedFile)
    do throws(FileFault) {
      // A caller's name is private: it is never in a named file.
      (words, sound) = (try UnnamedFile(text.utf8), try UnnamedFile())
    } catch {
      throw .failed("no temporary file can be created: \(error.reason)")
    }
    // The text is passed as a file: on the command line, a leading hyphen would make it an option.
    let limit = engine == .espeak ? Self.patience : Self.enginePatience
    _ = try Self.run(program, arguments(into: sound.path), input: words.path, limit: limit)
    do {
      return try AudioClip(contentsOf: sound.path)
    } catch {
      throw .failed("\(program) made no sound: \(error.reason)")
    }
  }

  /// All engines read the text from their input, and say the same twice.
  private func arguments(into sound: String) -> [String] {
    switch engine {
    case .espeak: ["-v", name, "-s", String(speed), "-b", "1", "--stdin", "-w", sound]
    case .hibari: ["--voice", name, "--seed", "1", "--threads", "1", "--out", sound, "-"]
    case .piper:
      ["-m", name, "--noise-scale", "0", "--noise-w-scale", "0", "-f", sound]
    }
  }

  /// Long texts take espeak-ng a tenth of a second.
  private static let patience = Duration.seconds(20)
  /// Other engines load their model for each text, seconds on a busy machine.
  private static let enginePatience = Duration.seconds(60)

  private static func run(
    _ program: String, _ arguments: [String], input: String = "/dev/null",
    limit: Duration = patience
  ) throws(Fault) -> String {
    do throws(ChildProcess.Fault) {
      return try ChildProcess.run([program] + arguments, input: input, limit: limit)
    } catch {
      switch error {
      case .notFound:
        switch program {
        case "hibari": throw .engineMissing(program, package: "hibari-tts")
        case "piper": throw .engineMissing(program, package: "piper-tts")
        default: throw .notInstalled
        }
      case .timedOut:
        throw .failed("\(program) took more than \(limit.components.seconds) s")
      case .failed(let reason): throw .failed(reason)
      }
    }
  }
}
