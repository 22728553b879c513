import CallEngine
import Synchronization
import _FoundationICU

/// Where words begin and end in a text.
enum WordBreaks {
  /// A word with the punctuation that is written beside it.
  struct Word: Hashable {
    var text: Substring
    /// Whether a blank stands before it.
    let followsBlank: Bool
  }

  /// The text's words. Blanks part them; where a script has none, ICU's dictionaries do.
  static func words(of text: String) -> [Word] {
    let isSpaced = !text.unicodeScalars.contains(where: \.standsWithoutBlanks)
    let parts = text.split(separator: " ")
    guard !isSpaced else { return parts.map { Word(text: $0, followsBlank: true) } }
    return parts.flatMap { part in
      part.unicodeScalars.contains(where: \.standsWithoutBlanks)
        ? unspacedWords(of: part) : [Word(text: part, followsBlank: true)]
    }
  }

  private static func unspacedWords(of part: Substring) -> [Word] {
    var words: [Word] = []
    var opening: Substring?
    for piece in pieces(of: part) {
      let start = opening?.startIndex ?? piece.startIndex
      let text = part[start..<piece.endIndex]
      if piece.allSatisfy({ !$0.isLetter && !$0.isNumber }) {
        // An opening quote or bracket belongs to the next word, all other marks to the last.
        let isOpening = piece.unicodeScalars.allSatisfy {
          [.openPunctuation, .initialPunctuation].contains($0.properties.generalCategory)
        }
        if isOpening || words.isEmpty {
          opening = text
        } else {
          words[words.count - 1].text = part[words[words.count - 1].text.startIndex..<text.endIndex]
          opening = nil
        }
        continue
      }
      words.append(Word(text: text, followsBlank: words.isEmpty))
      opening = nil
    }
    if let opening {
      if let last = words.popLast() {
        words.append(
          Word(text: part[last.text.startIndex..<opening.endIndex], followsBlank: last.followsBlank)
        )
      } else {
        words.append(Word(text: opening, followsBlank: true))
      }
    }
    return words
  }

  private static func pieces(of part: Substring) -> [Substring] {
    let units = Array(part.utf16)
    let ends = iterator.withLock { iterator -> [Int] in
      guard let iterator else { return [units.count] }
      return units.withUnsafeBufferPointer { buffer in
        var status = U_ZERO_ERROR
        swift_ubrk_setText(iterator, buffer.baseAddress, Int32(buffer.count), &status)
        var ends: [Int] = []
        while case let end = swift_ubrk_next(iterator), end >= 0 { ends.append(Int(end)) }
        // The buffer is gone after this.
        swift_ubrk_setText(iterator, nil, 0, &status)
        return ends
      }
    }
    var start = part.startIndex
    var pieces: [Substring] = []
    for end in ends {
      let next = part.utf16.index(part.startIndex, offsetBy: end)
      // Inside a character ICU may see a boundary where Swift sees none.
      guard let place = String.Index(next, within: part), place > start else { continue }
      pieces.append(part[start..<place])
      start = place
    }
    if start < part.endIndex { pieces.append(part[start...]) }
    return pieces
  }

  /// The dictionaries are chosen by the text's script, so one iterator serves all languages.
  private static let iterator: Mutex<OpaquePointer?> = {
    var status = U_ZERO_ERROR
    nonisolated(unsafe) let iterator = swift_ubrk_open(UBRK_WORD, "zh", nil, 0, &status)
    return Mutex(iterator)
  }()
}
