import Telephony

/// The worst that the rounds of a soak measured, figure by figure; what a dropout spoilt doesn't count.
struct WorstRounds: Sendable {
  private(set) var gain: (value: Double, heard: Double)?
  private(set) var distortion: Double?
  private(set) var noiseFloor: Double?
  private(set) var signalToNoise: Double?
  private(set) var peak = SoundLevel.silence
  private(set) var isClipped = false
  private(set) var isInverted = false
  private(set) var response: FrequencyResponse?
  private(set) var measurements = PathMeasurements()
  private(set) var digits: (heard: [DTMFDigit], right: Int, wrong: Int)?
  private(set) var levelSent = 0.0
  /// The value of each figure by which the worst measurement is chosen.
  private var chosen: [String: Double] = [:]

  /// Takes over what is worse than before.
  ///
  /// - Parameter end: how much of the round was captured, in seconds.
  mutating func add(_ report: LoopbackReport, of signal: LoopbackSignal, until end: Double) {
    peak = max(peak, report.peak)
    isClipped = isClipped || report.isClipped
    isInverted = report.isInverted
    levelSent = report.levelSent
    let isWhole = { (part: Range<Double>, spoilers: LoopbackReport.Figure) in
      end >= part.upperBound && !report.isSpoilt(spoilers)
    }
    let hasNoise = isWhole(signal.silence, .noise)
    let hasTone = isWhole(signal.tone, .tone)
    if hasNoise, let floor = report.noiseFloor { noiseFloor = max(floor, noiseFloor ?? floor) }
    if hasTone {
      if let value = report.gain, let heard = report.levelHeard, value < gain?.value ?? .infinity {
        gain = (value, heard)
      }
      if let value = report.distortion { distortion = max(value, distortion ?? value) }
      if hasNoise, let ratio = report.signalToNoise {
        signalToNoise = min(ratio, signalToNoise ?? ratio)
      }
      if isWorst("tone.sinad_db", report) { measurements.tone = report.measurements.tone }
    }
    if hasNoise {
      if isWorst("noise.psophometric_dbm0p", report) {
        measurements.noise = report.measurements.noise
      }
      if report.measurements.hum != nil, isWorst("hum.level_dbfs", report) {
        measurements.hum = report.measurements.hum
      }
    }
    if isWhole(signal.twoTones, .intermodulation), isWorst("intermodulation.strongest_db", report) {
      measurements.intermodulation = report.measurements.intermodulation
    }
    guard isWhole(signal.sweep.lowerBound..<signal.sweepTail.upperBound, .response) else { return }
    if isWorst("response.voice_band_spread_db", report) { response = report.response }
    let found = report.measurements
    if isWorst("transfer.group_delay_distortion_ms", report) {
      measurements.transfer = found.transfer
    }
    if isWorst("echo_loss_db", report) { measurements.echoes = found.echoes }
    if found.reverberation != nil, isWorst("reverberation.edt_s", report) {
      measurements.reverberation = found.reverberation
    }
  }

  mutating func addDigits(_ report: LoopbackReport) {
    guard report.digitsWrong > digits?.wrong ?? -1 else { return }
    digits = (report.digitsHeard, report.digitsRight, report.digitsWrong)
  }

  /// Whether a figure is worse than in every report before.
  private mutating func isWorst(_ name: String, _ report: LoopbackReport) -> Bool {
    guard let figure = Figure.named(name), let value = figure.value(report) else { return false }
    guard let before = chosen[name] else {
      chosen[name] = value
      return true
    }
    guard figure.sense == .highIsGood ? value < before : value > before else { return false }
    chosen[name] = value
    return true
  }
}
