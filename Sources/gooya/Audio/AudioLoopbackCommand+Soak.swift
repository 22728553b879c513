import ArgumentParser
import CallEngine
import Files
import Glibc
import Sound

// The soak.
extension AudioLoopbackCommand {
  /// Whether the signal is repeated in rounds.
  var isSoak: Bool {
    length.duration > LoopbackSignal.lengths.upperBound || round != nil || account != nil
  }

  /// Plays round after round, and reports on the whole, or on what there is when it is stopped.
  func soak(
    _ judge: PathJudge, picture: OutputFile?, folder: RunFolder?, account: OutputFile?
  ) throws {
    let plan = SoakPlan(length: length.duration, round: round?.duration)
    let signal = LoopbackSignal(sampleRate: rate, length: plan.round, isRepeated: true)
    let path = MeasuredPath(command: "gooya audio loopback", output: output, input: input)
    let (player, listener) = try devices()
    let clerk = SoakClerk(
      signal, plan, judge, path, file: try account.map { try SoakAccountFile($0, path) },
      folder: folder)
    Interruption.watch()
    var status = StatusLine()
    let end = SoakRun(signal, rounds: plan.rounds, output: player, input: listener).run(
      while: { elapsed in
        status.show("soak  \(Self.clock(elapsed)) of \(Self.clock(plan.length))  \(clerk.progress)")
        return Interruption.signal == nil
      }, take: clerk.take)
    if end != nil { Interruption.wait(atMost: .seconds(120)) }
    status.clear()
    let (found, kept, failure) = clerk.finish(isStopped: end != nil)
    var trouble: Failure?
    if case .failed(let error)? = end {
      trouble = Failure("\(error), in round \(found.rounds.count) of \(plan.rounds)")
    }
    if !found.rounds.contains(where: { $0.grade != nil }) {
      if let trouble { throw trouble }
      StandardError.line("stopped; nothing was measured")
      throw ExitCode(128 + (Interruption.signal ?? SIGINT))
    }
    var judged = judge.judge(found.report, of: path)
    judged.trouble = trouble?.message.description
    try LoopbackPrinting(judged).run(json: json, details: details, picture: picture)
    try judge.write(judged)
    if let kept {
      var report = LoopbackJSON(judged)
      report.error = trouble?.message.description
      try kept.write(report)
      kept.tell()
    }
    if let trouble { throw trouble }
    if let failure { throw failure }
    if judged.hasFailed { throw ExitCode(1) }
  }

  /// Hours, minutes and seconds.
  private static func clock(_ time: Duration) -> String {
    let seconds = Int(time / .seconds(1))
    let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { part in
      part < 10 ? "0\(part)" : "\(part)"
    }
    return parts.joined(separator: ":")
  }
}
