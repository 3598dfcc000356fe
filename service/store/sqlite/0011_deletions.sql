-- Whoever deletes a row is asked for all that refer to it: none of these tables is to be read whole.
create index speaker_word_by_speaker on speaker_word (speaker);
create index vector_by_wording on vector (wording);
drop index judgement_by_mention;
drop index judgement_by_other;
create index judgement_by_mention on judgement (mention);
create index judgement_by_other on judgement (other) where other is not null;
