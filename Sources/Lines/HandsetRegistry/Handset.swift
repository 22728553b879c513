internal import CallEngine
internal import Foundation
internal import Store

/// How a handset came into the country.
enum ImportKind: String, CaseIterable, Hashable, Sendable {
  case commercial
  case traveller
  case post
}

/// Whether a handset works on the network, and for how long.
enum HandsetUse: Hashable {
  case activated
  /// Not seen on the network yet; the 30 days begin when it is.
  case unused
  /// Works without being activated, for so many days, today included.
  case running(daysLeft: Int)
  /// The 30 days are over.
  case over

  var word: String {
    switch self {
    case .activated: "activated"
    case .unused: "unused"
    case .running: "running"
    case .over: "over"
    }
  }

  static let words = ["activated", "unused", "running", "over"]

  var daysLeft: Int {
    switch self {
    case .activated, .over: 0
    case .unused: Grace.days
    case .running(let days): days
    }
  }
}

/// What the registry knows of a handset.
struct Handset {
  /// How it was imported; `nil` if it isn't in the registry.
  struct Import {
    let importer: LocalName
    let kind: ImportKind
  }

  let imei: IMEI
  let model: HandsetModel?
  let imported: Import?
  let use: HandsetUse

  /// - Parameter registeredAt: when its registration began, for one that hasn't been seen in use.
  static func find(
    _ imei: IMEI, registeredAt: Date?, at moment: Date, _ db: any StoreConnection
  ) throws -> Handset {
    let row = try db.row("SELECT * FROM registry_handsets WHERE imei = ?", [imei.text])
    let imported = try row.map { row in
      Import(
        importer: LocalName(
          persian: try row.text("importer_fa"), english: try row.text("importer_en")),
        kind: try row.word("kind"))
    }
    return Handset(
      imei: imei, model: try HandsetModel.find(imei, db), imported: imported,
      use: try use(of: imei, registeredAt: registeredAt, at: moment, db))
  }

  private static func use(
    of imei: IMEI, registeredAt: Date?, at moment: Date, _ db: any StoreConnection
  ) throws -> HandsetUse {
    if try Binding.find(imei, db) != nil { return .activated }
    let seen = try db.row(
      "SELECT first_used_at FROM registry_sightings WHERE imei = ?", [imei.text])
    let firstUse = try seen.map { try $0.moment("first_used_at") }
    guard let start = firstUse ?? registeredAt else { return .unused }
    let left = Grace(from: start).daysLeft(on: Tehran.day(of: moment))
    return left > 0 ? .running(daysLeft: left) : .over
  }

  /// Takes a handset into the registry, as legally imported.
  static func register(
    _ imei: IMEI, importer: LocalName, kind: ImportKind, _ db: any StoreConnection
  ) throws {
    try db.execute(
      """
      INSERT INTO registry_handsets (imei, importer_fa, importer_en, kind) VALUES (?, ?, ?, ?)
      ON CONFLICT (imei) DO NOTHING
      """, [imei.text, importer.persian, importer.english, kind.rawValue])
  }

  static func isRegistered(_ imei: IMEI, _ db: any StoreConnection) throws -> Bool {
    try db.isTrue("SELECT EXISTS (SELECT 1 FROM registry_handsets WHERE imei = ?)", [imei.text])
  }

  /// Records when a handset was first seen on the network.
  static func see(_ imei: IMEI, at moment: Date, _ db: any StoreConnection) throws {
    try db.execute(
      """
      INSERT INTO registry_sightings (imei, first_used_at) VALUES (?, ?)
      ON CONFLICT (imei) DO NOTHING
      """, [imei.text, StoredTime.milliseconds(moment)])
  }
}

/// The SIM to which a handset is bound: its owner's number, which nobody else may learn.
struct Binding {
  let number: String
  /// In which its owner is written to.
  let language: String

  static func find(_ imei: IMEI, _ db: any StoreConnection) throws -> Binding? {
    let row = try db.row("SELECT * FROM registry_bindings WHERE imei = ?", [imei.text])
    return try row.map {
      Binding(number: try $0.text("number"), language: try $0.text("language"))
    }
  }

  /// The tag of the language in which a number's handset was bound or, by a traveller, registered,
  /// the latest first; `nil` if it has none.
  static func language(of mobile: MobileNumber, _ db: any StoreConnection) throws -> String? {
    try db.text(
      """
      SELECT language FROM (
        SELECT language, bound_at AS since FROM registry_bindings WHERE number = ?1
        UNION ALL
        SELECT language, issued_at FROM registry_registrations WHERE mobile = ?1
      ) AS languages
      ORDER BY since DESC LIMIT 1
      """, [mobile.number])
  }

  /// Binds a handset, in place of what it was bound to.
  func bind(_ imei: IMEI, at moment: Date, _ db: any StoreConnection) throws {
    try db.execute(
      """
      INSERT INTO registry_bindings (imei, number, language, bound_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (imei) DO UPDATE SET number = excluded.number,
        language = excluded.language, bound_at = excluded.bound_at
      """, [imei.text, number, language, StoredTime.milliseconds(moment)])
  }
}
