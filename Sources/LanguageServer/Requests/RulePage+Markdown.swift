public import MenuScript

extension RulePage {
  /// The page as an editor shows it.
  public var markdown: String {
    let fence = "```"
    let examples =
      switch illustration {
      case .examples(let failing, let passing):
        "Breaks the rule:\n\n\(fence)yaml\n\(failing)\n\(fence)\n\nKeeps the rule:\n\n"
          + "\(fence)yaml\n\(passing)\n\(fence)"
      case .sentence(let sentence): sentence
      }
    return "**\(rule.code)** (\(rule.severity.rawValue)): \(rule.summary)\n\n\(why)\n\n\(examples)"
  }
}
