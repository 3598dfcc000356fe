-- One person under several names. A row of `speaker` is one folded name, its `key`; `person_id` is
-- the public id of the name that stands for all names of the person, null where that is the row
-- itself. `name`, `aliases` and `wikidata_id` are the person's, the same in all its rows. `voice`
-- is the name that judging reads, null where that is the key.
alter table speaker add column key text;
alter table speaker add column person_id text;
alter table speaker add column voice text;
alter table speaker add column known_name text;
create index speaker_by_person on speaker (person_id) where person_id is not null;

-- Headings under which names are held against each other.
create table speaker_block (
    block text not null,
    speaker integer not null references speaker (id) on delete cascade,
    primary key (block, speaker)
) strict, without rowid;
create index speaker_block_by_speaker on speaker_block (speaker);

-- How often each spelling is the one that an article gives; '' counts mentions that people gave to
-- the speaker, whom their article names otherwise.
create table spelling (
    speaker integer not null references speaker (id) on delete cascade,
    name text not null,
    mentions integer not null,
    primary key (speaker, name)
) strict, without rowid;
insert into spelling select id, name, 0 from speaker;
insert or ignore into spelling
    select speaker.id, alias.value, 0 from speaker join json_each(speaker.aliases) as alias;
insert into spelling
    select mention.speaker, coalesce(spelling.name, ''), count(*) from mention
    left join spelling on spelling.speaker = mention.speaker
        and spelling.name = json_extract(mention.attribution, '$[4]')
    where mention.speaker is not null group by 1, 2
    on conflict do update set mentions = excluded.mentions;
create trigger spelling_of_new after insert on mention when new.speaker is not null begin
    insert into spelling values (new.speaker, coalesce((
        select name from spelling where speaker = new.speaker
            and name = json_extract(new.attribution, '$[4]')), ''), 1)
    on conflict do update set mentions = mentions + 1;
end;
create trigger spelling_of_moved after update of speaker on mention
when old.speaker is not new.speaker begin
    update spelling set mentions = mentions - 1
    where speaker = old.speaker and name = coalesce((
        select name from spelling where speaker = old.speaker
            and name = json_extract(old.attribution, '$[4]')), '');
    insert into spelling select new.speaker, coalesce((
        select name from spelling where speaker = new.speaker
            and name = json_extract(new.attribution, '$[4]')), ''), 1
    where new.speaker is not null
    on conflict do update set mentions = mentions + 1;
end;
create trigger spelling_of_gone after delete on mention when old.speaker is not null begin
    update spelling set mentions = mentions - 1
    where speaker = old.speaker and name = coalesce((
        select name from spelling where speaker = old.speaker
            and name = json_extract(old.attribution, '$[4]')), '');
    delete from spelling where speaker = old.speaker and mentions <= 0;
end;

-- The directory of known speakers as it was last taken over: every key of every entry.
create table known_speaker (
    key text primary key,
    entry text not null
) strict, without rowid;

-- What people decided of two speakers, by public id: a speaker may be taken down and come back.
-- `id` counts together with that of `judgement`.
create table speaker_judgement (
    id integer primary key,
    public_id text not null unique,
    kind text not null,
    speaker_id text not null,
    other_speaker_id text not null,
    judged_by text not null,
    reason text not null,
    judged_at integer not null,
    undone_at integer
) strict;
create index speaker_judgement_by_speaker on speaker_judgement (speaker_id);
create index speaker_judgement_by_other on speaker_judgement (other_speaker_id);

drop view sighting_view;
create view sighting_view as
select
    sighting.public_id, wording.public_id as wording_id, sighting.text, sighting.language,
    speaker.public_id as speaker_id, coalesce(speaker.voice, sighting.speaker_name) as speaker_name,
    sighting.day, sighting.reported, sighting.id as row, sighting.wording, sighting.statement
from sighting
join wording on wording.id = sighting.wording
left join speaker on speaker.id = sighting.speaker;

drop view mention_view;
create view mention_view as
select
    mention.public_id, article.public_id as article_id, version.number,
    outlet.public_id as outlet_id, outlet.name as outlet_name, outlet.kind as outlet_kind,
    outlet.domains as outlet_domains,
    version.url, version.title, version.origin_id, version.published_at, version.first_seen_at,
    mention.form, mention.place, mention.language,
    mention.exact, mention.prefix, mention.suffix, mention.start, mention."end",
    mention.attribution,
    coalesce(speaker.person_id, speaker.public_id) as speaker_id, speaker.name as speaker_name,
    speaker.aliases as speaker_aliases, speaker.wikidata_id,
    wording.public_id as wording_id, sighting.public_id as sighting_id,
    statement.public_id as statement_id,
    mention.quoted_parts, mention.continues, mention.continues_sentence, mention.unbalanced,
    version.number = article.newest as current,
    mention.thread, mention.added_in, mention.removed_in, mention.fate, mention.changed_to,
    mention.id as row, mention.version, mention.sighting
from mention
join version on version.id = mention.version
join article on article.id = version.article
join outlet on outlet.id = version.outlet
join wording on wording.id = mention.wording
left join speaker on speaker.id = mention.speaker
left join sighting on sighting.id = mention.sighting
left join statement on statement.id = sighting.statement;
