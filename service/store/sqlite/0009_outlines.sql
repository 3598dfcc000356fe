-- How much of its words another wording shares is told from these bytes; null in wordings that came
-- before them, which are judged in full.
alter table wording add column outline blob;
