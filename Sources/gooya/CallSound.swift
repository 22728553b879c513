import CallEngine
import CallRuntime
import Files
import Foundation
import Handset
import Lines
import Sound
import Store

/// What makes one call audible: its voice, devices and recording.
final class CallSound {
  let line: LineSound
  let driver: AudioDriver
  private let tones: LineTones
  private let recorder: CallRecorder?
  private let listens: Bool
  /// Whether somebody is on a telephone, not at this machine.
  private let isRemote: Bool
  private var audio: AudioCall?

  /// Opens devices and files. A device that can't be opened is reported in the driver's remarks,
  /// and the call goes on without it.
  ///
  /// - Parameter telephone: who has been called, and whether keys come as tones; instead of devices.
  /// - Returns: `nil` if the call has no sound.
  /// - Throws: `Failure` if the recording can't be written.
  init?(
    _ options: CallSoundOptions, recording: OutputFile?, script: CompiledScript, data: DataOptions,
    _ shelf: RecordingShelf, telephone: (any AudioOutput & AudioInput, listens: Bool)? = nil
  ) throws {
    guard options.isWanted || telephone != nil else { return nil }
    recorder = try recording.map(CallRecorder.init)
    var remarks: [String] = []
    let output = Self.open(options.audio, &remarks, DeviceOutput.init)
    let input = Self.open(options.ears, &remarks, DeviceInput.init)
    let driver = AudioDriver(to: telephone?.0 ?? output, from: telephone?.0 ?? input)
    for remark in remarks { driver.remark("\(remark); the call goes on without it") }
    let voice = LineVoice(
      prompts: script.promptFolder, cache: data.speechCache, named: options.voice,
      recordings: shelf.path(ofValue:))
    if let output {
      voice.whileWorking = { output.bridge() }
    }
    tones = LineTones(of: script.program)
    var hasWarned = false
    line = LineSound(voice: voice, tones: tones) { words in
      if hasWarned { return }
      hasWarned = true
      driver.remark(
        "some words have no sound and are only shown, such as “\(words)”; "
          + "'gooya prompts check' lists missing clips; espeak-ng, if installed, speaks the rest"
      )
    }
    self.driver = driver
    listens = telephone?.listens ?? (input != nil)
    isRemote = telephone != nil
  }

  /// The call's sound for a handset.
  var forHandset: HandsetSound {
    HandsetSound(driver: driver, ringing: tones.ringing, makeAudio: audio)
  }

  /// Turns an answered call into sound.
  func audio(of call: SimulatedCall) -> AudioCall {
    let audio = call.audio(
      listens: listens, hasVoice: isRemote, busy: isRemote ? .zero : AudioCall.usualBusy
    ) { [recorder] in
      recorder?.record($0)
    }
    self.audio = audio
    return audio
  }

  /// Prints remarks about the sound on standard error.
  func tell() {
    for remark in driver.takeRemarks() { StandardError.line("gooya: \(remark)") }
  }

  /// Ends the recording.
  ///
  /// - Throws: `Failure` if it is not complete.
  func close() throws {
    tell()
    if driver.dropouts > 0 {
      StandardError.line("gooya: the sound dropped out \(driver.dropouts.times)")
    }
    audio?.finishRecording()
    try recorder?.close()
  }

  private static func open<Device>(
    _ name: String?, _ remarks: inout [String], _ open: (String) throws -> Device
  ) -> Device? {
    do { return try name.map(open) } catch {
      remarks.append("\(error)")
      return nil
    }
  }
}

extension DataOptions {
  /// Where synthesised words are kept: they may be subscribers' names, so they stay beside the
  /// subscribers' other data.
  var speechCache: String { url.appending(path: DataFolder.speechName).path }
}
