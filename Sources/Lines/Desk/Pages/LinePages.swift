package import Foundation

/// What a line has on the web: pages behind links with a secret, which its SMS name.
package protocol LinePages: Sendable {
  /// What stands before the secret in the path of a link: `c` in `/c/SECRET`.
  var pagesFolder: String { get }

  /// The page for a visit, in the transaction in which its effect is committed.
  func page(_ visit: PageVisit, in transaction: DeskTransaction) throws -> LinePage
}

/// Somebody's visit of a page.
package struct PageVisit: Sendable {
  /// The secret of the link, as it came.
  package let token: String
  /// The fields of the form that was sent; `nil` if the page is only looked at.
  package let fields: [String: String]?
  /// The network address that it comes from; never stored as it is.
  package let address: String
  package let at: Date

  package init(token: String, fields: [String: String]?, address: String, at: Date) {
    self.token = token
    self.fields = fields
    self.address = address
    self.at = at
  }
}

/// A page as HTML. It has one style sheet of its own, no script and nothing from elsewhere.
package struct LinePage: Sendable {
  package enum Outcome: Hashable, Sendable {
    case shown
    /// What was sent isn't right.
    case rejected
    /// Nothing is behind the link.
    case unknown
    /// A limit is reached.
    case tooMany
    /// The work can't be done now.
    case unavailable
  }

  package let outcome: Outcome
  package let html: String
  /// The base64 of the style sheet's SHA-256, for the header that allows it.
  package let styleHash: String

  package init(_ outcome: Outcome, html: String, styleHash: String) {
    self.outcome = outcome
    self.html = html
    self.styleHash = styleHash
  }
}
