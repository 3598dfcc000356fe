-- Which text stands on a page now is told by the times that come with texts, not by the order of
-- arrival. `seen_at` is when a text was seen on its page; `stands_at` puts versions in order where
-- it is not when they arrived. `repeats` is the version that has the same text and its mentions,
-- where the page went back to it.
alter table version add column seen_at integer;
alter table version add column stands_at integer;
alter table version add column repeats integer references version (id);
create index version_by_repeated on version (repeats) where repeats is not null;

-- `newest` is the number of the version that stands now, `text_version` the row with its mentions.
alter table article add column text_version integer;
update article set text_version = (
    select version.id from version
    where version.article = article.id and version.number = article.newest);

-- A text that was seen on its page again, at a time that was not known; `version` first had it.
create table seen_again (
    version integer not null references version (id) on delete cascade,
    at integer not null,
    primary key (version, at)
) strict, without rowid;

-- The version in which a quotation last came back.
alter table mention add column restored_in integer;
alter table mention_past add column restored_in integer;
drop trigger mention_changed;
create trigger mention_changed after update on mention
when old.id <= (select mention from moment order by seq desc limit 1) begin
    insert into mention_past (id, until, sighting, speaker, thread, added_in, removed_in, fate,
        changed_to, restored_in)
    select old.id, seq, old.sighting, old.speaker, old.thread, old.added_in, old.removed_in,
        old.fate, old.changed_to, old.restored_in
    from (select max(seq) as seq from moment)
    where not exists (select 1 from mention_past as p where p.id = old.id and p.until = seq);
end;

drop view version_view;
create view version_view as
select
    article.public_id as article_id, version.number, version.url,
    outlet.public_id as outlet_id, outlet.name as outlet_name, outlet.kind as outlet_kind,
    outlet.domains as outlet_domains, outlet.facts as outlet_facts,
    version.title, version.byline, version.language, version.published_at, version.modified_at,
    version.first_seen_at, version_text.text, version.text_sha256, version.content_sha256,
    version.origin_id, version.extractor, version.mentions,
    page.html_sha256, page.extractor as page_extractor, page.encoding, page.found_in,
    region.regions, version.seen_at, version.stands_at,
    (select base.number from version as base where base.id = version.repeats) as repeats,
    version.number = article.newest as current
from version
join article on article.id = version.article
join outlet on outlet.id = version.outlet
join version_text on version_text.version = coalesce(version.repeats, version.id)
left join page on page.version = version.id
left join region on region.version = coalesce(version.repeats, version.id);

drop view mention_view;
create view mention_view as
select
    mention.public_id, article.public_id as article_id, version.number,
    outlet.public_id as outlet_id, outlet.name as outlet_name, outlet.kind as outlet_kind,
    outlet.domains as outlet_domains, outlet.facts as outlet_facts,
    version.url, version.title, version.origin_id, version.published_at, version.first_seen_at,
    mention.form, mention.place, mention.language,
    mention.exact, mention.prefix, mention.suffix, mention.start, mention."end",
    mention.attribution,
    coalesce(speaker.person_id, speaker.public_id) as speaker_id, speaker.name as speaker_name,
    speaker.aliases as speaker_aliases, speaker.wikidata_id,
    wording.public_id as wording_id, sighting.public_id as sighting_id,
    statement.public_id as statement_id,
    mention.quoted_parts, mention.continues, mention.continues_sentence, mention.unbalanced,
    mention.version = article.text_version as current,
    mention.thread, mention.added_in, mention.removed_in, mention.fate, mention.changed_to,
    mention.restored_in,
    mention.id as row, mention.version, mention.sighting
from mention
join version on version.id = mention.version
join article on article.id = version.article
join outlet on outlet.id = version.outlet
join wording on wording.id = mention.wording
left join speaker on speaker.id = mention.speaker
left join sighting on sighting.id = mention.sighting
left join statement on statement.id = sighting.statement;
