/// W012 and W013: comments for gooya, and findings that gooya leaves out.
enum CommentRules {
  static let all: [any Finding.Type] = [BadIgnore.self, NotAllShown.self]

  struct BadIgnore: Finding {
    static let rule = Rule(
      "W012", "A 'gooya:ignore' names rules that are broken there, and a reason")

    enum Problem: Sendable {
      case noCode
      case unknownCode(String, suggestion: String?)
      case error(String)
      /// A rule that isn't about the script's content.
      case itself(String)
      case noReason
      case needless(String)
    }

    let problem: Problem

    var message: String {
      switch problem {
      case .noCode: "'gooya:ignore' names no rule; write its code, then the reason"
      case .unknownCode(let code, let suggestion):
        "no rule has the code \(quoted(code))\(didYouMean(suggestion))"
      case .error(let code): "\(code) can't be ignored: a script that breaks it doesn't compile"
      case .itself(let code):
        "\(code) can't be ignored; fix the cause"
      case .noReason: "'gooya:ignore' silences nothing without a reason; write it after the codes"
      case .needless(let code): "\(code) isn't broken here; remove it from the comment"
      }
    }
  }

  struct NotAllShown: Finding {
    static let rule = Rule("W013", "A file has no more findings than can be shown")
    let severities: [Diagnostic.Severity]
    var message: String {
      let what = severities.map { "\($0.rawValue)s" }.joined(separator: " and ")
      return "there are too many \(what) to show them all; fix these, then check again"
    }
  }
}

extension Rule {
  /// Whether a script that breaks it still has a program.
  var isIgnorable: Bool {
    (severity == .warning || family == .proofs && !isOfPrivacy) && !isAboutIgnores
  }

  /// Whether it protects a caller's secrets, which every run enforces, checked or not.
  var isOfPrivacy: Bool { FlowRules.ofPrivacy.contains { $0.rule == self } }

  /// Whether it is about gooya's own comments and findings, not about the script.
  var isAboutIgnores: Bool { CommentRules.all.contains { $0.rule == self } }
}
