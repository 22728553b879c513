internal import Foundation

/// Where the server's tasks run: on a queue of their own, so that nothing else in the process can hold
/// them up. None of them waits for anything but sockets.
final class WebExecutor: TaskExecutor {
  private let queue = DispatchQueue(label: "gooya.web.tasks")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
