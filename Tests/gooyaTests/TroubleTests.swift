import Foundation
import GRDB
import Glibc
import Testing

/// What goes wrong around the program: it says so, and loses nothing.
struct TroubleTests {
  /// Runs something as a user who isn't root, whom permissions stop.
  private static let unprivileged =
    getuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : ""

  private static let canBeUnprivileged: Bool = {
    guard let place = try? Workplace() else { return false }
    _ = try? place.shell("chmod 777 .")
    return (try? place.shell("\(unprivileged)$GOOYA --help"))?.status == 0
  }()

  private static let canMount: Bool = {
    guard getuid() == 0, let place = try? Workplace() else { return false }
    return
      (try? place.shell("mkdir m && mount -t tmpfs -o size=2m tmpfs m && umount m"))?.status == 0
  }()

  /// A complaint that tells the cause and what to do, and nothing of a crash.
  private func expectComplaint(
    _ outcome: Workplace.Outcome, _ words: String..., location: SourceLocation = #_sourceLocation
  ) {
    #expect(outcome.status == 1, "\(outcome)", sourceLocation: location)
    #expect(outcome.output.isEmpty, sourceLocation: location)
    #expect(outcome.complaints.hasPrefix("gooya: cannot "), sourceLocation: location)
    for word in words {
      #expect(outcome.complaints.contains(word), "\(outcome)", sourceLocation: location)
    }
  }

