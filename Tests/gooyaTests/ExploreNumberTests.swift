import Foundation
import Testing

/// Lines that begin with a number to key, as `gooya explore` gets into them.
struct ExploreNumberTests {
  private static func menu(_ field: String, then next: String = "inside") -> String {
    """
    format: 1
    title: A line
    languages: [en-US]
    start: ask
    defaults: { outcomes: { gave_up: bye, cancelled: bye, failed: bye } }
    fields:
      number: { prompt: [{ text: { en-US: Your number }}], \(field) }
    states:
      ask: { collect: number, outcomes: { collected: \(next) } }
      find:
        service: billing.find_bill
        input: { line: "${number}" }
        outcomes: { due: inside, paid: settled, unknown_line: ask }
      settled: { say: [{ text: { en-US: Nothing is due } }], then: bye }
      inside: { say: [{ value: "${number}", as: digits }], then: bye }
      bye: { hang_up: [{ text: { en-US: Goodbye } }] }

    """
  }

  @Test(arguments: [
    "digits: 11, validate: iran_mobile",
    "min_digits: 10, max_digits: 14, validate: iran_mobile",
    "digits: 11, validate: iran_landline", "digits: 11, validate: iran_line",
    "digits: 10, validate: iran_national_id",
    "min_digits: 6, max_digits: 13, validate: iran_bill_id",
    "digits: 6, validate: iran_bill_id", "digits: 15, validate: imei",
    "digits: 11, validate: china_mobile", "digits: 4", "min_digits: 1, max_digits: 20",
    "digits: 11, validate: iran_mobile, cancel: \"*\"",
    "digits: 10, validate: iran_national_id, confirm: [{ value: \"${number}\", as: digits }]",
  ])
  func `a number that the field takes opens the line`(field: String) throws {
    let place = try Workplace()
    try place.write(Self.menu(field), as: "menu.yaml")
    let keys = try place.gooya("explore", "menu.yaml", "--to", "inside")
    #expect(keys.status == 0, "\(keys)")
    let call = try place.gooya(
      "call", "menu.yaml", "--fast", "--keys", keys.output.trimmingCharacters(in: .newlines))
    #expect(call.output.contains("[inside]"), "\(keys)\(call)")
    let random = try place.gooya("explore", "menu.yaml", "--random", "200")
    #expect(!random.output.contains("inside:"), "\(random)")
  }

  @Test func `numbers of the sample directory are known`() throws {
    let place = try Workplace()
    try place.write(
      Self.menu("digits: 11, validate: iran_line", then: "find"), as: "menu.yaml")
    for state in ["inside", "settled"] {
      let keys = try place.gooya("explore", "menu.yaml", "--to", state)
      #expect(keys.status == 0, "\(keys)")
      #expect(keys.complaints.isEmpty, "no service had to be told what to say: \(keys)")
    }
    let random = try place.gooya("explore", "menu.yaml", "--random", "300")
    #expect(!random.output.contains("Never entered"), "\(random)")
  }

  @Test func `states that were never entered are listed with the reason`() throws {
    let place = try Workplace()
    let menu = Self.menu("digits: 11, validate: iran_line")
      .replacing("  bye:", with: "  lost: { hang_up: [] }\n  bye:")
    try place.write(menu, as: "menu.yaml")
    let overview = try place.gooya("explore", "menu.yaml")
    #expect(
      overview.output.contains(
        """
        Never entered: 3 of 6 states
          find: it can't be reached from the start
          settled: it can't be reached from the start
          lost: it can't be reached from the start
        """), "\(overview)")
    try place.write(Self.menu("digits: 11, validate: iran_mobile, cancel: \"9\""), as: "menu.yaml")
    for arguments in [["explore", "menu.yaml"], ["explore", "menu.yaml", "--random", "50"]] {
      let outcome = try place.gooya(arguments)
      #expect(
        outcome.output.contains("  inside: no number is known that 'ask' accepts"), "\(outcome)")
    }
    let one = try place.gooya("explore", "menu.yaml", "--to", "inside")
    #expect(one.status == 1 && one.complaints.contains("no number is known that 'ask' accepts"))
  }
}
