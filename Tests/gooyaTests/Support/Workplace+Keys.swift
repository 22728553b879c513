import Testing

extension Workplace {
  static let keys = "0123456789*#ABCD"

  /// The path of a file with all keys' tones.
  func encoded(_ name: String, _ more: String...) throws -> String {
    let outcome = try gooya(["dtmf", "encode", Self.keys, "-o", path(name)] + more)
    #expect(outcome.status == 0 && outcome.output.isEmpty && outcome.complaints.isEmpty)
    return path(name)
  }
}
