import Testing

@testable import CallEngine

@Suite struct PhaseEventTests {
  /// A machine in a phase, watched from its beginning.
  private func machine(
    in kind: PhaseKind
  ) -> (machine: CallMachine, watch: CallWatch, now: Duration) {
    let (program, events) = kind.call
    var machine = CallMachine(
      program: program, parameters: CallParameters(line: "02155500001", numberDialled: "1234"))
    var watch = CallWatch(of: program)
    for event in events { _ = watch.deliver(event, to: &machine, at: .seconds(1)) }
    return (machine, watch, .seconds(1))
  }

  @Test(arguments: PhaseKind.allCases)
  func `each phase is reached as the table says`(kind: PhaseKind) {
    #expect(PhaseKind(machine(in: kind).machine.phase) == kind)
  }

  @Test(arguments: EventKind.allCases)
  func `each kind of event has samples of its own kind`(kind: EventKind) {
    #expect(!kind.samples.isEmpty)
    #expect(kind.samples.allSatisfy { EventKind($0) == kind })
  }

  @Test(arguments: PhaseKind.allCases, EventKind.allCases)
  func `every event has its answer in every phase`(phase: PhaseKind, kind: EventKind) {
    for sample in kind.samples {
      for delay in [Duration.zero, .seconds(5), .seconds(59), .seconds(60), .seconds(1 << 40)] {
        var (machine, watch, now) = machine(in: phase)
        now += delay
        _ = watch.deliver(sample, to: &machine, at: now)
        // What the event has done to the machine shows in what it makes of the next ones.
        for next in [CallEvent.digit(.one), .deadlineReached, .hungUp, .answered, .digit(.two)] {
          _ = watch.deliver(next, to: &machine, at: now)
        }
        #expect(watch.violation == nil, "\(sample) after \(delay)")
        #expect(machine.hasEnded)
      }
    }
  }

  @Test(arguments: PhaseKind.allCases)
  func `at max_duration the line hangs up, whatever the phase`(kind: PhaseKind) {
    var (machine, watch, _) = machine(in: kind)
    guard kind != .ringing && kind != .ended else {
      #expect(machine.deadline == nil)
      return
    }
    let effects = watch.deliver(.deadlineReached, to: &machine, at: .seconds(61))
    #expect(effects.last == .hangUp(.maxDuration))
    let stops: Set<PhaseKind> = [
      .saying, .prompting, .asking, .announcingRecording, .whispering, .hangingUp,
    ]
    #expect(effects.contains(.stopPlaying) == stops.contains(kind))
    let ends: Set<PhaseKind> = [.transferring, .whispering, .bridged]
    #expect(effects.contains(.endTransfer(TransferID(1))) == ends.contains(kind))
    let recorded = effects.contains(.stopRecording(RecordingID(2), .hangUp))
    #expect(recorded == (kind == .recording))
    #expect(watch.violation == nil)
    #expect(machine.hasEnded)
  }

  @Test(arguments: PhaseKind.allCases)
  func `just before max_duration the line does not hang up`(kind: PhaseKind) {
    var (machine, watch, _) = machine(in: kind)
    let effects = watch.deliver(.deadlineReached, to: &machine, at: .milliseconds(60_999))
    #expect(!effects.contains(.hangUp(.maxDuration)))
  }

  @Test(arguments: PhaseKind.allCases)
  func `the caller may hang up in every phase, and nothing happens after it`(kind: PhaseKind) {
    var (machine, watch, now) = machine(in: kind)
    let effects = watch.deliver(.hungUp, to: &machine, at: now)
    #expect(
      !effects.contains {
        if case .hangUp = $0 { true } else { false }
      })
    #expect(machine.hasEnded)
    #expect(machine.deadline == nil)
    for sample in EventKind.allCases.flatMap(\.samples) {
      #expect(machine.handle(sample, at: now) == [])
    }
    #expect(machine.deadline == nil)
  }

  @Test(arguments: PhaseKind.allCases)
  func `completions with ids of others are ignored in every phase`(kind: PhaseKind) {
    var (machine, watch, now) = machine(in: kind)
    let deadline = machine.deadline
    for id in [-1, 0, 77, .max] {
      let strangers: [CallEvent] = [
        .finishedPlaying(PlayID(id)), .transferConnected(TransferID(id)),
        .serviceReturned(InvocationID(id), ServiceReply(outcome: "found")),
        .recordingEnded(
          RecordingID(id), Recording("take", length: .seconds(3), end: .silence)),
        .transferEnded(TransferID(id), .busy),
      ]
      for stranger in strangers {
        #expect(watch.deliver(stranger, to: &machine, at: now) == [], "\(stranger)")
      }
    }
    #expect(PhaseKind(machine.phase) == kind)
    #expect(machine.deadline == deadline)
  }

  @Test(arguments: PhaseKind.allCases.filter { $0 != .ringing })
  func `a call is answered only once`(kind: PhaseKind) {
    var (machine, watch, _) = machine(in: kind)
    let deadline = machine.deadline
    #expect(watch.deliver(.answered, to: &machine, at: .seconds(2)) == [])
    #expect(machine.deadline == deadline)
  }

  @Test func `waitsForKey is true just where the line is silent and listens`() {
    let listening = PhaseKind.allCases.filter { machine(in: $0).machine.waitsForKey }
    #expect(listening == [.choosing, .collecting, .confirming])
  }

  /// A crash report is a log, and logs show no sensitive digits (K13).
  @Test(arguments: PhaseKind.allCases)
  func `a phase's description shows no keys`(kind: PhaseKind) {
    let description = "\(machine(in: kind).machine.phase)"
    #expect(!description.contains { $0.isNumber })
  }
}
