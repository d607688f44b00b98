// SPDX-License-Identifier: Apache-2.0
// What the JSON reader accepts, refuses and finds. Built and run by `ctest --preset release`.
#include "../src/json.hpp"

#include <cstdio>
#include <initializer_list>

namespace {

int failures = 0;

void check(bool holds, std::string_view what) {
	if (holds) return;
	failures++;
	std::fprintf(stderr, "FAILED: %.*s\n", static_cast<int>(what.size()), what.data());
}

void accepts() {
	for (std::string_view text : {"{}", " [ 1 , -0.5e+3, true, null ] ", R"("\u00e9\ud83d\ude00\n")", R"({"a":{"b":[]}})"}) {
		check(json::parse(text).has_value(), text);
	}
}

void refuses() {
	for (std::string_view text : {"", "{", "[1,]", "{\"a\"}", "01", "1.", "+1", "nul", "\"", "\"\\u0000\"", "\"\\ud800\"",
	                              "\"\\x\"", "\"\xff\"", "\"\xc0\x80\"", "\"\n\"", "1 2", "'a'"}) {
		check(!json::parse(text).has_value(), text);
	}
	check(!json::parse(std::string(1000, '[')).has_value(), "a thousand brackets");
}

void finds() {
	auto record = json::parse(R"({"seq":18446744073709551615,"user":"\u00e4\"","ok":false,"list":["a",2],"seq":1})");
	check(record.has_value(), "record");
	if (!record) return;
	check(record->member("seq")->number() == UINT64_MAX, "largest number, first of two members");
	check(record->member("user")->string() == "\xc3\xa4\"", "escapes");
	check(record->member("ok")->boolean() == false, "truth");
	check(record->member("list")->source() == "[\"a\",2]", "source");
	check(record->member("list")->values().size() == 2, "elements");
	check(record->member("nothing") == nullptr, "no member");
	for (std::string_view text : {"-1", "1.0", "1e3", "18446744073709551616", "\"1\""}) {
		check(!json::parse(text)->number().has_value(), text);
	}
}

} // namespace

int main() {
	accepts();
	refuses();
	finds();
	return failures == 0 ? 0 : 1;
}
