import CALSA
import Glibc

/// A sound device that can't be opened or has failed.
package struct AudioDeviceError: Error, Hashable, CustomStringConvertible {
  package enum Problem: Hashable, Sendable {
    /// There is no such device, or its sound server isn't running.
    case missing
    /// Another program is using it.
    case busy
    case forbidden
    /// It can't be opened; ALSA's error says why.
    case unusable
    /// It doesn't support the sample rate, in Hz.
    case refusesRate(Int)
    case refusesChannels(Int)
    /// It doesn't support samples of so many bits.
    case refusesSamples(Int)
    /// It can be opened for the other direction only.
    case oneWay
    /// It went away while in use.
    case vanished
    /// It hangs.
    case stalled
    /// It failed while in use; ALSA's error says why.
    case failed
  }

  package let device: String
  package let direction: AudioDirection
  package let problem: Problem
  /// ALSA's error number, negative; 0 if there is none.
  package let code: Int32

  init(_ problem: Problem, _ device: String, _ direction: AudioDirection, code: Int32 = 0) {
    self.problem = problem
    self.device = device
    self.direction = direction
    self.code = code
  }

  /// Opening failed with an ALSA error.
  init(opening device: String, _ direction: AudioDirection, code: Int32) {
    let problem: Problem =
      switch -code {
      case ENOENT, ENODEV, ENXIO, ECONNREFUSED: .missing
      case EBUSY, EAGAIN: .busy
      case EACCES, EPERM: .forbidden
      case ETIMEDOUT: .stalled
      default: .unusable
      }
    self.init(problem, device, direction, code: code)
  }

  /// A device in use failed with an ALSA error.
  init(using device: String, _ direction: AudioDirection, code: Int32) {
    let gone = [ENODEV, EIO, EBADF, EBADFD, ENOENT, ECONNREFUSED, ECONNRESET, ENOTCONN]
    self.init(gone.contains(-code) ? .vanished : .failed, device, direction, code: code)
  }

  package var description: String {
    let advice = advice
    return
      "the sound device '\(device)' \(happening): \(cause)\(advice.isEmpty ? "" : "; \(advice)")"
  }

  /// What is wrong, in a few words.
  package var cause: String {
    switch problem {
    case .missing where code == -ECONNREFUSED: "its sound server isn't running"
    case .missing: "there is no such device"
    case .busy: "another program is using it"
    case .forbidden: "permission denied"
    case .refusesRate(let rate): "it doesn't support \(rate) Hz"
    case .refusesChannels(let count):
      "it doesn't support \(count) \(count == 1 ? "channel" : "channels")"
    case .refusesSamples(let bits): "it doesn't support \(bits)-bit samples"
    case .oneWay: direction == .capture ? "it only plays" : "it only records"
    case .stalled: "it doesn't respond"
    case .unusable, .vanished, .failed:
      code == 0 ? "for an unknown reason" : String(cString: snd_strerror(code))
    }
  }

  private var happening: String {
    switch problem {
    case .missing, .busy, .forbidden, .unusable, .refusesRate, .refusesChannels, .refusesSamples,
      .oneWay:
      "can't be opened for \(direction.verb)"
    case .vanished: "went away while \(direction.verb)"
    case .stalled: "hangs while \(direction.verb)"
    case .failed: "failed while \(direction.verb)"
    }
  }

  private var advice: String {
    switch problem {
    case .missing where code == -ECONNREFUSED: "start it, or name another device"
    case .missing: existing
    case .oneWay: "one that \(direction == .capture ? "records" : "plays") is \(others)"
    case .busy: "end that program, or name another device"
    case .forbidden: "is the user in the group 'audio'?"
    case .refusesRate, .refusesChannels, .refusesSamples: conversion
    case .stalled: "restart its sound server"
    case .unusable, .vanished, .failed: ""
    }
  }

  private var conversion: String {
    if device.hasPrefix("hw:") { return "try 'plug\(device)', which converts" }
    return device.contains(":") ? "try another device" : "try 'plug:\(device)', which converts"
  }

  /// Devices that are listed for the direction.
  private var others: String {
    let names = (SoundServer.devices() + AudioDevices.list()).filter {
      $0.directions.contains(direction) && $0.name != device
    }.map(\.name)
    return names.prefix(6).joined(separator: ", ") + (names.count > 6 ? ", …" : "")
  }

  private var existing: String {
    let card = AudioDevices.cards().isEmpty ? "this machine has no sound card; " : ""
    return "\(card)ALSA offers \(others); 'gooya audio devices --probe' tries them"
  }
}
