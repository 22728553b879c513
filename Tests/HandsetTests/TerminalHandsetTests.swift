import CallEngine
import Glibc
import Testing

@testable import Handset

/// The handset at a pseudo-terminal, as its user has it. One at a time: signals belong to the
/// process, and so does the terminal that is watched over.
@Suite(.serialized) struct TerminalHandsetTests {
  @Test func `a call is shown, keys are pressed, and the call's end is said`() throws {
    let wire = try TerminalWire()
    let before = wire.mode
    let run = TerminalRun(on: wire)
    try wire.read(until: "Press a key to go on")
    #expect(wire.screen.contains("Welcome to the invented line."))
    #expect(wire.screen.contains("09120000001 calls 1000"))
    #expect(wire.mode.c_lflag & UInt32(ISIG | ICANON | ECHO) == 0)
    wire.type("0")
    try wire.read(until: "the line hung up")
    #expect(wire.screen.contains("> 0"))
    #expect(wire.screen.contains("Goodbye."))
    wire.type("5")
    try wire.read(until: "the call is over")
    wire.type("q")
    let result = try run.end()
    #expect(result.cause == .line)
    #expect(result.ending == .quit)
    #expect(run.services.log == ["began", "ended line"])
    wire.readAll()
    #expect(wire.output.hasSuffix("\u{1B}[?25h\u{1B}[?1049l"))
    #expect(sameMode(before, wire.mode))
  }

  @Test(arguments: ["9", "۹", "٩"])
  func `keys may be Persian or Arabic digits`(key: String) throws {
    let wire = try TerminalWire()
    let run = TerminalRun(on: wire)
    try wire.read(until: "to go on")
    wire.type(key)
    try wire.read(until: "کلید را فشار دهید")
    let line = try #require(wire.screen.split(separator: "\n").first { $0.contains("کلید") })
    #expect(String(line).columns == 80, "Persian stands at the right edge")
    wire.type("q")
    #expect(try run.end().cause == .caller)
  }

  @Test func `a message is read and answered while the call goes on`() throws {
    let wire = try TerminalWire()
    let run = TerminalRun(on: wire)
    try wire.read(until: "to go on")
    wire.type("1")
    try wire.read(until: "messages: 1 new")
    wire.type("m")
    try wire.read(until: "Your code is 4711.")
    #expect(wire.screen.contains("in call"))
    wire.type("r")
    try wire.read(until: "Reply from 09120000001 to 1000")
    wire.type("hqسلامx\u{7F}\r")
    try wire.read(until: "Thank you for «hqسلام».")
    #expect(run.services.log.contains("sms from 09120000001: hqسلام"))
    #expect(wire.screen.contains("another message arrived"))
    wire.type("m0")
    try wire.read(until: "the line hung up")
    wire.type("mr")
    try wire.read(until: "Reply from")
    wire.type("later\r")
    try wire.read(until: "Thank you for «later».")
    wire.type("q")
    #expect(try run.end().cause == .line)
    #expect(run.services.log.contains("sms from 09120000001: later"))
  }

  @Test func `words are typed and said, and take the time that they need`() throws {
    let wire = try TerminalWire()
    let run = TerminalRun(on: wire)
    try wire.read(until: "to go on")
    wire.type("w")
    try wire.read(until: "You say:")
    // What would be keys and commands elsewhere is text.
    wire.type("1 quiet hour, please call mex\u{7F}\r")
    try wire.read(until: "you say: 1 quiet hour, please call me")
    try wire.read(until: "you speak for 2 s")
    wire.type("w\u{1B}")
    try wire.read(until: "hang up")
    wire.type("0")
    try wire.read(until: "the line hung up")
    wire.type("q")
    #expect(try run.end().cause == .line)
  }

  @Test func `words appear as they are spoken, and what a key cuts off is marked`() throws {
    let wire = try TerminalWire()
    let run = TerminalRun(on: wire, speed: 0.2)
    try wire.read(until: "Welcome")
    #expect(!wire.screen.contains("invented line."))
    wire.type("0")
    try wire.read(until: "(cut off)")
    #expect(!wire.screen.contains("invented line."))
    wire.type("q")
    #expect(try run.end().cause == .caller)
  }

  @Test func `an e-mail is shown but not answered`() throws {
    let wire = try TerminalWire()
    let run = TerminalRun(on: wire)
    try wire.read(until: "to go on")
    wire.type("2")
    try wire.read(until: "e-mail to you@example.org")
    wire.type("mr")
    try wire.read(until: "can't be answered")
    wire.type("q")
    _ = try run.end()
  }

  @Test func `a transfer is shown while it goes on`() throws {
    let wire = try TerminalWire()
    let run = TerminalRun(on: wire)
    try wire.read(until: "to go on")
    wire.type("3")
    try wire.read(until: "put through to 2000")
    wire.type("h")
    try wire.read(until: "the caller hung up")
    wire.type("q")
    #expect(try run.end().cause == .caller)
  }

  @Test func `Ctrl-C hangs up first and quits the second time`() throws {
    let wire = try TerminalWire()
    let run = TerminalRun(on: wire)
    try wire.read(until: "to go on")
    wire.type("\u{3}")
    try wire.read(until: "the caller hung up")
    #expect(run.services.log == ["began", "ended caller"])
    wire.type("\u{3}")
    #expect(try run.end().ending == .quit)
  }

