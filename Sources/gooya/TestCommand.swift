import ArgumentParser
import CallEngine
import Files
import Foundation
import MenuScript
import Synchronization
import Workbench

struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run scenarios in virtual time.",
    discussion: """
      Examples:
        gooya test front-desk
        gooya test --coverage=coverage.html --min-coverage 95
        gooya test --filter email --junit results.xml
        gooya test --accept front-desk/scenarios/silence.yaml

      A path is a scenario, or a folder whose 'scenarios/*.yaml' are all run; by default, \
      the current folder's, or those of its MenuScripts. Each scenario has its own sample directory \
      and gateways. --coverage shows which lines of the script no scenario has reached; \
      with a file that ends in .html, as a page.

      --accept updates the steps of a failing scenario that hear or expect something to what happens \
      now, and shows the changes before writing them; in a terminal it asks first.

      Exit status: 0 if all pass and the coverage suffices, else 1.
      """)

  @Argument(help: "Scenarios, or folders of scenarios.")
  var paths: [String] = []

  @Option(
    help: ArgumentHelp("Run only those whose path or title contains this text.", valueName: "text"))
  var filter: String?

  @Option(
    name: .customLong("coverage"), defaultAsFlag: "",
    help: ArgumentHelp("Report coverage; as a page if a file is named.", valueName: "file.html"))
  var coverageFile: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Fail below this coverage.", valueName: "per cent"),
    transform: NumberRange.decimal(0...100, " per cent").read)
  var minCoverage: Double?

  @Option(help: ArgumentHelp("Write the outcomes as JUnit XML.", valueName: "file"))
  var junit: String?

  @Flag(help: "Print the outcomes in the Test Anything Protocol.")
  var tap = false

  @Option(
    parsing: .unconditional,
    help: "How many scenarios run at once; by default one per processor.",
    transform: NumberRange.whole(1...1024).read)
  var jobs: Int?

  @Flag(help: "Update failing scenarios to what happens now.")
  var accept = false

  @Flag(help: "With --accept: write without asking.")
  var yes = false

  @Flag(help: "Run again whenever a script, a scenario or a prompt changes.")
  var watch = false

  @OptionGroup var prompts: PromptOptions

  mutating func validate() throws {
    if yes && !accept { throw ValidationError("--yes needs --accept") }
    if accept && (tap || watch || junit != nil || coverageFile != nil || minCoverage != nil) {
      throw ValidationError("--accept works only with --filter, --jobs, --prompts and --yes")
    }
    // '--coverage PATH' counts, and runs the path.
    if let file = coverageFile, !file.isEmpty, !file.lowercased().hasSuffix(".html") {
      paths.insert(file, at: 0)
      coverageFile = ""
    }
  }

  func run() throws {
    if watch { return try WatchedFiles.run(watchedPaths) { _ = try runOnce() } }
    if try !runOnce() { throw ExitCode(1) }
  }

  private var watchedPaths: [String] {
    paths.map(ShippedLine.place)
      + ["MenuScripts", "Prompts", "scenarios", prompts.folder ?? ""].filter { !$0.isEmpty }
  }

  /// - Returns: whether all is well.
  private func runOnce() throws -> Bool {
    let files = try scenarioFiles()
    var outputs = Outputs()
    // Titles and transcripts contain callers' numbers.
    let junitFile = try outputs.add("--junit", junit, for: .owner)
    let page = try outputs.add("--coverage", coverageFile == "" ? nil : coverageFile)
    try outputs.spare("the scenario", files)
    try outputs.spare()
    let bench = ScenarioBench(
      compiler: prompts.compiler, countsCoverage: coverageFile != nil || minCoverage != nil)
    let outcomes = outcomes(of: files, on: bench)
    if outcomes.isEmpty { throw Failure("no scenario's path or title contains '\(filter ?? "")'") }
    if tap { StandardOutput.text(TestReport.tap(of: outcomes)) }
    let scripts = Set(outcomes.compactMap(\.script))
    try outputs.spare(
      "the script", scripts.flatMap { bench.scripts.compile($0).sources.map(\.file) + [$0] })
    if let junitFile { try write(TestReport.junit(of: outcomes), to: junitFile) }
    if accept { return try acceptFailed(outcomes, on: bench) }
    let failed = outcomes.count { !$0.hasPassed }
    if !tap { StandardOutput.line("\(outcomes.count - failed) passed, \(failed) failed") }
    let isCovered = try reportCoverage(of: outcomes, on: bench, as: page)
    return failed == 0 && isCovered
  }

  /// - Returns: whether all pass now.
  private func acceptFailed(_ outcomes: [ScenarioOutcome], on bench: ScenarioBench) throws -> Bool {
    let accepted = AcceptedScenario(isAgreed: yes, bench: bench)
    let failed = outcomes.filter { !$0.hasPassed }
    let mended = try failed.count { outcome in
      // Unreadable files have already been reported.
      if case .unreadable = outcome.ending { return false }
      return try accepted.mend(outcome.file)
    }
    StandardOutput.line(
      "\(outcomes.count - failed.count) passed, \(mended) accepted, \(failed.count - mended) failed"
    )
    return mended == failed.count
  }

  /// Runs the files, several at once, and prints results in order, as soon as possible.
  private func outcomes(of files: [String], on bench: ScenarioBench) -> [ScenarioOutcome] {
    let done = Mutex((outcomes: [Int: ScenarioOutcome?](), printed: 0))
    let next = Mutex(0)
    let workers = min(jobs ?? ProcessInfo.processInfo.activeProcessorCount, files.count)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while true {
        let place = next.withLock { place in
          defer { place += 1 }
          return place
        }
        guard place < files.count else { return }
        let outcome = bench.run(files[place], filter: filter)
        done.withLock { done in
          done.outcomes.updateValue(outcome, forKey: place)
          while let outcome = done.outcomes[done.printed] {
            if let outcome, !tap { StandardOutput.text(TestReport.text(of: outcome)) }
            done.printed += 1
          }
        }
      }
    }
    return done.withLock { done in files.indices.compactMap { done.outcomes[$0] ?? nil } }
  }

  // MARK: Coverage

  /// - Returns: whether enough is covered.
  private func reportCoverage(
    of outcomes: [ScenarioOutcome], on bench: ScenarioBench, as page: OutputFile?
  ) throws -> Bool {
    guard coverageFile != nil || minCoverage != nil else { return true }
    var reports: [(report: CoverageReport, sources: [SourceText])] = []
    for (script, outcomes) in Dictionary(grouping: outcomes, by: { $0.script ?? "" })
      .sorted(by: { $0.key < $1.key }) where !script.isEmpty
    {
      let result = bench.scripts.compile(script)
      guard let program = result.program else { continue }
      var coverage = Coverage(of: program)
      for outcome in outcomes { if let own = outcome.coverage { coverage.merge(own) } }
      reports.append((CoverageReport(coverage, of: program, result), result.sources))
    }
    for (report, sources) in reports where !tap {
      StandardOutput.line(report.summary)
      for source in sources {
        let missing = CoverageListing(report, of: source).missing
        if !missing.isEmpty { StandardOutput.text("\(source.file):\n\(missing)") }
      }
    }
    if let page { try write(CoveragePage(reports).html, to: page) }
    guard let minCoverage else { return true }
    let lacking = reports.filter { $0.report.percentage < minCoverage }
    for (report, _) in lacking {
      StandardError.line("gooya: \(report.file) has less than \(minCoverage) per cent coverage")
    }
    return lacking.isEmpty
  }

  private func write(_ text: VisibleText, to file: OutputFile) throws {
    do throws(FileFault) { try file.replace(with: text.description.utf8) } catch {
      throw Failure("'\(file.path)' can't be written: \(error.reason)")
    }
  }

  // MARK: Files

  /// - Throws: `Failure` if there is nothing to run.
  private func scenarioFiles() throws -> [String] {
    var paths = paths
    if paths.isEmpty {
      let near = [("scenarios", "."), ("MenuScripts", "MenuScripts")]
      guard let (_, folder) = near.first(where: { FileManager.default.fileExists(atPath: $0.0) })
      else { throw Failure("no scenarios here; name a folder or a file") }
      paths = [folder]
    }
    let files = try paths.flatMap { argument -> [String] in
      let path = ShippedLine.place(argument)
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw Failure("there is no scenario or folder '\(path)'")
      }
      return isFolder.boolValue ? scenarios(in: path) : [path]
    }
    if files.isEmpty { throw Failure("no scenarios in \(paths.joined(separator: ", "))") }
    return files
  }

  /// Every YAML file in folders called `scenarios`, or in the named folder if it is one.
  private func scenarios(in folder: String) -> [String] {
    let base = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    guard let walk = FileManager.default.enumerator(atPath: base) else { return [] }
    return walk.compactMap { $0 as? String }.filter { name in
      let parent = URL(filePath: "\(base)/\(name)").deletingLastPathComponent().lastPathComponent
      return parent == "scenarios" && (name.hasSuffix(".yaml") || name.hasSuffix(".yml"))
    }.sorted().map { "\(base)/\($0)" }
  }
}
