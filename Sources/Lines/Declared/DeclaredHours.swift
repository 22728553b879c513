package import CallEngine
package import Foundation

/// The opening hours that a script declares, asked at some moment.
package struct DeclaredHours: Sendable {
  private let clocks: [String: (hours: OpeningHours, clock: LineClock)]

  /// The clock of the line: that of its first hours.
  package let clock: LineClock

  /// - Parameter zone: the line's, if it declares no hours.
  package init(of program: MenuProgram, otherwise zone: TimeZone) {
    var clocks: [String: (hours: OpeningHours, clock: LineClock)] = [:]
    for hours in program.hours { clocks[hours.service] = (hours, Self.clock(of: hours)) }
    self.clocks = clocks
    clock = program.hours.first.flatMap { clocks[$0.service]?.clock } ?? LineClock(zone: zone)
  }

  /// The clock of the place that hours are for.
  package static func clock(of hours: OpeningHours) -> LineClock {
    guard let zone = TimeZone(identifier: hours.zone) else {
      preconditionFailure("the compiler let pass the time zone \(hours.zone)")
    }
    return LineClock(zone: zone)
  }

  /// Whether the hours that a request asks for are open.
  ///
  /// - Returns: `nil` if it asks for something else.
  package func answer(_ request: ServiceRequest, at moment: Date) -> ServiceAnswer? {
    guard let (hours, clock) = clocks[request.service] else { return nil }
    let isOpen = hours.isOpen(at: clock.moment(moment).wall)
    return ServiceAnswer(
      ServiceReply(outcome: isOpen ? OpeningHours.open : OpeningHours.closed))
  }
}

extension ServiceDesk {
  /// Answers a request for opening hours, as they are or as they were given.
  ///
  /// - Returns: `nil` if it asks for something else.
  package func answer(
    _ request: ServiceRequest, of hours: DeclaredHours, at moment: Date
  ) -> ServiceAnswer? {
    guard let answer = hours.answer(request, at: moment) else { return nil }
    let stub = behaviour(of: .service(request.service))
    return ServiceAnswer(
      stub.outcome.map { ServiceReply(outcome: $0) } ?? answer.reply, delay: stub.delay)
  }
}
