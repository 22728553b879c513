import CallEngine
import Foundation
import Testing

@testable import Sound

@Suite struct `Checking clips` {
  private let room: PromptRoom
  private let catalog: ClipCatalog
  private var folder: ClipFolder { catalog.folder }

  init() throws {
    room = try PromptRoom()
    catalog = room.catalog(["bye": "Goodbye.", "hello": "Hello."])
    let sound = try room.write(.voice(0.6))
    for prompt in catalog.prompts { try folder.take(recording: sound, for: prompt) }
  }

  private func kinds() -> [ClipProblem.Kind] { ClipCheck.problems(in: catalog).map(\.kind) }

  /// Puts a sound in a clip's place, known to the manifest.
  private func plant(_ clip: AudioClip, as id: String = "hello") throws {
    let bytes = try clip.flac()
    try WholeFile.write(bytes, to: folder.clipPath(id))
    var manifest = try folder.manifest()
    manifest.entries[id]?.digest = ContentDigest.digest(of: bytes)
    manifest.entries[id]?.frames = clip.frameCount
    try folder.write(manifest)
  }

  private func change(_ edit: (inout ClipManifest.Entry) -> Void) throws {
    var manifest = try folder.manifest()
    var entry = try #require(manifest.entries["hello"])
    edit(&entry)
    manifest.entries["hello"] = entry
    try folder.write(manifest)
  }

  /// What is advised for a folder that isn't the one looked in unasked.
  private var render: String {
    "gooya prompts render --language en-US --catalog greet --prompts \(folder.prompts)"
  }

  @Test func `finds nothing in good ones`() { #expect(kinds() == []) }

  @Test func `finds what is missing, and says how to make it`() throws {
    try FileManager.default.removeItem(atPath: folder.clipPath("hello"))
    let problem = try #require(ClipCheck.problems(in: catalog).first)
    #expect(problem.kind == .missing && problem.file == folder.clipPath("hello"))
    #expect(
      problem.remedy
        == "run '\(render)', or import a recording")
  }

  @Test func `finds a text that has changed`() throws {
    let changed = room.catalog(["bye": "Goodbye.", "hello": "Hello there."])
    let problems = ClipCheck.problems(in: changed)
    #expect(problems.map(\.kind) == [.stale])
    #expect(problems.first?.remedy == "record it again and import it")
    try change { $0.source = .synthetic }
    #expect(
      ClipCheck.problems(in: changed).first?.remedy
        == "run '\(render)'")
  }

  @Test func `finds another voice and another spelling`() throws {
    try change {
      $0.source = .synthetic
      $0.voice = SyntheticVoice(of: .english)?.description
    }
    #expect(kinds() == [])
    let spelt = room.catalog(["bye": "Goodbye.", "hello": "Hello."], spelt: ["hello": "Hallo."])
    #expect(ClipCheck.problems(in: spelt).map(\.kind) == [.stale])
    try change { $0.voice = "en-us -s 1" }
    #expect(kinds() == [.stale])
  }

  @Test func `finds a file that is not the manifest's`() throws {
    try AudioClip.voice(0.5).mastered().write(to: folder.clipPath("hello"))
    #expect(kinds() == [.altered])
    var manifest = try folder.manifest()
    manifest.entries["hello"] = nil
    try folder.write(manifest)
    #expect(kinds() == [.unlisted])
  }

  static let sounds: [(ClipProblem.Kind, AudioClip)] = [
    (.silent, AudioClip(samples: Array(repeating: 0, count: 8000), sampleRate: 16000)),
    (.tooQuiet, mastered.multiplied(by: 0.8)),
    (.tooLoud, mastered.multiplied(by: 1.2)),
    (.wrongRate, AudioClip(samples: mastered.samples, sampleRate: 22050)),
    (
      .notMono,
      AudioClip(samples: mastered.samples.flatMap { [$0, $0] }, channels: 2, sampleRate: 16000)
    ),
    (
      .offset,
      AudioClip(samples: mastered.samples.map { $0 + 0.01 }, sampleRate: 16000)
    ),
    (.clipped, AudioClip(samples: mastered.samples + [1, 1, 1, 0], sampleRate: 16000)),
    (.absurdLength, (try? AudioClip.voice(9).mastered()) ?? mastered),
  ]
  private static let mastered =
    (try? AudioClip.voice(0.6).mastered()) ?? AudioClip(samples: [], sampleRate: 16000)

  @Test(arguments: sounds) func `finds a bad sound`(kind: ClipProblem.Kind, sound: AudioClip) throws
  {
    try plant(sound)
    #expect(kinds().contains(kind))
    #expect(kinds().allSatisfy { $0 == kind || kind == .clipped && $0 == .tooLoud })
  }

  @Test(arguments: [0, 3, 100, 4000]) func `finds a file cut short`(length: Int) throws {
    let bytes = try room.bytes(folder.clipPath("hello")).prefix(length)
    try Data(bytes).write(to: URL(filePath: folder.clipPath("hello")))
    #expect(kinds().first == .altered)
    if length < 4000 { #expect(kinds().last == .damaged) }
    try change { $0.digest = ContentDigest.digest(of: bytes) }
    #expect(kinds().contains(.damaged))
  }

  @Test func `finds what belongs to no prompt`() throws {
    let fewer = room.catalog(["hello": "Hello."], spelt: ["hi": "Hi."])
    let problems = ClipCheck.problems(in: fewer)
    #expect(problems.map(\.kind) == [.orphaned, .orphaned])
    #expect(problems.map(\.file) == [folder.clipPath("bye"), folder.pronunciationPath])
    try FileManager.default.removeItem(atPath: folder.clipPath("bye"))
    #expect(ClipCheck.problems(in: fewer).map(\.file).first == folder.manifestPath)
  }

  @Test func `finds a manifest that is broken`() throws {
    try Data("{".utf8).write(to: URL(filePath: folder.manifestPath))
    let problems = ClipCheck.problems(in: catalog)
    #expect(problems.map(\.kind) == [.badManifest])
    #expect(problems.first?.message == "the manifest isn't JSON")
  }

  @Test func `has a problem of each kind among these examples`() {
    let here: Set<ClipProblem.Kind> = [
      .missing, .stale, .altered, .unlisted, .damaged, .orphaned, .badManifest,
    ]
    #expect(here.union(Self.sounds.map(\.0)) == Set(ClipProblem.Kind.allCases))
  }
}
