-- What the record was like after each transaction that said what it changed: `seq` is its last
-- event, the other columns the highest rows that were there. Rows are given once, so what has a
-- higher row came later; what was changed or deleted since stands in a table `..._past`, as it was
-- up to and with the moment `until`.
create table moment (
    seq integer primary key,
    at integer not null,
    article integer not null,
    version integer not null,
    wording integer not null,
    sighting integer not null,
    mention integer not null,
    speaker integer not null
) strict;
create index moment_by_at on moment (at);

-- History begins here; what was before is known as it is now.
insert into moment select
    (select coalesce(max(seq), 0) from change),
    (select coalesce(max(at), 0) from change),
    (select coalesce(max(id), 0) from article),
    (select coalesce(max(id), 0) from version),
    (select max(
        (select coalesce(max(id), 0) from wording),
        coalesce((select value from counter where name = 'last_wording'), 0)
    )),
    (select coalesce(max(id), 0) from sighting),
    (select coalesce(max(id), 0) from mention),
    (select coalesce(max(id), 0) from speaker);

-- What an event is about besides the thing that it happened to.
alter table change add column about text;

create table sighting_past (
    id integer not null,
    until integer not null,
    public_id text not null,
    wording integer not null,
    text text not null,
    language text not null,
    speaker integer,
    speaker_name text,
    day integer,
    reported integer not null,
    statement integer,
    host integer,
    primary key (id, until)
) strict, without rowid;
create index sighting_past_by_id on sighting_past (public_id);
create index sighting_past_by_wording on sighting_past (wording);
create index sighting_past_by_statement on sighting_past (statement);
create index sighting_past_by_speaker on sighting_past (speaker) where speaker is not null;

-- `kind` is null where there was no link.
create table link_past (
    a integer not null,
    b integer not null,
    until integer not null,
    kind text,
    score real,
    status text,
    bond text,
    reason text,
    primary key (a, b, until)
) strict, without rowid;
create index link_past_by_b on link_past (b);

create table mention_past (
    id integer not null,
    until integer not null,
    sighting integer,
    speaker integer,
    thread text,
    added_in integer,
    removed_in integer,
    fate text,
    changed_to text,
    primary key (id, until)
) strict, without rowid;
create index mention_past_by_sighting on mention_past (sighting) where sighting is not null;

create table wording_past (
    id integer not null,
    until integer not null,
    text text not null,
    rank text not null,
    first_seen_at integer not null,
    primary key (id, until)
) strict, without rowid;

create table version_past (
    id integer not null,
    until integer not null,
    origin_id text not null,
    primary key (id, until)
) strict, without rowid;

create table speaker_past (
    id integer not null,
    until integer not null,
    name text not null,
    aliases text not null,
    wikidata_id text,
    key text,
    person_id text,
    voice text,
    known_name text,
    primary key (id, until)
) strict, without rowid;

-- `there` is 0 for what was not made yet: rows of these two may be given again.
create table judgement_past (
    id integer not null,
    until integer not null,
    there integer not null,
    undone_at integer,
    primary key (id, until)
) strict, without rowid;
create table correction_past (
    id integer not null,
    until integer not null,
    primary key (id, until)
) strict, without rowid;

-- Of several changes after one moment the first finds what was there at it. `or ignore` would not
-- do: the conflict clause of the statement that fires a trigger counts within it.
create trigger sighting_changed after update on sighting
when old.id <= (select sighting from moment order by seq desc limit 1) begin
    insert into sighting_past select old.id, seq, old.public_id, old.wording, old.text,
        old.language, old.speaker, old.speaker_name, old.day, old.reported, old.statement, old.host
    from (select max(seq) as seq from moment)
    where not exists (select 1 from sighting_past as p where p.id = old.id and p.until = seq);
end;
create trigger sighting_dropped after delete on sighting
when old.id <= (select sighting from moment order by seq desc limit 1) begin
    insert into sighting_past select old.id, seq, old.public_id, old.wording, old.text,
        old.language, old.speaker, old.speaker_name, old.day, old.reported, old.statement, old.host
    from (select max(seq) as seq from moment)
    where not exists (select 1 from sighting_past as p where p.id = old.id and p.until = seq);