  @Test(
    .enabled(if: canBeUnprivileged, "there is no way to run the program as another user"),
    arguments: [
      ("chmod 000 data", "can't be read"), ("chmod 500 data", "can't be written"),
      ("chmod 000 data/*", "can't be read"), ("chmod 400 data/*", "can't be written"),
      ("rm data/*; chmod 500 data", "can't be written"),
    ])
  func `a user who may not is told so`(command: String, reason: String) throws {
    let place = try Workplace()
    try place.shell("chmod 777 .")
    func user(_ command: String) throws -> Workplace.Outcome {
      try place.shell("\(Self.unprivileged)sh -c '\(command)' </dev/null")
    }
    let before = try user("mkdir -m 700 data; $GOOYA directory list --data data")
    #expect(before.status == 0)
    #expect(try user(command).status == 0)
    for arguments in ["calls", "outbox --json", "call --fast", "reply 09120000001 x"] {
      expectComplaint(try user("$GOOYA \(arguments) --data data"), reason, "--data")
    }
    #expect(
      try user("chmod 700 data; chmod 600 data/*").status == (command.hasPrefix("rm") ? 1 : 0))
    let after = try user("$GOOYA directory list --data data")
    #expect(after.output == before.output)
  }

  @Test(arguments: ["text", "zeros", "half", "flipped"])
  func `a damaged database is left as it is, and said to be damaged`(damage: String) throws {
    let place = try Workplace()
    try place.call("2 ~1 h", from: "09120000001")
    let file = place.folder.appendingPathComponent("xdg/gooya/gooya.sqlite")
    let whole = try DatabaseQueue(path: file.path)
    _ = try whole.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    try whole.close()
    var bytes = try Data(contentsOf: file)
    switch damage {
    case "text": bytes = Data("This is a text, not a database.\n".utf8)
    case "zeros": bytes = Data(count: bytes.count)
    case "half": bytes = bytes.prefix(bytes.count / 2)
    default: for place in stride(from: 100, to: bytes.count, by: 3) { bytes[place] ^= 0x55 }
    }
    try bytes.write(to: file)
    for arguments in [
      ["outbox"], ["calls", "--json"], ["directory", "list"], ["call", "--fast"],
    ] {
      let outcome = try place.gooya(arguments)
      // Half a database may have the half that was asked for.
      if damage == "half" && outcome.status == 0 { continue }
      #expect(outcome.complaints.contains("damaged"), "\(outcome)")
      #expect(outcome.status == 1)
    }
    #expect(try Data(contentsOf: file).prefix(bytes.count).count == bytes.count)
  }

  @Test(.enabled(if: canBeUnprivileged, "there is no way to run the program as another user"))
  func `a clip that can't be written is not told as rendered`() throws {
    let place = try Workplace()
    try place.write("hello: Hello\nbye: Goodbye\n", as: "Prompts/en-US/greet.yaml", making: true)
    try place.shell("chmod 777 .; chmod -R a+rX,a-w Prompts")
    let outcome = try place.shell("\(Self.unprivileged)$GOOYA prompts render Prompts")
    try place.shell("chmod -R u+w Prompts")
    #expect(outcome.status == 1 && outcome.output == "clips rendered: 0\n", "\(outcome)")
    let complaints = outcome.complaints.split(separator: "\n")
    #expect(complaints.count == 2)
    #expect(complaints.allSatisfy { $0.hasSuffix("can't be created: permission denied") })
  }

  @Test func `a file where the folder should be is refused`() throws {
    let place = try Workplace()
    try place.write("x", as: "data")
    expectComplaint(try place.gooya("calls", "--data", "data"), "not a folder")
    expectComplaint(try place.gooya("calls", "--data", "data/deeper"), "data/deeper")
  }

  @Test(.enabled(if: canMount, "no small disk can be mounted here"))
  func `a full disk is said to be full, and what was sent before is kept`() throws {
    let place = try Workplace()
    try place.shell("mkdir disk && mount -t tmpfs -o size=2m,mode=700 tmpfs disk")
    defer { _ = try? place.shell("umount disk") }
    try place.shell("$GOOYA call --fast --data disk --from 09120000001 --keys '2 ~1 h'")
    let before = try place.gooya("outbox", "--json", "--data", "disk").output
    #expect(before.contains("09120000001"))
    try place.shell("cat /dev/zero >disk/filler")
    let rows = (0..<20_000).map { "0218\(1_000_000 + $0),landline,T" }
    try place.write("line,kind,last_name\n" + rows.joined(separator: "\n"), as: "many.csv")
    let imported = try place.gooya("directory", "import", "many.csv", "--data", "disk")
    expectComplaint(imported, "the disk is full", "free some space")
    expectComplaint(try place.gooya("call", "--fast", "--data", "disk"), "the disk is full")
    try place.shell("rm disk/filler")
    #expect(try place.gooya("outbox", "--json", "--data", "disk").output == before)

    // Room for the beginning of a call, but not for all its messages.
    let room = "$(($(df -B1 --output=avail disk | tail -n 1) - 100000))"
    try place.shell("head -c \(room) /dev/zero >disk/filler")
    let keys = String(repeating: "2 ~1 ", count: 30)
    let call = try place.gooya(
      "call", Workplace.script, "--fast", "--format", "jsonl", "--data", "disk", "--from",
      "09120000001", "--keys", keys + "h")
    #expect(call.status == 1)
    let transcript = try call.transcript()
    #expect(transcript.last?.kind == "hung_up")
    #expect(transcript.states.contains("bill_sent") && transcript.states.contains("sms_failed"))
    #expect(call.complaints.contains("the disk is full"))
    try place.shell("rm disk/filler")
    let after = try place.gooya("outbox", "--json", "--data", "disk").json([OutboxRow].self)
    // A message that was queued before the disk was full stays queued, though it wasn't sent.
    #expect(after.count == 1 + transcript.states.count { $0 == "bill_sent" })
    #expect(after.count { $0.status == "sent" } >= 1 + transcript.of("sms").count)
    #expect(try place.gooya("directory", "list", "--data", "disk").lines.count == 20)
  }

  @Test
  func `a reader who goes away ends a list in silence, and a call in real time by hanging up`()
    throws
  {
    let place = try Workplace()
    let list = try place.shell("{ $GOOYA directory list; echo $? >status; } | head -n 1")
    #expect(list.lines.count == 1)
    #expect(list.complaints.isEmpty)
    #expect(try String(contentsOfFile: place.path("status"), encoding: .utf8) == "0\n")
    let call = try place.shell(
      "{ $GOOYA call $SCRIPT --keys '~3 2'; echo $? >status; } | head -n 1")
    #expect(call.complaints == "gooya: the transcript's reader went away, so the caller hung up\n")
    #expect(try String(contentsOfFile: place.path("status"), encoding: .utf8) == "1\n")
    #expect(try place.calls()[0].endedBy == "caller")
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
  func `a signal has the caller hang up first`(signal: Int32, status: Int32) throws {
    let (place, outcome) = try Workplace.endingWell(by: signal) {
      let place = try Workplace()
      return (place, try place.startCall(keepingJournal: "j"))
    }
    #expect(outcome.status == status)
    #expect(try outcome.transcript().last?.id == "caller")
    #expect(try place.calls()[0].endedBy == "caller")
    #expect(try place.gooya("replay", "j", "--format", "jsonl").output == outcome.output)
  }

  @Test(arguments: ["<&-", "</", "</dev/null"])
  func `without an input there are no keys`(redirection: String) throws {
    let outcome = try Workplace().shell("$GOOYA call $SCRIPT --fast \(redirection)")
    #expect(outcome.status == 0)
    #expect(outcome.lines.last?.hasSuffix("the line hung up") == true)
    #expect(!outcome.output.contains("key:"))
  }

  @Test(
    .enabled(if: access("/dev/full", W_OK) == 0, "there is no /dev/full here"),
    arguments: [">&-", ">/dev/full"])
  func `an output that can't be written is a failure, and the data are safe`(
    redirection: String
  ) throws {
    let place = try Workplace()
    for command in ["directory list", "outbox --json", "call $SCRIPT --fast", "say 1 --as digits"] {
      let outcome = try place.shell("$GOOYA \(command) \(redirection) </dev/null")
      #expect(outcome.status == 1)
      #expect(outcome.complaints.hasPrefix("gooya: the output is not complete: "), "\(outcome)")
    }
    #expect(try place.gooya("directory", "list").lines.count == 20)
    let journal = try place.gooya(
      "call", Workplace.script, "--fast", "--keys", "h", "--record-journal", "/dev/full")
    #expect(journal.status == 1)
    #expect(journal.complaints.contains("the journal '/dev/full' is not complete"))
  }
}
