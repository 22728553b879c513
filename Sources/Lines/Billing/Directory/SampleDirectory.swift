internal import Foundation
internal import Store

/// The invented subscribers in a new store, so that there is somebody to call.
///
/// Landlines and mobile numbers, with and without debt, with the shortest and longest IDs and the
/// smallest and largest amounts. The names are obviously invented; the numbers are synthetic.
package enum SampleDirectory {
  package struct Entry: Sendable {
    package let subscriber: Subscriber
    package let bills: [Bill]

    /// What a call from the line shows.
    var note: String {
      let language = subscriber.language.map { " in \($0)" } ?? ""
      let debt =
        switch bills.count {
        case 0: "nothing due"
        case 1: "a bill of \(bills[0].amount) Rial"
        default: "\(bills.count) bills"
        }
      return "\(subscriber.line.kind.rawValue)\(language), \(debt)"
    }

    /// The same in Persian.
    var persianNote: String {
      func written(_ number: Int64) -> String {
        number.formatted(.number.locale(Locale(identifier: "fa-IR")))
      }
      let kind = subscriber.line.kind == .landline ? "تلفن ثابت" : "تلفن همراه"
      let language =
        switch subscriber.language {
        case "fa-IR": "، به فارسی"
        case "en-US": "، به انگلیسی"
        default: ""
        }
      let debt =
        switch bills.count {
        case 0: "بدون بدهی"
        case 1: "با یک قبض \(written(bills[0].amount)) ریالی"
        default: "با \(written(Int64(bills.count))) قبض"
        }
      return "\(kind)\(language)، \(debt)"
    }
  }

  package static let entries: [Entry] = plans.compactMap { try? $0.entry() }

  /// What an entry is made from; bills are computed, so that their check digits are right.
  struct Plan {
    struct Debt {
      let fileCode: Int
      let amount: Int64
      let period: Int
      let dueOn: String?
    }

    let line: String
    let first: String?
    let last: String
    let language: String?
    let debts: [Debt]

    func entry() throws -> Entry {
      let line = try SubscriberLine(parsing: self.line)
      let service: BilledService = line.kind == .landline ? .landline : .mobile
      let company = line.kind == .landline ? 21 : 912
      let bills = try debts.map { debt in
        let bill = try BillID(
          fileCode: debt.fileCode, companyCode: company, serviceDigit: service.rawValue)
        let payment = try PaymentID(amount: debt.amount, year: 5, period: debt.period, for: bill)
        return Bill(line: line, billID: bill, paymentID: payment, dueOn: debt.dueOn)
      }
      return Entry(
        subscriber: Subscriber(
          line: line, firstName: first, lastName: last, mobile: line.mobile,
          address: Confidential("تهران، خیابان نمونه، پلاک ۰"),
          postalCode: Confidential("0000000000"), language: language),
        bills: bills)
    }
  }

  private static func debt(
    _ fileCode: Int, _ amount: Int64, _ period: Int, _ dueOn: String? = "2026-12-20"
  ) -> Plan.Debt {
    Plan.Debt(fileCode: fileCode, amount: amount, period: period, dueOn: dueOn)
  }

  private static func plan(
    _ line: String, _ first: String?, _ last: String, _ language: String?, _ debts: Plan.Debt...
  ) -> Plan {
    Plan(line: line, first: first, last: last, language: language, debts: debts)
  }

  static let plans: [Plan] = [
    plan("02199900001", "نمونه", "نمونه‌ای", "fa-IR", debt(99_900_001, 17_000, 2)),
    plan("02199900002", "آزمایش", "آزمایشی‌پور", "fa-IR", debt(99_900_002, 99_999_999_000, 3)),
    plan("02199900003", "فرضی", "فرضی‌نژاد", "fa-IR"),
    plan("02199900004", nil, "شرکت نمونه", "fa-IR", debt(1, 55_000, 5)),
    plan("02199900005", "Sample", "Samplesson", "en-US", debt(99_900_005, 1_234_000, 7)),
    plan("02199900006", "Test", "Testington", "en-US"),
    plan(
      "02199900007", "الگو", "الگویی", nil,
      debt(99_900_007, 230_000, 3, "2026-08-20"), debt(99_900_007, 480_000, 4, "2026-10-20")),
    plan("03199900008", "خیالی", "خیالی‌زاده", "fa-IR", debt(99_900_008, 1000, 1, nil)),
    plan("05199900009", "ساختگی", "ساختگی‌فر", "fa-IR", debt(123, 12_345_678_000, 3)),
    plan("07199900010", "Invented", "Inventorson", "en-US", debt(99_900_010, 99_999_000, 12)),
    plan("09120000001", "نمونه", "همراهی", "fa-IR", debt(20_000_001, 120_000, 6)),
    plan("09120000002", "آزمایش", "همراه‌پور", "fa-IR", debt(20_000_002, 99_999_999_000, 3)),
    plan("09120000003", "فرضی", "همراه‌نژاد", "fa-IR"),
    plan("09120000004", "Sample", "Mobilesson", "en-US", debt(20_000_004, 17_000, 2)),
    plan("09120000005", "Test", "Mobilington", "en-US"),
    plan("09120000006", nil, "نمونه‌ی بی‌نام", nil, debt(7, 340_000, 10)),
    plan("09350000007", "الگو", "سیاری", "fa-IR", debt(20_000_007, 2_005_000, 8)),
    plan("09350000008", "خیالی", "سیار‌زاده", "fa-IR", debt(20_000_008, 100_000_000, 11)),
    plan("09990000009", "Invented", "Cellworth", "en-US", debt(20_000_009, 10_000_000_000, 9)),
    plan("09990000010", "ساختگی", "سیار‌فر", "fa-IR"),
  ]
}
