import Sound

// What was lost or inserted.
extension PathPage {
  /// What was lost or inserted, and when.
  var dropouts: [String] {
    let (report, names) = (judged.report, words.dropouts)
    guard report.marksHeard > 0, !report.dropouts.isEmpty else { return [] }
    let shown = report.dropouts.prefix(Self.dropoutsShown)
    let rows = shown.map { dropout in
      "<tr><th scope=\"row\">\(names.kinds[dropout.kind] ?? dropout.kind.rawValue)\(channel(of: dropout))</th>"
        + "<td class=\"number\">\(time(of: dropout))</td>"
        + "<td class=\"number\">\(length(of: dropout))</td></tr>"
    }
    let more = report.dropouts.count - shown.count
    let rest = more > 0 ? ["<p>\(names.more(words.number("\(more)")))</p>"] : []
    return section(
      "dropouts", names.title, table([names.kind, names.time, names.length], rows) + rest)
  }

  private static let dropoutsShown = 50

  /// On which channel it is, if on one of two.
  private func channel(of dropout: Dropout) -> String {
    guard let channel = dropout.channel else { return "" }
    let name = channel == .left ? words.channels.left : words.channels.right
    return words.listSeparator + name
  }

  private func time(of dropout: Dropout) -> String {
    let number = { (time: Duration) in words.number(time / .seconds(1), decimals: 2) }
    let latest = quantity(number(dropout.latest), words.setup.seconds)
    return dropout.time == nil
      ? words.between(quantity(number(dropout.earliest), ""), latest)
      : quantity(number(dropout.earliest), words.setup.seconds)
  }

  private func length(of dropout: Dropout) -> String {
    let decimals = dropout.length < .milliseconds(1) ? 2 : 1
    let number = { (time: Duration) in words.number(time / .milliseconds(1), decimals: decimals) }
    let unit = words.unit(.milliseconds)
    guard let longest = dropout.longest else { return quantity(number(dropout.length), unit) }
    return words.between(quantity(number(dropout.length), ""), quantity(number(longest), unit))
  }
}
