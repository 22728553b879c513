import CallEngine

extension FormattedFile.Change {
  /// The file's name and the lines that differ, in the file's order and without context: a removed
  /// line with its old number, an added one with its new number.
  var difference: VisibleText {
    let (old, new) = (Self.lines(of: before), Self.lines(of: after))
    var text: VisibleText = "\(file)\n"
    if old == new { return text + "  (line endings)\n" }
    let start = zip(old, new).prefix { $0 == $1 }.count
    let rest = min(old.count, new.count) - start
    let end = zip(old.reversed(), new.reversed()).prefix(rest).prefix { $0 == $1 }.count
    let (gone, come) = Self.moves(
      from: old[start..<old.count - end], to: new[start..<new.count - end])
    var (left, right) = (start, start)
    while left < old.count - end || right < new.count - end {
      if gone.contains(left) {
        text += "  \(left + 1) - \(Self.shown(old[left]))\n"
        left += 1
      } else if come.contains(right) {
        text += "  \(right + 1) + \(Self.shown(new[right]))\n"
        right += 1
      } else {
        left += 1
        right += 1
      }
    }
    return text
  }

  /// The indices of removed lines and of added ones.
  private static func moves(
    from old: ArraySlice<Substring>, to new: ArraySlice<Substring>
  ) -> (gone: Set<Int>, come: Set<Int>) {
    // Comparing takes time proportional to the product of the line counts, at worst.
    guard old.count * new.count <= mostComparisons else {
      return (Set(old.indices), Set(new.indices))
    }
    var gone = Set<Int>()
    var come = Set<Int>()
    for change in Array(new).difference(from: Array(old)) {
      switch change {
      case .remove(let offset, _, _): gone.insert(old.startIndex + offset)
      case .insert(let offset, _, _): come.insert(new.startIndex + offset)
      }
    }
    return (gone, come)
  }

  private static let mostComparisons = 4_000_000

  private static func lines(of text: String) -> [Substring] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  }

  /// A line with its trailing blanks made visible: often only they change.
  private static func shown(_ line: Substring) -> String {
    let kept = line.reversed().drop { $0 == " " || $0 == "\t" }.count
    return line.prefix(kept) + line.dropFirst(kept).map { $0 == "\t" ? "→" : "·" }.joined()
  }
}
