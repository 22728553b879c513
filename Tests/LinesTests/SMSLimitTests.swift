import CallEngine
import Foundation
import PostgresServer
import Testing

@testable import Lines
@testable import Store

/// Nobody's mobile is flooded, whoever rings the line and however often.
@Suite(.eachDatabase)
struct SMSLimitTests {
  static let senders = ["billing.send_bill", "billing.send_app_link", "billing.request_email"]
  static let subscriber = "02199900001"
  let place: StorePlace
  let now = Date(timeIntervalSince1970: 1_780_000_000)

  init() throws { place = try StorePlace() }

  /// The outcome of one request.
  static func ask(
    _ services: ServiceDesk, to mobile: String = "09121112233", call: String,
    from caller: String? = subscriber, service: String = "billing.send_bill", at time: Date
  ) -> String {
    let answer = services.invoke(
      .make(service, subscriber, mobile, language: "en-US"), callID: call, caller: caller, at: time)
    if answer.reply.outcome != "sent" {
      #expect(answer.messages.isEmpty)
      #expect(answer.trouble == nil)
    }
    return answer.reply.outcome
  }

  func services() throws -> ServiceDesk {
    ServiceDesk(store: try place.open())
  }

  /// A mobile that nobody else in a test has.
  static func mobile(_ number: Int) -> String { "0912\(1_000_000 + number)" }

  // MARK: The three limits

