/// An amount of money as keyed in, with `*` as the decimal point; `12.50` inside, with as many
/// decimals as its currency has.
public struct AmountEntry: Hashable, Sendable {
  /// ISO 4217; `nil` for an amount in Rial, which has no decimals.
  public let currency: String?
  public let decimals: Int
  /// In the currency's smallest unit, as are all whole numbers here.
  public let limits: ClosedRange<Int>

  /// The key that stands for the decimal point.
  public static let point = Digit.star
  /// The most that an amount can be: fifteen digits before the point.
  public static let mostWhole = 999_999_999_999_999

  /// - Parameter decimals: how many its currency has, up to 3.
  public init(currency: String?, decimals: Int, limits: ClosedRange<Int>? = nil) {
    precondition((0...3).contains(decimals), "a currency with \(decimals) decimals")
    self.currency = currency
    self.decimals = decimals
    self.limits = limits ?? 0...(Self.mostWhole + 1) * Self.scale(decimals) - 1
  }

  /// How many keys the largest amount takes.
  var mostKeys: Int {
    String(limits.upperBound / Self.scale(decimals)).utf8.count + (decimals > 0 ? 1 + decimals : 0)
  }

  func value(of keys: KeySequence) -> String? {
    var number = 0
    var decimalsKeyed: Int?
    for key in keys.digits {
      if key == Self.point {
        guard decimals > 0, decimalsKeyed == nil else { return nil }
        decimalsKeyed = 0
      } else {
        // Eighteen digits in all, so that nothing overflows.
        guard key.rawValue <= Digit.nine.rawValue, number < (Self.mostWhole + 1) * 100 else {
          return nil
        }
        number = number * 10 + Int(key.rawValue)
        decimalsKeyed = decimalsKeyed.map { $0 + 1 }
      }
    }
    let missing = decimals - (decimalsKeyed ?? 0)
    guard missing >= 0, !(keys.count == 1 && keys[0] == Self.point),
      number <= (Self.mostWhole + 1) * Self.scale(decimals - missing) - 1
    else { return nil }
    number *= Self.scale(missing)
    return limits.contains(number) ? text(number) : nil
  }

  /// The keys for an amount written as `12.50` or `12`; `nil` if it isn't one.
  func keys(of value: String) -> KeySequence? {
    number(value).flatMap { number in
      let text = text(number)
      return KeySequence(text.hasSuffix(".00") ? String(text.dropLast(3)) : text.pointed)
    }
  }

  /// An amount as it is inside.
  public func text(_ number: Int) -> String {
    let scale = Self.scale(decimals)
    return decimals == 0
      ? "\(number)" : "\(number / scale).\(ClockText.padded(number % scale, decimals))"
  }

  /// An amount as scripts write it, `12.5` or `12`, in the smallest unit; `nil` if it has more
  /// decimals than the currency, or isn't one.
  public func number(_ text: String) -> Int? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), (1...15).contains(parts[0].utf8.count),
      parts.dropFirst().allSatisfy({ (1...decimals + 1).contains($0.utf8.count) }),
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let whole = Int(parts[0])
    else { return nil }
    let fraction = parts.count == 2 ? parts[1] : ""
    guard fraction.utf8.count <= decimals else { return nil }
    let part = (Int(fraction) ?? 0) * Self.scale(decimals - fraction.utf8.count)
    return whole * Self.scale(decimals) + part
  }

  private static func scale(_ decimals: Int) -> Int {
    (0..<decimals).reduce(1) { scale, _ in scale * 10 }
  }
}

extension String {
  /// With the key for its decimal point.
  fileprivate var pointed: String { String(map { $0 == "." ? AmountEntry.point.character : $0 }) }
}
