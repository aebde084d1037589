// Package demo makes the demonstration office: the fictional province of 澜江, its bulletin 开放前沿, and the people who make
// it. Everything is done through operations of the newsroom, by the people who would do it and at the times at which they would,
// so that whatever the office shows could have happened. It never writes rows of its own, and no other program code uses it.
package demo
