import CallEngine
import CallRuntime
import Testing

@Suite struct KeyScriptTests {
  @Test func `blanks part keys, waits and the end of the call`() throws {
    let script = try KeyScript(parsing: " 4  ~1.5 12#\nh")
    #expect(
      script.actions == [
        .press(.four), .wait(.milliseconds(1500)), .press(.one), .press(.two), .press(.pound),
        .hangUp,
      ])
  }

  @Test func `Persian and Arabic digits are keys and seconds too`() throws {
    let script = try KeyScript(parsing: "۴ ~۱۲ ٠")
    #expect(script.actions == [.press(.four), .wait(.seconds(12)), .press(.zero)])
  }

  @Test func `a text without items is a silent caller`() throws {
    #expect(try KeyScript(parsing: " \n ").actions.isEmpty)
  }

  @Test(arguments: ["x", "1x", "~", "~-1", "~x", "~1e99", "~nan", "~inf", "hh", "1h"])
  func `what is neither key, wait nor h is refused by name`(text: String) {
    let error = #expect(throws: KeyScript.Malformed.self) { try KeyScript(parsing: "1 \(text)") }
    #expect(error?.item == text)
  }
}
