// Package proof reads an issue as a proofreader would before it is printed (付印检查): rules over what would be published, in one
// table. It changes nothing, knows no database and no clock, and says with each finding where it stands.
//
// The rules follow GB/T 15834-2011 (punctuation) and GB/T 15835-2011 (numerals) as far as a program can be sure. What is a matter
// of taste there, such as a 顿号 between quotations (4.5.3.5), is no rule here.
package proof
