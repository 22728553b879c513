import CallEngine
import Foundation

/// The direction of a text.
enum TextDirection: Hashable, Sendable {
  case leftToRight
  case rightToLeft
}

/// Prepares text for a screen: safe, and in lines that fit.
enum ScreenText {
  /// The most scalars kept per character; higher piles of marks are noise.
  private static let longestCharacter = 12

  /// The text's lines with nothing hidden, and tabs as blanks.
  static func harmless(_ text: String) -> String {
    let calm = text.replacing("\t", with: "  ").map { character in
      String(String.UnicodeScalarView(character.unicodeScalars.prefix(longestCharacter)))
    }
    return calm.joined().visibleLines.joined(separator: "\n")
  }

  /// The text in one safe line.
  static func oneLine(_ text: String) -> String {
    harmless(text).split(separator: "\n").joined(separator: " ")
  }

  /// The direction of the first letter that has one (UAX #9, rule P2); `nil` if none has.
  static func direction(of text: some StringProtocol) -> TextDirection? {
    for scalar in text.unicodeScalars where scalar.properties.isAlphabetic {
      return scalar.isRightToLeft ? .rightToLeft : .leftToRight
    }
    return nil
  }

  /// The direction in which a language is written, by its script.
  static func direction(of language: Language) -> TextDirection {
    let direction = Locale.Language(identifier: language.tag).characterDirection
    return direction == .rightToLeft ? .rightToLeft : .leftToRight
  }

  /// A line of right-to-left text that displays correctly even on a terminal that lays lines out
  /// from the left: punctuation at its ends gets its direction from a zero-width mark (U+200F).
  static func closed(_ line: String) -> VisibleText {
    let ends = (line.unicodeScalars.first, line.unicodeScalars.last)
    let before = ends.0.map(\.isRightToLeft) ?? true
    let after = ends.1.map { $0.isRightToLeft || $0.properties.isAlphabetic } ?? true
    let mark: VisibleText = "\u{200F}"
    return "\(before ? "" : mark)\(line)\(after ? "" : mark)"
  }

  /// The text's lines, wrapped to `width` at blanks, or between the letters of a script that has none;
  /// within a word only if the word alone is wider.
  static func wrap(_ text: String, to width: Int) -> [String] {
    guard width > 0 else { return [] }
    return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
      wrapLine($0, to: width)
    }
  }

  private static func wrapLine(_ text: Substring, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for (place, piece) in pieces(of: text).enumerated() {
      let word = piece.text
      let columns = word.columns
      let blank = piece.followsBlank ? 1 : 0
      if place > 0 && used + blank + columns <= width {
        line += (piece.followsBlank ? " " : "") + word
        used += blank + columns
        continue
      }
      if place > 0 {
        if word.isEmpty { continue }
        lines.append(line)
        (line, used) = ("", 0)
      }
      if columns <= width {
        line += word
        used = columns
        continue
      }
      for character in word {
        let columns = character.columns
        // A character wider than the screen is dropped.
        if columns > width { continue }
        if used + columns > width {
          lines.append(line)
          (line, used) = ("", 0)
        }
        line.append(character)
        used += columns
      }
    }
    lines.append(line)
    return lines
  }

  /// What a line may not be broken within: words, or letters of a script without blanks with the marks
  /// that follow them.
  private static func pieces(of text: Substring) -> [(text: Substring, followsBlank: Bool)] {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard text.unicodeScalars.contains(where: \.standsWithoutBlanks) else {
      return words.map { ($0, true) }
    }
    return words.flatMap { word in
      var pieces: [(text: Substring, followsBlank: Bool)] = []
      var start = word.startIndex
      for place in word.indices.dropFirst() {
        let (before, after) = (word[word.index(before: place)], word[place])
        guard before.canEndLine, after.canBeginLine else { continue }
        pieces.append((word[start..<place], pieces.isEmpty))
        start = place
      }
      pieces.append((word[start...], pieces.isEmpty))
      return pieces
    }
  }
}

extension Character {
  fileprivate var canEndLine: Bool {
    unicodeScalars.first.map {
      $0.standsWithoutBlanks && $0.properties.generalCategory != .openPunctuation
    } ?? false
  }

  fileprivate var canBeginLine: Bool {
    unicodeScalars.first.map { $0.standsWithoutBlanks && $0.properties.isAlphabetic } ?? false
  }
}
