import Foundation
import Testing

/// `gooya check` reads the scenarios beside a script, and those named.
struct CheckScenarioTests {
  private static let sound = """
    title: The bill is paid
    caller: { line: "02199900001", language: fa-IR }
    given: { billing.find_bill: paid, sms: failed }
    steps:
      - hear: welcome
      - press: "2"
      - expect: { state: main }

    """

  /// A slip, the line it stands in, its rule, and whether `--fix` mends it.
  static let slips: [(old: String, new: String, line: Int, code: String, isMended: Bool)] = [
    (": paid", ": paidd", 3, "E406", true),
    ("billing.find_bill: paid", "billing.find_bil: paid", 3, "E405", true),
    (": paid", ": { outcome: pad }", 3, "E406", true),
    (": paid", ": { outcome: due, bill.amont: \"17000\" }", 3, "E101", true),
    (": paid", ": { outcome: due, bill.amount: 17000 }", 3, "E104", true),
    (": paid", ": { outcome: paid, bill.amount: \"17000\" }", 3, "E408", false),
    ("sms: failed", "sms: connected", 3, "E406", false),
    ("press: \"2\"", "press: 2", 6, "E104", true),
    ("hear: welcome", "hear: welcom", 5, "E401", true),
    ("state: main", "state: mian", 7, "E201", true),
    ("language: fa-IR", "language: fa-IT", 2, "E212", true),
    ("press: \"2\"", "pres: \"2\"", 6, "E101", true),
    ("press: \"2\"", "wait: 3", 6, "E109", true),
    ("title: The bill is paid", "titel: The bill is paid", 1, "E101", true),
  ]

  private func place(_ scenario: String) throws -> Workplace {
    let place = try Workplace()
    try FileManager.default.createDirectory(
      atPath: place.path("line/scenarios"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: Workplace.script, toPath: place.path("line/menu.yaml"))
    try place.write(scenario, as: "line/scenarios/one.yaml")
    return place
  }

  private static func edited(_ old: String, _ new: String) throws -> String {
    let range = try #require(sound.range(of: old))
    return sound.replacingCharacters(in: range, with: new)
  }

  @Test func `sound scenarios are counted`() throws {
    let outcome = try place(Self.sound).gooya("check", "line")
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.output.contains(" states and 1 scenarios\n"))
  }

  @Test(arguments: slips.indices)
  func `a slip in a scenario is told where it stands, and mended if that is sure`(
    _ index: Int
  ) throws {
    let (old, new, line, code, isMended) = Self.slips[index]
    let place = try place(Self.edited(old, new))
    let file = "line/scenarios/one.yaml"
    for named in ["line", "line/menu.yaml", "line/scenarios", "line/scenarios/", file] {
      let outcome = try place.gooya("check", named)
      #expect(outcome.status == 1, "\(outcome)")
      #expect(outcome.output.contains("\(file):\(line):"), "\(outcome)")
      #expect(outcome.output.contains("[\(code)]"), "\(outcome)")
    }
    #expect(try place.gooya("check", "line", "--format", "json").output.contains("\"\(code)\""))
    let fixed = try place.gooya("check", "--fix", index.isMultiple(of: 2) ? "line" : file)
    #expect(fixed.status == (isMended ? 0 : 1), "\(fixed)")
    #expect(fixed.complaints.contains("\(file):\(line):") == isMended, "\(fixed)")
  }

  @Test func `of a script that doesn't compile the scenarios aren't read`() throws {
    let place = try place(Self.edited(": paid", ": payed"))
    let script = try String(contentsOfFile: Workplace.script, encoding: .utf8)
    try place.write(
      script.replacing("start: who_rang", with: "start: nowhere"), as: "line/menu.yaml")
    let outcome = try place.gooya("check", "line")
    #expect(outcome.status == 1)
    #expect(!outcome.output.contains("one.yaml"), "\(outcome)")
    #expect(try place.gooya("check", "line/scenarios/one.yaml").output.contains("[E403]"))
  }
}
