extension EmailAddress {
  /// The address in a message, such as an answer by SMS; `nil` unless it is unambiguous.
  ///
  /// An e-mail sent to the wrong mailbox can't be recalled, while a sender who isn't understood is
  /// asked again. So an address is never cut out of something longer: the message is split at
  /// blanks and at opening and closing marks, exactly one part contains `@`, and the whole of that
  /// part must be an address that its neighbours can't belong to. What keyboards produce is
  /// accepted where the meaning is clear: Persian and Arabic digits, marks without width, a
  /// full-width `@`, blanks around it.
  package init?(in message: String) {
    guard let split = SplitMessage(message), split.standsAlone,
      let address = EmailAddress(split.candidate)
    else { return nil }
    self = address
  }
}

/// A message split around its only `@`.
private struct SplitMessage {
  private typealias Scalars = ArraySlice<Unicode.Scalar>

  /// What stands before the part with `@`, and after it.
  private let before: Scalars
  private let after: Scalars
  private let local: Scalars
  private let domain: Scalars
  /// Whether there are blanks beside `@`.
  private let isSpaced: Bool

  /// `nil` unless the message has exactly one `@`.
  init?(_ message: String) {
    let text = message.unicodeScalars.compactMap(Self.asTyped)
    guard let at = text.firstIndex(of: "@"), text.lastIndex(of: "@") == at else { return nil }
    // A line break isn't a blank within an address.
    let left = text[..<at].dropping(atEnd: Self.isBlankInLine)
    let right = text[(at + 1)...].drop(while: Self.isBlankInLine)
    isSpaced = left.endIndex < at || right.startIndex > at + 1
    local = Self.lastPart(of: left)
    before = left[..<local.startIndex]
    let part = right.prefix { !Self.isSeparator($0) }
    after = right[part.endIndex...]
    // The full stop that ends the message isn't part of the address.
    let isStopped = part.last == "." && after.allSatisfy(Self.isSeparator)
    domain = isStopped ? part.dropLast() : part
  }

  var candidate: String {
    String(String.UnicodeScalarView(local + ["@"] + domain))
  }

  /// Whether the part is a complete address: not continued by its neighbours, and not part of a
  /// URL.
  var standsAlone: Bool { isFreeBefore && isFreeAfter && !isInURL }

  // MARK: Neighbours

  private var isFreeBefore: Bool {
    let rest = before.dropping(atEnd: Self.isMark)
    let marks = before[rest.endIndex...]
    if marks.isEmpty {
      let word = Self.lastPart(of: rest.dropping(atEnd: \.properties.isWhitespace))
      if word.isEmpty { return true }
      // If there are blanks beside '@', other blanks may be in the address too.
      if isSpaced || local.first.map(Self.isAlphanumeric) != true {
        return !word.contains(where: \.isASCII)
      }
      // 'john. smith@…' is one address with a blank in it.
      let core = word.dropping(atEnd: { $0.isASCII && !Self.isAlphanumeric($0) })
      return core.endIndex == word.endIndex || core.last.map(Self.isForeign) == true
    }
    guard let end = rest.last, !Self.isForeign(end) else { return true }
    // 'Ann<ann@…>' is a name and an address; 'john<smith@…' is a typing error.
    return isEnclosed || (marks.first == ":" && Self.isLabel(Self.lastPart(of: rest)))
  }

  private var isFreeAfter: Bool {
    guard after.contains(where: Self.isAlphanumeric) else { return true }
    let marks = after.prefix(while: Self.isMark)
    let rest = after[marks.endIndex...]
    let word = rest.drop(while: \.properties.isWhitespace).prefix { !Self.isSeparator($0) }
    if word.startIndex == rest.startIndex {
      // 'ann@mail.co:uk' and '(ann@mail.co).uk', but not '<ann@mail.co>, see you'.
      if word.contains(where: Self.isAlphanumeric), !isAngled(before: word) { return false }
    } else if marks.isEmpty, let start = word.first, start.isASCII {
      if isSpaced || !Self.isAlphanumeric(start) { return false }
    }
    // 'ann@mail.co uk': a last word of two letters may be the domain's country.
    let last = after.drop { !Self.isAlphanumeric($0) }
    let letters = last.prefix { Self.isAlphanumeric($0) && $0.properties.isAlphabetic }
    return letters.count != 2 || last.dropFirst(2).contains(where: Self.isAlphanumeric)
  }

  private var isEnclosed: Bool {
    switch (before.last, after.first) {
    case ("<", ">"), ("(", ")"), ("«", "»"): true
    default: false
    }
  }

  private func isAngled(before word: Scalars) -> Bool {
    before.last == "<" && after.first == ">" && word.first.map(Self.isAlphanumeric) == true
  }

  /// 'https://ann@…', and 'www.….example/ann@…', which is formally an address.
  private var isInURL: Bool {
    let bytes = String(String.UnicodeScalarView(local)).utf8
    let host = bytes.prefix { !"/?#".utf8.contains($0) }
    guard host.count < bytes.count else { return false }
    return host.isEmpty || EmailAddress.isDomain(ArraySlice(host))
  }

  /// Words that are written before an address with a colon. Any other may be part of the address.
  private static let labels: Set<String> = [
    "mailto", "mail", "email", "e-mail", "address", "to",
  ]

  private static func isLabel(_ word: Scalars) -> Bool {
    labels.contains(String(String.UnicodeScalarView(word)).lowercased())
  }

  /// Whether a scalar can't be part of an address: whitespace, or a letter of the Arabic script.
  private static func isForeign(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace
      || [0x0600...0x06FF, 0x0750...0x077F, 0xFB50...0xFDFF, 0xFE70...0xFEFE]
        .contains { $0.contains(scalar.value) }
  }

  // MARK: Scalars

  private static func lastPart(of text: Scalars) -> Scalars {
    text[text.dropping(atEnd: { !isSeparator($0) }).endIndex...]
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    "<>()\"«»:".unicodeScalars.contains(scalar)
  }

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || isMark(scalar)
  }

  private static func isBlankInLine(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\t" || scalar.properties.generalCategory == .spaceSeparator
  }

  private static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && EmailAddress.isAlphanumeric(UInt8(scalar.value))
  }

  /// A scalar as its writer sees it; `nil` if it is invisible. Marks that reverse the direction of
  /// letters stay: with them, what is seen isn't what is written.
  private static func asTyped(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x0660...0x0669: Unicode.Scalar(scalar.value - 0x0660 + 0x30)  // Arabic digits
    case 0x06F0...0x06F9: Unicode.Scalar(scalar.value - 0x06F0 + 0x30)  // Persian digits
    case 0xFF10...0xFF19: Unicode.Scalar(scalar.value - 0xFF10 + 0x30)  // full-width digits
    case 0xFF20, 0xFE6B: "@"  // full-width and small
    case 0x061C, 0x200B...0x200F, 0x202A...0x202C, 0x2060, 0x2066...0x2069, 0xFEFF: nil
    default: scalar
    }
  }
}

extension ArraySlice {
  /// The elements without those at the end that satisfy a condition.
  fileprivate func dropping(atEnd isSo: (Element) -> Bool) -> ArraySlice {
    self[..<(lastIndex { !isSo($0) }.map { $0 + 1 } ?? startIndex)]
  }
}
