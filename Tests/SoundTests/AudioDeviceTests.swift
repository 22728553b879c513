import Glibc
import Sound
import Testing

/// ALSA's `null` device is there on every machine.
@Suite struct `A sound device` {
  @Test func `wants to be kept at its target, and no more`() throws {
    let device = try PlaybackDevice("null", sampleRate: 16000)
    #expect(try device.framesWanted() == 640)
    try device.write([Int16](repeating: 7, count: 320_000))
    #expect(try device.framesWanted() == 0)
    #expect(try device.queued() > .seconds(1))
    #expect(try device.delay() > .seconds(1))
    #expect(device.framesWritten == 320_000)
    try device.drop()
    #expect(try device.queued() == .zero)
    #expect(try device.framesWanted() == 640)
    #expect(device.underruns == 0 && device.target == .milliseconds(40))
  }

  @Test func `that takes everything at once is paced by the clock`() throws {
    let device = try PlaybackDevice("null", sampleRate: 8000)
    let start = ContinuousClock.now
    try device.write([Float](repeating: 2, count: 800))
    try device.drain()
    #expect(ContinuousClock.now - start >= .milliseconds(95))
    #expect(try device.queued() == .zero)
  }

  @Test func `drained for no longer than its limit drops the rest`() throws {
    let device = try PlaybackDevice("null", sampleRate: 8000)
    try device.write([Int16](repeating: 1, count: 8_000_000))
    let start = ContinuousClock.now
    try device.drain(atMost: .milliseconds(20))
    #expect(ContinuousClock.now - start < .seconds(30))
    #expect(try device.queued() == .zero)
  }

  @Test func `gives no more sound than time has passed, but for its buffer`() throws {
    let device = try CaptureDevice("null", sampleRate: 8000, buffer: .milliseconds(100))
    let start = ContinuousClock.now
    for _ in 0..<20 {
      #expect(try device.read().allSatisfy { $0 == 0 })
      device.wait(atMost: .milliseconds(2))
    }
    let passed = (ContinuousClock.now - start) / .seconds(1) * 8000
    #expect(Double(device.framesRead) <= passed + 8000 * 0.3)
    #expect(device.framesRead > 0 && device.overruns == 0 && device.framesLost == 0)
  }

  @Test(arguments: ["", "no such device", "null\0", "hw:99", "file:", "{", "plug:'"])
  func `that isn't there is told with those that are`(name: String) {
    for direction in AudioDirection.allCases {
      let error = AudioDevices.problem(of: name, direction)
      #expect(error?.device == name && error?.direction == direction)
      let verb = direction == .playback ? "playing" : "recording"
      #expect(
        error?.description.hasPrefix("the sound device '\(name)' can't be opened for \(verb): ")
          == true)
    }
  }

  @Test(arguments: [0, -1, 999_999_999, Int.max])
  func `refuses absurd rates and numbers of channels`(number: Int) {
    let rate = #expect(throws: AudioDeviceError.self) {
      _ = try PlaybackDevice("null", sampleRate: number)
    }
    #expect(rate?.problem == .refusesRate(number))
    let channels = #expect(throws: AudioDeviceError.self) {
      _ = try CaptureDevice("null", sampleRate: 8000, channels: number)
    }
    #expect(channels?.problem == .refusesChannels(number))
  }

  @Test func `is listed with what ALSA knows of it`() throws {
    let null = try #require(AudioDevices.list().first { $0.name == "null" })
    #expect(null.directions == [.playback, .capture])
    #expect(!null.description.isEmpty && !null.description.contains("\n"))
  }
}
