import Testing

@testable import Services

struct StubBehaviourTests {
  @Test(arguments: [
    ("works", StubBehaviour(.works)), ("failed", StubBehaviour(.failed)),
    ("busy", StubBehaviour(.busy)), ("no_answer", StubBehaviour(.noAnswer)),
    ("late 12s", StubBehaviour(.works, delay: .seconds(12))),
    ("late 700ms then failed", StubBehaviour(.failed, delay: .milliseconds(700))),
    (" late  ۲m then busy ", StubBehaviour(.busy, delay: .seconds(120))),
    ("late 24h then no_answer", StubBehaviour(.noAnswer, delay: .seconds(86_400))),
  ])
  func `a behaviour is read and written`(text: String, behaviour: StubBehaviour) throws {
    #expect(try StubBehaviour(parsing: text) == behaviour)
    #expect(try StubBehaviour(parsing: behaviour.description) == behaviour)
  }

  @Test(arguments: [
    "", "late", "late 12", "late s", "late -3s", "late 25h", "late 99999999999999999999999s",
    "late 12s then", "late 12s then maybe", "late 12s failed", "FAILED", "late 1.5s",
  ])
  func `what is no behaviour is refused`(text: String) {
    #expect(throws: StubFault.self) { try StubBehaviour(parsing: text) }
  }

  @Test(arguments: [
    ("sms", StubTarget.sms), ("email", .email), ("transfer", .transfer(nil)),
    ("transfer 2000", .transfer("2000")), ("transfer ۲۰۰۰", .transfer("2000")),
    ("billing.find_bill", .service("billing.find_bill")),
  ])
  func `a stub is named`(text: String, target: StubTarget) throws {
    #expect(try StubTarget(parsing: text) == target)
    #expect(try StubTarget(parsing: target.description) == target)
  }

  @Test(arguments: ["", "fax", "sms now", "transfer 1 2", "billing.pay"])
  func `a stub that there isn't is refused with those that there are`(text: String) {
    let fault = #expect(throws: StubFault.self) { try StubTarget(parsing: text) }
    #expect(fault?.description.contains("billing.request_email") == true)
  }
}
