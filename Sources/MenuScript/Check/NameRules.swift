import CallEngine

/// E2xx: names and what they refer to.
enum NameRules {
  static let all: [any Finding.Type] =
    [
      UnknownState.self, UnknownField.self, UnknownService.self, UnknownInput.self,
      MissingInput.self, UnknownValue.self, UnknownPrompt.self, PromptInTwoCatalogs.self,
      MissingCatalog.self, MissingPromptText.self, UnknownValidation.self, UndeclaredLanguage.self,
      UnknownOutcome.self, MissingOutcome.self, MissingText.self,
    ] + FieldRules.names

  struct UnknownState: Finding {
    static let rule = Rule("E201", "A target is a state of the script")
    let name: String
    let suggestion: String?
    var message: String { "no state named \(quoted(name))\(didYouMean(suggestion))" }
  }

  struct UnknownField: Finding {
    static let rule = Rule("E202", "A collect names a field of the script")
    let name: String
    let suggestion: String?
    var message: String { "no field named \(quoted(name))\(didYouMean(suggestion))" }
  }

  struct UnknownService: Finding {
    static let rule = Rule("E203", "A service is one that exists")
    let name: String
    let suggestion: String?
    var message: String { "no service named \(quoted(name))\(didYouMean(suggestion))" }
  }

  struct UnknownInput: Finding {
    static let rule = Rule("E204", "A service takes the input that it is given")
    let service: String
    let name: String
    let suggestion: String?
    var message: String {
      "\(quoted(service)) takes no input \(quoted(name))\(didYouMean(suggestion))"
    }
  }

  struct MissingInput: Finding {
    static let rule = Rule("E205", "A service is given all the input that it needs")
    let service: String
    let names: [String]
    var message: String { "\(quoted(service)) needs the input \(quoted(names))" }
  }

  struct UnknownValue: Finding {
    static let rule = Rule(
      "E206", "A value's name is a field, or an output of a service called here")
    let name: String
    let suggestion: String?
    var message: String { "nothing provides a value \(quoted(name))\(didYouMean(suggestion))" }
  }

  struct UnknownPrompt: Finding {
    static let rule = Rule("E207", "A prompt is in one of the script's catalogs")
    let id: String
    let catalogs: [String]
    let suggestion: String?
    var message: String {
      let place =
        catalogs.isEmpty
        ? "since the script lists no catalogs" : "in \(quoted(catalogs, joinedBy: "or"))"
      return "no prompt named \(quoted(id)) \(place)\(didYouMean(suggestion))"
    }
  }

  struct PromptInTwoCatalogs: Finding {
    static let rule = Rule("E208", "A prompt is in one catalog only")
    let id: String
    let catalogs: [String]
    var message: String {
      "the prompt \(quoted(id)) is in more than one catalog: \(quoted(catalogs))"
    }
  }

  struct MissingCatalog: Finding {
    static let rule = Rule("E209", "A catalog has a file in each declared language")
    let catalog: String
    let languages: [String]
    let folder: String?
    var message: String {
      let problem = "the catalog \(quoted(catalog)) is missing in \(quoted(languages)): "
      guard let folder else { return problem + "no folder 'Prompts' beside or above the script" }
      let language = languages.count == 1 ? languages[0] : "<language>"
      return problem + "no file '\("\(folder)/\(language)/\(catalog).yaml".visible)'"
    }
  }

  struct MissingPromptText: Finding {
    static let rule = Rule("E210", "A prompt has a text in each declared language")
    let id: String
    let languages: [String]
    var message: String { "the prompt \(quoted(id)) has no text in \(quoted(languages))" }
  }

  struct UnknownValidation: Finding {
    static let rule = Rule("E211", "A validation rule is one that exists")
    let name: String
    let suggestion: String?
    var message: String { "no validation rule named \(quoted(name))\(didYouMean(suggestion))" }
  }

  struct UndeclaredLanguage: Finding {
    static let rule = Rule("E212", "A language is one of the script's")
    let tag: String
    let suggestion: String?
    var message: String { "\(quoted(tag)) is not among 'languages'\(didYouMean(suggestion))" }
  }

  struct UnknownOutcome: Finding {
    static let rule = Rule("E213", "An outcome is one that can happen")
    let name: String
    let place: String
    let suggestion: String?
    var message: String { "\(place) has no outcome \(quoted(name))\(didYouMean(suggestion))" }
  }

  struct MissingOutcome: Finding {
    static let rule = Rule("E214", "Every outcome leads somewhere, by the state or by 'defaults'")
    let state: String
    let outcomes: [String]
    var message: String {
      "state \(quoted(state)) doesn't say where \(quoted(outcomes)) \(outcomes.count == 1 ? "leads" : "lead")"
    }
  }

  struct MissingText: Finding {
    static let rule = Rule("E215", "A text of the script's own is in each declared language")
    let languages: [String]
    var message: String { "the text is missing in \(quoted(languages))" }
  }
}
