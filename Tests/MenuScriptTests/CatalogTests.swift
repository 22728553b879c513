import CallEngine
import Foundation
import Speech
import Testing

@testable import MenuScript

struct CatalogTests {
  private func catalog(_ name: String, _ language: Language, _ text: String) -> PromptCatalog {
    let source = SourceText(file: "Prompts/\(language)/\(name).yaml", text: text)
    let parsed = CatalogParser.parse(source, name: name, language: language)
    return parsed.catalog ?? PromptCatalog(name: name, language: language, entries: [])
  }

  private func diagnostics(catalogs: [PromptCatalog], listed: String = "[common]") -> [Diagnostic] {
    let text = """
      format: 1
      title: A line
      languages: [fa-IR, en-US]
      catalogs: \(listed)
      start: bye
      states: { bye: { hang_up: [bye] } }
      """
    return TestBench.compiler.compile(text, prompts: PromptIndex(catalogs: catalogs)).diagnostics
  }

  @Test func `a catalog gives ids, texts and places`() throws {
    let catalog = catalog("common", .persian, "# greetings\nbye: خدانگهدار\nhello: \"سلام\"\n")
    #expect(catalog.entries.map(\.id) == ["bye", "hello"])
    #expect(catalog.entries.map(\.text) == ["خدانگهدار", "سلام"])
    #expect(
      catalog.entries.map(\.location.description) == [
        "Prompts/fa-IR/common.yaml:2:1", "Prompts/fa-IR/common.yaml:3:1",
      ])
  }

  @Test(arguments: [
    ("- bye\n", "E103"), ("bye: [a]\n", "E103"), ("bye:\n", "E114"), ("bye: 12\n", "E104"),
    ("bye: a\nbye: b\n", "E105"), ("bye: a ${b}\n", "E115"), ("1bye: a\n", "E118"),
    ("bye: [\n", "E006"), ("", "E005"),
  ])
  func `a catalog's faults are reported`(_ text: String, _ code: String) {
    let source = SourceText(file: "common.yaml", text: text)
    let parsed = CatalogParser.parse(source, name: "common", language: .persian)
    #expect(parsed.diagnostics.map(\.code) == [code])
  }

  @Test(arguments: [nil, "Prompts"])
  func `a missing catalog is looked for beside the script, not in gooya's own folder`(
    own: String?
  ) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())").path
    try FileManager.default.createDirectory(
      atPath: folder + "/line" + (own.map { "/\($0)" } ?? ""), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/line/menu.yaml"
    let text =
      "format: 1\ntitle: A line\nlanguages: [en-US]\ncatalogs: [clinic]\nstart: bye\n"
      + "states: { bye: { hang_up: [bye] } }\n"
    try Data(text.utf8).write(to: URL(filePath: path))
    let installed = PromptFolders(installed: folder + "/installed/Prompts")
    let found = MenuScriptCompiler(services: [], prompts: installed).compile(fileAt: path)
      .diagnostics
    #expect(found.map(\.code) == ["E209"])
    #expect(found.first?.message.hasSuffix("/line/Prompts/en-US/clinic.yaml'") == true)
    #expect(found.first?.message.contains("installed") == false)
  }

  @Test(arguments: [
    "bye: Good bye.\nhello: Hello.\n", "a: \"1\"\nb: 2\n", "greeting: Hi\nmain: Press 1.\nbye:\n",
    "{ hello: Hi, bye: Good bye }\n", "# words\nformats: None\nstates_of_mind: Many\n",
  ])
  func `a catalog that is checked as a script is told so once`(_ text: String) {
    let found = TestBench.compiler.compile(text, prompts: PromptIndex()).diagnostics
    #expect(found.map(\.code) == ["E102"])
    #expect(found.first?.message.contains("looks like a prompt catalog") == true)
    #expect(found.first?.fixIts == [])
  }

  @Test func `messages that are checked as a script are told so once`() {
    let found = TestBench.compiler.compile(
      "hi: \"Hello {name}\"\n", file: "line/messages/de-DE.yaml", prompts: PromptIndex()
    ).diagnostics
    #expect(found.map(\.code) == ["E102"])
    #expect(found.first?.message.hasPrefix("this looks like messages of a line") == true)
  }

  @Test(arguments: ["title: A line\nlanguage: en-US\n", "hello: [a]\nbye: Good bye\n", "bye: a\n"])
  func `what has anything of a script is checked as one`(_ text: String) {
    let found = TestBench.compiler.compile(text, prompts: PromptIndex()).diagnostics
    #expect(found.count > 1 && !found.contains { $0.message.contains("catalog, not") })
  }

  @Test func `where 'format' is missing it can be put in`() throws {
    let text =
      "# A line\ntitle: A line\nlanguages: [en-US]\nstart: bye\nstates: { bye: { hang_up: [] } }\n"
    let found = TestBench.compiler.compile(text, prompts: PromptIndex()).diagnostics
    #expect(found.map(\.message) == ["a menu script needs the key 'format'; write 'format: 1'"])
    let source = SourceText(file: "menu.yaml", text: text)
    let mended = try #require(Repair.apply(found[0].fixIts, to: source))
    #expect(mended.hasPrefix("# A line\nformat: 1\ntitle: A line\n"))
    #expect(TestBench.compiler.compile(mended, prompts: PromptIndex()).diagnostics == [])
  }

  @Test func `an id in two listed catalogs is an error (E208)`() {
    let common = [Language.persian, .english].map { catalog("common", $0, "bye: a\n") }
    let more = [Language.persian, .english].map { catalog("more", $0, "bye: b\n") }
    let both = diagnostics(catalogs: common + more, listed: "[common, more]")
    #expect(both.map(\.code) == ["E208"])
    #expect(both.first?.range.start == TextPosition(line: 4, column: 20))
    #expect(both.first?.notes.count == 2)
    #expect(diagnostics(catalogs: common + more, listed: "[common]").isEmpty)
  }

  @Test func `a catalog without a file in a language is an error (E209)`() {
    let persian = catalog("common", .persian, "bye: a\n")
    let missing = diagnostics(catalogs: [persian])
    #expect(missing.map(\.code) == ["E209"])
    #expect(missing.first?.message.contains("'en-US'") == true)
    #expect(diagnostics(catalogs: [persian, catalog("common", .english, "bye: a\n")]).isEmpty)
  }

  @Test func `a prompt without a text in a language is an error (E210)`() {
    let persian = catalog("common", .persian, "bye: a\n")
    let lacking = diagnostics(catalogs: [persian, catalog("common", .english, "hi: a\n")])
    #expect(lacking.map(\.code) == ["E210"])
    #expect(lacking.first?.message == "the prompt 'bye' has no text in 'en-US'")
    #expect(lacking.first?.notes.first?.range?.file == "Prompts/fa-IR/common.yaml")
    #expect(diagnostics(catalogs: [persian, catalog("common", .english, "bye: a\n")]).isEmpty)
  }

  @Test func `catalogs are found from the script's folder upwards, then where they are installed`()
    throws
  {
    let root = FileManager.default.temporaryDirectory.appending(path: "gooya-\(UUID())")
    defer { try? FileManager.default.removeItem(at: root) }
    func write(_ path: String, _ text: String) throws {
      let url = root.appending(path: path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    let script = """
      format: 1
      title: A line
      languages: [en-US]
      catalogs: [common]
      start: bye
      states: { bye: { hang_up: [bye] } }
      """
    try write("near/lines/a/menu.yaml", script)
    try write("near/Prompts/en-US/common.yaml", "bye: near\n")
    try write("far/menu.yaml", script)
    try write("installed/en-US/common.yaml", "bye: installed\n")
    try write("broken/menu.yaml", script)
    try write("broken/Prompts/en-US/common.yaml", "bye: [\n")

    let installed = root.appending(path: "installed").path
    let compiler = MenuScriptCompiler(services: [], prompts: PromptFolders(installed: installed))
    func result(_ path: String, _ compiler: MenuScriptCompiler) -> CompilationResult {
      compiler.compile(fileAt: root.appending(path: path).path)
    }
    let near = result("near/lines/a/menu.yaml", compiler)
    #expect(near.text == "")
    #expect(near.catalogs.first?.entries.first?.text == "near")
    let far = result("far/menu.yaml", compiler)
    #expect(far.text == "")
    #expect(far.catalogs.first?.entries.first?.text == "installed")
    let named = MenuScriptCompiler(services: [], prompts: PromptFolders(named: installed))
    let other = result("near/lines/a/menu.yaml", named)
    #expect(other.catalogs.first?.entries.first?.text == "installed")
    let none = result("far/menu.yaml", MenuScriptCompiler(services: []))
    #expect(none.diagnostics.map(\.code) == ["E209"])
    let broken = result("broken/menu.yaml", compiler)
    #expect(broken.diagnostics.map(\.code) == ["E006"])
    #expect(broken.program == nil)
    #expect(broken.text.description.contains("common.yaml:1:6"))
  }

  @Test func `a prompt without a clip among others that have one is a warning (W525)`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let clips = folder.appending(path: "Prompts/en-US/common")
    try FileManager.default.createDirectory(at: clips, withIntermediateDirectories: true)
    let script = """
      format: 1
      title: A line
      languages: [en-US]
      catalogs: [common]
      start: hello
      states: { hello: { say: [welcome, bye, bye], then: end }, end: { hang_up: [bye] } }
      """
    let path = folder.appending(path: "menu.yaml")
    try Data(script.utf8).write(to: path)
    try Data("welcome: Welcome.\nbye: Bye.\n".utf8)
      .write(to: folder.appending(path: "Prompts/en-US/common.yaml"))
    var compiler = TestBench.compiler
    compiler.proves = true
    #expect(compiler.compile(fileAt: path.path).text == "", "without any clips none is missing")
    try Data("fLaC".utf8).write(to: clips.appending(path: "welcome.flac"))
    let found = compiler.compile(fileAt: path.path).diagnostics
    #expect(found.map(\.code) == ["W525"])
    #expect(found.first?.range.start == TextPosition(line: 6, column: 35))
  }
}
