extension RulePage {
  /// E6xx: the texts of a line's messages.
  static let messages = [
    RulePage(
      MessageRules.UnknownMessage.self,
      why: """
        A text whose id the line doesn't know is never sent, and the message that it was meant for \
        has none. The ids are the line's own; write one of those.
        """,
      failing: """
        reminders: "{name} owes {amount} rials."
        """,
      passing: """
        reminder: "{name} owes {amount} rials."
        """),
    RulePage(
      MessageRules.MissingMessages.self,
      why: """
        A message without a text can't be sent, and whoever waits for it gets nothing. Write its \
        text in this language, too.
        """,
      failing: """
        {}
        """,
      passing: """
        reminder: "{name} owes {amount} rials."
        """),
    RulePage(
      MessageRules.UnknownPlaceholder.self,
      why: """
        A message is given certain values and no others: an address or a postal code is never among \
        them, so that no text can give it out. Name one of the message's own values.
        """,
      failing: """
        reminder: "{name} at {address} owes {amount} rials."
        """,
      passing: """
        reminder: "{name} owes {amount} rials."
        """),
    RulePage(
      MessageRules.MissingPlaceholder.self,
      why: """
        What a message is given, its receiver needs: a bill without its amount can't be paid. A value \
        that one language names and another doesn't is a slip in most cases. Name it in the text.
        """,
      failing: """
        reminder: "{name} owes something."
        """,
      passing: """
        reminder: "{name} owes {amount} rials."
        """),
    RulePage(
      MessageRules.StrayBrace.self,
      why: """
        A brace begins or ends the name of a value, so that a slip in one would be sent as it \
        stands. Names are those of values, such as {amount} or {parcel.code}. A text can't show a brace itself.
        """,
      failing: """
        reminder: "{name} owes {amount rials."
        """,
      passing: """
        reminder: "{name} owes {amount} rials."
        """),
    RulePage(
      MessageRules.MissingLanguage.self,
      why: """
        Somebody who heard the line in his language would get his messages in another. Add a file \
        with the language's name to the folder 'messages' beside the script.
        """,
      inWords: """
        A script with 'languages: [fa-IR, en-US]' has messages/fa-IR.yaml and messages/en-US.yaml \
        beside it.
        """),
    RulePage(
      MessageRules.ForeignMessages.self,
      why: """
        The line sends messages, and those that come with gooya aren't in every language of the \
        script: a caller would get a bill that he can't read. Add a folder 'messages' beside the \
        script with a file for each of its languages.
        """,
      inWords: """
        A script with 'languages: [fa-IR, de-DE]' that calls a service which sends a message breaks it as \
        long as there is no messages/de-DE.yaml beside it.
        """),
  ]
}
