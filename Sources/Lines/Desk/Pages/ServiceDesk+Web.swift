package import Foundation
internal import Messaging
internal import Store

/// What a server needs besides the pages.
extension ServiceDesk {
  /// Takes in an SMS that a gateway hands over: an answer to a line's question.
  ///
  /// - Parameter id: what the gateway calls it: nothing is done the second time.
  /// - Returns: `false` if no SMS can be answered to where it comes from.
  /// - Throws: `StoreError`.
  package func takeIn(
    sms text: String, from sender: String, id: String?, at now: Date
  ) throws -> Bool {
    do {
      _ = try answerSMS(from: sender, text: text, at: now, id: id)
      return true
    } catch is LineFault {
      return false
    }
  }

  /// Takes in what Kannel reports of a message, by the message's key, which nobody else knows.
  ///
  /// - Parameter status: the report's; one that isn't final changes nothing.
  /// - Returns: whether there is such a message.
  /// - Throws: `StoreError`.
  package func takeIn(receipt status: Int, key: String, at now: Date) throws -> Bool {
    guard let receipt = KannelGateway.receipt(ofStatus: status) else { return true }
    return try store.record(receipt, key: key, at: now)
  }

  /// Whether the store answers.
  ///
  /// - Throws: `StoreError` if it doesn't.
  package func checkStore() throws {
    try store.check()
  }

  /// Whether the store is a server's, which may take its time.
  package var isStoreOnServer: Bool { store.isOnServer }

  // MARK: Wrong passwords

  /// Whether an address may try a password: not once it has tried too many wrong ones.
  ///
  /// - Throws: `StoreError`.
  package func maySignIn(from address: String, at now: Date) throws -> Bool {
    try store.read("read the limits") {
      try !VisitLimit.misses.isUsedUp(by: address, at: now, $0)
    }
  }

  /// Counts a wrong password.
  ///
  /// - Throws: `StoreError`.
  package func countMiss(from address: String, at now: Date) throws {
    _ = try store.write("count a miss") { try VisitLimit.misses.admits(address, at: now, $0) }
  }
}

extension String {
  /// Compares secrets by their hashes, so that the time tells nothing of them, not even a length.
  package func isSameSecret(as other: String) -> Bool {
    SHA256.hexadecimal(of: self).isSameInConstantTime(as: SHA256.hexadecimal(of: other))
  }
}
