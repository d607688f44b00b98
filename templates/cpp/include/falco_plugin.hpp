// SPDX-License-Identifier: Apache-2.0
// The plugin API of Falco for C++17: a thin layer over falco_plugin.h. A capability is a macro, which defines the functions
// of the API and calls the methods of your class. No exception crosses the border to Falco: it becomes a failure, and its
// text what plugin_get_last_error returns.
#ifndef FALCO_PLUGIN_HPP
#define FALCO_PLUGIN_HPP

#include <falco_plugin.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <exception>
#include <memory>
#include <memory_resource>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace falco {

// ---- What Falco gives to a plugin --------------------------------------------------------------------------------------

// The log of Falco. May be copied and kept for as long as the plugin lives.
class host {
public:
	explicit host(const ss_plugin_init_input& input) noexcept : owner_(input.owner), log_(input.log_fn) {}

	void log(ss_plugin_log_severity severity, const std::string& message) const noexcept {
		if (log_ != nullptr) log_(owner_, nullptr, message.c_str(), severity);
	}

private:
	ss_plugin_owner_t* owner_;
	ss_plugin_log_fn_t log_;
};

// An event of a plugin. The payload is gone when the call that it came with returns.
struct event {
	std::uint64_t number;
	std::uint32_t plugin_id; // 0 if the host has not filled it in
	std::string_view payload;

	// Nothing if it is an event of another kind, or not well-formed.
	static std::optional<event> from(const ss_plugin_event_input& input) noexcept {
		std::uint32_t size = 0;
		const char* payload = falco_plugin_event_payload(input.evt, &size);
		if (payload == nullptr) return std::nullopt;
		event result{input.evtnum, 0, {payload, size}};
		std::memcpy(&result.plugin_id, payload - sizeof result.plugin_id, sizeof result.plugin_id);
		return result;
	}
};

// A request for a field of an event, and the way to answer it. Give a value of exactly the type that the field is declared
// with, or none if the event has none. Values live until the next request.
class field_request {
public:
	field_request(ss_plugin_extract_field& field, std::pmr::memory_resource& memory) noexcept
		: field_(field), memory_(memory) {
		field_.res_len = 0;
	}

	std::uint32_t id() const noexcept { return field_.field_id; }

	// The argument of a field that is declared with one. arg_index holds a number only if there is an argument.
	std::optional<std::uint64_t> index() const noexcept {
		if (!field_.arg_present || field_.arg_key != nullptr) return std::nullopt;
		return field_.arg_index;
	}
	std::optional<std::string_view> key() const noexcept {
		if (!field_.arg_present || field_.arg_key == nullptr) return std::nullopt;
		return field_.arg_key;
	}

	// uint64, reltime, abstime
	void number(std::uint64_t value) {
		field_.res.u64 = allocate<std::uint64_t>(1);
		*field_.res.u64 = value;
		field_.res_len = 1;
	}

	void boolean(bool value) {
		field_.res.boolean = allocate<ss_plugin_bool>(1);
		*field_.res.boolean = value ? 1 : 0;
		field_.res_len = 1;
	}

	void text(std::string_view value) {
		field_.res.str = allocate<const char*>(1);
		field_.res.str[0] = copy(value);
		field_.res_len = 1;
	}

	void texts(const std::vector<std::string_view>& values) {
		if (values.empty()) return;
		field_.res.str = allocate<const char*>(values.size());
		for (std::size_t i = 0; i < values.size(); i++) field_.res.str[i] = copy(values[i]);
		field_.res_len = values.size();
	}

	// ipaddr, ipnet: 4 bytes for IPv4 and 16 for IPv6, never IPv4 in 16: rules compare the bytes.
	void address(const void* bytes, std::uint32_t size) {
		void* memory = memory_.allocate(size);
		std::memcpy(memory, bytes, size);
		field_.res.buf = allocate<ss_plugin_byte_buffer>(1);
		*field_.res.buf = {size, memory};
		field_.res_len = 1;
	}

private:
	template <class T> T* allocate(std::size_t count) {
		return static_cast<T*>(memory_.allocate(count * sizeof(T), alignof(T)));
	}

	const char* copy(std::string_view value) {
		char* memory = allocate<char>(value.size() + 1);
		if (!value.empty()) std::memcpy(memory, value.data(), value.size());
		memory[value.size()] = '\0';
		return memory;
	}

	ss_plugin_extract_field& field_;
	std::pmr::memory_resource& memory_;
};

// Where async events go. May be copied; not to be used any more once stop_async has returned.
class async_handler {
public:
	async_handler(ss_plugin_owner_t* owner, ss_plugin_async_event_handler_t handler) noexcept
		: owner_(owner), handler_(handler) {}

