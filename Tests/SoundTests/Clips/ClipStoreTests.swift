import CallEngine
import Foundation
import Synchronization
import Testing

@testable import Sound

/// Keeps what it is told.
final class Warnings: Sendable {
  private let texts = Mutex<[String]>([])
  var all: [String] { texts.withLock { $0 } }
  var add: @Sendable (String) -> Void { { text in self.texts.withLock { $0.append(text) } } }
}

@Suite struct `The store of clips` {
  private let room: PromptRoom
  private let warnings = Warnings()

  init() throws {
    room = try PromptRoom()
    for name in ["en-US/greet", "other/en-US/greet"] {
      try FileManager.default.createDirectory(
        atPath: "\(room.path)/\(name)", withIntermediateDirectories: true)
    }
  }

  private var store: ClipStore {
    ClipStore(folders: [room.path, "\(room.path)/other"], warn: warnings.add)
  }

  @Test func `finds a clip in the first folder that has it`() throws {
    try AudioClip.voice(0.5).write(to: "\(room.path)/other/en-US/greet/hello.flac")
    #expect(store.clip("greet/hello", in: .english)?.frameCount == 17600)
    try AudioClip.voice(0.7).write(to: "\(room.path)/en-US/greet/hello.flac")
    #expect(store.clip("greet/hello", in: .english)?.frameCount == 20799)
    #expect(warnings.all.isEmpty)
  }

  @Test func `makes of any clip one of 16 kHz`() throws {
    try AudioClip.voice(0.5, rate: 44100, channels: 2)
      .write(to: "\(room.path)/en-US/greet/hello.flac")
    let clip = try #require(store.clip("greet/hello", in: .english))
    #expect((clip.channels, clip.sampleRate, clip.frameCount) == (1, 16000, 17600))
  }

  @Test(arguments: [
    "greet/none", "greet", "", "/", "greet/", "../greet/hello", "greet/../hello", "a/b/c",
    "greet/.x",
  ])
  func `has nothing for a name that it doesn't know, and says so once`(name: String) {
    let store = store
    #expect(store.clip(name, in: .english) == nil)
    #expect(store.clip(name, in: .english) == nil)
    #expect(warnings.all.count == 1)
  }

  @Test func `has nothing for a damaged file, and says so once`() throws {
    try Data("fLaC".utf8).write(to: URL(filePath: "\(room.path)/en-US/greet/hello.flac"))
    let store = store
    #expect(store.clip("greet/hello", in: .english) == nil)
    #expect(store.clip("greet/hello", in: .english) == nil)
    #expect(warnings.all.contains { $0.contains("hello.flac") })
    #expect(warnings.all.count <= 2)
  }
}

@Suite struct `Words without a clip` {
  private let room: PromptRoom
  private let warnings = Warnings()

  init() throws { room = try PromptRoom() }

  @Test func `are spoken by espeak-ng, and kept where only the user can read them`() throws {
    let cache = "\(room.path)/voices"
    let first = SpeechSynthesizer(cache: cache, warn: warnings.add)
    let clip = try #require(first.speech("مریم نمونه", in: .persian))
    #expect(ClipCheck.faults(of: clip, saying: "مریم نمونه").isEmpty)
    #expect(first.speech("مریم نمونه", in: .persian) == clip)
    let names = try FileManager.default.contentsOfDirectory(atPath: cache)
    #expect(names.count == 1)
    for (path, mode) in [(cache, 0o700), ("\(cache)/\(names[0])", 0o600)] {
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == mode)
    }
    // The one that can't speak finds what the other has kept.
    let mute = SpeechSynthesizer(cache: cache, program: "/nowhere/espeak-ng", warn: warnings.add)
    let kept = try #require(mute.speech("مریم نمونه", in: .persian))
    #expect(zip(kept.samples, clip.samples).allSatisfy { abs($0 - $1) < 1e-4 })
    #expect(warnings.all.isEmpty)
  }

  @Test func `of a value are spoken and not kept`() throws {
    let cache = "\(room.path)/voices"
    let voice = SpeechSynthesizer(cache: cache, warn: warnings.add)
    _ = try #require(voice.speech("siebzehntausend", in: Language("de-DE"), isKept: false))
    #expect(!FileManager.default.fileExists(atPath: cache))
    _ = try #require(voice.speech("Guten Tag", in: Language("de-DE")))
    #expect(try FileManager.default.contentsOfDirectory(atPath: cache).count == 1)
  }

  @Test func `are not spoken without espeak-ng, with one warning`() {
    let mute = SpeechSynthesizer(cache: nil, program: "/nowhere/espeak-ng", warn: warnings.add)
    #expect(mute.speech("Alice", in: .english) == nil)
    #expect(mute.speech("Bob", in: .english) == nil)
    #expect(warnings.all.count == 1)
    #expect(warnings.all.first?.contains("apt-get install espeak-ng") == true)
  }

  @Test(arguments: [
    ("علی رضایی", Language.english, Language.persian), ("John Smith", .persian, .english),
    ("王小明", .english, Language("zh-CN")), ("John Smith", Language("zh-CN"), .english),
    ("Иван Петров", Language("de-DE"), Language("ru-RU")),
  ])
  func `are spoken by the voice of their script`(text: String, call: Language, own: Language) throws
  {
    let voice = SpeechSynthesizer(cache: nil)
    let heard = try #require(voice.speech(text, in: call))
    #expect(heard == voice.speech(text, in: own))
    // A voice of another script spells the letters out.
    #expect(heard.duration < .seconds(2))
  }

  @Test func `in two scripts are spoken by two voices`() throws {
    let voice = SpeechSynthesizer(cache: nil)
    let name = try #require(voice.speech("علی رضایی", in: .persian))
    let title = try #require(voice.speech("Doctor ", in: .english))
    #expect(voice.speech("Doctor علی رضایی", in: .english)?.samples == title.samples + name.samples)
  }

  @Test(arguments: ["", "  ", "...", "[[", "-h", "--help", "\u{0}", "<speak>", "😀"])
  func `may be anything`(text: String) {
    let voice = SpeechSynthesizer(cache: nil)
    if let clip = voice.speech(text, in: .english) { #expect(clip.sampleRate == 16000) }
  }

  @Test func `in a language without a voice are not spoken`() {
    #expect(SpeechSynthesizer(cache: nil).speech("x", in: Language("xx-XX")) == nil)
  }
}
