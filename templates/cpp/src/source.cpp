// SPDX-License-Identifier: Apache-2.0
// Event sourcing. This sample makes up logins; put your own source of events in its place.
#include "plugin.hpp"

#include <charconv>
#include <stdexcept>

FALCO_PLUGIN_SOURCE(plugin);

namespace {

// More events per batch cost less per event; a batch that waits to be filled delays the events in it.
constexpr std::size_t batch_size = 64;

constexpr std::uint64_t default_count = 100;
constexpr std::uint64_t max_count = 1'000'000'000;

// The first login happens a millisecond after 2025-01-01T00:00:00Z, the others a millisecond apart.
constexpr std::uint64_t first_time_ns = 1'735'689'600'000'000'000;
constexpr std::uint64_t interval_ns = 1'000'000;

struct login {
	const char* user;
	const char* address;
	const char* groups;
	bool success;
};

// What the logins look like, in turns.
constexpr login logins[] = {
	{"alice", "198.51.100.7", R"(["staff","wheel"])", true},
	{"root", "192.0.2.66", "[]", false},
	{"bob", "2001:db8::b0b", R"(["staff"])", true},
	{"mallory", "203.0.113.9", "[]", false},
};

class login_stream : public falco::stream {
public:
	login_stream(std::uint64_t count, std::atomic<std::uint64_t>& generated) : count_(count), generated_(generated) {}

	// The last events may come together with the end. A live source that has nothing to give answers `later`.
	falco::next fill(falco::batch& events) override {
		while (events.size() < batch_size && produced_ < count_) {
			std::uint64_t number = produced_ + 1;
			std::uint64_t time = first_time_ns + number * interval_ns;
			events.add(time, payload(number, time));
			produced_ = number;
			generated_.fetch_add(1, std::memory_order_relaxed);
		}
		return produced_ == count_ ? falco::next::never : falco::next::more;
	}

	falco::progress progress_made() const override {
		double part = count_ == 0 ? 1 : static_cast<double>(produced_) / static_cast<double>(count_);
		return {part, std::to_string(produced_) + "/" + std::to_string(count_)};
	}

private:
	static std::string payload(std::uint64_t number, std::uint64_t time) {
		const login& made = logins[(number - 1) % std::size(logins)];
		return "{\"seq\":" + std::to_string(number) + ",\"time\":" + std::to_string(time) + ",\"user\":\"" + made.user +
		       "\",\"address\":\"" + made.address + "\",\"success\":" + (made.success ? "true" : "false") +
		       ",\"groups\":" + made.groups + "}";
	}

	std::uint64_t produced_ = 0;
	std::uint64_t count_;
	std::atomic<std::uint64_t>& generated_;
};

// A whole number of logins.
std::uint64_t read_count(std::string_view text) {
	std::uint64_t count = 0;
	auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
	if (error != std::errc() || end != text.data() + text.size() || count > max_count) {
		throw std::invalid_argument("open parameters: not a number of logins from 0 to " + std::to_string(max_count));
	}
	return count;
}

} // namespace

std::unique_ptr<falco::stream> plugin::open(std::string_view params) {
	std::uint64_t count = params.empty() ? default_count : read_count(params);
	debug("opened for " + std::to_string(count) + " logins");
	return std::make_unique<login_stream>(count, counters_.events_generated);
}

// One line for `evt.plugininfo`: the payload, with everything but printable ASCII made harmless.
std::string plugin::to_string(const falco::event& event) {
	std::string line(event.payload);
	for (char& c : line) {
		if (c < ' ' || c > '~') c = '.';
	}
	return line;
}
