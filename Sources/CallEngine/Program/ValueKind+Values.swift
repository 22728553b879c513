extension ValueKind {
  /// Whether a value can be one of this kind. A withheld entry always can: nobody knows it.
  public func accepts(_ value: CallValue) -> Bool {
    switch (self, value) {
    case (_, .redacted): true
    case (.list(let fields), .list(let items)):
      items.allSatisfy { item in
        item.values.allSatisfy { named in
          guard let field = fields.first(where: { $0.name == named.name }) else {
            return fields.isEmpty
          }
          return field.kind?.accepts(named.value) ?? true
        }
      }
    case (.list, .text), (_, .list): false
    case (_, .text(let text)): accepts(text)
    }
  }

  private func accepts(_ text: String) -> Bool {
    switch self {
    case .digits: return text.isDigits
    case .telephone:
      let digits = text.hasPrefix("+") ? text.dropFirst() : text[...]
      return digits.isDigits && digits.utf8.count <= 20
    case .number: return (text.hasPrefix("-") ? text.dropFirst() : text[...]).isDigits
    case .amount:
      let amount = text.hasPrefix("-") ? text.dropFirst() : text[...]
      let parts = amount.split(separator: ".", omittingEmptySubsequences: false)
      return parts.count <= 2 && parts.allSatisfy { $0.isDigits }
    case .date: return CivilDay(text) != nil
    case .time:
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      return parts.map(\.utf8.count) == [2, 2] && parts.allSatisfy { $0.isDigits }
        && parts[0] < "24" && parts[1] < "60"
    case .moment: return Moment(text) != nil
    case .word: return !text.isEmpty && !text.contains(where: \.isWhitespace)
    case .recording: return Recording.length(in: text) != nil
    case .text: return true
    case .list: return false
    }
  }
}

extension StringProtocol {
  /// Whether it is ASCII digits, at least one.
  fileprivate var isDigits: Bool {
    !isEmpty && utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
