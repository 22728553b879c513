import CallEngine

extension FormattedFile.Change {
  /// The file's name and the lines that differ, in the order of the file, without what is around: a
  /// line that goes with the number that it has, one that comes with the number that it will have.
  var difference: VisibleText {
    let (old, new) = (Self.lines(of: before), Self.lines(of: after))
    var text: VisibleText = "\(file)\n"
    if old == new { return text + "  (how its lines end)\n" }
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

  /// The places of lines that go, and of those that come.
  private static func moves(
    from old: ArraySlice<Substring>, to new: ArraySlice<Substring>
  ) -> (gone: Set<Int>, come: Set<Int>) {
    // Comparing takes as long as the product of the lines, at worst.
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

  /// A line whose blanks at the end can be seen: often they are all that changes.
  private static func shown(_ line: Substring) -> String {
    let kept = line.reversed().drop { $0 == " " || $0 == "\t" }.count
    return line.prefix(kept) + line.dropFirst(kept).map { $0 == "\t" ? "→" : "·" }.joined()
  }
}
