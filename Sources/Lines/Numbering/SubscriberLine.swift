internal import CallEngine

/// A subscriber line: an Iranian landline or mobile number (Documentation/domain.md §4).
package struct SubscriberLine: Hashable, Sendable, Comparable, CustomStringConvertible {
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    case landline
    case mobile
  }

  /// Eleven ASCII digits with the leading 0, as it is dialled and shown.
  package let number: String

  /// Reads a number written with a leading 0, `+98`, `0098` or `98`; a mobile number also without
  /// any of them. Persian digits are accepted; blanks, hyphens and parentheses are dropped.
  ///
  /// - Throws: `LineFault`.
  package init(parsing typed: String) throws(LineFault) {
    var text = typed[...]
    if !TypedDigits.isPlain(typed) {
      text = typed.filter { $0 != "(" && $0 != ")" }[...]
      text = text.drop { $0.isWhitespace || $0 == "\u{200E}" || $0 == "\u{202A}" }
    }
    let hasPlus = text.first == "+"
    let digits: [Int]
    switch TypedDigits.parse(String(hasPlus ? text.dropFirst() : text)) {
    case .failure(let error): throw .notADigit(error.character)
    case .success(let parsed): digits = parsed
    }
    guard !digits.isEmpty else { throw .empty }
    number = TypedDigits.text(try Self.national(digits, hasPlus: hasPlus))
  }

  /// The digits with the leading 0.
  private static func national(_ digits: [Int], hasPlus: Bool) throws(LineFault) -> [Int] {
    let national: [Int]
    switch (hasPlus, digits.count) {
    case (_, 12) where digits.starts(with: [9, 8]): national = [0] + digits.dropFirst(2)
    case (false, 14) where digits.starts(with: [0, 0, 9, 8]): national = [0] + digits.dropFirst(4)
    case (false, 11) where digits[0] == 0: national = digits
    case (false, 10) where digits[0] == 9: national = [0] + digits
    default: throw .notAnIranianNumber(digits: digits.count)
    }
    let entry = TypedDigits.text(national)
    guard national[1] != 0 else { throw .notAnIranianNumber(digits: digits.count) }
    guard ValidationRule.iranLine.accepts(entry) else {
      throw .unknownAreaCode("0\(national[1])\(national[2])")
    }
    return national
  }

  package var kind: Kind {
    number.utf8.dropFirst().first == UInt8(ascii: "9") ? .mobile : .landline
  }

  /// The number in the form of ITU-T E.164, `+98…`.
  package var e164: String { "+98" + number.dropFirst() }

  /// The line as a mobile number; `nil` for a landline.
  package var mobile: MobileNumber? { MobileNumber(self) }

  /// The payment system of the line's kind (Documentation/domain.md §1).
  package var paymentSystem: String {
    switch kind {
    case .landline: "2000"
    case .mobile: "9990"
    }
  }

  package var description: String { number }

  package static func < (left: SubscriberLine, right: SubscriberLine) -> Bool {
    left.number < right.number
  }
}

/// An Iranian mobile number, where an SMS can go. Its prefix doesn't determine the operator:
/// numbers are portable.
package struct MobileNumber: Hashable, Sendable, CustomStringConvertible {
  package let line: SubscriberLine

  /// `nil` for a landline.
  package init?(_ line: SubscriberLine) {
    guard line.kind == .mobile else { return nil }
    self.line = line
  }

  /// Reads a number in any form that `SubscriberLine` reads.
  ///
  /// - Throws: `LineFault`.
  package init(parsing typed: String) throws(LineFault) {
    let line: SubscriberLine
    do {
      line = try SubscriberLine(parsing: typed)
    } catch .notAnIranianNumber(let digits) {
      throw .notAMobileNumberOfIran(digits: digits)
    }
    guard line.kind == .mobile else { throw .notAMobileNumber(line.number) }
    self.line = line
  }

  /// Eleven digits with the leading 0.
  package var number: String { line.number }
  package var e164: String { line.e164 }
  package var description: String { number }
}

/// What can be wrong with a telephone number.
package enum LineFault: Error, Hashable, Sendable, CustomStringConvertible {
  case empty
  case notADigit(Character)
  case notAnIranianNumber(digits: Int)
  case unknownAreaCode(String)
  case notAMobileNumber(String)
  /// Where only a mobile number will do, and what is there is no Iranian number at all.
  case notAMobileNumberOfIran(digits: Int)

  /// What is wrong with a number that no SMS can come from, wherever it is.
  static func ofSender(_ written: String) -> LineFault {
    do {
      return .notAMobileNumber(try SubscriberLine(parsing: written).number)
    } catch .notAnIranianNumber(let digits) {
      return .notAMobileNumberOfIran(digits: digits)
    } catch {
      return error
    }
  }

  package var description: String {
    switch self {
    case .empty: "the number is empty"
    case .notADigit(let character):
      "the number has \(quoted(String(character))) in it, which is not a digit"
    case .notAnIranianNumber(let digits):
      "the number has \(TypedDigits.count(digits)) and is not Iranian; write 0, the code and 8 digits (landline), or "
        + "09 and 9 digits (mobile)"
    case .unknownAreaCode(let code): "\(code) is not the code of a province"
    case .notAMobileNumberOfIran(let digits):
      "the number has \(TypedDigits.count(digits)) and is not an Iranian mobile number; write 09 and "
        + "9 digits, or + and a number of another country"
    case .notAMobileNumber(let number): "\(number) is a landline, not a mobile number"
    }
  }
}
