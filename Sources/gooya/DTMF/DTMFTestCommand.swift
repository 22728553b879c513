import ArgumentParser
import CallEngine
import Files
import Foundation
import Sound
import Telephony

struct DTMFTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Try a path or a receiver with a suite of tones, as on test tapes.",
    discussion: """
      Example:
        gooya dtmf test -o suite.wav             write the suite, a minute and a half
        gooya dtmf test heard.wav                judge what came back of it
        gooya dtmf test --received keys.txt      judge what another receiver took
        gooya dtmf test plughw:1 --in plughw:0   play it and judge what is captured meanwhile

      The suite has the kinds of Mitel's and Bellcore's tapes, with the limits of ITU-T Q.24 (Table A-1, \
      AT&T): all digits; frequencies off by 0.5 to 5 % (taken up to 1.5 %, not from 3.5 % on); twist from \
      -12 to 8 dB (taken from -8 to 4 dB); levels from -3 to -60 dBm0 (taken down to -25, not from -55 \
      on); lengths from 100 to 10 ms (taken from 40 ms on, not up to 23 ms); pauses of 60 to 20 ms \
      (two digits from 40 ms on); breaks of 2 to 10 ms (one digit); white noise 24 to 6 dB below (taken \
      to 18 dB); a dial tone 24 to 6 dB below (taken to 15 dB); 20 s of something like voices, in \
      which there is no digit. Between the limits a receiver may do as it likes, and the report says \
      how far it goes. What comes back is heard by gooya's own receiver, which passes the suite as it is \
      written.

      A receiver's result is a text of digits in their order; times, as 'dtmf decode --times' prints \
      them (1@140), are ignored.

      Of a recording that begins late or ends early what is there is judged; that there isn't all is said, \
      and the suite isn't passed.

      --json has passed, gain_db, twist_db, snr_db, drift_ppm (missing if not measured), \
      missing_beginning_s and missing_end_s (if the recording isn't whole) and parts: section, outcome \
      (passed, failed, incomplete or not_present), passed (true or false; missing if not all of the section \
      is in the recording and what is there is right), required, taken, forbidden, falsely_taken, missed, \
      lowest and highest (as far as every probe was taken; what the recording lacks wasn't), wrong, \
      unheard (probes that the recording lacks).

      Exit status: 0 if all that must be taken is taken and nothing else, 1 if not.
      """)

  @Argument(help: "A sound file of what came back, - for the standard input, or a device.")
  var target: String?

  @Option(name: .shortAndLong, help: "Write the suite into a file.")
  var output: String?

  @Option(
    name: .customLong("in"),
    help: ArgumentHelp(
      "The device that captures; without it, the one that plays.", valueName: "name"))
  var input: String?

  @Option(help: ArgumentHelp("What a receiver took: a text file of digits.", valueName: "file"))
  var received: String?

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    guard [target, output, received].compactMap(\.self).count == 1 else {
      throw ValidationError("give one of a file or device, -o FILE and --received FILE")
    }
    if input != nil, target == nil { throw ValidationError("--in needs the device that plays") }
    if let output, SoundFileFormat(path: output) == nil {
      throw ValidationError("'\(output)' must end in \(SoundFileFormat.endings)")
    }
  }

  func run() throws {
    let suite = KeypadSuite()
    if let output { return try write(suite, to: output) }
    let report = try received.map { try judge($0, suite) } ?? judge(target ?? "", by: suite)
    if json {
      try printJSON(KeypadJSON(report))
    } else {
      for line in KeypadText(report).lines { StandardOutput.line("\(line)") }
    }
    if !report.isPassed { throw ExitCode(1) }
  }

  private func write(_ suite: KeypadSuite, to path: String) throws {
    var outputs = Outputs()
    guard let file = try outputs.add("-o", path) else { return }
    try outputs.spare()
    let rate = SoundFileFormat.fixedSampleRate(path: path) ?? KeypadSuite.sampleRate
    do {
      let writer = try SoundFileWriter(file, sampleRate: rate)
      try writer.write(try sound(of: suite, at: rate))
      try writer.close()
    } catch {
      throw Failure("\(error)")
    }
  }

  private func sound(of suite: KeypadSuite, at rate: Int) throws -> [Float] {
    let clip = AudioClip(samples: suite.samples, sampleRate: KeypadSuite.sampleRate)
    guard let converted = clip.resampled(to: rate) else {
      throw Failure("the suite can't be played at \(rate) Hz")
    }
    return converted.samples
  }

  private func judge(_ file: String, _ suite: KeypadSuite) throws -> KeypadReport {
    let bytes: [UInt8]
    do throws(FileFault) { bytes = try InputFile.whole(file, atMost: 1_000_000) } catch {
      throw Failure("'\(file)' can't be read: \(error.reason)")
    }
    let digits = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
      .flatMap { $0.prefix { $0 != "@" } }
    return KeypadReport(
      of: suite,
      received: try digits.map {
        guard let digit = DTMFDigit($0) else {
          throw Failure("'\(file)' isn't a list of digits: it has '\($0)'")
        }
        return digit
      })
  }

  private func judge(_ target: String, by suite: KeypadSuite) throws -> KeypadReport {
    let isFile =
      target == "-" || FileManager.default.fileExists(atPath: target)
      || SoundFileFormat(path: target) != nil
    let channels = try isFile ? heard(in: target) : heard(from: target, playing: suite)
    // Of several channels, the one on which it came through best.
    let reports = channels.compactMap { KeypadReport(of: suite, heard: $0) }
    guard let best = reports.max(by: { $0.taken < $1.taken }) else {
      throw Failure(
        "the suite's sweeps aren't in what was heard; 'gooya dtmf test -o FILE' writes it")
    }
    return best
  }

  private func heard(in file: String) throws -> [[Int16]] {
    do throws(SoundFileError) {
      let reader = try TelephoneSoundReader(file)
      var sound = [[Int16]](repeating: [], count: reader.channels)
      do throws(SoundFileError) {
        while let block = try reader.read() {
          for channel in sound.indices { sound[channel] += block[channel] }
        }
      } catch {
        // Up to there it is judged.
        if reader.duration == .zero { throw error }
        StandardError.line("gooya: \(error)")
      }
      if reader.duration == .zero { throw SoundFileError.noSound(in: file) }
      return sound
    } catch {
      throw Failure("\(error)")
    }
  }

  private func heard(from device: String, playing suite: KeypadSuite) throws -> [[Int16]] {
    let heard: [Float]?
    let listener: CaptureDevice
    do {
      let player = try PlaybackDevice(device, sampleRate: 16000, target: .milliseconds(80))
      listener = try CaptureDevice(input ?? device, sampleRate: 16000)
      let sound = try sound(of: suite, at: player.sampleRate)
      Interruption.watch()
      var status = StatusLine()
      defer { status.clear() }
      heard = try DuplexRun(output: player, input: listener).play(sound) { elapsed in
        status.show("dtmf test  \(elapsed.tenths) of \((suite.duration + .seconds(2)).tenths) s")
        return Interruption.signal == nil
      }
    } catch let error as AudioDeviceError {
      throw Failure("\(error)")
    }
    guard let heard else {
      StandardError.line("stopped; nothing was judged")
      throw ExitCode(128 + (Interruption.signal ?? SIGINT))
    }
    let converter = TelephoneConverter(sampleRate: listener.sampleRate, channels: 1)
    return [converter?.convert(heard, isLast: true) ?? []]
  }
}
