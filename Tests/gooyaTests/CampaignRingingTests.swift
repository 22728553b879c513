import Foundation
import GRDB
import Lines
import PostgresServer
import Testing

/// Campaigns and calls that ring telephones by SIP: sipp plays them (Tests/Telephones).
struct CampaignRingingTests {
  private static let scenario =
    Workplace.package.appendingPathComponent("Tests/Telephones/debtors.xml").path

  /// What the debtors' telephones do, by the last digit of their numbers, and what it comes to.
  private static let outcomes: [Int: CampaignOutcome] = [
    1: .busy, 2: .rejected, 3: .noAnswer, 4: .noSuchNumber, 5: .congestion, 6: .unreachable,
    7: .hungUp, 8: .notTold, 9: .answered, 0: .noAnswer,
  ]

  /// Starts the campaign.
  private static func start(
    at port: Int, ringFor time: String, in place: Workplace
  ) throws -> WatchedProgram {
    try WatchedProgram(
      [
        "-C", place.folder.path, "HOME=\(place.folder.path)", "XDG_DATA_HOME=\(place.path("xdg"))",
        Workplace.program, "campaign", "start", "autumn", "--sip",
        "sip:{number}@127.0.0.1:\(port)", "--ring-for", time,
      ], in: place.folder.path)
  }

