import ArgumentParser
import CallEngine
import Lines
import Store

/// Who calls whom, and in which language.
struct CallSetup {
  /// The number that subscribers dial to reach a line of this machine.
  static let serviceNumber = "1800"

  let parameters: CallParameters
  /// Whether the operator calls the subscriber.
  let isOutgoing: Bool

  /// - Throws: `ValidationError` if a number is invalid; `Failure` if there is nobody to call from.
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

  /// A telephone number as lines keep it. One that isn't an Iranian line is kept as it is, since
  /// the script must cope with callers from anywhere.
  ///
  /// - Throws: `ValidationError` if it isn't a number.
  static func number(_ text: String, option: String) throws -> String {
    if let line = try? SubscriberLine(parsing: text) { return line.number }
    let digits = text.first == "+" ? text.dropFirst() : text[...]
    let values = digits.compactMap(\.decimalDigitValue)
    guard values.count == digits.count, (1...20).contains(values.count) else {
      throw ValidationError(
        "\(option) \(text): a telephone number is 1 to 20 digits, optionally after a +")
    }
    return (text.first == "+" ? "+" : "") + values.map(String.init).joined()
  }

  /// The first subscriber with an unpaid bill, otherwise the first one.
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
      throw Failure("the directory is empty; import subscribers, or name the caller with --from")
    }
    return line
  }
}
