package throttle

import (
	"testing"
	"time"
)

func TestWaitsDoubleAndEnd(t *testing.T) {
	var th Throttle
	key := Key{Name: "account", Free: 3}
	now := time.Now()
	for i := range 2 {
		if wait := th.Attempt(now, key); wait != 0 {
			t.Fatalf("free attempt %d waits %v", i, wait)
		}
	}
	for _, want := range []time.Duration{time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second} {
		if wait := th.Attempt(now, key); wait != 0 {
			t.Fatalf("an attempt after its wait has to wait %v", wait)
		}
		if wait := th.Attempt(now, key); wait != want {
			t.Fatalf("the next waits %v, want %v", wait, want)
		}
		now = now.Add(want)
	}
	for range 30 {
		th.Attempt(now, key)
		now = now.Add(longestWait)
	}
	if th.Attempt(now, key); th.Attempt(now, key) > longestWait {
		t.Error("the wait grows without end")
	}
	th.Succeeded(key)
	if wait := th.Attempt(now, key); wait != 0 {
		t.Errorf("after a success it waits %v", wait)
	}
	if wait := th.Attempt(now.Add(2*forgetAfter), key); wait != 0 {
		t.Errorf("after an hour it waits %v", wait)
	}
}

func TestRefundIsNoAttempt(t *testing.T) {
	var th Throttle
	key := Key{Name: "office", Free: 2}
	for range 100 {
		if wait := th.Attempt(time.Now(), key); wait != 0 {
			t.Fatalf("successes are slowed down: %v", wait)
		}
		th.Refund(key)
	}
}

func TestOneKeyHoldsAllBack(t *testing.T) {
	var th Throttle
	now := time.Now()
	address := Key{Name: "address", Free: 1}
	th.Attempt(now, address, Key{Name: "a", Free: 5})
	if wait := th.Attempt(now, address, Key{Name: "b", Free: 5}); wait == 0 {
		t.Error("another account from the same address is free")
	}
}

func TestMemoryIsBounded(t *testing.T) {
	var th Throttle
	now := time.Now()
	for i := range 3 * sweepAt {
		th.Attempt(now, Key{Name: string(rune(i)) + time.Duration(i).String(), Free: 5})
	}
	if n := len(th.tries); n > sweepAt {
		t.Errorf("%d keys are kept", n)
	}
}

func TestAddress(t *testing.T) {
	for ip, want := range map[string]string{
		"192.0.2.7":        "192.0.2.7",
		"::ffff:192.0.2.7": "192.0.2.7",
		"2001:0db8:0001:0002:0003:0004:0005:0006": "2001:db8:1:2::/64",
		"nonsense": "nonsense",
	} {
		if got := Address(ip); got != want {
			t.Errorf("%s counts as %s, want %s", ip, got, want)
		}
	}
}
