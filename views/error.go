package views

import "jianbao/models"

// ErrorVM is the page of an error at the desk: what happened, what is safe, what to do next.
type ErrorVM struct {
	Code      models.Code
	Key       string // of the message, for errors that have advice of their own
	Text      string // what happened, in words
	RequestID string // to be named on the telephone; empty: not shown
	Back      string // where to go on
	Typed     string // words of the form that was refused, to be copied; empty: none
}

var errorTitles = map[models.Code]string{
	models.CodeInvalid:         "error.title.invalid",
	models.CodeUnauthenticated: "error.title.conflict",
	models.CodeForbidden:       "error.title.forbidden",
	models.CodeNotFound:        "error.title.not_found",
	models.CodeConflict:        "error.title.conflict",
	models.CodeGone:            "error.title.gone",
	models.CodeTooLarge:        "error.title.too_large",
	models.CodeTooMany:         "error.title.too_many",
	models.CodeUnsupported:     "error.title.unsupported",
	models.CodeUnavailable:     "error.title.unavailable",
	models.CodeInternal:        "error.title.internal",
}

var errorAdvice = map[models.Code]string{
	models.CodeInvalid:         "error.advice.invalid",
	models.CodeUnauthenticated: "error.advice.conflict",
	models.CodeForbidden:       "error.advice.forbidden",
	models.CodeNotFound:        "error.advice.not_found",
	models.CodeConflict:        "error.advice.conflict",
	models.CodeGone:            "error.advice.not_found",
	models.CodeTooLarge:        "error.advice.too_large",
	models.CodeTooMany:         "error.advice.too_many",
	models.CodeUnsupported:     "error.advice.unsupported",
	models.CodeUnavailable:     "error.advice.unavailable",
	models.CodeInternal:        "error.advice.internal",
}

// ownAdvice belongs to single messages.
var ownAdvice = map[string]string{
	"error.role_switched": "error.advice.role_switched",
	"error.role_lost":     "error.advice.role_switched",
}

func (vm ErrorVM) advice() string {
	if own, ok := ownAdvice[vm.Key]; ok {
		return own
	}
	return errorAdvice[vm.Code]
}
