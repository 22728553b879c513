import CallEngine
import Testing

@testable import Workbench

struct CallStatisticsTests {
  private func keys(_ text: String) -> StateExit.Name {
    KeySequence(text).map { .choice($0) } ?? .then
  }

  @Test func `calls are counted by state, exit and ending`() {
    var statistics = CallStatistics()
    let main = CallStep(
      "main", at: .seconds(2), exits: [keys("*"), keys("1")], noinputs: 1, nomatches: 2)
    statistics.add(
      ending: "line",
      steps: [
        CallStep("hello", at: .zero, exits: [.then]), main,
        CallStep("main", at: .seconds(12), exits: [.outcome("gave_up")]),
        CallStep("bye", at: .seconds(20)),
      ], duration: .seconds(25))
    statistics.add(
      ending: "caller",
      steps: [
        CallStep("hello", at: .zero, exits: [.then]),
        CallStep("main", at: .seconds(2), exits: [keys("*")]),
      ], duration: .seconds(8), isHungUp: true)
    statistics.add(ending: "cut_off")
    #expect(statistics.calls == 3)
    #expect(statistics.endings == ["line": 1, "caller": 1, "cut_off": 1])
    let state = statistics.states["main"]
    #expect(state?.visits == 3 && state?.calls == 2)
    #expect(state?.time == .seconds(24) && state?.meanTime == .seconds(8))
    #expect(state?.noinputs == 1 && state?.nomatches == 2)
    #expect(state?.repeats == 2 && state?.hangUps == 1)
    #expect(state?.exits == [keys("*"): 2, keys("1"): 1, .outcome("gave_up"): 1])
    #expect(statistics.states["bye"]?.time == .seconds(5))
    #expect(statistics.states["bye"]?.repeats == 0 && statistics.states["bye"]?.hangUps == 0)
  }
}
