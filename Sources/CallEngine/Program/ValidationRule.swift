/// A named rule that a collected entry must satisfy: `validate:` in a field. Those here are
/// available to every script (Documentation/domain.md §2 and §4); a line of business can add
/// others.
public struct ValidationRule: Sendable {
  /// As scripts write it.
  public let name: String
  /// How many digits a correct entry has.
  public let lengths: ClosedRange<Int>
  /// How many digits it accepts beside that.
  public let otherLengths: Set<Int>
  /// What entries begin with, for generating some; empty if any digits will do.
  public let beginnings: [[Int]]
  /// Whether `*` may be keyed in for the digit ten, where the field has a letter for it.
  private let takesStar: Bool
  private let judge: @Sendable (Digits) -> Bool

  /// - Parameter judge: whether an entry satisfies the rule; it gets any number of digits as keyed
  ///   in, without a terminator.
  public init(
    _ name: String, lengths: ClosedRange<Int>, otherLengths: Set<Int> = [],
    beginnings: [[Int]] = [], takesStar: Bool = false,
    judge: @escaping @Sendable (Digits) -> Bool
  ) {
    self.name = name
    self.lengths = lengths
    self.otherLengths = otherLengths
    self.beginnings = beginnings
    self.takesStar = takesStar
    self.judge = judge
  }

  /// Whether an entry of digits satisfies the rule.
  public func accepts(_ entry: String) -> Bool {
    guard entry.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
    return KeySequence(entry).map(accepts) ?? false
  }

  /// Whether an entry of keys satisfies the rule.
  public func accepts(_ entry: KeySequence) -> Bool {
    (entry.isDecimal || takesStar && entry.isDecimalOrStar) && judge(Digits(entry: entry))
  }

  /// The digits of an entry as numbers.
  public struct Digits: RandomAccessCollection {
    let entry: KeySequence

    public var startIndex: Int { 0 }
    public var endIndex: Int { entry.count }

    public subscript(place: Int) -> Int { Int(entry[place].rawValue) }
  }
}