	// Sends an event, which Falco copies; the reason if Falco refuses it. `id` is the plugin's own, 0 if it has none.
	std::optional<std::string> send(const std::string& name, std::string_view data, std::uint32_t id = 0,
	                                std::uint64_t ts = UINT64_MAX) const {
		std::vector<char> bytes(falco_async_event_size(name.c_str(), data.size()));
		falco_async_event_write(bytes.data(), name.c_str(), data.data(), static_cast<std::uint32_t>(data.size()));
		std::memcpy(bytes.data() + offsetof(ss_plugin_event, ts), &ts, sizeof ts);
		// The plugin ID stands behind the header and three lengths.
		std::memcpy(bytes.data() + sizeof(ss_plugin_event) + 3 * sizeof(std::uint32_t), &id, sizeof id);
		char error[PLUGIN_MAX_ERRLEN] = "";
		if (handler_(owner_, reinterpret_cast<const ss_plugin_event*>(bytes.data()), error) == SS_PLUGIN_SUCCESS) {
			return std::nullopt;
		}
		return error;
	}

private:
	ss_plugin_owner_t* owner_;
	ss_plugin_async_event_handler_t handler_;
};

// ---- What a plugin gives to Falco --------------------------------------------------------------------------------------

// Events that leave the plugin together. Their memory is used again for the next batch.
class batch {
public:
	// Adds an event with a time in nanoseconds since 1970; UINT64_MAX lets Falco stamp it.
	void add(std::uint64_t ts, std::string_view payload) {
		if (size_ == buffers_.size()) {
			buffers_.emplace_back();
			events_.emplace_back();
		}
		std::vector<char>& buffer = buffers_[size_];
		buffer.resize(falco_plugin_event_size(payload.size()));
		char* at = falco_plugin_event_begin(buffer.data(), ts, static_cast<std::uint32_t>(payload.size()));
		if (!payload.empty()) std::memcpy(at, payload.data(), payload.size());
		events_[size_++] = reinterpret_cast<ss_plugin_event*>(buffer.data());
	}

	std::size_t size() const noexcept { return size_; }
	void clear() noexcept { size_ = 0; }
	ss_plugin_event** events() noexcept { return events_.data(); }

private:
	std::size_t size_ = 0;
	std::vector<std::vector<char>> buffers_;
	std::vector<ss_plugin_event*> events_;
};

// What comes after the events of a batch.
enum class next { more, later, never };

// How much of a stream is read.
struct progress {
	double part; // from 0 to 1
	std::string text;
};

// An open stream of events; its destructor closes it.
class stream {
public:
	stream() = default;
	stream(const stream&) = delete;
	stream& operator=(const stream&) = delete;
	virtual ~stream() = default;

	// Adds the next events. Should not block for more than some 30 ms: with nothing to give, answer `later`.
	virtual next fill(batch& events) = 0;
	virtual progress progress_made() const = 0;
};

inline ss_plugin_metric counter(const char* name, std::uint64_t value) noexcept {
	ss_plugin_metric metric{};
	metric.name = name; // Falco puts the plugin's name before it
	metric.type = SS_PLUGIN_METRIC_TYPE_MONOTONIC;
	metric.value.u64 = value;
	metric.value_type = SS_PLUGIN_METRIC_VALUE_TYPE_U64;
	return metric;
}

// ---- The border --------------------------------------------------------------------------------------------------------

