import Testing

@testable import CallEngine

@Suite struct CheckRuleTests {
  private func holds(_ rule: CheckRule, _ number: String) -> Bool {
    rule.holds(for: number.compactMap(\.decimalDigitValue))
  }

  /// Numbers from the schemes' descriptions and issuers' documents.
  @Test(arguments: [
    (CheckRule.luhn, "79927398713"), (.luhn, "4242424242424242"),
    // ISO 13616's example, GB82 WEST 1234 5698 7654 32, with letters as digits.
    (.mod97, "3214282912345698765432161182"), (.mod97, "98"),
    // A Norwegian account, and the KID of its bank's guide.
    (.mod11, "12345678903"), (.mod11And2, "0000000218250097"), (.mod11And10, "36574261809"),
    (.mod11And10, "69435151530"),
    (.gtin, "4006381333931"), (.gtin, "73513537"), (.verhoeff, "2363"), (.verhoeff, "1428570"),
    (.damm, "5724"),
  ])
  func `a number with its check digits passes, and no other of one changed digit`(
    rule: CheckRule, number: String
  ) {
    #expect(holds(rule, number))
    let digits = number.compactMap(\.decimalDigitValue)
    for place in digits.indices {
      for other in 0...9 where other != digits[place] {
        var changed = digits
        changed[place] = other
        #expect(!rule.holds(for: changed), "\(changed)")
      }
    }
  }

  @Test(arguments: [CheckRule.verhoeff, .damm])
  func `Verhoeff's and Damm's schemes find every swap of neighbours`(rule: CheckRule) {
    for number in 0..<1000 {
      let head = [number / 100, number / 10 % 10, number % 10]
      let whole = (0...9).map { head + [$0] }.filter { rule.holds(for: $0) }
      #expect(whole.count == 1)
      for digits in whole {
        for place in 0..<3 where digits[place] != digits[place + 1] {
          var swapped = digits
          swapped.swapAt(place, place + 1)
          #expect(!rule.holds(for: swapped))
        }
      }
    }
  }

  @Test(arguments: CheckRule.allCases)
  func `one number in ten, eleven or ninety-seven passes`(rule: CheckRule) {
    let count = (0..<9700).count {
      rule.holds(for: String($0 + 10_000).compactMap(\.wholeNumberValue))
    }
    let expected: ClosedRange<Int> =
      switch rule {
      case .mod97: 99...101
      case .mod11, .mod11And2: 870...890
      default: 960...980
      }
    #expect(expected.contains(count), "\(count)")
  }
}
