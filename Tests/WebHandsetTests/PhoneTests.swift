import CallEngine
import CallRuntime
import Foundation
import Speech
import Synchronization
import Testing

@testable import WebHandset
@testable import WebServer

struct PhoneTests {
  private let exchange = Switchboard()
  private let socket = WebSocket(WebLimits())
  private let phone: Phone

  init() {
    phone = Phone(exchange, arrived: { _ in }, gone: { _ in })
    phone.opened(socket)
  }

  /// What the page was told since it was asked last, as JSON objects.
  private func told() throws -> [[String: Any]] {
    try texts().map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  private func texts() -> [String] {
    var bytes = socket.take().bytes[...]
    var texts: [String] = []
    while let first = bytes.popFirst(), let short = bytes.popFirst() {
      let extra = short == 126 ? 2 : short == 127 ? 8 : 0
      let length = extra == 0 ? Int(short) : bytes.prefix(extra).reduce(0) { $0 << 8 | Int($1) }
      bytes = bytes.dropFirst(extra)
      if first == 0x81 { texts.append(String(decoding: bytes.prefix(length), as: UTF8.self)) }
      bytes = bytes.dropFirst(length)
    }
    return texts
  }

  @discardableResult
  private func call() throws -> Switchboard.Call {
    phone.received(.text(#"{"do":"call","line":"b","caller":"02199900001"}"#))
    return try #require(exchange.calls.last)
  }

  private var leg: PhoneLeg { exchange.legs.last ?? PhoneLeg(phone, number: 0) }

  @Test func `a page is told what there is to call`() throws {
    let told = try told()
    #expect(told.map { $0["type"] as? String } == ["lines"])
    let lines = try #require(told[0]["lines"] as? [[String: Any]])
    #expect(lines.map { $0["name"] as? String } == ["b"])
    #expect((lines[0]["callers"] as? [[String: String]])?.first?["note"] == "a note")
    #expect(told[0]["isWatching"] as? Bool == true)
  }

  @Test func `keys and the end go to the call, and nowhere without one`() throws {
    phone.received(.text(#"{"do":"key","key":"1"}"#))
    let call = try call()
    phone.received(.text(#"{"do":"key","key":"2"}"#))
    phone.received(.text(#"{"do":"hang up"}"#))
    #expect(call.deeds == ["2", "hang up"])
    #expect(call.order == PhoneOrder(line: "b", caller: "02199900001", language: nil, speed: 1))
  }

  @Test func `another call ends the one before, and a page that is gone ends its own`() throws {
    let first = try call()
    let second = try call()
    #expect(first.deeds == ["hang up"] && second.deeds.isEmpty)
    phone.closed()
    #expect(second.deeds == ["hang up"])
  }

  @Test func `a refusal is told`() throws {
    _ = texts()
    phone.received(.text(#"{"do":"call","line":"none"}"#))
    #expect(
      try told().map { $0["reason"] as? [String: String] }
        == [["word": "otherLanguage", "about": "none"]])
  }

  @Test func `only those who got an SMS in this call can answer it`() throws {
    let call = try call()
    leg.show(
      TranscriptEvent(
        at: .zero, .message(CallMessage(.sms, from: "1", to: "09121112233", text: "?"))))
    phone.received(.text(#"{"do":"reply","from":"09121112233","text":"1"}"#))
    #expect(call.deeds == ["09121112233: 1"])
    phone.received(.text(#"{"do":"reply","from":"09120000000","text":"1"}"#))
    #expect(call.deeds == ["09121112233: 1"])
    #expect(socket.take().isLast)
  }

  @Test func `an answer to a former call's SMS isn't taken`() throws {
    _ = try call()
    leg.show(
      TranscriptEvent(
        at: .zero, .message(CallMessage(.sms, from: "1", to: "09121112233", text: "?"))))
    let second = try call()
    phone.received(.text(#"{"do":"reply","from":"09121112233","text":"1"}"#))
    #expect(second.deeds.isEmpty)
  }

  @Test func `nothing of a former call reaches the page`() throws {
    try call()
    let former = leg
    try call()
    _ = texts()
    former.show(TranscriptEvent(at: .zero, .hungUp(.caller)))
    former.tell(.over)
    former.hear([1, 1])
    phone.received(.binary(Array(repeating: 1, count: 640)))
    #expect(former.capture() == nil)
    #expect(socket.take().bytes.isEmpty)
    leg.hear([2, 2])
    #expect(socket.take().bytes == [0x82, 2, 2, 2])
    #expect(leg.capture() != nil)
  }

  @Test(arguments: ["", "{", #"{"do":"sing"}"#]) func `other words end the connection`(text: String)
  {
    phone.received(.text(text))
    #expect(socket.take().isLast)
  }

  @Test(arguments: [0, 1, 639, 641, 1280]) func `other lengths of sound end the connection`(
    length: Int
  ) {
    phone.received(.binary(Array(repeating: 0, count: length)))
    #expect(socket.take().isLast)
  }

  @Test func `the microphone's sound waits in its order, and old sound is forgotten`() {
    for level in 1...10 {
      let value = UInt8(level)
      phone.received(.binary((0..<320).flatMap { _ in [0, value] }))
    }
    #expect((0..<8).map { _ in phone.microphone.next()?.first } == (3...10).map { Float($0) / 128 })
    #expect(phone.microphone.next() == nil)
  }

  @Test func `what is cut off isn't sent any more, and the cut comes before new sound`() throws {
    _ = texts()
    leg.hear([1, 1])
    leg.show(TranscriptEvent(at: .zero, .said(SpokenPrompt("a", "one"))))
    leg.show(TranscriptEvent(at: .zero, .cut(SpokenPrompt("a", "two"))))
    leg.hear([2, 2])
    let bytes = socket.take().bytes
    #expect(bytes.firstRange(of: [0x82, 2, 1, 1]) == nil)
    let cut = try #require(bytes.firstRange(of: Array(#""kind":"cut""#.utf8)))
    let sound = try #require(bytes.firstRange(of: [0x82, 2, 2, 2]))
    #expect(cut.upperBound < sound.lowerBound)
  }

  @Test func `what is told stays one object, whatever is in it`() throws {
    _ = texts()
    let odd = "\"}\n\u{202E}\u{0}</script>{\"type\":\"over\"}"
    leg.speak(Language("en\"-US"))
    leg.show(TranscriptEvent(at: .milliseconds(1500), .said(SpokenPrompt("id", odd))))
    let told = try told()
    #expect(told.count == 1 && told[0]["language"] as? String == "en-US")
    let event = try #require(told[0]["event"] as? [String: Any])
    #expect(event["text"] as? String == odd && event["at"] as? Double == 1.5)
  }
}

/// One line, whose calls only remember.
final class Switchboard: PhoneExchange {
  final class Call: PhoneCall {
    let order: PhoneOrder
    private let list = Mutex<[String]>([])

    init(_ order: PhoneOrder) { self.order = order }

    var deeds: [String] { list.withLock { $0 } }

    private func note(_ deed: String) { list.withLock { $0.append(deed) } }

    func press(_ digit: Digit) { note(String(digit.character)) }
    func hangUp() { note("hang up") }
    func receive(sms text: String, from number: String) { note("\(number): \(text)") }
    func journal() -> PhoneDownload { PhoneDownload(name: "call.jsonl", text: "") }
    func scenario(title: String, isKept: Bool) -> PhoneDownload {
      PhoneDownload(name: "call.yaml", text: title)
    }
  }

  private let made = Mutex<[(call: Call, leg: PhoneLeg)]>([])

  var calls: [Call] { made.withLock { $0.map(\.call) } }
  var legs: [PhoneLeg] { made.withLock { $0.map(\.leg) } }
  let isWatching = true
  let isTrusting = false
  let lines = [
    PhoneLine(
      name: "b", title: "Bills", languages: ["en-US"],
      callers: [.init("02199900001", "a note", persian: "یادداشت")])
  ]

  func picture(of line: String, in language: String?) -> PhonePicture? { nil }

  func begin(_ order: PhoneOrder, on leg: PhoneLeg) throws(PhoneRemark) -> any PhoneCall {
    guard order.line == "b" else { throw PhoneRemark(.otherLanguage, order.line) }
    let call = Call(order)
    made.withLock { $0.append((call, leg)) }
    return call
  }
}
