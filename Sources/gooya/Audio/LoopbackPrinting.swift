import CallEngine
import Files
import Sound

/// Prints a judged report, and draws it.
struct LoopbackPrinting {
  private let judged: JudgedPath

  init(_ judged: JudgedPath) { self.judged = judged }

  func run(json: Bool, details: Bool, picture: OutputFile?) throws {
    if json {
      try printJSON(LoopbackJSON(judged))
    } else {
      for line in LoopbackText(judged).lines { StandardOutput.line("\(line)") }
      if details {
        for line in MeasurementText(judged.report.measurements).details {
          StandardOutput.line("\(line)")
        }
        for line in judged.report.channels.map({ ChannelText($0).details }) ?? [] {
          StandardOutput.line("\(line)")
        }
      }
    }
    guard let picture else { return }
    let title = "\(judged.path.output) to \(judged.path.input)"
    guard let svg = drawing(title: title) else {
      StandardError.line("gooya: there is no response to draw; '\(picture.path)' was not written")
      return
    }
    do throws(FileFault) { try picture.replace(with: svg.utf8) } catch {
      throw Failure("'\(picture.path)' can't be written: \(error.reason)")
    }
  }

  /// The response; of a soak, what happened over its time.
  private func drawing(title: String) -> String? {
    let (report, verdict) = (judged.report, judged.judgement.verdict)
    if let soak = report.soak {
      return SoakPicture(soak.account, verdict: verdict, title: title)?.svg
    }
    return LoopbackPicture(report, verdict: verdict, title: title)?.svg
  }
}
