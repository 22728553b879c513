extension RulePage {
  static let voiceNames: [RulePage] = [
    RulePage(
      VoiceRules.NameTaken.self,
      why: """
        A field's value is what the caller keyed in, a recording's what the caller said; under one \
        name nobody could tell which of them is meant. Give the recording another name.
        """,
      failing: """
        fields:
          mobile: { prompt: [enter_mobile], digits: 11 }
        states:
          main: { collect: mobile, outcomes: { collected: voicemail } }
          voicemail: { record: mobile, prompt: [welcome], outcomes: { recorded: goodbye, empty: goodbye } }
        """,
      passing: """
        fields:
          mobile: { prompt: [enter_mobile], digits: 11 }
        states:
          main: { collect: mobile, outcomes: { collected: voicemail } }
          voicemail: { record: message, prompt: [welcome], outcomes: { recorded: send, empty: goodbye } }
          send:
            service: parcel.send_link
            input: { mobile: "${mobile}" }
            outcomes: { sent: goodbye, too_many: goodbye }
        """)
  ]

  static let voiceConflicts: [RulePage] = [
    RulePage(
      VoiceRules.NotARecording.self,
      why: """
        'recording' plays what a caller said into a state that records. Anything else has no sound \
        of its own: read it with 'value' and 'as'.
        """,
      failing: """
        states:
          main: { say: [{ recording: "${call.line}" }], then: goodbye }
          goodbye: { hang_up: [] }
        """,
      passing: """
        states:
          main: { record: message, outcomes: { recorded: play, empty: goodbye } }
          play: { say: [{ recording: "${message}" }], then: goodbye }
          goodbye: { hang_up: [] }
        """),
    RulePage(
      VoiceRules.OnlyPlayed.self,
      why: """
        A caller's voice is private: it stays in the line's data and can be played to the caller, \
        but neither be sent nor dialled. Its name says nothing when it is read aloud either. Play it \
        with 'recording'.
        """,
      failing: """
        states:
          main: { record: message, outcomes: { recorded: play, empty: goodbye } }
          play: { say: [{ value: "${message}", as: text }], then: goodbye }
          goodbye: { hang_up: [] }
        """,
      passing: """
        states:
          main: { record: message, outcomes: { recorded: play, empty: goodbye } }
          play: { say: [{ recording: "${message}" }], then: goodbye }
          goodbye: { hang_up: [] }
        """),
    RulePage(
      VoiceRules.ShortestAboveLongest.self,
      why: """
        A recording ends at 'max', and one that is shorter than 'min' counts as empty: with 'min' \
        above 'max' no caller could ever leave a message. Swap the two or correct one.
        """,
      failing: """
        states:
          main: { record: message, max: 10s, min: 20s, outcomes: { recorded: goodbye, empty: goodbye } }
          goodbye: { hang_up: [] }
        """,
      passing: """
        states:
          main: { record: message, max: 20s, min: 10s, outcomes: { recorded: goodbye, empty: goodbye } }
          goodbye: { hang_up: [] }
        """),
    RulePage(
      VoiceRules.SameTarget.self,
      why: """
        A target that stands twice would be rung again at once, or twice at the same time, and the \
        caller would wait for nothing. Remove one of the two, or write the number that was meant.
        """,
      failing: """
        states:
          main: { transfer: ["2001", "2001"], outcomes: { connected: goodbye, busy: goodbye, no_answer: goodbye } }
        """,
      passing: """
        states:
          main: { transfer: ["2001", "2002"], outcomes: { connected: goodbye, busy: goodbye, no_answer: goodbye } }
        """),
    RulePage(
      VoiceRules.SilenceBeyondLongest.self,
      why: """
        A recording ends when the caller has been silent for 'silence'. If 'max' is reached before, \
        the line waits to the end of 'max' after a caller who has said all. Shorten 'silence'.
        """,
      failing: """
        states:
          main: { record: message, max: 10s, silence: 10s, outcomes: { recorded: goodbye, empty: goodbye } }
          goodbye: { hang_up: [] }
        """,
      passing: """
        states:
          main: { record: message, max: 10s, silence: 3s, outcomes: { recorded: goodbye, empty: goodbye } }
          goodbye: { hang_up: [] }
        """),
    RulePage(
      VoiceRules.RingOfOne.self,
      why: """
        'ring' says whether several targets ring one after the other or together; with one target \
        there is no difference. Add the others to the list, or remove 'ring'.
        """,
      failing: """
        states:
          main:
            transfer: "2001"
            ring: all
            outcomes: { connected: goodbye, busy: goodbye, no_answer: goodbye }
        """,
      passing: """
        states:
          main:
            transfer: ["2001", "2002"]
            ring: all
            outcomes: { connected: goodbye, busy: goodbye, no_answer: goodbye }
        """),
  ]
}
