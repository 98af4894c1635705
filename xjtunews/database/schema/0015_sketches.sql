-- What most articles are refused by lies in the index by their number.
DROP INDEX signatures_number;
CREATE INDEX signatures_number ON signatures(number, sketch);
