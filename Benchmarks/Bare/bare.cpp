// The limit of the machine: loops with nothing in them but an event list and random numbers.
//
//   bare hold heap4-replace --pending 1000 --events 20000000
//   bare mm1 --customers 20000000
//
// hold   `pending` events wait; each one that fires schedules one at + Exp(1). Variants: heap2,
//        heap4 (pop, then push), heap2-replace, heap4-replace (both at once), heap4-prefetch (the
//        same, asking early for memory), buckets. All fire the same events in the same order:
//        `--check` prints a hash over that order.
// mm1    one server, a queue in a ring, the sum of sojourn times and nothing else.
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>
#include <vector>

#include "bucket_calendar.hpp"
#include "heaps.hpp"
#include "measure.hpp"
#include "random.hpp"

namespace bare {

struct Options {
  uint64_t pending = 1000;
  uint64_t events = 10'000'000;
  uint64_t customers = 10'000'000;
  uint64_t seed = 12345;
  double utilisation = 0.9;
  bool check = false;
};

// ------------------------------------------------------------------------------------------ hold

// The two ways to fire the first event and schedule its successor.
struct PopThenPush {
  template <class Calendar, class Successor>
  static Event fire(Calendar& calendar, Successor&& successor) {
    const Event event = calendar.pop();
    calendar.push(successor(event));
    return event;
  }
};

struct ReplaceFirst {
  template <class Calendar, class Successor>
  static Event fire(Calendar& calendar, Successor&& successor) {
    const Event event = calendar.first();
    calendar.replace_first(successor(event));
    return event;
  }
};

template <class Calendar, class Step, bool check>
Result run_hold(const std::string& variant, const Options& options) {
  Calendar calendar(options.pending + 1);
  Xoshiro256 bits(options.seed);
  const Exponential exponential;
  uint64_t sequence = 0;
  for (uint64_t i = 0; i < options.pending; ++i) {
    calendar.push(make_event(exponential.draw(bits), ++sequence));
  }
  uint64_t checksum = 0;
  Event last = 0;
  OrderHash order;
  const Clock clock;
  for (uint64_t i = 0; i < options.events; ++i) {
    last = Step::fire(calendar, [&](Event event) {
      return make_event(time_of(event) + exponential.draw(bits), ++sequence);
    });
    checksum ^= time_bits(last);
    if (check) {
      order.add(time_bits(last));
      order.add(tag_of(last));
    }
  }
  const double wall = clock.wall(), cpu = clock.cpu();
  // Each of the pending events fires once per unit of time on average.
  const double expected_clock =
      static_cast<double>(options.events) / static_cast<double>(options.pending);
  std::string more = ", \"pending\": " + std::to_string(options.pending) +
                     statistic("final_clock", time_of(last), expected_clock);
  if (check) more += ", \"order_hash\": \"" + std::to_string(order.value()) + "\"";
  return {"hold", variant, options.events, wall, cpu, time_of(last), checksum, more};
}

template <class Calendar, class Step>
Result hold(const std::string& variant, const Options& options) {
  return options.check ? run_hold<Calendar, Step, true>(variant, options)
                       : run_hold<Calendar, Step, false>(variant, options);
}

using Run = Result (*)(const std::string&, const Options&);

const std::map<std::string, Run>& hold_variants() {
  static const std::map<std::string, Run> variants = {
      {"heap2", hold<Heap<Binary>, PopThenPush>},
      {"heap2-replace", hold<Heap<Binary>, ReplaceFirst>},
      {"heap4", hold<Heap<Quaternary>, PopThenPush>},
      {"heap4-replace", hold<Heap<Quaternary>, ReplaceFirst>},
      {"heap4-prefetch", hold<Heap<Quaternary, Prefetch::grandchildren>, ReplaceFirst>},
      {"buckets", hold<BucketCalendar, PopThenPush>},
  };
  return variants;
}

// ------------------------------------------------------------------------------------------- mm1

// Arrival times of those who wait or are served, oldest first.
class Ring {
 public:
  bool empty() const { return head_ == tail_; }

  void append(double time) {
    if (tail_ - head_ == slot_.size()) grow();
    slot_[tail_++ & (slot_.size() - 1)] = time;
  }

  double remove_first() { return slot_[head_++ & (slot_.size() - 1)]; }

 private:
  void grow() {
    std::vector<double> larger(2 * slot_.size());
    for (uint64_t i = head_; i != tail_; ++i) {
      larger[i & (larger.size() - 1)] = slot_[i & (slot_.size() - 1)];
    }
    slot_ = std::move(larger);
  }