  @Test func `each debtor is rung, and what the network says is his outcome`() async throws {
    let place = try Workplace()
    let lines = try Self.outcomes.keys.map { digit in
      let bill = try BillID(fileCode: 20_000_000 + digit, companyCode: 912, serviceDigit: 5)
      let payment = try PaymentID(amount: 500_000, year: 5, period: 6, for: bill)
      return ("0912100000\(digit)", "\(bill),\(payment),500000,06,2026-10-20")
    }
    try place.write(
      "line,kind,last_name\n" + lines.map { "\($0.0),mobile,Sample\n" }.joined(), as: "lines.csv")
    try place.write(
      "line,bill_id,payment_id,amount_rial,period,due_on\n"
        + lines.map { "\($0.0),\($0.1)\n" }.joined(), as: "bills.csv")
    for file in ["lines.csv", "bills.csv"] {
      #expect(try place.gooya("directory", "import", file).status == 0)
    }
    try place.gooya(
      ["campaign", "create", "autumn", "--hours", "mon-sun 00:00-24:00", "--at-once", "4"]
        + CampaignOutcome.allCases.flatMap { ["--retry", "\($0.rawValue)=1"] })
    let port = try PostgresServer.freePort()
    let telephones = try WatchedProgram(
      [
        "-C", place.folder.path, "sipp", "-sf", Self.scenario, "-i", "127.0.0.1", "-mi",
        "127.0.0.1", "-p", "\(port)", "-nostdin", "-timeout", "300s", "-trace_logs", "-log_file",
        place.path("rung"), "-trace_err", "-error_file", place.path("errors"),
      ], in: place.folder.path)
    let run = try Self.start(at: port, ringFor: "2s", in: place)
    #expect(try await run.end() == 0, "\(run.complaints) \(telephones.complaints)")
    #expect(run.complaints.isEmpty, "\(run.complaints)")
    let found = try place.gooya("campaign", "report", "autumn", "--csv").lines.dropFirst()
    for (row, digit) in zip(found, Self.outcomes.keys.sorted()) {
      let outcome = try #require(Self.outcomes[digit])
      let state = outcome == .answered ? "reached" : "given_up"
      #expect(
        row.hasPrefix("0912100000\(digit),\(state),1,\(outcome.rawValue),"), "\(row)")
    }
    #expect(found.count == Self.outcomes.count)
    let rung = try String(contentsOfFile: place.path("rung"), encoding: .utf8)
    #expect(rung.matches(of: #/INVITE sip:/#).count == Self.outcomes.count, "\(rung)")
    // Those who answered have a record, which their attempt names.
    let calls = try place.calls()
    #expect(calls.map(\.line).sorted() == ["09121000007", "09121000008", "09121000009"])
    #expect(calls.allSatisfy { $0.path.first == "who_rang" }, "\(calls)")
    let named = try await place.database().read {
      try Int.fetchOne(
        $0,
        sql: """
          SELECT count(*) FROM campaign_attempts AS a JOIN call_records AS c USING (call_id)
          WHERE c.direction = 'outgoing'
          """)
    }
    #expect(named == 3)
    #expect(telephones.status == nil)
  }

  @Test func `a network that says nothing isn't the debtors' fault, and is told`() async throws {
    let place = try Workplace()
    try place.gooya(
      "campaign", "create", "autumn", "--hours", "mon-sun 00:00-24:00", "--retry", "congestion=1")
    let mute = try Listener()
    let run = try Self.start(at: mute.port, ringFor: "1s", in: place)
    #expect(try await run.end() == 1)
    #expect(run.complaints.contains("nothing is heard of 127.0.0.1:\(mute.port)\n"))
    let rows = try place.gooya("campaign", "report", "autumn", "--csv").lines.dropFirst()
    #expect(!rows.isEmpty && rows.allSatisfy { $0.contains(",given_up,1,congestion,") }, "\(rows)")
  }

  @Test func `a gateway whose port is closed costs no debtor an attempt`() async throws {
    let place = try Workplace()
    try place.gooya("campaign", "create", "autumn", "--hours", "mon-sun 00:00-24:00")
    let port = try PostgresServer.freePort()
    let run = try Self.start(at: port, ringFor: "1s", in: place)
    #expect(try await run.end() == 1)
    #expect(run.complaints.contains("nobody listens at 127.0.0.1:\(port); nobody was rung"))
    let rows = try place.gooya("campaign", "report", "autumn", "--csv").lines.dropFirst()
    #expect(!rows.isEmpty && rows.allSatisfy { $0.contains(",waiting,0,,") }, "\(rows)")
  }

  /// A UDP port at which what comes isn't read.
  private final class Listener {
    private let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
    let port: Int

    init() throws {
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      var size = socklen_t(MemoryLayout<sockaddr_in>.size)
      let failure = withUnsafeMutablePointer(to: &address) { [descriptor] place in
        place.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(descriptor, $0, size) + getsockname(descriptor, $0, &size)
        }
      }
      try #require(failure == 0)
      port = Int(UInt16(bigEndian: address.sin_port))
    }

    deinit { close(descriptor) }
  }

  /// sipp ends well only if everything that belongs to a call's end has come.
  @Test func `a telephone that nobody answers stops ringing in order`() async throws {
    let place = try Workplace()
    let port = try PostgresServer.freePort()
    let telephone = try WatchedProgram(
      [
        "-C", place.folder.path, "sipp", "-sf",
        Workplace.package.appendingPathComponent("Tests/Telephones/ringing.xml").path, "-i",
        "127.0.0.1", "-p", "\(port)", "-nostdin", "-m", "1", "-timeout", "300s",
      ], in: place.folder.path)
    func call() throws -> Workplace.Outcome {
      try place.gooya("call", "--sip", "sip:1000@127.0.0.1:\(port)", "--ring-for", "1s")
    }
    var outcome = try call()
    // It may not have listened yet.
    while outcome.complaints.contains("nobody listens") { outcome = try call() }
    #expect(outcome.status == 1 && outcome.complaints.contains("it has rung for 1s"), "\(outcome)")
    #expect(try await telephone.end() == 0, "\(telephone.complaints)")
  }

  @Test(arguments: ["sip:1000@127.0.0.1", "sip:127.0.0.1/{number}", "{number}", "sip:{number}@"])
  func `an address without a number's place is refused`(address: String) throws {
    let outcome = try Workplace().gooya("campaign", "start", "autumn", "--sip", address)
    #expect(outcome.status == 64 && outcome.complaints.contains("sip:{number}@192.0.2.20"))
  }
}
