import CallEngine
import Foundation
import Glibc
import Logging
import Store
import Testing

@testable import gooya

/// What `gooya live` is told by running listeners.
@Suite struct LiveSocketTests {
  private static let start = Date(timeIntervalSince1970: 1_700_000_000)

  private static func entry(_ id: Int, _ line: String, _ state: String) -> CallBoard.Entry {
    CallBoard.Entry(
      id: "\(id)", network: "sip", line: line, startedAt: start, language: "fa-IR", state: state,
      stateSince: start.addingTimeInterval(Double(id)), keys: 3)
  }

  private static let picture = LiveSocket.Picture(
    places: ["sip at 127.0.0.1:5060"], startedAt: start, state: "running",
    calls: [
      entry(1, "Bill", "main"), entry(2, "Bill", "main"), entry(3, "Bill", "ask_line"),
      entry(4, "\u{1B}[31mDesk", "hello"),
    ])

  @Test func `a listener tells its calls to its owner, and leaves no socket`() throws {
    let place = try Workplace()
    // Longer than the address of a socket has room for.
    let data = place.folder.appending(path: String(repeating: "long", count: 40))
    try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
    #expect(LiveSocket.pictures(in: data).isEmpty)
    let socket = try LiveSocket(in: data) { Self.picture }
    let folder = data.appending(path: DataFolder.listenersName).path
    let path = "\(folder)/\(getpid()).sock"
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
    #expect(stat(folder, &status) == 0 && status.st_mode & 0o777 == 0o700)
    for _ in 0..<3 {
      let pictures = LiveSocket.pictures(in: data)
      #expect(pictures.count == 1 && pictures.first?.calls.count == 4)
      #expect(pictures.first?.startedAt == Self.start)
    }
    socket.close()
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(LiveSocket.pictures(in: data).isEmpty)
  }

  @Test func `the socket of a killed listener is removed`() throws {
    let place = try Workplace()
    let folder = place.folder.appending(path: DataFolder.listenersName)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try place.shell(
      "python3 -c 'import socket; s=socket.socket(socket.AF_UNIX); s.bind(\"listeners/1.sock\")'")
    let path = folder.appending(path: "1.sock").path
    #expect(FileManager.default.fileExists(atPath: path))
    #expect(LiveSocket.pictures(in: place.folder).isEmpty)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `calls are shown by state, the most first, without control characters`() {
    let view = LiveView([Self.picture], at: Self.start.addingTimeInterval(11))
    #expect(
      view.text.description == """
        sip at 127.0.0.1:5060: 4 calls
             2  Bill  main  longest 10.0 s
             1  \\u{1B}[31mDesk  hello  longest 7.0 s
             1  Bill  ask_line  longest 8.0 s

        """)
  }

  @Test func `nothing listens on the data`() throws {
    let outcome = try Workplace().gooya("live")
    #expect(outcome.status == 1 && outcome.complaints.contains("nothing listens on the data"))
  }

  @Test func `a listener without a network is wrong usage`() throws {
    for arguments in [["listen"], ["listen", "billing", "--metrics", "127.0.0.1:0"]] {
      let outcome = try Workplace().gooya(arguments)
      #expect(outcome.status == 64)
      #expect(outcome.complaints.contains("name --sip or --web"), "\(outcome)")
    }
  }
}

/// What goes into a log.
@Suite struct ListenLogTests {
  @Test func `a line of JSON has numbers as numbers`() throws {
    let line = ListenLog.object(
      .notice, "two\nlines",
      [("calls", .number(3)), ("seconds", .seconds(.milliseconds(1290))), ("call", "07")],
      at: "2026")
    #expect(
      line.description
        == #"{"call":"07","calls":3,"level":"notice","message":"two\nlines","seconds":1.2,"time":"2026"}"#
    )
  }

  @Test func `all that a listener says is JSON, if its log is`() throws {
    let place = try Workplace()
    try place.write("format: 1\ntitle: Broken\n", as: "menu.yaml")
    let outcome = try place.gooya(
      ["listen", "menu.yaml", "--web", "127.0.0.1:0", "--log", "json"])
    #expect(outcome.status == 1)
    let lines = try outcome.complaints.split(separator: "\n").map { line in
      try #require(
        JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
    }
    #expect(lines.allSatisfy { $0["time"] is String && $0["message"] is String })
    let finding = try #require(lines.first { $0["code"] != nil })
    #expect((finding["file"] as? String)?.hasSuffix("menu.yaml") == true)
    #expect(finding["line"] is Int && finding["level"] as? String == "error")
    #expect((lines.last?["message"] as? String)?.contains("menu.yaml has errors") == true)
  }

  @Test func `a line begins with the time in UTC`() throws {
    #expect(
      ListenLog.written(Date(timeIntervalSince1970: 1_780_000_000.25))
        == "2026-05-28T20:26:40.250Z")
  }

  @Test(arguments: [
    ("09121234567", "•••67"), ("+989121234567", "•••67"), ("", "hidden"), ("anonymous", "hidden"),
    ("1800", "•••"), ("sip:alice@192.0.2.7", "hidden"),
  ])
  func `a number is told by its last two digits alone`(number: String, shown: String) {
    #expect(MaskedNumber(number).description == shown)
  }

  @Test(arguments: [
    ("1801", "1801"), ("18010", "18010"), ("*100#", "*100#"), ("180100", "•••00"),
    ("99900001", "•••01"), ("02199900001", "021•••01"), ("+982199900001", "+982•••01"),
    ("", "hidden"), ("alice", "hidden"),
  ])
  func `of a number that was dialled its operator can tell which it is`(
    number: String, shown: String
  ) {
    #expect(MaskedDialling(number).description == shown)
  }
}

/// Figures in Prometheus' text format.
@Suite struct MetricTests {
  @Test func `a figure has its help, its kind and a line for each of its labels`() {
    let metric = Metric(
      "gooya_x_total", .counter, "Help.",
      [
        .init(labels: [("a", "1"), ("b", "q\"\\\n")], value: 2),
        .init(suffix: "_sum", value: 0.25),
      ])
    #expect(
      metric.text == """
        # HELP gooya_x_total Help.
        # TYPE gooya_x_total counter
        gooya_x_total{a="1",b="q\\"\\\\\\n"} 2
        gooya_x_total_sum 0.25

        """)
  }
}
