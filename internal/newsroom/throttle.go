package newsroom

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"net/netip"
	"time"

	"jianbao/internal/store"
	"jianbao/models"
)

// scope says whose attempts a limit counts together.
type scope string

const (
	perSource  scope = "source"  // one network, whatever the account
	perPair    scope = "pair"    // one account from one network, or from one device that it signed in on before
	perAccount scope = "account" // one account from everywhere, devices that it signed in on before excepted
)

// limit is one row of the table that slows guessing down. From the given number of attempts within the window on, the next one
// waits; with a longest wait the wait doubles up to it with every further attempt. Nobody can be locked out by a stranger: a
// device on which the account was used before has a count of its own.
type limit struct {
	scope   scope
	from    int
	window  time.Duration // 0: attempts count until one succeeds
	wait    time.Duration // 0: until an administrator sets a new password
	longest time.Duration // 0: always the same wait
}

var limits = []limit{
	{scope: perSource, from: 20, window: time.Second, wait: time.Second},
	{scope: perPair, from: 5, window: 15 * time.Minute, wait: 15 * time.Minute},
	{scope: perAccount, from: 10, wait: time.Second, longest: 30 * time.Second},
	{scope: perAccount, from: 100}, // NIST SP 800-63B: no more than 100 failures in a row
}

// never is the wait of an account that only an administrator opens again.
const never = time.Duration(math.MaxInt64)

// left is how long the next attempt must still wait.
func (l limit) left(t store.Throttle, now time.Time) time.Duration {
	if t.Failures < l.from || (l.window > 0 && now.Sub(t.FirstAt) >= l.window+l.wait) {
		return 0
	}
	wait := l.wait
	switch {
	case wait == 0:
		return never
	case l.longest > 0:
		doublings := min(t.Failures-l.from, 30)
		wait = min(wait<<doublings, l.longest)
	}
	return max(0, t.LastAt.Add(wait).Sub(now))
}

// attempt is one try at a password: who is claimed, and where it comes from.
type attempt struct {
	login  string
	ip     string
	device string // token of a device; counts only where it is known for the account
	inside bool   // asked again within a session, which is as good as a known device
}

// The keys hold hashes: people type passwords into the field for names.
func throttleKey(kind string, parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		_, _ = h.Write([]byte(p + "\x00"))
	}
	return kind + ":" + hex.EncodeToString(h.Sum(nil)[:16])
}

func (a attempt) deviceKey() string  { return throttleKey("device", a.login, a.device) }
func (a attempt) accountKey() string { return throttleKey(string(perAccount), a.login) }

// keys are the counters that the attempt adds to.
func (a attempt) keys(known bool) map[scope]string {
	if known {
		return map[scope]string{perPair: throttleKey(string(perPair), a.login, "device", a.device)}
	}
	network := networkOf(a.ip)
	return map[scope]string{
		perSource:  throttleKey(string(perSource), network),
		perPair:    throttleKey(string(perPair), a.login, network),
		perAccount: a.accountKey(),
	}
}

// networkOf is the neighbourhood of an address that counts as one source: /24, or /64 of IPv6.
func networkOf(ip string) string {
	addr, err := netip.ParseAddr(ip)
	if err != nil {
		return "unknown"
	}
	addr = addr.Unmap()
	bits := 64
	if addr.Is4() {
		bits = 24
	}
	network, err := addr.Prefix(bits)
	if err != nil {
		return "unknown"
	}
	return network.String()
}

// windows is after which time the counters of a scope begin anew.
func windows(s scope) time.Duration {
	var longest time.Duration
	for _, l := range limits {
		if l.scope == s {
			longest = max(longest, l.window)
		}
	}
	return longest
}

// admit counts an attempt before it is made, so that many at once are no way round the limits, or refuses it. A success takes
// the count back.
func admit(tx *store.Tx, a attempt) error {
	if err := tx.LockThrottles(); err != nil {
		return err
	}
	known, err := knownDevice(tx, a)
	if err != nil {
		return err
	}
	counts := map[scope]store.Throttle{}
	var wait time.Duration
	for s, key := range a.keys(known) {
		if counts[s], err = tx.Throttle(key); err != nil {
			return err
		}
		wait = max(wait, waitFor(s, counts[s], tx.Now))
	}
	if wait > 0 {
		return tooMany(wait)
	}
	for s, t := range counts {
		if err := count(tx, s, t); err != nil {
			return err
		}
	}
	return nil
}

// waitFor is how long the limits of a scope still hold an attempt back.
func waitFor(s scope, t store.Throttle, now time.Time) (wait time.Duration) {
	for _, l := range limits {
		if l.scope == s {
			wait = max(wait, l.left(t, now))
		}
	}
	return wait
}

// count adds one attempt, to a new count when the window of the old one is over.
func count(tx *store.Tx, s scope, t store.Throttle) error {
	if w := windows(s); t.Failures == 0 || (w > 0 && tx.Now.Sub(t.FirstAt) >= w) {
		t.Failures, t.FirstAt = 0, tx.Now
	}
	t.Failures, t.LastAt = t.Failures+1, tx.Now
	return tx.SaveThrottle(t)
}

func tooMany(wait time.Duration) error {
	if wait == never {
		return models.Fail(models.CodeTooMany, "account.closed_to_strangers")
	}
	seconds := int(math.Ceil(wait.Seconds()))
	return models.Fail(models.CodeTooMany, "account.too_many").With(models.Args{"Seconds": seconds, "Minutes": (seconds + 59) / 60})
}

func knownDevice(tx *store.Tx, a attempt) (bool, error) {
	if a.inside || a.device == "" {
		return a.inside, nil
	}
	t, err := tx.Throttle(a.deviceKey())
	return !t.FirstAt.IsZero(), err
}

// succeeded forgets the attempts of an account that has shown its password, and remembers the device.
func succeeded(tx *store.Tx, a attempt) error {
	known, err := knownDevice(tx, a)
	if err != nil {
		return err
	}
	keys := a.keys(known)
	if a.inside {
		return tx.ClearThrottles(keys[perPair])
	}
	if err := tx.ClearThrottles(keys[perPair], a.accountKey()); err != nil || a.device == "" {
		return err
	}
	return tx.SaveThrottle(store.Throttle{Key: a.deviceKey(), FirstAt: tx.Now, LastAt: tx.Now})
}
