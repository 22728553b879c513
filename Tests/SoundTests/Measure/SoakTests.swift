import Foundation
import Testing

@testable import Sound

@Suite struct `A soak` {
  private static let rate = 8000
  private static let signal = LoopbackSignal(
    sampleRate: rate, length: .seconds(8), isRepeated: true)

  /// The account of so many rounds of 8 s through a path, from devices that pass blocks of 20 ms with
  /// 40 ms queued.
  private static func account(
    rounds: Int, _ path: PlantedPath, stopAt stop: Double? = nil
  ) -> SoakAccount {
    let period = 8 * rate
    let sent = (0..<rounds * period + 4000).map { signal.samples[$0 % period] }
    let heard = path.carry(sent, sampleRate: rate)
    var tape = SoakTape(signal)
    var account = SoakAccount(
      signal, plan: SoakPlan(length: .seconds(8 * rounds), round: .seconds(8)))
    let analysis = LoopbackAnalysis(signal)
    let add = { (round: SoakRound) in
      let report = analysis.report(on: round.recording)
      account.add(round, report) { $0.verdict.grade }
    }
    let block = rate / 50
    let end = stop.map { Int($0 * Double(rate)) } ?? sent.count + 3 * rate
    for first in stride(from: 0, to: end, by: block) {
      let time = Duration.seconds(Double(first) / Double(rate))
      tape.play(first..<first + block, at: time, delay: .milliseconds(40))
      let sound = (first..<first + block).map { heard.indices.contains($0) ? heard[$0] : 0 }
      tape.capture(sound, at: time + .milliseconds(20), delay: .zero)
      if let round = tape.finishedRound(), account.rounds.count < rounds { add(round) }
    }
    if stop != nil, let round = tape.unfinishedRound() {
      account.isStopped = true
      add(round)
    }
    return account
  }

  @Test(arguments: [
    PlantedPath(delay: 0.11), PlantedPath(delay: 0.2, gain: -6, drift: 40, noise: -70),
    PlantedPath(delay: 0.05, isMuLaw: true), PlantedPath(delay: 0.2, noise: -55, echo: 0.05),
  ])
  func `finds nothing wrong with a good path, at its seams neither`(path: PlantedPath) throws {
    let account = Self.account(rounds: 4, path)
    let report = account.report
    #expect(account.rounds.map(\.number) == [1, 2, 3, 4])
    #expect(account.counts.all == 0, "\(account.dropouts.map(\.text))")
    #expect(account.watched == .seconds(32))
    #expect(report.marksHeard == report.marksSent && report.digitsWrong == 0)
    #expect(report.verdict.grade == .good, "\(report.verdict.reasons)")
    #expect(abs((report.drift ?? 99) - path.drift) < 1.5)
    // A room's echoes add to the tone.
    #expect(abs((report.gain ?? 99) - path.gain) < (path.echo > 0 ? 0.5 : 0.1))
    // Played at once, it waits for 20 ms of its block less than the queue's 40 ms.
    let latency = try #require(report.latency)
    #expect(abs(latency.median / .seconds(1) - path.delay) < 0.02)
    for round in account.rounds {
      #expect(abs((round.latency?.median ?? .zero) / .seconds(1) - path.delay) < 0.02)
    }
  }

  @Test func `names what is planted at random, in its round and at its time`() {
    // Away from the parts in which a jump's moment can't be known: in the tracks.
    var random = NoiseSource(seed: 7)
    let tracks = [Self.signal.firstTrack, Self.signal.lastTrack]
    var path = PlantedPath(delay: 0.1, noise: -60)
    var planted: [(kind: Dropout.Kind, round: Int, time: Double)] = []
    let kinds: [Dropout.Kind] = [.silence, .skip, .click, .delay, .silence, .skip, .click]
    for (round, kind) in kinds.enumerated() {
      let track = tracks[round % 2]
      let share = 0.3 + 0.4 * Double(min(1, abs(random.next()) / 3))
      let place = track.lowerBound + share * (track.upperBound - track.lowerBound)
      let time = 8 * Double(round) + place
      switch kind {
      case .silence: path.holes.append(time..<time + 0.03)
      case .skip: path.skips.append(time..<time + 0.02)
      case .delay, .damage: path.repeats.append(time - 0.02..<time)
      case .click: path.clicks.append(time)
      }
      planted.append((kind, round + 1, time))
    }
    let account = Self.account(rounds: 8, path)
    let told = account.dropouts.map(\.text)
    #expect(account.dropouts.map(\.kind) == planted.map(\.kind), "\(told)")
    for ((kind, round, time), found) in zip(planted, account.dropouts) {
      let seconds = (found.earliest / .seconds(1), found.latest / .seconds(1))
      #expect(seconds.0 - 0.04 < time && time < seconds.1 + 0.04, "\(kind) \(time): \(told)")
      #expect(account.rounds[round - 1].counts[kind] == 1)
    }
    #expect(account.rounds[7].counts.all == 0)
    #expect(account.report.verdict.grade > .good)
    #expect(SoakSummary(account: account).disturbed == [1, 2, 3, 4, 5, 6, 7])
  }

  struct Seam: CustomTestStringConvertible, Sendable {
    let kind: Dropout.Kind
    let from: Double
    let length: Double
    var testDescription: String { "\(kind.rawValue) of \(length) s at \(from) s" }
  }

