import Glibc

enum PlantedSpeech {
  /// Something with speech's rhythm: 25 harmonics of 140 Hz, each swelling by itself.
  static func samples(rate: Int, seconds: Int = 4) -> [Double] {
    (0..<rate * seconds).map { index in
      let time = Double(index) / Double(rate)
      let envelope = max(0, sin(2 * .pi * 3.1 * time) * sin(2 * .pi * 0.7 * time + 1))
      var sum = 0.0
      for k in 1...25 {
        let k = Double(k)
        sum +=
          sin(2 * .pi * 140 * k * time + k * k) / k
          * (1 + sin(2 * .pi * (1 + 0.37 * k) * time + k))
      }
      return 0.1 * envelope * sum
    }
  }
}