namespace border {

// What plugin_init returns: the plugin, unless its constructor failed, and what is kept between calls.
template <class Plugin> struct state {
	std::optional<Plugin> plugin;
	std::string error;
	std::string text;
	std::pmr::monotonic_buffer_resource values;
};

template <class Plugin> state<Plugin>& at(ss_plugin_t* s) noexcept {
	return *static_cast<state<Plugin>*>(s);
}

// What plugin_open returns.
struct instance {
	std::unique_ptr<stream> events;
	batch current;
	std::string text;
};

inline void note(std::string& error, const char* what) noexcept {
	try {
		error = what;
	} catch (...) {
		error.clear(); // no memory left for the text
	}
}

// Calls `f`; what it throws becomes a failure.
template <class F> ss_plugin_rc guard(std::string& error, F&& f) noexcept {
	try {
		return f();
	} catch (const std::exception& e) {
		note(error, e.what());
	} catch (...) {
		note(error, "unknown exception");
	}
	return SS_PLUGIN_FAILURE;
}

inline std::string_view view(const char* text) noexcept {
	return text == nullptr ? std::string_view() : std::string_view(text);
}

template <class Plugin> ss_plugin_t* init(const ss_plugin_init_input* input, ss_plugin_rc* rc) noexcept {
	*rc = SS_PLUGIN_FAILURE;
	auto* made = new (std::nothrow) state<Plugin>();
	if (made == nullptr) return nullptr;
	*rc = guard(made->error, [&] {
		made->plugin.emplace(host(*input), view(input->config));
		return SS_PLUGIN_SUCCESS;
	});
	// On failure the state is returned all the same: Falco asks it for the reason and then destroys it.
	return made;
}

template <class Plugin> ss_instance_t* open(ss_plugin_t* s, const char* params, ss_plugin_rc* rc) noexcept {
	std::unique_ptr<instance> made;
	*rc = guard(at<Plugin>(s).error, [&] {
		made = std::make_unique<instance>();
		made->events = at<Plugin>(s).plugin->open(view(params));
		return SS_PLUGIN_SUCCESS;
	});
	return *rc == SS_PLUGIN_SUCCESS ? made.release() : nullptr;
}

template <class Plugin>
ss_plugin_rc next_batch(ss_plugin_t* s, ss_instance_t* h, std::uint32_t* nevts, ss_plugin_event*** evts) noexcept {
	auto* opened = static_cast<instance*>(h);
	next after = next::later;
	opened->current.clear();
	ss_plugin_rc rc = guard(at<Plugin>(s).error, [&] {
		after = opened->events->fill(opened->current);
		return SS_PLUGIN_SUCCESS;
	});
	// Both hold the values of the batch before: whatever this returns, they have to be set.
	*nevts = rc == SS_PLUGIN_SUCCESS ? static_cast<std::uint32_t>(opened->current.size()) : 0;
	*evts = opened->current.events();
	if (rc != SS_PLUGIN_SUCCESS) return rc;
	if (after == next::never) return SS_PLUGIN_EOF;
	// Success without events is an error for Falco.
	return after == next::later || *nevts == 0 ? SS_PLUGIN_TIMEOUT : SS_PLUGIN_SUCCESS;
}

template <class Plugin> const char* get_progress(ss_plugin_t* s, ss_instance_t* h, std::uint32_t* percent) noexcept {
	auto* opened = static_cast<instance*>(h);
	*percent = 0;
	guard(at<Plugin>(s).error, [&] {
		progress made = opened->events->progress_made();
		*percent = static_cast<std::uint32_t>(made.part * 10000);
		opened->text = std::move(made.text);
		return SS_PLUGIN_SUCCESS;
	});
	return opened->text.c_str();
}

template <class Plugin> const char* event_to_string(ss_plugin_t* s, const ss_plugin_event_input* input) noexcept {
	at<Plugin>(s).text.clear();
	guard(at<Plugin>(s).error, [&] {
		if (auto found = event::from(*input)) at<Plugin>(s).text = at<Plugin>(s).plugin->to_string(*found);
		return SS_PLUGIN_SUCCESS;
	});
	return at<Plugin>(s).text.c_str();
}

template <class Plugin>
ss_plugin_rc extract_fields(ss_plugin_t* s, const ss_plugin_event_input* input,
                            const ss_plugin_field_extract_input* in) noexcept {
	at<Plugin>(s).values.release();
	for (std::uint32_t i = 0; i < in->num_fields; i++) in->fields[i].res_len = 0;
	return guard(at<Plugin>(s).error, [&] {
		auto found = event::from(*input);
		if (!found) return SS_PLUGIN_SUCCESS;
		std::vector<field_request> requests;
		requests.reserve(in->num_fields);
		for (std::uint32_t i = 0; i < in->num_fields; i++) requests.emplace_back(in->fields[i], at<Plugin>(s).values);
		at<Plugin>(s).plugin->extract(*found, requests);
		return SS_PLUGIN_SUCCESS;
	});
}

} // namespace border
} // namespace falco

// ---- Capabilities ------------------------------------------------------------------------------------------------------
// Each is used once, at the top level of a source file, with the name of your class.

