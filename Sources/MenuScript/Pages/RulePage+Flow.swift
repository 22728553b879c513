extension RulePage {
  static let flow: [RulePage] = [
    RulePage(
      FlowRules.NeverSet.self,
      why: """
        Whatever path a call takes here, nothing has set the value yet: the service that provides \
        it is called later, or by another outcome. The caller would hear a gap where the value \
        should be. Move the use after the service or the field that sets it.
        """,
      failing: """
        states:
          main: { say: [{ value: "${visit.fee}", as: currency }], then: find }
          find:
            service: clinic.find_visit
            input: { number: "${call.line}" }
            outcomes: { booked: goodbye, none: goodbye, unknown: goodbye }
        """,
      passing: """
        states:
          main:
            service: clinic.find_visit
            input: { number: "${call.line}" }
            outcomes: { booked: tell, none: goodbye, unknown: goodbye }
          tell: { say: [{ value: "${visit.fee}", as: currency }], then: goodbye }
        """),
    RulePage(
      FlowRules.MaybeUnset.self,
      why: """
        Some paths to this state set the value and at least one does not; callers on that one hear \
        a gap. Often two outcomes of a service lead to the same announcement, though only one of \
        them comes with the value. Give the other path a state of its own. A service, or an SMS, that \
        needs the value isn't even tried there: its outcome is 'failed'. A web hook of the script's own \
        can do without it if its input is declared { as: text, optional: true }.
        """,
      failing: """
        states:
          main:
            service: clinic.find_visit
            input: { number: "${call.line}" }
            outcomes: { booked: tell, none: tell, unknown: goodbye }
          tell: { say: [{ value: "${visit.fee}", as: currency }], then: goodbye }
        """,
      passing: """
        states:
          main:
            service: clinic.find_visit
            input: { number: "${call.line}" }
            outcomes: { booked: tell, none: goodbye, unknown: goodbye }
          tell: { say: [{ value: "${visit.fee}", as: currency }], then: goodbye }
        """),
    RulePage(
      FlowRules.UnusedEntry.self,
      why: """
        The caller keys something in, and it is never used. Either a service should get it and \
        doesn't, or the question wastes the caller's time. Pass the entry on, or stop asking. No \
        built-in service checks a PIN: until one of yours does, leave the question out, or silence \
        this rule there with 'gooya:ignore' and the reason.
        """,
      failing: """
        fields:
          mobile: { prompt: [enter_mobile], digits: 11 }
        states:
          main: { collect: mobile, outcomes: { collected: goodbye } }
        """,
      passing: """
        fields:
          mobile: { prompt: [enter_mobile], digits: 11 }
        states:
          main: { collect: mobile, outcomes: { collected: send } }
          send:
            service: parcel.send_link
            input: { mobile: "${mobile}" }
            outcomes: { sent: goodbye }
        """),
    RulePage(
      FlowRules.UnusedOutput.self,
      why: """
        The service is called, each of its outcomes leads to the same state, and none of its \
        outputs is used. The caller waits for an answer that changes nothing. Use a value of it, \
        let its outcomes lead to different places, or don't call it.
        """,
      failing: """
        states:
          main:
            service: clinic.find_visit
            input: { number: "${call.line}" }
            outcomes: { booked: goodbye, none: goodbye, unknown: goodbye }
        """,
      passing: """
        states:
          main:
            service: clinic.find_visit
            input: { number: "${call.line}" }
            outcomes: { booked: tell, none: goodbye, unknown: goodbye }
          tell: { say: [{ value: "${visit.fee}", as: currency }], then: goodbye }
        """),
    RulePage(
      FlowRules.SensitiveSpoken.self,
      why: """
        An entry marked 'sensitive', such as a PIN, must not be spoken: the caller's telephone may \
        be on loudspeaker. It is kept out of journals and records; speaking it would reveal it all \
        the same. Say only that it was accepted. Below, 'accounts.verify' stands for a service of \
        yours.
        """,
      failing: """
        fields:
          pin:
            prompt: [enter_pin]
            digits: 4
            sensitive: true
            confirm: [{ value: "${pin}", as: digits }, press_1]
        states:
          main: { collect: pin, outcomes: { collected: verify } }
          verify: { service: accounts.verify, input: { pin: "${pin}" }, outcomes: { right: goodbye, wrong: main } }
        """,
      passing: """
        fields:
          pin:
            prompt: [enter_pin]
            digits: 4
            sensitive: true
        states:
          main: { collect: pin, outcomes: { collected: verify } }
          verify: { service: accounts.verify, input: { pin: "${pin}" }, outcomes: { right: goodbye, wrong: main } }
        """),
    RulePage(
      FlowRules.SensitiveSent.self,
      why: """
        This entry is marked 'sensitive', and here it would go out: written into a message, or \
        dialled to a far side that the caller doesn't know. Anyone who reads the messages could \
        use it. Give it only to a service that checks it and keeps it to itself, as \
        'accounts.verify' below, which stands for one of yours, would.
        """,
      failing: """
        fields:
          pin: { prompt: [enter_pin], digits: 4, sensitive: true }
        states:
          main: { collect: pin, outcomes: { collected: send } }
          send: { service: parcel.send_link, input: { mobile: "${pin}" }, outcomes: { sent: goodbye } }
        """,
      passing: """
        fields:
          pin: { prompt: [enter_pin], digits: 4, sensitive: true }
        states:
          main: { collect: pin, outcomes: { collected: verify } }
          verify: { service: accounts.verify, input: { pin: "${pin}" }, outcomes: { right: goodbye, wrong: main } }
        """),
    RulePage(
      FlowRules.ConfidentialOut.self,
      why: """
        The service that gives this value declares it confidential, as a subscriber's address is: \
        someone else who calls from that line, a guest or a thief, must not learn it. Here it would be \
        spoken, dialled or sent. Use it as input to services that keep it to themselves, or not at \
        all. Below, 'accounts.find' stands for a service of yours.
        """,
      failing: """
        states:
          main:
            service: accounts.find
            input: { number: "${call.line}" }
            outcomes: { found: tell, unknown: goodbye }
          tell: { say: [{ value: "${account.address}", as: text }], then: goodbye }
        """,
      passing: """
        states:
          main:
            service: accounts.find
            input: { number: "${call.line}" }
            outcomes: { found: tell, unknown: goodbye }
          tell: { say: [{ value: "${account.name}", as: text }], then: goodbye }
        """),
  ]
}
