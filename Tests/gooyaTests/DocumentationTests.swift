import Foundation
import Testing

/// Holds the pages that say where things are to the repository, and runs their scenarios.
struct DocumentationTests {
  static let pages =
    ["README.md", "CONTRIBUTING.md"]
    + [
      "campaigns", "domain", "editors", "email", "house", "menu-language", "scenarios",
      "several-nodes", "web",
    ].map { "Documentation/\($0).md" }

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: Workplace.package.appending(path: path), encoding: .utf8)
  }

  // MARK: Scenarios

  static let scenarios = pages.flatMap { page in
    let block = #/(?m)^```yaml\n(?<text>(?s).*?)^```$/#
    return (try? text(page))?.matches(of: block).map { String($0.output.text) }
      .filter { $0.contains("steps:") } ?? []
  }

  @Test func `the pages have scenarios`() {
    #expect(Self.scenarios.count >= 5)
  }

  @Test(arguments: scenarios)
  func `every scenario of the documentation passes`(_ scenario: String) throws {
    let workplace = try Workplace()
    let file = try workplace.write(
      "script: \(Workplace.script)\n" + scenario, as: "scenarios/one.yaml", making: true)
    let outcome = try workplace.gooya("test", file)
    #expect(outcome.status == 0, "\(outcome)")
  }

  // MARK: Paths

  @Test(arguments: pages)
  func `every path that a page names is there`(_ page: String) throws {
    let text = try Self.text(page)
    let folder = Workplace.package.appending(path: page).deletingLastPathComponent()
    let links = text.matches(of: #/\]\((?<path>[^)#:\s]+)\)/#).map {
      folder.appending(path: String($0.output.path)).standardizedFileURL.path
    }
    let name =
      #/
      `(?<path>
        (?:Sources|Tests|Prompts|MenuScripts|Documentation|Benchmarks|Packaging)
        (?:\/[^`]*)?
      )`
      /#
    let named = text.matches(of: name).map { match in
      // '<line>' and '…' stand for whatever is there.
      let pattern = match.output.path.replacing(#/<[^>]*>|…/#, with: "*")
      return Workplace.package.appending(path: pattern).path
    }
    for path in links + named {
      var found = glob_t()
      defer { globfree(&found) }
      #expect(glob(path, 0, nil, &found) == 0, "\(path) isn't there")
    }
  }

  @Test func `the README's table has every command, and no other`() throws {
    let help = try Workplace().gooya("--help").output
    let commands = help.matches(of: #/(?m)^  (?<name>[a-z]+)  /#).map { String($0.output.name) }
    let table = try Self.text("README.md").matches(of: #/(?m)^\| (?<cell>`.*?`) \|/#)
      .flatMap { $0.output.cell.matches(of: #/`(?<name>[a-z]+)\b/#) }
      .map { String($0.output.name) }
    #expect(commands.count > 15 && Set(table) == Set(commands).subtracting(["help"]))
  }

  @Test func `whoever names every kind of state is in the recipe for one, which is short`() throws {
    let text = try Self.text("CONTRIBUTING.md")
    let recipe = try #require(
      text.firstMatch(of: #/(?ms)^## A state kind\n(?<steps>.*?)^Tests:/#)?.output.steps)
    let path = #/`(?<path>(?:Sources|MenuScripts|Documentation)\/[^`]*)`/#
    let told = Set(recipe.matches(of: path).map { String($0.output.path) })
    #expect(told.count <= 12)
    let kinds = [#/\.say\b/#, #/\.menu\b/#, #/\.collect\b/#, #/\.transfer\b/#, #/\.hangUp\b/#]
    let sources = Workplace.package.appending(path: "Sources")
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    var naming: Set<String> = []
    for case let file as URL in try #require(files) where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      if kinds.allSatisfy({ text.contains($0) }) {
        naming.insert(String(file.path.dropFirst(Workplace.package.path.count + 1)))
      }
    }
    #expect(naming.count > 4 && naming.isSubset(of: told), "\(naming.subtracting(told))")
  }

  // MARK: Rooms

  /// A room's own imports as the manifest has them, by the room's name.
  private func arrows() throws -> [String: Set<String>] {
    let manifest = try Self.text("Package.swift")
    let target = #/\.(?:executableT|t)arget\(\s*name: "(?<name>\w+)"(?<rest>(?s).*?)(?=\n    \.\w)/#
    var arrows: [String: Set<String>] = [:]
    for match in manifest.matches(of: target) {
      let own = match.output.rest.replacing(#/\.product\([^)]*\)/#, with: "")
      let names = own.matches(of: #/"(\w+)"/#).map { String($0.output.1) }
      arrows[String(match.output.name)] = Set(names)
    }
    return arrows.mapValues { $0.intersection(arrows.keys) }
  }

  @Test func `the arrows of the house are the manifest's`() throws {
    let page = try Self.text("Documentation/house.md")
    var told: [String: Set<String>] = [:]
    for row in page.matches(of: #/(?m)^\| `(?<room>\w+)` \|.*\|(?<imports>[^|]*)\|$/#) {
      let imports = row.output.imports.matches(of: #/`(\w+)`/#).map { String($0.output.1) }
      told[String(row.output.room)] = Set(imports)
    }
    #expect(told == (try arrows()))
  }

  @Test func `a room imports what its arrows say, and nothing else of ours`() throws {
    let arrows = try arrows()
    #expect(arrows.count >= 10)
    for (room, allowed) in arrows {
      let folder = Workplace.package.appending(path: "Sources/\(room)")
      let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
      var imported: Set<String> = []
      for case let file as URL in try #require(files) where file.pathExtension == "swift" {
        let text = try String(contentsOf: file, encoding: .utf8)
        for match in text.matches(of: #/(?m)^(?:@\w+ |\w+ )*import (?<name>\w+)/#) {
          imported.insert(String(match.output.name))
        }
      }
      #expect(imported.intersection(arrows.keys) == allowed, "\(room)")
      if room == "CallEngine" { #expect(imported == []) }
    }
  }
}
