import CallEngine

/// An amount of money in a currency: whole units and hundredths, or whatever its minor unit is.
struct MoneyAmount {
  /// An ISO 4217 code.
  let currency: String
  /// The whole units, with the amount's sign.
  let major: WholeNumber
  /// The minor units: 50 of `12.50` euros, 250 of `1.250` dinars.
  let minor: Int
  /// Whether the amount is below zero, also where its whole units are 0.
  let isNegative: Bool

  /// Reads a decimal number whose point is `.` or Persian `٫`, with thousands separators between
  /// groups of three.
  init(_ value: String, in currency: String) throws(UnspeakableValue.Reason) {
    let text = value.singleSpaced.filter { !$0.isDirectionMark }
    guard let point = text.lastIndex(where: { $0 == "." || $0 == "٫" }) else {
      self.init(try WholeNumber(text), minor: 0, isNegative: text.first == "-", in: currency)
      return
    }
    let fraction = text[text.index(after: point)...]
    let digits = fraction.compactMap(\.decimalDigitValue)
    guard digits.count == fraction.count, !digits.isEmpty,
      text[..<point].last?.decimalDigitValue != nil
    else { throw .unexpected(text[point]) }
    let places = ISOCurrency.minorDigits(of: currency)
    guard digits.dropFirst(places).allSatisfy({ $0 == 0 }) else {
      throw .tooFine(currency, digits: places)
    }
    let minor = (0..<places).reduce(0) { $0 * 10 + ($1 < digits.count ? digits[$1] : 0) }
    let whole = try WholeNumber(String(text[..<point]))
    let sign = text.first.map { $0 == "-" || $0 == "−" } ?? false
    self.init(whole, minor: minor, isNegative: sign, in: currency)
  }

  private init(_ major: WholeNumber, minor: Int, isNegative: Bool, in currency: String) {
    self.currency = currency
    self.major = major
    self.minor = minor
    self.isNegative = major.isNegative || isNegative && minor > 0
  }

  /// The whole units without their sign.
  var magnitude: WholeNumber { WholeNumber(digits: major.digits) }
  /// Whether only minor units are to be said.
  var isBelowOne: Bool { major.isZero && minor > 0 }
}
