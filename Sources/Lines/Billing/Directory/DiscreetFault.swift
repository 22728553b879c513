internal import CallEngine

/// A fault described without quoting the value: an import can't know which column a value belongs
/// to, because columns may be shifted or swapped.
protocol DiscreetFault {
  /// What is wrong; it follows the column's name.
  var discreetReason: String { get }
}

extension LineFault: DiscreetFault {
  var discreetReason: String {
    switch self {
    case .empty: "is empty"
    case .notADigit: "has a character in it that is not a digit"
    case .notAnIranianNumber(let digits):
      "has \(TypedDigits.count(digits)); write 0, the code and 8 digits (landline), or 09 and 9 digits (mobile)"
    case .unknownAreaCode: "does not begin with the code of a province"
    case .notAMobileNumberOfIran(let digits):
      "has \(TypedDigits.count(digits)); write 09 and 9 digits"
    case .notAMobileNumber: "is a landline"
    }
  }
}

extension BillIDFault: DiscreetFault {
  var discreetReason: String {
    switch self {
    case .empty: "is empty"
    case .notADigit: "has a character in it that is not a digit"
    case .digits(.length(let count)): "has \(TypedDigits.count(count)), not 6 to 13"
    case .digits(.allZeros): "has only zeros"
    case .digits(.checkDigit): "has a wrong check digit"
    case .fileCodeOutOfRange, .companyCodeOutOfRange, .serviceDigitOutOfRange: "is out of range"
    }
  }
}

extension PaymentIDFault: DiscreetFault {
  var discreetReason: String {
    switch self {
    case .empty: "is empty"
    case .notADigit: "has a character in it that is not a digit"
    case .length(let count): "has \(TypedDigits.count(count)), not 6 to 13"
    case .noAmount: "has no amount"
    case .firstCheckDigit: "has a wrong first check digit"
    case .secondCheckDigit:
      "has a wrong second check digit: it belongs to another bill, or is mistyped"
    case .amountOutOfRange, .amountNotInThousands, .yearOutOfRange, .periodOutOfRange:
      "is out of range"
    }
  }
}
