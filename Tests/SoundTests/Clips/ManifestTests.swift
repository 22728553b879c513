import Foundation
import Testing

@testable import Sound

@Suite struct `A manifest` {
  static let entry = ClipManifest.Entry(
    source: .synthetic, text: "سلام", spelling: "سَلام", engine: "espeak-ng 1.51",
    voice: "fa -s 175", frames: 4711, digest: "00ff")

  @Test func `comes back as it was written, sorted, a line a clip`() throws {
    var recorded = Self.entry
    recorded.source = .recorded
    recorded.spelling = nil
    recorded.text = "She said \"hello\"\n\\ {}"
    let manifest = ClipManifest(entries: ["b": Self.entry, "a": recorded, "c": Self.entry])
    let text = manifest.json
    #expect(try ClipManifest(json: Data(text.utf8)) == manifest)
    let lines = text.split(separator: "\n")
    #expect(lines.count == 8)
    #expect(lines[3].hasPrefix(#"    "a": {"#) && lines[5].hasPrefix(#"    "c": {"#))
    #expect(try ClipManifest(json: Data(ClipManifest().json.utf8)) == ClipManifest())
  }

  @Test(arguments: [
    ("", "isn't JSON"), ("{", "isn't JSON"), ("[]", "has a value of the wrong type"),
    ("{}", "lacks 'format'"), (#"{"format":1}"#, "lacks 'clips'"),
    (#"{"format":2,"clips":{}}"#, "has format 2; this gooya reads format 1"),
    (#"{"format":1,"clips":{"a":{}}}"#, "lacks 'source' at a"),
    (
      #"{"format":1,"clips":{"a":{"source":"sung","text":"","frames":1,"digest":""}}}"#,
      "has an invalid value at a.source"
    ),
    (
      #"{"format":1,"clips":{"a":{"source":"recorded","text":1,"frames":1,"digest":""}}}"#,
      "has a value of the wrong type at a.text"
    ),
  ])
  func `that is broken says how`(json: String, reason: String) {
    let fault = #expect(throws: ClipManifestFault.self) {
      try ClipManifest(json: Data(json.utf8))
    }
    #expect(fault?.reason == reason)
  }
}
