// An event of the bare loops: 16 bytes, compared as one 128-bit number.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>

namespace bare {

// Key of an event: bits of its time << 64 | tag. Times are never negative, so their bits sort as
// they do; the tag starts with a sequence number, so equal times fire first-in first-out.
using Event = unsigned __int128;

inline Event make_event(double time, uint64_t tag) {
  uint64_t bits;
  std::memcpy(&bits, &time, sizeof bits);
  return static_cast<Event>(bits) << 64 | tag;
}

inline uint64_t time_bits(Event event) { return static_cast<uint64_t>(event >> 64); }
inline uint64_t tag_of(Event event) { return static_cast<uint64_t>(event); }

inline double time_of(Event event) {
  const uint64_t bits = time_bits(event);
  double time;
  std::memcpy(&time, &bits, sizeof time);
  return time;
}

// Memory on a cache-line boundary, taken once.
template <class Item>
class AlignedArray {
 public:
  explicit AlignedArray(size_t count) {
    const size_t bytes = (count * sizeof(Item) + 63) / 64 * 64;
    items_ = static_cast<Item*>(std::aligned_alloc(64, bytes));
    if (items_ == nullptr) throw std::bad_alloc();
  }
  ~AlignedArray() { std::free(items_); }
  AlignedArray(const AlignedArray&) = delete;
  AlignedArray& operator=(const AlignedArray&) = delete;

  Item& operator[](size_t i) { return items_[i]; }
  const Item& operator[](size_t i) const { return items_[i]; }

 private:
  Item* items_;
};

}  // namespace bare
