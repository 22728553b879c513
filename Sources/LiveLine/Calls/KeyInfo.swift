import CallEngine

/// A key in a request of the method INFO: `application/dtmf-relay` (`Signal=5`) or
/// `application/dtmf` (`5`). No standard has them, but telephones do.
struct KeyInfo {
  /// `nil` if it is a key that a call doesn't know, such as a hook flash.
  let digit: Digit?

  /// - Returns: `nil` if the type is another.
  init?(type: String, body: [UInt8]) {
    let text = String(decoding: body.prefix(256), as: UTF8.self)
    var signal: Substring?
    switch type {
    case "application/dtmf-relay":
      for line in text.split(whereSeparator: \.isNewline) {
        let parts = line.split(separator: "=", maxSplits: 1)
        if parts.count == 2, parts[0].filter({ !$0.isWhitespace }).lowercased() == "signal" {
          signal = parts[1]
          break
        }
      }
    case "application/dtmf": signal = text[...]
    default: return nil
    }
    let key = signal?.filter { !$0.isWhitespace } ?? ""
    switch key {
    case "10": digit = Digit("*")
    case "11": digit = Digit("#")
    default: digit = key.count == 1 ? key.first.flatMap { Digit($0) } : nil
    }
  }
}