// Every plugin: a constructor from (falco::host, std::string_view config), which throws for a wrong configuration; a
// destructor; and the texts name, description, contact, version, config_schema as `static constexpr const char*`.
#define FALCO_PLUGIN(Plugin)                                                                                               \
	const char* plugin_get_required_api_version(void) { return FALCO_PLUGIN_API_VERSION; }                                 \
	const char* plugin_get_name(void) { return Plugin::name; }                                                             \
	const char* plugin_get_description(void) { return Plugin::description; }                                               \
	const char* plugin_get_contact(void) { return Plugin::contact; }                                                       \
	const char* plugin_get_version(void) { return Plugin::version; }                                                       \
	const char* plugin_get_init_schema(ss_plugin_schema_type* type) {                                                      \
		*type = SS_PLUGIN_SCHEMA_JSON;                                                                                     \
		return Plugin::config_schema;                                                                                      \
	}                                                                                                                      \
	ss_plugin_t* plugin_init(const ss_plugin_init_input* input, ss_plugin_rc* rc) {                                        \
		return falco::border::init<Plugin>(input, rc);                                                                     \
	}                                                                                                                      \
	void plugin_destroy(ss_plugin_t* s) { delete static_cast<falco::border::state<Plugin>*>(s); }                          \
	const char* plugin_get_last_error(ss_plugin_t* s) {                                                                    \
		return s == nullptr ? "out of memory" : falco::border::at<Plugin>(s).error.c_str();                                \
	}                                                                                                                      \
	static_assert(true, "")

// std::unique_ptr<falco::stream> open(std::string_view params); std::string to_string(const falco::event&);
// id, event_source and open_params (a JSON array) as `static constexpr`.
#define FALCO_PLUGIN_SOURCE(Plugin)                                                                                        \
	std::uint32_t plugin_get_id(void) { return Plugin::id; }                                                               \
	const char* plugin_get_event_source(void) { return Plugin::event_source; }                                             \
	const char* plugin_list_open_params(ss_plugin_t*, ss_plugin_rc* rc) {                                                  \
		*rc = SS_PLUGIN_SUCCESS;                                                                                           \
		return Plugin::open_params;                                                                                        \
	}                                                                                                                      \
	ss_instance_t* plugin_open(ss_plugin_t* s, const char* params, ss_plugin_rc* rc) {                                     \
		return falco::border::open<Plugin>(s, params, rc);                                                                 \
	}                                                                                                                      \
	/* After a failed open Falco closes as well, and then `h` is NULL. */                                                  \
	void plugin_close(ss_plugin_t*, ss_instance_t* h) { delete static_cast<falco::border::instance*>(h); }                 \
	ss_plugin_rc plugin_next_batch(ss_plugin_t* s, ss_instance_t* h, std::uint32_t* nevts, ss_plugin_event*** evts) {      \
		return falco::border::next_batch<Plugin>(s, h, nevts, evts);                                                       \
	}                                                                                                                      \
	const char* plugin_get_progress(ss_plugin_t* s, ss_instance_t* h, std::uint32_t* percent) {                            \
		return falco::border::get_progress<Plugin>(s, h, percent);                                                         \
	}                                                                                                                      \
	const char* plugin_event_to_string(ss_plugin_t* s, const ss_plugin_event_input* input) {                               \
		return falco::border::event_to_string<Plugin>(s, input);                                                           \
	}                                                                                                                      \
	static_assert(true, "")

// void extract(const falco::event&, std::vector<falco::field_request>&); `fields` and `sources` are JSON arrays.
// Only events of plugins are asked for: a plugin for all sources would get system calls as well otherwise, and Falco then
// wants to know which version of their schema it understands.
#define FALCO_PLUGIN_EXTRACTION(Plugin, sources, fields)                                                                   \
	const char* plugin_get_fields(void) { return fields; }                                                                 \
	const char* plugin_get_extract_event_sources(void) { return sources; }                                                 \
	std::uint16_t* plugin_get_extract_event_types(std::uint32_t* count, ss_plugin_t*) {                                    \
		static std::uint16_t types[] = {FALCO_PLUGIN_EVENT};                                                               \
		*count = 1;                                                                                                        \
		return types;                                                                                                      \
	}                                                                                                                      \
	ss_plugin_rc plugin_extract_fields(ss_plugin_t* s, const ss_plugin_event_input* input,                                 \
	                                   const ss_plugin_field_extract_input* in) {                                          \
		return falco::border::extract_fields<Plugin>(s, input, in);                                                        \
	}                                                                                                                      \
	static_assert(true, "")

// void parse(const falco::event&);
#define FALCO_PLUGIN_PARSING(Plugin, sources)                                                                              \
	const char* plugin_get_parse_event_sources(void) { return sources; }                                                   \
	std::uint16_t* plugin_get_parse_event_types(std::uint32_t* count, ss_plugin_t*) {                                      \
		static std::uint16_t types[] = {FALCO_PLUGIN_EVENT};                                                               \
		*count = 1;                                                                                                        \
		return types;                                                                                                      \
	}                                                                                                                      \
	ss_plugin_rc plugin_parse_event(ss_plugin_t* s, const ss_plugin_event_input* input,                                    \
	                                const ss_plugin_event_parse_input*) {                                                  \
		return falco::border::guard(falco::border::at<Plugin>(s).error, [&] {                                              \
			if (auto found = falco::event::from(*input)) falco::border::at<Plugin>(s).plugin->parse(*found);               \
			return SS_PLUGIN_SUCCESS;                                                                                      \
		});                                                                                                                \
	}                                                                                                                      \
	static_assert(true, "")

