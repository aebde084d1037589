-- +goose Up

-- How a bulletin's paper looks. Bulletins from before print as GB/T 9704-2012 says, as they did.
ALTER TABLE bulletins ADD COLUMN layout TEXT NOT NULL DEFAULT '{"size":16,"name_size":0,"lettering":{},"rule":1.5,"contents":true,"contents_alone":false,"sources":true,"makers":true,"fonts":{"body":"","section":"","article":"","title":"","song":"","latin":""}}';

-- The picture of the library that an edition's name is drawn with.
ALTER TABLE editions ADD COLUMN name_art TEXT NOT NULL DEFAULT '';
