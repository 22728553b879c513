import Foundation
import Sound

/// Graphviz's `dot`, which lays pictures out.
enum Graphviz {
  /// How long a picture may take; one of two hundred states takes less than a second.
  private static let timeLimit = Duration.seconds(120)

  /// - Throws: `Failure` if there is no `dot` or it can't lay the picture out.
  static func svg(of dot: String) throws -> String {
    let files = FileManager.default
    let folder = files.temporaryDirectory.appending(path: "gooya-graph-\(UUID().uuidString)")
    defer { try? files.removeItem(at: folder) }
    let (text, picture) = (
      folder.appending(path: "menu.dot"), folder.appending(path: "menu.svg")
    )
    do {
      try files.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(dot.utf8).write(to: text)
    } catch {
      throw Failure("the picture can't be laid out: \(error.reason)")
    }
    try layOut(["dot", "-Tsvg", "-o", picture.path, text.path])
    guard let picture = try? Data(contentsOf: picture) else {
      throw Failure.ownFault("Graphviz has left no picture")
    }
    return String(decoding: picture, as: UTF8.self)
  }

  private static func layOut(_ words: [String]) throws {
    do throws(ChildProcess.Fault) {
      _ = try ChildProcess.run(words, limit: timeLimit)
    } catch {
      switch error {
      case .notFound:
        throw Failure(
          "the program 'dot' that lays pictures out is missing; install Debian's package graphviz "
            + "(apt-get install graphviz), or take --format mermaid or --format dot")
      case .timedOut:
        throw Failure(
          "Graphviz has not laid the picture out within \(timeLimit.components.seconds) s: the menu "
            + "is too large for it; take --format mermaid or --format dot")
      case .failed(let reason):
        throw Failure.ownFault("Graphviz can't lay the picture out: \(reason)")
      }
    }
  }
}
