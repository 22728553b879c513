internal import CallEngine
internal import Foundation
internal import Messaging
internal import Store

extension ServiceDesk {
  /// The line that has pages in a folder; `nil` if none has.
  func pages(in folder: String) -> (line: any LineOfBusiness, pages: any LinePages)? {
    for line in lines {
      if let pages = line.pages, pages.pagesFolder == folder { return (line, pages) }
    }
    return nil
  }

  /// Whether a line has pages in a folder.
  package func hasPages(in folder: String) -> Bool { pages(in: folder) != nil }

  /// Serves a visit of a line's page. What it causes is one transaction with its reason, as with an
  /// SMS: of two answers that come at once the first counts.
  ///
  /// - Returns: the page; the line's own, or one that says that a limit is reached.
  /// - Throws: `StoreError`.
  package func visit(_ folder: String, _ visit: PageVisit) throws -> LinePage? {
    guard let (line, pages) = pages(in: folder) else { return nil }
    let (page, queued) = try store.write("serve a page") { db in
      try VisitLimit.forget(before: visit.at, db)
      let isAdmitted = try VisitLimit.pages.admits(visit.address, at: visit.at, db)
      if try !isAdmitted || VisitLimit.misses.isUsedUp(by: visit.address, at: visit.at, db) {
        return (LinePage.tooMany, [] as [Int64])
      }
      let transaction = DeskTransaction(db, at: self, now: visit.at, by: line)
      let page = try pages.page(visit, in: transaction)
      if page.outcome == .unknown {
        _ = try VisitLimit.misses.admits(visit.address, at: visit.at, db)
      }
      return (page, transaction.queued)
    }
    try sendQueued(queued, at: visit.at)
    return page
  }

  /// Sends what has just been queued. It is committed, so that a gateway's or the store's trouble
  /// only delays it.
  private func sendQueued(_ queued: [Int64], at now: Date) throws {
    guard !queued.isEmpty else { return }
    _ = try? courier.deliver(queued, at: clock(now))
  }
}
