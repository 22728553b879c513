import CallEngine
import Foundation
import FoundationXML
import MenuScript
import Sound
import Testing

@testable import gooya

/// What an XML file says, flat.
private final class XMLContent: NSObject, XMLParserDelegate {
  private(set) var elements: [(name: String, attributes: [String: String])] = []
  private(set) var text = ""

  init(_ text: String) throws {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    if !parser.parse(), let error = parser.parserError { throw error }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements.append((name, attributes))
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func all(_ name: String) -> [[String: String]] {
    elements.filter { $0.name == name }.map(\.attributes)
  }
}

@Suite struct `A path's report` {
  private static let signal = LoopbackSignal(sampleRate: 8000, length: .seconds(8))

  private static func report(
    delay: Int = 0, factor: Float = 1, isSilent: Bool = false
  ) -> LoopbackReport {
    let sound = [Float](repeating: 0, count: delay * 8) + signal.samples.map { $0 * factor }
    return LoopbackAnalysis(signal)
      .report(on: LoopbackRecording(samples: isSilent ? sound.map { _ in 0 } : sound))
  }

  private static func judged(
    _ report: LoopbackReport, by profile: LimitProfile = .loopback, since: LoopbackReport? = nil
  ) -> JudgedPath {
    JudgedPath(
      report: report,
      path: MeasuredPath(command: "gooya audio loopback", output: "card", input: "mic"),
      judgement: PathJudgement(report, by: profile),
      baseline: since.map { ("base.json", Baseline($0).changes(to: report)) })
  }

  @Test func `has a test case for each limit, and fails those that are broken`() throws {
    let xml = PathJUnit(Self.judged(Self.report(delay: 500))).xml.description
    let content = try XMLContent(xml)
    let cases = content.all("testcase").compactMap { $0["name"] }
    #expect(Set(cases) == Set(LimitProfile.loopback.limits.keys).union(["marks_heard"]))
    let failures = content.all("failure").compactMap { $0["message"] }
    #expect(
      failures == ["the round trip takes 500 ms; good up to 150 ms, limit 400 ms (ITU-T G.114)"])
    let suite = try #require(content.all("testsuite").first)
    #expect(suite["failures"] == "1" && suite["tests"] == "\(cases.count)")
    #expect(suite["name"] == "card to mic")
  }

  @Test func `fails nothing of a good path, nor what is usable`() throws {
    for delay in [0, 200] {
      let content = try XMLContent(
        PathJUnit(Self.judged(Self.report(delay: delay))).xml.description)
      #expect(content.all("failure").isEmpty && content.all("skipped").isEmpty)
      #expect(content.text.contains("usable: the round trip takes 200 ms") == (delay == 200))
    }
  }

  @Test func `skips what could not be measured`() throws {
    let content = try XMLContent(
      PathJUnit(Self.judged(Self.report(isSilent: true))).xml.description)
    #expect(content.all("failure").count == 1)
    #expect(content.all("skipped").count == LimitProfile.loopback.limits.count)
  }

  @Test func `fails a figure that became worse than its baseline`() throws {
    let judged = Self.judged(Self.report(delay: 60), since: Self.report(delay: 20))
    #expect(judged.judgement.verdict.grade == .good && judged.hasFailed)
    let content = try XMLContent(PathJUnit(judged).xml.description)
    #expect(
      content.all("failure").compactMap { $0["message"] }.allSatisfy {
        $0.contains("was 20.0 ms and is 60.0 ms")
      })
    #expect(content.all("failure").count == 2)
    let better = Self.judged(Self.report(delay: 20), since: Self.report(delay: 60))
    #expect(!better.hasFailed)
    #expect(try XMLContent(PathJUnit(better).xml.description).all("failure").isEmpty)
  }

  @Test func `is explained with every figure, its unit and its tolerance`() throws {
    let page = try String(
      contentsOf: Workplace.package.appending(path: "Documentation/sound-bench.md"), encoding: .utf8
    )
    let rows = page.split(separator: "\n").map { row in
      row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
    for figure in Figure.all {
      let row = try #require(
        rows.first { $0.count == 5 && $0[0] == "`\(figure.name)`" }, "\(figure.name)")
      #expect(row[1] == figure.unit.rawValue, "\(figure.name)")
      #expect(row[3] == figure.repeatability.shortText, "\(figure.name)")
    }
    // The example is a file of limits.
    let example = try #require(page.split(separator: "```yaml\n").dropFirst().first)
      .split(separator: "```")[0]
    let place = try Workplace()
    try place.write(String(example), as: "limits.yaml")
    let reading = WrittenLimits.read(
      fileAt: place.path("limits.yaml"), figures: Figure.all.map(\.name),
      profiles: LimitProfile.all.map(\.name))
    #expect(reading.limits != nil, "\(reading.text)")
  }

  /// So that a limit and a baseline can be written with the names that JSON shows.
  @Test func `names its figures as its JSON does`() throws {
    let report = Self.report(delay: 30, factor: 0.5)
    let text = try json(LoopbackJSON(Self.judged(report))).description
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    for figure in Figure.all {
      guard let value = figure.value(report), value != figure.absent else { continue }
      let keys = figure.name.split(separator: ".").map(String.init)
      let place = keys.dropLast().reduce(object) { $0[$1] as? [String: Any] ?? [:] }
      let written = try #require((place[keys[keys.count - 1]] as? NSNumber)?.doubleValue)
      #expect(abs(written - value) < 0.06, "\(figure.name)")
    }
  }
}
