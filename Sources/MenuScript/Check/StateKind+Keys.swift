import CallEngine

/// The keys that a state of each kind may have.
extension StateKind {
  /// All kinds, for a message.
  static let list = quoted(allCases.map(\.rawValue), joinedBy: "or")

  /// The other kinds that a key belongs to; empty for an unknown key.
  static func goingWith(_ key: String) -> [StateKind] { kindsByKey[key] ?? [] }

  /// All keys of a state, in the order in which authors write them.
  static let keys: [String] = allCases.map(\.rawValue) + detailKeys.map(\.key)

  /// The keys that states of some kinds may have, in that order.
  static func keys(of kinds: [StateKind]) -> [String] {
    kinds.map(\.rawValue)
      + detailKeys.filter { !Set($0.kinds).isDisjoint(with: kinds) }.map(\.key)
  }

  /// Where a state of this kind names its target, for an author who wrote it elsewhere.
  var wayOn: String {
    let keys = ["choices", "then", "cases", "outcomes"].filter { Self.goingWith($0).contains(self) }
    return keys.isEmpty
      ? "nothing follows a \(quoted(rawValue)): it ends the call"
      : "what follows a \(quoted(rawValue)) goes under \(quoted(keys))"
  }

  private static let kindsByKey = Dictionary(uniqueKeysWithValues: detailKeys)

  private static let detailKeys: [(key: String, kinds: [StateKind])] = [
    ("times", [.say]),
    ("then", [.say, .language]),
    ("again", [.menu]),
    ("choices", [.menu]),
    ("known", [.collect]),
    ("input", [.service]),
    ("cases", [.switch]),
    ("else", [.switch]),
    ("up_to", [.count]),
    ("with", [.part]),
    ("prompt", [.record]),
    ("beep", [.record]),
    ("max", [.record]),
    ("silence", [.record]),
    ("min", [.record]),
    ("ring", [.transfer]),
    ("music", [.transfer]),
    ("announce", [.transfer]),
    ("whisper", [.transfer]),
    ("to", [.sms]),
    (
      "outcomes", [.menu, .collect, .service, .hours, .count, .record, .transfer, .sms, .part]
    ),
    ("timeout", [.menu, .collect]),
    ("interdigit_timeout", [.menu, .collect]),
    ("max_noinput", [.menu, .collect]),
    ("max_nomatch", [.menu, .collect]),
    ("noinput", [.menu, .collect]),
    ("nomatch", [.menu, .collect]),
    ("terminator", [.menu, .collect, .record]),
    ("barge_in", [.say, .menu, .collect, .record]),
    (
      "type_ahead",
      [.say, .menu, .collect, .service, .hours, .switch, .count, .record, .sms, .language]
    ),
    ("fetch_timeout", [.service, .sms]),
    ("connect_timeout", [.transfer]),
  ]
}
