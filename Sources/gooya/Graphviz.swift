import CallEngine
import Files
import Processes

/// Graphviz's `dot`, which lays out pictures.
enum Graphviz {
  /// How long layout may take; a picture of two hundred states takes less than a second.
  private static let timeLimit = Duration.seconds(120)

  /// - Throws: `Failure` if there is no `dot` or it fails.
  static func svg(of dot: VisibleText) throws -> VisibleText {
    let (text, picture): (UnnamedFile, UnnamedFile)
    do throws(FileFault) {
      (text, picture) = (try UnnamedFile(dot.description.utf8), try UnnamedFile())
    } catch {
      throw Failure("the picture can't be laid out: \(error.reason)")
    }
    try layOut(["dot", "-Tsvg", "-o", picture.path, text.path])
    do throws(FileFault) {
      let bytes = try InputFile.whole(picture.path, atMost: largest)
      if !bytes.isEmpty { return VisibleText(markup: String(decoding: bytes, as: UTF8.self)) }
    } catch {
      throw Failure("the picture can't be read: \(error.reason)")
    }
    throw Failure.ownFault("Graphviz wrote no picture")
  }

  /// In bytes; a picture of two hundred states has a quarter of a million.
  private static let largest = 100_000_000

  private static func layOut(_ words: [String]) throws {
    do throws(ChildProcess.Fault) {
      _ = try ChildProcess.run(words, limit: timeLimit)
    } catch {
      switch error {
      case .notFound:
        throw Failure(
          "the program 'dot', which lays out pictures, is missing; install it with "
            + "'apt-get install graphviz', or use --format mermaid or --format dot")
      case .timedOut:
        throw Failure(
          "Graphviz did not lay out the picture within \(timeLimit.components.seconds) s: the menu "
            + "is too large for it; use --format mermaid or --format dot")
      case .failed(let reason):
        throw Failure.ownFault("Graphviz can't lay out the picture: \(reason)")
      }
    }
  }
}
