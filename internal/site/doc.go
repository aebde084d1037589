// Package site writes what a visitor may read into a folder, for any web server: it asks the program's own handler for every public
// address, as a browser would that is not signed in, and keeps the bytes that it gets. It draws nothing and decides no permission:
// what the handler would not show a visitor cannot come into the folder. It deletes and overwrites only what it wrote itself.
package site