end;
create trigger link_drawn before insert on link
when new.a <= (select sighting from moment order by seq desc limit 1)
    and new.b <= (select sighting from moment order by seq desc limit 1) begin
    insert into link_past select new.a, new.b, seq, link.kind, link.score, link.status,
        link.bond, link.reason
    from (select max(seq) as seq from moment)
    left join link on link.a = new.a and link.b = new.b
    where not exists (
        select 1 from link_past as p where p.a = new.a and p.b = new.b and p.until = seq);
end;
create trigger link_dropped after delete on link
when old.a <= (select sighting from moment order by seq desc limit 1)
    and old.b <= (select sighting from moment order by seq desc limit 1) begin
    insert into link_past select old.a, old.b, seq, old.kind, old.score, old.status, old.bond,
        old.reason
    from (select max(seq) as seq from moment)
    where not exists (
        select 1 from link_past as p where p.a = old.a and p.b = old.b and p.until = seq);
end;
create trigger mention_changed after update on mention
when old.id <= (select mention from moment order by seq desc limit 1) begin
    insert into mention_past select old.id, seq, old.sighting, old.speaker, old.thread,
        old.added_in, old.removed_in, old.fate, old.changed_to
    from (select max(seq) as seq from moment)
    where not exists (select 1 from mention_past as p where p.id = old.id and p.until = seq);
end;
create trigger wording_changed after update on wording
when old.id <= (select wording from moment order by seq desc limit 1) begin
    insert into wording_past select old.id, seq, old.text, old.rank, old.first_seen_at
    from (select max(seq) as seq from moment)
    where not exists (select 1 from wording_past as p where p.id = old.id and p.until = seq);
end;
create trigger version_changed after update of origin_id on version
when old.id <= (select version from moment order by seq desc limit 1) begin
    insert into version_past select old.id, seq, old.origin_id
    from (select max(seq) as seq from moment)
    where not exists (select 1 from version_past as p where p.id = old.id and p.until = seq);
end;
create trigger speaker_changed after update on speaker
when old.id <= (select speaker from moment order by seq desc limit 1)
    and (old.name, old.aliases, old.wikidata_id, old.key, old.person_id, old.voice, old.known_name)
    is not
    (new.name, new.aliases, new.wikidata_id, new.key, new.person_id, new.voice, new.known_name)
begin
    insert into speaker_past select old.id, seq, old.name, old.aliases, old.wikidata_id, old.key,
        old.person_id, old.voice, old.known_name
    from (select max(seq) as seq from moment)
    where not exists (select 1 from speaker_past as p where p.id = old.id and p.until = seq);
end;
create trigger judgement_made after insert on judgement begin
    insert into judgement_past select new.id, seq, 0, null
    from (select max(seq) as seq from moment)
    where not exists (select 1 from judgement_past as p where p.id = new.id and p.until = seq);
end;
create trigger judgement_changed after update on judgement begin
    insert into judgement_past select old.id, seq, 1, old.undone_at
    from (select max(seq) as seq from moment)
    where not exists (select 1 from judgement_past as p where p.id = old.id and p.until = seq);
end;
create trigger correction_made after insert on correction begin
    insert into correction_past select new.id, seq
    from (select max(seq) as seq from moment)
    where not exists (select 1 from correction_past as p where p.id = new.id and p.until = seq);
end;

-- These are deleted by take-downs only, which leave no past either; sightings are seen to apart.
create trigger mention_gone after delete on mention begin
    delete from mention_past where id = old.id;
end;
create trigger wording_gone after delete on wording begin
    delete from wording_past where id = old.id;
end;
create trigger version_gone after delete on version begin
    delete from version_past where id = old.id;
end;
create trigger speaker_gone after delete on speaker begin
    delete from speaker_past where id = old.id;
end;
create trigger judgement_gone after delete on judgement begin
    delete from judgement_past where id = old.id;
end;
create trigger correction_gone after delete on correction begin
    delete from correction_past where id = old.id;
end;
