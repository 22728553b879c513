extension RulePage {
  /// Services that scripts declare.
  static let services = hooks + answers + tables + declaredElsewhere

  private static let hooks = [
    RulePage(
      ServiceRules.OneSource.self,
      why: """
        A service asks a web server, by 'get' or by 'post', or looks into a 'table'. With none of them \
        nothing could answer, and with two it wouldn't be clear which does. Write the one that is meant.
        """,
      failing: """
        services:
          depot.find: { input: { code: digits }, outcomes: { found: 200 } }
        """,
      passing: """
        services:
          depot.find:
            get: "https://api.example.org/parcels/{code}"
            input: { code: digits }
            outcomes: { found: 200 }
        """),
    RulePage(
      ServiceRules.BadAddress.self,
      why: """
        What a caller keys must not decide whom gooya calls, so the host is written out and inputs \
        stand behind it. Other schemes than http and https would reach files and mail servers, and a \
        password in an address gets into logs. Write '{input}' in the path or the query, where it is \
        percent-encoded.
        """,
      failing: """
        services:
          depot.find:
            get: "https://{depot}.example.org/parcels"
            input: { depot: word }
            outcomes: { found: 200 }
        """,
      passing: """
        services:
          depot.find:
            get: "https://api.example.org/parcels?depot={depot}"
            input: { depot: word }
            outcomes: { found: 200 }
        """),
    RulePage(
      ServiceRules.BadPointer.self,
      why: """
        Where a value is in the answer is told by a JSON pointer (RFC 6901): a '/' before each name or \
        number on the way. Without its '/' the place would never be found, and the service would fail \
        in each call.
        """,
      failing: """
        services:
          depot.hours:
            get: "https://api.example.org/hours"
            output: { depot.until: until }
            outcomes: { known: 200 }
        """,
      passing: """
        services:
          depot.hours:
            get: "https://api.example.org/hours"
            output: { depot.until: /today/until }
            outcomes: { known: 200 }
        """),
    RulePage(
      ServiceRules.BadCondition.self,
      why: """
        A call goes on by the answer's outcome, so each outcome says which answers have it: statuses from \
        100 to 599, or values in the body. In a table these are 'row' and 'no_row'. Every other answer \
        is 'failed', which needs no condition.
        """,
      failing: """
        services:
          depot.hours: { get: "https://api.example.org/hours", outcomes: { known: ok } }
        """,
      passing: """
        services:
          depot.hours: { get: "https://api.example.org/hours", outcomes: { known: { /state: open } } }
        """),
    RulePage(
      ServiceRules.BadHeader.self,
      why: """
        A header's value on two lines would begin a header of its own, and headers such as \
        Content-Length or Host frame the request, which is gooya's business. Use another name, or plain \
        ASCII.
        """,
      failing: """
        services:
          depot.hours:
            get: "https://api.example.org/hours"
            headers: { Host: other.example.org }
            outcomes: { known: 200 }
        """,
      passing: """
        services:
          depot.hours:
            get: "https://api.example.org/hours"
            headers: { Accept-Language: en, Authorization: { env: DEPOT_TOKEN } }
            outcomes: { known: 200 }
        """),
    RulePage(
      ServiceRules.WrittenSecret.self,
      why: """
        A script is read by many people, and kept where everybody finds it. A key that stands in it is \
        no secret any more. Put it into an environment variable and name that.
        """,
      failing: """
        services:
          depot.hours:
            post: "https://api.example.org/hours"
            secret: an invented key
            outcomes: { known: 200 }
        """,
      passing: """
        services:
          depot.hours:
            post: "https://api.example.org/hours"
            secret: { env: DEPOT_KEY }
            outcomes: { known: 200 }
        """),
    RulePage(
      ServiceRules.TakenService.self,
      why: """
        A state that names a service must mean one thing only. Built-in services can't be replaced by a \
        script, and 'sms', 'email', 'transfer' and 'record' mean other things in scenarios. Choose another \
        name.
        """,
      failing: """
        services:
          accounts.find: { get: "https://api.example.org/account", outcomes: { found: 200 } }
        """,
      passing: """
        services:
          depot.account: { get: "https://api.example.org/account", outcomes: { found: 200 } }
        """),
    RulePage(
      ServiceRules.UnknownInput.self,
      why: """
        A place in braces is filled with an input of that name. One that the service doesn't declare \
        would stay empty, and the server be asked for something else. Declare it under 'input', or \
        correct the name.
        """,
      failing: """
        services:
          depot.find:
            get: "https://api.example.org/parcels/{code}/{cod}"
            input: { code: digits }
            outcomes: { found: 200 }
        """,
      passing: """
        services:
          depot.find:
            get: "https://api.example.org/parcels/{code}"
            input: { code: digits }
            outcomes: { found: 200 }
        """),
  ]

  private static let answers = [
    RulePage(
      ServiceRules.UnknownOutput.self,
      why: """
        Without a network a service answers from its example, so the example must look like an answer. \
        A value that isn't among the outputs would never reach the call. Declare it under 'output', or \
        correct its name.
        """,
      failing: """
        services:
          depot.hours:
            get: "https://api.example.org/hours"
            output: { depot.until: /until }
            outcomes: { known: 200 }
            example: { known: { depot.until: "18", depot.untill: "18" } }
        """,
      passing: """
        services:
          depot.hours:
            get: "https://api.example.org/hours"
            output: { depot.until: /until }
            outcomes: { known: 200 }
            example: { known: { depot.until: "18" } }
        """),
    RulePage(
      ServiceRules.MissingColumn.self,
      why: """
        A table is searched by its key column, and its outputs are columns. A column that the file's \
        first line doesn't name has no cells. Correct the name here or in the file.
        """,
      failing: """
        services:
          depot.parcel: { table: parcels.csv, key: cod, outcomes: { found: row, unknown: no_row } }
        """,
      passing: """
        services:
          depot.parcel: { table: parcels.csv, key: code, outcomes: { found: row, unknown: no_row } }
        """),
    RulePage(
      ServiceRules.TakenOutput.self,
      why: """
        An output with the name of a field would replace what the caller keyed, unseen, and the call's \
        own values ('call.line' and so on) are nobody else's. Give the output a name with a full stop, \
        such as 'parcel.code'.
        """,
      failing: """
        services:
          depot.hours:
            get: "https://api.example.org/hours"
            output: { call.until: /until }
            outcomes: { known: 200 }
        """,
      passing: """
        services:
          depot.hours:
            get: "https://api.example.org/hours"
            output: { depot.until: /until }
            outcomes: { known: 200 }
        """),
    RulePage(
      ServiceRules.Overlap.self,
      why: """
        A call can't take two ways at once. Where one answer meets the conditions of two outcomes, \
        nobody could tell which is taken. Narrow one of them, by its statuses or by a value in the body.
        """,
      failing: """
        services:
          depot.hours:
            get: "https://api.example.org/hours"
            outcomes: { known: "200-299", empty: 204 }
        """,
      passing: """
        services:
          depot.hours:
            get: "https://api.example.org/hours"
            outcomes: { known: 200, empty: 204 }
        """),
    RulePage(
      ServiceRules.Unfit.self,
      why: """
        The kinds of inputs and outputs say how a value can be read, and a service that is handed or \
        gives something else fails. A value that is written in the script, in an example or in a table \
        must be of its kind.
        """,
      failing: """
        services:
          depot.hours:
            get: "https://api.example.org/hours"
            output: { depot.day: { at: /day, as: date } }
            outcomes: { known: 200 }
            example: { known: { depot.day: tomorrow } }
        """,
      passing: """
        services:
          depot.hours:
            get: "https://api.example.org/hours"
            output: { depot.day: { at: /day, as: date } }
            outcomes: { known: 200 }
            example: { known: { depot.day: "2026-01-02" } }
        """),
    RulePage(
      ServiceRules.UnusedInput.self,
      why: """
        A caller is asked for something that the server never gets, which in most cases is a place that \
        was forgotten. Write '{input}' in the address or the body, or remove the input.
        """,
      failing: """
        services:
          depot.find:
            get: "https://api.example.org/parcels"
            input: { code: digits }
            outcomes: { found: 200 }
        """,
      passing: """
        services:
          depot.find:
            get: "https://api.example.org/parcels?code={code}"
            input: { code: digits }
            outcomes: { found: 200 }
        """),
    RulePage(
      ServiceRules.OptionalInPath.self,
      why: """
        Without a value the path would be another one: servers take '/parcels/' for the list of all \
        parcels. Put what may be missing behind the '?', where it is empty then, or into the body of a \
        'post', which leaves it out.
        """,
      failing: """
        services:
          depot.find:
            get: "https://api.example.org/parcels/{code}"
            input: { code: { as: digits, optional: true } }
            outcomes: { found: 200 }
        """,
      passing: """
        services:
          depot.find:
            get: "https://api.example.org/parcels?code={code}"
            input: { code: { as: digits, optional: true } }
            outcomes: { found: 200 }
        """),
  ]
}
