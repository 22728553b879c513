import Foundation
import Testing

@testable import Lines
@testable import Store

struct ConfidentialTests {
  static let secret = "کوچه‌ی راز"

  static func subscriber() throws -> Subscriber {
    Subscriber(
      line: try SubscriberLine(parsing: "02199900001"), lastName: "x",
      address: Confidential(secret), postalCode: Confidential(secret))
  }

  @Test
  func `no way of describing gives the value out`() throws {
    let value = Confidential(Self.secret)
    var dumped = ""
    dump(try Self.subscriber(), to: &dumped)
    dump(value, to: &dumped)
    let texts = [
      "\(value)", String(describing: value), String(reflecting: value), "\([value])",
      "\(Optional(value) as Any)", String(describing: try Self.subscriber()),
      String(reflecting: try Self.subscriber()), dumped,
      String(format: "%@", "\(value)" as NSString),
      String(decoding: try JSONEncoder().encode([value]), as: UTF8.self),
    ]
    for text in texts {
      #expect(!text.contains("راز"))
      #expect(text.contains("redacted"))
    }
    #expect(Mirror(reflecting: value).children.isEmpty)
  }

  @Test
  func `no message has an address or a postal code`() throws {
    let store = try Store()
    let folder = TemporaryFolder()
    _ = try Directory(store).importDirectory(
      from: try folder.write(
        "line,kind,last_name,address,postal_code\n09121112233,mobile,x,\(Self.secret),9876543210\n")
    )
    let services = ServiceDesk(store: store)
    for name in ["billing.send_bill", "billing.request_email"] {
      _ = services.invoke(.make(name, "09121112233", "09121112233"), callID: "c", at: .now)
    }
    _ = try services.receiveSMS(from: "09121112233", text: "a@b.example", at: .now)
    let entries = try store.outbox()
    #expect(entries.count == 4)
    for entry in entries {
      #expect(!"\(entry)".contains("راز") && !"\(entry)".contains("9876543210"))
    }
    let subscriber = try #require(
      try Directory(store).subscriber(of: SubscriberLine(parsing: "09121112233")))
    #expect(!"\(BillView(subscriber, nil))".contains("راز"))
  }

  @Test
  func `only the tables of subscribers have an address column`() throws {
    let tables = try Store().read("look at the tables") { db in
      try db.texts(
        """
        SELECT name FROM sqlite_master
        WHERE type = 'table' AND (sql LIKE '%address%' OR sql LIKE '%postal%')
        """)
    }
    #expect(tables == ["subscribers", "arriving_subscribers"])
  }
}
