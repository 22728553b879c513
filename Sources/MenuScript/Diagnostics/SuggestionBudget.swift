/// Finds the name that was meant, as long as its budget lasts.
public struct SuggestionBudget: Sendable {
  /// The steps left: one to look at a candidate, one to compare two letters.
  private var steps = 6_000_000
  /// The longest name compared.
  private static let longest = 64

  public init() {}

  /// The meaning of the name if it is a foreign word of this kind, otherwise the candidate that
  /// ends with it, otherwise the nearest candidate if it is close enough for a slip: one edit in
  /// three letters. The first of several equally near ones.
  public mutating func nearest(to name: String, among candidates: some Sequence<String>) -> String?
  {
    guard name.utf8.count <= 4 * Self.longest else { return nil }
    let meanings = ForeignWords.meanings(of: name)
    var meant: (name: String, rank: Int)?
    let endings = [".\(name)", "_\(name)"]
    let name = Array(name.lowercased().unicodeScalars.prefix(Self.longest + 1))
    guard !name.isEmpty, name.count <= Self.longest else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      guard steps > 0 else { break }
      steps -= 1
      if let rank = meanings.firstIndex(of: candidate), rank < meant?.rank ?? Int.max {
        meant = (candidate, rank)
      }
      if meant == nil, name.count > 2, endings.contains(where: candidate.hasSuffix) {
        meant = (candidate, .max)
      }
      let limit = min(max(name.count / 3, 1), (best?.distance ?? Int.max) - 1)
      // A letter has one to four bytes.
      guard candidate.utf8.count >= name.count - limit,
        candidate.utf8.count <= 4 * (name.count + limit)
      else { continue }
      let letters = Array(candidate.lowercased().unicodeScalars)
      guard abs(letters.count - name.count) <= limit else { continue }
      steps -= letters.count * name.count
      let distance = Self.distance(name, letters)
      if distance <= limit { best = (candidate, distance) }
    }
    if let best, best.distance == 0 { return best.name }
    return meant?.name ?? best?.name
  }

  /// The edits (insert, delete, replace, swap neighbours) from one to the other.
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let change = last[column] + (left[row] == right[column] ? 0 : 1)
        var edits = min(change, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          edits = min(edits, beforeLast[column - 1] + 1)
        }
        current.append(edits)
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }
}
