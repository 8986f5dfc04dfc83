// Binary and 4-ary heaps of events, both with `pop` + `push` and with the two fused.
#pragma once

#include "event.hpp"

namespace bare {

// Where the nodes of a heap lie. Binary: the usual array from 1.
struct Binary {
  static constexpr size_t root = 1;
  static size_t parent(size_t i) { return i >> 1; }
  static size_t first_child(size_t i) { return i << 1; }

  static size_t least_child(const AlignedArray<Event>& node, size_t c) {
    return c + (node[c + 1] < node[c]);
  }
  static constexpr size_t arity = 2;
};

// 4-ary, from 3: the children of i start at 4 (i - 2), so every family fills one cache line.
struct Quaternary {
  static constexpr size_t root = 3;
  static size_t parent(size_t i) { return (i >> 2) + 2; }
  static size_t first_child(size_t i) { return (i - 2) << 2; }

  // A tournament of four without branches.
  static size_t least_child(const AlignedArray<Event>& node, size_t c) {
    const size_t a = c + (node[c + 1] < node[c]);
    const size_t b = c + 2 + (node[c + 3] < node[c + 2]);
    return node[b] < node[a] ? b : a;
  }
  static constexpr size_t arity = 4;
};

// Whether `replace_first` asks for the lines of the grandchildren while it compares the children:
// it hides the memory's delay in a heap larger than the cache, and costs a tenth in a small one.
enum class Prefetch { no, grandchildren };

// A heap of at most `capacity` events; the caller sees to it that there are no more.
template <class Shape, Prefetch prefetch = Prefetch::no>
class Heap {
 public:
  explicit Heap(size_t capacity) : node_(capacity + Shape::root + 1) {}

  bool empty() const { return end_ == Shape::root; }
  Event first() const { return node_[Shape::root]; }

  void push(Event event) { climb(end_++, event); }

  Event pop() {
    const Event first = node_[Shape::root];
    const Event last = node_[--end_];
    if (!empty()) sift_last(last);
    return first;
  }

  // `pop` and `push` in one: for an event that schedules its own successor.
  void replace_first(Event event) { descend(event); }

 private:
  void expect_children_of_family(size_t c) const {
    const Event* first = &node_[0] + Shape::first_child(c);
    for (size_t line = 0; line < Shape::arity; ++line) {
      __builtin_prefetch(first + line * Shape::arity);
    }
  }

  void climb(size_t i, Event event) {
    while (i > Shape::root) {
      const size_t parent = Shape::parent(i);
      if (!(event < node_[parent])) break;
      node_[i] = node_[parent];
      i = parent;
    }
    node_[i] = event;
  }

  // Moves the hole at the root down to where `event` belongs.
  void descend(Event event) {
    size_t i = Shape::root;
    size_t c = Shape::first_child(i);
    while (c + Shape::arity <= end_) {
      if (prefetch == Prefetch::grandchildren) expect_children_of_family(c);
      const size_t least = Shape::least_child(node_, c);
      if (!(node_[least] < event)) {
        node_[i] = event;
        return;
      }
      node_[i] = node_[least];
      i = least;
      c = Shape::first_child(i);
    }
    finish(i, c, event);
  }

  // Moves the hole at the root down to a leaf, then `last` up from there: the last event of a heap
  // is nearly always a late one, so the length of the way down is known and predicted.
  void sift_last(Event last) {
    size_t i = Shape::root;
    size_t c = Shape::first_child(i);
    while (c + Shape::arity <= end_) {
      const size_t least = Shape::least_child(node_, c);
      node_[i] = node_[least];
      i = least;
      c = Shape::first_child(i);
    }
    if (c < end_) {
      const size_t least = least_of_some(c);
      node_[i] = node_[least];
      i = least;
    }
    climb(i, last);
  }

  // The last family may have fewer members.
  void finish(size_t i, size_t c, Event event) {
    if (c < end_) {
      const size_t least = least_of_some(c);
      if (node_[least] < event) {
        node_[i] = node_[least];
        i = least;
      }
    }
    node_[i] = event;
  }

  size_t least_of_some(size_t c) const {
    size_t least = c;
    for (size_t j = c + 1; j < end_; ++j) {
      if (node_[j] < node_[least]) least = j;
    }
    return least;
  }

  AlignedArray<Event> node_;
  size_t end_ = Shape::root;
};

}  // namespace bare
