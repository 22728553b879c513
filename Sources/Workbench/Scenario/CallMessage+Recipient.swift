import CallEngine

extension CallMessage {
  /// Whether it goes to the recipient that a step names, anyone if it names none. A mobile number may
  /// be written as it is dialled in the country of the script's SMS, or with its country's code.
  func goes(to wanted: String?, in program: MenuProgram) -> Bool {
    guard let wanted, wanted != to else { return true }
    guard medium == .sms else { return false }
    let regions = program.services.compactMap { service in
      if case .message(let message) = service.source { message.region } else { nil }
    }
    return (regions.map(Optional.some) + [nil]).contains { region in
      MobileRecipient(wanted, region: region)?.number == to
    }
  }
}
