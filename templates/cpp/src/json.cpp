// SPDX-License-Identifier: Apache-2.0
#include "json.hpp"

#include <charconv>
#include <cstring>

namespace json {

namespace {

// Arrays and objects inside each other; a bound, because the reader is recursive and its input comes from outside.
constexpr int max_depth = 32;

bool is_digit(char c) {
	return c >= '0' && c <= '9';
}

// Bytes of the UTF-8 sequence at the beginning of the text; 0 if there is none (RFC 3629).
std::size_t sequence_length(std::string_view text) {
	auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
	auto continues = [&](std::size_t i) { return (byte(i) & 0xc0u) == 0x80u; };
	unsigned first = byte(0), second = byte(1);
	if (first < 0x80) return 1;
	if (first >= 0xc2 && first <= 0xdf && continues(1)) return 2;
	if (first >= 0xe0 && first <= 0xef && continues(1) && continues(2)) {
		bool overlong = first == 0xe0 && second < 0xa0;
		bool surrogate = first == 0xed && second > 0x9f;
		return overlong || surrogate ? 0 : 3;
	}
	if (first >= 0xf0 && first <= 0xf4 && continues(1) && continues(2) && continues(3)) {
		bool overlong = first == 0xf0 && second < 0x90;
		bool too_large = first == 0xf4 && second > 0x8f;
		return overlong || too_large ? 0 : 4;
	}
	return 0;
}

void append_utf8(std::string& out, unsigned point) {
	auto add = [&](unsigned byte) { out.push_back(static_cast<char>(byte)); };
	if (point < 0x80) {
		add(point);
	} else if (point < 0x800) {
		add(0xc0 | point >> 6);
		add(0x80 | (point & 0x3f));
	} else if (point < 0x10000) {
		add(0xe0 | point >> 12);
		add(0x80 | (point >> 6 & 0x3f));
		add(0x80 | (point & 0x3f));
	} else {
		add(0xf0 | point >> 18);
		add(0x80 | (point >> 12 & 0x3f));
		add(0x80 | (point >> 6 & 0x3f));
		add(0x80 | (point & 0x3f));
	}
}

} // namespace

class reader {
public:
	explicit reader(std::string_view text) : rest_(text) {}

	bool whole(value& out) {
		skip_blanks();
		if (!read(out, 0)) return false;
		skip_blanks();
		return rest_.empty();
	}

private:
	bool read(value& out, int depth) {
		std::string_view begin = rest_;
		if (rest_.empty() || depth > max_depth || !read_any(out, depth)) return false;
		out.source_ = begin.substr(0, begin.size() - rest_.size());
		return true;
	}

	bool read_any(value& out, int depth) {
		switch (rest_[0]) {
		case '{': return read_object(out, depth);
		case '[': return read_array(out, depth);
		case '"': out.type_ = type::string; return read_string(out.string_);
		case 't': out.type_ = type::boolean; return take("true");
		case 'f': out.type_ = type::boolean; return take("false");
		case 'n': out.type_ = type::null; return take("null");
		default: out.type_ = type::number; return read_number();
		}
	}

	bool read_object(value& out, int depth) {
		out.type_ = type::object;
		take("{");
		skip_blanks();
		if (take("}")) return true;
		do {
			skip_blanks();
			out.keys_.emplace_back();
			if (!read_string(out.keys_.back())) return false;
			skip_blanks();
			if (!take(":") || !read_element(out, depth)) return false;
		} while (take(","));
		return take("}");
	}

	bool read_array(value& out, int depth) {
		out.type_ = type::array;
		take("[");
		skip_blanks();
		if (take("]")) return true;
		do {
			if (!read_element(out, depth)) return false;
		} while (take(","));
		return take("]");
	}

	bool read_element(value& out, int depth) {
		skip_blanks();
		out.values_.emplace_back();
		if (!read(out.values_.back(), depth + 1)) return false;
		skip_blanks();
		return true;
	}

	bool read_number() {
		take("-");
		if (!take("0") && !take_digits()) return false;
		if (take(".") && !take_digits()) return false;
		if (take("e") || take("E")) {
			if (!take("+")) take("-");
			return take_digits();
		}
		return true;
	}

	bool read_string(std::string& out) {
		if (!take("\"")) return false;
		while (!rest_.empty() && rest_[0] != '"') {
			if (static_cast<unsigned char>(rest_[0]) < ' ') return false;
			if (rest_[0] == '\\') {
				if (!read_escape(out)) return false;
				continue;
			}
			std::size_t length = sequence_length(rest_);
			if (length == 0) return false;
			out.append(rest_.substr(0, length));
			rest_.remove_prefix(length);
		}
		return take("\"");
	}

	bool read_escape(std::string& out) {
		static constexpr char names[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
		if (rest_.size() < 2) return false;
		char name = rest_[1];
		rest_.remove_prefix(2);
		if (name == 'u') return read_code_point(out);
		const char* at = name == '\0' ? nullptr : std::strchr(names, name);
		if (at == nullptr) return false;
		out.push_back(meanings[at - names]);
		return true;
	}

	bool read_code_point(std::string& out) {
		unsigned point = 0, low = 0;
		if (!read_hex(point) || point == 0) return false;
		if (point >= 0xdc00 && point <= 0xdfff) return false;
		if (point >= 0xd800 && point <= 0xdbff) {
			if (!take("\\u") || !read_hex(low) || low < 0xdc00 || low > 0xdfff) return false;
			point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
		}
		append_utf8(out, point);
		return true;
	}

	bool read_hex(unsigned& out) {
		if (rest_.size() < 4) return false;
		auto [end, error] = std::from_chars(rest_.data(), rest_.data() + 4, out, 16);
		if (error != std::errc() || end != rest_.data() + 4) return false;
		rest_.remove_prefix(4);
		return true;
	}

	bool take(std::string_view text) {
		if (rest_.substr(0, text.size()) != text) return false;
		rest_.remove_prefix(text.size());
		return true;
	}

	bool take_digits() {
		std::size_t count = 0;
		while (count < rest_.size() && is_digit(rest_[count])) count++;
		rest_.remove_prefix(count);
		return count > 0;
	}

	void skip_blanks() {
		std::size_t count = rest_.find_first_not_of(" \t\n\r");
		rest_.remove_prefix(count == std::string_view::npos ? rest_.size() : count);
	}

	std::string_view rest_;
};

std::optional<bool> value::boolean() const noexcept {
	if (type_ != json::type::boolean) return std::nullopt;
	return source_[0] == 't';
}

std::optional<std::uint64_t> value::number() const noexcept {
	if (type_ != json::type::number) return std::nullopt;
	std::uint64_t result = 0;
	auto [end, error] = std::from_chars(source_.data(), source_.data() + source_.size(), result);
	if (error != std::errc() || end != source_.data() + source_.size()) return std::nullopt;
	return result;
}

std::optional<std::string_view> value::string() const noexcept {
	if (type_ != json::type::string) return std::nullopt;
	return std::string_view(string_);
}

const value* value::member(std::string_view key) const noexcept {
	for (std::size_t i = 0; i < keys_.size(); i++) {
		if (keys_[i] == key) return &values_[i];
	}
	return nullptr;
}

std::optional<value> parse(std::string_view text) {
	value result;
	if (!reader(text).whole(result)) return std::nullopt;
	return result;
}

} // namespace json