// void start_async(falco::async_handler); void stop_async(); void dump_state(falco::async_handler);
// stop_async comes also without a start; when it returns no thread may use the handler any more.
#define FALCO_PLUGIN_ASYNC(Plugin, sources, names)                                                                         \
	const char* plugin_get_async_events(void) { return names; }                                                            \
	const char* plugin_get_async_event_sources(void) { return sources; }                                                   \
	ss_plugin_rc plugin_set_async_event_handler(ss_plugin_t* s, ss_plugin_owner_t* owner,                                  \
	                                            const ss_plugin_async_event_handler_t handler) {                           \
		return falco::border::guard(falco::border::at<Plugin>(s).error, [&] {                                              \
			falco::border::at<Plugin>(s).plugin->stop_async();                                                             \
			if (handler != nullptr) falco::border::at<Plugin>(s).plugin->start_async({owner, handler});                    \
			return SS_PLUGIN_SUCCESS;                                                                                      \
		});                                                                                                                \
	}                                                                                                                      \
	ss_plugin_rc plugin_dump_state(ss_plugin_t* s, ss_plugin_owner_t* owner,                                               \
	                               const ss_plugin_async_event_handler_t handler) {                                        \
		return falco::border::guard(falco::border::at<Plugin>(s).error, [&] {                                              \
			falco::border::at<Plugin>(s).plugin->dump_state({owner, handler});                                             \
			return SS_PLUGIN_SUCCESS;                                                                                      \
		});                                                                                                                \
	}                                                                                                                      \
	static_assert(true, "")

// void capture_open(); void capture_close(); the latter comes also without the former.
#define FALCO_PLUGIN_LISTENING(Plugin)                                                                                     \
	ss_plugin_rc plugin_capture_open(ss_plugin_t* s, const ss_plugin_capture_listen_input*) {                              \
		return falco::border::guard(falco::border::at<Plugin>(s).error, [&] {                                              \
			falco::border::at<Plugin>(s).plugin->capture_open();                                                           \
			return SS_PLUGIN_SUCCESS;                                                                                      \
		});                                                                                                                \
	}                                                                                                                      \
	ss_plugin_rc plugin_capture_close(ss_plugin_t* s, const ss_plugin_capture_listen_input*) {                             \
		return falco::border::guard(falco::border::at<Plugin>(s).error, [&] {                                              \
			falco::border::at<Plugin>(s).plugin->capture_close();                                                          \
			return SS_PLUGIN_SUCCESS;                                                                                      \
		});                                                                                                                \
	}                                                                                                                      \
	static_assert(true, "")

// std::vector<ss_plugin_metric>& metrics(); it is called by a thread of its own while other calls run.
#define FALCO_PLUGIN_METRICS(Plugin)                                                                                       \
	ss_plugin_metric* plugin_get_metrics(ss_plugin_t* s, std::uint32_t* count) {                                           \
		ss_plugin_metric* first = nullptr;                                                                                 \
		std::string ignored;                                                                                               \
		*count = 0;                                                                                                        \
		falco::border::guard(ignored, [&] {                                                                                \
			std::vector<ss_plugin_metric>& metrics = falco::border::at<Plugin>(s).plugin->metrics();                       \
			*count = static_cast<std::uint32_t>(metrics.size());                                                           \
			first = metrics.data();                                                                                        \
			return SS_PLUGIN_SUCCESS;                                                                                      \
		});                                                                                                                \
		return first;                                                                                                      \
	}                                                                                                                      \
	static_assert(true, "")

// void set_config(std::string_view config); throws for a wrong one and keeps the old one then.
#define FALCO_PLUGIN_SET_CONFIG(Plugin)                                                                                    \
	ss_plugin_rc plugin_set_config(ss_plugin_t* s, const ss_plugin_set_config_input* input) {                              \
		return falco::border::guard(falco::border::at<Plugin>(s).error, [&] {                                              \
			falco::border::at<Plugin>(s).plugin->set_config(falco::border::view(input->config));                           \
			return SS_PLUGIN_SUCCESS;                                                                                      \
		});                                                                                                                \
	}                                                                                                                      \
	static_assert(true, "")

#endif
