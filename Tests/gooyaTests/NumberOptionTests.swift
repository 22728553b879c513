import ArgumentParser
import Foundation
import Testing

@testable import gooya

/// Every option that takes a number, at the edges of what it takes.
struct NumberOptionTests {
  struct Option: CustomTestStringConvertible, Sendable {
    let command: String
    let name: String
    /// The lowest and the highest that it takes, as its message tells them.
    let edges: (String, String)
    /// Just outside.
    let outside: [String]

    init(_ command: String, _ name: String, _ edges: (String, String), outside: String...) {
      (self.command, self.name, self.edges, self.outside) = (command, name, edges, outside)
    }

    var testDescription: String { "\(command) \(name)" }

    func parse(_ value: String) throws {
      _ = try Gooya.parseAsRoot(command.split(separator: " ").map(String.init) + [name, value])
    }
  }

  static let options = [
    Option("call", "--speed", ("0.01", "1000.0"), outside: "0", "0.009", "1000.1", "-1"),
    Option("call", "--sample", ("1", "1000"), outside: "0", "1001", "-1"),
    Option("calls", "--limit", ("1", "1000000"), outside: "0", "1000001", "-1"),
    Option("call --sip sip:1@192.0.2.20", "--ring-for", ("1s", "5m"), outside: "0s", "301s", "-1s"),
    Option("record -o x", "--speed", ("0.01", "1000.0"), outside: "0", "0.009", "1000.1", "-1"),
    Option("test", "--jobs", ("1", "1024"), outside: "0", "1025", "-1"),
    Option("test", "--min-coverage", ("0.0", "100.0"), outside: "-0.1", "100.1", "-1"),
    Option("load", "--calls", ("1", "100000000"), outside: "0", "100000001", "-1"),
    Option("load", "--live", ("1", "100000"), outside: "0", "100001", "-1"),
    Option("load", "--seed", ("0", "18446744073709551615"), outside: "-1", "18446744073709551616"),
    Option(
      "campaign create x", "--debt-over", ("0", "9223372036854775807"), outside: "-1",
      "9223372036854775808"),
    Option("campaign create x", "--at-once", ("1", "10000"), outside: "0", "10001", "-1"),
    Option("campaign create x", "--per-second", ("1", "1000"), outside: "0", "1001", "-1"),
    Option(
      "campaign start x --simulate", "--speed", ("0.01", "100000.0"), outside: "0", "0.009",
      "100000.1"),
    Option(
      "campaign start x --simulate", "--seed", ("0", "18446744073709551615"), outside: "-1",
      "18446744073709551616"),
    Option(
      "campaign start x --sip sip:{number}@192.0.2.20", "--ring-for", ("1s", "5m"), outside: "0s",
      "301s", "-1s"),
    Option("listen --sip 127.0.0.1:0", "--calls", ("1", "100000"), outside: "0", "100001", "-1"),
    Option(
      "listen --sip 127.0.0.1:0", "--calls-per-second", ("1", "10000"), outside: "0", "10001", "-1"),
    Option(
      "listen --sip 127.0.0.1:0", "--calls-per-source", ("1", "100000"), outside: "0", "100001",
      "-1"),
    Option("listen --sip 127.0.0.1:0", "--grace", ("0s", "1h"), outside: "61m", "-1s"),
    Option("explore", "--random", ("1", "10000000"), outside: "0", "10000001", "-1"),
    Option(
      "explore --random 1", "--seed", ("0", "18446744073709551615"), outside: "-1",
      "18446744073709551616"),
    Option("say 1 --as digits", "--group", ("1", "100"), outside: "0", "101", "-1"),
    Option("dtmf encode 1 -o x.wav", "--level", ("-80.0", "3.14"), outside: "-80.1", "3.15"),
    Option("dtmf encode 1 -o x.wav", "--twist", ("-40.0", "40.0"), outside: "-40.1", "40.1"),
    Option("dtmf encode 1 -o x.wav", "--length", ("1ms", "1m"), outside: "0ms", "61s", "-1ms"),
    Option("dtmf encode 1 -o x.wav", "--gap", ("0ms", "1m"), outside: "-1ms", "61s"),
    Option("dtmf encode 1 -o x.wav", "--rate", ("4000", "192000"), outside: "3999", "192001"),
    Option("dtmf decode x", "--channel", ("1", "1024"), outside: "0", "1025", "-1"),
    Option("dtmf listen", "--for", ("1ms", "24h"), outside: "0s", "25h", "-1s", "1000000h"),
    Option("audio tone 1kHz", "--for", ("1ms", "24h"), outside: "0s", "25h", "-1s", "1000000h"),
    Option("audio tone 1kHz", "--level", ("-90.0", "3.14"), outside: "-90.1", "3.15"),
    Option(
      "audio tone 440Hz -o x.wav", "--rate", ("1000", "768000"), outside: "999", "768001", "-1"),
    Option("audio record x.wav", "--for", ("1ms", "24h"), outside: "0s", "25h", "-1s"),
    Option("audio record x.wav", "--rate", ("1000", "768000"), outside: "999", "768001", "-1"),
    Option("audio record x.wav", "--channels", ("1", "64"), outside: "0", "65", "-1"),
    Option("audio meter", "--for", ("1ms", "24h"), outside: "0s", "25h", "-1s"),
    Option("audio meter", "--rate", ("1000", "768000"), outside: "999", "768001", "-1"),
    Option("audio meter", "--channels", ("1", "64"), outside: "0", "65", "-1"),
    Option("audio signal -o x.wav", "--rate", ("8000", "192000"), outside: "7999", "192001", "-1"),
    Option("audio signal -o x.wav", "--for", ("8s", "10m"), outside: "7s", "601s", "-1s"),
    Option("audio loopback", "--rate", ("8000", "192000"), outside: "7999", "192001", "-1"),
    Option("audio signal -o x.wav", "--channels", ("1", "2"), outside: "0", "3", "-1"),
    Option("audio loopback", "--for", ("8s", "30d"), outside: "7s", "31d", "721h", "-1s", "-1d"),
    Option("audio loopback", "--round", ("8s", "10m"), outside: "7s", "601s", "-1s"),
    Option("audio loopback", "--channels", ("1", "2"), outside: "0", "3", "-1"),
    Option("audio loopback", "--queue", ("20ms", "1s"), outside: "19ms", "2s", "-1s"),
  ]

