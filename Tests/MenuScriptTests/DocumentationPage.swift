import Foundation

/// A page of the repository, and what of it can be held to the code.
struct DocumentationPage {
  let text: String

  /// - Parameter path: from the repository's root.
  init(_ path: String) throws {
    text = try String(contentsOf: TestBench.root.appending(path: path), encoding: .utf8)
  }

  /// The blocks that are marked `yaml`.
  var examples: [String] {
    let block = #/(?m)^```yaml\n(?<text>(?s).*?)^```$/#
    return text.matches(of: block).map { String($0.output.text) }
  }

  /// What stands between backticks within its sections of these titles.
  func names(in titles: String...) -> Set<String> {
    Set(
      titles.flatMap { section($0).matches(of: #/`([^`\n]+)`/#) }
        .map { $0.output.1.trimmingCharacters(in: ["\""]) })
  }

  /// The cells of the tables in a section, row by row, backticks apart.
  func rows(in title: String) -> [[String]] {
    section(title).split(separator: "\n").filter { $0.hasPrefix("|") && !$0.hasPrefix("|-") }
      .map { row in
        row.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
          .map { $0.trimmingCharacters(in: .whitespaces).replacing("`", with: "") }
      }
  }

  private func section(_ title: String) -> Substring {
    guard let start = text.range(of: "\n## \(title)\n") else { return "" }
    let rest = text[start.upperBound...]
    return rest.range(of: "\n## ").map { rest[..<$0.lowerBound] } ?? rest
  }
}
