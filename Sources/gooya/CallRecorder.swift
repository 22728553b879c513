import CallEngine
import CallRuntime
import Files
import Sound

/// Records a call's sound: the caller left, the line right.
final class CallRecorder {
  private let writer: SoundFileWriter
  private var waiting: [Float] = []
  private var trouble: SoundFileError?

  /// Written at once: a fifth of a second.
  private static let block = 10 * 2 * AudioFrame.length

  /// Empties the file.
  ///
  /// - Throws: `Failure` if the file can't be written.
  init(_ output: OutputFile) throws {
    do throws(SoundFileError) {
      writer = try SoundFileWriter(output, channels: 2, sampleRate: AudioFrame.sampleRate)
    } catch {
      throw Failure("\(error)")
    }
  }

  func record(_ frame: AudioFrame) {
    for (caller, line) in zip(frame.caller, frame.line) {
      waiting.append(caller)
      waiting.append(line)
    }
    if waiting.count >= Self.block { write() }
  }

  /// - Throws: `Failure` if the recording is not complete.
  func close() throws {
    write()
    do throws(SoundFileError) { try writer.close() } catch { trouble = trouble ?? error }
    if let trouble { throw Failure("the recording is not complete: \(trouble)") }
  }

  private func write() {
    if trouble == nil {
      do throws(SoundFileError) { try writer.write(waiting) } catch { trouble = error }
    }
    waiting.removeAll(keepingCapacity: true)
  }
}
