/// A setting that a configuration file can have, and an environment variable in its place.
package struct Setting: Sendable {
  package enum Kind: Sendable {
    case text
    case word([String])
    case number(ClosedRange<Int>)
    /// A time with its unit, up to a longest one such as `5m`.
    case time(upTo: String)
    /// Any number of names, each with a text: a map in the file, `name=text, name=text` in the
    /// environment, where the example shows how.
    case texts(example: String)
    /// A password or the like. The file doesn't have it: it names the file that does, by the same
    /// path and `_file`; or it comes from the environment.
    case secret
  }

  /// Its keys in the file, from the outside in, with full stops between: `sms.smpp.port`.
  package let path: String
  package let kind: Kind
  /// What holds where nothing is said, as it would be written; `nil` if there is nothing.
  package let standard: String?

  package init(_ path: String, _ kind: Kind, standard: String? = nil) {
    self.path = path
    self.kind = kind
    self.standard = standard
  }

  /// The keys that it can have in the file.
  package var filePath: String { isSecret ? path + "_file" : path }

  package var isSecret: Bool { if case .secret = kind { true } else { false } }

  /// The environment variable that counts more than the file.
  package var variable: String { Self.variable(path) }

  /// That which names a secret's file.
  package var fileVariable: String { Self.variable(filePath) }

  private static func variable(_ path: String) -> String {
    "GOOYA_" + path.uppercased().replacing(".", with: "_")
  }
}
