/// Where a far side's sound comes from and is sent to: symmetric RTP.
///
/// Its description names a place, which counts as soon as anything comes from there. Behind NAT nothing
/// ever does: then the place counts that the first packet came from. A place that the far side has
/// left, by naming another one, never does again: packets from there were on their way, or belong
/// to an announcement that is over.
struct SoundPath {
  /// Where the far side says that it is; `nil` until it has said so.
  private(set) var named: SocketAddress?
  /// Where its sound comes from.
  private(set) var latched: SocketAddress?
  private var left: [LeftPlace] = []
  private var lastMoved = Duration.zero
  private var lastHeard = Duration.zero

  /// A place that the far side named before, and the one that its sound came from meanwhile.
  private struct LeftPlace {
    var named: SocketAddress
    var latched: SocketAddress?
    /// Whether this is a device behind NAT that has only named another port of its own: it may still
    /// send from the same place.
    var isSameDevice: Bool
  }

  /// After so long without sound it may come from another port, since NAT forgets, and nothing is on
  /// its way from a place that was left.
  private static let silence = Duration.seconds(1)
  /// So many places are remembered.
  private static let mostLeft = 8

  /// Where sound is sent to.
  var remote: SocketAddress? { latched ?? named }

  /// The far side names a place.
  ///
  /// - Returns: whether it is another one than before.
  mutating func move(to place: SocketAddress, at now: Duration) -> Bool {
    if let named {
      if named.isSame(as: place) { return false }
      let isBehindNAT = latched.map { !$0.isSame(as: named) } ?? false
      left.append(
        LeftPlace(
          named: named, latched: latched, isSameDevice: isBehindNAT && named.hasHost(of: place)))
    }
    left.removeAll { $0.named.isSame(as: place) }
    left.removeFirst(max(0, left.count - Self.mostLeft))
    (named, latched) = (place, nil)
    lastMoved = now
    return true
  }

  /// Whether sound from there may be the far side's at all.
  func mayCome(from sender: SocketAddress, at now: Duration) -> Bool {
    if let named, sender.isSame(as: named) { return true }
    if let latched {
      return sender.isSame(as: latched)
        || sender.hasHost(of: latched) && now - lastHeard >= Self.silence
          && !isLeft(sender, at: now)
    }
    return !isLeft(sender, at: now)
  }

  private func isLeft(_ sender: SocketAddress, at now: Duration) -> Bool {
    left.contains { place in
      if place.named.isSame(as: sender) { return true }
      guard let latched = place.latched, latched.isSame(as: sender) else { return false }
      return !(place.isSameDevice && now - lastMoved >= Self.silence)
    }
  }

  /// Takes a packet of sound.
  ///
  /// - Parameter isContinuing: whether it can only be the far side's, or goes on where its sound stopped.
  /// - Returns: `nil` if it doesn't count, else whether sound goes to another place from now on.
  mutating func take(
    from sender: SocketAddress, isContinuing: Bool, at now: Duration
  ) -> Bool? {
    guard mayCome(from: sender, at: now) else { return nil }
    let isLatched = latched.map(sender.isSame) ?? false
    let isNamed = named.map(sender.isSame) ?? false
    guard isLatched || isNamed || latched == nil || isContinuing else { return nil }
    let isElsewhere = !(remote.map(sender.isSame) ?? false)
    latched = sender
    lastHeard = now
    return isElsewhere
  }
}
