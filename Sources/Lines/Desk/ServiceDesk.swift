package import CallEngine
package import Foundation
package import Store
internal import Synchronization

/// Receives the service requests of calls. It hands each one to the line of business that it is
/// for, and has what all lines share: stubs in place of gateways, delays, limits and call records.
///
/// Everything is committed before a function returns, whatever happens to the call: only replies
/// can be late (K10 in Documentation/menu-language.md). A message is queued in the transaction of
/// its cause, and tried once that is committed.
package final class ServiceDesk: Sendable {
  package let store: Store
  package let lines: [any LineOfBusiness]
  /// The texts of the lines' messages, by the lines' names.
  let texts: [String: MessageTexts]
  let makeToken: @Sendable () -> String
  /// What links to pages of the lines begin with, without a slash at the end.
  package let pagesURL: String
  /// What a `CourierService` takes to gateways beyond a network: it is only queued here.
  let remote: Set<CallMessage.Medium>
  private let stubs: Mutex<[StubTarget: StubBehaviour]>

  /// - Parameters:
  ///   - store: has the tables of all the lines.
  ///   - texts: those of the lines' messages, by the lines' names.
  ///   - lines: those that requests and SMS go to. If several could handle one, the first does.
  ///   - remote: media whose messages are only queued, for a `CourierService`. A store in memory has
  ///     none: scenarios and load runs reach nobody.
  ///   - pagesURL: where the lines' pages are reached; `nil` for an invented place.
  ///   - makeToken: makes a link's secret; tests pass a predictable one.
  package init(
    store: Store, texts: [String: MessageTexts],
    lines: [any LineOfBusiness] = LinesOfBusiness.all,
    remote: Set<CallMessage.Medium> = [],
    stubs: [StubTarget: StubBehaviour] = [:], pagesURL: String? = nil,
    makeToken: @escaping @Sendable () -> String = ServiceDesk.randomToken
  ) {
    self.store = store
    self.texts = texts
    self.lines = lines
    self.makeToken = makeToken
    self.remote = store.isShared ? remote : []
    self.pagesURL = pagesURL ?? "https://bill.gooya.example"
    self.stubs = Mutex(stubs)
  }

  /// 128 bits of the system's random generator in hexadecimal digits.
  package static func randomToken() -> String {
    (0..<4).map { _ in
      let part = String(UInt32.random(in: 0...UInt32.max), radix: 16)
      return String(repeating: "0", count: 8 - part.count) + part
    }.joined()
  }

  // MARK: Stubs

  /// Sets what a stub does from now on; `nil` makes it work normally again.
  package func tell(_ target: StubTarget, _ behaviour: StubBehaviour?) {
    stubs.withLock { $0[target] = behaviour }
  }

  func behaviour(of target: StubTarget) -> StubBehaviour {
    stubs.withLock { $0[target] } ?? .works
  }

  // MARK: Services

  /// Serves a call's request. A service that can't do its work replies `failed`, and the call
  /// continues.
  ///
  /// - Parameters:
  ///   - caller: the number of the caller or, in an outgoing call, of the called party; `nil` if it
  ///     is hidden.
  ///   - now: when the work is done and its messages are sent.
  ///   - moment: when the call takes place, if it is made as at another time.
  package func invoke(
    _ request: ServiceRequest, callID: String, caller: String? = nil, at now: Date,
    asIfAt moment: Date? = nil
  ) -> ServiceAnswer {
    let call = AskingCall(id: callID, caller: CallerNumber(caller), moment: moment ?? now)
    let stub = behaviour(of: .service(request.service))
    if let outcome = stub.outcome {
      return ServiceAnswer(
        reply(outcome, stub.output, to: request, of: call, at: now), delay: stub.replyDelay)
    }
    do {
      let answer = try answer(to: request, of: call, at: now)
      return ServiceAnswer(
        answer.reply, delay: min(stub.delay + answer.delay, StubBehaviour.maxDelay),
        messages: answer.messages, trouble: answer.trouble)
    } catch {
      return ServiceAnswer(.failed, delay: stub.delay, trouble: "\(ServiceTrouble(error))")
    }
  }

  /// What a service would answer. Nothing of it remains in the store, not even in the outbox.
  ///
  /// All stubs work normally and no limit is reached, so the answer depends only on the request,
  /// the data and the time.
  package func rehearse(_ request: ServiceRequest, at now: Date) -> ServiceAnswer {
    let nobody = AskingCall(id: "", caller: CallerNumber(nil), moment: now)
    do {
      return try store.rehearse("rehearse a service") { db in
        try answer(to: request, of: nobody, at: now, rehearsing: db)
      }
    } catch {
      return ServiceAnswer(.failed, trouble: "\(ServiceTrouble(error))")
    }
  }

  private func answer(
    to request: ServiceRequest, of call: AskingCall, at now: Date,
    rehearsing db: (any StoreConnection)? = nil
  ) throws -> ServiceAnswer {
    if let declared = request.declaration {
      return try answer(to: request, as: declared, of: call, at: now, rehearsing: db)
    }
    guard let line = lines.first(where: { $0.has(request.service) }),
      let signature = line.signatures.first(where: { $0.name == request.service })
    else { throw ServiceTrouble.unknownService(request.service) }
    let work = ServiceWork(for: call, by: line, at: self, now: now, rehearsal: db)
    let answer = try line.invoke(request, work)
    let complete =
      db == nil
      ? send(work.queued, owed: work.owed, for: answer, at: now)
      : ServiceAnswer(answer.reply, delay: answer.delay, messages: work.rehearsed)
    // Scripts are proved total over the declared words alone.
    guard let broken = signature.brokenOutput(of: answer.reply) else { return complete }
    return ServiceAnswer(
      .failed, delay: complete.delay, messages: complete.messages,
      trouble: "\(ServiceTrouble.brokenWord(service: request.service, name: broken.name))")
  }

  /// The reply that a stub was set to give. Whatever was left open is what the line would reply.
  private func reply(
    _ outcome: String, _ output: [NamedValue], to request: ServiceRequest, of call: AskingCall,
    at now: Date
  ) -> ServiceReply {
    let signature =
      request.declaration?.signature
      ?? lines.lazy.flatMap(\.signatures).first { $0.name == request.service }
    guard let signature, signature.outcomes.contains(outcome) else { return .failed }
    let isTold = signature.outputs.allSatisfy { declared in
      !declared.comes(with: outcome) || output.contains { $0.name == declared.name }
    }
    let known = isTold ? [] : rehearse(request, at: now).reply.output
    return signature.reply(outcome, telling: output, otherwise: known)
  }

  // MARK: Transfers

  /// Whether the far side of a transfer was told what to do.
  package func isStubbed(_ target: String) -> Bool {
    stubs.withLock { $0[.transfer(target)] ?? $0[.transfer(nil)] } != nil
  }

  /// How a transfer to a number goes.
  package func course(to target: String) -> TransferCourse {
    TransferCourse(
      stubs.withLock { $0[.transfer(target)] ?? $0[.transfer(nil)] } ?? .works)
  }

  // MARK: Recordings

  /// Whether the caller can be recorded under a name.
  package func canRecord(_ name: String) -> Bool {
    stubs.withLock { $0[.recording(name)] ?? $0[.recording(nil)] }?.outcome == nil
  }

  // MARK: Callers

  /// The default subscriber for a call to a line; `nil` if it has none.
  ///
  /// - Throws: `StoreError`.
  package func somebody(of line: any LineOfBusiness) throws -> String? {
    try store.read("look for a subscriber") { try line.somebody($0) }
  }

  /// The language that a number's subscriber prefers; `nil` if no line knows it or it can't be
  /// looked up.
  package func preferredLanguage(of number: String) -> String? {
    try? store.read("look up a language") { try preferredLanguage(of: number, $0) }
  }

  func preferredLanguage(of number: String, _ db: any StoreConnection) throws -> String? {
    for line in lines {
      if let tag = try line.preferredLanguage(of: number, db) { return tag }
    }
    return nil
  }
}