  std::vector<double> slot_ = std::vector<double>(1024);
  uint64_t head_ = 0, tail_ = 0;
};

// M/M/1 with service rate 1 on the 4-ary heap; the low bit of a tag tells departures.
Result mm1(const Options& options) {
  Heap<Quaternary> calendar(4);
  Xoshiro256 bits(options.seed);
  const Exponential exponential;
  const double mean_gap = 1 / options.utilisation;
  Ring present;
  uint64_t sequence = 0, arrived = 0, served = 0, checksum = 0;
  double now = 0, total_sojourn = 0;
  const auto event_in = [&](double delay, bool departure) {
    return make_event(now + delay, ++sequence << 1 | departure);
  };

  const Clock clock;
  calendar.push(event_in(mean_gap * exponential.draw(bits), false));
  while (!calendar.empty()) {
    const Event event = calendar.first();
    now = time_of(event);
    checksum ^= time_bits(event);
    if (tag_of(event) & 1) {
      total_sojourn += now - present.remove_first();
      ++served;
      if (present.empty()) {
        calendar.pop();
      } else {
        calendar.replace_first(event_in(exponential.draw(bits), true));
      }
    } else {
      const bool was_idle = present.empty();
      present.append(now);
      if (++arrived < options.customers) {
        calendar.replace_first(event_in(mean_gap * exponential.draw(bits), false));
      } else {
        calendar.pop();
      }
      if (was_idle) calendar.push(event_in(exponential.draw(bits), true));
    }
  }
  const double wall = clock.wall(), cpu = clock.cpu();
  const std::string more =
      ", \"customers\": " + std::to_string(served) +
      statistic("mean_time_in_system", total_sojourn / static_cast<double>(served),
                1 / (1 - options.utilisation));
  return {"mm1", "heap4-replace", 2 * served, wall, cpu, now, checksum, more};
}

// --------------------------------------------------------------------------------------- options

[[noreturn]] void usage(const std::string& fault) {
  std::fprintf(stderr, "bare: %s\n", fault.c_str());
  std::fprintf(stderr,
               "usage: bare hold VARIANT [--pending N] [--events N] [--seed N] [--check]\n"
               "       bare mm1 [--customers N] [--utilisation R] [--seed N]\n"
               "VARIANT:");
  for (const auto& variant : hold_variants()) std::fprintf(stderr, " %s", variant.first.c_str());
  std::fprintf(stderr, "\n");
  std::exit(64);
}

uint64_t whole_number(const char* text, const std::string& option) {
  char* end = nullptr;
  const unsigned long long value = std::strtoull(text, &end, 10);
  if (end == text || *end != '\0' || value == 0 || value > 100'000'000'000ULL) {
    usage(option + " wants a whole number from 1 to 1e11, not '" + text + "'");
  }
  return value;
}

double share(const char* text, const std::string& option) {
  char* end = nullptr;
  const double value = std::strtod(text, &end);
  if (end == text || *end != '\0' || !(value > 0 && value < 1)) {
    usage(option + " wants a number between 0 and 1, not '" + text + "'");
  }
  return value;
}

Options parse(int argc, char** argv, int from) {
  Options options;
  const std::map<std::string, uint64_t*> numbers = {{"--pending", &options.pending},
                                                    {"--events", &options.events},
                                                    {"--customers", &options.customers},
                                                    {"--seed", &options.seed}};
  for (int i = from; i < argc; ++i) {
    const std::string name = argv[i];
    if (name == "--check") {
      options.check = true;
      continue;
    }
    if (i + 1 >= argc) usage(name + ": unknown, or its value is missing");
    const char* value = argv[++i];
    if (name == "--utilisation") {
      options.utilisation = share(value, name);
    } else if (const auto found = numbers.find(name); found != numbers.end()) {
      *found->second = whole_number(value, name);
    } else {
      usage("unknown option " + name);
    }
  }
  return options;
}

int main(int argc, char** argv) {
  const std::string model = argc > 1 ? argv[1] : "";
  if (model == "mm1") {
    print(mm1(parse(argc, argv, 2)));
    return 0;
  }
  if (model != "hold") usage("the model is hold or mm1");
  const auto variant = hold_variants().find(argc > 2 ? argv[2] : "");
  if (variant == hold_variants().end()) usage("hold wants a variant");
  print(variant->second(variant->first, parse(argc, argv, 3)));
  return 0;
}

}  // namespace bare

int main(int argc, char** argv) { return bare::main(argc, argv); }
