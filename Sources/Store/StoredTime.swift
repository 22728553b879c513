package import Foundation

/// Times as the store keeps them: milliseconds since 1970-01-01 UTC.
package enum StoredTime {
  /// A date's milliseconds, clamped to the years that calendars can show; never traps.
  package static func milliseconds(_ date: Date) -> Int64 {
    let limit = 253_402_300_799_000.0  // the end of the year 9999
    let milliseconds = (date.timeIntervalSince1970 * 1000).rounded()
    guard !milliseconds.isNaN else { return 0 }
    return Int64(min(max(milliseconds, -limit), limit))
  }

  package static func date(_ milliseconds: Int64) -> Date {
    Date(timeIntervalSince1970: Double(milliseconds) / 1000)
  }

  package static func milliseconds(_ duration: Duration) -> Int64 {
    let parts = duration.components
    let (seconds, overflow) = parts.seconds.multipliedReportingOverflow(by: 1000)
    if overflow { return parts.seconds < 0 ? 0 : .max }
    let sum = seconds.addingReportingOverflow(parts.attoseconds / 1_000_000_000_000_000)
    return sum.overflow ? .max : max(0, sum.partialValue)
  }
}
