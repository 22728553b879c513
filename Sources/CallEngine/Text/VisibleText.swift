/// Text for a terminal or a report, in which nothing from outside can control the display or hide.
///
/// Literals in the source are layout, and trusted. Interpolated values come from outside: a name, a
/// path, a library's message. In them every hidden character is shown as an escape such as
/// `\u{1B}`, including line ends, so that no title can forge a line of a report. Another
/// `VisibleText` is inserted unchanged.
public struct VisibleText: Hashable, Sendable, ExpressibleByStringInterpolation,
  CustomStringConvertible
{
  public private(set) var description: String

  public init(stringLiteral layout: String) {
    description = layout
  }

  public init(stringInterpolation: StringInterpolation) {
    description = stringInterpolation.text
  }

  /// Shows one line from outside.
  public init(_ text: some StringProtocol) {
    description = text.visible
  }

  /// Shows several lines from outside and keeps the line ends.
  ///
  /// - Parameter margin: what begins each line after the first.
  public init(lines text: some StringProtocol, margin: VisibleText = "") {
    description = text.visibleLines.joined(separator: "\n" + margin.description)
  }

  private init(trusted: String) {
    description = trusted
  }

  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    public init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    public mutating func appendLiteral(_ layout: String) { text += layout }

    public mutating func appendInterpolation(_ shown: VisibleText) { text += shown.description }

    public mutating func appendInterpolation(_ foreign: some StringProtocol) {
      text += foreign.visible
    }

    public mutating func appendInterpolation<Value>(_ foreign: Value) {
      text += String(describing: foreign).visible
    }

    @available(*, unavailable, message: "say what is shown if there is no value")
    public mutating func appendInterpolation<Value>(_ foreign: Value?) {}
  }

  public var isEmpty: Bool { description.isEmpty }

  /// The text without a final line end.
  public var withoutLastBreak: VisibleText {
    description.hasSuffix("\n") ? VisibleText(trusted: String(description.dropLast())) : self
  }

  public static func + (left: VisibleText, right: VisibleText) -> VisibleText {
    VisibleText(trusted: left.description + right.description)
  }

  public static func += (left: inout VisibleText, right: VisibleText) {
    left.description += right.description
  }
}

extension VisibleText {
  /// The columns that the text takes on a terminal.
  package var columns: Int { description.columns }

  /// As much of the text's beginning as fits into a number of columns.
  package func clipped(to width: Int) -> VisibleText {
    VisibleText(trusted: description.clipped(to: width))
  }
}

extension Sequence<VisibleText> {
  public func joined(separator: VisibleText = "") -> VisibleText {
    var text: VisibleText = ""
    for (place, part) in enumerated() {
      if place > 0 { text += separator }
      text += part
    }
    return text
  }
}

// File formats with their own rules for such characters.
extension VisibleText {
  /// Takes a JSON encoder's bytes. Hidden characters become JSON escapes, so that whoever parses
  /// the file gets the original text, but printing the file can't control a terminal.
  public init(json: some Sequence<UInt8>) {
    let text = String(decoding: Array(json), as: UTF8.self)
    let escaped = text.replacingHidden { scalar in
      String(scalar).utf16.map { unit in
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }.joined()
    }
    self.init(trusted: escaped)
  }

  /// Takes XML or HTML whose texts are already escaped. Hidden characters become references.
  public init(markup: String) {
    self.init(trusted: markup.replacingHidden { "&#\($0.value);" })
  }

  /// The text escaped for an element or attribute of XML or HTML.
  public var markup: String {
    var escaped = ""
    for scalar in description.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}

extension StringProtocol {
  /// The text from outside as one escaped line for an element or attribute of XML or HTML.
  public var markup: String { VisibleText(self).markup }
}
