package import CallEngine
package import Foundation

/// The clock on a line's wall.
package struct LineClock: Sendable {
  private let zone: TimeZone

  package init(zone: TimeZone) {
    self.zone = zone
  }

  package func moment(_ date: Date) -> Moment {
    let seconds = Int(date.timeIntervalSince1970.rounded(.down))
    return Moment(secondsSince1970: seconds, offset: offset(at: seconds))
  }

  /// The moment that somebody wrote down: one without an offset is meant as this clock shows it.
  package func moment(_ written: WrittenMoment) -> Moment {
    switch written {
    case .moment(let moment): moment
    case .wall(let wall): moment(wall)
    }
  }

  /// The first moment at which the clock shows a time. A time that it skips, when it is put
  /// forward, is as long after the change as it would have been without it.
  package func moment(_ wall: WallTime) -> Moment {
    let seconds = wall.secondsSince1970
    let before = offset(at: seconds - 86_400)
    let after = offset(at: seconds + 86_400)
    let shown = [before, after].filter { offset(at: seconds - $0) == $0 }
    let moment = seconds - (shown.max() ?? before)
    return Moment(secondsSince1970: moment, offset: offset(at: moment))
  }

  /// What the clock shows at a moment, wherever that was written down.
  package func shown(at moment: Moment) -> WallTime { self.moment(moment.date).wall }

  private func offset(at seconds: Int) -> Int {
    zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
  }
}

extension Moment {
  package var date: Date { Date(timeIntervalSince1970: Double(secondsSince1970)) }
}
