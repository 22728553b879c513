import ArgumentParser
import CallEngine
import Files
import Foundation
import Sound

/// A folder with what a run sent and heard, so that it can be looked into later.
///
/// The sound may be a room's, so only the owner can read it.
struct RunFolder {
  let path: String

  /// Of those that weren't asked for, no more than this many are left.
  private static let most = 10

  /// The folder that the user names, made if there is none.
  ///
  /// - Throws: `ValidationError` for no name, `Failure` if it can't be written to.
  init(named path: String, _ outputs: inout Outputs) throws {
    if path.isEmpty { throw ValidationError("--keep takes the name of a folder") }
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw Failure("the folder '\(path)' can't be made")
    }
    self.path = path
    for name in ["sent.wav", "heard.wav", "report.json"] {
      _ = try outputs.add("--keep", "\(path)/\(name)")
    }
  }

  /// A new folder for a run that failed, in the user's state folder by the XDG base directory
  /// specification, or else among temporary files; the oldest ones there are removed.
  ///
  /// - Throws: `Failure` if there is no place for it.
  init(at time: Date = Date()) throws {
    let state = UserFolder.state.path(ProcessInfo.processInfo.environment)
    let files = FileManager.default
    let moment = time.formatted(.iso8601.timeSeparator(.omitted).dateSeparator(.omitted))
    let name = "\(moment)-\(getpid())"
    for folder in [state.map { $0 + "/gooya/loopback" }, NSTemporaryDirectory() + "gooya-loopback"]
    {
      guard let folder, folder.hasPrefix("/") else { continue }
      let path = "\(folder)/\(name)"
      guard
        (try? files.createDirectory(
          atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700]))
          != nil
      else { continue }
      self.path = path
      // Their names begin with the time.
      let all = ((try? files.contentsOfDirectory(atPath: folder)) ?? []).sorted()
      for old in all.dropLast(Self.most) { try? files.removeItem(atPath: "\(folder)/\(old)") }
      return
    }
    throw Failure("there is no folder in which what was heard could be kept; name one by --keep")
  }

  /// Writes the sounds without any loss, and the report.
  ///
  /// - Parameter name: the recording's name without its ending.
  /// - Throws: `Failure`.
  func keep(
    sent: [Float], heard: [Float], channels: Int = 1, sampleRate: Int, report: LoopbackJSON,
    as name: String = "heard"
  ) throws {
    try write(sent, channels, sampleRate, as: "sent.wav")
    try write(heard, channels, sampleRate, as: "\(name).wav")
    try write(report, as: name == "heard" ? "report" : name)
  }

  /// Writes a report alone.
  ///
  /// - Throws: `Failure`.
  func write(_ report: LoopbackJSON, as name: String = "report") throws {
    let file = "\(path)/\(name).json"
    let text = try json(report).description + "\n"
    do throws(FileFault) {
      try OutputFile(file, for: .owner).replace(with: text.utf8)
    } catch {
      throw Failure("'\(file)' can't be written: \(error.reason)")
    }
  }

  private func write(
    _ samples: [Float], _ channels: Int, _ sampleRate: Int, as name: String
  ) throws {
    let file = "\(path)/\(name)"
    do {
      let writer = try SoundFileWriter(
        OutputFile(file, for: .owner), sample: .f32, channels: channels, sampleRate: sampleRate)
      try writer.write(samples)
      try writer.close()
    } catch let error as FileFault {
      throw Failure("'\(file)' can't be written: \(error.reason)")
    } catch {
      throw Failure("\(error)")
    }
  }

  /// Says where it is.
  func tell() {
    StandardError.line("gooya: what was sent and heard is kept in '\(path)'")
  }
}
