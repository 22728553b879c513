package import CallEngine
import CallRuntime
import HeapModule

/// Many simulated callers in virtual time: the real machine and session loop, services answered in
/// memory, announcements timed but not put into words.
package struct LoadRun {
  package struct Result: Sendable {
    package fileprivate(set) var calls = 0
    /// Calls of the machine's `handle`.
    package fileprivate(set) var events = 0
    /// How often each state was entered, by `StateID.index`.
    package fileprivate(set) var entered: [Int]
  }

  private let program: MenuProgram
  private let callers: [CallParameters]
  private let seed: UInt64
  private var surroundings: LoadSurroundings
  /// What each of the callers keys in.
  private let entries: [EntryPool]

  /// A call in one of the places for calls that go on at once.
  private struct Place: Sendable {
    var session: CallSession
    var caller: RandomCaller
    /// The call's number in the run.
    let number: Int
    /// When the call began, as time of the run.
    let beganAt: Duration
    /// When something happens next, as time of the call, or when it was over.
    private var nextAt = Duration.zero

    init(_ session: CallSession, _ caller: RandomCaller, number: Int, from now: Duration) {
      self.session = session
      self.number = number
      self.caller = caller
      beganAt = now
    }

    var isOver: Bool { session.machine.hasEnded }

    /// The next moment, as time of the run.
    var turnsAt: Duration { beganAt + nextAt }

    /// Begins the call.
    mutating func answer(in surroundings: inout LoadSurroundings) {
      session.deliver(.answered, at: .zero, in: &surroundings)
      settle(at: .zero, surroundings.response)
    }

    /// Has the next thing happen that does.
    mutating func step(in surroundings: inout LoadSurroundings) {
      let now = nextAt
      if let actsAt = caller.actsAt, actsAt <= now {
        session.perform(caller.act(at: now), at: now, in: &surroundings)
        settle(at: now, surroundings.response)
      } else {
        session.deliverDue(at: now, in: &surroundings)
        settle(at: now, surroundings.response)
      }
    }

    private mutating func settle(at now: Duration, _ response: LoadSurroundings.Response) {
      // Not by `heard`: the machine would be copied for it at every event.
      if caller.decides(after: response, isAwaited: session.machine.waitsForKey) {
        caller.decide(in: session.machine, at: now)
      }
      guard let due = session.nextDue else { return }
      nextAt = due
      if let actsAt = caller.actsAt, actsAt < due { nextAt = actsAt }
    }
  }

  /// A place's next moment. Turns are compared more often than anything else is done, so that its
  /// time is a small number: about nanoseconds of the run.
  private struct Turn: Comparable {
    let at: Int64
    let place: Int

    init(_ place: Int, at time: Duration) {
      at = Int64(truncatingIfNeeded: time.attoseconds >> 30)
      self.place = place
    }

    static func < (left: Turn, right: Turn) -> Bool {
      left.at < right.at || left.at == right.at && left.place < right.place
    }
  }

  /// - Parameter services: has those who ring; they take turns.
  package init(program: MenuProgram, services: RememberedReplies, seed: UInt64) {
    precondition(!services.callers.isEmpty, "a load run needs at least one caller")
    self.program = program
    callers = services.callers
    self.seed = seed
    let pool = EntryPool(program, known: callers.map(\.line))
    entries = callers.indices.map { pool.own(ofCaller: $0) }
    surroundings = LoadSurroundings(program: program, services: services)
  }

  /// Has the calls, at most `live` of them at once.
  package mutating func run(calls: Int, live: Int) -> Result {
    var turns = Heap<Turn>()
    var places: [Place] = []
    places.reserveCapacity(min(calls, live))
    var started = 0
    while started < min(calls, live) {
      places.append(place(started, from: .milliseconds(started % 1000)))
      surroundings.call = started
      surroundings.number = started
      places[started].answer(in: &surroundings)
      turns.insert(Turn(started, at: places[started].turnsAt))
      started += 1
    }
    var turn = turns.popMin()
    while let index = turn?.place {
      surroundings.call = index
      surroundings.number = places[index].number
      if !places[index].isOver {
        places[index].step(in: &surroundings)
      } else if started < calls {
        places[index] = place(started, from: places[index].turnsAt)
        surroundings.number = started
        places[index].answer(in: &surroundings)
        started += 1
      } else {
        turn = turns.popMin()
        continue
      }
      // Where few calls go on at once, it is mostly the same one's turn again.
      let next = Turn(index, at: places[index].turnsAt)
      turn = if let first = turns.min, first < next { turns.replaceMin(with: next) } else { next }
    }
    return Result(calls: started, events: surroundings.events, entered: surroundings.entered)
  }

  private func place(_ number: Int, from now: Duration) -> Place {
    let caller = number % callers.count
    let parameters = callers[caller]
    return Place(
      CallSession(CallMachine(program: program, parameters: parameters)),
      RandomCaller(seed: seed &+ UInt64(number) &* 0x9E37_79B9, entries: entries[caller]),
      number: number, from: now)
  }
}
