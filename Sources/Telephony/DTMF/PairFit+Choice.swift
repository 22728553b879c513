extension PairFit {
  /// Fits the likeliest of all pairs to what sounds in the slice `anchor`; `nil` if it fills too few
  /// slices to be measured.
  ///
  /// - Parameter likeness: the sound's similarity to each of the eight tones.
  init?(
    likeliestOf pairs: [TonePair], by likeness: SIMD8<Float>, in window: ToneWindow,
    around anchor: Int
  ) {
    let likeliest = Self.likeliest(of: pairs, by: likeness, in: window, around: anchor)
    guard let fit = Self(of: pairs[likeliest], in: window, around: anchor) else { return nil }
    // 4 ms can't separate neighbouring tones well; the fit can.
    let nearest = TonePair.nearest(to: fit.pair.frequencies * (1 + fit.deviation))
    if nearest == likeliest {
      self = fit
    } else {
      self.init(of: pairs[nearest], in: window, around: anchor)
    }
  }

  /// The index of the pair that sounds in the slice `anchor` and before it.
  private static func likeliest(
    of pairs: [TonePair], by likeness: SIMD8<Float>, in window: ToneWindow, around anchor: Int
  ) -> Int {
    var row = 0
    var column = 0
    for index in 1..<4 where likeness[index] > likeness[row] { row = index }
    for index in 1..<4 where likeness[4 + index] > likeness[4 + column] { column = index }
    let ratio = likeness[row] / likeness[4 + column]
    if ratio > 0.25, ratio < 4 { return row * 4 + column }
    // A much louder tone leaks into the other group: there the tone is the one that explains the
    // most together with it.
    var likeliest = 0
    var most: Float = 0
    for index in 0..<4 {
      let candidate = ratio > 1 ? row * 4 + index : index * 4 + column
      var explained: Float = 0
      for slice in max(0, anchor - 3)...anchor {
        explained += window.amplitudes(of: pairs[candidate], at: slice).energy
      }
      if explained > most { (likeliest, most) = (candidate, explained) }
    }
    return likeliest
  }
}
