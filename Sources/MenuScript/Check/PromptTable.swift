import CallEngine

/// The prompts that a program speaks, in the order in which it first names them.
struct PromptTable: Sendable {
  let index: PromptIndex
  private(set) var names: [String] = []
  private var known: [String: PromptID] = [:]

  /// The ids of the script's catalogs, in a fixed order.
  let ids: [String]

  init(_ index: PromptIndex, catalogs: [String]) {
    self.index = index
    ids = index.sortedIDs().filter { id in
      index.places(of: id).contains { catalogs.contains($0.catalog) }
    }
  }

  func known(_ name: String) -> PromptID? { known[name] }

  mutating func insert(_ name: String) -> PromptID {
    let id = PromptID(name: name, index: names.count)
    names.append(name)
    known[name] = id
    return id
  }
}
