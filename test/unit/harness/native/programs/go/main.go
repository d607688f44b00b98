// A shared library as today's Go builds it: what a plugin in Go does to its host, without any SDK.
package main

/*
#include <stdint.h>
#include <stdlib.h>
typedef int32_t (*async_fn)(void *, void *, char *);
typedef void (*log_fn)(void *, const char *, const char *, int32_t);
static int32_t call_async(void *f, void *o, void *e, char *err) { return ((async_fn)f)(o, e, err); }
static void call_log(void *f, void *o, const char *c, const char *m) { ((log_fn)f)(o, c, m, 6); }
struct field { void *res; uint64_t res_len; uint32_t id; };
static struct field *field_of(void *in) { return *(struct field **)((char *)in + 24); }
static uint64_t value;
static void set(struct field *f, uint64_t v) { value = v; f->res = &value; f->res_len = 1; }
static unsigned char ev[50];
static void *event(void) { return ev; }
*/
import "C"
import (
	"encoding/binary"
	"runtime"
	"sync"
	"unsafe"
)

var n uint64
var sink [][]byte

//export extract_fields
func extract_fields(s, e, in unsafe.Pointer) int32 {
	n++
	C.set(C.field_of(in), C.uint64_t(n))
	return 0
}

//export callbacks
func callbacks(log, async, owner unsafe.Pointer, count uint64) uint64 {
	b := (*[50]byte)(C.event())
	for i := 0; i < 16; i++ {
		b[i] = 0xff
	}
	le := binary.LittleEndian
	le.PutUint32(b[16:], 50)
	le.PutUint16(b[20:], 402)
	le.PutUint32(b[22:], 3)
	le.PutUint32(b[26:], 4)
	le.PutUint32(b[30:], 5)
	le.PutUint32(b[34:], 3)
	copy(b[42:], "tick\x00xyz")
	var wg sync.WaitGroup
	var mu sync.Mutex
	var ok uint64
	m := C.CString("from a goroutine")
	for g := 0; g < 8; g++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			runtime.LockOSThread()
			err := (*C.char)(C.malloc(1024))
			for i := uint64(0); i < count; i++ {
				C.call_log(log, owner, nil, m)
				if C.call_async(async, owner, C.event(), err) == 0 {
					mu.Lock()
					ok++
					mu.Unlock()
				}
				sink = append(sink[:0:0], make([]byte, 1000))
				if i%100 == 0 {
					runtime.GC()
				}
			}
		}()
	}
	wg.Wait()
	return ok
}

//export nil_dereference
func nil_dereference() int32 { var p *int32; return *p }

//export recovered_nil
func recovered_nil() (r int32) {
	defer func() { recover(); r = 7 }()
	var p *int32
	return *p
}

//export panics
func panics() int32 { panic("a panic") }

//export exits_goroutine
func exits_goroutine() int32 { go func() { panic("in a goroutine") }(); select {} }

//export spins
func spins() int32 {
	for {
		n++
	}
}

//export empty
func empty() int32 { return 0 }

func main() {}
