/// One of the sixteen signals of ITU-T Q.23, numbered as the events of RFC 4733 (0–9, `*`, `#`, A–D).
public enum DTMFDigit: UInt8, CaseIterable, Hashable, Sendable {
  case zero, one, two, three, four, five, six, seven, eight, nine
  case star, pound
  case a, b, c, d

  /// The frequencies of the low group, row by row, in Hz.
  public static let rows = [697.0, 770, 852, 941]
  /// The frequencies of the high group, column by column, in Hz.
  public static let columns = [1209.0, 1336, 1477, 1633]

  /// The keypad, row by row.
  private static let keypad: [[DTMFDigit]] = [
    [.one, .two, .three, .a],
    [.four, .five, .six, .b],
    [.seven, .eight, .nine, .c],
    [.star, .zero, .pound, .d],
  ]

  /// The digit in a row and a column of the keypad, each 0…3.
  public init(row: Int, column: Int) {
    self = Self.keypad[row][column]
  }

  /// The digit for an ASCII character; letters in either case.
  public init?(_ character: Character) {
    switch character {
    case "0"..."9":
      guard let value = character.asciiValue else { return nil }
      self.init(rawValue: value - 0x30)
    case "*": self = .star
    case "#": self = .pound
    case "A", "a": self = .a
    case "B", "b": self = .b
    case "C", "c": self = .c
    case "D", "d": self = .d
    default: return nil
    }
  }

  /// The digit's ASCII label.
  public var character: Character {
    switch self {
    case .star: "*"
    case .pound: "#"
    case .a: "A"
    case .b: "B"
    case .c: "C"
    case .d: "D"
    case .zero, .one, .two, .three, .four, .five, .six, .seven, .eight, .nine:
      Character(UnicodeScalar(0x30 + rawValue))
    }
  }

  /// The frequency of its low tone, in Hz.
  public var lowFrequency: Double { Self.rows[position.row] }
  /// The frequency of its high tone, in Hz.
  public var highFrequency: Double { Self.columns[position.column] }

  private var position: (row: Int, column: Int) {
    for (row, digits) in Self.keypad.enumerated() {
      if let column = digits.firstIndex(of: self) { return (row, column) }
    }
    preconditionFailure("the keypad has no \(self)")
  }
}
