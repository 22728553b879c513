package import CallEngine

/// The payment system that callers are put through to: it takes a bill ID and a payment ID and a
/// card, and records the payment (Documentation/domain.md §1, §2).
///
/// Nothing of a card is kept.
package struct PaymentLine: LineOfBusiness {
  package let name = "payment"
  /// For landlines, and for mobiles.
  package let numbersDialled = ["2000", "9990"]

  package init() {}

  package var sample: LineSample {
    let callers = [
      LineSample.Caller(
        "02199900001", "pays 17,000 Rial: bill ID 9990000102140, payment ID 1750213",
        persian: "پرداخت ۱۷٬۰۰۰ ریال: شناسهٔ قبض 9990000102140، شناسهٔ پرداخت 1750213"),
      LineSample.Caller(
        "09120000004", "pays by card \(TestCard.all[0].number), PIN \(TestCard.all[0].pin)",
        persian: "پرداخت با کارت \(TestCard.all[0].number)، رمز \(TestCard.all[0].pin)"),
      LineSample.Caller(
        "02199900005",
        "card \(TestCard.all[1].number), PIN \(TestCard.all[1].pin), has no money",
        persian: "کارت \(TestCard.all[1].number)، رمز \(TestCard.all[1].pin)، بدون موجودی"),
    ]
    let cards = TestCard.all.flatMap { [$0.number, $0.pin] }
    return LineSample(
      callers: callers, stranger: "02199999999",
      numbers: ["9990000102140", "1750213", "9990000502149", "123450705"] + cards)
  }

  package func invoke(_ request: ServiceRequest, _ work: ServiceWork) throws -> ServiceAnswer {
    switch request.service {
    case Self.check.name: try check(request, work)
    case Self.pay.name: try pay(request, work)
    default: throw ServiceTrouble.unknownService(request.service)
    }
  }
}

/// A card that no bank has issued: its number begins with digits that are given to none.
struct TestCard {
  enum Funds {
    case enough
    case none
  }

  let number: String
  let pin: String
  let funds: Funds

  static let all = [
    TestCard(number: "9999990000000014", pin: "97531", funds: .enough),
    TestCard(number: "9999990000000022", pin: "97531", funds: .none),
  ]
}
