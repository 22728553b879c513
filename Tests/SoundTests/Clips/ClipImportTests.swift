import CallEngine
import Foundation
import Telephony
import Testing

@testable import Sound

@Suite struct `Importing a recording` {
  private let room: PromptRoom
  private let catalog: ClipCatalog
  private var prompt: ClipCatalog.Prompt { catalog.prompts[0] }

  init() throws {
    room = try PromptRoom()
    catalog = room.catalog(["hello": "Hello."], spelt: ["hello": "Hallo."])
  }

  @Test(arguments: ["wav", "flac", "ulaw", "alaw", "sln16"])
  func `takes any format, and marks it as recorded`(format: String) throws {
    let rate = format == "sln16" ? 16000 : format == "wav" || format == "flac" ? 48000 : 8000
    let channels = format == "wav" ? 2 : 1
    let file = try room.write(
      .voice(0.6, rate: rate, channels: channels), as: "studio.\(format)")
    try catalog.folder.take(recording: file, for: prompt)
    #expect(ClipCheck.problems(in: catalog).isEmpty)
    let entry = try #require(try catalog.folder.manifest().entries["hello"])
    #expect(entry.source == .recorded && entry.text == "Hello.")
    #expect(entry.voice == nil && entry.spelling == nil)
  }

  @Test func `refuses what can't be the prompt, in words`() throws {
    let silent = try room.write(
      AudioClip(samples: Array(repeating: 0, count: 9000), sampleRate: 8000), as: "a.wav")
    let long = try room.write(.voice(10), as: "b.wav")
    let fast = try room.write(.voice(0.085), as: "c.wav")
    let sentence = room.catalog(["hello": "Hello, this is the telephone billing line."])
    try expectRefusal(of: silent, for: prompt, "holds no audible speech")
    try expectRefusal(of: long, for: prompt, "too long for 'Hello.'")
    try expectRefusal(of: fast, for: sentence.prompts[0], "too short for 'Hello, this")
    try expectRefusal(of: "\(room.path)/none.wav", for: prompt, "can't be read")
    #expect(!FileManager.default.fileExists(atPath: catalog.folder.path))
  }

  @Test func `refuses what was cut off`() throws {
    let file = try room.write(.voice(0.6))
    let whole = try room.bytes(file)
    let cut = "\(room.path)/cut.wav"
    try whole.prefix(whole.count * 3 / 4).write(to: URL(filePath: cut))
    try expectRefusal(of: cut, for: prompt, "is cut off: only 0.9 of 1.2 s are there")
  }

  @Test func `takes a channel where two cancel each other`() throws {
    let mono = AudioClip.voice(0.6)
    let file = try room.write(
      AudioClip(
        samples: mono.samples.flatMap { [$0, -$0] }, channels: 2, sampleRate: mono.sampleRate),
      as: "balanced.wav")
    let clip = try catalog.folder.take(recording: file, for: prompt)
    #expect(try clip == catalog.folder.take(recording: room.write(mono), for: prompt))
  }

  private func expectRefusal(
    of file: String, for prompt: ClipCatalog.Prompt, _ words: String
  ) throws {
    let error = #expect(throws: SoundFileError.self) {
      try catalog.folder.take(recording: file, for: prompt)
    }
    #expect(error?.path == file && error?.reason.contains(words) == true)
  }

  @Test func `writes nothing beside a broken manifest`() throws {
    let file = try room.write(.voice(0.6))
    try WholeFile.write(Data("{".utf8), to: catalog.folder.manifestPath)
    #expect(throws: SoundFileError.self) {
      try catalog.folder.take(recording: file, for: prompt)
    }
    #expect(catalog.folder.clipIDs().isEmpty)
  }
}

@Suite struct `Exporting clips` {
  @Test(arguments: ClipExportFormat.allCases)
  func `writes what exchanges take`(format: ClipExportFormat) throws {
    let room = try PromptRoom()
    let catalog = room.catalog(["hello": "Hello."])
    let clip = try catalog.folder.take(
      recording: try room.write(.voice(0.6)), for: catalog.prompts[0])
    var export = ClipExport(to: "\(room.path)/out", as: format)
    try export.write("hello", of: catalog.folder)
    let name = format == .wav8k ? "hello.wav" : "hello.\(format.rawValue)"
    let file = "\(room.path)/out/en-US/greet/\(name)"
    let back = try AudioClip(contentsOf: file)
    let rate = format == .sln16 ? 16000 : 8000
    #expect((back.channels, back.sampleRate) == (1, rate))
    #expect(abs(back.frameCount - clip.frameCount * rate / 16000) <= 1)
    #expect(abs(SpeechLevel(of: back).active - ClipStandard.level) < 1)
    let bytes = try room.bytes(file)
    switch format {
    case .ulaw, .alaw: #expect(bytes.count == back.frameCount)
    case .sln16: #expect(bytes.count == 2 * back.frameCount)
    case .wav8k: #expect(bytes.count == 2 * back.frameCount + 44)
    }
  }

  @Test func `codes G.711 as the ITU does`() throws {
    let room = try PromptRoom()
    let catalog = room.catalog(["hello": "Hello."])
    // At 8 kHz, so that the samples are exported as they are.
    let folder = catalog.folder
    let samples = (Int16.min...Int16.max).map { Float($0) / 32768 }
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    try AudioClip(samples: samples, sampleRate: 8000).write(to: folder.clipPath("hello"))
    for (format, law) in [(ClipExportFormat.ulaw, G711.muLaw), (.alaw, .aLaw)] {
      var export = ClipExport(to: "\(room.path)/out", as: format)
      try export.write("hello", of: folder)
      let bytes = try room.bytes("\(room.path)/out/en-US/greet/hello.\(format.rawValue)")
      #expect(Array(bytes) == law.encode(Int16.min...Int16.max))
    }
  }

  @Test func `says which clip is not there`() throws {
    let room = try PromptRoom()
    let folder = room.catalog(["hello": "Hello."]).folder
    let error = #expect(throws: SoundFileError.self) {
      var export = ClipExport(to: room.path, as: .ulaw)
      try export.write("hello", of: folder)
    }
    #expect(error?.path == folder.clipPath("hello"))
  }
}
