import CallEngine

extension ProgramLowering {
  mutating func transfer(_ state: StateSyntax, _ transfer: TransferSyntax) -> MenuState.Kind? {
    let targets = transfer.targets.compactMap { resolver.value($0) }
    let music = transfer.music.map { lower($0) }
    let announced = lower(transfer.announcement)
    let whisper = transfer.whisper.map { lower($0) }
    let exits = exits(of: state, Outcomes.transfer, "a transfer")
    guard targets.count == transfer.targets.count, let failed = exits[Outcomes.failed],
      exits.count == Outcomes.transfer.count
    else { return nil }
    let timeout = state.settings.connectTimeout ?? defaults.settings.syntax.connectTimeout
    return .transfer(
      Transfer(
        to: targets, ring: transfer.ring?.value ?? .each,
        connectTimeout: timeout?.value ?? BuiltIn.connectTimeout, music: music,
        announcing: transfer.every.map { Transfer.Announcing(every: $0, announced) },
        whisper: whisper
      ) {
        exits[$0.rawValue] ?? failed
      })
  }
}
