/// A mobile number to which an SMS can go.
///
/// A number with its country's code is taken as it is, unless that country's plan is known and has it
/// as a landline. A national number belongs to the line's own country, since the same digits mean a
/// landline elsewhere; where that isn't known, Iran and China are tried, whose lines gooya knows.
public struct MobileRecipient: Hashable, Sendable {
  /// Iranian numbers as they are dialled at home, `09…`, as all lines keep them; others in the form
  /// of ITU-T E.164, `+…`.
  public let number: String

  /// - Parameter region: the line's country (ISO 3166), if it is known.
  /// - Returns: `nil` if no SMS can go there.
  public init?(_ written: String, region: String?) {
    guard let (digits, isInternational) = Self.read(written) else { return nil }
    let found =
      isInternational
      ? Self.international(digits)
      : Self.plans(of: region).lazy.compactMap { $0.international(national: digits) }.first
    guard let found else { return nil }
    number = found.hasPrefix("98") ? "0" + found.dropFirst(2) : "+" + found
  }

  /// ASCII digits, and whether they begin with a country's code.
  private static func read(_ written: String) -> (digits: String, isInternational: Bool)? {
    var digits = ""
    var isInternational = false
    for character in written {
      if let value = character.wholeNumberValue, (0...9).contains(value) {
        digits += "\(value)"
      } else if character == "+" && digits.isEmpty && !isInternational {
        isInternational = true
      } else if !" -()./\u{A0}\u{200E}".contains(character) {
        return nil
      }
    }
    if !isInternational, digits.hasPrefix("00") {
      return (String(digits.dropFirst(2)), true)
    }
    return (digits, isInternational)
  }

  private static func international(_ digits: String) -> String? {
    guard (8...15).contains(digits.utf8.count), digits.first != "0" else { return nil }
    guard let plan = plans.first(where: { digits.hasPrefix($0.code) }) else { return digits }
    return plan.isMobile(digits.dropFirst(plan.code.count)) ? digits : nil
  }

  private static func plans(of region: String?) -> [Plan] {
    let own = plans.filter { plan in region.map { plan.regions.contains($0) } ?? false }
    return own.isEmpty && region == nil ? plans.filter { ["98", "86"].contains($0.code) } : own
  }

  /// How a country numbers its mobiles.
  private struct Plan: Sendable {
    let regions: [String]
    let code: String
    /// What is dialled before a number at home.
    let trunk: String
    /// How mobile numbers begin, and how long they are, without code and trunk.
    let starts: [String]
    let lengths: ClosedRange<Int>

    func isMobile(_ number: Substring) -> Bool {
      lengths.contains(number.utf8.count) && starts.contains { number.hasPrefix($0) }
    }

    /// The number with the country's code; `nil` if it is no mobile's.
    func international(national digits: String) -> String? {
      if code == "98" || code == "1", digits.hasPrefix(code), isMobile(digits.dropFirst(code.count))
      {
        return digits
      }
      // Iranian mobiles are written without their 0, too.
      if code == "98", isMobile(digits[...]) { return code + digits }
      guard digits.hasPrefix(trunk) else { return nil }
      let number = digits.dropFirst(trunk.count)
      return isMobile(number) ? code + number : nil
    }
  }

  /// By ITU-T E.164 and the countries' numbering plans; the first two as in domain.md, section 4.
  private static let plans = [
    Plan(regions: ["IR"], code: "98", trunk: "0", starts: ["9"], lengths: 10...10),
    Plan(
      regions: ["CN"], code: "86", trunk: "",
      starts: ["13", "14", "15", "16", "17", "18", "19"], lengths: 11...11),
    Plan(regions: ["DE"], code: "49", trunk: "0", starts: ["15", "16", "17"], lengths: 10...11),
    Plan(
      regions: ["AT"], code: "43", trunk: "0", starts: ["65", "66", "67", "68", "69"],
      lengths: 10...13),
    Plan(
      regions: ["CH"], code: "41", trunk: "0", starts: ["75", "76", "77", "78", "79"],
      lengths: 9...9),
    Plan(regions: ["FR"], code: "33", trunk: "0", starts: ["6", "7"], lengths: 9...9),
    Plan(
      regions: ["GB"], code: "44", trunk: "0",
      starts: ["71", "72", "73", "74", "75", "77", "78", "79"], lengths: 10...10),
    Plan(
      regions: ["ES"], code: "34", trunk: "", starts: ["6", "71", "72", "73", "74"],
      lengths: 9...9),
    Plan(regions: ["IT"], code: "39", trunk: "", starts: ["3"], lengths: 9...10),
    Plan(regions: ["NL"], code: "31", trunk: "0", starts: ["6"], lengths: 9...9),
    Plan(regions: ["TR"], code: "90", trunk: "0", starts: ["5"], lengths: 10...10),
    Plan(
      regions: ["EG"], code: "20", trunk: "0", starts: ["10", "11", "12", "15"], lengths: 10...10),
    Plan(regions: ["SA"], code: "966", trunk: "0", starts: ["5"], lengths: 9...9),
    Plan(regions: ["AE"], code: "971", trunk: "0", starts: ["5"], lengths: 9...9),
    Plan(
      regions: ["RU", "KZ"], code: "7", trunk: "8", starts: ["9", "70", "74", "77"],
      lengths: 10...10),
    // Mobiles can't be told from landlines here.
    Plan(
      regions: ["US", "CA"], code: "1", trunk: "",
      starts: ["2", "3", "4", "5", "6", "7", "8", "9"], lengths: 10...10),
  ]
}
