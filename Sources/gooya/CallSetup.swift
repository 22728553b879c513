import ArgumentParser
import CallEngine
import Lines
import Store

/// Who rings whom, and in which language.
struct CallSetup {
  /// The number that subscribers dial to reach a line of this machine.
  static let serviceNumber = "1800"

  let parameters: CallParameters
  /// Whether the operator rings the subscriber, and not the other way round.
  let isOutgoing: Bool

  /// - Throws: `ValidationError` where a number is none; `Failure` where nobody can be found to ring.
  init(
    from: String?, to: String?, dialled: String? = nil, language: String?, billing: BillingServices
  ) throws {
    isOutgoing = to != nil
    let line =
      if let given = to ?? from {
        try Self.number(given, option: to == nil ? "--from" : "--to")
      } else {
        try Self.somebody(in: billing.store)
      }
    let tag = language ?? billing.preferredLanguage(ofLine: line)
    parameters = CallParameters(
      line: line, numberDialled: dialled ?? (isOutgoing ? line : Self.serviceNumber),
      language: tag.map { Language($0) })
  }

  /// A telephone number as lines keep it; one that is no Iranian line is kept as it is, since the
  /// script must cope with callers from anywhere.
  ///
  /// - Throws: `ValidationError` if it is no number.
  static func number(_ text: String, option: String) throws -> String {
    if let line = try? SubscriberLine(parsing: text) { return line.number }
    let digits = text.first == "+" ? text.dropFirst() : text[...]
    let values = digits.compactMap(\.decimalDigitValue)
    guard values.count == digits.count, (1...20).contains(values.count) else {
      throw ValidationError(
        "\(option) \(text): a telephone number is 1 to 20 digits, with a + before it at most")
    }
    return (text.first == "+" ? "+" : "") + values.map(String.init).joined()
  }

  /// The first subscriber who owes something, else the first at all.
  private static func somebody(in store: Store) throws -> String {
    var first: String?
    var owing: String?
    try reporting {
      try Directory(store).listDirectory { entry in
        let line = entry.subscriber.line.number
        first = first ?? line
        if entry.bill != nil { owing = line }
        return owing == nil
      }
    }
    guard let line = owing ?? first else {
      throw Failure("the directory is empty; import subscribers, or say who rings with --from")
    }
    return line
  }
}
