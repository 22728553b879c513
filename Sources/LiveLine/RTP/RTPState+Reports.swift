import CallEngine
import Telephony

/// RTCP: what both sides tell each other of what arrives.
extension RTPState {
  /// Takes reports of the far side whose sound comes in. Those of others, whom nobody has heard, tell
  /// nothing, and least of all that the far side is still there.
  ///
  /// - Parameter time: when they came.
  mutating func take(
    reports bytes: UnsafeMutableRawBufferPointer, from sender: SocketAddress, at time: Duration
  ) {
    guard RTCPPacket.isRTCP(UnsafeRawBufferPointer(bytes).bytes),
      let heard = receiver?.source, hasSound(from: sender),
      let open = opened(bytes, isReport: true), let packets = RTCPPacket.read(Array(open)),
      packets.first?.reporter == heard
    else { return }
    for packet in packets {
      switch packet {
      case .senderReport(let report, let receptions):
        lastReport = (report.time, time)
        note(receptions, at: time)
      case .receiverReport(_, let receptions): note(receptions, at: time)
      default: break
      }
    }
    remoteReports = sender
    lastHeard = max(lastHeard ?? time, time)
  }

  private mutating func note(_ receptions: [ReceptionReport], at now: Duration) {
    guard let own = receptions.first(where: { $0.source == source }), let agreed else { return }
    counts.lostThere = own.packetsLost
    counts.jitterThere = MediaClock(rate: agreed.codec.clockRate).duration(Int(own.jitter))
    counts.roundTrip = own.roundTrip(at: NetworkTime(now)) ?? counts.roundTrip
  }

  /// Takes what has come to the port of reports, and sends one when it is time.
  mutating func report(at now: Duration) {
    if now < nextReport { return }
    // Not all at once, if many calls began together (RFC 3550, 6.2).
    nextReport = now + .milliseconds(Int.random(in: 2500...7500))
    takeReports(at: now)
    send([], at: now)
  }

  mutating func takeReports(at now: Duration) {
    withUnsafeTemporaryAllocation(byteCount: 1500, alignment: 16) { room in
      var sender = SocketAddress()
      for _ in 0..<4 {
        guard let length = sockets.reports.receive(into: room, from: &sender) else { break }
        take(
          reports: UnsafeMutableRawBufferPointer(rebasing: room[..<length]), from: sender,
          at: now - sockets.reports.age)
      }
    }
  }

  /// - Parameter more: what follows the report.
  private mutating func send(_ more: [RTCPPacket], at now: Duration) {
    guard counts.sent > 0, var address = remoteReports else { return }
    let heard = lastReport.map { (sent: $0.sent, ago: now - $0.at) }
    let receptions = report(of: heard)
    let report = RTCPPacket.SenderReport(
      source: source, time: NetworkTime(now), timestamp: timestamp,
      packets: UInt32(truncatingIfNeeded: counts.sent),
      octets: UInt32(truncatingIfNeeded: octets))
    var bytes = RTCPPacket.compound(
      [
        .senderReport(report, receptions),
        .description([.init(source: source, items: [.canonicalName("gooya")])]),
      ] + more)
    let socket = agreed?.isMultiplexed ?? false ? sockets.sound : sockets.reports
    guard isProtected(&bytes, isReport: true) else { return }
    bytes.withUnsafeBytes { socket.send($0, to: &address) }
  }

  private mutating func report(of heard: (sent: NetworkTime, ago: Duration)?) -> [ReceptionReport] {
    (receiver?.report(lastReport: heard)).map { [$0] } ?? []
  }

  var figures: SoundFigures {
    var figures = counts
    guard let receiver else { return figures }
    figures.received = receiver.received
    figures.lost = receiver.lost
    figures.jitter = receiver.reception.jitterDuration
    return figures
  }

  /// The call is over.
  mutating func close(at now: Duration) {
    takeReports(at: now)
    send([.goodbye(sources: [source], reason: nil)], at: now)
    agreed = nil
  }
}
