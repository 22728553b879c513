internal import Foundation

/// Fields as forms and queries have them (application/x-www-form-urlencoded).
enum FormFields {
  /// The fields by name; `nil` if they aren't well-formed, or one comes twice: two readers could take
  /// different ones.
  static func read(_ bytes: some Sequence<UInt8>) -> [String: String]? {
    raw(bytes)?.reduce(into: [:] as [String: String]?) { fields, field in
      guard let name = String(validating: field.key, as: UTF8.self),
        let value = String(validating: field.value, as: UTF8.self)
      else {
        fields = nil
        return
      }
      fields?[name] = value
    }
  }

  /// The fields as bytes, for texts that say in another field how they are encoded.
  static func raw(_ bytes: some Sequence<UInt8>) -> [[UInt8]: [UInt8]]? {
    var fields: [[UInt8]: [UInt8]] = [:]
    for pair in Array(bytes).split(separator: UInt8(ascii: "&")) {
      let parts = pair.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = decoded(parts[0]),
        let value = parts.count > 1 ? decoded(parts[1]) : [], fields[name] == nil
      else { return nil }
      fields[name] = value
    }
    return fields
  }

  private static func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"): result.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(hexadecimal),
          let low = rest.popFirst().flatMap(hexadecimal)
        else { return nil }
        result.append(high << 4 | low)
      default: result.append(byte)
      }
    }
    return result
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
  }
}
