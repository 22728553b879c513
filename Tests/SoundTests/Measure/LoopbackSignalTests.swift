import Foundation
import FoundationXML
import Testing

@testable import Sound

@Suite struct `A loopback's signal` {
  @Test(arguments: [8000, 16_000, 44_100, 192_000])
  func `lasts as long as it is asked to and is not clipped`(sampleRate: Int) {
    let signal = LoopbackSignal(sampleRate: sampleRate, length: .milliseconds(8500))
    #expect(abs(signal.duration / .seconds(1) - 8.5) < 0.001)
    #expect(signal.samples.allSatisfy { abs($0) < 0.51 })
    #expect(signal.samples.prefix(sampleRate / 10).allSatisfy { $0 == 0 })
    #expect(signal.samples.suffix(sampleRate / 10).allSatisfy { $0 == 0 })
  }

  @Test func `has two tones whose products are apart from one another and from hum`() {
    let (lower, upper) = LoopbackSignal.twoToneFrequencies
    let lines = [
      lower, upper, upper - lower, upper + lower, 2 * lower, 2 * upper, 2 * lower - upper,
      2 * upper - lower, 2 * lower + upper, 2 * upper + lower, 3 * lower, 3 * upper,
    ]
    for (index, line) in lines.enumerated() {
      for other in lines[..<index] { #expect(abs(line - other) > 200) }
    }
    // Those within the telephone band besides.
    for line in lines where line < 2650 {
      for hum in [50.0, 60] {
        #expect(abs(line.remainder(dividingBy: hum)) > 7, "\(line) Hz")
      }
    }
  }

  @Test(arguments: [8, 9, 10, 14, 600])
  func `has its parts one after another, and a track between any two`(seconds: Int) {
    let signal = LoopbackSignal(sampleRate: 8000, length: .seconds(seconds))
    let parts = [
      signal.firstTrack, signal.silence, signal.tracks[1], signal.tone, signal.tracks[2],
      signal.twoTones, signal.tracks[3], signal.sweep, signal.sweepTail, signal.tracks[4],
      signal.digits, signal.lastTrack,
    ]
    for (part, next) in zip(parts, parts.dropFirst()) {
      #expect(part.upperBound <= next.lowerBound && next.lowerBound - part.upperBound < 0.1001)
    }
    #expect(parts.allSatisfy { $0.upperBound - $0.lowerBound >= 0.13 })
    #expect(signal.tracks.count == 6 && signal.tracks.last == signal.lastTrack)
    if seconds >= 10 {
      #expect(abs(signal.tone.upperBound - signal.tone.lowerBound - 1) < 1e-9)
      #expect(abs(signal.twoTones.upperBound - signal.twoTones.lowerBound - 0.6) < 1e-9)
    }
  }

  @Test func `is the same each time and at each rate`() {
    let one = LoopbackSignal(sampleRate: 8000, length: .seconds(8))
    let other = LoopbackSignal(sampleRate: 8000, length: .seconds(8))
    #expect(one.samples == other.samples)
    let faster = LoopbackSignal(sampleRate: 16_000, length: .seconds(8))
    let track = Int(one.firstTrack.lowerBound * 8000)..<Int(one.firstTrack.upperBound * 8000)
    for index in track { #expect(abs(one.samples[index] - faster.samples[2 * index]) < 1e-3) }
  }
}

@Suite struct `A loopback's picture` {
  private static let signal = LoopbackSignal(sampleRate: 8000, length: .seconds(8))

  private func picture(of path: PlantedPath, title: String) -> LoopbackPicture? {
    let recording = LoopbackRecording(samples: path.carry(Self.signal))
    return LoopbackPicture(LoopbackAnalysis(Self.signal).report(on: recording), title: title)
  }

  @Test(arguments: [
    PlantedPath(delay: 0.05), PlantedPath(delay: 0.05, isTelephoneBand: true, isMuLaw: true),
    PlantedPath(gain: -40, noise: -70), PlantedPath(delay: 1.5, gain: 20, drift: 500, ceiling: 1),
    PlantedPath(noise: -12), PlantedPath(tail: -3),
  ])
  func `is well-formed and has its curve inside of its frame`(path: PlantedPath) throws {
    let svg = try #require(picture(of: path, title: "a<b>&\"c\u{1}")).svg
    let reader = PictureReader()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = reader
    #expect(parser.parse())
    #expect(reader.curves.count == 1)
    let curve = try #require(reader.curves.first)
    #expect(curve.count > 50)
    #expect(curve.allSatisfy { (72...936).contains($0.x) && (84...424).contains($0.y) })
    #expect(zip(curve, curve.dropFirst()).allSatisfy { $0.x < $1.x })
    #expect(reader.dots.count > 10)
    #expect(reader.dots.allSatisfy { (72...936).contains($0.x) && (500...612).contains($0.y) })
  }

  @Test func `shows the figures of the text, with their sign`() throws {
    let path = PlantedPath(delay: 0.05, gain: -28.2, noise: -80, isTelephoneBand: true)
    let recording = LoopbackRecording(samples: path.carry(Self.signal))
    let report = LoopbackAnalysis(Self.signal).report(on: recording)
    let svg = try #require(LoopbackPicture(report, title: "a to b")).svg
    #expect(svg.contains("gain -28.2 dB at 1020 Hz"))
    let reader = PictureReader()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = reader
    #expect(parser.parse())
    // The axis has a line every 10 dB; the curve's lowest place in the band is the text's figure.
    let response = try #require(report.response)
    let spread = response.spread(in: FrequencyResponse.telephoneBand)
    let points = zip(response.points, try #require(reader.curves.first)).filter {
      FrequencyResponse.telephoneBand.contains($0.0.frequency)
    }
    let (zero, ten) = (try #require(reader.heights["0"]), try #require(reader.heights["-10"]))
    let lowest = try #require(points.map(\.1.y).max())
    #expect(abs((zero - lowest) / (ten - zero) * 10 - spread.lowerBound) < 0.1)
    #expect(spread.lowerBound < -3)
  }

  @Test func `is parted where a dropout took sound away`() throws {
    let middle = (Self.signal.sweep.lowerBound + Self.signal.sweep.upperBound) / 2
    let path = PlantedPath(delay: 0.05, noise: -80, holes: [middle..<middle + 0.1])
    let svg = try #require(picture(of: path, title: "a to b")).svg
    #expect(svg.matches(of: /<polyline/).count == 2)
  }

  @Test func `is not drawn of nothing`() {
    #expect(picture(of: PlantedPath(gain: -200), title: "nothing") == nil)
  }

  private final class PictureReader: NSObject, XMLParserDelegate {
    var curves: [[(x: Double, y: Double)]] = []
    var dots: [(x: Double, y: Double)] = []
    /// The first text of each content, by its baseline's height, less what centres it.
    var heights: [String: Double] = [:]
    private var place: Double?

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      place = name == "text" ? attributes["y"].flatMap { Double($0) } : nil
      if name == "polyline", let points = attributes["points"] {
        curves.append(
          points.split(separator: " ").compactMap { point in
            let numbers = point.split(separator: ",").compactMap { Double($0) }
            return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
          })
      }
      if name == "circle" {
        dots.append((Double(attributes["cx"] ?? "") ?? -1, Double(attributes["cy"] ?? "") ?? -1))
      }
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
      if let place, heights[text] == nil { heights[text] = place - 4 }
    }
  }
}
