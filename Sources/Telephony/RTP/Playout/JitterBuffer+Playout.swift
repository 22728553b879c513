extension JitterBuffer {
  /// What is to be heard next.
  public enum Playout: Equatable, Sendable {
    /// A packet's sound. If it is spare and quiet, it may be left out, so that the delay falls.
    case sound(place: Int, isSpare: Bool)
    /// Sound that is missing, for so many ticks.
    case missing(Int)
    /// The source pauses, for so many ticks.
    case pause(Int)
  }

  /// How long a gap is filled with what was heard before; then it is a pause.
  private static let longestGap = Duration.milliseconds(60)
  /// Missing packets for longer than this are not made up for.
  private static let longestLoss = Duration.milliseconds(500)

  /// Tells what is heard next.
  ///
  /// - Parameters:
  ///   - wanted: ticks that are needed; a packet may have more.
  ///   - isQuiet: whether what was heard last is quiet, so that a bit more of it isn't noticed.
  ///   - now: in ticks.
  public mutating func next(_ wanted: Int, isQuiet: Bool = false, at now: Int) -> Playout {
    while true {
      guard let place = earliest else { return nothingArrived(wanted) }
      let slot = slots[place]
      // How long the fastest packet of its time would have waited.
      let waited = now - slot.timestamp - estimate.base
      if waited > most, slot.duration > 0 {
        discard(place)
        continue
      }
      if let position, !isPausing, slot.timestamp > position {
        if let gap = fillGap(before: slot, position, wanted, at: now) { return gap }
        continue
      }
      if isPausing || slot.duration == 0 {
        guard waited >= target else { return isPausing ? .pause(wanted) : lack(wanted) }
      } else if isQuiet, waited + clock.rate / 50 <= target {
        return lack(wanted)
      }
      slots[place].isWaiting = false
      position = max(position ?? slot.timestamp, slot.timestamp + slot.duration)
      stalled = 0
      missing = 0
      isPausing = slot.duration == 0
      if isPausing { continue }
      return .sound(place: place, isSpare: waited > target + clock.rate * 3 / 100)
    }
  }

  /// The waiting packet with the earliest timestamp; of several, the first that was sent.
  private var earliest: Int? {
    var found: Int?
    for place in slots.indices where slots[place].isWaiting {
      guard let best = found else {
        found = place
        continue
      }
      let (one, other) = (slots[place], slots[best])
      if (one.timestamp, one.number) < (other.timestamp, other.number) { found = place }
    }
    return found
  }

  private mutating func nothingArrived(_ wanted: Int) -> Playout {
    if isPausing { return .pause(wanted) }
    stalled += wanted
    return lack(wanted)
  }

  /// What is heard in place of the sound before a packet, `nil` if nothing: the packet is next.
  private mutating func fillGap(
    before slot: Slot, _ position: Int, _ wanted: Int, at now: Int
  ) -> Playout? {
    // Of the gap, so much has been filled already.
    let filled = min(stalled, slot.timestamp - position)
    stalled -= filled
    self.position = position + filled
    let gap = slot.timestamp - position - filled
    if gap == 0 { return nil }
    if slot.isMarked || gap > clock.ticks(Self.longestLoss) {
      isPausing = true
      return nil
    }
    let length = min(wanted, gap)
    if now - position - filled - estimate.base >= target {
      self.position = position + filled + length
    } else {
      stalled += length
    }
    return lack(length)
  }

  private mutating func lack(_ ticks: Int) -> Playout {
    missing += ticks
    statistics.concealed += ticks
    if missing >= clock.ticks(Self.longestGap) { isPausing = true }
    return .missing(ticks)
  }

  private mutating func discard(_ place: Int) {
    slots[place].isWaiting = false
    statistics.discarded += 1
    position = max(position ?? Int.min, slots[place].timestamp + slots[place].duration)
  }
}
