// The plugin of bench.c in Go, with cgo alone: every call of extract_fields crosses from C to Go.
package main

/*
#include <stdlib.h>
#include <string.h>
#include <stdint.h>

// The structs of the plugin API that are used here; its header declares the functions that cgo declares itself.
struct event { uint64_t ts, tid; uint32_t len; uint16_t type; uint32_t nparams; } __attribute__((packed));
struct event_input { const struct event *evt; uint64_t evtnum; const char *evtsrc; };
struct field { void *res; uint64_t res_len; uint32_t field_id; const char *name, *arg_key; uint64_t arg_index; uint32_t arg_present, ftype, flist; };
struct extract_input { void *owner, *get_owner_last_error; uint32_t num_fields; struct field *fields; };
enum { BATCH = 128, EVENT = 42 };
struct instance { uint64_t next, every; uint8_t memory[BATCH][EVENT]; struct event *events[BATCH]; };
static struct instance *make(uint64_t every) {
	struct instance *x = calloc(1, sizeof *x);
	x->every = every;
	for (int i = 0; i < BATCH; i++) {
		struct event event = { .ts = 1700000000000000000, .tid = UINT64_MAX, .len = EVENT, .type = 322, .nparams = 2 };
		uint32_t lengths[3] = { 4, 4, 0 };
		memcpy(x->memory[i], &event, sizeof event);
		memcpy(x->memory[i] + sizeof event, lengths, sizeof lengths);
		x->events[i] = (struct event *)x->memory[i];
	}
	return x;
}
static void fill(struct instance *x, uint32_t *count, struct event ***events) {
	for (int i = 0; i < BATCH; i++) {
		uint32_t k = x->every != 0 && x->next++ % x->every == 0;
		memcpy(x->memory[i] + 38, &k, sizeof k);
	}
	*count = BATCH;
	*events = x->events;
}
*/
import "C"

import (
	"fmt"
	"strconv"
	"unsafe"
)

// By whether the event is one that rules match: an array of ten texts, in memory of C.
var values [2]**C.char
var texts = map[string]*C.char{}

func text(s string) *C.char {
	if texts[s] == nil {
		texts[s] = C.CString(s)
	}
	return texts[s]
}

func init() {
	for kind := range values {
		array := (*[10]*C.char)(C.calloc(10, 8))
		for i := range array {
			array[i] = C.CString(fmt.Sprintf("common-%d", i))
		}
		if kind == 1 {
			array[0] = C.CString("hit")
		}
		values[kind] = &array[0]
	}
}

//export plugin_get_required_api_version
func plugin_get_required_api_version() *C.char { return text("3.8.0") }

//export plugin_get_version
func plugin_get_version() *C.char { return text("0.1.0") }

//export plugin_get_name
func plugin_get_name() *C.char { return text("bench") }

//export plugin_get_description
func plugin_get_description() *C.char { return text("Events that cost nothing") }

//export plugin_get_contact
func plugin_get_contact() *C.char { return text("nobody@example.org") }

//export plugin_get_id
func plugin_get_id() C.uint32_t { return 999 }

//export plugin_get_event_source
func plugin_get_event_source() *C.char { return text("bench") }

//export plugin_get_last_error
func plugin_get_last_error(s unsafe.Pointer) *C.char { return text("") }

//export plugin_init
func plugin_init(in unsafe.Pointer, rc *C.int32_t) unsafe.Pointer {
	*rc = 0
	return C.malloc(1)
}

//export plugin_destroy
func plugin_destroy(s unsafe.Pointer) { C.free(s) }

//export plugin_get_fields
func plugin_get_fields() *C.char {
	list := ""
	for i := 0; i < 10; i++ {
		list += fmt.Sprintf(`,{"type":"string","name":"b.f%d","desc":"A field"}`, i)
	}
	return text("[" + list[1:] + "]")
}

//export plugin_extract_fields
func plugin_extract_fields(s unsafe.Pointer, event *C.struct_event_input, in *C.struct_extract_input) C.int32_t {
	kind := *(*uint32)(unsafe.Add(unsafe.Pointer(event.evt), 38))
	fields := unsafe.Slice(in.fields, int(in.num_fields))
	for i := range fields {
		field := &fields[i]
		field.res = unsafe.Add(unsafe.Pointer(values[kind]), 8*uintptr(field.field_id))
		field.res_len = 1
	}
	return 0
}

//export plugin_open
func plugin_open(s unsafe.Pointer, params *C.char, rc *C.int32_t) unsafe.Pointer {
	every, _ := strconv.ParseUint(C.GoString(params), 10, 64)
	*rc = 0
	return unsafe.Pointer(C.make(C.uint64_t(every)))
}

//export plugin_close
func plugin_close(s unsafe.Pointer, h unsafe.Pointer) { C.free(h) }

//export plugin_next_batch
func plugin_next_batch(s unsafe.Pointer, h unsafe.Pointer, count *C.uint32_t, events ***C.struct_event) C.int32_t {
	C.fill((*C.struct_instance)(h), count, events)
	return 0
}

func main() {}
