package import CallEngine

extension Store {
  /// How the sound of calls over a network went, in their records. Times are microseconds.
  static func keepSound(_ db: any StoreConnection) throws {
    try db.define(
      """
      ALTER TABLE call_records ADD COLUMN codec TEXT;
      ALTER TABLE call_records ADD COLUMN packets_sent INTEGER;
      ALTER TABLE call_records ADD COLUMN packets_received INTEGER;
      ALTER TABLE call_records ADD COLUMN packets_lost INTEGER;
      ALTER TABLE call_records ADD COLUMN jitter INTEGER;
      ALTER TABLE call_records ADD COLUMN far_packets_lost INTEGER;
      ALTER TABLE call_records ADD COLUMN far_jitter INTEGER;
      ALTER TABLE call_records ADD COLUMN round_trip INTEGER;
      """)
  }

  /// Whether calls over a network were encrypted, in their records.
  static func keepEncryption(_ db: any StoreConnection) throws {
    try db.define(
      """
      ALTER TABLE call_records ADD COLUMN encrypted INTEGER;
      ALTER TABLE call_records ADD COLUMN signalling TEXT;
      """)
  }

  /// Adds to a call's record how its sound went; nothing if there is no record.
  ///
  /// - Throws: `StoreError`.
  package func record(_ sound: SoundFigures, callID: String) throws {
    func microseconds(_ time: Duration) -> Int64 { Int64(time / .microseconds(1)) }
    try write("record a call's sound") { db in
      try db.execute(
        """
        UPDATE call_records SET codec = ?, packets_sent = ?, packets_received = ?,
          packets_lost = ?, jitter = ?, far_packets_lost = ?, far_jitter = ?, round_trip = ?,
          encrypted = ?, signalling = ? WHERE call_id = ?
        """,
        [
          sound.codec, sound.sent, sound.received, sound.lost, microseconds(sound.jitter),
          sound.lostThere, sound.jitterThere.map(microseconds), sound.roundTrip.map(microseconds),
          sound.isEncrypted.map { $0 ? 1 : 0 }, sound.signalling, callID,
        ])
    }
  }
}

extension SoundFigures {
  /// - Returns: `nil` if a call's record has none.
  init?(_ row: StoredRow) throws {
    guard let sent = try row.integerIfAny("packets_sent") else { return nil }
    func time(_ column: String) throws -> Duration? {
      try row.integerIfAny(column).map { .microseconds($0) }
    }
    self.init()
    codec = try row.textIfAny("codec")
    self.sent = Int(sent)
    received = Int(try row.integer("packets_received"))
    lost = Int(try row.integer("packets_lost"))
    jitter = try time("jitter") ?? .zero
    lostThere = try row.integerIfAny("far_packets_lost").map { Int($0) }
    jitterThere = try time("far_jitter")
    roundTrip = try time("round_trip")
    isEncrypted = try row.integerIfAny("encrypted").map { $0 != 0 }
    signalling = try row.textIfAny("signalling")
  }
}
