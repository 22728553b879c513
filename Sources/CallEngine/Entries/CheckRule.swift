/// A scheme of check digits that an entry must satisfy: `check:` in a field.
public enum CheckRule: String, CaseIterable, Hashable, Sendable {
  /// ISO/IEC 7812: bank cards, many account and customer numbers.
  case luhn
  /// ISO/IEC 7064 MOD 97-10: the whole number leaves 1 when divided by 97.
  case mod97
  /// Weights 2 to 7 from the right, modulo 11: Norwegian accounts and many others. A number whose
  /// check digit would be 10 doesn't exist.
  case mod11
  /// ISO/IEC 7064 MOD 11-2: Chinese resident IDs, ISNI, ORCID. The check digit can be ten, which is
  /// written X.
  case mod11And2 = "mod11_2"
  /// ISO/IEC 7064 MOD 11,10: German tax numbers, Croatian OIB.
  case mod11And10 = "mod11_10"
  /// GS1's check digit with weights 3 and 1: EAN, GTIN, SSCC.
  case gtin
  /// Verhoeff's dihedral scheme: Aadhaar.
  case verhoeff
  /// Damm's quasigroup.
  case damm

  /// What the letter in the place of a check digit counts as.
  static let ten = 10

  /// Whether a check digit can be ten.
  var takesTen: Bool { self == .mod11And2 }

  /// Whether digits with their check digits last satisfy the scheme.
  public func holds(for digits: some BidirectionalCollection<Int>) -> Bool {
    switch self {
    case .luhn: CheckDigit.luhnHolds(digits)
    case .mod97: digits.reduce(0) { ($0 * 10 + $1) % 97 } == 1
    case .mod11: Self.mod11Holds(digits)
    case .mod11And2: Self.mod11And2Holds(digits)
    case .mod11And10: Self.mod11And10Holds(digits)
    case .gtin: Self.gtinHolds(digits)
    case .verhoeff: Self.verhoeffHolds(digits)
    case .damm: digits.reduce(0) { Self.quasigroup[$0][$1] } == 0
    }
  }

  private static func mod11Holds(_ digits: some BidirectionalCollection<Int>) -> Bool {
    var sum = digits.last ?? 0
    var weight = 2
    for digit in digits.dropLast().reversed() {
      sum += digit * weight
      weight = weight == 7 ? 2 : weight + 1
    }
    return sum.isMultiple(of: 11)
  }

  private static func mod11And2Holds(_ digits: some BidirectionalCollection<Int>) -> Bool {
    guard let check = digits.last, !digits.dropLast().contains(ten) else { return false }
    return (digits.dropLast().reduce(0) { ($0 + $1) * 2 % 11 } + check) % 11 == 1
  }

  private static func mod11And10Holds(_ digits: some BidirectionalCollection<Int>) -> Bool {
    var product = 10
    for digit in digits.dropLast() {
      let sum = (digit + product) % 10
      product = (sum == 0 ? 10 : sum) * 2 % 11
    }
    return (product + (digits.last ?? 0)) % 10 == 1
  }

  private static func gtinHolds(_ digits: some BidirectionalCollection<Int>) -> Bool {
    let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
      sum + (digit.offset.isMultiple(of: 2) ? digit.element : 3 * digit.element)
    }
    return sum.isMultiple(of: 10)
  }

  private static func verhoeffHolds(_ digits: some BidirectionalCollection<Int>) -> Bool {
    let check = digits.reversed().enumerated().reduce(0) { check, digit in
      dihedral(check, permuted(digit.element, times: digit.offset % 8))
    }
    return check == 0
  }

  /// Multiplication in the dihedral group of the pentagon: 0 to 4 turn it, 5 to 9 flip it too.
  private static func dihedral(_ left: Int, _ right: Int) -> Int {
    let turn = left < 5 ? left + right % 5 : left - 5 - right % 5 + 5
    return turn % 5 + ((left < 5) == (right < 5) ? 0 : 5)
  }

  private static func permuted(_ digit: Int, times: Int) -> Int {
    var digit = digit
    for _ in 0..<times { digit = permutation[digit] }
    return digit
  }

  private static let permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]

  private static let quasigroup = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2], [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9], [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8], [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4], [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5], [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
  ]
}
