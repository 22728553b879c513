package import CallRuntime

/// The sound of a handset's call: what the user hears and says.
package struct HandsetSound {
  let driver: AudioDriver
  let ringing: ToneSound
  let makeAudio: (SimulatedCall) -> AudioCall

  /// - Parameters:
  ///   - ringing: played until an operator's call is answered.
  ///   - makeAudio: turns an answered call into sound.
  package init(
    driver: AudioDriver, ringing: ToneSound,
    makeAudio: @escaping (SimulatedCall) -> AudioCall
  ) {
    self.driver = driver
    self.ringing = ringing
    self.makeAudio = makeAudio
  }
}

extension Handset {
  func ring() {
    sound?.driver.ring(sound?.ringing)
  }

  func begin(_ call: SimulatedCall) {
    if let sound {
      sound.driver.begin(sound.makeAudio(call))
    } else {
      call.answer()
    }
  }

  /// Advances to where the sound is, and shows dropouts and remarks.
  func listen() {
    guard let driver = sound?.driver else { return }
    driver.pump()
    for remark in driver.takeRemarks() { state.remark(remark) }
    if driver.dropouts != dropoutsShown {
      dropoutsShown = driver.dropouts
      state.notice = "the sound dropped out \(dropoutsShown.times)"
    }
  }
}

extension Int {
  /// How often, in words.
  package var times: String { self == 1 ? "once" : "\(self) times" }
}
