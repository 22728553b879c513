import CallEngine

extension HandsetScreen {
  /// The end of the transcript, or the scrolled-back part; new lines are added below.
  func transcript(of state: HandsetState) -> [ScreenLine] {
    let lines = transcriptLines(of: state, atLeast: bodyHeight + state.transcriptScroll)
    return Array(
      lines.dropLast(min(state.transcriptScroll, max(0, lines.count - bodyHeight)))
        .suffix(bodyHeight))
  }

  /// The last lines of the transcript: at least as many as asked for, if there are.
  func transcriptLines(of state: HandsetState, atLeast wanted: Int) -> [ScreenLine] {
    var paragraphs: [[ScreenLine]] = []
    var count = 0
    for line in state.linesNow.reversed() {
      if count >= wanted { break }
      paragraphs.append(paragraph(line))
      count += paragraphs[paragraphs.count - 1].count
    }
    return paragraphs.reversed().flatMap { $0 }
  }

  private func paragraph(_ line: HandsetState.Line) -> [ScreenLine] {
    switch line.kind {
    case .keys: wrapped("> \(line.text)", .key)
    case .remark: wrapped("* \(line.text)", .faint)
    case .speech(let direction): speech(line, direction)
    }
  }

  private func wrapped(_ text: String, _ style: ScreenLine.Style) -> [ScreenLine] {
    ScreenText.wrap(text, to: textWidth).map { ScreenLine(" \($0)", style) }
  }

  private func speech(_ line: HandsetState.Line, _ direction: TextDirection) -> [ScreenLine] {
    let texts = ScreenText.wrap(line.text, to: textWidth)
    var lines = texts.map { aligned($0, direction) }
    guard line.isCut, let last = texts.last else { return lines }
    let mark = "(cut off)"
    let fits = last.columns + mark.columns + 1 <= textWidth
    if fits {
      // Right-to-left text ends at the left.
      lines[lines.count - 1].add(" \(mark)", .faint)
    } else {
      lines.append(ScreenLine(" \(mark)", .faint))
    }
    return lines
  }

  /// A blank at either edge.
  var textWidth: Int { max(1, width - 2) }

  /// The text, aligned to the edge where reading it begins.
  func aligned(
    _ text: String, _ direction: TextDirection, _ style: ScreenLine.Style = .plain
  ) -> ScreenLine {
    switch direction {
    case .leftToRight: ScreenLine(" \(text)", style)
    case .rightToLeft: ScreenLine(right: "\(ScreenText.closed(text)) ", style)
    }
  }

  /// Message text in lines, each paragraph aligned by its own direction.
  func alignedText(_ text: String) -> [ScreenLine] {
    var previous = TextDirection.leftToRight
    return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
      let direction = ScreenText.direction(of: paragraph) ?? previous
      previous = direction
      return ScreenText.wrap(String(paragraph), to: textWidth).map { aligned($0, direction) }
    }
  }
}
