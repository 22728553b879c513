import Foundation

/// A line of `call --format jsonl`.
struct CallLine: Codable, Equatable {
  let at: Double
  let kind: String
  let id: String?
  let text: String
  let to: String?
}

/// An object of `outbox --json`.
struct OutboxRow: Decodable, Equatable {
  let id: Int
  let kind: String
  let to: String
  let from: String
  let text: String
  let at: Date
  let callID: String?
  let status: String
  let encoding: String?
  let segments: Int?

  enum CodingKeys: String, CodingKey {
    case id, kind, to, from, text, at, status, encoding, segments
    case callID = "call_id"
  }
}

/// An object of `calls --json`.
struct CallRow: Decodable {
  let callID: String
  let line: String
  let numberDialled: String
  let direction: String
  let durationSeconds: Double?
  let language: String?
  let endedBy: String?
  let path: [String]
  let transferTo: String?
  let transferOutcome: String?
  let transfers: [TransferRow]

  enum CodingKeys: String, CodingKey {
    case line, direction, language, path, transfers
    case transferTo = "transfer_to"
    case transferOutcome = "transfer_outcome"
    case callID = "call_id"
    case numberDialled = "number_dialled"
    case durationSeconds = "duration_seconds"
    case endedBy = "ended_by"
  }
}

/// A transfer of a call of `calls --json`.
struct TransferRow: Decodable, Equatable {
  let to: String
  let outcome: String?
}

extension Workplace.Outcome {
  /// The transcript; every line of the output must be a line of it.
  func transcript() throws -> [CallLine] {
    try lines.map { try JSONDecoder().decode(CallLine.self, from: Data($0.utf8)) }
  }

  func json<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    return try decoder.decode(type, from: Data(output.utf8))
  }
}

extension [CallLine] {
  func of(_ kind: String) -> [CallLine] { filter { $0.kind == kind } }

  var states: [String] { of("state").compactMap(\.id) }
}

extension Workplace {
  /// A call in virtual time.
  @discardableResult
  func call(_ keys: String, from line: String = "02199900001", _ more: String...) throws
    -> [CallLine]
  {
    let outcome = try gooya(
      ["call", Self.script, "--fast", "--format", "jsonl", "--keys", keys, "--from", line] + more)
    guard outcome.status == 0, outcome.complaints.isEmpty else { throw Unexpected(outcome) }
    return try outcome.transcript()
  }

  /// Starts a call that goes on for long, and waits until it is answered.
  func startCall(keepingJournal journal: String) throws -> Running {
    let running = try start(
      [
        "call", Self.script, "--keys", "~3000 h", "--format", "jsonl", "--record-journal", journal,
      ])
    try running.waitForText("answered", in: journal)
    return running
  }

  func outbox() throws -> [OutboxRow] { try gooya("outbox", "--json").json([OutboxRow].self) }

  func calls() throws -> [CallRow] { try gooya("calls", "--json").json([CallRow].self) }

  struct Unexpected: Error, CustomStringConvertible {
    let outcome: Outcome

    init(_ outcome: Outcome) { self.outcome = outcome }

    var description: String { "unexpected: \(outcome)" }
  }
}
