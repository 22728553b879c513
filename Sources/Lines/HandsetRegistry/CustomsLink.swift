internal import CallEngine
package import Foundation
internal import Store

/// How customs and the registry are connected: by periodic files until the day on which the link
/// goes live, online from then on, but for outages (Documentation/domain.md §7). Customs is simulated.
package struct CustomsLink {
  /// The day of the sample: 24 Esfand 1397.
  static let usualFirstDay = "2019-03-15"

  /// The first day, in Tehran, on which the two are linked.
  let firstDay: CivilDay

  init(_ db: any StoreConnection) throws {
    let text = try db.text("SELECT value FROM registry_settings WHERE name = 'link_day'")
    guard let day = CivilDay(text ?? Self.usualFirstDay) else { throw DamagedRow() }
    firstDay = day
  }

  /// Whether the link had gone live on the day of a moment.
  func isLive(at moment: Date) -> Bool { Tehran.day(of: moment) >= firstDay }

  static func set(_ firstDay: CivilDay, _ db: any StoreConnection) throws {
    try db.execute(
      """
      INSERT INTO registry_settings (name, value) VALUES ('link_day', ?)
      ON CONFLICT (name) DO UPDATE SET value = excluded.value
      """, [firstDay.description])
  }

  // MARK: Outages

  /// A time in which customs can't be reached.
  package struct Outage: Hashable, Sendable {
    package let begin: Date
    /// `nil` as long as nobody has said when it is over.
    package let end: Date?
  }

  static func isDown(at moment: Date, _ db: any StoreConnection) throws -> Bool {
    let time = StoredTime.milliseconds(moment)
    return try db.isTrue(
      """
      SELECT EXISTS (SELECT 1 FROM registry_outages
        WHERE begins_at <= ? AND (ends_at IS NULL OR ends_at > ?))
      """, [time, time])
  }

  static func outages(_ db: any StoreConnection) throws -> [Outage] {
    try db.rows("SELECT * FROM registry_outages ORDER BY begins_at, id").map {
      let row = $0
      return Outage(begin: try row.moment("begins_at"), end: try row.momentIfAny("ends_at"))
    }
  }

  static func add(_ outage: Outage, _ db: any StoreConnection) throws {
    try db.execute(
      "INSERT INTO registry_outages (begins_at, ends_at) VALUES (?, ?)",
      [
        StoredTime.milliseconds(outage.begin), outage.end.map(StoredTime.milliseconds),
      ])
  }

  /// Ends the outages that go on at a moment, and takes back those that would begin later.
  static func endOutages(at moment: Date, _ db: any StoreConnection) throws {
    let time = StoredTime.milliseconds(moment)
    try db.execute("DELETE FROM registry_outages WHERE begins_at >= ?", [time])
    try db.execute(
      "UPDATE registry_outages SET ends_at = ? WHERE ends_at IS NULL OR ends_at > ?", [time, time])
  }
}
