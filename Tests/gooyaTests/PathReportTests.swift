import CallEngine
import Foundation
import FoundationXML
import MenuScript
import Testing

@testable import Sound
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
  /// Names that would end an attribute, an element or a line, or turn the text around.
  private static let hostile = "<script>alert(\"x\")</script>&'\u{202E}\u{1B}[2J\n]]>"

  private static func report(
    delay: Int = 0, factor: Float = 1, isSilent: Bool = false
  ) -> LoopbackReport {
    let sound = [Float](repeating: 0, count: delay * 8) + signal.samples.map { $0 * factor }
    return LoopbackAnalysis(signal)
      .report(on: LoopbackRecording(samples: isSilent ? sound.map { _ in 0 } : sound))
  }

  private static func judged(
    _ report: LoopbackReport, by profile: LimitProfile = .loopback, since: LoopbackReport? = nil,
    between output: String = "card", and input: String = "mic"
  ) -> JudgedPath {
    JudgedPath(
      report: report,
      path: MeasuredPath(command: "gooya audio loopback", output: output, input: input),
      judgement: PathJudgement(report, by: profile),
      baseline: since.map {
        let before = Baseline($0)
        return ("base.json", before.changes(to: report), before.uncompared(with: report))
      })
  }

  private static var limitsOfOneChannel: [String] {
    LimitProfile.loopback.limits.keys.filter { !$0.hasPrefix("channels.") }
  }

  @Test func `has a test case for each limit, and fails those that are broken`() throws {
    let xml = PathJUnit(Self.judged(Self.report(delay: 900))).xml.description
    let content = try XMLContent(xml)
    let cases = content.all("testcase").compactMap { $0["name"] }
    #expect(Set(cases) == Set(Self.limitsOfOneChannel).union(["marks_heard"]))
    let failures = content.all("failure").compactMap { $0["message"] }
    #expect(
      failures == [
        "the round trip takes 900 ms, 450 ms one way; good up to 300 ms, limit 800 ms (ITU-T G.114, whose 150 and 400 ms go one way)"
      ])
    let suite = try #require(content.all("testsuite").first)
    #expect(suite["failures"] == "1" && suite["tests"] == "\(cases.count)")
    #expect(suite["name"] == "card to mic")
  }

  @Test func `fails nothing of a good path, nor what is usable`() throws {
    for delay in [0, 400] {
      let content = try XMLContent(
        PathJUnit(Self.judged(Self.report(delay: delay))).xml.description)
      #expect(content.all("failure").isEmpty && content.all("skipped").isEmpty)
      #expect(content.text.contains("usable: the round trip takes 400 ms") == (delay == 400))
    }
  }

  @Test func `skips what could not be measured`() throws {
    let content = try XMLContent(
      PathJUnit(Self.judged(Self.report(isSilent: true))).xml.description)
    #expect(content.all("failure").count == 1)
    #expect(content.all("skipped").count == Self.limitsOfOneChannel.count)
  }

  @Test func `says of what a dropout spoilt that it could not be measured, everywhere`() throws {
    let name = "response.voice_band_spread_db"
    let reason = "could not be measured: spoilt by a silence of 200."
    let report = LoopbackAnalysis(Self.signal).report(on: Self.muted)
    let judged = Self.judged(report, since: Self.report())
    let content = try XMLContent(PathJUnit(judged).xml.description)
    for group in ["limits", "baseline"] {
      let place = try #require(
        content.elements.firstIndex {
          $0.attributes["classname"] == group && $0.attributes["name"] == name
        })
      let next = content.elements[place + 1]
      #expect(next.name == "skipped" && next.attributes["message"]?.hasPrefix(reason) == true)
    }
    let lines = LoopbackText(judged).lines
    #expect(lines.contains { $0.hasPrefix("  not judged: \(name) \(reason)") }, "\(lines)")
    #expect(
      lines.contains {
        $0.hasPrefix("  not compared: ") && $0.contains(name) && $0.contains(reason)
      }, "\(lines)")
    let written = try json(LoopbackJSON(judged)).description
    #expect(written.contains("\"unmeasured\" : \"\(reason)"))
    for language in ReportLanguage.allCases {
      #expect(PathPage(judged, in: language).html.description.contains(language.words.uncompared))
    }
  }

  @Test func `fails a limit of one's own where a dropout is, everywhere`() throws {
    var own = LimitProfile.unlimited
    own.limits["response.low_hz"] = FigureLimits(
      good: .init(greatest: 300), usable: .init(greatest: 300), isRequired: true)
    let report = LoopbackAnalysis(Self.signal).report(on: Self.muted)
    let judged = Self.judged(report, by: own)
    #expect(judged.hasFailed)
    let text = "response.low_hz has a limit, but could not be measured: spoilt by a silence"
    #expect(LoopbackText(judged).lines.contains { $0.contains("fails: \(text)") })
    let content = try XMLContent(PathJUnit(judged).xml.description)
    #expect(content.all("failure").first?["message"]?.hasPrefix(text) == true)
    #expect(content.all("skipped").isEmpty)
  }

  @Test func `compares nothing with what a dropout spoilt in the baseline`() throws {
    let before = LoopbackAnalysis(Self.signal).report(on: Self.muted)
    let judged = Self.judged(Self.report(), since: before)
    let unknown = try #require(judged.baseline).uncompared.map(\.figure)
    #expect(unknown.contains("response.low_hz") && !unknown.contains("gain_db"))
    #expect(
      LoopbackText(judged).lines.contains { $0.contains("spoilt by a dropout in the baseline") })
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

  @Test(arguments: ReportLanguage.allCases)
  func `is one page that is well-formed and needs nothing else`(language: ReportLanguage) throws {
    for judged in [
      Self.judged(Self.report(delay: 400, factor: 0.1), since: Self.report()),
      Self.judged(Self.report(isSilent: true)), Self.judged(Self.report(), by: .g712),
    ] {
      let page = PathPage(judged, in: language).html.description
      let content = try XMLContent(page)
      let names = Set(content.elements.map(\.name))
      #expect(names.isDisjoint(with: ["script", "link", "img", "iframe", "object", "base", "a"]))
      let withoutNames = page.replacing("http://www.w3.org/2000/svg", with: "")
        .replacing("http://www.w3.org/1999/xhtml", with: "")
      for outside in ["http", "url(", "@import", "src=", "href="] {
        #expect(!withoutNames.contains(outside), "\(outside)")
      }
      #expect(content.all("html").first?["lang"] == language.rawValue)
      #expect(content.all("html").first?["dir"] == (language == .persian ? "rtl" : "ltr"))
      for landmark in ["header", "main", "footer", "h1"] {
        #expect(content.all(landmark).count == 1, "\(landmark)")
      }
      #expect(content.all("th").allSatisfy { $0["scope"] != nil })
      let headings = content.all("h2").compactMap { $0["id"] }
      #expect(content.all("section").compactMap { $0["aria-labelledby"] } == headings)
      // Left and right would be wrong in the other direction.
      #expect(!page.contains(/(margin|padding|border|text-align|float)[a-z-]*: ?(left|right)/))
    }
  }

  @Test(arguments: ReportLanguage.allCases)
  func `shows the names of devices, whatever is in them`(language: ReportLanguage) throws {
    let judged = Self.judged(Self.report(), between: Self.hostile, and: Self.hostile)
    for text in [
      PathPage(judged, in: language).html.description, PathJUnit(judged).xml.description,
    ] {
      let content = try XMLContent(text)
      #expect(content.all("script").isEmpty)
      #expect(!text.contains("\u{202E}") && !text.contains("\u{1B}"))
      let attributes = content.elements.flatMap(\.attributes.values).joined()
      #expect((content.text + attributes).contains("<script>alert(\"x\")</script>&'"))
    }
  }

  @Test func `draws the impulse response, and its echoes`() throws {
    var sound = Self.signal.samples + [Float](repeating: 0, count: 8000)
    // A tenth as strong, 80 ms later.
    let dry = sound
    for index in 640..<sound.count { sound[index] += 0.1 * dry[index - 640] }
    let report = LoopbackAnalysis(Self.signal).report(on: LoopbackRecording(samples: sound))
    #expect(report.measurements.echoes.count == 1)
    let dots = try [report, Self.report()].map { report in
      let page = PathPage(Self.judged(report), in: .english).html.description
      #expect(page.contains("later by, ms"))
      let content = try XMLContent(page)
      #expect(content.all("svg").count == 2)
      return content.all("circle").count { $0["r"] == "3" && $0["fill"] == "#2c6fae" }
    }
    #expect(dots[0] == dots[1] + 1)
  }

  @Test func `is in Persian with Persian digits where that is wanted`() throws {
    let judged = Self.judged(Self.report(delay: 400, factor: 0.1))
    let page = PathPage(
      judged, in: .persian, at: Date(timeIntervalSince1970: 1_772_700_000), in: .gmt
    ).html.description
    #expect(page.contains("قابل استفاده"))
    #expect(page.contains("<bdi dir=\"ltr\">۴۰۰٫۰</bdi>\u{A0}<bdi>میلی‌ثانیه</bdi>"))
    #expect(page.contains("<bdi dir=\"ltr\">−۲۰٫۰</bdi>\u{A0}<bdi>دسی‌بل</bdi>"))
    // 2026-03-05.
    #expect(page.contains("۱۴۰۴/۱۲/۱۴ ۰۸:۴۰"))
    let body = page.replacing(/<style>[^<]*<\/style>/, with: "")
    let visible = try XMLContent(body).text
    #expect(!visible.contains("round trip") && !visible.contains("good"))
    #expect(visible.contains("ITU-T G.114، که ۱۵۰") && !visible.contains("one way"))
  }

  /// Names of standards, units and the trade's own stay; a sentence doesn't.
  @Test func `of a recording is in Persian without a word of English`() throws {
    let muted = Self.muted
    let report = LoopbackAnalysis(Self.signal).report(on: muted)
    let judged = JudgedPath(
      report: report,
      path: MeasuredPath(command: "x", output: MeasuredPath.signal, input: "heard.wav"),
      judgement: PathJudgement(report, by: .g712), baseline: nil)
    let page = PathPage(judged, in: .persian).html.description
    let body = page.replacing(/<style>[^<]*<\/style>/, with: "")
    let visible = try XMLContent(body).text
    let words = Set(visible.matches(of: /[A-Za-z]{2,}/).map { String($0.output) })
    let known: Set = [
      "gooya", "heard", "wav", "ABCD", "ITU", "dBFS", "dBm", "ppm", "THD", "SINAD", "EDT", "xrun",
    ]
    #expect(words.subtracting(known).isEmpty, "\(words.subtracting(known))")
  }

  private static var muted: LoopbackRecording {
    var sound = signal.samples
    // In the sweep.
    let start = Int((signal.sweep.lowerBound + 0.5) * 8000)
    for index in start..<start + 1600 { sound[index] = 0 }
    var recording = LoopbackRecording(samples: sound)
    recording.isTimed = false
    return recording
  }

  @Test(arguments: ReportLanguage.allCases)
  func `lists dropouts and says which figures they spoil`(language: ReportLanguage) throws {
    let words = language.words
    let judged = Self.judged(LoopbackAnalysis(Self.signal).report(on: Self.muted))
    #expect(judged.report.dropouts.map(\.kind) == [.silence])
    let page = PathPage(judged, in: language).html.description
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("<tr>") }
    let silence = try #require(words.dropouts.kinds[.silence])
    #expect(rows.contains { $0.contains("<th scope=\"row\">\(silence)</th>") })
    let spoilt = rows.filter { $0.contains("\(words.dropouts.spoilt) \(silence)") }
    #expect(
      spoilt.contains { $0.contains(words.labels["response.voice_band_spread_db"] ?? "?") })
    #expect(!spoilt.contains { $0.contains(words.labels["gain_db"] ?? "?") })
    #expect(page.contains("viewBox=\"0 0 960 400\""), "no empty latency")
    let whole = PathPage(Self.judged(Self.report()), in: language).html.description
    #expect(!whole.contains(words.dropouts.title) && !whole.contains(words.dropouts.spoilt))
  }

  @Test func `has words for every figure, grade and unit in each language`() {
    for language in ReportLanguage.allCases {
      let words = language.words
      #expect(Set(words.labels.keys) == Set(Figure.all.map(\.name)), "\(language)")
      #expect(Set(words.labels.values).count == words.labels.count)
      #expect(words.grades.count == 3 && words.meanings.count == 3)
    }
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
