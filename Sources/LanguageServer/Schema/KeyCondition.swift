/// What a schema says about a map's keys, depending on those that are there.
struct KeyCondition {
  /// Whether one of several such must hold, rather than this one under its condition.
  let isAlternative: Bool
  /// The condition, a schema; `nil` if there is none.
  private let condition: JSONValue?
  private let isNegated: Bool
  /// `nil` if all are but the excluded ones.
  private let allowed: Set<String>?
  private let excluded: Set<String>

  /// `{ if: { required: [say] }, then: { propertyNames: { enum: […] } } }`
  static func conditions(of schema: JSONValue) -> [KeyCondition] {
    guard let condition = schema["if"] else { return [] }
    return [("then", false), ("else", true)].compactMap { key, isNegated in
      schema[key].flatMap { KeyCondition(condition, isNegated, $0) }
    }
  }

  private init?(_ condition: JSONValue, _ isNegated: Bool, _ consequence: JSONValue) {
    let isClosed = consequence["additionalProperties"] == false
    let properties = isClosed ? consequence["properties"]?.members.map { Set($0.map(\.key)) } : nil
    allowed = Self.names(consequence) ?? properties
    let refused = consequence["not"]
    excluded = Set(
      ((refused?["anyOf"]?.array ?? []) + [refused ?? .null])
        .compactMap { $0["required"]?.array }.filter { $0.count == 1 }
        .compactMap { $0.first?.string })
    if allowed == nil, excluded.isEmpty { return nil }
    isAlternative = false
    self.condition = condition
    self.isNegated = isNegated
  }

  /// `{ required: [pause], propertyNames: { enum: [pause] } }`
  init?(alternative schema: JSONValue) {
    guard let allowed = Self.names(schema) else { return nil }
    self.allowed = allowed
    excluded = []
    isAlternative = true
    condition = nil
    isNegated = false
  }

  private static func names(_ schema: JSONValue?) -> Set<String>? {
    schema?["propertyNames"]?["enum"]?.array.map { Set($0.compactMap(\.string)) }
  }

  func allows(_ key: String) -> Bool {
    !excluded.contains(key) && (allowed?.contains(key) ?? true)
  }

  func holds(for present: [String: String]) -> Bool {
    Self.holds(condition, for: present) != isNegated
  }

  /// Whether a map with these keys satisfies a condition, as far as that depends on them.
  private static func holds(_ condition: JSONValue?, for present: [String: String]) -> Bool {
    let required = (condition?["required"]?.array ?? []).compactMap(\.string)
    let isThere = required.allSatisfy { present[$0] != nil }
    let areWords = (condition?["properties"]?.members ?? []).allSatisfy { member in
      let words = (member.value["enum"]?.array ?? []) + (member.value["const"].map { [$0] } ?? [])
      return words.isEmpty || words.contains(.string(present[member.key] ?? ""))
    }
    let isOne = condition?["anyOf"]?.array?.contains { holds($0, for: present) } ?? true
    let isNone = condition?["not"].map { !holds($0, for: present) } ?? true
    return isThere && areWords && isOne && isNone
  }

  func isOpen(to present: [String: String]) -> Bool {
    present.keys.allSatisfy { allowed?.contains($0) ?? true }
  }
}
