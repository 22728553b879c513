import CallEngine
import Testing

@testable import Store
@testable import gooya

@Suite struct CallEndCauseTests {
  @Test(
    "a call record tells each way to end from a normal one, where it isn't",
    arguments: [
      (HangUpCause.caller, CallEndCause.normalClearing), (.line, .normalClearing),
      (.maxDuration, .recoveryOnTimerExpiry), (.circle, .temporaryFailure),
    ])
  func cause(of hangUp: HangUpCause, is cause: CallEndCause) {
    #expect(CallEndCause(hangUp) == cause)
  }
}
