import Testing

@testable import LiveLine

@Suite("Causes of release")
struct ReleaseCauseTests {
  @Test(
    "A refused call's status says why",
    arguments: [
      (486, ReleaseCause.userBusy), (600, .userBusy), (404, .unallocatedNumber),
      (410, .numberChanged), (484, .invalidNumberFormat), (603, .callRejected),
      (403, .callRejected), (480, .noAnswer), (408, .noUserResponding),
      (503, .temporaryFailure), (500, .temporaryFailure), (488, .bearerNotImplemented),
      (487, .normalClearing), (200, .normalClearing), (699, .interworking),
    ])
  func readsStatus(status: Int, cause: ReleaseCause) {
    #expect(ReleaseCause(SIPStatus(rawValue: UInt16(status))) == cause)
  }

  @Test(
    "A cause is told by a status",
    arguments: [
      (ReleaseCause.userBusy, 486), (.noUserResponding, 408), (.noAnswer, 480),
      (.subscriberAbsent, 480), (.callRejected, 603), (.unallocatedNumber, 404),
      (.numberChanged, 410), (.invalidNumberFormat, 484), (.noCircuit, 503), (.congestion, 503),
      (.networkOutOfOrder, 503), (.temporaryFailure, 503),
    ])
  func tellsStatus(cause: ReleaseCause, status: Int) {
    #expect(cause.status.rawValue == UInt16(status))
  }

  @Test(
    "Reads Q.850 among other reasons",
    arguments: [
      ("Q.850;cause=17;text=\"busy\"", ReleaseCause.userBusy),
      ("SIP;cause=200, q.850 ; cause=16", .normalClearing), ("Q.850; cause = 34", .noCircuit),
    ])
  func readsHeader(value: String, cause: ReleaseCause) {
    #expect(ReleaseCause(header: value) == cause)
  }

  @Test(
    "Reads no cause where there is none",
    arguments: ["", "SIP;cause=486", "Q.850", "Q.850;cause=x"])
  func readsNone(value: String) {
    #expect(ReleaseCause(header: value) == nil)
  }

  @Test("What is written is read again", arguments: ReleaseCause.allCases)
  func readsOwn(cause: ReleaseCause) {
    let value = cause.header.dropFirst("Reason: ".count).filter { !$0.isNewline }
    #expect(ReleaseCause(header: String(value)) == cause)
  }
}
