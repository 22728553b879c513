import Foundation
import Store
import Testing

@testable import Messaging

struct DeliveryPolicyTests {
  private let policy = DeliveryPolicy()
  private let now = Date(timeIntervalSince1970: 1_780_000_000)

  @Test(arguments: [
    (1, 30), (2, 60), (3, 120), (7, 1920), (8, 3600), (11, 3600), (1_000_000, 3600),
  ])
  func `waits double up to an hour`(number: Int, seconds: Int) {
    #expect(policy.wait(afterTry: number) == .seconds(seconds))
  }

  @Test func `all tries are over before a request is`() {
    let waits = (1..<policy.mostTries).map(policy.wait(afterTry:)).reduce(.zero, +)
    #expect(waits > .seconds(4 * 3600) && waits < .seconds(6 * 3600))
  }

  @Test func `what a gateway took is sent, what it refused for good has failed`() {
    for number in [1, 12, 13] {
      #expect(policy.settlement(of: .accepted, try: number, at: now) == .sent)
      #expect(
        policy.settlement(of: .permanentFailure("error \(8)"), try: number, at: now)
          == .failed(why: "error 8"))
    }
  }

  @Test func `what it may take later is tried later, and given up after the last try`() {
    func settlement(_ number: Int) -> Settlement {
      policy.settlement(of: .temporaryFailure("busy"), try: number, at: now)
    }
    #expect(settlement(1) == .later(at: now.addingTimeInterval(30), why: "busy"))
    #expect(settlement(11) == .later(at: now.addingTimeInterval(3600), why: "busy"))
    #expect(settlement(12) == .failed(why: "given up after 12 tries; the last: busy"))
  }

  @Test func `a try that was never finished counts`() {
    #expect(policy.settlement(ofTry: 12) == nil)
    #expect(
      policy.settlement(ofTry: 13)
        == .failed(why: "given up after 12 tries; the last was never finished"))
  }
}
