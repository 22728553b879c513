import CallEngine
import Foundation
import Testing

@testable import Store

/// What callers said, on the disk.
struct RecordingShelfTests {
  private let data = TemporaryFolder()
  private let shelf: RecordingShelf
  private static let start = Date(timeIntervalSince1970: 1_800_000_000)

  init() throws {
    shelf = RecordingShelf(try Store(folder: data.url), in: data.url)
  }

  private func begin() throws -> RecordingFile {
    try shelf.begin(
      RecordingOrigin(
        callID: "call", script: "A line", state: "voicemail", name: "message", at: Self.start))
  }

  private var files: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: shelf.folder).sorted()
    }
  }

  private func second(of level: Float = 0.5) -> [Float] {
    Array(repeating: level, count: RecordingFile.sampleRate)
  }

  @Test func `a recording is a WAV file for its owner alone, with an entry`() throws {
    let file = try begin()
    #expect(file.append(second()) && file.append(second()))
    try shelf.keep(file, length: .milliseconds(1500), endedBy: "silence")
    let kept = try #require(try shelf.list().first)
    #expect(kept.length == .milliseconds(1500) && kept.endedBy == "silence")
    #expect(kept.callID == "call" && kept.state == "voicemail" && kept.name == "message")
    let path = try #require(shelf.path(of: kept))
    let bytes = try Data(contentsOf: URL(filePath: path))
    #expect(bytes.count == 44 + 2 * 24_000)
    #expect(bytes.prefix(4) == Data("RIFF".utf8) && bytes[8..<16] == Data("WAVEfmt ".utf8))
    #expect(bytes[40..<44] == Data([0x80, 0xBB, 0, 0]))
    #expect(bytes[44] == 0xFF && bytes[45] == 0x3F)
    let modes = try [path, shelf.folder].map {
      try FileManager.default.attributesOfItem(atPath: $0)[.posixPermissions] as? Int
    }
    #expect(modes == [0o600, 0o700])
    #expect(shelf.path(ofValue: "\(kept.stem)-1500ms") == path)
  }

  @Test func `one that isn't wanted leaves nothing`() throws {
    let file = try begin()
    _ = file.append(second())
    try shelf.drop(file)
    #expect(try shelf.list() == [])
    #expect(try files == [])
  }

  @Test func `one that is being made is listed without a length, and stays`() throws {
    let file = try begin()
    let listed = try shelf.list()
    #expect(listed.map(\.length) == [nil])
    #expect(try shelf.remove(listed) == 0)
    _ = file.append(second())
    try shelf.keep(file, length: .seconds(1), endedBy: "key")
    #expect(try shelf.list().map(\.length) == [.seconds(1)])
  }

  @Test func `what a killed process was recording is kept as far as it got`() throws {
    do {
      let file = try begin()
      _ = file.append(second())
      _ = file.append(Array(second().prefix(100)))
    }
    let kept = try shelf.list()
    #expect(kept.map(\.length) == [.milliseconds(1006)] && kept[0].endedBy == KeptRecording.cutOff)
    #expect(try files == ["\(kept[0].stem)-1006ms.wav"])
  }

  @Test func `a killed process that had recorded nothing leaves nothing`() throws {
    do { _ = try begin() }
    #expect(try shelf.list() == [])
    #expect(try files == [])
  }

  @Test func `a process killed before it made the entry leaves nothing`() throws {
    do { _ = try begin() }
    _ = try shelf.list()
    try Data([1, 2, 3]).write(to: URL(filePath: "\(shelf.folder)/stray.part"))
    #expect(try shelf.list() == [])
    #expect(try files == [])
  }

  @Test func `a process killed after the file was complete leaves the recording`() throws {
    let file = try begin()
    _ = file.append(second())
    _ = try file.finish(keeping: .seconds(1))
    let kept = try shelf.list()
    #expect(kept.map(\.length) == [.seconds(1)] && kept[0].endedBy == KeptRecording.cutOff)
  }

  @Test func `removing takes the file and the entry`() throws {
    for _ in 0..<3 {
      let file = try begin()
      _ = file.append(second())
      try shelf.keep(file, length: .seconds(1), endedBy: "key")
    }
    let all = try shelf.list()
    #expect(Set(all.map(\.stem)).count == 3)
    #expect(try shelf.remove(Array(all.prefix(2))) == 2)
    #expect(try shelf.list() == [all[2]])
    #expect(try files == [all[2].file])
  }

  @Test(arguments: ["../gooya.sqlite", "message", "../x-5ms", "none-5ms", ""])
  func `a value that is no recording's has no file`(value: String) throws {
    let file = try begin()
    try shelf.drop(file)
    #expect(shelf.path(ofValue: value) == nil)
  }
}
