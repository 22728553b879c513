/// A large script with the mix of states that real ones have.
enum GeneratedScript {
  /// A script of so many states that speak prompts of `Prompts/`.
  ///
  /// - Parameter misspelt: whether every tenth state leads to a name that is nearly another's.
  static func text(states: Int, misspelt: Bool) -> String {
    head
      + (0..<states - 1).map { number in
        let isWrong = misspelt && number % 10 == 0
        return state(number, next: (isWrong ? "stat" : "state") + "_\((number + 1) % (states - 1))")
      }.joined()
      + "  bye: { hang_up: [goodbye] }\n"
  }

  private static let head = """
    format: 1
    title: A large line
    languages: [fa-IR, en-US]
    catalogs: [common, billing]
    start: state_0
    defaults:
      noinput: [still_there]
      nomatch: [not_an_option]
      choices: { "*": repeat, "0": bye }
      outcomes: { gave_up: bye, cancelled: bye, failed: bye }
    fields:
      mobile_number:
        prompt: [enter_mobile_number]
        digits: 11
        validate: iran_mobile
        cancel: "*"
        confirm: [you_entered, { value: "${mobile_number}", as: telephone }, press_1_if_correct]
    states:

    """

  private static func state(_ number: Int, next: String) -> String {
    let name = "  state_\(number):"
    return switch number % 4 {
    case 0:
      """
      \(name)
          menu: [main_options, { prompt: change_language, language: next }]
          choices: { "1": \(next), "2": state_\(number / 2), "3": state_\(number / 3) }

      """
    case 1: "\(name) { collect: mobile_number, outcomes: { collected: \(next) } }\n"
    case 2:
      """
      \(name)
          say: [bill_of, { value: "${call.line}", as: telephone }, { pause: 700ms }]
          then: \(next)

      """
    default: "\(name) { language: next, then: \(next) }\n"
    }
  }
}