  @Test func `an incoming call is answered`() throws {
    let wire = try TerminalWire()
    let run = TerminalRun(on: wire, direction: .outgoing, speed: 1)
    try wire.read(until: "The operator calls: a answer, d decline")
    #expect(run.services.log.isEmpty)
    wire.type("a")
    try wire.read(until: "in call")
    wire.type("q")
    let result = try run.end()
    #expect(result.isAnswered)
    #expect(run.services.log == ["began", "ended caller"])
  }

  @Test func `a declined call never begins`() throws {
    let wire = try TerminalWire()
    let run = TerminalRun(on: wire, direction: .outgoing, speed: 1)
    try wire.read(until: "a answer")
    wire.type("d")
    try wire.read(until: "you declined the call")
    wire.type("q")
    #expect(try run.end().outcome == .declined)
    #expect(run.services.log.isEmpty)
  }

  @Test func `an operator gives up when nobody answers`() throws {
    let wire = try TerminalWire()
    let run = TerminalRun(on: wire, direction: .outgoing, speed: 1000)
    try wire.read(until: "nobody answered")
    wire.type("q")
    let result = try run.end()
    #expect(result.outcome == .notAnswered)
    #expect(result.duration == .zero)
  }

  @Test func `a terminal closed in mid-call ends the call`() throws {
    let wire = try TerminalWire()
    let run = TerminalRun(on: wire)
    try wire.read(until: "to go on")
    wire.hangUp()
    let result = try run.end()
    #expect(result.ending == .terminalClosed)
    #expect(result.cause == .caller)
    #expect(run.services.log == ["began", "ended caller"])
  }

  @Test(arguments: [SIGHUP, SIGINT, SIGQUIT, SIGTERM])
  func `a signal from outside ends the call and gives the terminal back`(signal: Int32) throws {
    let wire = try TerminalWire()
    let before = wire.mode
    let run = TerminalRun(on: wire)
    try wire.read(until: "to go on")
    kill(getpid(), signal)
    let result = try run.end()
    #expect(result.ending == (signal == SIGHUP ? .terminalClosed : .signal(signal)))
    #expect(run.services.log == ["began", "ended caller"])
    #expect(sameMode(before, wire.mode))
  }

  @Test func `the screen follows the terminal's size`() throws {
    let wire = try TerminalWire()
    let run = TerminalRun(on: wire)
    try wire.read(until: "to go on")
    wire.resize(width: 40, height: 10)
    kill(getpid(), SIGWINCH)
    try wire.read { $0.split(separator: "\n", omittingEmptySubsequences: false).count == 10 }
    wire.type("q")
    _ = try run.end()
  }

  @Test func `a process that is continued takes the terminal over again`() throws {
    let wire = try TerminalWire()
    var cooked = wire.mode
    let run = TerminalRun(on: wire)
    try wire.read(until: "to go on")
    tcsetattr(wire.slave, TCSANOW, &cooked)
    wire.forget()
    kill(getpid(), SIGCONT)
    try wire.read(until: "to go on")
    #expect(wire.mode.c_lflag & UInt32(ICANON) == 0)
    wire.type("q")
    _ = try run.end()
  }

  @Test(arguments: ["m", "M", "پ"])
  func `messages are opened on every keyboard and left with escape`(key: String) throws {
    let wire = try TerminalWire()
    let run = TerminalRun(on: wire)
    try wire.read(until: "h hang up")
    wire.type(key)
    try wire.read(until: "No messages.")
    wire.type("\u{1B}")
    try wire.read(until: "h hang up")
    wire.type("?")
    try wire.read(until: "close the messages")
    wire.type("q")
    _ = try run.end()
  }

  @Test func `a burst of keys is taken whole, arrows and noise left out`() throws {
    let wire = try TerminalWire()
    let run = TerminalRun(on: wire)
    try wire.read(until: "to go on")
    wire.type("45\u{1B}[A\u{1B}[D\u{1B}[200~6 7\u{1B}[201~\t8#*۵")
    try wire.read(until: "keys: 45678#*5")
    wire.type("q")
    _ = try run.end()
  }

  @Test func `a call that can't be made leaves the terminal as it was`() throws {
    struct Refusal: Error {}
    let wire = try TerminalWire()
    let before = wire.mode
    let handset = Handset(
      title: "", line: "", numberDialled: "", direction: .incoming, colour: true,
      input: wire.slave, output: wire.slave
    ) { _ in throw Refusal() }
    #expect(throws: Refusal.self) { try handset.run() }
    #expect(sameMode(before, wire.mode))
  }

  @Test func `what is no terminal is refused`() throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    struct Refusal: Error {}
    let handset = Handset(
      title: "", line: "", numberDialled: "", direction: .incoming, colour: true, input: ends[0],
      output: ends[1]
    ) { _ in throw Refusal() }
    #expect(throws: Terminal.Failure.self) { try handset.run() }
  }

  private func sameMode(_ one: termios, _ other: termios) -> Bool {
    (one.c_iflag, one.c_oflag, one.c_cflag, one.c_lflag)
      == (other.c_iflag, other.c_oflag, other.c_cflag, other.c_lflag)
  }
}
