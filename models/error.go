package models

import (
	"errors"
	"fmt"
	"strings"
)

// Code tells a program what kind of error it met. Handlers map each code to one HTTP status in a table.
type Code string

// The codes. A thing the actor may not see is CodeNotFound; one he sees but may not do is CodeForbidden.
const (
	CodeInvalid         Code = "invalid"
	CodeUnauthenticated Code = "unauthenticated"
	CodeForbidden       Code = "forbidden"
	CodeNotFound        Code = "not_found"
	CodeConflict        Code = "conflict"
	CodeGone            Code = "gone"
	CodeTooLarge        Code = "too_large"
	CodeTooMany         Code = "too_many"
	CodeUnsupported     Code = "unsupported" // a kind of file that is not read
	CodeUnavailable     Code = "unavailable"
	CodeInternal        Code = "internal"
)

// Args fill the placeholders of a message.
type Args map[string]any

// Error carries a code for the program, a message key for the person and a cause for the log.
type Error struct {
	Code   Code
	Key    string // key in the message catalogue
	Args   Args
	Fields []FieldError
	Err    error // cause; never shown to a person
}

// FieldError says what is wrong with one field of a form.
type FieldError struct {
	Field string // name of the form field
	Key   string
	Args  Args
}

func (e *Error) Error() string {
	var s strings.Builder
	fmt.Fprintf(&s, "%s: %s", e.Code, e.Key)
	for _, f := range e.Fields {
		fmt.Fprintf(&s, " [%s %s]", f.Field, f.Key)
	}
	if e.Err != nil {
		fmt.Fprintf(&s, ": %v", e.Err)
	}
	return s.String()
}

func (e *Error) Unwrap() error { return e.Err }

// Fail makes an error from a code and a message key.
func Fail(code Code, key string) *Error { return &Error{Code: code, Key: key} }

// With adds the placeholders of the message.
func (e *Error) With(args Args) *Error { e.Args = args; return e }

// Because adds the cause.
func (e *Error) Because(err error) *Error { e.Err = err; return e }

// NotFound is the answer for what does not exist and for what the actor may not see: the two cannot be told apart.
func NotFound() *Error { return Fail(CodeNotFound, "error.not_found") }

// CodeOf finds the code of err, CodeInternal if it has none.
func CodeOf(err error) Code {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return CodeInternal
}

// Problems gathers the field errors of one form.
type Problems []FieldError

// Add notes a problem of one field.
func (p *Problems) Add(field, key string, args ...Args) {
	f := FieldError{Field: field, Key: key}
	if len(args) > 0 {
		f.Args = args[0]
	}
	*p = append(*p, f)
}

// Err is nil when there is no problem, else one CodeInvalid error with all of them.
func (p Problems) Err() error {
	if len(p) == 0 {
		return nil
	}
	return &Error{Code: CodeInvalid, Key: "error.invalid", Fields: p}
}
