import CallEngine
import CallRuntime
import Files
import Foundation
import Lines
import MenuScript
import WebHandset
import Workbench

extension WebCall {
  /// The journal so far, in the form in which `gooya replay` reads it.
  func journal() -> PhoneDownload {
    let name = "\(fileName).jsonl"
    guard let (parameters, entries) = written else {
      return PhoneDownload(name: name, text: nil, PhoneRemark(.notBegun))
    }
    do {
      // Others than this machine's owner needn't know where things are on it.
      let path = line.script.path
      var data = try JournalFile.header(
        script: keepsScenarios ? path : URL(filePath: path).lastPathComponent,
        digest: line.script.program.digest, parameters: parameters)
      for entry in entries { data += try JournalFile.line(for: entry) }
      return PhoneDownload(name: name, text: String(decoding: data, as: UTF8.self))
    } catch {
      return PhoneDownload(name: name, text: nil, PhoneRemark(.unreadable, "\(error)"))
    }
  }

  /// The call as a scenario, which is run at once: as much of it as there is, while it goes on.
  ///
  /// It names the script by its whole path, since a browser keeps it anywhere; what is kept beside the
  /// script, and what others than this machine's owner get, names it as seen from there.
  func scenario(title: String, isKept: Bool) -> PhoneDownload {
    let title = title.trimmingCharacters(in: .whitespaces)
    let name = "\(Self.slug(of: title) ?? fileName).yaml"
    guard let call = witnessed else {
      return PhoneDownload(name: name, text: nil, PhoneRemark(.notBegun))
    }
    let script = URL(filePath: line.script.path).standardizedFileURL
    let folder = script.deletingLastPathComponent().appending(path: "scenarios")
    let file = folder.appending(path: name).path
    let recorder = ScenarioRecorder(
      call, of: line.script.program, given: line.given,
      usualNumber: LinesOfBusiness.all.line(of: line.script.program).numberDialled)
    func text(_ path: String) throws(ScenarioRecorder.Unrecordable) -> String {
      try recorder.text(title: title.isEmpty ? "A call from a browser" : title, script: path)
    }
    do throws(ScenarioRecorder.Unrecordable) {
      let fromBeside = try text("../\(script.lastPathComponent)")
      let text = keepsScenarios ? try text(script.path) : fromBeside
      var download = PhoneDownload(name: name, text: text)
      if recorder.omission != nil { download.remarks.append(PhoneRemark(.keysOmitted)) }
      if case .passed = ScenarioBench(compiler: exchange.compiler).attempt(text, as: file) {
        download.passes = true
      } else {
        download.passes = false
      }
      if isKept, keepsScenarios {
        do throws(PhoneRemark) {
          download.place = try Self.keep(fromBeside, in: folder, as: name)
        } catch {
          download.remarks.append(error)
        }
      }
      return download
    } catch {
      return PhoneDownload(name: name, text: nil, PhoneRemark(error))
    }
  }

  /// - Returns: where it was written, as seen from the script's folder.
  /// - Throws: if there is one of that name, or it can't be written.
  private static func keep(
    _ text: String, in folder: URL, as name: String
  ) throws(PhoneRemark) -> String {
    let place = "scenarios/\(name)"
    let path = folder.appending(path: name).path
    if FileManager.default.fileExists(atPath: path) { throw PhoneRemark(.exists, place) }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try OutputFile(path).replace(with: text.utf8)
    } catch {
      let reason = (error as? FileFault)?.reason ?? error.localizedDescription
      throw PhoneRemark(.unwritable, "\(place): \(reason)")
    }
    return place
  }

  /// A title as a file's name; `nil` if nothing is left of it.
  static func slug(of title: String) -> String? {
    let words = title.lowercased().split { !($0.isLetter || $0.isNumber) }
    let name = words.joined(separator: "-").prefix(60)
    return name.isEmpty ? nil : String(name)
  }

  private var fileName: String { "call-\(accepted.callID.prefix(8))" }
}

extension PhoneRemark {
  /// Why a call can't be a scenario.
  fileprivate init(_ reason: ScenarioRecorder.Unrecordable) {
    switch reason {
    case .sensitive(let state): self.init(.secret, state)
    case .meantForFarSide(let state): self.init(.meantForFarSide, state)
    case .withheldLine: self.init(.withheldLine)
    case .nothingHappened: self.init(.nothingHappened)
    }
  }
}
