/* SPDX-License-Identifier: Apache-2.0 */
/* Field extraction. */
#ifndef GOOD_EXTRACT_H
#define GOOD_EXTRACT_H

#include <arpa/inet.h>

/* What the function of a field gets: the payload of an own event, the request, and the place for values. */
struct good_call {
	const ss_plugin_event *evt;
	const char *payload;
	uint32_t length;
	ss_plugin_extract_field *request;
	struct good_result *result;
};

typedef void (*good_field_fn)(struct good_call *call);

/* Notes where the value stands, counted from the event header. */
GOOD_FN void good_note_place(struct good_call *call, struct good_slice slice) {
	call->result->start = (uint32_t)(slice.at - (const char *)call->evt);
	call->result->length = slice.length;
}

GOOD_FN void good_give_u64(struct good_call *call, uint64_t value) {
	call->result->u64 = value;
	call->request->res.u64 = &call->result->u64;
	call->request->res_len = 1;
}

GOOD_FN void good_give_text(struct good_call *call, struct good_slice slice) {
	if (!good_copy(slice, call->result->text[0])) return;
	call->result->str[0] = call->result->text[0];
	call->request->res.str = call->result->str;
	call->request->res_len = 1;
	good_note_place(call, slice);
}

GOOD_FN void good_give_address(struct good_call *call, const char *key, int family) {
	char text[GOOD_TEXT_MAX];
	if (!good_copy(good_find(call->payload, call->length, key), text)) return;
	if (inet_pton(family, text, call->result->address) != 1) return;
	call->result->buf.ptr = call->result->address;
	call->result->buf.len = family == AF_INET ? 4 : 16;
	call->request->res.buf = &call->result->buf;
	call->request->res_len = 1;
}

GOOD_FN void good_field_seq(struct good_call *call) {
	struct good_slice slice = good_find(call->payload, call->length, "seq");
	uint64_t value;
	if (!good_number(slice, &value)) return;
	good_give_u64(call, value);
	good_note_place(call, slice);
}

GOOD_FN void good_field_user(struct good_call *call) {
	good_give_text(call, good_find(call->payload, call->length, "user"));
}

GOOD_FN void good_field_ok(struct good_call *call) {
	struct good_slice slice = good_find(call->payload, call->length, "ok");
	if (slice.at == NULL) return;
	call->result->boolean = slice.length == 4 && memcmp(slice.at, "true", 4) == 0;
	call->request->res.boolean = &call->result->boolean;
	call->request->res_len = 1;
}

GOOD_FN void good_field_took(struct good_call *call) {
	uint64_t ms;
	if (good_number(good_find(call->payload, call->length, "ms"), &ms)) good_give_u64(call, ms * 1000000);
}

GOOD_FN void good_field_at(struct good_call *call) {
	if (call->evt->ts != UINT64_MAX) good_give_u64(call, call->evt->ts);
}

GOOD_FN void good_field_ip(struct good_call *call) {
	good_give_address(call, "ip", AF_INET);
}

GOOD_FN void good_field_ip6(struct good_call *call) {
	good_give_address(call, "ip6", AF_INET6);
}

GOOD_FN void good_field_net(struct good_call *call) {
	good_give_address(call, "net", AF_INET);
}

GOOD_FN void good_field_tags(struct good_call *call) {
	struct good_slice list = good_find(call->payload, call->length, "tags");
	uint32_t n = 0;
	while (n < GOOD_LIST_MAX && good_copy(good_nth(list, n), call->result->text[n])) {
		call->result->str[n] = call->result->text[n];
		n++;
	}
	call->request->res.str = call->result->str;
	call->request->res_len = n;
}

/* good.item[N]: the N-th tag. */
GOOD_FN void good_field_item(struct good_call *call) {
	if (!call->request->arg_present) return;
	good_give_text(call, good_nth(good_find(call->payload, call->length, "tags"), call->request->arg_index));
}

/* good.value[KEY]: the value of a key of the payload. */
GOOD_FN void good_field_value(struct good_call *call) {
	if (!call->request->arg_present || call->request->arg_key == NULL) return;
	good_give_text(call, good_find(call->payload, call->length, call->request->arg_key));
}

/* good.any, good.any[N], good.any[KEY]: the user, a tag, a value. A number comes as index and as key. */
GOOD_FN void good_field_any(struct good_call *call) {
	const char *key = call->request->arg_key;
	if (!call->request->arg_present) {
		good_field_user(call);
	} else if (key != NULL && (*key < '0' || *key > '9')) {
		good_field_value(call);
	} else {
		good_field_item(call);
	}
}

