// SPDX-License-Identifier: Apache-2.0
// A small JSON reader. Strict (RFC 8259), with two extra refusals: text that is not UTF-8, and "\u0000" in strings.
#ifndef JSON_HPP
#define JSON_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace json {

enum class type { null, boolean, number, string, array, object };

// A value, with the text that it was read from: the text has to live as long.
class value {
public:
	json::type type() const noexcept { return type_; }

	// As it stands in the text: strings with their quotes, arrays and objects with their brackets.
	std::string_view source() const noexcept { return source_; }

	// Nothing if the value is of another type. A number has to be a whole one, without fraction and exponent.
	std::optional<bool> boolean() const noexcept;
	std::optional<std::uint64_t> number() const noexcept;
	std::optional<std::string_view> string() const noexcept;

	// The member of an object with this key (the first, if there are several); nullptr if there is none.
	const value* member(std::string_view key) const noexcept;

	// Elements of an array, values of an object.
	const std::vector<value>& values() const noexcept { return values_; }
	// Keys of an object, in the order of its values.
	const std::vector<std::string>& keys() const noexcept { return keys_; }

private:
	friend class reader;
	json::type type_ = json::type::null;
	std::string_view source_;
	std::string string_;
	std::vector<std::string> keys_;
	std::vector<value> values_;
};

// The value, if the whole text is one.
std::optional<value> parse(std::string_view text);

} // namespace json

#endif
