/// The user's folders by the XDG base directory specification.
enum UserFolder: String {
  case cache = "XDG_CACHE_HOME"
  case configuration = "XDG_CONFIG_HOME"
  case state = "XDG_STATE_HOME"

  /// Its path; `nil` without a home. A relative path is ignored, as the specification requires.
  func path(_ environment: [String: String]) -> String? {
    func absolute(_ name: String) -> String? {
      environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    return absolute(rawValue) ?? absolute("HOME").map { "\($0)/\(usual)" }
  }

  /// Where it is in a home unless the variable says otherwise.
  private var usual: String {
    switch self {
    case .cache: ".cache"
    case .configuration: ".config"
    case .state: ".local/state"
    }
  }
}
