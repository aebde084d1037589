// Package components holds the small parts that pages of the desk are put together from: buttons, form fields, chips, tables.
// Each takes one struct whose zero value is useful, and is accessible without further care. No part knows a bulletin, an
// issue or a permission; no part carries inline style or script.
package components
