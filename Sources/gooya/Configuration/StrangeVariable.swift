import MenuScript

/// A variable of the environment that begins as those of settings do, and sets nothing.
struct StrangeVariable {
  let name: String
  /// The setting that it is a slip for; `nil` if it may be anybody's, as a script's own key is.
  let suggestion: String?

  private static let start = "GOOYA_"

  static func all(in environment: [String: String]) -> [StrangeVariable] {
    let settings = Configuration.settings
    let known =
      settings.map(\.variable) + settings.filter(\.isSecret).map(\.fileVariable)
      + ["GOOYA_CONFIG"]
    // In small letters, so that GOOYA_KEY isn't taken for the end of GOOYA_SIP_TLS_KEY.
    let names = known.map { $0.dropFirst(start.count).lowercased() }
    var budget = SuggestionBudget()
    return environment.keys.filter { $0.hasPrefix(start) && !known.contains($0) }.sorted().map {
      let meant = budget.nearest(to: String($0.dropFirst(start.count)), among: names)
      return StrangeVariable(name: $0, suggestion: meant.map { start + $0.uppercased() })
    }
  }
}
