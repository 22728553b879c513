import Foundation
import Testing

/// What messages say is the script's author's to write.
struct MessageTextTests {
  /// A copy of the billing line in a folder of its own.
  private static func copy(in place: Workplace) throws {
    for name in ["menu.yaml", "messages/fa-IR.yaml", "messages/en-US.yaml"] {
      let text = try String(
        contentsOf: Workplace.package.appending(path: "MenuScripts/billing/\(name)"),
        encoding: .utf8)
      try place.write(text, as: "line/\(name)", making: true)
    }
  }

  private static func edit(_ file: String, _ old: String, _ new: String, in place: Workplace) throws
  {
    let text = try String(contentsOfFile: place.path(file), encoding: .utf8)
    #expect(text.contains(old))
    try place.write(text.replacing(old, with: new), as: file)
  }

  @Test func `texts beside a script are sent`() throws {
    let place = try Workplace()
    try Self.copy(in: place)
    try Self.edit("line/messages/en-US.yaml", "Bill for telephone", "Your bill,", in: place)
    let call = try place.gooya(
      "call", "line", "--fast", "--from", "09120000001", "--language", "en-US", "--keys", "2 ~2 h")
    #expect(call.status == 0, "\(call)")
    #expect(try place.outbox().first?.text.hasPrefix("Your bill, 09120000001\n") == true)
    #expect(try place.gooya("check", "line").status == 0)
  }

  @Test func `a text that could give away what it isn't given is refused by check and call`() throws
  {
    let place = try Workplace()
    try Self.copy(in: place)
    try Self.edit("line/messages/en-US.yaml", "{name}", "{name}, {address}", in: place)
    let check = try place.gooya("check", "line")
    #expect(check.status == 1)
    #expect(check.output.contains("line/messages/en-US.yaml:"), "\(check)")
    #expect(check.output.contains("[E603]"))
    let call = try place.gooya("call", "line", "--fast", "--from", "09120000001", "--keys", "h")
    #expect(call.status == 1 && call.complaints.contains("[E603]"))
    #expect(try place.gooya("calls").output.isEmpty, "no call was begun")
  }

  @Test func `a script without texts of its own has those that come with gooya`() throws {
    let place = try Workplace()
    try Self.copy(in: place)
    try FileManager.default.removeItem(atPath: place.path("line/messages"))
    let call = try place.gooya(
      "call", "line", "--fast", "--from", "09120000001", "--language", "en-US", "--keys", "2 ~2 h")
    #expect(call.status == 0, "\(call)")
    #expect(try place.outbox().first?.text.hasPrefix("Bill for telephone") == true)
  }
}