extension ValidationRule: Hashable {
  public static func == (left: ValidationRule, right: ValidationRule) -> Bool {
    left.name == right.name
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension ValidationRule {
  /// The rules that every script has.
  public static let builtIn = [
    iranMobile, iranLandline, iranLine, iranNationalID, iranBillID, imei, chinaMobile,
    chinaResidentID,
  ]

  /// An Iranian mobile number, 9 and nine digits, after 0, 98, 0098 or nothing.
  public static let iranMobile = ValidationRule(
    "iran_mobile", lengths: 11...11, otherLengths: [10, 12, 14],
    beginnings: [[0, 9], [9], [9, 8, 9], [0, 0, 9, 8, 9]], judge: isIranMobile)

  /// An Iranian landline: 0, the province's code, eight digits.
  public static let iranLandline = ValidationRule(
    "iran_landline", lengths: 11...11, beginnings: landlines, judge: isIranLandline)

  /// An Iranian mobile number or landline.
  public static let iranLine = ValidationRule(
    "iran_line", lengths: 11...11, otherLengths: [10, 12, 14],
    // Equally many of each kind.
    beginnings: landlines + Array(repeating: [0, 9], count: landlines.count)
  ) { isIranMobile($0) || isIranLandline($0) }

  /// An Iranian national ID (کد ملی) of ten digits with its check digit.
  public static let iranNationalID = ValidationRule(
    "iran_national_id", lengths: 10...10, judge: isIranNationalID)

  /// A bill ID (شناسه قبض) of 6 to 13 digits with its check digit.
  public static let iranBillID = ValidationRule("iran_bill_id", lengths: 6...13) {
    IranBillID.fault(in: $0) == nil
  }

  /// A handset's IMEI of fifteen digits with its Luhn digit; all zeros is refused.
  public static let imei = ValidationRule("imei", lengths: 15...15) { digits in
    digits.count == 15 && digits.contains { $0 != 0 } && CheckDigit.luhnHolds(digits)
  }

  /// A Chinese mobile number of eleven digits.
  public static let chinaMobile = ValidationRule(
    "china_mobile", lengths: 11...11, beginnings: [[1, 3], [1, 8]], judge: isChinaMobile)

  /// A Chinese resident ID (公民身份号码, GB 11643) of eighteen digits: where it was issued, the day of
  /// birth, a serial number and the check digit, `*` being X.
  public static let chinaResidentID = ValidationRule(
    "china_resident_id", lengths: 18...18,
    beginnings: [[1, 1, 0, 1, 0, 1, 1, 9, 9, 0, 0, 1, 0, 1]], takesStar: true
  ) { digits in
    guard digits.count == 18, digits[0] != 0 else { return false }
    let birth = digits[6..<14].reduce(0) { $0 * 10 + $1 }
    return !digits[6..<14].contains(CheckRule.ten)
      && CivilDay(year: birth / 10_000, month: birth / 100 % 100, day: birth % 100) != nil
      && CheckRule.mod11And2.holds(for: digits)
  }

  /// The country (ISO 3166) whose numbers a rule accepts; `nil` if it isn't one of telephone numbers.
  public static func country(of rule: String) -> String? {
    switch rule {
    case iranMobile.name, iranLandline.name, iranLine.name: "IR"
    case chinaMobile.name: "CN"
    default: nil
    }
  }

  private static let landlines = IranAreaCode.codes.sorted().map { [0, $0 / 10, $0 % 10] }

  @Sendable private static func isIranMobile(_ digits: Digits) -> Bool {
    switch digits.count {
    case 10: digits[0] == 9
    case 11: digits[0] == 0 && digits[1] == 9
    case 12: digits.starts(with: [9, 8, 9])
    case 14: digits.starts(with: [0, 0, 9, 8, 9])
    default: false
    }
  }

  @Sendable private static func isIranLandline(_ digits: Digits) -> Bool {
    digits.count == 11 && digits[0] == 0 && IranAreaCode.codes.contains(digits[1] * 10 + digits[2])
  }

  /// Of IDs with ten equal digits only zeros are refused.
  ///
  /// [uncertain] No source settles the others, all of which have a correct check digit. Some lists
  /// refuse them as invented; maintainers of validation libraries had reports of people whose ID is
  /// 1111111111. People with such an ID must be accepted, and refusing it wouldn't stop anybody who
  /// invents one.
  @Sendable private static func isIranNationalID(_ digits: Digits) -> Bool {
    guard digits.count == 10, digits.contains(where: { $0 != 0 }) else { return false }
    let remainder = zip(digits, stride(from: 10, to: 1, by: -1)).reduce(0) { $0 + $1.0 * $1.1 } % 11
    return digits[9] == (remainder < 2 ? remainder : 11 - remainder)
  }

  @Sendable private static func isChinaMobile(_ digits: Digits) -> Bool {
    guard digits.count == 11, digits[0] == 1 else { return false }
    return switch digits[1] {
    case 3, 8: true
    case 4: [5, 7].contains(digits[2])
    case 5, 9: digits[2] != 4
    case 6: [2, 5, 6, 7].contains(digits[2])
    case 7: ![4, 9].contains(digits[2])
    default: false
    }
  }
}

/// The rule for bill IDs (شناسه قبض), at the keypad and in files (Documentation/domain.md §2).
public enum IranBillID {
  /// What can be wrong with an ID's digits.
  public enum Fault: Hashable, Sendable {
    case length(Int)
    /// The check digit of zeros is 0, so they need a check of their own.
    case allZeros
    case checkDigit(found: Int, expected: Int)
  }

  /// What is wrong with digits, most significant first; `nil` if they are a bill ID.
  public static func fault(in digits: some RandomAccessCollection<Int>) -> Fault? {
    guard let found = digits.last, (6...13).contains(digits.count) else {
      return .length(digits.count)
    }
    guard digits.contains(where: { $0 != 0 }) else { return .allZeros }
    let expected = CheckDigit.weighted2To7(digits.dropLast())
    return found == expected ? nil : .checkDigit(found: found, expected: expected)
  }
}

/// Iran's province codes, without the leading 0 (Documentation/domain.md §4).
public enum IranAreaCode {
  public static let codes: Set<Int> = [
    11, 13, 17, 21, 23, 24, 25, 26, 28, 31, 34, 35, 38, 41, 44, 45, 51, 54, 56, 58, 61, 66, 71, 74,
    76, 77, 81, 83, 84, 86, 87,
  ]
}

/// Check digits of the identifiers that scripts ask for.
public enum CheckDigit {
  /// The check digit of bill and payment IDs: weights 2 to 7 from the right, modulo 11, a remainder
  /// of 0 or 1 giving 0. Two remainders share that digit, so about 1.6 % of single-digit errors
  /// pass.
  ///
  /// - Parameter digits: the digits before the check digit, most significant first.
  public static func weighted2To7(_ digits: some BidirectionalCollection<Int>) -> Int {
    var sum = 0
    var weight = 2
    for digit in digits.reversed() {
      sum += digit * weight
      weight = weight == 7 ? 2 : weight + 1
    }
    let remainder = sum % 11
    return remainder < 2 ? 0 : 11 - remainder
  }

  /// The check digit of ISO/IEC 7812 (Luhn).
  ///
  /// - Parameter digits: the digits before the check digit, most significant first.
  public static func luhn(_ digits: some BidirectionalCollection<Int>) -> Int {
    var sum = 0
    for (place, digit) in digits.reversed().enumerated() {
      let doubled = place.isMultiple(of: 2) ? digit * 2 : digit
      sum += doubled > 9 ? doubled - 9 : doubled
    }
    return (10 - sum % 10) % 10
  }

  /// Whether a number, its Luhn digit last, passes ISO/IEC 7812's check.
  public static func luhnHolds(_ digits: some BidirectionalCollection<Int>) -> Bool {
    var sum = 0
    for (place, digit) in digits.reversed().enumerated() {
      let doubled = place.isMultiple(of: 2) ? digit : digit * 2
      sum += doubled > 9 ? doubled - 9 : doubled
    }
    return sum.isMultiple(of: 10)
  }
}
