/// W012: comments that are meant for gooya.
enum CommentRules {
  static let all: [any Finding.Type] = [BadIgnore.self]

  struct BadIgnore: Finding {
    static let rule = Rule(
      "W012", "A 'gooya:ignore' names rules that are broken there, and a reason")

    enum Problem: Sendable {
      case noCode
      case unknownCode(String, suggestion: String?)
      case error(String)
      case itself
      case noReason
      case needless(String)
    }

    let problem: Problem

    var message: String {
      switch problem {
      case .noCode: "'gooya:ignore' names no rule; write its code, then the reason"
      case .unknownCode(let code, let suggestion):
        "no rule has the code \(quoted(code))\(didYouMean(suggestion))"
      case .error(let code): "\(code) can't be ignored, since no script compiles that breaks it"
      case .itself:
        "\(Self.rule.code) can't be ignored; mend or remove the comment that it is about"
      case .noReason: "'gooya:ignore' silences nothing without a reason; write it after the codes"
      case .needless(let code): "\(code) isn't broken here; remove it from the comment"
      }
    }
  }
}

extension Rule {
  /// Whether a script can do without it: it has a program all the same.
  var isIgnorable: Bool {
    (severity == .warning || family == .proofs && !isOfPrivacy) && !isAboutIgnores
  }

  /// Whether it keeps a caller's secrets: whoever runs a script is held to it, checked or not.
  var isOfPrivacy: Bool { FlowRules.ofPrivacy.contains { $0.rule == self } }

  var isAboutIgnores: Bool { self == CommentRules.BadIgnore.rule }
}
