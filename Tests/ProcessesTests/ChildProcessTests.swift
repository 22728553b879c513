import Processes
import Testing

@Suite("A child process")
struct ChildProcessTests {
  @Test func `returns what it prints, on standard error too`() throws {
    let printed = try ChildProcess.run(["sh", "-c", "echo one; echo two >&2"], limit: .seconds(9))
    #expect(printed == "one\ntwo\n")
  }

  @Test(arguments: [
    "sleep 60",
    "sleep 60 & sleep 60",
    "trap '' TERM; sleep 60; sleep 60",
    // Its output ends, but the program doesn't.
    "exec >&- 2>&-; sleep 60",
  ])
  func `is killed when its time is up`(_ program: String) {
    #expect(throws: ChildProcess.Fault.timedOut) {
      try ChildProcess.run(["sh", "-c", program], limit: .milliseconds(50))
    }
  }

  @Test(arguments: ["/nowhere/espeak-ng", "no-such-program-anywhere"])
  func `can be missing`(_ program: String) {
    #expect(throws: ChildProcess.Fault.notFound) {
      try ChildProcess.run([program], limit: .seconds(9))
    }
  }

  @Test(arguments: [
    ("echo no voice >&2; exit 3", "sh ended with status 3: no voice"),
    ("exit 1", "sh ended with status 1"),
    ("kill -9 $$", "sh ended by signal 9"),
  ])
  func `fails with its status and its first line`(_ program: String, reason: String) {
    #expect(throws: ChildProcess.Fault.failed(reason)) {
      try ChildProcess.run(["sh", "-c", program], limit: .seconds(9))
    }
  }
}
