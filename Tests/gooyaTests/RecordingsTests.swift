import CallEngine
import Foundation
import Glibc
import Store
import Testing

@testable import gooya

/// What callers say, in the real program.
struct RecordingsTests {
  private static let script = """
    format: 1
    title: Voicemail
    languages: [en-US]
    start: ask
    states:
      ask:
        record: message
        prompt: [{ text: { en-US: "Please speak." } }]
        max: 20s
        silence: 3s
        outcomes: { recorded: play, empty: bye }
      play: { say: [{ recording: "${message}" }], then: bye }
      bye: { hang_up: [] }

    """

  private struct Row: Decodable {
    let id: Int
    let name: String
    let state: String
    let script: String
    let callID: String?
    let lengthSeconds: Double?
    let endedBy: String?
    let file: String?
  }

  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.write(Self.script, as: "menu.yaml")
  }

  private func rows() throws -> [Row] {
    let outcome = try place.gooya("recordings", "list", "--json")
    #expect(outcome.status == 0, "\(outcome)")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode([Row].self, from: Data(outcome.output.utf8))
  }

  private func call(_ keys: String) throws -> Workplace.Outcome {
    try place.gooya("call", "--fast", "--keys", keys, "menu.yaml")
  }

  @Test func `what a caller says is kept, listed, exported and removed`() throws {
    #expect(try call("~3 say:5s #").output.contains("recorded 5.0 s, ended by a key"))
    #expect(try call("~3 say:2.5s h").status == 0)
    #expect(try call("~3 say:0.5s").output.contains("[bye]"))
    let kept = try rows()
    #expect(kept.map(\.lengthSeconds) == [5, 2.5])
    #expect(kept.map(\.endedBy) == ["key", "hang_up"])
    #expect(
      kept.allSatisfy { $0.name == "message" && $0.state == "ask" && $0.script == "Voicemail" })
    let exported = try place.gooya("recordings", "export", "\(kept[0].id)", "-o", "one.wav")
    #expect(exported.status == 0, "\(exported)")
    #expect(try Data(contentsOf: URL(filePath: place.path("one.wav"))).count == 44 + 160_000)
    #expect(try place.gooya("recordings", "purge").status == 64)
    #expect(try place.gooya("recordings", "purge", "9").status == 1)
    #expect(try place.gooya("recordings", "purge", "--older-than", "1d").status == 0)
    #expect(try rows().count == 2)
    #expect(try place.gooya("recordings", "purge", "\(kept[0].id)").status == 0)
    #expect(try rows().map(\.id) == [kept[1].id])
    let file = try #require(kept[0].file)
    #expect(access(file, F_OK) != 0)
  }

  @Test func `a recording is played in the call, with its own sound`() throws {
    let outcome = try place.gooya(
      "call", "--fast", "--keys", "~3 say:5s #", "--record", "call.wav", "menu.yaml")
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.output.contains("line: (recording)"))
    let lines = outcome.lines
    let played = try #require(lines.firstIndex { $0.hasSuffix("[play]") })
    #expect(
      lines[played].hasPrefix("00:08.0") && lines[played + 1].hasPrefix("00:13.0"), "\(outcome)")
  }

  @Test func `a call without room for a recording goes on, and the trouble is told`() throws {
    #expect(try call("h").status == 0)
    try FileManager.default.createDirectory(
      atPath: place.path("xdg/gooya"), withIntermediateDirectories: true)
    try place.write("not a folder", as: "xdg/gooya/recordings")
    let outcome = try call("~3 say:5s #")
    #expect(outcome.output.contains("nothing could be recorded"))
    #expect(outcome.output.contains("[bye]"))
    #expect(outcome.complaints.contains("cannot record"), "\(outcome)")
    #expect(outcome.status == 1)
  }

  @Test func `what a killed process was recording is kept as far as it got`() throws {
    let running = try place.start(["call", "--keys", "~2 say:15s", "--speed", "4", "menu.yaml"])
    let folder = place.path("xdg/gooya/recordings")
    var isWritten = false
    for _ in 0..<600 where !isWritten {
      usleep(20_000)
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      isWritten = names.contains { name in
        let size = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.size]
        return name.hasSuffix(".part") && (size as? Int ?? 0) > 44
      }
    }
    running.send(SIGKILL)
    _ = try running.wait()
    try #require(isWritten)
    let kept = try rows()
    #expect(kept.map(\.endedBy) == ["cut_off"])
    #expect(kept.allSatisfy { $0.lengthSeconds ?? 0 > 0 })
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(names.count == 1 && names[0].hasSuffix("ms.wav"))
  }

  @Test(arguments: [
    ("~3 say:5s #", 5000), ("~3 say:5s h", 5000), ("~3 say:0.5s h", nil), ("~3 say:0.5s", nil),
    ("~2 h", nil),
  ])
  func `a result holds the name of a recording that is kept`(keys: String, length: Int?) throws {
    try place.write(
      Self.script.replacing("start: ask", with: "start: ask\nresults: [message]"), as: "menu.yaml")
    #expect(try call(keys).status == 0)
    let outcome = try place.gooya("results", "menu.yaml", "--json")
    let file = try rows().first?.file.map {
      URL(filePath: $0).deletingPathExtension().lastPathComponent
    }
    #expect(file?.hasSuffix("-\(length ?? 0)ms") ?? true)
    #expect((file == nil) == (length == nil))
    let value = file.map { "\"\($0)\"" } ?? "null"
    #expect(outcome.output.contains("\"message\" : \(value)"), "\(outcome)")
  }

  @Test func `what is recorded again takes the place of the former, unless it is empty`() throws {
    let menu = """
      play:
          menu: [{ text: { en-US: "To speak again, press 3." } }]
          choices: { "3": ask }
          outcomes: { gave_up: bye }
      """
    let play = "play: { say: [{ recording: \"${message}\" }], then: bye }"
    try place.write(Self.script.replacing(play, with: menu), as: "menu.yaml")
    let call = try call("~3 say:5s # ~1 3 ~3 say:2s # ~1 3 ~3 say:0.2s")
    #expect(call.output.contains("[bye]") && call.status == 0, "\(call)")
    #expect(try rows().map(\.lengthSeconds) == [2])
    #expect(try self.call("~3 say:4s #").status == 0)
    #expect(Set(try rows().map(\.lengthSeconds)) == [2, 4])
    let names = try FileManager.default.contentsOfDirectory(
      atPath: place.path("xdg/gooya/recordings"))
    #expect(names.count == 2)
  }

  /// The script with a state for recordings that fail.
  private static let told = script.replacing(
    "empty: bye }",
    with: """
      empty: bye, failed: sorry }
        sorry: { say: [{ text: { en-US: "Sorry." } }], then: bye }
      """)

  @Test(arguments: ["record", "record message"])
  func `a recording fails where it is told to`(subject: String) throws {
    try place.write(Self.told, as: "menu.yaml")
    let call = try place.gooya(
      "call", "--fast", "--keys", "~3 say:5s", "--given", "\(subject)=failed", "menu.yaml")
    #expect(call.output.contains("[sorry]") && call.output.contains("nothing could be recorded"))
    #expect(call.status == 0, "\(call)")
    try place.write(
      """
      title: No message
      caller: { line: "02199900001" }
      given: { \(subject): failed }
      steps:
        - hear: { text: "Please speak." }
        - hear: { text: "Sorry." }
        - expect: { hung_up: line }

      """, as: "scenarios/failed.yaml", making: true)
    let outcome = try place.gooya("test", "scenarios")
    #expect(outcome.status == 0, "\(outcome)")
    let made = try place.gooya(
      "record", "--fast", "--keys", "~9", "--given", "\(subject)=failed", "menu.yaml", "-o",
      "scenarios/made.yaml")
    #expect(made.status == 0, "\(made)")
    #expect(try place.gooya("test", "scenarios").status == 0)
  }

  @Test(arguments: [
    "~3 say:5s #", "~3 say:5s", "~1 say:4s ~1.5 #", "~2 say:2s ~2 # ~9", "~1 say:19.9s",
    "~3 say:0.5s",
  ])
  func `a call that was recorded is a scenario, though its journal has no speech`(
    keys: String
  ) throws {
    let call = try place.gooya(
      "call", "--fast", "--keys", keys, "--record-journal", "call.journal", "menu.yaml")
    #expect(call.status == 0, "\(call)")
    let replay = try place.gooya("replay", "call.journal", "--save-scenario", "again.yaml")
    #expect(replay.status == 0, "\(replay)")
    let text = try String(contentsOf: URL(filePath: place.path("again.yaml")), encoding: .utf8)
    #expect(text.contains("- speak: "), "\(text)")
    #expect(try place.gooya("test", "again.yaml").status == 0)
  }

  @Test(arguments: [
    ("record mesage=failed", "records nothing as 'mesage'"), ("record=late 2s", "not 'late 2s'"),
    ("record=empty", "can be 'works' or 'failed'"), ("recrd=failed", "did you mean 'record'"),
  ])
  func `a recording can't be told anything else`(given: String, complaint: String) throws {
    let outcome = try place.gooya("call", "--fast", "--keys", "h", "--given", given, "menu.yaml")
    #expect(outcome.status == 64 && outcome.complaints.contains(complaint), "\(outcome)")
  }

  @Test func `explore finds what is wrong after a failed recording`() throws {
    try place.write(Self.told, as: "menu.yaml")
    let path = try place.gooya("explore", "menu.yaml", "--to", "sorry")
    #expect(path.complaints.contains("record: failed"), "\(path)")
  }

  @Test func `scenarios, load and explore write nothing`() throws {
    try place.write(
      """
      title: A message
      caller: { line: "02199900001" }
      steps:
        - hear: { text: "Please speak." }
        - speak: 3s
        - hear: { text: "(recording)" }
        - expect: { hung_up: line }

      """, as: "scenarios/keep.yaml", making: true)
    #expect(try place.gooya("test", "scenarios").status == 0)
    #expect(try place.gooya("load", "menu.yaml", "--calls", "200").status == 0)
    #expect(try place.gooya("explore", "menu.yaml", "--random", "200").status == 0)
    #expect(access(place.path("xdg/gooya/recordings"), F_OK) != 0)
  }
}
