/// Why a CSV file can't be read, or can't be read further.
package enum CSVFault: Error, Hashable, Sendable {
  case unreadable(path: String, why: String)
  /// After it, the rest of the file can't be told apart.
  case syntax(line: Int, String)
}
