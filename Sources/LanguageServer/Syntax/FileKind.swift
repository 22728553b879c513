import MenuScript

/// What a file is for.
enum FileKind: Hashable, Sendable {
  case script, scenario, catalog, messages

  /// By the folder that the file is in, else by what is in it; `nil` for somebody else's YAML.
  init?(path: String, root: LocatedNode?) {
    let folders = path.split(separator: "/").dropLast().suffix(2)
    let keys = Set((root?.pairs ?? []).compactMap(\.key.scalar?.text))
    if folders.count == 2, folders.first == "Prompts" {
      self = .catalog
    } else if folders.last == "messages", keys.isDisjoint(with: ["states", "steps"]) {
      self = .messages
    } else if !keys.isDisjoint(with: ["states", "format"]) {
      self = .script
    } else if !keys.isDisjoint(with: ["steps", "caller"]) || folders.last == "scenarios" {
      self = .scenario
    } else if path.hasSuffix("/menu.yaml") {
      self = .script
    } else {
      return nil
    }
  }
}
