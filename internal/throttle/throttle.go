// Package throttle slows down guessing: after a few failures each further attempt has to wait twice as long as the one
// before.
package throttle

import (
	"cmp"
	"crypto/sha256"
	"net/netip"
	"sync"
	"time"
)

const (
	longestWait = 15 * time.Minute
	forgetAfter = time.Hour
	// sweepAt bounds the memory that an attacker with many addresses can take.
	sweepAt = 50_000
)

// Brake is the longest wait for a key that strangers can drive up, such as an account's that all addresses count for:
// it slows guessing down and locks nobody out.
const Brake = 5 * time.Second

// Key names something that attempts are counted for, how many of them are free, and how long the wait grows (fifteen
// minutes where zero).
type Key struct {
	Name    string
	Free    int
	Longest time.Duration
}

// hash is what is kept of a name: names are what strangers type, of any length.
func (k Key) hash() [sha256.Size]byte { return sha256.Sum256([]byte(k.Name)) }

// Throttle counts attempts in memory; a restart forgives them. The zero value is ready.
type Throttle struct {
	mu    sync.Mutex
	tries map[[sha256.Size]byte]*tries
}

type tries struct {
	count int
	last  time.Time
	until time.Time
}

// Attempt counts an attempt for every key and returns zero, or returns how long to wait and counts nothing. It counts
// before the outcome is known, so a thousand attempts at once are not a thousand free ones.
func (t *Throttle) Attempt(now time.Time, keys ...Key) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()

	var wait time.Duration
	for _, k := range keys {
		if s := t.tries[k.hash()]; s != nil {
			wait = max(wait, s.until.Sub(now))
		}
	}
	if wait > 0 {
		return wait
	}

	t.sweep(now)
	for _, k := range keys {
		s := t.count(now, k)
		if over := s.count - k.Free; over >= 0 {
			s.until = now.Add(min(cmp.Or(k.Longest, longestWait), time.Second<<min(over, 20)))
		}
	}
	return 0
}

// Count counts an attempt and returns how many there have been, this one included, whatever the wait.
func (t *Throttle) Count(k Key) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.sweep(time.Now())
	return t.count(time.Now(), k).count
}

func (t *Throttle) count(now time.Time, k Key) *tries {
	s := t.tries[k.hash()]
	if s == nil || now.Sub(s.last) > forgetAfter {
		s = new(tries)
		t.tries[k.hash()] = s
	}
	s.count++
	s.last = now
	return s
}

// Succeeded forgets the attempts counted for keys.
func (t *Throttle) Succeeded(keys ...Key) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, k := range keys {
		delete(t.tries, k.hash())
	}
}

// Refund takes back one attempt for every key: it was not a guess.
func (t *Throttle) Refund(keys ...Key) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, k := range keys {
		if s := t.tries[k.hash()]; s != nil {
			s.count--
			s.until = time.Time{}
		}
	}
}

func (t *Throttle) sweep(now time.Time) {
	if t.tries == nil {
		t.tries = map[[sha256.Size]byte]*tries{}
	}
	if len(t.tries) < sweepAt {
		return
	}
	for name, s := range t.tries {
		if now.After(s.until) { // those that have to wait are kept as long as there is room
			delete(t.tries, name)
		}
	}
	if len(t.tries) >= sweepAt {
		clear(t.tries)
	}
}

// Address reduces an IP address to what one party can be expected to hold: an IPv4 address, or the /64 of an IPv6 one.
func Address(ip string) string {
	addr, err := netip.ParseAddr(ip)
	if err != nil {
		return ip
	}
	addr = addr.Unmap()
	if addr.Is4() {
		return addr.String()
	}
	prefix, err := addr.Prefix(64)
	if err != nil {
		return ip
	}
	return prefix.String()
}
