import Glibc

/// What became of one limit.
package struct FigureJudgement: Sendable {
  /// What was measured.
  package enum Subject: Sendable {
    case figure(Figure)
    /// The gain in a stretch of frequencies, in Hz.
    case band(ClosedRange<Double>)

    /// A figure's name, or `response.300-2400_hz`.
    package var name: String {
      switch self {
      case .figure(let figure): figure.name
      case .band(let band): "response.\(Int(band.lowerBound))-\(Int(band.upperBound))_hz"
      }
    }
  }

  package let subject: Subject
  /// `nil` if it could not be measured.
  package let value: Double?
  package let limits: FigureLimits
  /// `nil` if it could not be measured and need not be.
  package let grade: LoopbackVerdict.Grade?
  /// What is wrong, with the limits; `nil` if nothing is.
  package let fault: String?
  /// Why it could not be measured; `nil` if it could.
  package let obstacle: FigureObstacle?

  package var name: String { subject.name }

  /// How the value and the limits are written.
  package var figure: Figure {
    switch subject {
    case .figure(let figure): figure
    case .band: Figure.bandGain
    }
  }
}

extension FigureJudgement {
  /// A limit that a report doesn't answer.
  private init(_ subject: Subject, _ limits: FigureLimits, unmeasured obstacle: FigureObstacle) {
    // That nothing at all was heard is a fault by itself.
    let isFault = limits.isRequired && obstacle != .unheard
    self.init(
      subject: subject, value: nil, limits: limits, grade: isFault ? .fails : nil,
      fault: isFault ? "\(subject.name) has a limit, but \(obstacle.text)" : nil,
      obstacle: obstacle)
  }

  init(_ figure: Figure, _ limits: FigureLimits, _ report: LoopbackReport) {
    let obstacle = figure.obstacle(in: report)
    guard obstacle == nil, let value = figure.value(report) else {
      self.init(.figure(figure), limits, unmeasured: obstacle ?? .unmeasured)
      return
    }
    let grade = limits.grade(value, uncertainty: figure.uncertainty)
    let words = [figure.fault(value, report), limits.text(for: figure), figure.advice ?? ""]
    self.init(
      subject: .figure(figure), value: value, limits: limits, grade: grade,
      fault: grade > .good ? words.filter { !$0.isEmpty }.joined(separator: "; ") : nil,
      obstacle: nil)
  }

  init(_ band: LimitProfile.Band, _ report: LoopbackReport) {
    let limits = band.limits
    let obstacle = report.obstacle(to: [.response])
    guard obstacle == nil, let worst = report.response?.worst(in: band) else {
      self.init(.band(band.frequencies), limits, unmeasured: obstacle ?? .unmeasured)
      return
    }
    let grade = limits.grade(worst.gain)
    let text =
      "at \(worst.frequency.text(decimals: 0)) Hz the gain is \(worst.gain.text(decimals: 1)) dB "
      + "beside that at 1 kHz; \(limits.text(for: .bandGain))"
    self.init(
      subject: .band(band.frequencies), value: worst.gain, limits: limits, grade: grade,
      fault: grade > .good ? text : nil, obstacle: nil)
  }
}

extension Figure {
  /// The gain at one frequency relative to that at 1 kHz.
  static let bandGain = Figure(
    "response", .decibels, decimals: 1, .sameIsGood, repeatability: 0.5, value: { _ in nil },
    fault: { _, _ in "" })
}

extension FrequencyResponse {
  /// The point of a band that exceeds its limits most, or comes nearest to them, with its gain
  /// relative to that at 1 kHz; `nil` if no point's twelfth of an octave is wholly inside.
  fileprivate func worst(in band: LimitProfile.Band) -> Point? {
    let halfStep = exp2(1.0 / 24)
    let inside = points.filter {
      band.frequencies.contains($0.frequency / halfStep)
        && band.frequencies.contains($0.frequency * halfStep)
    }
    let relative = inside.map { Point(frequency: $0.frequency, gain: $0.gain - middleGain) }
    let limits = band.limits
    return relative.max { first, second in
      (limits.usable.excess(of: first.gain), limits.good.excess(of: first.gain), abs(first.gain))
        < (
          limits.usable.excess(of: second.gain), limits.good.excess(of: second.gain),
          abs(second.gain)
        )
    }
  }
}
