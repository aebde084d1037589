package mail

import (
	"context"
	"crypto/tls"
	"net"
	"sync"
)

// connection keeps hold of the way to the server, which the library lets go of when greeting, encryption or sign-in fail.
type connection struct {
	sender *Sender
	mu     sync.Mutex
	conn   net.Conn
	ended  bool
}

// dial connects, encrypted where that comes first.
func (c *connection) dial(ctx context.Context, network, address string) (net.Conn, error) {
	var plain net.Dialer
	dial := plain.DialContext
	if c.sender.cfg.Security == TLS {
		dial = (&tls.Dialer{NetDialer: &plain, Config: c.sender.tls()}).DialContext
	}
	conn, err := dial(ctx, network, address)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ended {
		_ = conn.Close()
		return nil, net.ErrClosed
	}
	c.conn = conn
	return conn, nil
}

// hangUp closes the connection, whatever is going on.
func (c *connection) hangUp() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ended = true
	if c.conn != nil {
		_ = c.conn.Close()
	}
}
