import CallEngine

extension Journal {
  /// A moment of a call that is had again.
  struct Step: Hashable {
    let at: Duration
    let event: CallEvent
    let effects: [CallEffect]
  }

  /// Has the call again, event by event.
  func replay(with program: MenuProgram) throws(WrongScript) -> [Step] {
    var machine = try machine(with: program)
    return entries.map { entry in
      Step(at: entry.at, event: entry.event, effects: machine.handle(entry.event, at: entry.at))
    }
  }
}

extension Journal.Entry {
  init(at: Duration, event: CallEvent) {
    self.init(at: at, .event(event))
  }

  /// The event; the journals of these tests hold no messages.
  var event: CallEvent {
    guard case .event(let event) = content else { preconditionFailure("\(content)") }
    return event
  }
}
