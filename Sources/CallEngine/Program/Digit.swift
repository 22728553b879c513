/// A key of a telephone's keypad: the sixteen signals of ITU-T Q.23, in RFC 4733's order (0–9, `*`,
/// `#`, A–D).
public enum Digit: UInt8, CaseIterable, Hashable, Sendable {
  case zero, one, two, three, four, five, six, seven, eight, nine
  case star, pound
  case a, b, c, d

  /// The key that a character names. Persian and Arabic digits count as digits.
  public init?(_ character: Character) {
    switch character {
    case "*": self = .star
    case "#": self = .pound
    case "A", "a": self = .a
    case "B", "b": self = .b
    case "C", "c": self = .c
    case "D", "d": self = .d
    default:
      guard let value = character.decimalDigitValue, let digit = Digit(rawValue: UInt8(value))
      else { return nil }
      self = digit
    }
  }

  /// The key's label, in ASCII.
  public var character: Character { Character(UnicodeScalar(ascii)) }

  /// The key's label as an ASCII code.
  var ascii: UInt8 {
    switch self {
    case .star: UInt8(ascii: "*")
    case .pound: UInt8(ascii: "#")
    case .a, .b, .c, .d: UInt8(ascii: "A") + rawValue - Digit.a.rawValue
    case .zero, .one, .two, .three, .four, .five, .six, .seven, .eight, .nine:
      UInt8(ascii: "0") + rawValue
    }
  }
}

extension Character {
  /// The value of an ASCII, Persian or Arabic decimal digit; `nil` for any other character.
  public var decimalDigitValue: Int? {
    guard unicodeScalars.count == 1, let scalar = unicodeScalars.first else { return nil }
    return switch scalar.value {
    case 0x30...0x39: Int(scalar.value - 0x30)
    case 0x0660...0x0669: Int(scalar.value - 0x0660)
    case 0x06F0...0x06F9: Int(scalar.value - 0x06F0)
    default: nil
    }
  }
}
