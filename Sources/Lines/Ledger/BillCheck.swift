internal import CallEngine

/// The result of checking a bill ID and a payment ID together: every fault, or their content.
package struct BillCheck: Hashable, Sendable {
  package let billFaults: [BillIDFault]
  package let paymentFaults: [PaymentIDFault]
  /// Both IDs, if both are valid.
  package let bill: BillID?
  package let payment: PaymentID?

  package init(billID: String, paymentID: String) {
    let billReading = BillID.read(billID)
    billFaults = billReading.faults
    // C2 is checked even if the bill ID's own check digit is wrong, but not if the bill ID has a
    // wrong shape: then there is nothing to check it against.
    let hasShape = billFaults.allSatisfy { fault in
      if case .digits(.checkDigit) = fault { true } else { false }
    }
    paymentFaults =
      PaymentID.read(paymentID, billDigits: hasShape ? billReading.digits : nil).faults
    if billFaults.isEmpty, paymentFaults.isEmpty, let bill = try? BillID(parsing: billID) {
      self.bill = bill
      payment = try? PaymentID(parsing: paymentID, for: bill)
    } else {
      bill = nil
      payment = nil
    }
  }

  package var isValid: Bool { bill != nil && payment != nil }

  /// Why the IDs are invalid; empty if they are valid.
  package var reasons: [String] {
    billFaults.map(\.description) + paymentFaults.map(\.description)
  }

  /// The content of the printed bill's barcode: both IDs padded to 13 digits each.
  package var barcode: String? {
    guard let bill, let payment else { return nil }
    return Self.padded(bill.text) + Self.padded(payment.text)
  }

  /// The lines of `gooya bill check`: the IDs' content, or one `invalid:` line per reason.
  package var lines: [String] {
    guard let bill, let payment, let barcode else { return reasons.map { "invalid: \($0)" } }
    return [
      "service: \(bill.serviceName)", "amount_rial: \(payment.amount)", "barcode: \(barcode)",
    ]
  }

  private static func padded(_ digits: String) -> String {
    String(repeating: "0", count: max(0, 13 - digits.count)) + digits
  }
}
