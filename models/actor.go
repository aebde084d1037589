package models

// Actor is who does something: a user acting in one role of one bulletin. Its zero value is a visitor.
// The newsroom checks in every transaction that the user is enabled and still holds the role.
type Actor struct {
	UserID     int64
	Name       string
	BulletinID int64
	Role       Role // the acting role (当前身份)
	IP         string
}

// SignedIn reports whether the actor is a user at all.
func (a Actor) SignedIn() bool { return a.UserID != 0 }