  @Test(arguments: senders)
  func `a call sends three, by whichever options and to whichever numbers`(last: String) throws {
    let services = try services()
    for (index, service) in Self.senders.enumerated() {
      let mobile = Self.mobile(index)
      #expect(Self.ask(services, to: mobile, call: "a", service: service, at: now) == "sent")
    }
    let later = now.addingTimeInterval(2 * SMSLimit.day)
    for time in [now, later] {
      #expect(
        Self.ask(services, to: Self.mobile(9), call: "a", service: last, at: time) == "too_many")
    }
    #expect(Self.ask(services, to: Self.mobile(9), call: "b", service: last, at: now) == "sent")
  }

  @Test(arguments: senders)
  func `a number gets five in a day, whoever asks`(last: String) throws {
    let services = try services()
    for number in 0..<5 {
      let outcome = Self.ask(
        services, call: "\(number)", from: Self.mobile(number), service: Self.senders[number % 3],
        at: now.addingTimeInterval(Double(number) * 3600))
      #expect(outcome == "sent")
    }
    func sixth(after seconds: TimeInterval) -> String {
      Self.ask(
        services, call: "\(seconds)", from: Self.mobile(99), service: last,
        at: now.addingTimeInterval(seconds))
    }
    #expect(sixth(after: 5 * 3600) == "too_many")
    #expect(sixth(after: SMSLimit.day - 1) == "too_many")
    #expect(sixth(after: SMSLimit.day) == "sent")
    #expect(sixth(after: SMSLimit.day + 1) == "too_many")
    #expect(sixth(after: SMSLimit.day + 3600) == "sent")
  }

  @Test(arguments: senders)
  func `a caller has twenty sent in a day, to whichever numbers`(last: String) throws {
    let services = try services()
    for number in 0..<20 {
      let outcome = Self.ask(
        services, to: Self.mobile(number), call: "\(number)", service: Self.senders[number % 3],
        at: now.addingTimeInterval(Double(number)))
      #expect(outcome == "sent")
    }
    let end = now.addingTimeInterval(60)
    #expect(
      Self.ask(services, to: Self.mobile(77), call: "x", service: last, at: end) == "too_many")
    #expect(
      Self.ask(
        services, to: Self.mobile(77), call: "x", from: "02199900002", service: last, at: end)
        == "sent")
    let tomorrow = now.addingTimeInterval(SMSLimit.day)
    #expect(
      Self.ask(services, to: Self.mobile(78), call: "y", service: last, at: tomorrow) == "sent")
  }

  // MARK: No way round them

  @Test(arguments: [
    "09121112233", "9121112233", "+989121112233", "00989121112233", "989121112233",
    "۰۹۱۲۱۱۱۲۲۳۳", "٠٩١٢١١١٢٢٣٣", "0912 111 2233", "+98 (912) 111-22-33", "\u{200E}0912111‐2233",
  ])
  func `the number asked is one however it is written`(written: String) throws {
    let services = try services()
    for number in 0..<5 {
      #expect(
        Self.ask(services, call: "\(number)", from: Self.mobile(number), at: now) == "sent")
    }
    #expect(
      Self.ask(services, to: written, call: "x", from: Self.mobile(9), at: now) == "too_many")
  }

  @Test(
    arguments: [
      ("02199900001", "+982199900001"), ("02199900001", "00982199900001"),
      ("02199900001", "۰۲۱۹۹۹۰۰۰۰۱"), ("02199900001", " 021 9990-0001"),
      ("09120000001", "9120000001"),
      ("+4930123456", "004930123456"), ("+4930123456", "+49 30 123-456"),
      // Hidden and malformed numbers are one caller.
      (nil, ""), (nil, "anonymous"), (nil, "0"), (nil, "+"), (nil, "12"), ("1234567", "7654321"),
      ("+1", "+12345678901234567890"), ("unavailable", "\u{0}"), ("sip:a@example", "sip:b@example"),
      ("02100000000000", "999999999999999"), ("+980912", "+98012345678"), (nil, "00"),
      (nil, "+0049301234567"), ("00000000000", "٠"), (nil, "4930123456"),
      (nil, String(repeating: "9", count: 100_000)),
    ] as [(String?, String?)])
  func `a caller is one however his number is written, hidden or garbled`(
    first: String?, second: String?
  ) throws {
    #expect(CallerNumber(first) == CallerNumber(second))
    let services = try services()
    for number in 0..<20 {
      let caller = number.isMultiple(of: 2) ? first : second
      #expect(
        Self.ask(services, to: Self.mobile(number), call: "\(number)", from: caller, at: now)
          == "sent")
    }
    for caller in [first, second] {
      #expect(
        Self.ask(services, to: Self.mobile(77), call: "x", from: caller, at: now) == "too_many")
    }
  }

  @Test
  func `callers with numbers of their own are counted apart`() {
    let numbers = [
      "02199900001", "02199900002", "09120000001", "+4930123456", "+4930123457", "+14155550100",
      nil,
    ]
    #expect(Set(numbers.map(CallerNumber.init)).count == numbers.count)
  }

  @Test
  func `what was counted holds over restarts`() throws {
    for number in 0..<5 {
      #expect(
        Self.ask(try services(), call: "\(number)", from: Self.mobile(number), at: now) == "sent")
    }
    #expect(Self.ask(try services(), call: "x", from: Self.mobile(9), at: now) == "too_many")
  }

  @Test
  func `several stores on one folder keep the limits together`() async throws {
    let lines = [try services(), try services(), try services(), try services()]
    let now = now
    let outcomes = await withTaskGroup(of: [String].self) { group in
      for (index, line) in lines.enumerated() {
        group.addTask {
          (0..<25).map { number in
            let own = Self.mobile(index * 100 + number)
            return Self.ask(line, call: own, from: own, at: now)
          }
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(outcomes.count { $0 == "sent" } == 5)
    #expect(outcomes.count { $0 == "too_many" } == 95)
    let entries = try lines[0].store.outbox()
    #expect(entries.count { $0.status == .sent } == 5)
    #expect(entries.count { $0.status == .refused } == 95)
  }

  // MARK: What is kept, and what doesn't count

  @Test
  func `what is refused is recorded with the limit, and without the message`() throws {
    let services = try services()
    for service in Self.senders + Self.senders {
      _ = Self.ask(services, call: "a", service: service, at: now)
    }
    let refused = try services.store.outbox().dropFirst(3)
    #expect(refused.count == 3)
    for entry in refused {
      #expect(entry.kind == .sms && entry.status == .refused)
      #expect(entry.recipient == "09121112233" && entry.callID == "a" && entry.at == now)
      #expect(entry.text == "not sent: the limit is 3 messages a call")
    }
  }

  @Test
  func `a request that is refused opens no question and closes none`() throws {
    let services = try services()
    for number in 0..<6 {
      _ = Self.ask(
        services, call: "\(number)", service: "billing.request_email",
        at: now.addingTimeInterval(Double(number)))
    }
    let reply = try services.receiveSMS(
      from: "09121112233", text: "me@test.example", at: now.addingTimeInterval(9))
    #expect(reply.count == 2)
    let tokens = try services.store.read("count") { db in
      try db.integer("SELECT count(*) FROM confirmations")
    }
    #expect(tokens == 5)
  }

  @Test
  func `what a gateway refused doesn't count, and answers to SMS are counted apart`() throws {
    let services = try services()
    services.tell(.sms, .outcome("failed"))
    for _ in 0..<30 { #expect(Self.ask(services, call: "a", at: now) == "failed") }
    services.tell(.sms, nil)
    for _ in 0..<30 {
      _ = try services.receiveSMS(from: "09121112233", text: "hello", at: now)
    }
    for _ in 0..<3 { #expect(Self.ask(services, call: "a", at: now) == "sent") }
    #expect(Self.ask(services, call: "a", at: now) == "too_many")
  }

  @Test(arguments: [TimeInterval.infinity, -.infinity, .nan, 1e300, -1e12, 0])
  func `no clock gets round the limit of a call`(seconds: TimeInterval) throws {
    let date = Date(timeIntervalSince1970: seconds)
    let services = try services()
    for _ in 0..<3 { #expect(Self.ask(services, call: "a", at: date) == "sent") }
    #expect(Self.ask(services, call: "a", at: date) == "too_many")
    #expect(Self.ask(services, call: "b", at: now) == "sent")
  }

  @Test
  func `a clock that was set back doesn't give more`() throws {
    let services = try services()
    for number in 0..<5 {
      #expect(Self.ask(services, call: "\(number)", at: now.addingTimeInterval(3600)) == "sent")
    }
    #expect(Self.ask(services, call: "x", at: now) == "too_many")
  }
}
