internal import NIOCore
internal import NIOPosix

/// Keeps a link to a centre: connects, drives a session, and connects again when it ends.
actor SMPPLink {
  struct Place: Sendable {
    let host: String
    let port: Int
    let login: SMPPLogin
    let limits: SMPPSession.Limits
  }

  private let place: Place
  /// Takes what a subscriber or the centre sends; the status goes back.
  private let receive: @Sendable (SMPPMessage) -> SMPPStatus
  private let start = ContinuousClock.now
  private var session: SMPPSession?
  private var channel: (any Channel)?
  private var isBound = false
  private var isFinished = false
  private var runner: Task<Void, Never>?
  private var lastID = 0
  private var answers: [Int: CheckedContinuation<SMPPAnswer, Never>] = [:]

  init(_ place: Place, receive: @escaping @Sendable (SMPPMessage) -> SMPPStatus) {
    self.place = place
    self.receive = receive
  }

  private var now: Duration { ContinuousClock.now - start }

  // MARK: From outside

  func begin() {
    guard runner == nil else { return }
    isFinished = false
    runner = Task { await self.run() }
  }

  /// Unbinds, and waits until the link has ended.
  func end() async {
    isFinished = true
    handle(.finished)
    let runner = runner
    self.runner = nil
    if !isBound { runner?.cancel() }
    await runner?.value
  }

  /// Submits a message and waits for the answer.
  ///
  /// - Parameter patience: how long to wait for a link, if there is none.
  func submit(_ message: SMPPMessage, patience: Duration) async -> SMPPAnswer {
    begin()
    let end = ContinuousClock.now + patience
    while !isBound, !isFinished, ContinuousClock.now < end {
      try? await Task.sleep(for: .milliseconds(20))
    }
    guard isBound else { return .notSent }
    lastID += 1
    let id = lastID
    return await withCheckedContinuation { continuation in
      answers[id] = continuation
      handle(.submitted(message, id: id))
    }
  }

  // MARK: The connection

  private static let firstWait = Duration.milliseconds(250)
  private static let longestWait = Duration.seconds(30)
  /// How often deadlines are looked at.
  private static let tick = TimeAmount.milliseconds(100)

  private func run() async {
    var wait = Self.firstWait
    while !isFinished {
      let wasBound = await serve()
      if isFinished { return }
      wait = wasBound ? Self.firstWait : min(wait * 2, Self.longestWait)
      try? await Task.sleep(for: wait)
    }
  }

  /// One connection, to its end.
  ///
  /// - Returns: whether the centre took the login.
  private func serve() async -> Bool {
    let (events, continuation) = AsyncStream<SMPPLinkEvent>.makeStream()
    defer { continuation.finish() }
    do {
      channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .connectTimeout(
          .nanoseconds(Int64(min(place.limits.timeout, .seconds(10)) / .nanoseconds(1)))
        )
        .channelOption(.tcpOption(.tcp_nodelay), value: 1)
        .channelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(SMPPFrameHandler(continuation))
          }
        }
        .connect(host: place.host, port: place.port).get()
    } catch {
      return false
    }
    // The loop reads what has come before it ticks: a process that was held up doesn't take an
    // answer that waits for silence.
    let ticks = channel?.eventLoop.scheduleRepeatedTask(
      initialDelay: Self.tick, delay: Self.tick
    ) { [start] _ in
      continuation.yield(.tick(ContinuousClock.now - start))
    }
    defer { ticks?.cancel() }
    session = SMPPSession(place.login, place.limits)
    handle(.connected)
    if isFinished { handle(.finished) }
    var wasBound = false
    for await event in events {
      wasBound = wasBound || isBound
      switch event {
      case .frame(let bytes): take(bytes)
      case .fault, .closed: handle(.disconnected)
      case .tick(let moment):
        if let deadline = session?.deadline, deadline <= moment {
          handle(.deadlineReached, at: moment)
        }
      }
      wasBound = wasBound || isBound
      if channel == nil { break }
    }
    session = nil
    return wasBound
  }

  private func take(_ bytes: [UInt8]) {
    do throws(SMPPFault) {
      handle(.received(try SMPPPDU(bytes)))
    } catch {
      guard let head = try? SMPPPDU.head(of: bytes) else { return handle(.disconnected) }
      handle(.unreadable(command: head.command, status: head.status, sequence: head.sequence))
    }
  }

  /// - Parameter moment: when it happened; `nil` for now.
  private func handle(_ event: SMPPSession.Event, at moment: Duration? = nil) {
    for effect in session?.handle(event, at: moment ?? now) ?? [] {
      switch effect {
      case .send(let pdu):
        channel?.writeAndFlush(ByteBuffer(bytes: pdu.bytes), promise: nil)
      case .bound: isBound = true
      case .answer(let id, let answer): answers.removeValue(forKey: id)?.resume(returning: answer)
      case .deliver(let message, let sequence):
        handle(.handled(sequence: sequence, receive(message)))
      case .close:
        isBound = false
        channel?.close(promise: nil)
        channel = nil
      }
    }
  }
}
