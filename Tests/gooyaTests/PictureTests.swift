import Foundation
import Testing

/// The billing line's picture in the README. Versions of Graphviz lay out a little differently, so its
/// source, which stands beside it, is what is compared.
struct PictureTests {
  private static let command = [
    "graph", "MenuScripts/billing/menu.yaml", "--language", "en-US", "--format", "dot",
  ]

  @Test func `the README's picture shows the billing line as it is`() throws {
    let folder = Workplace.package.appending(path: "Documentation")
    let workplace = try Workplace()
    let drawn = try workplace.shell(
      "cd '\(Workplace.package.path)' && '\(Workplace.program)' \(Self.command.joined(separator: " "))"
    )
    try #require(drawn.status == 0, "\(drawn)")
    let kept = try String(contentsOf: folder.appending(path: "billing.dot"), encoding: .utf8)
    #expect(drawn.output == kept, "run 'make picture'")

    // Every box and every arrow of the source is in the picture.
    let picture = try String(contentsOf: folder.appending(path: "billing.svg"), encoding: .utf8)
    let arrows = kept.matches(of: #/(?m)^\s*"?\w+"? -> /#).count
    #expect(arrows > 10)
    #expect(picture.matches(of: #/class="edge"/#).count == arrows)
  }

  @Test func `the README shows the picture`() throws {
    let readme = try String(
      contentsOf: Workplace.package.appending(path: "README.md"), encoding: .utf8)
    #expect(readme.contains("](Documentation/billing.svg)"))
  }
}
