import CallEngine
import Testing

/// Switches and counts.
@Suite struct BranchTests {
  private static let byScore = ProgramBuilder.program {
    $0.collect("ask", "score", digits: 1...3, known: "$call.number_dialled", collected: "by")
    $0.valueSwitch(
      "by", on: "score", ["1..3": "low", "7": "seven", "-2..0.5": "tiny", "1800": "dialled"],
      otherwise: "other")
    for name in ["low", "seven", "tiny", "dialled", "other"] { $0.hangUp(name, name) }
  }

  private func way(of value: String) -> [String] {
    var machine = CallMachine(
      program: Self.byScore,
      parameters: CallParameters(line: "1", numberDialled: value, language: nil))
    var names: [String] = []
    for case .note(.entered(let state)) in machine.handle(.answered, at: .zero) {
      names.append(Self.byScore[state].name)
    }
    return names
  }

  @Test(arguments: [
    ("1", "low"), ("3", "low"), ("003", "low"), ("2.5", "low"), ("3.0", "low"), ("3.01", "other"),
    ("7", "seven"), ("007", "seven"), ("70", "other"), ("0", "tiny"), ("-2", "tiny"),
    ("-2.1", "other"), ("1800", "dialled"), ("low", "other"), ("1e0", "other"),
    ("99999999999999999999999999999999999999999999", "other"), ("-", "other"), (".5", "other"),
  ])
  func `a value takes its case, numbers by what they are worth`(value: String, target: String) {
    #expect(way(of: value) == ["ask", "by", target])
  }

  @Test func `a value that isn't set has a case of its own, or takes else`() {
    let program = ProgramBuilder.program {
      $0.valueSwitch("first", on: "x", ["unset": "second", "set": "bye"])
      $0.valueSwitch("second", on: "x", ["1": "bye"], otherwise: "third")
      $0.hangUp("third", "third")
    }
    var call = PhoneCall(ringing: program)
    #expect(call.answer() == ["in first", "in second", "in third", "play third"])
  }

  @Test func `what a service gives against its word takes the last case`() {
    let program = ProgramBuilder.program {
      $0.service("find", ["found": "by"], outputs: ["kind"])
      $0.valueSwitch("by", on: "kind", ["a": "bye", "b": "last"])
      $0.hangUp("last", "last")
    }
    var call = PhoneCall(program)
    #expect(call.reply("found", ["kind": "c"]) == ["in by", "in last", "play last"])
  }

  @Test func `the visit of the number is reached, as are all later ones`() {
    let program = ProgramBuilder.program {
      $0.menu("main", ["1": "tries", "2": "others"])
      $0.count("tries", "n", upTo: 3, more: "main", reached: "locked")
      $0.count("others", "n", upTo: 5, more: "main", reached: "locked")
      $0.menu("locked", ["1": "tries", "2": "others"], says: "locked")
    }
    var call = PhoneCall(program)
    func press(_ key: String) -> [String] { call.press(key).filter { $0.hasPrefix("in ") } }
    #expect(press("1") == ["in tries", "in main"])
    #expect(press("2") == ["in others", "in main"])
    #expect(press("1") == ["in tries", "in locked"])
    // States of the same counter share it, each with its own limit.
    #expect(press("2") == ["in others", "in main"])
    #expect(press("2") == ["in others", "in locked"])
    #expect(press("1") == ["in tries", "in locked"])
  }

  @Test func `a count that isn't reached yet is no circle, however many states it has`() {
    let program = ProgramBuilder.program {
      $0.count("a", "a", upTo: 100, more: "b", reached: "end")
      $0.count("b", "b", upTo: 100, more: "c", reached: "c")
      $0.language("c", "next", then: "d")
      $0.language("d", "next", then: "e")
      $0.language("e", "next", then: "f")
      $0.language("f", "next", then: "a")
      $0.hangUp("end", "end")
    }
    var call = PhoneCall(ringing: program)
    #expect(call.answer().last == "play end")
  }

  @Test func `exits are traced by the names of their cases`() {
    var machine = CallMachine(
      program: Self.byScore,
      parameters: CallParameters(line: "1", numberDialled: "2", language: nil))
    machine.tracesExits = true
    var names: [StateExit.Name] = []
    for case .note(.took(let exit)) in machine.handle(.answered, at: .zero) {
      names.append(Self.byScore[exit].name)
    }
    #expect(names == [.outcome("collected"), .outcome("1..3")])
  }

  @Test(arguments: [
    ("7", "007", 0), ("7.0", "7", 0), ("-0", "0", 0), ("2", "10", -1), ("2.5", "2.45", 1),
    ("-2", "1", -1), ("-10", "-9", -1), ("0.1", "0", 1), ("۱۲", "12", 0), ("0.5", "0.05", 1),
  ])
  func `numbers are compared by what they are worth`(left: String, right: String, sign: Int) throws
  {
    let (left, right) = (try #require(WrittenNumber(left)), try #require(WrittenNumber(right)))
    #expect((left < right) == (sign < 0) && (left > right) == (sign > 0))
    #expect((left == right) == (sign == 0))
  }

  @Test(arguments: ["", "-", ".", "1.", ".1", "1.2.3", "1e3", " 1", "+1", "a", "--1"])
  func `what isn't digits is no number`(text: String) {
    #expect(WrittenNumber(text) == nil)
  }

  @Test(arguments: [("2.5", 2, 3), ("-2.5", -3, -2), ("7", 7, 7), ("-7", -7, -7), ("0.0", 0, 0)])
  func `a number is rounded to whole ones`(text: String, down: Int, up: Int) throws {
    let number = try #require(WrittenNumber(text))
    #expect(number.roundedDown == Int128(down) && number.roundedUp == Int128(up))
    #expect(WrittenNumber(String(repeating: "9", count: 39))?.roundedDown == nil)
  }
}
