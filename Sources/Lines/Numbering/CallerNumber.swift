internal import CallEngine

/// The number under which a caller is counted, however it is written.
///
/// Hidden and malformed numbers all count as one caller: otherwise a caller who hides the number,
/// or garbles it differently for each call, would have no limit.
struct CallerNumber: Hashable {
  /// In the form of ITU-T E.164, or `unknown`.
  let text: String

  init(_ number: String?) {
    let number = number ?? ""
    if let line = try? SubscriberLine(parsing: number) {
      text = line.e164
      return
    }
    if let mobile = MobileRecipient(number, region: nil), mobile.number.hasPrefix("+") {
      text = mobile.number
      return
    }
    let isInternational = number.contains("+")
    let typed = TypedDigits.parse(String(number.filter { !"+()".contains($0) }))
    guard case .success(var digits) = typed else {
      text = Self.unknown
      return
    }
    let hasPrefix = !isInternational && digits.starts(with: [0, 0])
    if hasPrefix { digits.removeFirst(2) }
    // An Iranian number that isn't a subscriber line has been garbled.
    let isForeign =
      (isInternational || hasPrefix) && (8...15).contains(digits.count) && digits[0] != 0
      && !digits.starts(with: [9, 8])
    text = isForeign ? "+" + TypedDigits.text(digits) : Self.unknown
  }

  private static let unknown = "unknown"
}
