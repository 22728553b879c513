import CallEngine
import Foundation
import PostgresServer
import Testing

@testable import Lines
@testable import Store

@Suite(.eachDatabase)
struct ActivationTests {
  let bench: RegistryBench
  static let caller = "09121110001"

  init() throws {
    bench = try RegistryBench()
  }

  private func open(_ imei: String, from line: String = caller, at moment: String = "2026-01-01")
    -> String
  {
    bench.ask("open_activation", ["imei": imei, "line": line], at: moment).reply.outcome
  }

  private func activate(
    _ code: String, _ imei: String = RegistryBench.imported, from line: String = caller,
    at moment: String = "2026-01-01"
  ) -> String {
    bench.activate(imei, code, from: line, at: moment).outcome
  }

  @Test
  func `the right code binds the handset to the number that calls`() {
    #expect(open(RegistryBench.imported) == "ready")
    #expect(activate("۲۴۶۸۱۳۵۷") == "activated")
    #expect(open(RegistryBench.imported) == "yours")
    #expect(open(RegistryBench.imported, from: "09121110002") == "somebody_elses")
    #expect(activate(RegistryBench.importedCode, from: "09121110002") == "somebody_elses")
    #expect(bench.inquire(RegistryBench.imported).value("handset.use") == "activated")
  }

  @Test
  func `a handset that isn't in the registry can't be activated`() {
    #expect(open("490154203237518") == "unregistered")
    #expect(activate("00000000", "490154203237518") == "unregistered")
  }

  @Test
  func `the third wrong code locks for a day from then`() {
    let first = bench.activate(
      RegistryBench.imported, "00000000", from: Self.caller, at: "2026-01-01T10:00")
    #expect(first.outcome == "wrong_code")
    #expect(first.value("activation.tries_left") == "2")
    let second = bench.activate(
      RegistryBench.imported, "00000001", from: Self.caller, at: "2026-01-01T11:00")
    #expect(second.value("activation.tries_left") == "1")
    #expect(activate("00000002", at: "2026-01-01T12:00") == "locked")
    for time in ["2026-01-01T12:00:01", "2026-01-02T11:59:59"] {
      #expect(open(RegistryBench.imported, at: time) == "locked")
      #expect(activate(RegistryBench.importedCode, at: time) == "locked")
    }
    #expect(open(RegistryBench.imported, at: "2026-01-02T12:00") == "ready")
    #expect(activate(RegistryBench.importedCode, at: "2026-01-02T12:00") == "activated")
  }

  @Test
  func `after a lock there are three tries again`() {
    for _ in 0..<3 { _ = activate("00000000", at: "2026-01-01T12:00") }
    #expect(activate("00000000", at: "2026-01-02T12:00") == "wrong_code")
    #expect(activate("00000000", at: "2026-01-02T12:01") == "wrong_code")
    #expect(activate("00000000", at: "2026-01-02T12:02") == "locked")
  }

  @Test
  func `wrong codes from several numbers lock the handset`() {
    for number in 1...3 { _ = activate("00000000", from: "0912111000\(number)") }
    #expect(activate(RegistryBench.importedCode, from: "09121110009") == "locked")
  }

  @Test
  func `wrong codes for several handsets lock the number`() throws {
    let posted = "009999030000016"
    _ = activate("00000000", RegistryBench.imported)
    _ = activate("00000000", posted)
    #expect(activate("00000001", posted) == "locked")
    #expect(open(RegistryBench.imported) == "locked")
    #expect(open(RegistryBench.imported, from: "09121110002") == "ready")
  }

  @Test
  func `wrong codes are forgotten after a day, and after the right one`() {
    _ = activate("00000000", at: "2026-01-01T10:00")
    _ = activate("00000000", at: "2026-01-01T10:01")
    #expect(activate("00000000", at: "2026-01-02T10:02") == "wrong_code")
    _ = activate("00000000", at: "2026-01-02T10:03")
    #expect(activate(RegistryBench.importedCode, at: "2026-01-02T10:04") == "activated")
    let posted = "009999030000016"
    #expect(activate("00000000", posted, at: "2026-01-02T10:05") == "wrong_code")
    #expect(activate("00000001", posted, at: "2026-01-02T10:06") == "wrong_code")
  }

  @Test
  func `the lock goes by the business's time, not by the clock`() {
    for _ in 0..<3 {
      _ = bench.ask(
        "activate", ["imei": RegistryBench.imported, "line": Self.caller, "code": "00000000"],
        at: "2019-03-20T12:00", now: "2026-01-01")
    }
    #expect(open(RegistryBench.imported, at: "2019-03-21T11:59") == "locked")
    #expect(open(RegistryBench.imported, at: "2019-03-21T12:00") == "ready")
  }

  @Test(arguments: ["", "2468135", "246813570", "abc", "24681357 "])
  func `what isn't the code is a wrong code`(code: String) {
    #expect(activate(code) == "wrong_code")
  }

  @Test
  func `no code and no identity stands in the store`() throws {
    let registration = try bench.register(61)
    try bench.pay(registration)
    let code = try #require(try bench.code(to: "09121110001"))
    let stored = try bench.stored()
    for secret in [code, RegistryBench.importedCode, "97531864", "0000000159", "0000000108"] {
      #expect(!stored.contains("\"\(secret)\"") && !stored.contains(" \(secret) "))
    }
    #expect(stored.contains(registration.imei.text))
  }

  @Test
  func `a landline can't be bound`() {
    let answer = bench.ask(
      "activate", ["imei": RegistryBench.imported, "line": "02199900101", "code": "24681357"])
    #expect(answer.reply.outcome == "failed")
    #expect(open(RegistryBench.imported) == "ready")
  }
}
