import CallEngine
import Testing

@Suite struct StateGraphTests {
  @Test func `a state comes after all that lead to it`() {
    let graph = StateGraph([[3, 1], [2], [4], [2, 1], []])
    #expect(graph.order(from: 0) == [0, 3, 1, 2, 4])
  }

  @Test func `a cycle is entered where the call enters it, and leads back`() {
    let graph = StateGraph([[1], [2, 3], [0], [1]])
    #expect(graph.order(from: 1).first == 1)
    #expect(Set(graph.order(from: 1)) == [0, 1, 2, 3])
  }

  @Test func `states that cannot be reached have no place`() {
    #expect(StateGraph([[0], [0]]).order(from: 0) == [0])
  }
}
