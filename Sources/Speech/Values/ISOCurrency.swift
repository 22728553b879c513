import _FoundationICU

/// The currencies of ISO 4217 that are in use.
public enum ISOCurrency {
  /// Their codes, sorted.
  public static let codes: [String] = {
    var status = U_ZERO_ERROR
    let wanted = UInt32(UCURR_COMMON.rawValue | UCURR_NON_DEPRECATED.rawValue)
    guard let codes = swift_ucurr_openISOCurrencies(wanted, &status) else { return [] }
    defer { swift_uenum_close(codes) }
    var found: [String] = []
    while let code = swift_uenum_next(codes, nil, &status) { found.append(String(cString: code)) }
    return found.sorted()
  }()

  /// How many decimals an amount has: 2 of euros, 0 of yen, 3 of Kuwaiti dinars.
  package static func minorDigits(of code: String) -> Int {
    var status = U_ZERO_ERROR
    let digits = swift_ucurr_getDefaultFractionDigits(Array(code.utf16) + [0], &status)
    return Int(max(0, digits))
  }
}
