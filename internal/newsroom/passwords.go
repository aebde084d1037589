package newsroom

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"runtime"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"jianbao/models"
)

// Hashing is the cost of a password hash. Zero fields take the default: argon2id with 19 MiB, two passes and one lane (OWASP's
// recommendation), at most two hashes per processor at once, and fifty waiting.
type Hashing struct {
	Memory  uint32 // KiB
	Passes  uint32
	Slots   int // hashes at once
	Waiting int // beyond these an attempt is refused
}

func (h Hashing) withDefaults() Hashing {
	return Hashing{
		Memory: cmp.Or(h.Memory, 19*1024), Passes: cmp.Or(h.Passes, 2),
		Slots: cmp.Or(h.Slots, 2*runtime.GOMAXPROCS(0)), Waiting: cmp.Or(h.Waiting, 50),
	}
}

const (
	lanes   = 1
	saltLen = 16
	keyLen  = 32
	// maxPasswordBytes bounds what is hashed at all; nothing longer was ever accepted as a password.
	maxPasswordBytes = 4 * models.MaxPassword
)

// passwords hashes and checks passwords, a bounded number at once: a hash costs much memory and time on purpose.
type passwords struct {
	cost  Hashing
	slots chan struct{} // holds one entry per hash at work
	queue chan struct{} // and one per hash at work or waiting
	dummy string        // what the password of an unknown account is checked against, so that it takes the same time; of no password
}

func newPasswords(cost Hashing) *passwords {
	cost = cost.withDefaults()
	p := &passwords{cost: cost, slots: make(chan struct{}, cost.Slots), queue: make(chan struct{}, cost.Slots+cost.Waiting)}
	p.dummy = p.write(make([]byte, saltLen), make([]byte, keyLen))
	return p
}

// within runs fn when its turn comes, or refuses when too many wait.
func (p *passwords) within(ctx context.Context, fn func()) error {
	select {
	case p.queue <- struct{}{}:
		defer func() { <-p.queue }()
	default:
		return models.Fail(models.CodeUnavailable, "error.busy")
	}
	select {
	case p.slots <- struct{}{}:
		defer func() { <-p.slots }()
	case <-ctx.Done():
		return fmt.Errorf("wait for a password hash: %w", ctx.Err())
	}
	fn()
	return nil
}

// hash makes the stored form of a password.
func (p *passwords) hash(ctx context.Context, password string) (phc string, err error) {
	err = p.within(ctx, func() { phc = p.phc(password) })
	return phc, err
}

// check reports whether password is the one that phc was made of. An empty phc, of an account that is not there, matches
// nothing and takes as long.
func (p *passwords) check(ctx context.Context, phc, password string) (ok bool, err error) {
	known := phc != "" && len(password) <= maxPasswordBytes
	if !known {
		phc, password = p.dummy, ""
	}
	var matches bool
	var bad error
	if err := p.within(ctx, func() { matches, bad = match(phc, password) }); err != nil {
		return false, err
	}
	return matches && known, bad
}

// outdated reports whether a hash was made at another cost than that of today.
func (p *passwords) outdated(phc string) bool {
	h, err := parsePHC(phc)
	return err != nil || h.memory != p.cost.Memory || h.passes != p.cost.Passes || h.lanes != lanes
}

func (p *passwords) phc(password string) string {
	salt := make([]byte, saltLen)
	_, _ = rand.Read(salt) // never fails: the program ends when the system has no randomness
	return p.write(salt, argon2.IDKey(normal(password), salt, p.cost.Passes, p.cost.Memory, lanes, keyLen))
}

// write is the stored form of a key at today's cost (PHC string format).
func (p *passwords) write(salt, key []byte) string {
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, p.cost.Memory, p.cost.Passes, lanes,
		base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(key))
}

// normal makes the same characters the same bytes, however the keyboard composed them.
func normal(password string) []byte { return norm.NFKC.Bytes([]byte(password)) }

type storedHash struct {
	memory, passes uint32
	lanes          uint8
	salt, key      []byte
}

func match(phc, password string) (bool, error) {
	h, err := parsePHC(phc)
	if err != nil {
		return false, err
	}
	key := argon2.IDKey(normal(password), h.salt, h.passes, h.memory, h.lanes, keyLen)
	return subtle.ConstantTimeCompare(key, h.key) == 1, nil
}

func parsePHC(phc string) (h storedHash, err error) {
	broken := errors.New("the stored password hash cannot be read") // never shows any part of it
	parts := strings.Split(phc, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return h, broken
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &h.memory, &h.passes, &h.lanes); err != nil {
		return h, broken
	}
	if h.salt, err = base64.RawStdEncoding.DecodeString(parts[4]); err != nil {
		return h, broken
	}
	if h.key, err = base64.RawStdEncoding.DecodeString(parts[5]); err != nil || len(h.key) != keyLen || h.passes < 1 || h.lanes < 1 {
		return h, broken
	}
	return h, nil
}

// oneTimePassword makes a password that is easy to read out: four groups of five letters and digits, 100 bits.
func oneTimePassword() string {
	t := strings.ToLower(rand.Text())
	return t[:5] + "-" + t[5:10] + "-" + t[10:15] + "-" + t[15:20]
}
