import CallEngine
import Dispatch
import Foundation
import Lines
import Testing

@testable import CallRuntime
@testable import gooya

/// Callers who are put through to lines of the configuration.
@Suite struct `Transfers to configured lines` {
  private static func script(_ title: String, transferringTo target: String) -> String {
    """
    format: 1
    title: \(title)
    languages: [en-US]
    start: through
    states:
      through:
        transfer: "\(target)"
        outcomes: { connected: bye, busy: bye, no_answer: bye, failed: bye }
      bye: { hang_up: [] }
    """
  }

  private static let mailbox = """
    format: 1
    title: Mailbox
    languages: [en-US]
    start: say
    states:
      say: { record: message, prompt: [{ text: { en-US: "Speak." } }], outcomes: { recorded: bye, empty: bye } }
      bye: { hang_up: [] }
    """

  /// A far side that is only asked for.
  private final class Outside: FarSide {
    func ring(reporting report: FarSideReport) {}
    func forward(_ digit: Digit) {}
    func hangUp() {}
  }

  private static func exchange() throws -> TestExchange {
    try TestExchange(
      [
        "desk.yaml": script("Desk", transferringTo: "2000"),
        "shop.yaml": script("Shop", transferringTo: "1000"), "mailbox.yaml": mailbox,
      ],
      numbers: [
        ("1000", "desk.yaml"), ("+982000", "shop.yaml"), ("2000", "shop.yaml"),
        ("3000", "mailbox.yaml"),
      ])
  }

  /// The services of a call to the desk, over a network that can ring.
  private static func services(
    _ test: TestExchange, from caller: String = "09120000001"
  ) throws -> LaneServices {
    let accepted = try test.ring("1000", from: caller).accepted
    let lane = DispatchQueue(label: "lane")
    return LaneServices(
      accepted, of: test.exchange, on: lane,
      test.exchange.services(of: accepted, on: lane, start: Date()), farSide: { _ in Outside() })
  }

  @Test func `are answered here, and all others in the network`() throws {
    let test = try Self.exchange()
    let desk = try Self.services(test)
    for number in ["2000", "+982000"] {
      #expect(desk.farSide(number, at: .zero) == nil)
      let line = try #require(desk.line(answering: number, in: .english, at: .zero))
      #expect(line.program.title == "Shop" && line.parameters.numberDialled == number)
      #expect(line.parameters.line == "09120000001" && line.voice != nil)
      // From there the network is reached as well.
      #expect(line.services.farSide("02188880000", at: .zero) != nil)
    }
    // Of a number that isn't there, and of a line that would record the caller, nothing is known here.
    for number in ["4000", "3000", "02188880000"] {
      #expect(desk.farSide(number, at: .zero) != nil)
      #expect(desk.line(answering: number, in: .english, at: .zero) == nil)
    }
    _ = try test.records()
  }

  @Test func `have no number of a caller who has none`() throws {
    let test = try Self.exchange()
    let line = try Self.services(test, from: "anonymous")
      .line(answering: "2000", in: .english, at: .zero)
    #expect(line?.parameters.line == "")
    _ = try test.records()
  }

  @Test func `that were told what to do are stubs`() throws {
    let test = try Self.exchange()
    let call = try test.ring("1000")
    call.accepted.line.desk.tell(.transfer("2000"), StubBehaviour(outcome: "busy"))
    #expect(test.exchange.ours(answering: "2000", from: call.accepted) == nil)
    _ = try test.records()
  }

  @Test func `in a ring come to an end`() throws {
    let test = try Self.exchange()
    var services: any CallServices = try Self.services(test)
    for hop in 0..<TransferLines.mostHops {
      let target = hop.isMultiple(of: 2) ? "2000" : "1000"
      #expect(services.transfer(to: target, at: .zero).outcome == .connected)
      services = try #require(services.line(answering: target, in: .english, at: .zero)).services
    }
    #expect(test.log.all.isEmpty)
    let course = services.transfer(to: "1000", at: .zero)
    #expect(course.outcome == .failed && course.ringing == .zero)
    #expect(services.farSide("1000", at: .zero) == nil, "nor does it go out")
    #expect(test.log.all.contains { $0.contains("cause 25") })
    // To others it goes on.
    #expect(services.farSide("02188880000", at: .zero) != nil)
    _ = try test.records()
  }
}
