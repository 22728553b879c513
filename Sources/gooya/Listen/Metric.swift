import CallEngine

/// A figure for Prometheus, in its text format.
struct Metric: Sendable {
  enum Kind: String, Sendable { case counter, gauge, summary }

  struct Sample: Sendable {
    /// After the name: `_sum`, `_count`.
    var suffix = ""
    var labels: [(name: String, value: String)] = []
    let value: Double
  }

  /// Begins with `gooya_`.
  let name: String
  let help: String
  let kind: Kind
  let samples: [Sample]

  init(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
    self.name = name
    self.kind = kind
    self.help = help
    self.samples = samples
  }

  init(_ name: String, _ kind: Kind, _ help: String, _ value: Double) {
    self.init(name, kind, help, [Sample(value: value)])
  }

  /// Its lines.
  var text: String {
    var lines = "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    for sample in samples {
      let labels = sample.labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }
      let list = labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}"
      lines += "\(name)\(sample.suffix)\(list) \(Self.written(sample.value))\n"
    }
    return lines
  }

  private static func escaped(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }

  private static func written(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? "\(value)"
  }
}