/* name, type, description, more JSON, function. FIRST and NEXT differ by the comma of the JSON only. */
#ifndef GOOD_FIELDS
#define GOOD_FIELDS(FIRST, NEXT) \
	FIRST("good.seq", "uint64", "Number of the event", "", good_field_seq) \
	NEXT("good.user", "string", "Name of the user", ",\"addOutput\":true", good_field_user) \
	NEXT("good.ok", "bool", "Whether the number is even", "", good_field_ok) \
	NEXT("good.took", "reltime", "How long it took", "", good_field_took) \
	NEXT("good.at", "abstime", "When it happened", "", good_field_at) \
	NEXT("good.ip", "ipaddr", "IPv4 address of the user", ",\"properties\":[\"conversation\"]", good_field_ip) \
	NEXT("good.ip6", "ipaddr", "IPv6 address of the user", "", good_field_ip6) \
	NEXT("good.net", "ipnet", "Network of the user", "", good_field_net) \
	NEXT("good.tags", "string", "Tags of the event", ",\"isList\":true", good_field_tags) \
	NEXT("good.item", "string", "The tag with this index", ",\"arg\":{\"isRequired\":true,\"isIndex\":true}", \
	     good_field_item) \
	NEXT("good.value", "string", "The value of this key", ",\"arg\":{\"isRequired\":true,\"isKey\":true}", \
	     good_field_value) \
	NEXT("good.any", "string", "The user, or the tag with this index, or the value of this key", \
	     ",\"arg\":{\"isIndex\":true,\"isKey\":true}", good_field_any) \
	GOOD_MORE_FIELDS(NEXT)
#endif

#define GOOD_FIELD_JSON(name, type, desc, more, fn) \
	"{\"name\":\"" name "\",\"type\":\"" type "\",\"desc\":\"" desc "\"" more "}"
#define GOOD_NEXT_FIELD_JSON(name, type, desc, more, fn) "," GOOD_FIELD_JSON(name, type, desc, more, fn)
#define GOOD_FIELD_FN(name, type, desc, more, fn) fn,

#ifndef GOOD_FIELDS_JSON
#define GOOD_FIELDS_JSON "[" GOOD_FIELDS(GOOD_FIELD_JSON, GOOD_NEXT_FIELD_JSON) "]"
#endif

GOOD_FN void good_extract_field(struct good_state *state, const ss_plugin_event_input *evt,
                                ss_plugin_extract_field *request, struct good_result *result) {
	static const good_field_fn functions[] = {GOOD_FIELDS(GOOD_FIELD_FN, GOOD_FIELD_FN)};
	(void)state;
	struct good_call call = {.evt = evt->evt, .request = request, .result = result};
	call.payload = pk_read_payload(evt->evt, &call.length);
	if (call.payload == NULL || request->field_id >= sizeof functions / sizeof *functions) return;
	functions[request->field_id](&call);
}

/* One place per field, and one per value where a host reads them that way (libs does, for lists). */
GOOD_FN bool good_make_offsets(struct good_state *state, const ss_plugin_field_extract_input *in) {
	uint32_t n = in->num_fields;
	for (uint32_t i = 0; i < in->num_fields; i++) {
		if (in->fields[i].res_len > n) n = (uint32_t)in->fields[i].res_len;
	}
	if (n > state->noffsets) {
		uint32_t *grown = realloc(state->offsets, 2 * n * sizeof *grown);
		if (grown == NULL) return false;
		state->offsets = grown;
		state->noffsets = n;
	}
	memset(state->offsets, 0, 2 * state->noffsets * sizeof *state->offsets);
	for (uint32_t i = 0; i < in->num_fields; i++) {
		state->offsets[i] = state->results[i].start;
		state->offsets[state->noffsets + i] = state->results[i].length;
	}
	in->value_offsets->start = state->offsets;
	in->value_offsets->length = state->offsets + state->noffsets;
	return true;
}

GOOD_FN ss_plugin_rc good_extract_fields(struct good_state *state, const ss_plugin_event_input *evt,
                                         const ss_plugin_field_extract_input *in) {
	for (uint32_t i = 0; i < in->num_fields; i++) in->fields[i].res_len = 0;
	if (in->num_fields > state->nresults) {
		struct good_result *grown = realloc(state->results, in->num_fields * sizeof *grown);
		if (grown == NULL) return pk_fail(state, "extract: no memory");
		state->results = grown;
		state->nresults = in->num_fields;
	}
	for (uint32_t i = 0; i < in->num_fields; i++) {
		state->results[i].start = state->results[i].length = 0;
		pk_extract_field(state, evt, &in->fields[i], &state->results[i]);
	}
	if (GOOD_OFFSETS && in->value_offsets != NULL && !good_make_offsets(state, in)) {
		return pk_fail(state, "extract: no memory");
	}
	return SS_PLUGIN_SUCCESS;
}

GOOD_FN uint16_t *good_get_extract_event_types(uint32_t *n) {
	static const uint16_t types[] = GOOD_EXTRACT_TYPES;
	*n = sizeof types / sizeof *types;
	return (uint16_t *)types;
}

#endif
