import ArgumentParser
import CallEngine
import Lines
import Store

/// Who calls whom, and in which language.
struct CallSetup {
  let parameters: CallParameters

  /// - Parameters:
  ///   - dialled: the number that an incoming call dials, if it isn't the line's.
  ///   - ownNumber: the number that an outgoing call comes from, if it isn't the line's.
  ///   - moment: when the call is answered.
  /// - Throws: `ValidationError` if a number is invalid; `Failure` if there is nobody to call from.
  init(
    from: String?, to: String?, dialled: String? = nil, ownNumber: String? = nil, at moment: Moment,
    language: String?, desk: ServiceDesk, program: MenuProgram
  ) throws {
    let business = desk.lines.line(of: program)
    let line =
      if let given = to ?? from {
        try Self.number(given, option: to == nil ? "--from" : "--to")
      } else {
        try Self.somebody(of: business, at: desk)
      }
    let tag = language ?? desk.preferredLanguage(of: line)
    parameters = CallParameters(
      line: line, numberDialled: dialled ?? (to == nil ? business.numberDialled : line),
      direction: to == nil ? .incoming : .outgoing, from: ownNumber ?? business.numberDialled,
      answered: moment, language: tag.map { Language($0) })
  }

  /// A telephone number as lines keep it. One that isn't an Iranian line is kept as it is, since
  /// the script must cope with callers from anywhere.
  ///
  /// - Throws: `ValidationError` if it isn't a number.
  static func number(_ text: String, option: String) throws -> String {
    if let line = try? SubscriberLine(parsing: text) { return line.number }
    let digits = text.first == "+" ? text.dropFirst() : text[...]
    let values = digits.compactMap(\.decimalDigitValue)
    guard values.count == digits.count, (1...20).contains(values.count) else {
      throw ValidationError(
        "\(option) \(text): a telephone number is 1 to 20 digits, optionally after a +")
    }
    return (text.first == "+" ? "+" : "") + values.map(String.init).joined()
  }

  /// The number of a sample caller of a script's line.
  ///
  /// - Parameter place: from 1.
  /// - Throws: `ValidationError` if there are fewer.
  static func sampleCaller(_ place: Int, of program: MenuProgram) throws -> String {
    let line = LinesOfBusiness.all.line(of: program)
    let callers = line.sample.callers
    guard callers.indices.contains(place - 1) else {
      throw ValidationError(
        "--sample \(place): the line '\(line.name)' has \(callers.count) sample callers")
    }
    return callers[place - 1].number
  }

  private static func somebody(of line: any LineOfBusiness, at desk: ServiceDesk) throws -> String {
    guard let number = try reporting({ try desk.somebody(of: line) }) else {
      throw Failure("the data is empty; import subscribers, or name the caller with --from")
    }
    return number
  }
}
