import CallEngine
import Synchronization
import Testing

@testable import Lines

/// What is asked for, and how answers are read. Against a server on this machine.
struct WebHookTests {
  private static func json(_ body: String, status: Int = 200) throws -> LoopbackServer {
    try LoopbackServer { _ in .reply(status, body) }
  }

  @Test func `an answer's values are outputs, of their kinds`() throws {
    let server = try Self.json(
      #"{"name":"A. \u00c9xample","n":12.50,"big":99999999999999999999,"yes":true,"no":null,"#
        + #""visits":[{"day":"2026-01-02","x":{}},{"day":"2026-02-03"}],"tags":["a",1]}"#)
    let bench = try WebHookBench(
      server,
      output: """
        { p.name: /name, p.n: /n, p.big: { at: /big, as: digits }, p.yes: /yes, \
        p.no: { at: /no, optional: true }, p.visits: { at: /visits, as: list }, \
        p.first: { at: /visits/0/day, as: date }, p.tags: { at: /tags, as: list } }
        """)
    let answer = bench.ask()
    #expect(answer.trouble == nil)
    #expect(
      answer.reply
        == ServiceReply(
          outcome: "found",
          output: [
            NamedValue("p.name", "A. Éxample"), NamedValue("p.n", "12.50"),
            NamedValue("p.big", "99999999999999999999"), NamedValue("p.yes", "true"),
            NamedValue(
              "p.visits",
              .list([
                ListItem([NamedValue("day", "2026-01-02")]),
                ListItem([NamedValue("day", "2026-02-03")]),
              ])),
            NamedValue("p.first", "2026-01-02"),
            NamedValue("p.tags", .list([ListItem("a"), ListItem("1")])),
          ]))
  }

  @Test func `every status from 100 to 599 has its outcome or fails`() throws {
    let server = try LoopbackServer { request in
      .reply(Int(request.line.split(separator: "/")[1].prefix(3)) ?? 0, "{}")
    }
    for status in 100...599 {
      let bench = try WebHookBench(
        server, path: "/\(status)",
        outcomes:
          "{ found: 200, some: [201, \"204-299\"], moved: 301, gone: \"400-499\", late: 503 }")
      let expected =
        switch status {
        case 200: "found"
        case 201, 204...299: "some"
        case 301: "moved"
        case 400...499: "gone"
        case 503: "late"
        default: "failed"
        }
      let answer = bench.ask()
      #expect(answer.reply.outcome == expected, "\(status)")
      #expect((answer.trouble == nil) == (expected != "failed"))
    }
  }

