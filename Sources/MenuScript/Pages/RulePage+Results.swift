extension RulePage {
  /// E254: what is kept of a call.
  static let results = [
    RulePage(
      ResultRules.ListAsResult.self,
      why: """
        A result is a cell of a table, one for each call. A list would need as many as it has items. \
        Name values that are single, such as a field.
        """,
      failing: """
        results: [clinic.doctors]
        states:
          main:
            service: clinic.find_doctors
            outcomes: { found: say }
          say: { say: [welcome], then: goodbye }
        """,
      passing: """
        results: [clinic.room]
        states:
          main:
            service: clinic.find_doctors
            outcomes: { found: say }
          say: { say: [welcome], then: goodbye }
        """)
  ]
}
