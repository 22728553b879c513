import CallEngine
import CallRuntime
import MenuScript

extension ExploreRun {
  /// The plan without everything that the problem doesn't need: removing any other step, wait or
  /// provision would hide it.
  mutating func shrunk(_ plan: CallPlan, showing problem: CallProblem) -> CallPlan {
    var best = plan
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for candidate in best.simplerPlans {
        var planned = PlannedCaller(candidate.steps)
        var played = candidate
        if play(&played, caller: &planned).0 == problem, played.steps.count <= best.steps.count {
          best = played
          hasChanged = true
          break
        }
      }
    }
    return best
  }
}

extension CallPlan {
  /// Plans with one thing less, those with the biggest savings first.
  fileprivate var simplerPlans: [CallPlan] {
    var plans: [CallPlan] = []
    for half in [steps.count / 2, steps.count * 3 / 4] where half > 0 && half < steps.count - 1 {
      var plan = self
      plan.steps.removeLast(steps.count - half)
      plans.append(plan)
    }
    for index in given.indices {
      var plan = self
      plan.given.remove(at: index)
      plans.append(plan)
    }
    for index in steps.indices.reversed() {
      var plan = self
      plan.steps.remove(at: index)
      plans.append(plan)
      guard index + 1 < steps.count else { continue }
      // The time that passes may matter even if the key doesn't.
      plan.steps[index].wait += steps[index].wait
      plans.append(plan)
    }
    for index in steps.indices where steps[index].wait > .zero {
      for wait in [.zero, KeyGap.usual, steps[index].wait.roundedDown] {
        guard wait < steps[index].wait else { continue }
        var plan = self
        plan.steps[index].wait = wait
        plans.append(plan)
      }
    }
    return plans
  }
}

extension Duration {
  /// Rounded down to whole seconds; one second less if it is whole already.
  fileprivate var roundedDown: Duration {
    let seconds = components.seconds
    return .seconds(components.attoseconds == 0 ? max(0, seconds - 1) : seconds)
  }
}
