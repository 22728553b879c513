import CallEngine
import Foundation
import Synchronization
import Testing

@testable import Sound

/// By espeak-ng, as it is installed.
@Suite struct `Rendering clips` {
  private let room: PromptRoom
  private let texts = ["bye": "Goodbye.", "hello": "Hello.", "one": "one"]

  init() throws { room = try PromptRoom() }

  @discardableResult
  private func render(
    _ catalog: ClipCatalog, force: Bool = false, workers: Int = 2,
    isStopped: @Sendable () -> Bool = { false }
  ) throws -> (ids: [String], failures: [SoundFileError], stale: [SoundFileError]) {
    let voice = try #require(SyntheticVoice(of: catalog.folder.language))
    let renderer = try ClipRenderer(catalog, voice: voice, force: force)
    let done = Mutex<[String]>([])
    let failures = renderer.run(
      engine: try SyntheticVoice.engine(), workers: workers,
      finished: { prompt in done.withLock { $0.append(prompt.id) } }, isStopped: isStopped)
    return (done.withLock { $0.sorted() }, failures, renderer.staleRecordings)
  }

  private func contents(_ catalog: ClipCatalog) throws -> [String: Data] {
    let names = try FileManager.default.contentsOfDirectory(atPath: catalog.folder.path)
    return try Dictionary(
      uniqueKeysWithValues: names.map { ($0, try room.bytes("\(catalog.folder.path)/\($0)")) })
  }

  @Test func `makes the same bytes each time, however many work`() throws {
    let catalog = room.catalog(texts)
    #expect(try render(catalog).ids == ["bye", "hello", "one"])
    #expect(ClipCheck.problems(in: catalog).isEmpty)
    let first = try contents(catalog)
    #expect(first.keys.sorted() == ["bye.flac", "hello.flac", "manifest.json", "one.flac"])
    #expect(try render(catalog, force: true, workers: 1).ids.count == 3)
    #expect(try contents(catalog) == first)
    let second = try PromptRoom()
    try render(second.catalog(texts), workers: 3)
    #expect(try contents(second.catalog(texts)) == first)
  }

  @Test func `makes only what is missing or stale`() throws {
    try render(room.catalog(texts))
    let first = try contents(room.catalog(texts))
    #expect(try render(room.catalog(texts)).ids == [])
    let changed = room.catalog(["bye": "Goodbye.", "hello": "Hello there.", "one": "one"])
    #expect(try render(changed).ids == ["hello"])
    #expect(ClipCheck.problems(in: changed).isEmpty)
    let second = try contents(changed)
    #expect(Set(first.keys.filter { first[$0] != second[$0] }) == ["hello.flac", "manifest.json"])
    try FileManager.default.removeItem(atPath: changed.folder.clipPath("one"))
    #expect(try render(changed).ids == ["one"])
    #expect(try contents(changed) == second)
    let spelt = room.catalog(
      ["bye": "Goodbye.", "hello": "Hello there.", "one": "one"], spelt: ["one": "wan"])
    #expect(try render(spelt).ids == ["one"])
  }

  @Test func `never touches a recording, and says when it is stale`() throws {
    let catalog = room.catalog(texts)
    let sound = try room.write(.voice(0.6))
    try catalog.folder.take(recording: sound, for: catalog.prompts[1])
    let recording = try room.bytes(catalog.folder.clipPath("hello"))
    #expect(try render(catalog, force: true).ids == ["bye", "one"])
    let changed = room.catalog(["bye": "Goodbye.", "hello": "Hello there.", "one": "one"])
    let outcome = try render(changed, force: true)
    #expect(outcome.ids == ["bye", "one"])
    #expect(outcome.stale.map(\.path) == [changed.folder.clipPath("hello")])
    #expect(try room.bytes(catalog.folder.clipPath("hello")) == recording)
  }

  @Test func `leaves a sound alone that it doesn't know, unless forced`() throws {
    let catalog = room.catalog(texts)
    try render(catalog)
    try AudioClip.voice(0.7).write(to: catalog.folder.clipPath("hello"))
    let strange = try room.bytes(catalog.folder.clipPath("hello"))
    let outcome = try render(catalog)
    #expect(outcome.failures.map(\.path) == [catalog.folder.clipPath("hello")])
    #expect(try room.bytes(catalog.folder.clipPath("hello")) == strange)
    #expect(try render(catalog, force: true).failures.isEmpty)
    #expect(ClipCheck.problems(in: catalog).isEmpty)
  }

  @Test func `mends a damaged file, and a manifest that lost a clip`() throws {
    let catalog = room.catalog(texts)
    try render(catalog)
    let first = try contents(catalog)
    try Data().write(to: URL(filePath: catalog.folder.clipPath("hello")))
    var manifest = try catalog.folder.manifest()
    manifest.entries["one"] = nil
    manifest.entries["gone"] = manifest.entries["bye"]
    try catalog.folder.write(manifest)
    #expect(try render(catalog).ids == ["hello", "one"])
    #expect(try contents(catalog) == first)
    manifest.entries["one"] = try catalog.folder.manifest().entries["one"]
    manifest.entries["hello"] = try catalog.folder.manifest().entries["hello"]
    try catalog.folder.write(manifest)
    #expect(try render(catalog).ids == [])
    #expect(try contents(catalog) == first)
  }

  @Test func `goes on where it was broken off`() throws {
    let catalog = room.catalog(texts)
    let asked = Mutex(0)
    let outcome = try render(catalog, workers: 1) {
      asked.withLock { asked in
        asked += 1
        return asked > 1
      }
    }
    #expect(outcome.ids == ["bye"])
    #expect(catalog.folder.clipIDs() == ["bye"])
    #expect(try catalog.folder.manifest().entries.keys.sorted() == ["bye"])
    #expect(try render(catalog).ids == ["hello", "one"])
  }

  @Test func `tells which clip can't be made`() throws {
    let catalog = room.catalog(["hello": "Hello.", "nothing": "..."])
    let outcome = try render(catalog)
    #expect(outcome.failures.map(\.path) == [catalog.folder.clipPath("nothing")])
    #expect(catalog.folder.clipIDs() == ["hello"])
  }

  @Test func `says how to install the voice`() {
    let error = #expect(throws: SyntheticVoice.Fault.self) {
      try SyntheticVoice.engine("/nowhere/espeak-ng")
    }
    #expect(error == .notInstalled)
    #expect(error?.description.contains("apt-get install espeak-ng") == true)
  }

  @Test func `has words of another script spoken by its voice`() throws {
    let catalog = room.catalog(["other": "For فارسی, press 2"])
    try render(catalog)
    let clip = try AudioClip(contentsOf: catalog.folder.clipPath("other"))
    let voice = SpeechSynthesizer(cache: nil)
    let parts = try [("For ", Language.english), ("فارسی, ", .persian), ("press 2", .english)].map {
      try #require(voice.speech($0, in: $1)).frameCount
    }
    #expect(clip.frameCount == parts.reduce(0, +))
    #expect(ClipCheck.problems(in: catalog).isEmpty)
  }
}
