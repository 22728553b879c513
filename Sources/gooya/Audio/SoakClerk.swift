import CallEngine
import Foundation
import Sound
import Synchronization

/// Examines a soak's rounds on a thread of its own while the devices go on, and keeps the account.
final class SoakClerk: Sendable {
  private struct State {
    var account: SoakAccount
    var waiting = 0
    /// Why the account or a round couldn't be written; the soak goes on.
    var failure: Failure?
    var kept = 0
    var folder: RunFolder?
    var file: SoakAccountFile?
  }

  private let state: Mutex<State>
  private let queue = DispatchQueue(label: "soak", qos: .utility)
  private let signal: LoopbackSignal
  private let judge: PathJudge
  private let path: MeasuredPath
  private let keepsAll: Bool

  /// More rounds than this don't wait in memory; the next is not examined, and counted so.
  private static let backlog = 3
  /// The most rounds that are kept as files.
  private static let kept = 20

  /// - Parameters:
  ///   - file: where the account is written as it grows.
  ///   - folder: where disturbed rounds are kept; `nil` for a fresh one if a round fails.
  init(
    _ signal: LoopbackSignal, _ plan: SoakPlan, _ judge: PathJudge, _ path: MeasuredPath,
    file: SoakAccountFile?, folder: RunFolder?
  ) {
    state = Mutex(
      State(account: SoakAccount(signal, plan: plan), folder: folder, file: file))
    self.signal = signal
    self.judge = judge
    self.path = path
    keepsAll = folder != nil
  }

  /// Takes a round; it never waits.
  func take(_ round: SoakRound) {
    let isTooLate = state.withLock { state in
      state.waiting += 1
      return state.waiting > Self.backlog
    }
    queue.async { [self] in
      if isTooLate {
        state.withLock { state in
          let entry = state.account.skip(round)
          Self.write(entry, in: &state)
          state.waiting -= 1
        }
      } else {
        examine(round)
      }
    }
  }

  private func examine(_ round: SoakRound) {
    let report = LoopbackAnalysis(signal).report(on: round.recording)
    let judged = judge.judge(report, of: path)
    state.withLock { state in
      let entry = state.account.add(round, report) { own in
        judge.judge(own, of: path).judgement.verdict.grade
      }
      Self.write(entry, in: &state)
      let isWorthKeeping =
        keepsAll
        ? entry.isDisturbed || round.number == 0 : round.isWhole && entry.grade == .fails
      if isWorthKeeping, state.kept < Self.kept {
        keep(round, judged, in: &state)
        state.kept += 1
      }
      state.waiting -= 1
    }
  }

  private static func write(_ entry: SoakAccount.Round, in state: inout State) {
    do {
      try state.file?.add(entry, of: state.account, at: Date())
    } catch {
      state.failure = state.failure ?? error as? Failure
    }
  }

  private func keep(_ round: SoakRound, _ judged: JudgedPath, in state: inout State) {
    do {
      let folder = try state.folder ?? RunFolder()
      state.folder = folder
      // The first one shows the path as it was.
      let isFirst = keepsAll && round.number == 0
      try folder.keep(
        sent: signal.samples, heard: round.recording.samples, sampleRate: signal.sampleRate,
        report: LoopbackJSON(judged), as: isFirst ? "heard" : "round-\(round.number + 1)")
    } catch {
      state.failure = state.failure ?? error as? Failure
    }
  }

  /// The account so far.
  var account: SoakAccount { state.withLock { $0.account } }

  /// What has been counted so far, in a few words.
  var progress: String {
    state.withLock { state in
      let (counts, account) = (state.account.counts, state.account)
      let last = account.rounds.last
      var parts = ["\(account.rounds.count) of \(account.plan.rounds) rounds"]
      parts.append("\(counts.dropouts) \(counts.dropouts == 1 ? "dropout" : "dropouts")")
      parts.append("\(counts.clicks) \(counts.clicks == 1 ? "click" : "clicks")")
      let xruns = account.rounds.reduce(0) { $0 + $1.underruns + $1.overruns }
      parts.append("\(xruns) \(xruns == 1 ? "xrun" : "xruns")")
      if let latency = last?.latency {
        parts.append("\((latency.median / .milliseconds(1)).text(decimals: 1)) ms")
      }
      if let drift = last?.drift { parts.append("\(drift.signedText(decimals: 1)) ppm") }
      return parts.joined(separator: ", ")
    }
  }

  /// Waits until all rounds are examined.
  ///
  /// - Parameter isStopped: whether the soak was ended early.
  /// - Returns: the account, where rounds are kept, and what couldn't be written.
  func finish(isStopped: Bool) -> (account: SoakAccount, folder: RunFolder?, failure: Failure?) {
    queue.sync {}
    return state.withLock { state in
      state.account.isStopped = isStopped
      return (state.account, state.folder, state.failure)
    }
  }
}