  @Test(arguments: [
    Seam(kind: .silence, from: 7.95, length: 0.1), Seam(kind: .silence, from: 8, length: 0.02),
    Seam(kind: .silence, from: 7.98, length: 0.02), Seam(kind: .silence, from: 7.5, length: 3),
    Seam(kind: .skip, from: 7.99, length: 0.02), Seam(kind: .skip, from: 8.01, length: 0.03),
    Seam(kind: .delay, from: 8, length: 0.02), Seam(kind: .delay, from: 7.96, length: 0.05),
    Seam(kind: .click, from: 8.002, length: 0), Seam(kind: .click, from: 7.99, length: 0),
  ])
  func `tells once what happens at a seam`(seam: Seam) throws {
    var path = PlantedPath(delay: 0.1, noise: -60)
    let place = seam.from..<seam.from + seam.length
    switch seam.kind {
    case .silence: path.holes = [place]
    case .skip: path.skips = [place]
    case .delay, .damage: path.repeats = [place]
    case .click: path.clicks = [seam.from]
    }
    let account = Self.account(rounds: 2, path)
    let told = account.dropouts.map(\.text)
    #expect(account.counts.all == 1, "\(told)")
    let found = try #require(account.dropouts.first)
    #expect(found.kind == seam.kind, "\(told)")
    // What is repeated is late from its end on.
    let time = seam.kind == .delay ? place.upperBound : place.lowerBound
    let seconds = (found.earliest / .seconds(1), found.latest / .seconds(1))
    #expect(seconds.0 - 0.05 < time && time < seconds.1 + 0.05, "\(told)")
    if seam.kind != .click {
      #expect(abs(account.lost / .seconds(1) - seam.length) < 0.01, "\(told)")
    }
  }

  @Test func `tells a standstill that is longer than a round's tracks are searched for`() {
    let path = PlantedPath(delay: 0.1, repeats: [3..<4.5])
    let account = Self.account(rounds: 4, path)
    let told = account.dropouts.map(\.text)
    #expect(account.counts[.delay] == 1, "\(told)")
    #expect(account.dropouts.contains { abs($0.length / .seconds(1) - 1.5) < 0.01 }, "\(told)")
    #expect(account.rounds.allSatisfy { $0.marksHeard > 0 })
    #expect(account.rounds[3].counts.all == 0, "\(told)")
  }

  @Test func `takes a path that falls silent for lost`() {
    let path = PlantedPath(delay: 0.1, holes: [8..<24])
    let account = Self.account(rounds: 4, path)
    #expect(account.counts == SoakAccount.Counts(silences: 1))
    #expect(abs(account.lost / .seconds(1) - 16) < 0.1, "\(account.dropouts.map(\.text))")
    #expect(account.rounds.map { $0.grade == .fails } == [false, true, true, false])
    #expect(account.report.verdict.grade == .fails)
  }

  @Test func `reports what there is when it is stopped`() {
    let account = Self.account(
      rounds: 4, PlantedPath(delay: 0.1, noise: -60, clicks: [17]), stopAt: 21.5)
    let report = account.report
    #expect(account.rounds.count == 3)
    #expect(abs(account.watched / .seconds(1) - 21.4) < 0.1)
    #expect(report.duration == account.watched)
    #expect(report.marksHeard == report.marksSent)
    #expect(account.counts == SoakAccount.Counts(clicks: 1))
    #expect(report.verdict.grade == .usable)
  }

  @Test func `needs no more memory for eight hours than for minutes`() throws {
    let signal = LoopbackSignal(sampleRate: Self.rate, length: .seconds(60), isRepeated: true)
    let plan = SoakPlan(length: .seconds(8 * 3600))
    #expect(plan.rounds == 480 && plan.round == .seconds(60))
    var tape = SoakTape(signal)
    var account = SoakAccount(signal, plan: plan)
    let analysis = LoopbackAnalysis(signal)
    var report: LoopbackReport?
    var resident: [Int] = []
    let block = Self.rate / 2
    for first in stride(from: 0, to: 480 * 60 * Self.rate + 3 * Self.rate, by: block) {
      let time = Duration.seconds(Double(first) / Double(Self.rate))
      let place = first % (60 * Self.rate)
      tape.play(first..<first + block, at: time, delay: .milliseconds(500))
      tape.capture(
        Array(signal.samples[place..<place + block]), at: time + .milliseconds(500), delay: .zero)
      guard let round = tape.finishedRound() else { continue }
      // All of them are the same; one analysis will do.
      let heard = report ?? analysis.report(on: round.recording)
      report = heard
      account.add(round, heard) { _ in .good }
      resident.append(try Self.residentBytes())
    }
    #expect(account.rounds.count == 480)
    #expect(account.watched == .seconds(8 * 3600))
    #expect(account.report.verdict.grade == .good)
    let growth = try #require(resident.last) - resident[20]
    #expect(growth < 16_000_000, "\(growth) bytes in 460 rounds")
  }

  private static func residentBytes() throws -> Int {
    let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    return try #require(pages) * 4096
  }

  @Test(arguments: [
    (660, nil, 11, 60), (28_800, nil, 480, 60), (64, nil, 8, 8), (30, nil, 3, 10), (8, nil, 1, 8),
    (100, 30, 3, 34), (1199, 600, 2, 600), (905, nil, 15, 61),
  ])
  func `is divided into rounds of whole seconds`(
    length: Int, round: Int?, rounds: Int, seconds: Int
  ) {
    let plan = SoakPlan(length: .seconds(length), round: round.map { .seconds($0) })
    #expect(plan.rounds == rounds && plan.round == .seconds(seconds))
    #expect(plan.length >= .seconds(length))
  }

  @Test func `has a signal that is recognised when it was kept`() throws {
    let again = try #require(
      LoopbackSignal(matching: Self.signal.samples, sampleRate: Self.rate))
    #expect(again.period == 8 * Self.rate && again.samples == Self.signal.samples)
  }
}
