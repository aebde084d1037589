package picture

import "fmt"

// Code says why a picture is refused.
type Code string

// The codes.
const (
	Empty         Code = "empty"
	UnknownType   Code = "unknown_type"    // Kind says which, where it is known
	TooLarge      Code = "too_large"       // in bytes
	TooManyPixels Code = "too_many_pixels" // Width and Height say how many
	Damaged       Code = "damaged"
)

// Error is a refusal.
type Error struct {
	Code          Code
	Kind          string // jpeg, png, heic, …; "" where the content is no picture that is known
	Width, Height int
	Err           error
}

func (e *Error) Error() string {
	return fmt.Sprintf("picture is refused: %s %s %d×%d: %v", e.Code, e.Kind, e.Width, e.Height, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }
