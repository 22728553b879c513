import Foundation
import GRDB
import Glibc
import Lines
import Testing
import Workbench

@testable import gooya

/// Campaigns as an operator runs them, against simulated debtors.
struct CampaignTests {
  let place: Workplace

  init() throws {
    place = try Workplace()
  }

  /// Imports subscribers with a debt each, of at least 100 000 Rial.
  private func importDebtors(_ count: Int) throws -> [String] {
    var lines: [String] = []
    var bills = "line,bill_id,payment_id,amount_rial,period,due_on\n"
    for number in 0..<count {
      let line = "0912\(1_000_000 + number)"
      let bill = try BillID(fileCode: 20_000_000 + number, companyCode: 912, serviceDigit: 5)
      let amount = Int64(100 + number % 900) * 1000
      let payment = try PaymentID(amount: amount, year: 5, period: 6, for: bill)
      bills += "\(line),\(bill),\(payment),\(amount),06,2026-10-20\n"
      lines.append(line)
    }
    try place.write(
      "line,kind,last_name\n" + lines.map { "\($0),mobile,Sample\n" }.joined(), as: "lines.csv")
    try place.write(bills, as: "bills.csv")
    for file in ["lines.csv", "bills.csv"] {
      #expect(try place.gooya("directory", "import", file).status == 0)
    }
    return lines
  }

  private struct Report: Decodable {
    let status: String
    let debtors: Int
    let states: [String: Int]
    let givenUp: [String: Int]
    let attempts: Int
    let outcomes: [String: Int]
    let openAttempts: Int
    let hours: [Hour]

    struct Hour: Decodable {
      let hour: Int
      let outcomes: [String: Int]
    }
  }

  private func report(_ name: String = "autumn") throws -> Report {
    let outcome = try place.gooya("campaign", "report", name, "--json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Report.self, from: Data(outcome.output.utf8))
  }

  /// Holds a campaign's rows to what it promises: nobody's telephone rings twice on a day, and what
  /// is in the ledger and the call records is what the attempts say.
  private func checkPromises() throws {
    try place.database().read { db in
      // A day in Tehran.
      let most = try Int.fetchOne(
        db,
        sql: """
          SELECT max(number) FROM (
            SELECT count(*) AS number FROM campaign_attempts AS a
            JOIN campaign_debtors AS d ON d.id = a.debtor_id
            WHERE coalesce(a.outcome, 'interrupted') NOT IN ('busy', 'unreachable', 'no_such_number', 'congestion')
            GROUP BY d.number, (a.began_at + 12600000) / 86400000)
          """)
      #expect(most ?? 1 == 1)
      func count(_ sql: String) throws -> Int? {
        try Int.fetchOne(db, sql: "SELECT count(*) \(sql)")
      }
      #expect(
        try count("FROM call_records")
          == count("FROM campaign_attempts WHERE call_id IN (SELECT call_id FROM call_records)"))
      #expect(
        try count("FROM payments WHERE bill_id IN (SELECT bill_id FROM bills)")
          == count("FROM campaign_debtors WHERE state = 'paid'"))
    }
  }

  private func attempts() throws -> Int? {
    try place.database().read { try Int.fetchOne($0, sql: "SELECT max(id) FROM campaign_attempts") }
  }

  private func checkSums(_ report: Report, _ debtors: Int) {
    #expect(report.debtors == debtors && report.states.values.reduce(0, +) == debtors)
    #expect(report.givenUp.values.reduce(0, +) == report.states["given_up"])
    #expect(report.outcomes.values.reduce(report.openAttempts, +) == report.attempts)
    let byHour = report.hours.flatMap(\.outcomes.values).reduce(0, +)
    #expect(byHour + report.openAttempts == report.attempts)
  }

  /// What debtors do, how many of fifty do that, and what it comes to: the end state, and how often
  /// they are rung with which outcome.
  private static let plants: [(deed: String, share: Int, state: String, attempts: [String: Int])] =
    [
      ("busy", 12, "given_up", ["busy": 2]),
      ("no_answer", 12, "given_up", ["no_answer": 1]),
      ("unreachable", 10, "given_up", ["unreachable": 2]),
      ("machine", 3, "given_up", ["machine": 1]),
      ("hangs_up", 1, "given_up", ["hung_up": 2]),
      ("stranger", 1, "given_up", ["not_told": 2]),
      ("stranger; ~40 h", 1, "given_up", ["not_told": 1, "hung_up": 2]),
      ("listens", 2, "reached", ["answered": 1]),
      ("pays", 2, "paid", ["answered": 1]),
      ("busy; no_answer; presses", 1, "given_up", ["busy": 1, "no_answer": 1]),
      ("busy; unreachable; presses", 2, "reached", ["busy": 1, "unreachable": 1, "answered": 1]),
      ("busy; ~30 1 ~40 h", 1, "reached", ["busy": 1, "answered": 1]),
      ("hangs_up; pays", 2, "paid", ["hung_up": 1, "answered": 1]),
    ]

  @Test func `a campaign's report is what was planted`() throws {
    let count = 3000
    let lines = try importDebtors(count)
    let deck = Self.plants.indices.flatMap { Array(repeating: $0, count: Self.plants[$0].share) }
    let planted = lines.indices.map { Self.plants[deck[$0 % deck.count]] }
    try place.write(
      "number,behaviour\n"
        + zip(lines, planted).map { "\($0),\($1.deed)\n" }.joined(), as: "debtors.csv")
    let retries = ["busy=2/20m", "no_answer=1", "unreachable=2/2h", "machine=1", "not_told=2/1d"]
    let made = try place.gooya(
      ["campaign", "create", "autumn"] + retries.flatMap { ["--retry", $0] })
    #expect(made.output == "autumn: \(count) debtors\n", "\(made)")
    let run = try place.gooya(
      "campaign", "start", "autumn", "--simulate", "--fast", "--behaviour", "debtors.csv", "--at",
      "2026-12-05T09:00")
    #expect(run.status == 0 && run.complaints.isEmpty, "\(run)")
    #expect(run.lines.count { $0.contains(" of \(count) debtors, ") } >= 5, "\(run)")
    let report = try report()
    #expect(report.status == "done" && report.openAttempts == 0)
    checkSums(report, count)
    var (states, outcomes): ([String: Int], [String: Int]) = ([:], [:])
    for plant in planted {
      states[plant.state, default: 0] += 1
      outcomes.merge(plant.attempts, uniquingKeysWith: +)
    }
    #expect(report.states.filter { $0.value > 0 } == states)
    #expect(report.outcomes.filter { $0.value > 0 } == outcomes)
    #expect(report.hours.allSatisfy { (9..<20).contains($0.hour) })
    // Each debtor by himself.
    let list = try place.gooya("campaign", "report", "autumn", "--csv").lines
    #expect(list.first == "number,state,attempts,last_outcome,last_attempt")
    for (row, (line, plant)) in zip(list.dropFirst(), zip(lines, planted)) {
      let attempts = plant.attempts.values.reduce(0, +)
      #expect(row.hasPrefix("\(line),\(plant.state),\(attempts),"), "\(row): \(plant)")
    }
    #expect(list.count == count + 1)
    try checkPromises()
  }

  @Test(arguments: [UInt64(7)])
  func `nobody is rung twice on a day, whatever is killed`(seed: UInt64) throws {
    let count = 600
    _ = try importDebtors(count)
    try place.gooya("campaign", "create", "autumn", "--at-once", "8", "--per-second", "2")
    let start = ["campaign", "start", "autumn", "--simulate", "--fast", "--seed", "\(seed)"]
    var generator = SeededGenerator(seed: seed)
    var kills = 0
    var rounds = 0
    while rounds < 25, try report().status != "done" {
      rounds += 1
      let before = try attempts()
      let running = try place.start(start)
      let giveUp = Date(timeIntervalSinceNow: 60)
      while try attempts() == before, Date() < giveUp { usleep(2000) }
      usleep(useconds_t(Int.random(in: 0..<150_000, using: &generator)))
      running.send(SIGKILL)
      if try running.wait().status == -SIGKILL { kills += 1 }
      checkSums(try report(), count)
      try checkPromises()
    }
    #expect(kills > 0, "some kills must meet a campaign that runs")
    let last = try place.gooya(start)
    #expect(last.status == 0, "\(last)")
    let report = try report()
    #expect(report.status == "done" && report.openAttempts == 0)
    checkSums(report, count)
    try checkPromises()
    let most = try place.database().read {
      try Int.fetchOne(
        $0,
        sql: "SELECT count(*) AS n FROM campaign_attempts GROUP BY began_at / 1000 ORDER BY n DESC")
    }
    #expect(most == 2)
    #expect(
      try place.database().read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
  }

  @Test func `two processes don't run a campaign, and a pause ends the one that does`() throws {
    try place.gooya("campaign", "create", "autumn", "--hours", "mon-sun 00:00-24:00")
    let slow = ["campaign", "start", "autumn", "--simulate", "--speed", "0.5"]
    let running = try place.start(slow)
    while try report().status != "running" { usleep(20_000) }
    let second = try place.gooya(slow)
    #expect(second.status == 1)
    #expect(second.complaints == "gooya: another process runs the campaign 'autumn'\n")
    #expect(try place.gooya("campaign", "pause", "autumn").output == "autumn is paused\n")
    running.send(SIGINT)
    #expect(try [130, -SIGINT].contains(running.wait().status))
    #expect(try report().status == "paused")
    // Whoever was being rung isn't rung again today.
    try place.gooya("campaign", "start", "autumn", "--simulate", "--fast")
    #expect(try report().status == "done")
    try checkPromises()
  }

  @Test func `a campaign that hasn't begun or is done can't be paused`() throws {
    try place.gooya("campaign", "create", "autumn")
    let early = try place.gooya("campaign", "pause", "autumn")
    #expect(early.output == "autumn hasn't been started; there is nothing to pause\n")
    try place.gooya("campaign", "start", "autumn", "--simulate", "--fast")
    let count = try report().debtors
    let late = try place.gooya("campaign", "pause", "autumn")
    #expect(
      late.output == "autumn: all \(count) debtors are done; there is nothing to pause\n")
    #expect(try report().status == "done")
  }

  @Test(arguments: [
    ["a\tb"], [""], ["  "], [String(repeating: "a", count: 65)], ["--", "-a"],
  ])
  func `a name that can't be is refused with what names are`(arguments: [String]) throws {
    let outcome = try place.gooya(["campaign", "create"] + arguments)
    #expect(outcome.status == 64 && outcome.complaints.contains("a name has 1 to 64 characters"))
  }

  @Test func `the status says when debtors are rung`() throws {
    try place.write(
      "date,name\n2099-12-06,A holiday\n2000-12-06,An old holiday\n", as: "holidays.csv")
    try place.gooya(
      "campaign", "create", "autumn", "--hours", "sat-wed 10:00-12:00 16:00-17:00", "--hours",
      "thu 10:00-12:00", "--closed", "2099-12-25")
    try place.gooya("campaign", "create", "winter")
    let autumn = try place.gooya("campaign", "status", "autumn").lines
    let hours = "sat-wed 10:00-12:00 16:00-17:00, thu 10:00-12:00, Asia/Tehran; "
    #expect(autumn.contains { $0.hasPrefix("  hours     \(hours)") }, "\(autumn)")
    let winter = try place.gooya("campaign", "status", "winter").lines
    #expect(winter.contains { $0.contains("sat-wed 09:00-20:00, thu 09:00-14:00, Asia/Tehran") })
    #expect(winter.contains("  closed    on no other day"))
  }

  @Test func `without a network nobody is rung`() throws {
    try place.gooya("campaign", "create", "autumn")
    let outcome = try place.gooya("campaign", "start", "autumn")
    #expect(outcome.status == 1 && outcome.complaints.contains("--simulate"))
    #expect(try report().attempts == 0 && report().status == "ready")
  }

  @Test(arguments: [
    (["--hours", "sat-wed 9-20"], "aren't hours"),
    (["--hours", "mon 09:00-10:00", "--hours", "mon-fri 11:00-12:00"], "other hours for mon"),
    (["--zone", "Tehran"], "no time zone 'Tehran'"),
    (["--closed", "christmas"], "neither a date"),
    (["--closed", "missing.csv"], "can't be read"),
    (["--retry", "busy=3"], "--retry busy=3"),
    (["--retry", "sleepy=3/1d"], "--retry sleepy=3/1d"),
    (["--debt-over", "99999999999999"], "nobody owes that"),
    (["--due-before", "yesterday"], "--due-before yesterday"),
    (["--line", "weather"], "no line 'weather' has debtors"),
  ])
  func `what can't be is refused in words`(arguments: [String], words: String) throws {
    let outcome = try place.gooya(["campaign", "create", "autumn"] + arguments)
    let status: Int32 = words == "nobody owes that" ? 1 : 64
    #expect(outcome.status == status && outcome.complaints.contains(words), "\(outcome)")
    #expect(try place.gooya("campaign", "list").output.isEmpty)
  }

  @Test func `calling hours and holidays are kept`() throws {
    try place.write("date,name\n2026-12-06,A holiday\n", as: "holidays.csv")
    try place.gooya(
      "campaign", "create", "autumn", "--hours", "sat-wed 10:00-12:00,16:00-17:00", "--closed",
      "holidays.csv", "--retry", "no_answer=1")
    try place.gooya(
      "campaign", "start", "autumn", "--simulate", "--fast", "--at", "2026-12-05T16:50")
    let rung = try place.gooya("campaign", "report", "autumn", "--csv").lines.dropFirst()
    let days = rung.compactMap { $0.split(separator: ",").last?.prefix(10) }
    #expect(!days.isEmpty && !days.contains("2026-12-06"))
    let hours = try report().hours.map(\.hour)
    #expect(!hours.isEmpty && Set(hours).isSubset(of: [10, 11, 16]))
  }

  @Test func `the do-not-call list keeps a number from being rung`() throws {
    #expect(try place.gooya("campaign", "do-not-call", "add", "+982199900001").status == 0)
    #expect(try place.gooya("campaign", "do-not-call", "list").output == "02199900001\n")
    try place.gooya("campaign", "create", "autumn")
    try place.gooya("campaign", "start", "autumn", "--simulate", "--fast")
    let list = try place.gooya("campaign", "report", "autumn", "--csv").lines
    #expect(list.contains("02199900001,do_not_call,0,,"))
    #expect(try place.gooya("campaign", "do-not-call", "remove", "02199900001").status == 0)
    #expect(try place.gooya("campaign", "do-not-call", "remove", "02199900001").status == 1)
  }

  @Test func `the picture has a column an hour, in colours for light and dark`() throws {
    try place.gooya("campaign", "create", "a <b> & c")
    try place.gooya("campaign", "start", "a <b> & c", "--simulate", "--fast")
    #expect(try place.gooya("campaign", "report", "a <b> & c", "-o", "picture.svg").status == 0)
    let svg = try String(contentsOfFile: place.path("picture.svg"), encoding: .utf8)
    for tag in ["svg", "style", "text", "title"] {
      #expect(
        svg.matches(of: try Regex("<\(tag)[ >]")).count
          == svg.matches(of: try Regex("</\(tag)>")).count)
    }
    #expect(svg.contains("prefers-color-scheme: dark") && svg.contains("a &lt;b&gt; &amp; c"))
    let report = try report("a <b> & c")
    for (outcome, count) in report.outcomes {
      #expect(svg.contains("<rect class=\"\(outcome)\"") == (count > 0), "\(outcome)")
    }
    #expect(try place.gooya("campaign", "report", "a <b> & c", "-o", "picture.png").status == 64)
  }

  @Test(arguments: ["~30 h", "~8 2", "7 ~20 8 ~20 9 ~20 h"])
  func `whoever answers hears no bill, no name and no debt before he says who he is`(
    keys: String
  ) throws {
    for (number, name) in [("02199900001", "نمونه"), ("02199900005", "Sample")] {
      for language in ["fa-IR", "en-US"] {
        let said = try place.gooya(
          "call", Workplace.script, "--to", number, "--language", language, "--fast", "--keys", keys
        )
        let lines = said.lines.filter { $0.contains("line: ") || $0.contains("cut off") }.joined()
        #expect(said.status == 0 && !lines.isEmpty, "\(said)")
        for word in [name, "بدهی", "قبض", "صورتحساب", "debt", "bill", "owe", "due", "Rial"] {
          #expect(!lines.contains(word), "\(language): \(word)")
        }
      }
    }
    let told = try place.gooya(
      "call", Workplace.script, "--to", "02199900005", "--fast", "--keys", "1 ~30 h")
    #expect(told.output.contains("Sample") && told.output.contains("rials"))
  }

  @Test func `an answering machine hears no debt, no name and no number of the debtor's`() throws {
    let script = "\(Workplace.package.path)/MenuScripts/billing/machine.yaml"
    for language in ["fa-IR", "en-US"] {
      let said = try place.gooya(
        "call", script, "--to", "02199900001", "--language", language, "--fast")
      #expect(said.status == 0 && said.output.contains("line: "))
      let lines = said.lines.filter { $0.contains("line: ") }.joined()
      for word in ["نمونه", "بدهی", "قبض", "صورتحساب", "debt", "bill", "owe", "due", "Rial"] {
        #expect(!lines.contains(word), "\(language): \(word)")
      }
      #expect(!said.output.dropFirst(said.lines[0].count).contains("02199900001"))
    }
  }

  @Test func `a simulated campaign isn't run where messages would reach people`() throws {
    let place = try Workplace()
    let run = try place.shell(
      "GOOYA_SMS_GATEWAY=kannel GOOYA_SMS_SENDER=3000 GOOYA_SMS_KANNEL_USERNAME=a "
        + "GOOYA_SMS_KANNEL_PASSWORD=b $GOOYA campaign start autumn --simulate --fast")
    #expect(run.status == 1 && run.complaints.contains("calls that nobody made"))
  }
}
