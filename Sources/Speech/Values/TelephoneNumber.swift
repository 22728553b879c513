import CallEngine

/// A telephone number in the groups in which it is spoken (Documentation/domain.md §3).
///
/// Iranian numbers are converted to their national form. For short and foreign numbers no rule is
/// known, and the grouping is chosen here.
struct TelephoneNumber {
  /// Whether an international prefix is spoken before the groups.
  let isInternational: Bool
  let groups: [[UInt8]]

  init(_ value: String) throws(UnspeakableValue.Reason) {
    let text = value.singleSpaced
    var digits: [UInt8] = []
    var hasPlus = false
    for character in text {
      if let digit = character.decimalDigitValue {
        digits.append(UInt8(digit))
      } else if (character == "+" || character == "＋") && digits.isEmpty && !hasPlus {
        hasPlus = true
      } else if !Self.layout.contains(character), !character.isDirectionMark {
        throw .unexpected(character)
      }
    }
    guard !digits.isEmpty else { throw .empty }
    // A shorter number that begins with 00 isn't international: that needs 00 and the shortest
    // number of a country.
    if !hasPlus, digits.starts(with: [0, 0]), digits.count >= 8 {
      hasPlus = true
      digits.removeFirst(2)
    }
    let national = Self.iranianNational(digits, isInternational: hasPlus)
    isInternational = national == nil && hasPlus
    if let national {
      groups = Self.cut(
        national, national[1] == 9 ? [1, 3, 3, 2, 2] : [3, 2, 2, 2, 2])
    } else if hasPlus {
      let code = Self.countryCodeLength(digits)
      groups = [Array(digits.prefix(code))] + Self.subscriberGroups(Array(digits.dropFirst(code)))
    } else {
      groups = Self.localGroups(digits)
    }
  }

  /// The eleven digits of an Iranian number's national form; `nil` if it isn't one.
  private static func iranianNational(_ digits: [UInt8], isInternational: Bool) -> [UInt8]? {
    if isInternational {
      guard digits.starts(with: [9, 8]) else { return nil }
      let rest = digits.dropFirst(2)
      let significant = rest.count == 11 && rest.first == 0 ? rest.dropFirst() : rest
      return significant.count == 10 && significant.first != 0 ? [0] + significant : nil
    }
    switch digits.count {
    case 11 where digits[0] == 0:
      return digits
    case 10 where digits[0] == 9:
      return [0] + digits
    case 12 where digits.starts(with: [9, 8]) && isIranianSubscriber(digits.dropFirst(2)):
      return [0] + digits.dropFirst(2)
    default:
      return nil
    }
  }

  private static func isIranianSubscriber(_ digits: ArraySlice<UInt8>) -> Bool {
    let code = digits.prefix(2).reduce(0) { $0 * 10 + Int($1) }
    return digits.first == 9 || IranAreaCode.codes.contains(code)
  }

  /// Groups of a number as dialled within a country or an exchange.
  private static func localGroups(_ digits: [UInt8]) -> [[UInt8]] {
    switch digits.count {
    case ...3: [digits]
    // 2000 is «دو هزار», but 9990 «نود و نه ، نود».
    case 4: digits[1...] == [0, 0, 0] && digits[0] != 0 ? [digits] : cut(digits, [2, 2])
    case 5: cut(digits, [2, 3])
    // The payment system's number as landlines dial it: 0 912 99 90 (Documentation/domain.md §1).
    case 8 where digits.starts(with: [0, 9]): cut(digits, [1, 3, 2, 2])
    case 8: cut(digits, [2, 2, 2, 2])
    default: subscriberGroups(digits)
    }
  }

  /// Groups of three, with pairs at the end if a single digit would be left.
  private static func subscriberGroups(_ digits: [UInt8]) -> [[UInt8]] {
    guard !digits.isEmpty else { return [] }
    guard digits.count > 4 else {
      return digits.count == 4 ? cut(digits, [2, 2]) : [digits]
    }
    let pairs = digits.count % 3 == 1 ? [2, 2] : digits.count % 3 == 2 ? [2] : []
    let triples = (digits.count - pairs.reduce(0, +)) / 3
    return cut(digits, Array(repeating: 3, count: triples) + pairs)
  }

  static func cut(_ digits: [UInt8], _ sizes: [Int]) -> [[UInt8]] {
    var rest = digits[...]
    return sizes.map { size in
      defer { rest = rest.dropFirst(size) }
      return Array(rest.prefix(size))
    }
  }

  /// How many digits the country code has (ITU-T E.164, list of assigned codes).
  private static func countryCodeLength(_ digits: [UInt8]) -> Int {
    switch (digits[0], digits.count > 1 ? digits[1] : 0) {
    case (1, _), (7, _): 1
    case (2, 0), (2, 7): 2
    case (3, 0...4), (3, 6), (3, 9): 2
    case (4, 0...1), (4, 3...9): 2
    case (5, 1...8): 2
    case (6, 0...6): 2
    case (8, 1...2), (8, 4), (8, 6): 2
    case (9, 0...5), (9, 8): 2
    default: 3
    }
  }

  private static let layout: Set<Character> = [" ", "-", "(", ")", ".", "/", "‐", "‑", "–"]
}
