extension RulePage {
  /// The files of tables. Their examples are CSV.
  static let tables = [
    RulePage(
      ServiceRules.MalformedRow.self,
      why: """
        A row with more or fewer fields than the header has its values in the wrong columns, and a \
        caller would hear another's. A field with a separator or a line break in it stands in quotes, \
        in which a quote is doubled. Correct the row.
        """,
      failing: """
        code,place
        10001,Invented Town
        10002
        """,
      passing: """
        code,place
        10001,Invented Town
        10002,"Sample, by the Sea"
        """),
    RulePage(
      ServiceRules.RepeatedKey.self,
      why: """
        A key is looked up to find its row. Where two rows have the same key, one of them is never \
        found, and which one is by chance. Remove one, or tell them apart by another key column.
        """,
      failing: """
        code,place
        10001,Invented Town
        10001,Sample City
        """,
      passing: """
        code,place
        10001,Invented Town
        10002,Sample City
        """),
    RulePage(
      ServiceRules.NoKey.self,
      why: """
        Nobody can ask for a row without a key. In most cases the cell was deleted by mistake, or the \
        row belongs to the one above it. Give it its key, or remove it.
        """,
      failing: """
        code,place
        10001,Invented Town
        ,Sample City
        """,
      passing: """
        code,place
        10001,Invented Town
        10002,Sample City
        """),
    RulePage(
      ServiceRules.BadColumn.self,
      why: """
        A column becomes a value's name, '${depot.place}', so that its heading is a name: letters, \
        digits, '_' and '-', and there once. Rename it, or list the columns that are used under \
        'output', where each gets a name.
        """,
      failing: """
        code,place of delivery
        10001,Invented Town
        """,
      passing: """
        code,place_of_delivery
        10001,Invented Town
        """),
  ]

  static let declaredElsewhere = [
    RulePage(
      ServiceRules.NeverGiven.self,
      why: """
        An outcome has the outputs that its example has. Without an example it has all of them if its \
        status is 200 to 299, and none otherwise. An output that no outcome has is never set: show it \
        in an example, or remove it.
        """,
      failing: """
        services:
          depot.hours:
            get: "https://api.example.org/hours"
            output: { depot.until: /until }
            outcomes: { closed: 404 }
        """,
      passing: """
        services:
          depot.hours:
            get: "https://api.example.org/hours"
            output: { depot.until: /until }
            outcomes: { closed: 404 }
            example: { closed: { depot.until: "18" } }
        """),
    RulePage(
      ServiceRules.GivenUnfit.self,
      why: """
        A service never gives a value that isn't of the kind it declares, so a scenario that does \
        proves nothing. Write a value as the service would: digits, a day such as "2026-01-02", a list.
        """,
      failing: """
        given: { clinic.find_visit: { outcome: booked, visit.fee: "a lot" } }
        """,
      passing: """
        given: { clinic.find_visit: { outcome: booked, visit.fee: "17000" } }
        """),
    RulePage(
      ServiceRules.BadRecipient.self,
      why: """
        An SMS to a landline reaches nobody, and one to a garbled number reaches a stranger. A number \
        without its country's code is one of the country of the script's first language. Write the \
        code, or a value that the caller keyed.
        """,
      failing: """
        states:
          main: { sms: greeting, to: "02199900001", outcomes: { sent: goodbye, failed: goodbye } }
        """,
      passing: """
        states:
          main: { sms: greeting, to: "+12025550100", outcomes: { sent: goodbye, failed: goodbye } }
        """),
  ]
}
