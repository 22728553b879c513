import Foundation

extension Error {
  /// Why a file could not be read or written, in the system's words: Foundation's leave out what
  /// was wrong.
  var reason: String {
    let error = self as NSError
    if let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError,
      cause.domain == NSPOSIXErrorDomain
    {
      return String(cString: strerror(Int32(cause.code)))
    }
    switch (error.domain, error.code) {
    case (NSPOSIXErrorDomain, let code): return String(cString: strerror(Int32(code)))
    case (NSCocoaErrorDomain, NSFileNoSuchFileError),
      (NSCocoaErrorDomain, NSFileReadNoSuchFileError):
      return "there is no such file or folder"
    case (NSCocoaErrorDomain, NSFileReadNoPermissionError),
      (NSCocoaErrorDomain, NSFileWriteNoPermissionError):
      return "permission denied"
    case (NSCocoaErrorDomain, NSFileReadUnknownError),
      (NSCocoaErrorDomain, NSFileWriteUnknownError):
      return "it is a folder, or the system refuses it"
    default: return error.localizedDescription
    }
  }
}
