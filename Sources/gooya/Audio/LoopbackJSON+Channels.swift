import Sound
import Telephony

extension LoopbackJSON {
  /// What two channels do to each other.
  struct Channels: Encodable {
    /// What one channel heard.
    struct Channel: Encodable {
      let marksHeard: Int
      let gainDb: Double?
      /// While only this channel plays.
      let aloneGainDb: Double?
      let levelHeardDbfs: Double?
      let peakDbfs: Double
      let clipped: Bool
      let inverted: Bool
      let noiseFloorDbfs: Double?
      let snrDb: Double?
      let distortionPercent: Double?
      let lostPercent: Double
      let clicks: Int
      let digitsHeard: String
      let response: Response?

      init(_ report: LoopbackReport, alone: Double?) {
        marksHeard = report.marksHeard
        gainDb = report.gain?.rounded(to: 2)
        aloneGainDb = alone?.rounded(to: 2)
        levelHeardDbfs = report.levelHeard?.rounded(to: 2)
        peakDbfs = report.peak.rounded(to: 2)
        clipped = report.isClipped
        inverted = report.isInverted
        noiseFloorDbfs = report.noiseFloor?.rounded(to: 2)
        snrDb = report.signalToNoise?.rounded(to: 2)
        distortionPercent = report.distortion?.rounded(to: 3)
        lostPercent = (report.shareLost * 100).rounded(to: 3)
        clicks = report.dropouts.count { $0.kind == .click }
        digitsHeard = String(report.digitsHeard.map(\.character))
        response = report.response.map(Response.init)
      }
    }

    struct Crosstalk: Encodable {
      struct Band: Encodable {
        let hz: Double
        let levelDb: Double
      }

      /// left or right.
      let from: String
      let to: String
      /// From 300 to 3400 Hz.
      let bandDb: Double
      /// Of the 1020 Hz tone.
      let toneDb: Double
      let thirdOctaves: [Band]
    }

    /// How many channels aren't heard at their place, and which.
    let dead: Int
    let deadChannels: [String]
    let swapped: Bool
    let mono: Bool
    /// Whether only the channels' difference is passed.
    let difference: Bool
    /// Whether the channels' polarities differ.
    let inverted: Bool?
    /// The strongest.
    let crosstalkDb: Double?
    let crosstalk: [Crosstalk]
    /// How much louder left is.
    let balanceDb: Double?
    /// How much later right is.
    let delayMs: Double?
    let left: Channel
    let right: Channel

    init(_ found: ChannelMeasurements) {
      dead = found.dead.count
      deadChannels = found.dead.map(\.name)
      swapped = found.isSwapped
      mono = found.isMono
      difference = found.isDifference
      inverted = found.isInverted
      crosstalkDb = found.strongestCrosstalk?.rounded(to: 2)
      let names = ChannelMeasurements.Channel.allCases.map(\.name)
      crosstalk = found.crosstalk.enumerated().compactMap { sent, crosstalk in
        crosstalk.map {
          Crosstalk(
            from: names[sent], to: names[1 - sent], bandDb: $0.level.rounded(to: 2),
            toneDb: $0.toneLevel.rounded(to: 2),
            thirdOctaves: $0.bands.map {
              .init(hz: $0.frequency.rounded(to: 1), levelDb: $0.level.rounded(to: 1))
            })
        }
      }
      balanceDb = found.balance?.rounded(to: 2)
      delayMs = found.delay.map { (1000 * $0).rounded(to: 4) }
      left = Channel(found.report(on: .left), alone: found.gains[0])
      right = Channel(found.report(on: .right), alone: found.gains[1])
    }
  }
}