extension [any LineOfBusiness] {
  /// The line that a script is for: the one whose services it calls, otherwise the first.
  package func line(of program: MenuProgram) -> any LineOfBusiness {
    for state in program.states {
      if let call = state.serviceCall, call.declaration == nil,
        let line = first(where: { $0.has(call.service) })
      {
        return line
      }
    }
    return self[0]
  }

  /// The messages whose texts are beside a script, besides its own: those of its line, unless it
  /// sends its own and calls no service of the line.
  package func messages(of program: MenuProgram) -> [MessageSignature] {
    let line = line(of: program)
    return line.isCalled(by: program) || program.messageIDs.isEmpty ? line.messages : []
  }

  /// The languages that the line's messages come in; none if the script calls no service of the line.
  package func messageLanguages(of program: MenuProgram) -> [Language] {
    let line = line(of: program)
    return line.isCalled(by: program) && !line.messages.isEmpty ? line.messageLanguages : []
  }
}

extension LineOfBusiness {
  /// Whether a script calls any of its services.
  package func isCalled(by program: MenuProgram) -> Bool {
    program.states.contains { state in
      if case .service(let call) = state.kind {
        call.declaration == nil && has(call.service)
      } else {
        false
      }
    }
  }
}

/// The call that makes a request.
package struct AskingCall: Sendable {
  package let id: String
  let caller: CallerNumber
  /// When the call takes place as far as its lines are concerned: deadlines, days, opening hours.
  package let moment: Date

  /// The cause of a message that it requests.
  var cause: MessageCause { MessageCause(callID: id, caller: caller.text) }
}
