import Testing

@testable import CallEngine

@Suite struct RingingTransfersTests {
  @Test func `those that have ended ring no more, and the others keep their order`() {
    var ringing = RingingTransfers()
    for number in [7, 8, 9] { ringing.append(TransferID(number)) }
    ringing.remove(TransferID(8))
    #expect(ringing.all == [TransferID(7), TransferID(9)])
    #expect(ringing.contains(TransferID(9)))
    #expect(!ringing.contains(TransferID(8)))
  }

  @Test(arguments: [-1, 0, 6, 8, 7 + RingingTransfers.most])
  func `others are not among them`(number: Int) {
    var ringing = RingingTransfers()
    ringing.append(TransferID(7))
    #expect(!ringing.contains(TransferID(number)))
    ringing.remove(TransferID(number))
    #expect(ringing.all == [TransferID(7)])
  }

  @Test func `the next ones can have any later numbers once none rings`() {
    var ringing = RingingTransfers()
    ringing.append(TransferID(1))
    ringing.remove(TransferID(1))
    #expect(ringing.isEmpty)
    ringing.append(TransferID(1000))
    #expect(ringing.all == [TransferID(1000)])
  }

  @Test func `as many ring together as a transfer may have targets`() {
    var ringing = RingingTransfers()
    let ids = (1...RingingTransfers.most).map(TransferID.init)
    for id in ids { ringing.append(id) }
    #expect(ringing.all == ids)
  }
}
