import CallEngine

/// A service as the script declares it.
struct ServiceSyntax: Sendable {
  enum Source: Sendable {
    case web(WebHook.Method, url: Located<InputTemplate>)
    case table(Located<String>, key: Located<String>?)
  }

  struct Input: Sendable {
    let name: Located<String>
    let kind: ValueKind
    let isOptional: Bool
  }

  struct Output: Sendable {
    let name: Located<String>
    /// A JSON pointer, or a column's name; `nil` if it is malformed.
    var place: Located<String>?
    var kind: ValueKind?
    var isOptional = false
    var isSensitive = false
    var isConfidential = false
  }

  struct Outcome: Sendable {
    let name: Located<String>
    let condition: Condition
    let range: TextRange
  }

  enum Condition: Sendable {
    case answer(statuses: [ClosedRange<Int>], values: [WebHook.Match])
    /// The key has a row in the table.
    case row
    case noRow
  }

  /// `found: { patient.name: "A. Example" }`
  struct Example: Sendable {
    let outcome: Located<String>
    let values: [(name: Located<String>, value: Located<CallValue>)]
  }

  let name: Located<String>
  /// `nil` if it is malformed; what is wrong has been reported, and the name still counts.
  var source: Source?
  var inputs: [Input] = []
  var outputs: [Output] = []
  var outcomes: [Outcome] = []
  var examples: [Example] = []
  var body: Located<BodyTemplate>?
  var headers: [WebHook.Header] = []
  var secret: String?
  var fetchTimeout: Located<Duration>?
  /// Whether all of it was read.
  var isWhole = true
}
