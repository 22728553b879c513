import Sound

/// What a path did to any sound, for people.
struct ComparisonText {
  let lines: [String]

  init(_ found: SoundComparison, sent: String, heard: String) {
    let band = FrequencyResponse.telephoneBand
    let spread = found.response.spread(in: band)
    let passband = found.response.passband
    var rows = [
      ("delay", "\((found.delay * 1000).text(decimals: 1)) ms in the recording"),
      ("gain", "\(found.gain.signedText(decimals: 1)) dB\(found.isInverted ? ", inverted" : "")"),
      ("likeness", "\(found.likeness.text(decimals: 3)) of 1"),
      (
        "response",
        "\(passband.lowerBound.text(decimals: 0)) to \(passband.upperBound.text(decimals: 0)) Hz "
          + "within 6 dB; \(spread.lowerBound.signedText(decimals: 1)) to "
          + "\(spread.upperBound.signedText(decimals: 1)) dB from \(Int(band.lowerBound)) to "
          + "\(Int(band.upperBound)) Hz"
      ),
    ]
    if let drift = found.drift {
      rows.append(
        ("drift", "\(drift.signedText(decimals: 1)) ppm, the recording against the sound"))
    }
    if let speech = found.intelligibility {
      rows.append(("STOI", "\(speech.score.text(decimals: 3)): intelligibility, no opinion score"))
    }
    lines =
      ["\(heard) against \(sent), \(found.compared.tenths) s compared", ""]
      + rows.map { name, text in "  " + name + String(repeating: " ", count: 13 - name.count) + text
      }
  }
}

/// The same as JSON. The names are a contract.
struct ComparisonJSON: Encodable {
  let sent: String
  let heard: String
  let delayMs: Double
  let driftPpm: Double?
  let gainDb: Double
  let likeness: Double
  let inverted: Bool
  let stoi: Double?
  let comparedSeconds: Double
  let response: LoopbackJSON.Response
  /// Why not all of the recording can be read.
  var warning: String?

  init(_ found: SoundComparison, sent: String, heard: String) {
    self.sent = sent
    self.heard = heard
    delayMs = (found.delay * 1000).rounded(to: 3)
    driftPpm = found.drift?.rounded(to: 2)
    gainDb = found.gain.rounded(to: 2)
    likeness = found.likeness.rounded(to: 4)
    inverted = found.isInverted
    stoi = found.intelligibility?.score.rounded(to: 4)
    comparedSeconds = (found.compared / .seconds(1)).rounded(to: 3)
    response = LoopbackJSON.Response(found.response)
  }
}
