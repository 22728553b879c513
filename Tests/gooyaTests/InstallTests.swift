import Foundation
import Testing

/// `make install`, of the program that the tests were built with.
struct InstallTests {
  private let workplace: Workplace
  /// What `DESTDIR` is.
  private let stage: String

  init() throws {
    workplace = try Workplace()
    stage = workplace.path("stage")
  }

  private func make(_ target: String) throws -> Workplace.Outcome {
    try workplace.shell(
      "make --silent -C '\(Workplace.package.path)' \(target) PROGRAM='\(Workplace.program)' "
        + "DESTDIR='\(stage)' PREFIX=/usr/local")
  }

  /// The files below a folder, by their paths in it.
  private func files(in folder: String) -> Set<String> {
    let all = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return Set(
      all.filter { path in
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder)
        return !isFolder.boolValue
      })
  }

  @Test func `installed, gooya needs no repository, and uninstalled it leaves nothing`() throws {
    let installed = try make("install")
    try #require(installed.status == 0, "\(installed)")

    let program = "\(stage)/usr/local/bin/gooya"
    let call = try workplace.shell("cd / && '\(program)' call --fast --keys '~5 h'")
    #expect(call.status == 0 && call.output.contains("[find_bill]"), "\(call)")

    let share = "\(stage)/usr/local/share"
    for folder in ["Prompts", "MenuScripts"] {
      let own = files(in: Workplace.package.appending(path: folder).path)
      #expect(!own.isEmpty && files(in: "\(share)/gooya/\(folder)") == own)
    }
    let pages = files(in: Workplace.package.appending(path: "Documentation").path)
    #expect(files(in: "\(share)/doc/gooya/Documentation") == pages)

    let completions = [
      "bash-completion/completions/gooya", "zsh/site-functions/_gooya",
      "fish/vendor_completions.d/gooya.fish",
    ]
    for path in completions {
      let text = try String(contentsOfFile: "\(share)/\(path)", encoding: .utf8)
      #expect(text.contains("save-scenario"), "\(path)")
    }
    let manual = files(in: "\(share)/man/man1")
    let commands = try workplace.shell("'\(program)' --help").output
      .matches(of: #/(?m)^  (?<name>[a-z]+)  /#).map { String($0.output.name) }
    #expect(commands.count > 15)
    #expect(manual.isSuperset(of: Set(commands.map { "gooya-\($0).1" } + ["gooya.1"])))

    let removed = try make("uninstall")
    #expect(removed.status == 0 && files(in: stage) == [], "\(removed)")
  }
}