  @Test(arguments: [
    (#"["a","b"]"#, #"{ at: "", as: list }"#, CallValue.list([ListItem("a"), ListItem("b")])),
    (#""ready""#, #""""#, .text("ready")), ("12.50", #"{ at: "", as: amount }"#, .text("12.50")),
    (#"{"":"x","a":{"":"y"}}"#, "/", .text("x")), (#"{"":"x","a":{"":"y"}}"#, "/a/", .text("y")),
    (#"{"":{"":"z"}}"#, "//", .text("z")), (#"{"a/b":"s","m~n":"t"}"#, "/a~1b", .text("s")),
    (#"{"a/b":"s","m~n":"t"}"#, "/m~0n", .text("t")),
  ])
  func `a place is a pointer as RFC 6901 has it`(
    body: String, place: String, value: CallValue
  ) throws {
    let bench = try WebHookBench(try Self.json(body), output: "{ p.it: \(place) }")
    let answer = bench.ask()
    #expect(answer.trouble == nil)
    #expect(answer.reply.output == [NamedValue("p.it", value)])
  }

  @Test func `the whole answer can decide`() throws {
    for (body, outcome) in [("true", "yes"), ("false", "no"), ("{}", "failed")] {
      let bench = try WebHookBench(
        try Self.json(body), outcomes: #"{ yes: { "": "true" }, no: { "": "false" } }"#)
      #expect(bench.ask().reply.outcome == outcome)
    }
  }

  @Test(arguments: ["", "/", "//", "/a", "/a/", "/a~1b/~0", "/~01"])
  func `a pointer is shown as it is written`(text: String) throws {
    #expect(try #require(JSONPointer(text)).description == text)
  }

  @Test(arguments: [
    (#"{"state":"open"}"#, "open"), (#"{"state":"shut"}"#, "shut"),
    (#"{"state":"OPEN"}"#, "failed"),
    (#"{"state":null}"#, "failed"), ("{}", "failed"), ("open", "failed"), ("", "failed"),
    (#"{"state":{"open":true}}"#, "failed"), (#"{"state":"open","n":0}"#, "open"),
  ])
  func `a value in the answer decides`(body: String, outcome: String) throws {
    let bench = try WebHookBench(
      try Self.json(body), outcomes: "{ open: { /state: open }, shut: { /state: shut } }")
    #expect(bench.ask().reply.outcome == outcome)
  }

  @Test(arguments: [
    "", "garbage", "{", "[]", "{\"day\":}", "{\"day\":\"soon\"}", "{\"day\":20260102}",
    "{\"day\":[\"2026-01-02\"]}", "{\"day\":{}}", "{\"day\":null}", "{\"other\":1}",
    "<html></html>",
    "{\"day\":\"2026-01-02\"} more", "{\"day\":\"2026-01-02\u{1}\"}", "nul", "\u{FFFD}",
    String(repeating: "[", count: 100_000),
  ])
  func `an answer without what it must have fails, and no value is told`(body: String) throws {
    let bench = try WebHookBench(try Self.json(body), output: "{ p.day: { at: /day, as: date } }")
    let answer = bench.ask()
    #expect(answer.reply == .failed)
    let trouble = try #require(answer.trouble)
    #expect(!trouble.contains("soon") && !trouble.contains("2026"))
  }

  @Test func `an outcome without outputs needs no JSON`() throws {
    let bench = try WebHookBench(try Self.json("gone", status: 404), output: "{ p.day: /day }")
    #expect(bench.ask().reply == ServiceReply(outcome: "unknown"))
  }

  @Test func `inputs are percent-encoded, and can't reach another place`() throws {
    let server = try Self.json("{}")
    let bench = try WebHookBench(
      server, path: "/p/{a}/x?q={b}", more: ", input: { a: text, b: text }")
    #expect(bench.ask(["a": "é/?&#%..", "b": "1&admin=1\r\nX: y"]).reply.outcome == "found")
    #expect(
      server.requests.first?.line
        == "GET /p/%C3%A9%2F%3F%26%23%25../x?q=1%26admin%3D1%0D%0AX%3A%20y HTTP/1.1")
    for value in [".", "..", ""] {
      let answer = bench.ask(["a": value, "b": "x"])
      #expect(answer.reply == .failed)
    }
    #expect(bench.ask(["a": "x", "b": ".."]).reply.outcome == "found")
    #expect(server.requests.count == 2)
  }

  @Test func `an input that is missing or of another kind isn't sent`() throws {
    let server = try Self.json("{}")
    let bench = try WebHookBench(server, path: "/{a}", more: ", input: { a: digits }")
    #expect(bench.ask([:]).trouble?.contains("without 'a'") == true)
    let answer = bench.ask(["a": "secret word"])
    #expect(answer.reply == .failed)
    #expect(answer.trouble?.contains("secret") == false)
    #expect(server.requests.isEmpty)
  }

  @Test(arguments: [
    ("", #"{"a":"x\"\\\u000ay","b":"1"}"#), (", body: json", #"{"a":"x\"\\\u000ay","b":"1"}"#),
    (
      ", body: { who: { n: \"<{a}>\" }, list: [1, -2.50, true, null, \"\", \"{b}{b}\"] }",
      #"{"who":{"n":"<x\"\\\u000ay>"},"list":[1,-2.50,true,null,"","11"]}"#
    ),
  ])
  func `a post sends its inputs as JSON`(body: String, sent: String) throws {
    let server = try Self.json("{}")
    let bench = try WebHookBench(
      "post: \"\(server.url)/p\", input: { a: text, b: text }, outcomes: { found: 200 }\(body)")
    #expect(bench.ask(["a": "x\"\\\ny", "b": "1"]).reply.outcome == "found")
    let request = try #require(server.requests.first)
    #expect(request.line == "POST /p HTTP/1.1")
    #expect(request.body == sent)
    #expect(request.headers["content-type"] == "application/json")
    #expect(request.headers["expect"] == nil)
  }

  @Test(arguments: [
    ("", #"{"a":-12.50,"d":"007","n":7,"w":"x"}"#),
    (
      ", body: [\"{n}\", \"{d}\", \"{n} of {n}\", { a: \"{a}\" }]",
      #"[7,"007","007 of 007",{"a":-12.50}]"#
    ),
  ])
  func `numbers and amounts are JSON numbers, identifiers are texts`(
    body: String, sent: String
  ) throws {
    let server = try Self.json("{}")
    let bench = try WebHookBench(
      "post: \"\(server.url)/p\", input: { n: number, a: amount, d: digits, w: word }, "
        + "outcomes: { found: 200 }\(body)")
    #expect(
      bench.ask(["n": "007", "a": "-12.50", "d": "007", "w": "x"]).reply.outcome == "found")
    #expect(server.requests.first?.body == sent)
  }

  @Test(arguments: [
    ("0", "0"), ("000", "0"), ("-000", "-0"), ("0.50", "0.50"), ("-0.5", "-0.5"), ("010", "10"),
    ("00.10", "0.10"), ("-12", "-12"),
  ])
  func `a number is written as JSON has it`(text: String, json: String) {
    #expect(JSONText.number(text) == json)
  }

  @Test(arguments: [
    ("post: \"URL/p\"", "POST /p", #"{"a":"x"}"#),
    (
      "post: \"URL/p?n={n}\", body: { a: \"{a}\", n: \"{n}\", all: [\"{n}\", \"{a}\"], both: \"{a}-{n}\" }",
      "POST /p?n=", #"{"a":"x","all":["x"],"both":"x-"}"#
    ), ("post: \"URL/p\", body: \"{n}\"", "POST /p", "null"),
    ("get: \"URL/{a}?n={n}\"", "GET /x?n=", ""),
  ])
  func `an optional input that has no value is left out`(
    source: String, line: String, body: String
  ) throws {
    let server = try Self.json("{}")
    let bench = try WebHookBench(
      source.replacing("URL", with: server.url)
        + ", input: { a: text, n: { as: number, optional: true } }, outcomes: { found: 200 }")
    #expect(bench.ask(["a": "x"]).reply.outcome == "found")
    let request = try #require(server.requests.first)
    #expect(request.line == "\(line) HTTP/1.1" && request.body == body)
    #expect(bench.ask(["n": "1"]).trouble?.contains("without 'a'") == true)
  }

  @Test func `headers come from the script and the environment`() throws {
    let server = try Self.json("{}")
    let bench = try WebHookBench(
      server, more: ", headers: { Accept: text/x, X-One: a b, Authorization: { env: TOKEN } }")
    #expect(bench.ask(environment: ["TOKEN": "Bearer x"]).reply.outcome == "found")
    let headers = try #require(server.requests.first?.headers)
    #expect(headers["accept"] == "text/x" && headers["x-one"] == "a b")
    #expect(headers["authorization"] == "Bearer x" && headers["user-agent"] == "gooya")
    #expect(bench.ask().trouble?.contains("'TOKEN' isn't set") == true)
    let split = bench.ask(environment: ["TOKEN": "a\r\nX: y"])
    #expect(split.reply == .failed && split.trouble?.contains("X: y") == false)
    #expect(server.requests.count == 1)
  }

  @Test func `a request is signed over its time and body`() throws {
    let server = try Self.json("{}")
    let bench = try WebHookBench(
      "post: \"\(server.url)\", input: { a: text }, secret: { env: KEY }, outcomes: { ok: 200 }")
    #expect(bench.ask(["a": "x"], environment: ["KEY": "invented"]).reply.outcome == "ok")
    let request = try #require(server.requests.first)
    let time = try #require(request.headers["gooya-time"].flatMap { Int64($0) })
    #expect(
      request.headers["gooya-signature"]
        == RequestSignature.hex(
          of: Array(#"{"a":"x"}"#.utf8), at: time, key: Array("invented".utf8)))
    #expect(bench.ask(["a": "x"]).reply == .failed)
  }
}
