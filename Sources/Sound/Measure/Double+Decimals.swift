extension Double {
  /// The number with this many decimals, as in `-12.3`; zero has no sign.
  package func text(decimals: Int) -> String {
    var unit = 1.0
    for _ in 0..<decimals { unit *= 10 }
    let scaled = (self * unit).rounded()
    guard isFinite, abs(scaled) < 1e15 else { return isNaN ? "?" : self < 0 ? "-inf" : "inf" }
    let digits = String(Int(abs(scaled)))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = scaled < 0 ? "-" : ""
    guard decimals > 0 else { return sign + padded }
    return "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }

  /// The same with its sign, as in `+12.3`.
  package func signedText(decimals: Int) -> String {
    let text = text(decimals: decimals)
    return text.hasPrefix("-") ? text : "+\(text)"
  }
}
