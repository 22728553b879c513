/// The direction of sound through a device.
package enum AudioDirection: String, CaseIterable, Hashable, Sendable {
  case playback
  case capture

  var verb: String { self == .playback ? "playing" : "recording" }
}
