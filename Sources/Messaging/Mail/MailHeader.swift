internal import Foundation

/// Lines of an e-mail's header, without the line break at their end.
enum MailHeader {
  /// A line may have 78 characters (RFC 5322, 2.1.1), an encoded word 75 (RFC 2047, 2).
  private static let longestWord = 75
  private static let encodedWord = (start: "=?UTF-8?B?", end: "?=")
  /// How long a subject may be. Mail programs show a line of it.
  private static let longestSubject = 160

  /// A field whose text may be in any language, folded.
  static func text(_ name: String, _ text: String) -> String {
    "\(name): \(phrase(plain(text), after: name.count + 2))"
  }

  static func mailbox(_ name: String, _ mailbox: MailMessage.Mailbox) -> String {
    let shown = plain(mailbox.name ?? "")
    guard !shown.isEmpty else { return "\(name): <\(mailbox.address)>" }
    // Always encoded, so that no mark in it can end it.
    let words = encoded(cut(shown), after: name.count + 2)
    return "\(name): \(words)\r\n <\(mailbox.address)>"
  }

  /// `Sat, 28 May 2026 20:26:40 +0000`, as RFC 5322 has it.
  static func date(_ date: Date) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.calendar = Calendar(identifier: .gregorian)
    formatter.timeZone = .gmt
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss '+0000'"
    return "Date: \(formatter.string(from: date))"
  }

  /// A text that isn't longer than a subject may be.
  static func cut(_ text: String) -> String {
    text.count > longestSubject ? text.prefix(longestSubject - 1) + "…" : text
  }

  private static func phrase(_ text: String, after used: Int) -> String {
    let isPlain =
      text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?")
      && used + text.utf8.count <= longestWord
    return isPlain ? text : encoded(text, after: used)
  }

  /// A text in encoded words, none of which cuts a character.
  private static func encoded(_ text: String, after used: Int) -> String {
    var words: [String] = []
    var word: [UInt8] = []
    var isFirst = true
    func close() {
      words.append(encodedWord.start + Data(word).base64EncodedString() + encodedWord.end)
      word = []
      isFirst = false
    }
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      let room =
        longestWord - encodedWord.start.count - encodedWord.end.count - (isFirst ? used : 1)
      if (word.count + bytes.count + 2) / 3 * 4 > room { close() }
      word += bytes
    }
    if !word.isEmpty { close() }
    return words.joined(separator: "\r\n ")
  }

  /// A text in one line, without characters that control anything: none can begin another field, and
  /// none can make a name look like another.
  private static func plain(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: result.append(" ")
      case _ where scalar.properties.isBidiControl: continue
      default: result.append(scalar)
      }
    }
    return String(result).split(separator: " ").joined(separator: " ")
  }
}
