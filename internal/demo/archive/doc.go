// Package archive writes archives of any size for measurements: published issues of ten articles each, whole as a publication leaves them,
// with varied texts whose words are as unevenly frequent as those of real ones. The same seed gives the same texts.
package archive
