extension RulePage {
  static let reading: [RulePage] = [
    RulePage(
      ReadingRules.Unreadable.self,
      why: """
        A script that can't be opened can't be called. Check that the path is right, that it names \
        a file and not a folder, and that you may read it. A folder stands for the 'menu.yaml' in \
        it.
        """,
      inWords: "'gooya check nowhere.yaml' breaks it where there is no such file."),
    RulePage(
      ReadingRules.TooLarge.self,
      why: """
        The limit is 4 MiB, far above any menu, so a larger file is probably something else, such \
        as a recording or a log. It is refused unread, so that it can't slow down a machine that \
        also answers calls. If it really is a menu, split it into several lines.
        """,
      inWords: "A file of 5 MiB breaks it, whatever is in it."),
    RulePage(
      ReadingRules.NotUTF8.self,
      why: """
        Texts in Persian, Chinese and other scripts are only right if all programs agree on how \
        letters are stored. In another encoding a caller would hear the wrong words or none. Save \
        the file as UTF-8; every editor can.
        """,
      inWords: "A file that an editor saved as Windows-1256 or GB 18030 breaks it."),
    RulePage(
      ReadingRules.ControlCharacter.self,
      why: """
        YAML forbids control characters, and none can be spoken. They usually come with text \
        copied from a terminal or a word processor. Delete the character at the place shown; it \
        may be invisible in your editor.
        """,
      inWords: "An escape character (U+001B) inside a title breaks it."),
    RulePage(
      ReadingRules.Empty.self,
      why: """
        An empty file, or one of comments only, has no state in which a call could begin. It is \
        often left behind by an interrupted save or a full disk. Restore the file or write the \
        script.
        """,
      inWords: "A file that holds nothing but comments breaks it."),
    RulePage(
      ReadingRules.Syntax.self,
      why: """
        What isn't YAML cannot be understood in part: a lost bracket can change what all that \
        follows means, and callers would land in the wrong place. The place shown is where reading \
        stopped; the slip itself is there or shortly before. Look for open brackets and quotes, \
        tabs, and lines that are indented differently from their neighbours.
        """,
      failing: "languages: [en-US",
      passing: "languages: [en-US]"),
    RulePage(
      ReadingRules.SecondDocument.self,
      why: """
        A line of three dashes ends one YAML document and begins another, and gooya would have to \
        guess which is your menu. Remove the dashes, or move what follows them to a file of its own.
        """,
      failing: """
        max_duration: 15m
        ---
        states:
          main: { hang_up: [welcome] }
        """,
      passing: """
        max_duration: 15m
        states:
          main: { hang_up: [welcome] }
        """),
    RulePage(
      ReadingRules.TooManyNodes.self,
      why: """
        An alias stands for all that its anchor holds, so that a few lines of aliases of aliases \
        can stand for millions of values and fill a machine's memory. The limit is 600 000 values. \
        Write out what you need and name it once, as a state or a field.
        """,
      inWords: "Eight lists, each of ten aliases of the list before, break it."),
    RulePage(
      ReadingRules.TooDeep.self,
      why: """
        A menu script is flat: a state is never inside another, and nothing in it is nested more \
        than a few levels. More than 40 levels are a mistake, usually brackets that were never closed. Close \
        them, or give the inner part a state of its own.
        """,
      inWords: "Forty-one opening brackets in a row break it."),
    RulePage(
      ReadingRules.UnknownAlias.self,
      why: """
        In YAML a '*' before a word stands for something that an '&' has named further up. Without \
        that there is nothing to put in its place, and the caller would hear nothing. Put the \
        anchor before the alias, or put the word in quotes if you meant the key '*'.
        """,
      failing: """
        states:
          main: { hang_up: [*greeting] }
        """,
      passing: """
        states:
          main: { say: [&greeting welcome], then: last }
          last: { hang_up: [*greeting] }
        """),
    RulePage(
      ReadingRules.TagUsed.self,
      why: """
        A YAML tag such as '!!str' tells a program what type a value has. Here each key says that \
        already, so a tag could only contradict it. Remove it; quotes make a text of anything.
        """,
      failing: "max_duration: !!str 15m",
      passing: "max_duration: 15m"),
  ]

  static let comments: [RulePage] = [
    RulePage(
      CommentRules.BadIgnore.self,
      why: """
        '# gooya:ignore', codes of rules, and a reason: at the end of a line this silences those \
        rules there, alone on a line it does so on the next. One that is misspelt, has no reason or \
        silences nothing hides the next fault from you, and callers find it. Mend it or remove \
        it. What keeps a script from compiling can't be ignored.
        """,
      failing: """
        states:
          main: { hang_up: [welcome] }  # gooya:ignore W501 it is being written
        """,
      passing: """
        states:
          main: { hang_up: [welcome] }
          news: { hang_up: [welcome] }  # gooya:ignore W501 it is being written
        """),
    RulePage(
      CommentRules.NotAllShown.self,
      why: """
        Of a file, a thousand errors and a thousand warnings are shown. Where there are more, one \
        slip is mostly behind them all, or the file was made by a program. Mend what is shown and \
        check again: what was left out may then be gone, too.
        """,
      inWords: "A script with 1001 misspelt names breaks it."),
  ]
}
