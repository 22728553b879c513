import ArgumentParser
import CallEngine
import Files
import MenuScript
import Sound

/// What a measured path is held to, and where that is told.
struct JudgingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What the path is held to: loopback, any path of a call; g712, a PCM channel (ITU-T G.712); "
        + "handset, through the air. (default: loopback)",
      valueName: "name"),
    completion: .list(LimitProfile.all.map(\.name)))
  var profile: String?

  @Option(
    help: ArgumentHelp("Your own limits, instead of some of the profile's.", valueName: "file"))
  var limits: String?

  @Option(
    help: ArgumentHelp("An earlier run's --json; what became worse fails.", valueName: "file"))
  var baseline: String?

  @Option(help: ArgumentHelp("Write each limit as a test case, as JUnit XML.", valueName: "file"))
  var junit: String?

  @Option(help: ArgumentHelp("Write a report to hand on, one HTML file.", valueName: "file"))
  var report: String?

  @Option(
    help: ArgumentHelp(
      "The language of --report, en-US or fa-IR. (default: en-US)", valueName: "tag"))
  var language: ReportLanguage?

  @Option(
    help: ArgumentHelp(
      "Write what the path makes of a click, a WAV file of floats.", valueName: "file"))
  var impulseResponse: String?

  func validate() throws {
    if let profile, !LimitProfile.all.contains(where: { $0.name == profile }) {
      let names = LimitProfile.all.map(\.name).joined(separator: ", ")
      throw ValidationError("there is no profile '\(profile)'; there are \(names)")
    }
    if language != nil, report == nil { throw ValidationError("--language needs --report") }
    if limits == "" { throw ValidationError("--limits takes the name of a file") }
    if baseline == "" { throw ValidationError("--baseline takes the name of a file") }
  }

  /// Whether any of them is given.
  var areGiven: Bool {
    [profile, limits, baseline, junit, report, impulseResponse].contains { $0 != nil }
  }

  /// Reads what the path is held to, before anything is measured.
  ///
  /// - Parameter sampleRate: of the measurement, which a baseline must share; `nil` if it isn't known
  ///   yet.
  /// - Throws: `ValidationError` for two profiles; `Failure` for a file that can't be used.
  func judge(_ outputs: inout Outputs, sampleRate: Int?) throws -> PathJudge {
    let profile = try self.profileWithLimits()
    let baseline = try self.baseline.map { try BaselineFile($0) }
    if let sampleRate { try baseline?.demand(sampleRate) }
    let junit = try outputs.add("--junit", junit)
    let report = try outputs.add("--report", report)
    let impulse = try outputs.add("--impulse-response", impulseResponse).map { try ImpulseFile($0) }
    try outputs.spare("the limits", [limits].compactMap(\.self))
    try outputs.spare("the baseline", [self.baseline].compactMap(\.self))
    return PathJudge(
      profile: profile, baseline: baseline, junit: junit, page: report, impulse: impulse,
      language: language ?? .english)
  }

  private func profileWithLimits() throws -> LimitProfile {
    let named = profile.flatMap(LimitProfile.named)
    guard let limits else { return named ?? .loopback }
    let reading = WrittenLimits.read(
      fileAt: limits, figures: Figure.all.map(\.name),
      profiles: LimitProfile.all.map(\.name) + [LimitProfile.unlimited.name])
    if !reading.diagnostics.isEmpty { StandardError.text(reading.text) }
    guard let written = reading.limits else { throw Failure("'\(limits)' can't be used") }
    if let profile, let other = written.profile, profile != other {
      throw ValidationError("--profile is '\(profile)', but '\(limits)' says 'profile: \(other)'")
    }
    let base = named ?? written.profile.flatMap(LimitProfile.named) ?? .loopback
    return base.with(written, from: limits)
  }
}

extension LimitProfile {
  /// The profile with a file's limits in the place of its own.
  fileprivate func with(_ written: WrittenLimits, from file: String) -> LimitProfile {
    var profile = self
    profile.name = "\(name), \(file)"
    for (figure, entry) in written.figures {
      profile.tolerances[figure] = entry.tolerance
      if entry.isFree {
        profile.limits[figure] = nil
      } else if entry.good != nil || entry.usable != nil {
        profile.limits[figure] = FigureLimits(entry.good, entry.usable)
      }
    }
    if let bands = written.response {
      profile.bands = bands.map { Band($0.frequencies, FigureLimits($0.good, $0.usable)) }
    }
    return profile
  }
}

extension FigureLimits {
  /// Where nothing is said of what is good, everything usable is.
  fileprivate init(_ good: WrittenLimits.Bounds?, _ usable: WrittenLimits.Bounds?) {
    let usable = usable.map { Bounds(least: $0.min, greatest: $0.max) } ?? .any
    self.init(
      good: good.map { Bounds(least: $0.min, greatest: $0.max) } ?? usable, usable: usable,
      isRequired: true)
  }
}
