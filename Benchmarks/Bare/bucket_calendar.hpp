// A calendar of buckets whose width is set by hand for the hold model: what a list that knew its
// load could reach. It is no general event list: another load would make it slow.
#pragma once

#include <vector>

#include "event.hpp"

namespace bare {

// A ring of buckets; an event lies in the bucket of its time modulo the ring, and fires when the
// ring comes to that bucket in the right round. A bucket is one cache line of three events, with a
// chain of further lines for those that don't fit.
class BucketCalendar {
 public:
  // Hold model with unit exponentials: `pending` events per unit of time at the front. A width of
  // 1.5 mean gaps and a ring of about two units of time were the fastest.
  explicit BucketCalendar(size_t pending)
      : buckets_(power_of_two(pending)),
        mask_(buckets_ - 1),
        per_unit_(static_cast<double>(pending) / kGapsPerBucket),
        line_(buckets_) {
    for (size_t i = 0; i < buckets_; ++i) line_[i] = Line{};
    overflow_.reserve(pending);
  }

  void push(Event event) {
    Line* line = &line_[bucket_of(event) & mask_];
    while (line->count == kPerLine) {
      if (line->next == 0) {
        const uint32_t added = take_line();
        line->next = added;
      }
      line = &overflow_[line->next - 1];
    }
    line->event[line->count++] = event;
  }

  Event pop() {
    while (true) {
      Line& bucket = line_[now_ & mask_];
      if (bucket.count != 0) {
        const Event found = bucket.next == 0 ? take_from_line(bucket) : take_from_chain(bucket);
        if (found != kNone) return found;
      }
      ++now_;
    }
  }

 private:
  static constexpr uint32_t kPerLine = 3;
  static constexpr double kGapsPerBucket = 1.5;
  static constexpr Event kNone = ~static_cast<Event>(0);

  struct alignas(64) Line {
    Event event[kPerLine];
    uint32_t count = 0;
    uint32_t next = 0;  // 1 + index in `overflow_`; 0: no more
  };

  static size_t power_of_two(size_t least) {
    size_t size = 16;
    while (size < least) size *= 2;
    return size;
  }

  uint64_t bucket_of(Event event) const {
    return static_cast<uint64_t>(time_of(event) * per_unit_);
  }

  uint32_t take_line() {
    if (free_ != 0) {
      const uint32_t taken = free_;
      free_ = overflow_[taken - 1].next;
      overflow_[taken - 1] = Line{};
      return taken;
    }
    overflow_.push_back(Line{});
    return static_cast<uint32_t>(overflow_.size());
  }

  // Least event of this line that is due in this round.
  void least_due(const Line& line, Event& best, uint32_t& where) const {
    for (uint32_t i = 0; i < line.count; ++i) {
      if (line.event[i] < best) {
        best = line.event[i];
        where = i;
      }
    }
  }

  Event take_from_line(Line& line) {
    Event best = kNone;
    uint32_t where = 0;
    least_due(line, best, where);
    if (bucket_of(best) != now_) return kNone;
    line.event[where] = line.event[--line.count];
    return best;
  }

  Event take_from_chain(Line& head) {
    Event best = kNone;
    Line* best_line = &head;
    Line* before_last = nullptr;
    Line* last = &head;
    uint32_t where = 0;
    while (true) {
      const Event previous = best;
      least_due(*last, best, where);
      if (best != previous) best_line = last;
      if (last->next == 0) break;
      before_last = last;
      last = &overflow_[last->next - 1];
    }
    if (bucket_of(best) != now_) return kNone;
    best_line->event[where] = last->event[--last->count];
    if (last->count == 0 && before_last != nullptr) drop_line(*before_last);
    return best;
  }

  // Gives the emptied last line of a chain back.
  void drop_line(Line& before) {
    const uint32_t dropped = before.next;
    before.next = 0;
    overflow_[dropped - 1].next = free_;
    free_ = dropped;
  }

  const size_t buckets_;
  const size_t mask_;
  const double per_unit_;
  AlignedArray<Line> line_;
  std::vector<Line> overflow_;
  uint32_t free_ = 0;
  uint64_t now_ = 0;
};

}  // namespace bare
