import CallEngine

/// E140–E149, E240–E249, E340–E348, W342, E440, E640: services that scripts declare.
enum ServiceRules {
  static let all: [any Finding.Type] = [
    OneSource.self, BadAddress.self, BadPointer.self, BadCondition.self, BadHeader.self,
    WrittenSecret.self, TakenService.self, UnknownInput.self, UnknownOutput.self,
    MissingColumn.self, TakenOutput.self, Overlap.self, Unfit.self, UnusedInput.self,
    OptionalInPath.self,
    MalformedRow.self, RepeatedKey.self, NoKey.self, BadColumn.self, NeverGiven.self,
    GivenUnfit.self, BadRecipient.self,
  ]

  struct OneSource: Finding {
    static let rule = Rule("E140", "A service is declared by exactly one of 'get', 'post', 'table'")
    let service: String
    let found: [String]
    var message: String {
      found.isEmpty
        ? "the service \(quoted(service)) needs 'get', 'post' or 'table'"
        : "the service \(quoted(service)) has \(quoted(found)); it is declared by one of them"
    }
  }

  struct BadAddress: Finding {
    static let rule = Rule(
      "E141", "A service's address is one of http or https, with inputs in its path and query only")
    let text: String
    let fault: Fault
    var message: String { "the address \(quoted(text)) \(fault.rawValue)" }

    enum Fault: String {
      case scheme = "doesn't begin with 'https://' or 'http://'"
      case host = "has no host"
      case user = "has a user or a password in it; name a header instead"
      case inputInHost = "has an input before its path; what a caller keys must not choose the host"
      case brace = "has a brace that belongs to no '{input}'"
      case fragment = "has a '#', which no server is sent"
      case character = "has a character that must be percent-encoded"
    }
  }

  struct BadPointer: Finding {
    static let rule = Rule("E142", "A place in an answer is a JSON pointer")
    let text: String
    var message: String {
      "\(quoted(text)) isn't a JSON pointer such as '/patient/name'"
    }
  }

  struct BadCondition: Finding {
    static let rule = Rule("E143", "An outcome says which answers have it")
    let outcome: String
    let isTable: Bool
    var message: String {
      isTable
        ? "the outcome \(quoted(outcome)) of a table is 'row' or 'no_row', each once"
        : "the outcome \(quoted(outcome)) is a status such as 200, a span such as '200-299', a list "
          + "of these, or values such as { /state: open }"
    }
  }

  struct BadHeader: Finding {
    static let rule = Rule("E144", "A header is one that an author may set")
    let name: String
    let isValue: Bool
    var message: String {
      isValue
        ? "the header \(quoted(name)) has a character that no header can have"
        : "\(quoted(name)) isn't a header's name, or is one that gooya sets itself"
    }
  }

  struct WrittenSecret: Finding {
    static let rule = Rule("E145", "A secret is named, never written")
    var message: String {
      "a secret is the name of an environment variable; write { env: NAME }"
    }
  }

  struct TakenService: Finding {
    static let rule = Rule("E240", "A declared service has a name of its own")
    let name: String
    let isBuiltIn: Bool
    var message: String {
      isBuiltIn
        ? "\(quoted(name)) is a built-in service and can't be declared again"
        : "\(quoted(name)) means something else in scenarios and can't name a service"
    }
  }

  struct UnknownInput: Finding {
    static let rule = Rule("E241", "A place in an address or a body is one of the service's inputs")
    let service: String
    let name: String
    let suggestion: String?
    var message: String {
      "the service \(quoted(service)) has no input \(quoted(name))\(didYouMean(suggestion))"
    }
  }

  struct UnknownOutput: Finding {
    static let rule = Rule("E242", "An example has the service's own outputs")
    let service: String
    let name: String
    let suggestion: String?
    var message: String {
      "the service \(quoted(service)) has no output \(quoted(name))\(didYouMean(suggestion))"
    }
  }

  struct MissingColumn: Finding {
    static let rule = Rule("E243", "A column is one of the table's")
    let name: String
    let file: String
    let suggestion: String?
    var message: String {
      "\(quoted(file)) has no column \(quoted(name))\(didYouMean(suggestion))"
    }
  }

  struct TakenOutput: Finding {
    static let rule = Rule(
      "E244", "A service's output isn't a field, nor one of the call's own values")
    let name: String
    var message: String { "the name \(quoted(name)) is taken; name the output otherwise" }
  }

  struct Overlap: Finding {
    static let rule = Rule("E340", "An answer has one outcome only")
    let outcomes: [String]
    var message: String { "an answer can be \(quoted(outcomes)) at once" }
  }

  struct Unfit: Finding {
    static let rule = Rule("E341", "A value is of the kind that its service declares")
    let what: String
    let kind: String
    var message: String { "\(what) isn't \(kind)" }
  }

  struct UnusedInput: Finding {
    static let rule = Rule("W342", "An input is part of the request")
    let name: String
    var message: String { "the input \(quoted(name)) is nowhere in the request" }
  }

  struct OptionalInPath: Finding {
    static let rule = Rule("E348", "An input in an address's path isn't optional")
    let name: String
    var message: String {
      "the input \(quoted(name)) is part of the path, so it can't be optional"
    }
  }

  struct MalformedRow: Finding {
    static let rule = Rule("E343", "A table's rows are CSV, each with the header's columns")
    let problem: String
    var message: String { problem }
  }

  struct RepeatedKey: Finding {
    static let rule = Rule("E344", "A table has each key once")
    var message: String { "the key is in the table already" }
  }

  struct NoKey: Finding {
    static let rule = Rule("E345", "Each row of a table has a key")
    var message: String { "the row has no key" }
  }

  struct BadColumn: Finding {
    static let rule = Rule("E346", "A table's columns have names, each its own")
    let name: String
    let isRepeated: Bool
    var message: String {
      isRepeated
        ? "the column \(quoted(name)) is there twice"
        : "\(quoted(name)) can't be part of a value's name; rename the column, or list those that are "
          + "used under 'output'"
    }
  }

  struct NeverGiven: Finding {
    static let rule = Rule("E347", "An output comes with an outcome")
    let name: String
    var message: String { "no outcome has the output \(quoted(name))" }
  }

  struct GivenUnfit: Finding {
    static let rule = Rule("E440", "A given output is of its kind")
    /// The output, or what of it, in words.
    let what: String
    let kind: String
    var found = "this"
    var message: String { "\(what) is \(kind), not \(found)" }
  }

  struct BadRecipient: Finding {
    static let rule = Rule("E640", "An SMS goes to a mobile number")
    let number: String
    var message: String {
      "\(quoted(number)) isn't a mobile number; write '+', the country's code and the number"
    }
  }
}

extension ValueKind {
  /// The kinds that an author can name, in the order of lists.
  static let written: [(name: String, kind: ValueKind)] = [
    ("digits", .digits), ("telephone", .telephone), ("number", .number),
    ("amount", .amount(currency: nil)), ("date", .date), ("time", .time), ("moment", .moment),
    ("word", .word), ("text", .text),
  ]
}