  @Test(arguments: options)
  func `takes its edges`(option: Option) throws {
    try option.parse(option.edges.0)
    try option.parse(option.edges.1)
  }

  @Test(arguments: options)
  func `refuses all else, and says what it takes`(option: Option) {
    let odd = [
      "", " ", " 5", "5 ", "0x10", "1e999", "-1e999", "nan", "inf", "-inf", "infinity", "many", "-",
      "--", "5x", "1,5", "1_000", "٥x", "5\u{0}", "\n5", String(repeating: "9", count: 100_000),
      "0.\(String(repeating: "0", count: 10_000))x",
    ]
    for value in odd + option.outside {
      let error = #expect(throws: (any Error).self, "\(value.prefix(40))") {
        try option.parse(value)
      }
      guard let error else { continue }
      #expect(Gooya.exitCode(for: error) == .validationFailure)
      let message = Gooya.message(for: error)
      #expect(message.contains("it must be a"), "\(message)")
      #expect(message.contains("from \(option.edges.0) to \(option.edges.1)"), "\(message)")
    }
  }

  /// So that no new option goes without a range: they are sought in the sources.
  @Test func `every option with a number has a range`() throws {
    let folder = Workplace.package.appending(path: "Sources/gooya")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".swift") }
    let isNumber = /: (Int|UInt64|Double|DurationOption)\?|= (-?[0-9]|DurationOption)/
    var count = 0
    for file in files {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      for part in text.split(separator: "@Option").dropFirst() {
        let lines = part.split(separator: "\n", omittingEmptySubsequences: false)
        guard let end = lines.firstIndex(where: { $0.hasPrefix("  var ") }),
          lines[end].contains(isNumber)
        else { continue }
        count += 1
        let attribute = lines[..<end].joined()
        #expect(attribute.contains("NumberRange"), "\(file): \(lines[end])")
      }
    }
    #expect(count == Self.options.count - 1, "'record' has call's --speed")
  }

  @Test(arguments: [
    (["call", "--keys", "~1000001"], "from 0 to 1000000"),
    (["call", "--keys", "~-1"], "from 0 to"),
    (["call", "--keys", "~0x10"], "from 0 to"), (["call", "--keys", "~1e3"], "from 0 to"),
    (["call", "--keys", "~nan"], "from 0 to"), (["call", "--keys", "~inf"], "from 0 to"),
    (["call", "--given", "sms=late 25h"], "between 1ms and 24h"),
    (["call", "--given", "sms=late 99999999999999999999s"], "between 1ms and 24h"),
    (["audio", "tone", "0x10Hz"], "from 1 to 24000 Hz"),
    (["audio", "tone", "25kHz"], "from 1 to 24000 Hz"),
    (["audio", "tone", "nanHz"], "from 1 to 24000 Hz"),
    (["audio", "tone", "1+2+3+4+5+6+7+8+9Hz"], "1 to 8 numbers"),
    (["audio", "tone", "dtmf:" + String(repeating: "1", count: 101)], "1 to 100 keys"),
    (["dtmf", "encode", String(repeating: "1", count: 100_000), "-o", "x.wav"], "3600 s at most"),
  ])
  func `a number within a value has its range too`(arguments: [String], words: String) {
    let error = #expect(throws: (any Error).self) { try Gooya.parseAsRoot(arguments) }
    guard let error else { return }
    #expect(Gooya.exitCode(for: error) == .validationFailure)
    #expect(Gooya.message(for: error).contains(words))
  }

  @Test(arguments: [
    ("sms", "missing '='"), ("sms=", "nothing follows '='"), ("sms= ", "nothing follows '='"),
  ])
  func `what is given has a behaviour`(given: String, words: String) {
    let error = #expect(throws: (any Error).self) {
      try Gooya.parseAsRoot(["call", "--given", given])
    }
    guard let error else { return }
    #expect(Gooya.exitCode(for: error) == .validationFailure)
    #expect(Gooya.message(for: error).contains(words))
  }

  @Test(arguments: [
    ["call", "--data", ""], ["calls", "--data", ""], ["check", "x", "--prompts", ""],
    ["explore", "--random", "1", "--save", ""], ["record", "-o", ""],
    ["prompts", "export", "", "--format", "ulaw"],
  ])
  func `a name is not empty`(arguments: [String]) {
    let error = #expect(throws: (any Error).self) { try Gooya.parseAsRoot(arguments) }
    #expect(error.map { Gooya.exitCode(for: $0) } == .validationFailure)
  }
}
