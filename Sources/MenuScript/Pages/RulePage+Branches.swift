extension RulePage {
  static let branchConflicts: [RulePage] = [
    RulePage(
      BranchRules.Gap.self,
      why: """
        A call that comes here with a value without a case would have nowhere to go. If all \
        values are known, from a field's digits for example, each needs a case; 'else' is for all \
        others. Where the value can be anything, as an output of a service of your own can, there \
        must be an 'else'.
        """,
      failing: """
        fields:
          score: { prompt: [enter_mobile], digits: 1 }
        states:
          main: { collect: score, outcomes: { collected: by_score } }
          by_score: { switch: "${score}", cases: { "0-4": goodbye, "6-9": goodbye } }
        """,
      passing: """
        fields:
          score: { prompt: [enter_mobile], digits: 1 }
        states:
          main: { collect: score, outcomes: { collected: by_score } }
          by_score: { switch: "${score}", cases: { "0-5": goodbye, "6-9": goodbye } }
        """),
    RulePage(
      BranchRules.Overlap.self,
      why: """
        If a value belongs to two cases, nobody can tell where the call goes. Both ends of a \
        span belong to it, and numbers are compared as numbers: '07' is '7'. Take the value \
        out of one of the two.
        """,
      failing: """
        fields:
          score: { prompt: [enter_mobile], digits: 1 }
        states:
          main: { collect: score, outcomes: { collected: by_score } }
          by_score: { switch: "${score}", cases: { "0-5": goodbye, "5-9": main } }
        """,
      passing: """
        fields:
          score: { prompt: [enter_mobile], digits: 1 }
        states:
          main: { collect: score, outcomes: { collected: by_score } }
          by_score: { switch: "${score}", cases: { "0-5": goodbye, "6-9": main } }
        """),
    RulePage(
      BranchRules.NeverChosen.self,
      why: """
        The value can't be this, whatever callers key in and services reply, so the case is \
        never taken. Usually a word is misspelt, or a number has more digits than its field. \
        Correct the case or remove it.
        """,
      failing: """
        states:
          main:
            service: clinic.find_visits
            input: { number: "${call.line}" }
            outcomes: { found: kind }
          kind: { switch: "${clinic.kind}", cases: { adult: goodbye, chid: goodbye }, else: goodbye }
        """,
      passing: """
        states:
          main:
            service: clinic.find_visits
            input: { number: "${call.line}" }
            outcomes: { found: kind }
          kind: { switch: "${clinic.kind}", cases: { adult: goodbye }, else: goodbye }
        """),
    RulePage(
      BranchRules.ListAsValue.self,
      why: """
        A list is many values at once: no number can be dialled from it, no service takes \
        it, and it has no cases. Only 'each' can speak its items one after the other.
        """,
      failing: """
        states:
          main:
            service: clinic.find_visits
            input: { number: "${call.line}" }
            outcomes: { found: visits }
          visits: { switch: "${clinic.visits}", cases: { unset: goodbye }, else: goodbye }
        """,
      passing: """
        states:
          main:
            service: clinic.find_visits
            input: { number: "${call.line}" }
            outcomes: { found: visits }
          visits:
            say: [{ each: "${clinic.visits}", as: visit, say: [{ value: "${visit.day}", as: date }] }]
            then: goodbye
        """),
    RulePage(
      BranchRules.NotAList.self,
      why: """
        An 'each' speaks the items of a list, which a service gives. A single value has no \
        items: nothing would be said of it but what is under 'empty'. Speak it with 'value'.
        """,
      failing: """
        states:
          main:
            say: [{ each: "${call.line}", as: key, say: [{ value: "${key}", as: digits }] }]
            then: goodbye
        """,
      passing: """
        states:
          main: { say: [{ value: "${call.line}", as: telephone }], then: goodbye }
        """),
    RulePage(
      BranchRules.EachInEach.self,
      why: """
        The values of an item are never lists, so an 'each' inside another one could only \
        repeat the whole of an outer list for every item. Callers can't follow that. Speak \
        one list after the other.
        """,
      failing: """
        states:
          main:
            service: clinic.find_visits
            input: { number: "${call.line}" }
            outcomes: { found: visits }
          visits:
            say:
              - each: "${clinic.visits}"
                as: a
                say:
                  - { value: "${a.day}", as: date }
                  - { each: "${clinic.visits}", as: b, say: [{ value: "${b.day}", as: date }] }
            then: goodbye
        """,
      passing: """
        states:
          main:
            service: clinic.find_visits
            input: { number: "${call.line}" }
            outcomes: { found: visits }
          visits:
            say:
              - { each: "${clinic.visits}", as: a, say: [{ value: "${a.day}", as: date }] }
              - { each: "${clinic.visits}", as: b, say: [{ value: "${b.doctor}", as: text }] }
            then: goodbye
        """),
    RulePage(
      BranchRules.ItemNameTaken.self,
      why: """
        Inside the 'each' this name means the item, so the value of the same name couldn't \
        be spoken there, and readers would take one for the other. Give the item a name of \
        its own.
        """,
      failing: """
        states:
          main:
            service: clinic.find_visits
            input: { number: "${call.line}" }
            outcomes: { found: visits }
          visits:
            say: [{ each: "${clinic.visits}", as: clinic, say: [{ value: "${clinic.day}", as: date }] }]
            then: goodbye
        """,
      passing: """
        states:
          main:
            service: clinic.find_visits
            input: { number: "${call.line}" }
            outcomes: { found: visits }
          visits:
            say: [{ each: "${clinic.visits}", as: visit, say: [{ value: "${visit.day}", as: date }] }]
            then: goodbye
        """),
    RulePage(
      BranchRules.CountOfOne.self,
      why: """
        The visit of this number takes 'reached', and with 'up_to: 1' that is the first one. \
        So nothing is counted, and 'more' is never taken. Count further, or leave the state \
        out.
        """,
      failing: """
        states:
          main: { count: tries, up_to: 1, outcomes: { more: again, reached: goodbye } }
          again: { menu: [press_1], choices: { "1": main } }
        """,
      passing: """
        states:
          main: { count: tries, up_to: 3, outcomes: { more: again, reached: goodbye } }
          again: { menu: [press_1], choices: { "1": main } }
        """),
    RulePage(
      BranchRules.ItemUnused.self,
      why: """
        For each item the same words are said, since nothing in them depends on the item: \
        the caller hears a sentence several times over. Usually a value of the item is \
        missing, such as '${visit.day}'.
        """,
      failing: """
        states:
          main:
            service: clinic.find_visits
            input: { number: "${call.line}" }
            outcomes: { found: visits }
          visits: { say: [{ each: "${clinic.visits}", as: visit, say: [welcome] }], then: goodbye }
        """,
      passing: """
        states:
          main:
            service: clinic.find_visits
            input: { number: "${call.line}" }
            outcomes: { found: visits }
          visits:
            say: [{ each: "${clinic.visits}", as: visit, say: [{ value: "${visit.day}", as: date }] }]
            then: goodbye
        """),
    RulePage(
      BranchRules.NeedlessElse.self,
      why: """
        Every value that there can be has its case, and so has none at all. What stands \
        under 'else' is never used. Remove it, or check whether a case is too wide.
        """,
      failing: """
        fields:
          score: { prompt: [enter_mobile], digits: 1 }
        states:
          main: { collect: score, outcomes: { collected: by_score } }
          by_score: { switch: "${score}", cases: { set: goodbye, unset: main }, else: goodbye }
        """,
      passing: """
        fields:
          score: { prompt: [enter_mobile], digits: 1 }
        states:
          main: { collect: score, outcomes: { collected: by_score } }
          by_score: { switch: "${score}", cases: { set: goodbye }, else: main }
        """),
  ]
}
