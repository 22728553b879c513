/// A transcript as it grows.
public final class TranscriptLog {
  public private(set) var events: [TranscriptEvent] = []
  /// The places of the keys of which it isn't known yet whether they may be shown.
  private var openKeys: [Int] = []

  public init() {}

  public func append(_ event: TranscriptEvent) {
    if case .settled(let key) = event.content {
      let place = openKeys.removeFirst()
      events[place] = TranscriptEvent(at: events[place].at, .pressed(key))
    } else if event.pressed == .open {
      openKeys.append(events.count)
      events.append(TranscriptEvent(at: event.at, .pressed(.withheld)))
    } else {
      events.append(event)
    }
  }

  /// Whether the prompt reported at a place was cut off, and so not heard in full.
  public func wasCut(_ place: Int) -> Bool {
    place + 1 < events.count && events[place + 1].cut != nil
  }
}
